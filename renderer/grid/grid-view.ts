/**
 * One table of the form as a live grid. AG Grid lays out and scrolls; selection, keys, mouse, typing and clipboard are a layer of our
 * own over it. Every edit goes through the workspace, which says which cells to paint again.
 */
import { type ColumnResizedEvent, createGrid, type GridApi } from 'ag-grid-community';
import type { CellRef } from '../../shared/document/document.ts';
import type { EditorState } from '../state/editor-state.ts';
import type { Repaint } from '../state/workspace.ts';
import { textAt } from '../state/cell-edits.ts';
import { enterText, enterEverywhere, fillOver } from '../state/cell-commands.ts';
import { CellEditor } from './cell-editor.ts';
import { lookOf, spokenCell } from './cell-look.ts';
import { Canvas } from './cell-painter.ts';
import { GridClipboard } from './grid-clipboard.ts';
import { gridColumns, widthsOf } from './grid-columns.ts';
import { gridAction, type GridAction, staysInText } from './grid-keys.ts';
import { GRID_MODULES, gridBasics, gridTheme, rowHeight } from './grid-modules.ts';
import { GridPointer } from './grid-pointer.ts';
import { EntryRun, filledBeside, navigated } from './navigate.ts';
import { isSameSpot, lastBox, type Spot } from './selection.ts';
import type { GridRow, Sheet, SheetContent } from './sheet.ts';

const LEAST_HEIGHT = 16;
/** Rows that no window shows at once: whether there is a scroll bar needs no measuring then, which it otherwise does at every turn of the wheel. */
const SURE_TO_SCROLL = 100;

export class GridView {
  private readonly api: GridApi<GridRow>;
  private readonly canvas: Canvas;
  private readonly editor: CellEditor;
  private readonly pointer: GridPointer;
  private readonly clipboard: GridClipboard;
  private readonly entries = new EntryRun();
  private readonly stops: readonly (() => void)[];
  private content: SheetContent;
  private painted: { readonly unit: string; readonly isComparing: boolean; readonly zoom: number };
  private seen: Spot;
  /** What the grid's columns depend on beside the zoom. */
  private columns: string;

  constructor(
    private readonly element: HTMLElement,
    field: HTMLTextAreaElement,
    private readonly state: EditorState,
    private readonly sheet: Sheet,
    private readonly openMenu: (x: number, y: number) => void,
  ) {
    this.content = sheet.content;
    this.painted = this.look();
    this.seen = sheet.selection().active;
    this.columns = this.columnState();
    this.canvas = new Canvas(state, sheet);
    this.editor = new CellEditor(field, this.editing());
    this.clipboard = new GridClipboard(field, this.editor, state, sheet);
    const { zoom } = this.painted;
    this.api = createGrid<GridRow>(element, {
      ...gridBasics(), theme: gridTheme(zoom), rowHeight: rowHeight(zoom), context: this.canvas, alwaysShowVerticalScroll: this.content.rows.length > SURE_TO_SCROLL, columnDefs: gridColumns(this.content.layout, zoom, sheet), ...this.rows(),
      getRowHeight: ({ data }) => this.heightOf(data?.id ?? ''),
      onBodyScroll: () => this.editor.moved(), onColumnResized: (event) => this.resized(event), onFirstDataRendered: () => this.reveal(this.seen),
    }, { modules: GRID_MODULES });
    this.pointer = new GridPointer(element, this.pointing());
    field.addEventListener('keydown', this.key);
    field.addEventListener('contextmenu', this.menuAtCell);
    this.stops = [
      sheet.subscribe(() => this.selected()), state.workspace.onRepaint((repaint) => this.repaint(repaint)), state.subscribe(() => this.changed()), state.onFlash((ref) => this.flash(ref)), state.onSettle(() => this.editor.settle()),
      () => field.removeEventListener('keydown', this.key),
      () => field.removeEventListener('contextmenu', this.menuAtCell),
    ];
    state.focusGrid = () => this.editor.focus();
    this.editor.moved();
    this.editor.offerFocus();
  }

  destroy(): void {
    this.editor.settle();
    for (const stop of this.stops) stop();
    this.clipboard.destroy();
    this.pointer.destroy();
    this.api.destroy();
  }

  private rows(): { readonly rowData: GridRow[]; readonly pinnedTopRowData: GridRow[] } {
    const { rows, numbering, pinned } = this.content;
    return { rowData: rows.slice(pinned), pinnedTopRowData: [...numbering, ...rows.slice(0, pinned)] };
  }

