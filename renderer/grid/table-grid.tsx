/** One table of the form as a live grid. AG Grid shows and reports gestures (Read Only Edit); every edit goes through the workspace. */
import { AllCommunityModule, type CellEditRequestEvent, type CellFocusedEvent, type ColDef, type GetRowIdParams, type GridApi, type GridReadyEvent, ModuleRegistry, themeQuartz } from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { AG_GRID_LOCALE_CN } from '@ag-grid-community/locale';
import { type ClipboardEvent, type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import type { CellRef } from '../../shared/document/document.ts';
import { layoutTable } from '../../shared/report/layout.ts';
import { isAmount } from '../../shared/formula/value.ts';
import { styleNonce } from '../bridge/style-nonce.ts';
import type { Workspace } from '../state/workspace.ts';
import { asHtml, asTabs, type BlockStep, blockTexts, clearBlock, fillBlock, pasteBlock } from './block-steps.ts';
import { enteredAmount } from './entered-amount.ts';
import { cellAt, columnNumber, gridColumns, type GridRow } from './grid-columns.ts';
import { type BlockCommand, isGridKey, pressKey } from './block-keys.ts';
import { drag, holdFocus, press } from './block-mouse.ts';
import { readBlock } from './laid-block.ts';
import { SelectedBlock } from './selected-block.ts';

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
  /** The active cell, and every amount cell selected with it. */
  readonly onSelect: (cell: CellRef | null, cells: readonly CellRef[]) => void;
  /** A step that can be carried out in part only. */
  readonly onRefused: (step: BlockStep) => void;
}

export function TableGrid(props: TableGridProps) {
  const { workspace, table, jump, onSelect } = props;
  const api = useRef<GridApi<GridRow> | null>(null);
  const { columns, rows, numbering } = useGridContent(workspace, table);
  useEffect(() => workspace.onRepaint(({ cells, structural }) => repaint(api.current, cells, structural, table)), [workspace, table]);
  useEffect(() => {
    if (jump !== null && jump.ref.table === table) show(api.current, jump.ref);
  }, [jump, table]);
  const block = useRef<SelectedBlock | null>(null);
  const cellRules = useMemo((): ColDef<GridRow> => ({
    suppressKeyboardEvent: ({ event, editing }) => !editing && isGridKey(event),
    cellClassRules: { selected: ({ node, column }) => column !== undefined && block.current?.paints(node, columnNumber(column.getColId())) === true },
  }), []);
  const ready = (event: GridReadyEvent<GridRow>): void => {
    api.current = event.api;
    block.current = new SelectedBlock(event.api, rows, event.api.getColumns()?.length ?? 0, workspace.engine, onSelect);
    if (jump !== null && jump.ref.table === table) show(event.api, jump.ref);
  };
  return (
    <div
      className="grid" role="application" aria-label="金额表"
      onPointerDownCapture={(event) => press(event, block.current)} onMouseDownCapture={holdFocus} onClickCapture={holdFocus}
      onMouseMove={(event) => drag(event, block.current)} onKeyDown={(event) => pressed(event, block.current, props)}
      onPaste={(event) => paste(event, block.current, props)} onCopy={(event) => void copy(event, block.current, props)} onCut={(event) => cut(event, block.current, props)}
    >
      <AgGridReact<GridRow>
        key={table}
        theme={THEME}
        styleNonce={styleNonce()}
        localeText={AG_GRID_LOCALE_CN}
        columnDefs={columns}
        defaultColDef={cellRules}
        rowData={rows}
        pinnedTopRowData={numbering}
        getRowId={({ data }: GetRowIdParams<GridRow>) => data.id}
        readOnlyEdit
        enterNavigatesVertically
        enterNavigatesVerticallyAfterEdit
        suppressDragLeaveHidesColumns
        onGridReady={ready}
        onCellEditRequest={(event) => enter(event, props)}
        onCellFocused={(event) => followFocus(event, block.current, onSelect)}
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

function followFocus(event: CellFocusedEvent<GridRow>, block: SelectedBlock | null, onSelect: TableGridProps['onSelect']): void {
  const column = typeof event.column === 'object' && event.column !== null ? event.column.getColId() : null;
  if (column === null || event.rowIndex === null || event.rowPinned != null) onSelect(null, []);
  else block?.follow({ row: event.rowIndex, column: columnNumber(column) });
}

/** Carries a step out, or asks first where it would be carried out in part only. */
function take(step: BlockStep, { workspace, onRefused }: TableGridProps): void {
  if (step.refused.length > 0) onRefused(step);
  else if (step.edits.length > 0) workspace.carryOut(step.label, step.edits);
}

function run(command: BlockCommand, block: SelectedBlock, props: TableGridProps): void {
  if (command === 'clear') take(clearBlock('清除', block.cells(), props.workspace), props);
  else take(fillBlock(command === 'fill-down' ? 'down' : 'right', block.cells(), props.workspace), props);
}

function paste(event: ClipboardEvent, block: SelectedBlock | null, props: TableGridProps): void {
  const at = block?.rectangle ?? null;
  if (block === null || at === null || event.target instanceof HTMLInputElement) return;
  event.preventDefault();
  take(pasteBlock(readBlock(event.clipboardData.getData('text/plain')), block.rows, at, props.workspace), props);
}

/** Puts the block on the clipboard, for spreadsheets and for text; answers whether it did. */
function copy(event: ClipboardEvent, block: SelectedBlock | null, { workspace }: TableGridProps): boolean {
  if (block === null || block.rectangle === null || event.target instanceof HTMLInputElement) return false;
  const texts = blockTexts(block.cells(), workspace);
  event.preventDefault();
  event.clipboardData.setData('text/plain', asTabs(texts));
  event.clipboardData.setData('text/html', asHtml(texts));
  return true;
}

function cut(event: ClipboardEvent, block: SelectedBlock | null, props: TableGridProps): void {
  if (copy(event, block, props) && block !== null) take(clearBlock('剪切', block.cells(), props.workspace), props);
}

function pressed(event: KeyboardEvent, block: SelectedBlock | null, props: TableGridProps): void {
  if (block === null || event.target instanceof HTMLInputElement || !isGridKey(event)) return;
  event.preventDefault();
  pressKey(event, block, (command) => run(command, block, props));
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
