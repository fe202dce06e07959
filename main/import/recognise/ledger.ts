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

const WIDTH = 16_384;

export class Ledger {
  private readonly placed = new Map<SheetGrid, Map<number, PlacedAs>>();
  private readonly refused = new Map<SheetGrid, Map<number, string>>();

  place(sheet: SheetGrid, cell: GridCell, as: PlacedAs): void {
    put(this.placed, sheet, cell, as);
    this.refused.get(sheet)?.delete(keyOf(cell));
  }

  /** Says why a cell can't be taken; placing it later takes the refusal back. */
  refuse(sheet: SheetGrid, cell: GridCell, why: string): void {
    if (!this.isPlaced(sheet, cell)) put(this.refused, sheet, cell, why);
  }

  isPlaced(sheet: SheetGrid, cell: GridCell): boolean {
    return this.placed.get(sheet)?.has(keyOf(cell)) ?? false;
  }

  /** How many cells of a sheet were taken so. */
  count(sheet: SheetGrid, as: PlacedAs): number {
    return [...(this.placed.get(sheet)?.values() ?? [])].filter((kind) => kind === as).length;
  }

  /** Every cell that was not placed, in the order of the sheets. */
  unrecognised(sheets: readonly SheetGrid[]): readonly Unrecognised[] {
    return sheets.flatMap((sheet) =>
      sheet.rows.flatMap((row) =>
        row.cells.flatMap((cell): Unrecognised[] => {
          if (this.isPlaced(sheet, cell)) return [];
          const why = this.refused.get(sheet)?.get(keyOf(cell)) ?? (looksLikeFigure(cell) ? '不在任何公开表之内' : '表外文字，未导入');
          return [{ sheet: sheet.name, address: cellAddress(cell.row, cell.column), text: cell.text, why, isFigure: looksLikeFigure(cell) }];
        }),
      ),
    );
  }
}

function put<T>(into: Map<SheetGrid, Map<number, T>>, sheet: SheetGrid, cell: GridCell, value: T): void {
  let cells = into.get(sheet);
  if (cells === undefined) {
    cells = new Map();
    into.set(sheet, cells);
  }
  cells.set(keyOf(cell), value);
}

function keyOf(cell: GridCell): number {
  return cell.row * WIDTH + cell.column;
}

/** Whether a cell is a number or a text that reads as one. */
export function looksLikeFigure(cell: GridCell): boolean {
  return cell.number !== null || cell.isFormula || (/\d/u.test(cell.text) && /^[\s\d.,，()（）%％¥￥+−-]+(?:亿|万|千)?元?\s*$/u.test(cell.text));
}
