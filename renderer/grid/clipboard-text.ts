/** Blocks of text as Excel, WPS and browsers put them on the clipboard and take them from it: tab-separated lines and HTML tables. */

export type TextBlock = readonly (readonly string[])[];

/** Tab-separated text. A cell in quotes may hold tabs, line ends and doubled quotes; a last empty line is none. */
export function readTabbed(text: string): TextBlock {
  const source = text.replace(/\r\n?/gu, '\n').replace(/\n$/u, '');
  const rows: string[][] = [[]];
  let at = 0;
  while (at <= source.length) {
    const { cell, end } = source[at] === '"' ? quotedCell(source, at) : plainCell(source, at);
    rows.at(-1)?.push(cell);
    if (source[end] === '\n') rows.push([]);
    at = end + 1;
  }
  return rows;
}

interface CellRead {
  readonly cell: string;
  /** Where the tab, line end or end of text is that closes the cell. */
  readonly end: number;
}

function plainCell(source: string, start: number): CellRead {
  let end = start;
  while (end < source.length && source[end] !== '\t' && source[end] !== '\n') end++;
  return { cell: source.slice(start, end), end };
}

function quotedCell(source: string, start: number): CellRead {
  let cell = '';
  let at = start + 1;
  while (at < source.length) {
    if (source[at] !== '"') cell += source[at++];
    else if (source[at + 1] === '"') {
      cell += '"';
      at += 2;
    } else break;
  }
  const isClosed = source[at] === '"' && (at + 1 >= source.length || source[at + 1] === '\t' || source[at + 1] === '\n');
  // A quote that opens no quoted cell is a quote.
  return isClosed ? { cell, end: at + 1 } : plainCell(source, start);
}

/** On cells that stand beside the form's own: pasted here again they are passed over, other programs take them as they come. */
const BESIDE = 'data-beside';

/** The first table of an HTML fragment, merged cells as blanks after their first; null where there is none. */
export function readHtml(html: string): TextBlock | null {
  const table = new DOMParser().parseFromString(html, 'text/html').querySelector('table');
  if (table === null) return null;
  const grid: string[][] = [];
  [...table.querySelectorAll('tr')].forEach((tr, row) => {
    let column = 0;
    for (const cell of tr.querySelectorAll(`:is(td, th):not([${BESIDE}])`)) {
      while (grid[row]?.[column] !== undefined) column++;
      fillSpan(grid, row, column, spanOf(cell, 'colspan'), spanOf(cell, 'rowspan'), (cell.textContent ?? '').replace(/\s+/gu, ' ').trim());
    }
  });
  const width = Math.max(0, ...grid.map((row) => row.length));
  return grid.map((row) => Array.from({ length: width }, (_one, column) => row[column] ?? ''));
}

function fillSpan(grid: string[][], row: number, column: number, across: number, down: number, text: string): void {
  for (let below = 0; below < down; below++) {
    grid[row + below] ??= [];
    for (let beside = 0; beside < across; beside++) (grid[row + below] as string[])[column + beside] = below === 0 && beside === 0 ? text : '';
  }
}

function spanOf(cell: Element, name: 'colspan' | 'rowspan'): number {
  const span = Number(cell.getAttribute(name) ?? '1');
  return Number.isInteger(span) && span >= 1 && span <= 1000 ? span : 1;
}

export function writeTabbed(block: TextBlock): string {
  return block.map((row) => row.map((cell) => (/["\t\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t')).join('\r\n');
}

/** Codes and names as text, so that Excel keeps what looks like a number. */
export function writeHtml(block: TextBlock, isText: (row: number, column: number) => boolean, isBeside: (column: number) => boolean = () => false): string {
  const cell = (text: string, row: number, column: number): string => `<td${isBeside(column) ? ` ${BESIDE}` : ''}${isText(row, column) ? ' style="mso-number-format:\'\\@\'"' : ''}>${escaped(text)}</td>`;
  return `<table>${block.map((row, at) => `<tr>${row.map((text, column) => cell(text, at, column)).join('')}</tr>`).join('')}</table>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
