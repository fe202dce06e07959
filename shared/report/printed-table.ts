/** A table as it goes to paper: the layout with every text in place and the lines that may be left out gone. */
import type { Engine } from '../formula/engine.ts';
import type { TableTemplate } from '../template/template.ts';
import { emptyCell } from './layout-cell.ts';
import { cellText, type LayoutCell, type LayoutColumn, type LayoutLine, layoutTable } from './layout.ts';

/** One cell on paper: a cell of the layout whose amount is filled in as text. */
export type PrintedCell = LayoutCell;

export interface PrintedTable {
  readonly id: string;
  readonly title: string;
  readonly mark: string | null;
  readonly department: string;
  readonly unit: string;
  readonly orientation: 'portrait' | 'landscape';
  readonly columns: readonly LayoutColumn[];
  readonly header: readonly (readonly PrintedCell[])[];
  readonly lines: readonly (readonly PrintedCell[])[];
  /** Stands in the run of the text under its title, in place of on pages of its own. */
  readonly flows?: boolean;
  /** 注, then 说明. */
  readonly notes: readonly string[];
}

/** Fills in a table's texts. */
export function printTable(table: TableTemplate, engine: Engine): PrintedTable {
  const layout = layoutTable(table, engine);
  const { title, mark, department, unit, columns, header } = layout;
  const printed = (line: LayoutLine): readonly PrintedCell[] =>
    line.cells.map((cell) => (cell.ref === null ? cell : { ...cell, text: cellText(engine.value(cell.ref), engine.document.decimals, cell.format) }));
  return {
    id: table.id, title, mark, department, unit, orientation: table.page, columns, header,
    lines: layout.lines.filter((line) => !line.isHidden).map(printed),
    notes: [...layout.notes, ...(layout.statement === null ? [] : [layout.statement])],
  };
}

/**
 * The lines with an empty cell in every column that they leave out, for renderers that set cells one after the other. Where a cell of a
 * line above reaches down, nothing is left out.
 */
export function wholeLines({ lines, columns }: PrintedTable): readonly (readonly PrintedCell[])[] {
  // Lines for which each column is still taken by a cell from above.
  const taken = columns.map(() => 0);
  return lines.map((line) => {
    for (const cell of line) taken.fill(cell.rowSpan, cell.column, cell.column + cell.colSpan);
    const gaps = taken.flatMap((left, column) => (left === 0 ? [emptyCell(column)] : []));
    taken.forEach((left, column) => {
      taken[column] = Math.max(0, left - 1);
    });
    return [...line, ...gaps].sort((a, b) => a.column - b.column);
  });
}
