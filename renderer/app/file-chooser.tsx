/** Choosing a file where the host has no native dialog: folders of this machine, listed by the host. */
import { type FormEvent, useCallback, useEffect, useState } from 'react';
import type { Bridge, CallAnswer } from '../../shared/ipc.ts';
import type { FileRequest } from '../state/desk-view.ts';
import { DialogWindow } from './dialog-window.tsx';

type Listing = Extract<CallAnswer<'files.list'>, { ok: true }>;

const TITLES: Readonly<Record<FileRequest['purpose'], string>> = { open: '打开明账文档', import: '选择工作簿', save: '保存文档', styles: '选择有本单位样式的 Word 文件', audit: '选择要审核的报告', 'export-pdf': '导出 PDF', 'export-docx': '导出 Word', 'export-xlsx': '导出工作簿' };
/** What is listed beside folders; workbooks where nothing else is said. */
const WANTED: Readonly<Partial<Record<FileRequest['purpose'], readonly Listing['entries'][number]['kind'][]>>> = { open: ['document'], styles: ['word'], audit: ['word', 'text'], 'export-docx': ['word'] };
const WRITES: Readonly<Record<FileRequest['purpose'], boolean>> = { open: false, import: false, save: true, styles: false, audit: false, 'export-pdf': true, 'export-docx': true, 'export-xlsx': true };

export function FileChooser({ bridge, request }: { readonly bridge: Bridge; readonly request: FileRequest }) {
  const [listing, setListing] = useState<Listing | null>(null);
  const [problem, setProblem] = useState('');
  const [name, setName] = useState(request.suggested);
  const list = useCallback((folder: string | null): void => {
    void bridge.call('files.list', { folder }).then((answer) => {
      if (answer.ok) setListing(answer);
      setProblem(answer.ok ? '' : answer.message);
    });
  }, [bridge]);
  useEffect(() => list(null), [list]);
  const wanted = WANTED[request.purpose] ?? ['workbook'];
  const isWriting = WRITES[request.purpose];
  const choose = (entry: Listing['entries'][number]): void => {
    if (entry.kind === 'folder') list(entry.path);
    else if (isWriting) setName(entry.name);
    else request.done(entry.path);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    // A whole path needs no folder, so it doesn't wait for the listing either.
    if (/^([a-z]:)?[\\/]/i.test(name)) request.done(name);
    else if (listing !== null && name.trim() !== '') request.done(`${listing.folder}/${name}`);
  };
  return (
    <DialogWindow label={TITLES[request.purpose]} onCancel={() => request.done(null)}>
      <form onSubmit={submit}>
        <h3>{TITLES[request.purpose]}</h3>
        <p>{listing?.folder ?? '正在读取……'}</p>
        {problem === '' ? null : <p className="notice error">{problem}</p>}
        <div className="chooser scroll">
          {listing?.parent == null ? null : <button type="button" onClick={() => list(listing.parent)}>↑ 上一级</button>}
          {listing?.entries.filter((entry) => entry.kind === 'folder' || wanted.includes(entry.kind)).map((entry) => (
            <button key={entry.path} type="button" onClick={() => choose(entry)}>
              {entry.kind === 'folder' ? '▸ ' : ''}{entry.name}
            </button>
          ))}
        </div>
        <label>{isWriting ? '文件名' : '路径'} <input type="text" value={name} onChange={(event) => setName(event.target.value)} /></label>
        <div className="buttons">
          <button type="button" onClick={() => request.done(null)}>取消</button>
          <button type="submit" className="primary" disabled={name.trim() === ''}>确定</button>
        </div>
      </form>
    </DialogWindow>
  );
}
