/** Where every cell of every table stands in the exported workbook; formulas between sheets need all places before any is written. */
import type { CellRef } from '../../../shared/document/document.ts';
import type { Engine } from '../../../shared/formula/engine.ts';
import type { SheetCell } from '../../../shared/formula/a1-area.ts';
import { cellText, layoutTable, type LayoutColumn, type TableLayout } from '../../../shared/report/layout.ts';
import { extraFigure, withExtraColumns } from './extra-columns.ts';
import { amountWidth, fillPage } from './sheet-looks.ts';

export interface PlacedTable {
  readonly layout: TableLayout;
  readonly sheet: string;
  /** Millimetres of each column: the form's, or what its longest amount needs. */
  readonly widths: readonly number[];
  /** Sheet row of department and unit; the mark, where the form bears one, stands above. */
  readonly captionRow: number;
  /** Sheet row of the first heading row, and of the first body line. */
  readonly headerRow: number;
  readonly bodyRow: number;
}

export interface PlacedTables {
  readonly tables: readonly PlacedTable[];
  place(ref: CellRef): SheetCell | null;
}

/** Lays out every published table, one sheet each. */
export function placeTables(engine: Engine): PlacedTables {
  const places = new Map<string, SheetCell>();
  const names = new Set<string>();
  const wanted = engine.template.tables.filter((table) => table.isPublished);
  const tables = wanted.map((table): PlacedTable => {
    const layout = withExtraColumns(layoutTable(table, engine), engine.document.tables[table.id]);
    const sheet = sheetName(table.mark ?? table.title, names);
    const captionRow = layout.mark === null ? 2 : 3;
    const headerRow = captionRow + 1;
    const bodyRow = headerRow + layout.header.length;
    layout.lines.forEach((line, at) => {
      for (const cell of line.cells) if (cell.ref !== null) places.set(keyOf(cell.ref), { sheet, row: bodyRow + at, column: cell.column + 1 });
    });
    return { layout, sheet, widths: fillPage(layout.columns.map((column, at) => widthOf(column, at, layout, engine)), table.page), captionRow, headerRow, bodyRow };
  });
  return { tables, place: (ref) => places.get(keyOf(ref)) ?? null };
}

function widthOf(column: LayoutColumn, at: number, layout: TableLayout, engine: Engine): number {
  if (column.is !== 'amount') return column.width;
  const shown = layout.lines.flatMap((line) => line.cells).filter((cell) => cell.column === at && cell.ref !== null);
  const longest = shown.map(({ ref }) => (ref === null ? 0 : amountWidth(extraFigure(engine.document, ref) ?? cellText(engine.value(ref), engine.document.decimals))));
  return Math.max(column.width, ...longest);
}

/** Excel's limits: 31 characters, none of []:*?/\, each name once. */
function sheetName(title: string, taken: Set<string>): string {
  const plain = title.replace(/[[\]:*?/\\]/gu, '').slice(0, 31);
  let name = plain;
  for (let number = 2; taken.has(name); number++) name = `${plain.slice(0, 28)}(${number})`;
  taken.add(name);
  return name;
}

function keyOf(ref: CellRef): string {
  return `${ref.table}\n${ref.row}\n${ref.column}`;
}
