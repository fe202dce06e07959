/** A table as it goes to paper: the layout with every text in place and the lines that may be left out gone. */
import type { CellRef } from '../document/document.ts';
import type { Engine } from '../formula/engine.ts';
import type { TableTemplate } from '../template/template.ts';
import { cellText, type LayoutCell, type LayoutColumn, type LayoutLine, layoutTable } from './layout.ts';

/** One cell on paper. A figure says which cell of the document it is. */
export interface PrintedCell {
  readonly kind: LayoutCell['kind'];
  readonly text: string;
  readonly ref: CellRef | null;
  readonly column: number;
  readonly colSpan: number;
  readonly rowSpan: number;
  readonly indent: number;
  readonly isTotal: boolean;
}

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