  private columnState(): string {
    return `${this.sheet.frozenColumns} ${this.content.layout.columns.length}`;
  }

  private look() {
    const { unit, isComparing, settings } = this.state.view();
    return { unit, isComparing, zoom: settings.zoom / 100 };
  }

  private editing() {
    const planning = () => ({ engine: this.state.workspace.engine, sheet: this.sheet, unit: this.state.view().unit });
    return {
      text: () => textAt(planning(), this.sheet.selection().active),
      label: () => spokenCell(this.state, this.sheet),
      reveal: () => this.reveal(this.sheet.selection().active),
      place: () => this.placeOf(this.sheet.selection().active),
      commit: (text: string) => enterText(this.state, this.sheet, text),
    };
  }

  private heightOf(row: string): number {
    const { zoom } = this.look();
    return Math.round((this.sheet.heights.get(row) ?? 0) * zoom) || rowHeight(zoom);
  }

  private resizeRow(row: GridRow, height: number): void {
    this.sheet.heights.set(row.id, Math.max(LEAST_HEIGHT, height / this.painted.zoom));
    this.api.getRowNode(row.id)?.setRowHeight(this.heightOf(row.id));
    this.api.onRowHeightChanged();
    this.editor.moved();
  }

  /** Widths that the user drew are the table's from now on. */
  private resized({ source, finished, columns }: ColumnResizedEvent<GridRow>): void {
    if (finished && (source === 'uiColumnResized' || source === 'autosizeColumns')) {
      for (const column of columns ?? []) this.sheet.widths.set(column.getColId(), column.getActualWidth() / this.painted.zoom);
      this.state.keepSizes(this.sheet);
    }
    this.editor.moved();
  }

  private placeOf(spot: Spot) {
    const cell = this.canvas.at(spot)?.element.getBoundingClientRect();
    if (cell === undefined) return null;
    const frame = this.element.getBoundingClientRect();
    return { left: cell.left - frame.left, top: cell.top - frame.top, width: cell.width, height: cell.height };
  }

  private pointing() {
    return {
      canvas: this.canvas,
      viewport: () => this.viewport(),
      reveal: (spot: Spot) => this.reveal(spot),
      pressed: () => {
        this.editor.settle();
        this.editor.focus();
      },
      edit: () => this.edit(),
      fill: (source: Parameters<typeof fillOver>[2], target: Parameters<typeof fillOver>[3]) => fillOver(this.state, this.sheet, source, target),
      resizeRow: (row: GridRow, height: number) => this.resizeRow(row, height), resized: () => this.state.keepSizes(this.sheet),
      fillDown: () => {
        const source = lastBox(this.sheet.selection());
        fillOver(this.state, this.sheet, source, { ...source, bottom: filledBeside(this.sheet, this.isFilled) });
      },
      fold: (key: string) => this.sheet.toggleFold(key),
      menu: this.openMenu,
    };
  }

  /** Where cells scroll: the grid without its heading. */
  private viewport(): DOMRect {
    const frame = this.element.getBoundingClientRect();
    const top = this.element.querySelector('.ag-header')?.getBoundingClientRect().bottom ?? frame.top;
    return new DOMRect(frame.left, top, frame.width, frame.bottom - top);
  }

  private readonly key = (event: KeyboardEvent): void => {
    // While an input method composes, its keys are its own.
    if (event.isComposing || event.defaultPrevented) return;
    const action = gridAction(event);
    if (action === null || staysInText(action, this.editor.mode)) return;
    event.preventDefault();
    this.act(action);
  };

  /** The keyboard's context menu comes to the field; what is being typed has the system's own. */
  private readonly menuAtCell = (event: MouseEvent): void => {
    const place = this.placeOf(this.sheet.selection().active);
    if (this.editor.mode !== 'idle' || place === null) return;
    event.preventDefault();
    const { left, top } = this.element.getBoundingClientRect();
    this.openMenu(left + place.left + place.width / 2, top + place.top + place.height);
  };

