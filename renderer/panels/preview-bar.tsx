/** Above the pages: which page, which table, how large, print and export, and what the user should know about them. */
import { tableLabel } from '../../shared/check/describe.ts';
import type { Desk } from '../state/desk.ts';
import type { EditorState } from '../state/editor-state.ts';
import { PREVIEW_ZOOMS, type PreviewBoard, type PreviewView } from '../state/preview-board.ts';

export interface PreviewBarProps {
  readonly desk: Desk;
  readonly state: EditorState;
  readonly board: PreviewBoard;
  readonly view: PreviewView;
  /** The page in sight, from 0. */
  readonly current: number;
  /** How large the pages are now. */
  readonly percent: number;
}

export function PreviewBar({ desk, state, board, view, current, percent }: PreviewBarProps) {
  const { sheets } = view;
  return (
    <div className="preview-head">
      <div className="preview-tools" role="toolbar" aria-label="预览">
        <PageField key={current} board={board} current={current} count={sheets.length} />
        <TableChoice state={state} board={board} current={current} />
        <span className="gap" />
        <select aria-label="显示比例" value={String(view.zoom)} onChange={(event) => board.zoomTo(event.target.value === 'fit' ? 'fit' : Number(event.target.value))}>
          <option value="fit">适合宽度（{percent}%）</option>
          {PREVIEW_ZOOMS.map((zoom) => <option key={zoom} value={zoom}>{zoom}%</option>)}
        </select>
        <button type="button" disabled={sheets.length === 0} onClick={() => desk.run('print')}>打印…</button>
        <button type="button" onClick={() => desk.run('export-pdf')}>导出 PDF…</button>
        <span className="preview-state" role="status">{view.isSetting ? '正在排版…' : `共 ${sheets.length} 页`}</span>
      </div>
      {view.problem === null ? null : <p className="preview-problem" role="alert">没有排成：{view.problem}。下面是之前的页面。</p>}
      <Notices notices={view.notices} />
    </div>
  );
}

/** One line, so that the pages have the room; the rest on demand. */
function Notices({ notices }: { readonly notices: readonly string[] }) {
  const [first, ...others] = notices;
  if (first === undefined) return null;
  return (
    <details className="preview-notice">
      <summary>{others.length === 0 ? '' : `${notices.length} 条提示：`}{first}</summary>
      {others.map((notice) => <p key={notice}>{notice}</p>)}
    </details>
  );
}

function PageField({ board, current, count }: { readonly board: PreviewBoard; readonly current: number; readonly count: number }) {
  const go = (text: string): void => {
    const page = Number.parseInt(text.normalize('NFKC'), 10);
    if (page >= 1 && page <= count && page !== current + 1) board.goTo(page - 1);
  };
  return (
    <span className="page-field">
      <button type="button" aria-label="上一页" disabled={current <= 0} onClick={() => board.goTo(current - 1)}>‹</button>
      <label>第 <input type="text" inputMode="numeric" aria-label="页码" defaultValue={count === 0 ? '' : current + 1} onKeyDown={(event) => { if (event.key === 'Enter') go(event.currentTarget.value); }} onBlur={(event) => go(event.currentTarget.value)} /> 页</label>
      <button type="button" aria-label="下一页" disabled={current >= count - 1} onClick={() => board.goTo(current + 1)}>›</button>
    </span>
  );
}

/** Jumps to a table's first page, and says on which table's page one is. */
function TableChoice({ state, board, current }: { readonly state: EditorState; readonly board: PreviewBoard; readonly current: number }) {
  const tables = state.workspace.engine.template.tables.filter((table) => table.isPublished);
  const places = tables.flatMap((table) => {
    const page = board.pageOf(table.id);
    return page === null ? [] : [{ table, page }];
  });
  const here = places.findLast(({ page }) => page === current)?.table.id ?? '';
  return (
    <select aria-label="转到表" value={here} onChange={(event) => {
      const page = board.pageOf(event.target.value);
      if (page !== null) board.goTo(page);
    }}>
      <option value="" disabled>转到表…</option>
      {places.map(({ table, page }) => <option key={table.id} value={table.id}>{tableLabel(table)} {table.title}（第 {page + 1} 页）</option>)}
    </select>
  );
}
