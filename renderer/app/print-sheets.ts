/** Prints pages: puts them where only paper sees them, and lets the host print, or the browser where the host leaves it to the page. */
import type { Bridge } from '../../shared/ipc.ts';
import { drawSheet } from '../panels/preview-page.tsx';
import type { PreviewSheet } from '../state/preview-board.ts';

export async function printSheets(bridge: Bridge, sheets: readonly PreviewSheet[]): Promise<void> {
  document.querySelector('.print-sheets')?.remove();
  const paper = document.createElement('div');
  paper.className = 'print-sheets';
  for (const sheet of sheets) {
    const page = document.createElement('div');
    page.className = sheet.width > sheet.height ? 'print-sheet lying' : 'print-sheet';
    drawSheet(page, sheet.svg);
    paper.append(page);
  }
  document.body.append(paper);
  await imagesDrawn(paper);
  const { byHost } = await bridge.call('print.run', {});
  if (byHost) {
    paper.remove();
    return;
  }
  window.addEventListener('afterprint', () => paper.remove(), { once: true });
  window.print();
}

/** Charts are pictures inside the page, and take a moment to load. */
async function imagesDrawn(paper: HTMLElement): Promise<void> {
  const images = [...paper.children].flatMap((page) => [...(page.shadowRoot?.querySelectorAll('image') ?? [])]);
  await Promise.all(images.map((image) => {
    const picture = new Image();
    picture.src = image.getAttribute('href') ?? image.getAttributeNS('http://www.w3.org/1999/xlink', 'href') ?? '';
    return picture.decode().catch(() => undefined);
  }));
}
