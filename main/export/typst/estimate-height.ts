/**
 * How high a table will stand, told from its texts: trying densities in Typst costs more than setting the report. Never lower than
 * Typst by more than `DOUBT`, which the tests hold.
 */
import type { PrintedCell, PrintedTable } from '../../../shared/report/printed-table.ts';
import { SIZES } from '../../../shared/report/print-style.ts';
import { type Fit, sum, textWidth } from './fit-columns.ts';
import { roomFor, rowHeights } from './row-heights.ts';

/** Share of the estimate by which Typst may come out higher, as a line may not begin with a comma or end with a bracket. */
export const DOUBT = 0.04;

/** Shares of an em, as in the Typst program: between lines of a cell, around a note. */
const BETWEEN_LINES = 0.3;
const AROUND_NOTE = 0.4;
/** Points, as in the Typst program: below the title, and above and below each caption row. */
const BELOW_TITLE = 8;
const CAPTION_INSET = 2.5;
const CAPTION_SIZE = 12;

/** Points from the table's title to its last note, `total` being the width. */
export function estimateHeight(table: PrintedTable, fit: Fit, total: number): number {
  const title = linesHeight(table.title, total, SIZES.tableTitle, 0.4) + BELOW_TITLE;
  const captions = Math.max(CAPTION_SIZE, fit.size) + linesHeight(table.department, total - 10 * fit.size, fit.size) + 4 * CAPTION_INSET;
  const notes = table.notes.map((note) => linesHeight(note, total, fit.size) + AROUND_NOTE * fit.size);
  const rows = [table.header, table.lines].flatMap((part) => rowHeights(part, (cell) => cellHeight(cell, fit)));
  return title + captions + sum(rows) + (notes.length === 0 ? 0 : sum(notes) + 2 * CAPTION_INSET);
}

function cellHeight(cell: PrintedCell, fit: Fit): number {
  return linesHeight(cell.text, roomFor(cell, fit), fit.size) + 2 * fit.above;
}

function linesHeight(text: string, width: number, size: number, between: number = BETWEEN_LINES): number {
  const perLine = Math.max(1, Math.floor(width / size));
  const lines = sum(text.split('\n').map((line) => Math.max(1, Math.ceil(textWidth(line) / perLine))));
  return size * (lines + (lines - 1) * between);
}
