/** AG Grid columns from a table's layout: the official multi-level heading, one grid column for each column of the form. */
import type { ColDef, ColGroupDef } from 'ag-grid-community';
import type { LayoutColumn, TableLayout } from '../../shared/report/layout.ts';
import type { Heading } from '../../shared/template/template.ts';
import { CellPainter, columnNumber, GUTTER } from './cell-painter.ts';
import { cellFrom, type GridRow } from './sheet.ts';

const PIXELS_PER_MILLIMETRE = 3.7;
const NAME_WIDTH = { least: 130, most: 330 } as const;
const LEAST_WIDTH: Readonly<Record<LayoutColumn['is'], number>> = { amount: 104, code: 86, name: 120, line: 48, text: 120, group: 86 };

interface UserColumns {
  /** Widths that the user drew, at 100 %. */
  readonly widths: ReadonlyMap<string, number>;
  readonly frozenColumns: number;
}

export function gridColumns(layout: TableLayout, zoom: number, own: UserColumns): (ColDef<GridRow> | ColGroupDef<GridRow>)[] {
  let next = 0;
  const define = (heading: Heading): ColDef<GridRow> | ColGroupDef<GridRow> => {
    if (heading.column !== null) return leaf(heading.title, next++, layout, zoom, own);
    const first = next;
    const children = heading.columns.map(define);
    return { groupId: `g${first}-${next - 1}`, headerName: heading.title, marryChildren: true, children };
  };
  return [gutter(zoom), ...layout.table.blocks.flatMap((block) => block.headings.map(define))];
}

/** Which columns of the form a heading cell stands over, by its element's id; null for the corner over the row numbers. */
export function headedColumns(id: string): { readonly from: number; readonly to: number } | null {
  const group = /^g(\d+)-(\d+)/u.exec(id);
  if (group !== null) return { from: Number(group[1]), to: Number(group[2]) };
  const column = columnNumber(id);
  return column < 0 || Number.isNaN(column) ? null : { from: column, to: column };
}

function gutter(zoom: number): ColDef<GridRow> {
  return { colId: GUTTER, headerName: '', width: Math.round(40 * zoom), resizable: false, sortable: false, suppressMovable: true, pinned: 'left', cellRenderer: CellPainter };
}

function leaf(title: string, at: number, layout: TableLayout, zoom: number, { widths, frozenColumns }: UserColumns): ColDef<GridRow> {
  const column = layout.columns[at];
  const is = column?.is ?? 'amount';
  return {
    colId: `c${at}`, headerName: title, wrapHeaderText: true, autoHeaderHeight: true, sortable: false, suppressMovable: true, resizable: true,
    width: Math.round(zoom * (widths.get(`c${at}`) ?? (is === 'name' ? nameWidth(layout, at) : Math.max(LEAST_WIDTH[is], (column?.width ?? 20) * PIXELS_PER_MILLIMETRE)))),
    pinned: at < frozenColumns || (is !== 'amount' && layout.table.blocks.length === 1) ? 'left' : null,
    colSpan: ({ data }) => cellFrom(data, at)?.colSpan ?? 1,
    cellRenderer: CellPainter,
  };
}

/** As wide as the longest name needs, within reason. */
function nameWidth(layout: TableLayout, at: number): number {
  const widths = layout.lines.map((line) => {
    const cell = line.cells.find((one) => one.column === at && one.colSpan === 1);
    return cell === undefined ? 0 : textWidth(cell.text) + cell.indent * 14;
  });
  return Math.max(NAME_WIDTH.least, Math.min(NAME_WIDTH.most, Math.max(0, ...widths) + 34));
}

function textWidth(text: string): number {
  return [...text].reduce((sum, character) => sum + (character.charCodeAt(0) < 256 ? 7 : 13), 0);
}

/** Widths by column, as AG Grid is told them. */
export function widthsOf(definitions: ReturnType<typeof gridColumns>): { key: string; newWidth: number }[] {
  return definitions.flatMap((one) => ('children' in one ? widthsOf(one.children) : [{ key: one.colId ?? '', newWidth: one.width ?? 100 }]));
}
