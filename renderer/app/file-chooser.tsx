/** Choosing a file where the host has no native dialog: folders of this machine, listed by the host. */
import { type FormEvent, useCallback, useEffect, useState } from 'react';
import type { Bridge, CallAnswer } from '../../shared/ipc.ts';
import type { FileRequest } from '../state/desk-view.ts';
import { DialogWindow } from './dialog-window.tsx';

type Listing = Extract<CallAnswer<'files.list'>, { ok: true }>;

/** What figures are read from. */
const FIGURES: readonly Listing['entries'][number]['kind'][] = ['document', 'workbook'];

/** Its title, what is listed beside folders, and whether the file is to be written. */
const CHOOSERS: Readonly<Record<FileRequest['purpose'], { readonly title: string; readonly lists: readonly Listing['entries'][number]['kind'][]; readonly writes: boolean }>> = {
  open: { title: '打开明账文档', lists: ['document'], writes: false },
  import: { title: '选择工作簿', lists: ['workbook'], writes: false },
  prior: { title: '选择上年的文档或工作簿', lists: FIGURES, writes: false },
  figures: { title: '选择报告所据的文档或工作簿', lists: FIGURES, writes: false },
  units: { title: '选择下级单位的文档或工作簿', lists: FIGURES, writes: false },
  exact: { title: '选择以元为单位的同一套表', lists: FIGURES, writes: false },
  save: { title: '保存文档', lists: ['document'], writes: true },
  styles: { title: '选择有本单位样式的 Word 文件', lists: ['word'], writes: false },
  audit: { title: '选择要审核的报告', lists: ['word', 'text'], writes: false },
  'export-pdf': { title: '导出 PDF', lists: [], writes: true },
  'export-docx': { title: '导出 Word', lists: ['word'], writes: true },
  'export-xlsx': { title: '导出工作簿', lists: ['workbook'], writes: true },
  'export-audit-pdf': { title: '导出校验报告', lists: [], writes: true },
  'export-audit-xlsx': { title: '导出校验报告', lists: ['workbook'], writes: true },
};

export function FileChooser({ bridge, request }: { readonly bridge: Bridge; readonly request: FileRequest }) {
  const [listing, setListing] = useState<Listing | null>(null);
  const [problem, setProblem] = useState('');
  const [name, setName] = useState(request.suggested);
  /** Goes to a folder; false where there is none, which is said unless it was only tried. */
  const list = useCallback(async (folder: string | null, isTried = false): Promise<boolean> => {
    const answer = await bridge.call('files.list', { folder });
    if (answer.ok) setListing(answer);
    setProblem(answer.ok || isTried ? '' : answer.message);
    return answer.ok;
  }, [bridge]);
  // The folder of last time may be gone, as a memory stick is.
  useEffect(() => void list(request.folder, true).then((isThere) => (isThere ? true : list(null))), [list, request.folder]);
  const { title, lists, writes } = CHOOSERS[request.purpose];
  const isSeveral = request.purpose === 'units';
  const [marked, setMarked] = useState<readonly string[]>([]);
  const choose = (entry: Listing['entries'][number]): void => {
    if (entry.kind === 'folder') void list(entry.path);
    else if (isSeveral) setMarked(marked.includes(entry.path) ? marked.filter((path) => path !== entry.path) : [...marked, entry.path]);
    else if (writes) setName(entry.name);
    else request.done([entry.path]);
  };
  /** What is typed may be a folder to look into as well as a file. */
  const take = async (path: string): Promise<void> => {
    if (!(await list(path, true))) request.done([...marked, path]);
    else setName(writes ? request.suggested : '');
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const isWhole = /^([a-z]:)?[\\/]/i.test(name);
    if (name.trim() === '' && marked.length > 0) request.done(marked);
    else if (/[\\/]$/u.test(name)) {
      void list(name);
      setName('');
    } else if (isWhole) void take(name);
    else if (listing !== null && name.trim() !== '') void take(`${listing.folder}/${name}`);
  };
  return (
    <DialogWindow label={title} onCancel={() => request.done([])}>
      <form onSubmit={submit}>
        <h3>{title}</h3>
        <p>{listing?.folder ?? '正在读取……'}</p>
        {problem === '' ? null : <p className="notice error">{problem}</p>}
        <div className="chooser scroll">
          {listing?.parent == null ? null : <button type="button" onClick={() => void list(listing.parent)}>↑ 上一级</button>}
          {listing?.entries.filter((entry) => entry.kind === 'folder' || lists.includes(entry.kind)).map((entry) => (
            <button key={entry.path} type="button" aria-pressed={isSeveral && entry.kind !== 'folder' ? marked.includes(entry.path) : undefined} onClick={() => choose(entry)}>
              {entry.kind === 'folder' ? '▸ ' : ''}{entry.name}
            </button>
          ))}
        </div>
        <label>{writes ? '文件名' : '路径'} <input type="text" value={name} onChange={(event) => setName(event.target.value)} /></label>
        <div className="buttons">
          <button type="button" onClick={() => request.done([])}>取消</button>
          <button type="submit" className="primary" disabled={name.trim() === '' && marked.length === 0}>{marked.length === 0 ? '确定' : `确定（${marked.length} 个）`}</button>
        </div>
      </form>
    </DialogWindow>
  );
}
