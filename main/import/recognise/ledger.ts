/** Keeps account of every non-empty cell: what it was taken as, or why it was not taken. Nothing is left unsaid. */
import { cellAddress, type GridCell, type SheetGrid } from '../sheet-grid.ts';

export type PlacedAs = 'figure' | 'heading' | 'label' | 'code' | 'line' | 'note' | 'caption' | 'metadata' | 'left';

/** A cell that was not imported. */
export interface Unrecognised {
  readonly sheet: string;
  readonly address: string;
  readonly text: string;
  readonly why: string;
  /** Whether it looks like a figure, which is worse to lose than a text. */
  readonly isFigure: boolean;
}

/** What is known of a sheet's cells, by row and column. */
type BySheet<T> = Map<SheetGrid, Map<number, (T | undefined)[]>>;

export class Ledger {
  private readonly placed: BySheet<PlacedAs> = new Map();
  private readonly refused: BySheet<string> = new Map();

  place(sheet: SheetGrid, cell: GridCell, as: PlacedAs): void {
    put(this.placed, sheet, cell, as);
    const refused = this.refused.get(sheet)?.get(cell.row);
    if (refused !== undefined) refused[cell.column] = undefined;
  }

  /** Says why a cell can't be taken; placing it later takes the refusal back. */
  refuse(sheet: SheetGrid, cell: GridCell, why: string): void {
    if (!this.isPlaced(sheet, cell)) put(this.refused, sheet, cell, why);
  }

  isPlaced(sheet: SheetGrid, cell: GridCell): boolean {
    return this.placed.get(sheet)?.get(cell.row)?.[cell.column] !== undefined;
  }

  /** How many cells of a sheet were taken so. */
  count(sheet: SheetGrid, as: PlacedAs): number {
    return [...(this.placed.get(sheet)?.values() ?? [])].reduce((sum, row) => sum + row.filter((kind) => kind === as).length, 0);
  }

  /** Every cell that was not placed, in the order of the sheets. */
  unrecognised(sheets: readonly SheetGrid[]): readonly Unrecognised[] {
    const left: Unrecognised[] = [];
    for (const sheet of sheets) {
      for (const { row, cells } of sheet.rows) {
        const placed = this.placed.get(sheet)?.get(row);
        for (const cell of cells) if (placed?.[cell.column] === undefined) left.push(this.notTaken(sheet, cell));
      }
    }
    return left;
  }

  private notTaken(sheet: SheetGrid, cell: GridCell): Unrecognised {
    const isFigure = looksLikeFigure(cell);
    const why = this.refused.get(sheet)?.get(cell.row)?.[cell.column] ?? (isFigure ? '不在任何公开表之内' : '表外文字，未导入');
    return { sheet: sheet.name, address: cellAddress(cell.row, cell.column), text: cell.text, why, isFigure };
  }
}

function put<T>(into: BySheet<T>, sheet: SheetGrid, cell: GridCell, value: T): void {
  const rows = into.get(sheet) ?? new Map<number, (T | undefined)[]>();
  const cells = rows.get(cell.row);
  if (cells !== undefined) {
    cells[cell.column] = value;
    return;
  }
  const first: (T | undefined)[] = [];
  first[cell.column] = value;
  rows.set(cell.row, first);
  into.set(sheet, rows);
}

/** Whether a cell is a number or a text that reads as one. */
export function looksLikeFigure(cell: GridCell): boolean {
  return cell.number !== null || cell.isFormula || (/\d/u.test(cell.text) && /^[\s\d.,，()（）%％¥￥+−-]+(?:亿|万|千)?元?\s*$/u.test(cell.text));
}
