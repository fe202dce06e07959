/** One page of the preview: drawn when it comes near the window, drawn anew only where it changed. A click on a figure leads to its cell, on a table's caption to the table. */
import { memo, useEffect, useState } from 'react';
import type { CellRef } from '../../shared/document/document.ts';
import { cellLink } from '../../shared/report/cell-link.ts';
import type { PreviewSheet } from '../state/preview-board.ts';

export interface PreviewPageProps {
  readonly sheet: PreviewSheet;
  readonly number: number;
  /** Pixels a point. */
  readonly scale: number;
  /** A cell to point out. */
  readonly sought: CellRef | null;
  /** A figure or a table's caption was clicked. */
  readonly onFollow: (address: string) => void;
  readonly onFound: () => void;
}

export const PreviewPage = memo(function PreviewPage({ sheet, number, scale, sought, onFollow, onFound }: PreviewPageProps) {
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  const isNear = useNearness(element);
  useEffect(() => {
    if (element === null || !isNear) return undefined;
    const root = drawSheet(element, sheet.svg);
    const follow = (event: Event): void => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      if (link === null) return;
      event.preventDefault();
      onFollow(addressOf(link));
    };
    root.addEventListener('click', follow);
    return () => root.removeEventListener('click', follow);
  }, [element, isNear, sheet, onFollow]);
  useEffect(() => {
    if (element === null || !isNear || sought === null) return;
    flash(element, cellLink(sought));
    onFound();
  }, [element, isNear, sought, onFound]);
  return <div ref={setElement} className="page" role="img" aria-label={`第 ${number} 页`} data-page={number} style={{ width: sheet.width * scale, height: sheet.height * scale }} />;
});

/** Puts a drawing into an element of its own world: the page's styles don't reach it, and its ids meet no others. */
export function drawSheet(element: HTMLElement, svg: string): ShadowRoot {
  const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
  const drawing = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
  drawing.setAttribute('width', '100%');
  drawing.setAttribute('height', '100%');
  root.replaceChildren(document.importNode(drawing, true));
  return root;
}

function addressOf(link: Element): string {
  return link.getAttribute('href') ?? link.getAttributeNS('http://www.w3.org/1999/xlink', 'href') ?? '';
}

const FLASH = { duration: 1600, iterations: 1 } as const;

/** Marks the figure for a moment. */
function flash(element: HTMLElement, address: string): void {
  const link = [...(element.shadowRoot?.querySelectorAll('a') ?? [])].find((one) => addressOf(one) === address);
  if (link === undefined) return;
  link.scrollIntoView({ block: 'center', inline: 'nearest' });
  const [page, place] = [element.getBoundingClientRect(), link.getBoundingClientRect()];
  const mark = document.createElement('div');
  mark.style.cssText = `position:absolute;left:${place.left - page.left - 3}px;top:${place.top - page.top - 3}px;width:${place.width + 6}px;height:${place.height + 6}px;outline:2px solid #c2410c;background:#fb923c55;pointer-events:none`;
  element.shadowRoot?.append(mark);
  void mark.animate([{ opacity: 1 }, { opacity: 1, offset: 0.7 }, { opacity: 0 }], FLASH).finished.then(() => mark.remove(), () => mark.remove());
}

/** Whether the page is in sight or will be with a little scrolling; once it was, it stays drawn. */
function useNearness(element: HTMLElement | null): boolean {
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    if (element === null || isNear) return undefined;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) setNear(true);
    }, { root: element.closest('.preview-scroll'), rootMargin: '120% 0px' });
    observer.observe(element);
    return () => observer.disconnect();
  }, [element, isNear]);
  return isNear;
}