  private act(action: GridAction): void {
    switch (action.kind) {
      case 'cancel':
        this.editor.cancel();
        this.state.say('');
        break;
      case 'edit':
        if (this.editor.mode === 'idle') this.edit();
        else this.editor.toggle();
        break;
      case 'retype':
        this.editor.edit('');
        break;
      case 'enter-everywhere':
        this.enterEverywhere();
        break;
      case 'toggle-fold':
        this.sheet.toggleFold(this.sheet.rowKeyAt(this.sheet.selection().active) ?? '');
        break;
      case 'show-active':
        this.reveal(this.sheet.selection().active);
        break;
      case 'tell-sum':
        this.state.say('所选金额的合计在状态栏中。合计、小计由表样的公式自动算出，不用插入求和');
        break;
      default:
        if (this.editor.commit()) this.go(action);
    }
  }

  private go(action: GridAction): void {
    const next = navigated(this.sheet, action, {
      enterMoves: this.state.view().settings.enterMoves, page: Math.floor(this.viewport().height / rowHeight(this.painted.zoom)) - this.content.pinned - 1,
      isFilled: this.isFilled,
    });
    if (next !== null) this.sheet.select(this.entries.follow(action, this.sheet.selection().active, next));
  }

  private readonly isFilled = (spot: Spot): boolean => {
    const cell = this.sheet.cellAt(spot);
    if (cell === null) return false;
    return cell.ref === null ? lookOf(cell, this.state).text !== '' : this.state.workspace.engine.value(cell.ref) !== null;
  };

  private edit(): void {
    this.editor.focus();
    this.editor.edit();
  }

  private enterEverywhere(): void {
    const text = this.editor.field.value;
    if (this.editor.mode === 'idle') return;
    this.editor.cancel();
    enterEverywhere(this.state, this.sheet, text);
  }

  private selected(): void {
    const selection = this.sheet.selection();
    const end = isSameSpot(selection.active, this.seen) ? (selection.stretches.at(-1)?.to ?? selection.active) : selection.active;
    this.seen = selection.active;
    if (this.sheet.content !== this.content) this.renew();
    if (selection.staysPut !== true) this.reveal(end);
    this.canvas.paintSelection();
    this.editor.moved();
  }

  private reveal({ row, column }: Spot): void {
    const { pinned, rows } = this.content;
    if (row >= pinned && row < rows.length) this.api.ensureIndexVisible(row - pinned);
    const shown = this.content.layout.columns[this.sheet.cellAt({ row, column })?.column ?? column];
    if (shown !== undefined) this.api.ensureColumnVisible(shown.id);
  }

  private repaint({ cells, structural }: Repaint): void {
    const own = cells.filter((cell) => cell.table === this.sheet.table);
    if (own.some((cell) => this.sheet.isHideable(cell))) this.sheet.refresh();
    if (structural || this.sheet.content !== this.content) this.renew();
    else this.canvas.repaint(own);
    this.editor.moved();
  }

  /** Lays out again: rows came, went or were folded. */
  private renew(): void {
    this.content = this.sheet.content;
    const { rowData, pinnedTopRowData } = this.rows();
    const columns = this.columnState();
    const isOther = this.columns !== columns;
    if (isOther) this.api.setGridOption('columnDefs', gridColumns(this.content.layout, this.painted.zoom, this.sheet));
    this.columns = columns;
    this.api.setGridOption('rowData', rowData);
    this.api.setGridOption('pinnedTopRowData', pinnedTopRowData);
    this.api.refreshCells({ force: true });
    this.canvas.paintSelection();
    if (isOther) this.reveal(this.sheet.selection().active);
    this.editor.moved();
  }

  private changed(): void {
    const before = this.painted;
    this.painted = this.look();
    const { zoom } = this.painted;
    if (this.sheet.content !== this.content) this.renew();
    if (zoom !== before.zoom) {
      const columnDefs = gridColumns(this.content.layout, zoom, this.sheet);
      this.api.updateGridOptions({ theme: gridTheme(zoom), rowHeight: rowHeight(zoom), columnDefs });
      this.api.setColumnWidths(widthsOf(columnDefs));
      this.api.resetRowHeights();
      requestAnimationFrame(() => this.editor.moved());
    }
    if (this.painted.unit !== before.unit || this.painted.isComparing !== before.isComparing) this.canvas.repaintAll();
  }

  private flash(ref: CellRef): void {
    if (ref.table !== this.sheet.table) return;
    this.editor.offerFocus();
    // Rows that were just scrolled to are drawn in the next frame.
    requestAnimationFrame(() => this.canvas.flash(ref));
  }
}
