/** AG Grid columns from a table's layout: the official multi-level heading, one grid column for each column of the form. */
import type { ColDef, ColGroupDef } from 'ag-grid-community';
import type { LayoutColumn } from '../../shared/report/layout.ts';
import type { Heading } from '../../shared/template/template.ts';
import { COMPARED, COMPARED_WORDS } from '../state/prior-figures.ts';
import { CellPainter, GUTTER } from './cell-painter.ts';
import { cellFrom, type GridRow, type Sheet } from './sheet.ts';
import type { SheetLayout } from './sheet-layout.ts';

const PIXELS_PER_MILLIMETRE = 3.7;
const NAME_WIDTH = { least: 130, most: 330 } as const;
const LEAST_WIDTH: Readonly<Record<LayoutColumn['is'], number>> = { amount: 104, code: 86, name: 120, line: 48, text: 120, group: 86 };

const RATE_WIDTH = 82;

interface UserColumns {
  /** Widths that the user drew, at 100 %. */
  readonly widths: ReadonlyMap<string, number>;
  readonly frozenColumns: number;
}

export function gridColumns(layout: SheetLayout, zoom: number, own: UserColumns): (ColDef<GridRow> | ColGroupDef<GridRow>)[] {
  let next = 0;
  const beside = (title: string): ColGroupDef<GridRow> => {
    const first = next;
    return group(title, first, first + COMPARED.length, ['本年数', ...COMPARED.map((what) => COMPARED_WORDS[what])].map((one) => leaf(one, next++, layout, zoom, own)));
  };
  const define = (heading: Heading): ColDef<GridRow> | ColGroupDef<GridRow> => {
    if (heading.column !== null && layout.columns[next + 1]?.compared != null) return beside(heading.title);
    if (heading.column !== null) return leaf(heading.title, next++, layout, zoom, own);
    const first = next;
    const children = heading.columns.map(define);
    return group(heading.title, first, next - 1, children);
  };
  return [gutter(zoom), ...layout.table.blocks.flatMap((block) => block.headings.map(define))];
}

function group(headerName: string, from: number, to: number, children: ColGroupDef<GridRow>['children']): ColGroupDef<GridRow> {
  return { groupId: `g${from}-${to}`, headerName, marryChildren: true, children };
}

/** Which columns of the form a heading cell stands over, by its element's id; null for the corner over the row numbers. */
export function headedColumns(id: string, sheet: Sheet): { readonly from: number; readonly to: number } | null {
  const group = /^g(\d+)-(\d+)/u.exec(id);
  if (group !== null) return { from: Number(group[1]), to: Number(group[2]) };
  const column = sheet.placeOf(id);
  return column < 0 ? null : { from: column, to: column };
}

function gutter(zoom: number): ColDef<GridRow> {
  return { colId: GUTTER, headerName: '', width: Math.round(40 * zoom), resizable: false, sortable: false, suppressMovable: true, pinned: 'left', cellRenderer: CellPainter };
}

function leaf(title: string, at: number, layout: SheetLayout, zoom: number, { widths, frozenColumns }: UserColumns): ColDef<GridRow> {
  const column = layout.columns[at];
  const is = column?.is ?? 'amount';
  const { id = '', form = at, compared = null } = column ?? {};
  return {
    colId: id, headerName: title, wrapHeaderText: true, autoHeaderHeight: true, sortable: false, suppressMovable: true, resizable: true,
    width: Math.round(zoom * (widths.get(id) ?? (is === 'name' ? nameWidth(layout, form) : compared === 'rate' ? RATE_WIDTH : Math.max(LEAST_WIDTH[is], (column?.width ?? 20) * PIXELS_PER_MILLIMETRE)))),
    pinned: form < frozenColumns || (is !== 'amount' && layout.table.blocks.length === 1) ? 'left' : null,
    colSpan: ({ data }) => cellFrom(data, at)?.colSpan ?? 1,
    cellRenderer: CellPainter,
  };
}

/** As wide as the longest name needs, within reason. */
function nameWidth({ form: layout }: SheetLayout, at: number): number {
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
