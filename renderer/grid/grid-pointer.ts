/** The mouse in the grid: selecting cells, rows and columns, dragging past the edge, the fill handle, folding. */
import { headedColumns } from './grid-columns.ts';
import type { Canvas, CellPainter } from './cell-painter.ts';
import type { GridRow } from './sheet.ts';
import { added, type Box, boxOf, everything, isSelected, lastBox, only, type Selection, type Spot, stretched, wholeColumns, wholeRows } from './selection.ts';

export interface PointerHost {
  readonly canvas: Canvas;
  /** The grid's scrolling part, on the screen. */
  readonly viewport: () => DOMRect;
  readonly reveal: (spot: Spot) => void;
  /** A press in the grid: what is being typed is entered, the grid gets the focus. */
  readonly pressed: () => void;
  readonly edit: () => void;
  readonly fill: (source: Box, target: Box) => void;
  /** Fills down as far as there is something beside. */
  readonly fillDown: () => void;
  readonly resizeRow: (row: GridRow, height: number) => void;
  /** A row has its height. */
  readonly resized: () => void;
  readonly fold: (key: string) => void;
  readonly menu: (x: number, y: number) => void;
}

type Drag = { readonly kind: 'cells' | 'rows' | 'columns' } | { readonly kind: 'height'; readonly row: GridRow; readonly top: number } | { readonly kind: 'fill'; readonly source: Box };

const HANDLE = 9;
const EDGE = 5;
const SCROLL_EVERY = 40;

export class GridPointer {
  private drag: Drag | null = null;
  private at = { x: 0, y: 0 };
  private scrolling = 0;

  constructor(
    private readonly element: HTMLElement,
    private readonly host: PointerHost,
  ) {
    element.addEventListener('pointerdown', this.down);
    element.addEventListener('dblclick', this.double);
    element.addEventListener('contextmenu', this.context);
  }

  destroy(): void {
    this.element.removeEventListener('pointerdown', this.down);
    this.element.removeEventListener('dblclick', this.double);
    this.element.removeEventListener('contextmenu', this.context);
    this.release();
  }

  private get selection(): Selection {
    return this.host.canvas.sheet.selection();
  }

  private select(selection: Selection): void {
    this.host.canvas.sheet.select(selection);
  }

  private readonly down = (event: PointerEvent): void => {
    if (event.button !== 0 || !(event.target instanceof Element) || event.target instanceof HTMLTextAreaElement) return;
    const heading = event.target.closest('.ag-header-cell, .ag-header-group-cell');
    const painter = this.host.canvas.painterOf(event.target);
    if ((heading === null && painter === null) || isResizing(event.target)) return;
    // The focus stays with the text field under the active cell.
    event.preventDefault();
    this.host.pressed();
    this.at = { x: event.clientX, y: event.clientY };
    if (heading !== null) this.pressHeading(heading, event);
    else if (painter !== null) this.pressCell(painter, event);
    if (this.drag === null) return;
    window.addEventListener('pointermove', this.move);
    window.addEventListener('pointerup', this.release);
    this.scrolling = window.setInterval(() => this.scroll(), SCROLL_EVERY);
  };

  private pressHeading(heading: Element, event: PointerEvent): void {
    const { sheet } = this.host.canvas;
    const columns = headedColumns(heading.getAttribute('col-id') ?? '', sheet);
    if (columns === null) {
      this.select(everything(this.selection, sheet.extent));
      return;
    }
    this.drag = { kind: 'columns' };
    this.select(wholeColumns(event.shiftKey ? lastBox(this.selection).left : columns.from, columns.to, sheet.extent));
  }

  private pressCell(painter: CellPainter, event: PointerEvent): void {
    const { sheet } = this.host.canvas;
    const { spot, row } = painter;
    if (spot.row < 0) return;
    const target = event.target as Element;
    const key = row.line?.rows[0];
    if (target.classList.contains('fold') && key != null) {
      this.host.fold(key);
    } else if (spot.column < 0 && painter.element.getBoundingClientRect().bottom - event.clientY <= EDGE) {
      this.drag = { kind: 'height', row, top: painter.element.getBoundingClientRect().top };
    } else if (spot.column < 0) {
      this.drag = { kind: 'rows' };
      this.select(wholeRows(event.shiftKey ? lastBox(this.selection).top : spot.row, spot.row, sheet.extent));
    } else if (isOnHandle(painter, event)) {
      this.drag = { kind: 'fill', source: lastBox(this.selection) };
    } else {
      this.drag = { kind: 'cells' };
      this.select(this.pressedSelection(spot, event));
    }
  }

