/** How high the rows of a table stand, whoever sets it: what a cell's text needs is for each format to say. */
import type { PrintedCell } from '../../../shared/report/printed-table.ts';
import { type Fit, sum } from './fit-columns.ts';

/** Heights by row. A cell over several rows makes the last of them higher where it needs more than they have. */
export function rowHeights(rows: readonly (readonly PrintedCell[])[], heightOf: (cell: PrintedCell) => number): readonly number[] {
  const heights = rows.map((row) => Math.max(0, ...row.filter((cell) => cell.rowSpan === 1).map(heightOf)));
  rows.forEach((row, at) => {
    for (const cell of row.filter(({ rowSpan }) => rowSpan > 1)) {
      const last = Math.min(at + cell.rowSpan, heights.length) - 1;
      const lacking = heightOf(cell) - sum(heights.slice(at, last + 1));
      if (lacking > 0) heights[last] = (heights[last] ?? 0) + lacking;
    }
  });
  return heights;
}

/** Points that a cell leaves to its text. */
export function roomFor({ column, colSpan, indent }: PrintedCell, { columns, aside, size }: Fit): number {
  return sum(columns.slice(column, column + colSpan)) - 2 * aside - indent * size;
}
