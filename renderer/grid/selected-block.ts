/** The block selected in a grid. AG Grid's focused cell is its anchor; the rest of the block is painted by a class on its cells. */
import type { GridApi, IRowNode } from 'ag-grid-community';
import type { CellRef } from '../../shared/document/document.ts';
import type { LayoutCell, Values } from '../../shared/report/layout.ts';
import { cellAt, type GridRow } from './grid-columns.ts';
import { type Area, covers, type Ground, isSamePosition, type Position, type Rectangle, rectangleOf } from './block-area.ts';

export class SelectedBlock {
  private area: Area | null = null;

  constructor(
    private readonly api: GridApi<GridRow>,
    readonly rows: readonly GridRow[],
    private readonly columns: number,
    private readonly values: Values,
    /** Told of the active cell and of every amount cell of the block. */
    private readonly onSelect: (cell: CellRef | null, cells: readonly CellRef[]) => void,
  ) {}

  get ground(): Ground {
    return {
      rows: this.rows.length, columns: this.columns,
      settle: ({ row, column }) => ({ row, column: coveringCell(this.rows[row], column)?.column ?? column }),
      isFilled: ({ row, column }) => this.isFilled(cellAt(this.rows[row], column)),
    };
  }

  get anchor(): Position | null {
    return this.area?.anchor ?? null;
  }

  get head(): Position | null {
    return this.area?.head ?? null;
  }

  get rectangle(): Rectangle | null {
    return this.area === null ? null : rectangleOf(this.area);
  }

  /** Whether a cell is painted as part of the block; a single cell has the focus ring and no more. */
  paints(node: IRowNode<GridRow>, column: number): boolean {
    if (this.area === null || node.rowIndex === null || node.rowPinned != null || isSamePosition(this.area.anchor, this.area.head)) return false;
    return covers(this.area, { row: node.rowIndex, column });
  }

  /** The block is this one cell; where it is the anchor already, the block stays. */
  follow(position: Position): void {
    if (this.area === null || !isSamePosition(this.area.anchor, position)) this.set({ anchor: position, head: position });
  }

  start(position: Position): void {
    this.set({ anchor: position, head: position });
  }

  extendTo(head: Position): void {
    if (this.area === null || isSamePosition(this.area.head, head)) return;
    this.set({ ...this.area, head });
    this.show(head);
  }

  selectRows(): void {
    const { rectangle } = this;
    if (rectangle !== null) this.set({ anchor: { row: rectangle.top, column: 0 }, head: { row: rectangle.bottom, column: this.columns - 1 } });
  }

  selectColumns(): void {
    const { rectangle } = this;
    if (rectangle !== null) this.set({ anchor: { row: 0, column: rectangle.left }, head: { row: this.rows.length - 1, column: rectangle.right } });
  }

  selectAll(): void {
    this.set({ anchor: { row: 0, column: 0 }, head: { row: this.rows.length - 1, column: this.columns - 1 } });
  }

  /** Makes one cell the active one, and shows it. */
  focus(position: Position): void {
    this.show(position);
    this.start(position);
    this.api.setFocusedCell(position.row, `c${position.column}`);
  }

  /** The block's cells line by line; null where another cell spans the place. */
  cells(): readonly (readonly (LayoutCell | null)[])[] {
    const { rectangle } = this;
    if (rectangle === null) return [];
    const { top, left, bottom, right } = rectangle;
    return this.rows.slice(top, bottom + 1).map((row) => Array.from({ length: right - left + 1 }, (_, at) => cellAt(row, left + at)));
  }

  private isFilled(cell: LayoutCell | null): boolean {
    if (cell === null) return false;
    return cell.ref === null ? cell.text !== '' : this.values.value(cell.ref) !== null;
  }

  private show({ row, column }: Position): void {
    this.api.ensureIndexVisible(row);
    this.api.ensureColumnVisible(`c${column}`);
  }

  private set(area: Area): void {
    const before = this.rectangle;
    this.area = area;
    const after = rectangleOf(area);
    const top = Math.min(before?.top ?? after.top, after.top);
    const bottom = Math.max(before?.bottom ?? after.bottom, after.bottom);
    // Only lines on screen have anything to paint, so the union is bounded by the window, not by the table.
    const rowNodes = this.api.getRenderedNodes().filter((node) => node.rowIndex !== null && node.rowIndex >= top && node.rowIndex <= bottom);
    if (rowNodes.length > 0) this.api.refreshCells({ rowNodes, force: true });
    const refs = this.cells().flatMap((line) => line.flatMap((cell): readonly CellRef[] => (cell?.ref == null ? [] : [cell.ref])));
    this.onSelect(cellAt(this.rows[area.anchor.row], area.anchor.column)?.ref ?? null, refs);
  }
}

function coveringCell(row: GridRow | undefined, column: number): LayoutCell | null {
  return row?.line?.cells.find((cell) => cell.column <= column && column < cell.column + cell.colSpan) ?? null;
}