  private pressedSelection(spot: Spot, event: PointerEvent): Selection {
    if (event.shiftKey) return stretched(this.selection, spot);
    return event.ctrlKey || event.metaKey ? added(this.selection, spot) : only(spot);
  }

  private readonly move = (event: PointerEvent): void => {
    this.at = { x: event.clientX, y: event.clientY };
    if (this.drag?.kind === 'height') this.host.resizeRow(this.drag.row, event.clientY - this.drag.top);
    else this.follow();
  };

  /** The selection's end follows the cell under the mouse; outside the grid, the nearest that is seen. */
  private follow(): void {
    const { left, right, top, bottom } = this.host.viewport();
    const x = Math.max(left + 2, Math.min(right - 2, this.at.x));
    const y = Math.max(top + 2, Math.min(bottom - 2, this.at.y));
    const spot = this.host.canvas.painterOf(document.elementFromPoint(x, y))?.spot;
    if (spot !== undefined && spot.row >= 0) this.extend({ row: spot.row, column: Math.max(0, spot.column) });
  }

  private extend(spot: Spot): void {
    const { drag } = this;
    if (drag === null) return;
    const { extent } = this.host.canvas.sheet;
    const to = drag.kind === 'rows' ? { row: spot.row, column: extent.columns - 1 } : drag.kind === 'columns' ? { row: extent.rows - 1, column: spot.column } : spot;
    const next = drag.kind === 'fill' ? { active: this.selection.active, stretches: [stretchOver(drag.source, to)] } : stretched(this.selection, to);
    const before = this.selection.stretches.at(-1)?.to;
    if (before === undefined || before.row !== to.row || before.column !== to.column) this.select(next);
  }

  /** Past the edge the grid scrolls on, a row or column at a time, and the selection with it. */
  private scroll(): void {
    const { left, right, top, bottom } = this.host.viewport();
    const down = this.at.y > bottom ? 1 : this.at.y < top ? -1 : 0;
    const across = this.at.x > right ? 1 : this.at.x < left ? -1 : 0;
    const end = this.selection.stretches.at(-1)?.to;
    if ((down === 0 && across === 0) || end === undefined || this.drag?.kind === 'height') return;
    const { extent } = this.host.canvas.sheet;
    const to = { row: Math.max(0, Math.min(extent.rows - 1, end.row + down)), column: Math.max(0, Math.min(extent.columns - 1, end.column + across)) };
    this.host.reveal(to);
    this.extend(to);
  }

  private readonly release = (): void => {
    window.clearInterval(this.scrolling);
    window.removeEventListener('pointermove', this.move);
    window.removeEventListener('pointerup', this.release);
    const { drag } = this;
    this.drag = null;
    if (drag?.kind === 'height') this.host.resized();
    if (drag?.kind === 'fill') this.host.fill(drag.source, lastBox(this.selection));
  };

  private readonly double = (event: MouseEvent): void => {
    const painter = this.host.canvas.painterOf(event.target as Element);
    if (painter === null || painter.spot.row < 0 || painter.spot.column < 0) return;
    if (isOnHandle(painter, event)) this.host.fillDown();
    else this.host.edit();
  };

  private readonly context = (event: MouseEvent): void => {
    const painter = this.host.canvas.painterOf(event.target as Element);
    if (painter === null || painter.spot.row < 0) return;
    event.preventDefault();
    this.host.pressed();
    const spot = { row: painter.spot.row, column: Math.max(0, painter.spot.column) };
    if (!isSelected(this.selection, spot)) this.select(only(spot));
    this.host.menu(event.clientX, event.clientY);
  };
}

/** The drawn box and what is filled lie in one line: down or up, or to a side, whichever is farther. */
function stretchOver(source: Box, to: Spot): { readonly from: Spot; readonly to: Spot } {
  const down = Math.max(to.row - source.bottom, source.top - to.row, 0);
  const across = Math.max(to.column - source.right, source.left - to.column, 0);
  const target = down >= across ? boxOf({ from: { row: Math.min(source.top, to.row), column: source.left }, to: { row: Math.max(source.bottom, to.row), column: source.right } }) : boxOf({ from: { row: source.top, column: Math.min(source.left, to.column) }, to: { row: source.bottom, column: Math.max(source.right, to.column) } });
  return { from: { row: target.top, column: target.left }, to: { row: target.bottom, column: target.right } };
}

function isOnHandle(painter: CellPainter, event: MouseEvent): boolean {
  if (!painter.element.classList.contains('has-handle')) return false;
  const { right, bottom } = painter.element.getBoundingClientRect();
  return right - event.clientX <= HANDLE && bottom - event.clientY <= HANDLE;
}

function isResizing(target: Element): boolean {
  return target.closest('.ag-header-cell-resize') !== null;
}
