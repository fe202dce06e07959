/** What to print: the whole report, some pages, or one table. With open errors every page bears 草稿. */
import { type FormEvent, useState, useSyncExternalStore } from 'react';
import { hasOpenErrors } from '../../shared/check/finding.ts';
import { tableLabel } from '../../shared/check/describe.ts';
import { readPageRange } from '../../shared/report/page-range.ts';
import type { Desk } from '../state/desk.ts';
import type { EditorState } from '../state/editor-state.ts';
import { pagesOfTable, type PreviewBoard } from '../state/preview-board.ts';
import type { Snapshot } from '../state/workspace.ts';
import { DialogWindow } from './dialog-window.tsx';
import { printSheets } from './print-sheets.ts';

export interface PrintDialogProps {
  readonly desk: Desk;
  readonly state: EditorState;
  readonly board: PreviewBoard;
  readonly snapshot: Snapshot;
}

type What = 'all' | 'pages' | 'table';

export function PrintDialog({ desk, state, board, snapshot }: PrintDialogProps) {
  const { sheets } = useSyncExternalStore(board.subscribe, board.snapshot);
  const [what, setWhat] = useState<What>('all');
  const [pages, setPages] = useState('');
  const [table, setTable] = useState(state.table?.isPublished === true ? state.table.id : '');
  const [isMarked, setMarked] = useState(false);
  const [words, setWords] = useState('');
  const mustMark = hasOpenErrors(snapshot.review.findings);
  const tables = state.workspace.engine.template.tables.filter((one) => one.isPublished);
  const close = (): void => state.ask(null);
  const print = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setWords('正在排版…');
    const set = await board.forPrint(snapshot.document, mustMark || isMarked);
    if (typeof set === 'string') return setWords(set);
    const chosen = what === 'all' ? set.map((_sheet, at) => at + 1) : what === 'pages' ? readPageRange(pages, set.length) : pagesOfTable(set, table).map((page) => page + 1);
    if (typeof chosen === 'string') return setWords(chosen);
    if (chosen.length === 0) return setWords('请选择要打印的表');
    close();
    return printSheets(desk.bridge, chosen.flatMap((page) => set[page - 1] ?? []));
  };
  return (
    <DialogWindow label="打印" onCancel={close}>
      <form className="column" onSubmit={(event) => void print(event)}>
        <h3>打印</h3>
        <div className="settings">
          <label><span><input type="radio" name="what" checked={what === 'all'} onChange={() => setWhat('all')} /> 全部{sheets.length === 0 ? '' : `（${sheets.length} 页）`}</span></label>
          <label><span><input type="radio" name="what" checked={what === 'pages'} onChange={() => setWhat('pages')} /> 页码</span><input type="text" aria-label="页码范围" placeholder="如 1-3,5" value={pages} onChange={(event) => { setPages(event.target.value); setWhat('pages'); }} /></label>
          <label>
            <span><input type="radio" name="what" checked={what === 'table'} onChange={() => setWhat('table')} /> 一张表</span>
            <select aria-label="打印哪张表" value={table} onChange={(event) => { setTable(event.target.value); setWhat('table'); }}>
              <option value="" disabled>选择表…</option>
              {tables.map((one) => <option key={one.id} value={one.id}>{tableLabel(one)} {one.title}</option>)}
            </select>
          </label>
          <label><span><input type="checkbox" checked={mustMark || isMarked} disabled={mustMark} onChange={(event) => setMarked(event.target.checked)} /> 每页加“草稿”水印</span></label>
        </div>
        {mustMark ? <p className="hint">还有未处理的错误，打印件带“草稿”水印。处理完错误，或逐条说明原因后，可以打印正式稿。</p> : null}
        <p role="status">{words}</p>
        <div className="buttons"><button type="button" onClick={close}>取消</button><button type="submit" className="primary">打印</button></div>
      </form>
    </DialogWindow>
  );
}
