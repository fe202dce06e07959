/** A table as it goes to paper: the layout with every text in place and the lines that may be left out gone. */
import type { Engine } from '../formula/engine.ts';
import type { TableTemplate } from '../template/template.ts';
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
  /** 注, then 说明. */
  readonly notes: readonly string[];
}

/** Fills in a table's texts. */
export function printTable(table: TableTemplate, engine: Engine): PrintedTable {
  const layout = layoutTable(table, engine);
  const { title, mark, department, unit, columns, header } = layout;
  const printed = (line: LayoutLine): readonly PrintedCell[] =>
    line.cells.map((cell) => (cell.ref === null ? cell : { ...cell, text: cellText(engine.value(cell.ref), engine.document.decimals) }));
  return {
    id: table.id, title, mark, department, unit, orientation: table.page, columns, header,
    lines: layout.lines.filter((line) => !line.isHidden).map(printed),
    notes: [...layout.notes, ...(layout.statement === null ? [] : [layout.statement])],
  };
}

/** A line with an empty cell in every column that it leaves out, for renderers that set cells one after the other. */
export function wholeLine(line: readonly PrintedCell[], columns: number): readonly PrintedCell[] {
  const taken = new Set(line.flatMap((cell) => Array.from({ length: cell.colSpan }, (_none, offset) => cell.column + offset)));
  const gaps = Array.from({ length: columns }, (_none, column) => column).filter((column) => !taken.has(column));
  const empty = gaps.map((column): PrintedCell => ({ kind: 'empty', text: '', ref: null, column, colSpan: 1, rowSpan: 1, indent: 0, isTotal: false }));
  return [...line, ...empty].sort((a, b) => a.column - b.column);
}
