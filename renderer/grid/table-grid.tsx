/** One table of the form as a live grid. AG Grid shows and reports gestures (Read Only Edit); every edit goes through the workspace. */
import { AllCommunityModule, type CellEditRequestEvent, type CellFocusedEvent, type GetRowIdParams, type GridApi, type GridReadyEvent, ModuleRegistry, themeQuartz } from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { AG_GRID_LOCALE_CN } from '@ag-grid-community/locale';
import { type ClipboardEvent, useEffect, useMemo, useRef } from 'react';
import type { CellRef } from '../../shared/document/document.ts';
import { setCell } from '../../shared/document/edit.ts';
import { layoutTable } from '../../shared/report/layout.ts';
import { plainAmount } from '../../shared/amount/amount.ts';
import { isAmount } from '../../shared/formula/value.ts';
import { styleNonce } from '../bridge/style-nonce.ts';
import type { Workspace } from '../state/workspace.ts';
import { enteredAmount } from './entered-amount.ts';
import { cellAt, columnNumber, gridColumns, type GridRow } from './grid-columns.ts';
import { layBlock, readBlock } from './pasted-block.ts';

ModuleRegistry.registerModules([AllCommunityModule]);

const THEME = themeQuartz.withParams({
  browserColorScheme: 'inherit',
  backgroundColor: 'var(--paper)', foregroundColor: 'var(--ink)', headerBackgroundColor: 'var(--ground)', headerTextColor: 'var(--ink)', borderColor: 'var(--line)',
  accentColor: 'var(--accent)', rowHoverColor: 'var(--accent-soft)', fontFamily: 'var(--font)', fontSize: 13, columnBorder: true, rowHeight: 28, headerHeight: 30, wrapperBorderRadius: 4, spacing: 5,
});

export interface TableGridProps {
  readonly workspace: Workspace;
  readonly table: string;
  /** A jump from outside: the cell is shown, focused and flashed. */
  readonly jump: { readonly ref: CellRef } | null;
  /** A formula cell is overridden only with a reason. */
  readonly onOverride: (ref: CellRef, amount: string | null) => void;
  readonly onProblem: (message: string) => void;
}

export function TableGrid(props: TableGridProps) {
  const { workspace, table, jump } = props;
  const api = useRef<GridApi<GridRow> | null>(null);
  const { columns, rows, numbering } = useGridContent(workspace, table);
  useEffect(() => workspace.onRepaint(({ cells, structural }) => repaint(api.current, cells, structural, table)), [workspace, table]);
  useEffect(() => {
    if (jump !== null && jump.ref.table === table) show(api.current, jump.ref);
  }, [jump, table]);
  const ready = (event: GridReadyEvent<GridRow>): void => {
    api.current = event.api;
    if (jump !== null && jump.ref.table === table) show(event.api, jump.ref);
  };
  return (
    <div className="grid" onPaste={(event) => paste(event, api.current, rows, props)} onCopy={(event) => copy(event, workspace)}>
      <AgGridReact<GridRow>
        key={table}
        theme={THEME}
        styleNonce={styleNonce()}
        localeText={AG_GRID_LOCALE_CN}
        columnDefs={columns}
        rowData={rows}
        pinnedTopRowData={numbering}
        getRowId={({ data }: GetRowIdParams<GridRow>) => data.id}
        readOnlyEdit
        enterNavigatesVertically
        enterNavigatesVerticallyAfterEdit
        suppressDragLeaveHidesColumns
        onGridReady={ready}
        onCellEditRequest={(event) => enter(event, props)}
        onCellFocused={(event) => focus(event, workspace)}
        onCellKeyDown={(event) => clearOnDelete(event, workspace)}
      />
    </div>
  );
}

/** Columns, printed lines and the numbering row of a table; laid out anew only when another table is shown. */
function useGridContent(workspace: Workspace, table: string) {
  return useMemo(() => {
    const template = workspace.template.tables.find((one) => one.id === table);
    const layout = template === undefined ? null : layoutTable(template, workspace.engine);
    if (layout === null) return { columns: [], rows: [], numbering: [] };
    const lines = layout.lines.filter((line) => !line.isHidden);
    const rows = lines.map((line, at): GridRow => ({ id: line.rows.find((key) => key !== null) ?? `empty-${at}`, line, numbering: [] }));
    const last = layout.header.at(-1) ?? [];
    const numbering: GridRow[] = last.some((cell) => cell.kind === 'numbering') ? [{ id: 'numbering', line: null, numbering: last }] : [];
    return { columns: gridColumns(layout, workspace), rows, numbering };
  }, [workspace, table]);
}

