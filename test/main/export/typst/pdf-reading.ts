/** Reads PDFs back with poppler, as an independent reader. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

function poppler(program: string, pdf: Uint8Array, options: readonly string[], output: readonly string[] = []): string {
  const folder = mkdtempSync(join(tmpdir(), 'mingzhang-pdf-'));
  const path = join(folder, 'report.pdf');
  try {
    writeFileSync(path, pdf);
    return execFileSync(program, [...options, path, ...output], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 64 * 1024 * 1024 });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Text of each page, spaces between words of a line as in print. */
export function pageTexts(pdf: Uint8Array): readonly string[] {
  return poppler('pdftotext', pdf, ['-layout'], ['-']).split('\f').slice(0, -1);
}

/** Text of each page in the order in which it was set; for what stands aslant. */
export function runningTexts(pdf: Uint8Array): readonly string[] {
  return poppler('pdftotext', pdf, [], ['-']).split('\f').slice(0, -1);
}

export function properties(pdf: Uint8Array): ReadonlyMap<string, string> {
  return new Map(poppler('pdfinfo', pdf, []).split('\n').flatMap((line) => {
    const [, name, value] = /^([^:]+):\s+(.*)$/u.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value] as const];
  }));
}

/** Bookmarks with the page, from 1, to which they lead. */
export function bookmarks(pdf: Uint8Array): readonly (readonly [title: string, page: number])[] {
  const xml = poppler('pdftohtml', pdf, ['-xml', '-i', '-stdout']);
  return [...xml.matchAll(/<item page="(\d+)">([^<]*)<\/item>/gu)].map(([, page, title]) => [title ?? '', Number(page)]);
}

export interface PlacedWord {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface PlacedPage {
  /** Points. */
  readonly width: number;
  readonly height: number;
  readonly words: readonly PlacedWord[];
}

/** Every word with its place, page by page. */
export function placedPages(pdf: Uint8Array): readonly PlacedPage[] {
  const pages = poppler('pdftotext', pdf, ['-bbox'], ['-']).split('<page ').slice(1);
  return pages.map((page) => {
    const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/u.exec(page) ?? [];
    const words = [...page.matchAll(/<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]*)<\/word>/gu)];
    return { width: Number(width), height: Number(height), words: words.map(([, left, top, right, bottom, text = '']) => ({ text, left: Number(left), right: Number(right), top: Number(top), bottom: Number(bottom) })) };
  });
}
