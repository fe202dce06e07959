/** How tightly a table is set in Word: on one page where a readable density allows it, else over several in a size easy to read. */
import { SIZES } from '../../../shared/report/print-style.ts';
import type { PrintedCell, PrintedTable } from '../../../shared/report/printed-table.ts';
import { type Fit, fitColumns, fitForPages, roomOf, sum, textWidth } from '../typst/fit-columns.ts';
import { roomFor, rowHeights } from '../typst/row-heights.ts';
import { CELL_LINE } from './style-sheet.ts';

/** Where 宋体 is missing another font takes its place; the widest of the usual ones has digits wider than ours by this. */
const WIDEST_DIGITS = 1.17;
/** Word breaks lines by rules of its own, and fonts differ: so much of the page is left free. */
const RESERVE = 0.03;
/** Points: borders of a row, title with what stands around it, a caption or notes row beside its lines. */
const BORDER = 0.5;
const TITLE = { line: 26, around: 4 };
const ROW_INSET = 3;

export interface FittedTable {
  readonly fit: Fit;
  /** How many pages it is likely to take. */
  readonly pages: number;
}

export function fitTable(table: PrintedTable): FittedTable {
  const { width: total, height: room } = roomOf(table);
  const fits = fitColumns(table, total, WIDEST_DIGITS);
  const fitting = fits.find((fit) => pagesOf(table, fit, total, room * (1 - RESERVE)) === 1);
  if (fitting !== undefined) return { fit: fitting, pages: 1 };
  const fit = fitForPages(fits);
  return { fit, pages: pagesOf(table, fit, total, room) };
}

function pagesOf(table: PrintedTable, fit: Fit, total: number, room: number): number {
  const line = fit.size * CELL_LINE;
  const title = lineCount(table.title, total, SIZES.tableTitle) * TITLE.line + TITLE.around;
  const captions = (table.mark === null ? 1 : 2) * (line + ROW_INSET) + (lineCount(table.department, total * 0.75, fit.size) - 1) * line;
  const notes = table.notes.length === 0 ? 0 : table.notes.reduce((height, note) => height + lineCount(note, total, fit.size) * line, ROW_INSET);
  const heightOf = (cell: PrintedCell): number => cellHeight(cell, fit);
  const heading = captions + sum(rowHeights(table.header, heightOf));
  let pages = 1;
  let taken = title + heading;
  for (const height of [...rowHeights(table.lines, heightOf), notes]) {
    if (taken + height > room) {
      pages++;
      taken = heading;
    }
    taken += height;
  }
  return pages;
}

function cellHeight(cell: PrintedCell, fit: Fit): number {
  return lineCount(cell.text, roomFor(cell, fit), fit.size) * fit.size * CELL_LINE + 2 * fit.above + BORDER;
}

function lineCount(text: string, width: number, size: number): number {
  const perLine = Math.max(1, Math.floor(width / size));
  return sum(text.split('\n').map((line) => (textWidth(line) * size <= width ? 1 : Math.ceil(textWidth(line) / perLine))));
}
