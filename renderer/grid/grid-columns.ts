/** AG Grid columns from a table's layout: the official multi-level heading, one grid column for each column of the form. */
import type { CellClassParams, ColDef, ColGroupDef } from 'ag-grid-community';
import { cellContent, type CellRef } from '../../shared/document/document.ts';
import { cellText, type LayoutCell, type LayoutLine, type TableLayout } from '../../shared/report/layout.ts';
import type { Heading } from '../../shared/template/template.ts';
import type { Workspace } from '../state/workspace.ts';

/** A row of the grid: a printed line of the form, or the numbering row. */
export interface GridRow {
  readonly id: string;
  readonly line: LayoutLine | null;
  readonly numbering: readonly LayoutCell[];
}

/** The form's cell under a grid column, null where another one spans it. */
export function cellAt(row: GridRow | undefined, column: number): LayoutCell | null {
  const cells = row?.line?.cells ?? row?.numbering ?? [];
  return cells.find((cell) => cell.column === column) ?? null;
}

/** Column ids are `c0`, `c1`… by the form's own columns; what they hold is told by the line's cells. */
export function columnNumber(id: string): number {
  return Number(id.slice(1));
}

export function gridColumns(layout: TableLayout, workspace: Workspace): (ColDef<GridRow> | ColGroupDef<GridRow>)[] {
  let next = 0;
  const define = (heading: Heading): ColDef<GridRow> | ColGroupDef<GridRow> => {
    if (heading.column === null) return { headerName: heading.title, marryChildren: true, children: heading.columns.map(define) };
    return leaf(heading.title, next++, layout, workspace);
  };
  return layout.table.blocks.flatMap((block) => block.headings.map(define));
}

function leaf(title: string, at: number, layout: TableLayout, workspace: Workspace): ColDef<GridRow> {
  const column = layout.columns[at];
  const isAmount = column?.is === 'amount';
  return {
    colId: `c${at}`, headerName: title, wrapHeaderText: true, autoHeaderHeight: true, sortable: false, suppressMovable: true,
    width: Math.max(isAmount ? 100 : column?.is === 'code' ? 86 : 56, Math.round((column?.width ?? 20) * 3.7)), pinned: !isAmount && layout.table.blocks.length === 1 ? 'left' : null,
    colSpan: ({ data }) => cellAt(data, at)?.colSpan ?? 1,
    valueGetter: ({ data }) => shownText(cellAt(data, at), workspace),
    editable: ({ data, node }) => node.rowPinned === undefined || node.rowPinned === null ? cellAt(data, at)?.ref != null : false,
    cellClass: (params) => classesOf(params, at, workspace),
    cellStyle: ({ data }) => ({ paddingLeft: `${8 + (cellAt(data, at)?.indent ?? 0) * 14}px` }),
  };
}

function shownText(cell: LayoutCell | null, workspace: Workspace): string {
  if (cell === null) return '';
  if (cell.ref === null) return cell.text;
  return cellText(workspace.engine.value(cell.ref), workspace.engine.document.decimals);
}

/** Marks are never colour alone: ! for errors, ≈ for 尾差, ◆ for declared values. */
function classesOf({ data }: CellClassParams<GridRow>, at: number, workspace: Workspace): string[] {
  const cell = cellAt(data, at);
  if (cell === null) return [];
  const total = cell.isTotal ? ['total'] : [];
  return cell.ref === null ? [textClass(cell), ...total] : ['amount', ...total, ...amountClasses(cell.ref, workspace)];
}

function textClass(cell: LayoutCell): string {
  if (cell.kind === 'empty') return 'blank';
  return cell.kind === 'name' && cell.colSpan === 1 ? 'label' : 'centre';
}

function amountClasses(ref: CellRef, { engine }: Workspace): readonly string[] {
  const content = cellContent(engine.document, ref);
  const own = engine.space.cell(ref);
  const failed = engine.checksOf(ref).filter((result) => result.state === 'failed' && result.check.cell === own);
  const mark = failed.some((result) => !result.isTail) ? ['has-error'] : failed.length > 0 ? ['has-tail'] : [];
  return [...(engine.formula(ref) === null ? [] : ['formula-cell']), ...(typeof content === 'object' && content !== null ? ['declared'] : []), ...mark];
}
