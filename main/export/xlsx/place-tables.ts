/** Where every cell of every table stands in the exported workbook; formulas between sheets need all places before any is written. */
import type { CellRef } from '../../../shared/document/document.ts';
import type { Engine } from '../../../shared/formula/engine.ts';
import type { SheetCell } from '../../../shared/formula/a1-area.ts';
import { cellText, layoutTable, type LayoutColumn, type TableLayout } from '../../../shared/report/layout.ts';
import { extraValue, withExtraColumns } from './extra-columns.ts';
import { amountWidth, fillPage } from './sheet-looks.ts';

const ONE_SHEET = '决算公开表';

export interface PlacedTable {
  readonly layout: TableLayout;
  readonly sheet: string;
  /** Millimetres of each column: the form's, or what its longest amount needs. */
  readonly widths: readonly number[];
  readonly titleRow: number;
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

/** Rows left free between tables on one sheet. */
const GAP = 2;

/** Lays out every published table: a sheet each, or one below the other on a single sheet, whose columns they then share. */
export function placeTables(engine: Engine, isOneSheet = false): PlacedTables {
  const places = new Map<string, SheetCell>();
  const names = new Set<string>();
  const layouts = engine.template.tables.filter((table) => table.isPublished).map((table) => withExtraColumns(layoutTable(table, engine), engine.document.tables[table.id]));
  const shared = isOneSheet ? sharedWidths(layouts, engine) : null;
  let below = 1;
  const tables = layouts.map((layout): PlacedTable => {
    const { table } = layout;
    const sheet = shared === null ? sheetName(table.mark ?? table.title, names) : ONE_SHEET;
    const titleRow = shared === null ? 1 : below;
    const captionRow = titleRow + (layout.mark === null ? 1 : 2);
    const headerRow = captionRow + 1;
    const bodyRow = headerRow + layout.header.length;
    layout.lines.forEach((line, at) => {
      for (const cell of line.cells) if (cell.ref !== null) places.set(keyOf(cell.ref), { sheet, row: bodyRow + at, column: cell.column + 1 });
    });
    below = bodyRow + layout.lines.length + notesOf(layout).length + GAP;
    return { layout, sheet, widths: shared ?? fillPage(widthsOf(layout, engine), table.page), titleRow, captionRow, headerRow, bodyRow };
  });
  return { tables, place: (ref) => places.get(keyOf(ref)) ?? null };
}

/** Texts below the table, one a row. */
export function notesOf({ notes, statement }: TableLayout): readonly string[] {
  return [...notes, ...(statement === null ? [] : [statement])];
}

/** Every column as wide as the widest of its place needs. */
function sharedWidths(layouts: readonly TableLayout[], engine: Engine): readonly number[] {
  const all = layouts.map((layout) => widthsOf(layout, engine));
  return Array.from({ length: Math.max(...all.map((widths) => widths.length)) }, (_none, at) => Math.max(...all.map((widths) => widths[at] ?? 0)));
}

function widthsOf(layout: TableLayout, engine: Engine): readonly number[] {
  return layout.columns.map((column, at) => widthOf(column, at, layout, engine));
}

function widthOf(column: LayoutColumn, at: number, layout: TableLayout, engine: Engine): number {
  if (column.is !== 'amount') return column.width;
  const shown = layout.lines.flatMap((line) => line.cells).filter((cell) => cell.column === at && cell.ref !== null);
  const longest = shown.map(({ ref }) => (ref === null ? 0 : amountWidth(cellText(extraValue(engine.document, ref) ?? engine.value(ref), engine.document.decimals))));
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
