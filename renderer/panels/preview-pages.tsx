/** The report as it will be printed, page by page, following every edit; its place and size stay as they were left. */
import { useCallback, useEffect, useLayoutEffect, useState, useSyncExternalStore } from 'react';
import type { Document } from '../../shared/document/document.ts';
import { cellOfLink, tableOfLink } from '../../shared/report/cell-link.ts';
import type { Desk } from '../state/desk.ts';
import type { EditorState } from '../state/editor-state.ts';
import type { PreviewBoard, PreviewView } from '../state/preview-board.ts';
import { PreviewBar } from './preview-bar.tsx';
import { PreviewPage } from './preview-page.tsx';

const PIXELS_PER_POINT = 96 / 72;
/** Around the pages and for the scroll bar. */
const MARGIN = 56;
const MOST_FITTED = 2;

export interface PreviewPagesProps {
  readonly desk: Desk;
  readonly state: EditorState;
  readonly board: PreviewBoard;
  readonly document: Document;
}

export function PreviewPages({ desk, state, board, document: shown }: PreviewPagesProps) {
  const view = useSyncExternalStore(board.subscribe, board.snapshot);
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const scale = useScale(scroller, view);
  const current = useCurrentPage(scroller, board, view);
  useEffect(() => board.follow(shown), [board, shown]);
  useEffect(() => desk.board.add({
    'zoom-in': () => board.zoomBy(1, (scale / PIXELS_PER_POINT) * 100), 'zoom-out': () => board.zoomBy(-1, (scale / PIXELS_PER_POINT) * 100), 'zoom-reset': () => board.zoomTo(100),
  }), [desk, board, scale]);
  useTarget(scroller, board, view, scale);
  const onFollow = useCallback((address: string) => {
    const [cell, table] = [cellOfLink(address), tableOfLink(address)];
    if (cell !== null) state.show(cell);
    else if (table !== null) state.change({ part: table });
  }, [state]);
  const onFound = useCallback(() => board.reached(), [board]);
  const { sheets, target } = view;
  return (
    <section className="preview" aria-label="报告预览" aria-busy={view.isSetting} data-pane="preview">
      <PreviewBar desk={desk} state={state} board={board} view={view} current={current} percent={Math.round((scale / PIXELS_PER_POINT) * 100)} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keys that scroll need the focus here */}
      <section ref={setScroller} className="preview-scroll" tabIndex={0} aria-label="报告各页" onScroll={(event) => { board.scrolledTo = event.currentTarget.scrollTop; }}>
        <div className="pages">
          {sheets.map((sheet, at) => ({ sheet, number: at + 1 })).map(({ sheet, number }) => (
            <PreviewPage key={number} sheet={sheet} number={number} scale={scale} sought={target?.page === number - 1 ? target.cell : null} onFollow={onFollow} onFound={onFound} />
          ))}
        </div>
      </section>
    </section>
  );
}

/** Pixels a point: as chosen, or as wide as the widest page allows. */
function useScale(scroller: HTMLElement | null, { zoom, sheets }: PreviewView): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (scroller === null) return undefined;
    const observer = new ResizeObserver(() => setWidth(scroller.clientWidth));
    observer.observe(scroller);
    return () => observer.disconnect();
  }, [scroller]);
  if (zoom !== 'fit') return (zoom / 100) * PIXELS_PER_POINT;
  const widest = Math.max(595, ...sheets.map((sheet) => sheet.width));
  return Math.min(MOST_FITTED * PIXELS_PER_POINT, Math.max(0.2, ((width || scroller?.clientWidth || 800) - MARGIN) / widest));
}

/** The page that takes the middle of the window, from 0. */
function useCurrentPage(scroller: HTMLElement | null, board: PreviewBoard, { sheets }: PreviewView): number {
  const count = sheets.length;
  const [current, setCurrent] = useState(0);
  useEffect(() => {
    if (scroller === null) return undefined;
    const look = (): void => {
      if (count === 0) return;
      const middle = scroller.scrollTop + scroller.clientHeight / 2;
      const pages = [...scroller.querySelectorAll<HTMLElement>('.page')];
      setCurrent(Math.max(0, pages.findLastIndex((page) => page.offsetTop <= middle)));
    };
    look();
    scroller.addEventListener('scroll', look, { passive: true });
    return () => scroller.removeEventListener('scroll', look);
  }, [scroller, count]);
  // Back from another part: where it was left.
  const isThere = count > 0;
  useLayoutEffect(() => {
    if (scroller !== null && isThere) scroller.scrollTop = board.scrolledTo;
  }, [scroller, board, isThere]);
  return Math.min(current, Math.max(0, count - 1));
}

/** Brings the wanted page to the top; a wanted cell on it is then looked for by the page itself. */
function useTarget(scroller: HTMLElement | null, board: PreviewBoard, { target }: PreviewView, scale: number): void {
  useEffect(() => {
    if (scroller === null || target === null || scale === 0) return;
    const page = scroller.querySelector<HTMLElement>(`[data-page="${target.page + 1}"]`);
    if (page !== null) scroller.scrollTop = page.offsetTop - 12;
    if (target.cell === null || page === null) board.reached();
  }, [scroller, board, target, scale]);
}