function enter(event: CellEditRequestEvent<GridRow>, { workspace, onOverride, onProblem }: TableGridProps): void {
  const ref = cellAt(event.data, columnNumber(event.column.getColId()))?.ref ?? null;
  if (ref === null) return;
  const entered = enteredAmount(String(event.newValue ?? ''));
  if (!entered.ok) onProblem(entered.why);
  else if (workspace.engine.formula(ref) === null) workspace.enter(ref, entered.amount, null);
  else if (!sameAsShown(workspace, ref, entered.amount)) onOverride(ref, entered.amount);
}

function focus(event: CellFocusedEvent<GridRow>, workspace: Workspace): void {
  const column = typeof event.column === 'object' && event.column !== null ? event.column.getColId() : null;
  const data = event.rowIndex === null ? undefined : event.api.getDisplayedRowAtIndex(event.rowIndex)?.data;
  workspace.select(column === null ? null : (cellAt(data, columnNumber(column))?.ref ?? null));
}

function clearOnDelete({ event, api }: { readonly event?: Event | null; readonly api: GridApi<GridRow> }, workspace: Workspace): void {
  if (!(event instanceof KeyboardEvent) || event.key !== 'Delete' || api.getEditingCells().length > 0) return;
  const { cell } = workspace.snapshot();
  if (cell !== null && workspace.engine.formula(cell) === null) workspace.enter(cell, null, null);
}

function paste(event: ClipboardEvent, api: GridApi<GridRow> | null, rows: readonly GridRow[], { workspace, onProblem }: TableGridProps): void {
  const focused = api?.getFocusedCell();
  if (focused == null || event.target instanceof HTMLInputElement) return;
  event.preventDefault();
  const block = readBlock(event.clipboardData.getData('text/plain'));
  const { entries, refused } = layBlock(block, rows, focused.rowIndex, columnNumber(focused.column.getColId()), (ref) => workspace.engine.formula(ref) !== null);
  if (entries.length > 0) workspace.carryOut('粘贴', entries.map(({ ref, amount }) => setCell(workspace.engine.document, ref, amount)));
  if (refused.length > 0) onProblem(`已粘贴 ${entries.length} 格，${refused.length} 格没有粘贴。${refused.slice(0, 3).join('；')}${refused.length > 3 ? '……' : ''}`);
}

function copy(event: ClipboardEvent, workspace: Workspace): void {
  const { cell } = workspace.snapshot();
  if (cell === null || event.target instanceof HTMLInputElement) return;
  const value = workspace.engine.value(cell);
  event.preventDefault();
  event.clipboardData.setData('text/plain', isAmount(value) ? plainAmount(value, workspace.engine.document.decimals) : '');
}

/** Only what changed is painted again; marks of the cells' checks change with them. */
function repaint(api: GridApi<GridRow> | null, cells: readonly CellRef[], structural: boolean, table: string): void {
  if (api === null || api.isDestroyed()) return;
  if (structural) {
    api.refreshCells({ force: true });
    return;
  }
  const keys = new Set(cells.filter((cell) => cell.table === table).map((cell) => cell.row));
  const rowNodes = [...keys].flatMap((key) => rowNodeOf(api, key) ?? []);
  if (rowNodes.length > 0) api.refreshCells({ rowNodes, force: true });
}

function rowNodeOf(api: GridApi<GridRow>, key: string) {
  const direct = api.getRowNode(key);
  if (direct !== undefined) return direct;
  let found: ReturnType<typeof api.getRowNode>;
  api.forEachNode((node) => {
    if (node.data?.line?.rows.includes(key) === true) found = node;
  });
  return found;
}

/** Scrolls to a cell, focuses and flashes it. */
function show(api: GridApi<GridRow> | null, ref: CellRef): void {
  const node = api === null || api.isDestroyed() ? undefined : rowNodeOf(api, ref.row);
  const cell = node?.data?.line?.cells.find((one) => one.ref?.row === ref.row && one.ref.column === ref.column);
  if (api === null || node === undefined || node.rowIndex === null || cell === undefined) return;
  const column = `c${cell.column}`;
  api.ensureIndexVisible(node.rowIndex, 'middle');
  api.ensureColumnVisible(column);
  api.setFocusedCell(node.rowIndex, column);
  api.flashCells({ rowNodes: [node], columns: [column], flashDuration: 900 });
}

/** Opening a formula cell's editor and closing it again changes nothing. */
function sameAsShown(workspace: Workspace, ref: CellRef, amount: string | null): boolean {
  const value = workspace.engine.value(ref);
  return isAmount(value) ? amount !== null && value.eq(amount) : amount === null;
}
