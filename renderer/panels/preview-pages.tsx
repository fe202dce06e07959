/** The report as it will be printed, page by page, set anew a moment after every change. */
import { useEffect, useState } from 'react';
import type { Document } from '../../shared/document/document.ts';
import type { Bridge, CallAnswer } from '../../shared/ipc.ts';
import { cellOfLink } from '../../shared/report/cell-link.ts';
import type { EditorState } from '../state/editor-state.ts';

const PAUSE = 250;

export interface PreviewPagesProps {
  readonly bridge: Bridge;
  readonly state: EditorState;
  readonly document: Document;
}

interface Preview {
  readonly pages: readonly { readonly number: number; readonly svg: string }[];
  readonly words: string;
}

export function PreviewPages({ bridge, state, document: shown }: PreviewPagesProps) {
  const [preview, setPreview] = useState<Preview>({ pages: [], words: '' });
  const [isOld, setOld] = useState(true);
  useEffect(() => {
    let isWanted = true;
    setOld(true);
    const take = (answer: CallAnswer<'preview.render'>): void => {
      // A later call has taken this one's place.
      if (!isWanted || (!answer.ok && answer.code === 'cancelled')) return;
      setOld(false);
      setPreview((before) => taken(before, answer));
    };
    const timer = window.setTimeout(() => void bridge.call('preview.render', { document: shown }).then(take), PAUSE);
    return () => {
      isWanted = false;
      window.clearTimeout(timer);
    };
  }, [bridge, shown]);
  const { pages, words } = preview;
  return (
    <section className="preview" aria-label="报告预览" aria-busy={isOld} data-pane="preview">
      <p className="preview-head" role="status">{isOld ? '正在排版…' : `共 ${pages.length} 页。点击表中的数可转到该单元格。`}　{words}</p>
      <div className="pages">{pages.map(({ number, svg }) => <Page key={number} svg={svg} number={number} state={state} />)}</div>
    </section>
  );
}

/** Where the report can't be set, the pages from before stay, with the reason. */
function taken(before: Preview, answer: CallAnswer<'preview.render'>): Preview {
  if (!answer.ok) return { ...before, words: answer.message };
  return { pages: answer.pages.map((svg, at) => ({ number: at + 1, svg })), words: answer.notices.join('；') };
}

function Page({ svg, number, state }: { readonly svg: string; readonly number: number; readonly state: EditorState }) {
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  useEffect(() => {
    if (element === null) return undefined;
    const root = element.attachShadow === undefined ? element : (element.shadowRoot ?? element.attachShadow({ mode: 'open' }));
    const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
    parsed.setAttribute('width', '100%');
    parsed.removeAttribute('height');
    root.replaceChildren(document.importNode(parsed, true));
    const follow = (event: Event): void => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      const address = link?.getAttribute('href') ?? link?.getAttributeNS('http://www.w3.org/1999/xlink', 'href') ?? '';
      const cell = cellOfLink(address);
      if (link === null) return;
      event.preventDefault();
      if (cell !== null) state.show(cell);
    };
    root.addEventListener('click', follow);
    return () => root.removeEventListener('click', follow);
  }, [element, svg, state]);
  return <div ref={setElement} className="page" role="img" aria-label={`第 ${number} 页`} />;
}
