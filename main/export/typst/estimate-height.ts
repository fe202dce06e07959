/**
 * How high a table will stand, told from its texts: trying densities in Typst costs more than setting the report. Never lower than
 * Typst by more than `DOUBT`, which the tests hold.
 */
import type { PrintedCell, PrintedTable } from '../../../shared/report/printed-table.ts';
import { SIZES } from '../../../shared/report/print-style.ts';
import { type Fit, textWidth } from './fit-columns.ts';

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
  return title + captions + rowsHeight(table.header, fit) + rowsHeight(table.lines, fit) + (notes.length === 0 ? 0 : sum(notes) + 2 * CAPTION_INSET);
}

/** A cell over several rows makes the last of them higher where it needs more than they have. */
function rowsHeight(rows: readonly (readonly PrintedCell[])[], fit: Fit): number {
  const heights = rows.map((row) => Math.max(0, ...row.filter((cell) => cell.rowSpan === 1).map((cell) => cellHeight(cell, fit))));
  rows.forEach((row, at) => {
    for (const cell of row.filter(({ rowSpan }) => rowSpan > 1)) {
      const last = Math.min(at + cell.rowSpan, heights.length) - 1;
      const lacking = cellHeight(cell, fit) - sum(heights.slice(at, last + 1));
      if (lacking > 0) heights[last] = (heights[last] ?? 0) + lacking;
    }
  });
  return sum(heights);
}

function cellHeight(cell: PrintedCell, fit: Fit): number {
  const width = sum(fit.columns.slice(cell.column, cell.column + cell.colSpan)) - 2 * fit.aside - cell.indent * fit.size;
  return linesHeight(cell.text, width, fit.size) + 2 * fit.above;
}

function linesHeight(text: string, width: number, size: number, between: number = BETWEEN_LINES): number {
  const perLine = Math.max(1, Math.floor(width / size));
  const lines = sum(text.split('\n').map((line) => Math.max(1, Math.ceil(textWidth(line) / perLine))));
  return size * (lines + (lines - 1) * between);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
