/** A part of a sheet in which a merged cell stands at each of its places, as a reader sees it. */
import type { GridCell, GridRow, SheetGrid } from '../sheet-grid.ts';

export class MergedGrid {
  private readonly cells = new Map<number, Map<number, GridCell>>();
  readonly rows: readonly number[];

  constructor(sheet: SheetGrid, rows: readonly GridRow[]) {
    for (const { row, cells } of rows) for (const cell of cells) this.put(row, cell.column, cell);
    for (const { top, left, bottom, right } of sheet.merges) {
      const cell = this.at(top, left);
      if (cell === null) continue;
      for (let row = top; row <= bottom; row++) for (let column = left; column <= right; column++) this.put(row, column, cell);
    }
    this.rows = [...this.cells.keys()].sort((a, b) => a - b);
  }

  private put(row: number, column: number, cell: GridCell): void {
    const line = this.cells.get(row) ?? new Map<number, GridCell>();
    line.set(column, cell);
    this.cells.set(row, line);
  }

  /** The cell that is seen at a place. */
  at(row: number, column: number): GridCell | null {
    return this.cells.get(row)?.get(column) ?? null;
  }

  /** The cells that are seen in a row, each once, from left to right. */
  line(row: number): readonly GridCell[] {
    const line = [...(this.cells.get(row) ?? new Map<number, GridCell>())].sort(([a], [b]) => a - b);
    return [...new Set(line.map(([, cell]) => cell))];
  }

  /** Where a cell is seen in a row: its first column there. */
  columnIn(row: number, cell: GridCell): number {
    const found = [...(this.cells.get(row) ?? [])].filter(([, one]) => one === cell).map(([column]) => column);
    return Math.min(...found);
  }
}
