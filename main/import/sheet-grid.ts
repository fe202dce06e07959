/**
 * A workbook as the recogniser sees it: only the cells that hold something, whatever file they came from. Numbers are exact
 * decimal texts at the 15 significant digits that a spreadsheet shows and keeps.
 */

export interface GridCell {
  /** From 0. */
  readonly row: number;
  readonly column: number;
  /** Text as shown, line breaks kept. */
  readonly text: string;
  /** A numeric cell's value, exact; null for text. */
  readonly number: string | null;
  readonly isFormula: boolean;
  /** False for a formula that was saved without its result: there is no value to import. */
  readonly hasCachedValue: boolean;
  /** An error value such as #REF!. */
  readonly isError: boolean;
}

export interface GridRow {
  readonly row: number;
  /** Non-empty cells from left to right. */
  readonly cells: readonly GridCell[];
}

/** Both ends belong to the range. */
export interface GridRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface SheetGrid {
  readonly name: string;
  readonly isHidden: boolean;
  /** Rows that hold something, from top to bottom. */
  readonly rows: readonly GridRow[];
  readonly merges: readonly GridRange[];
}

/** `A`, `Z`, `AA`… of a column number from 0. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26)) {
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  }
  return letters;
}

/** `B7` of a cell. */
export function cellAddress(row: number, column: number): string {
  return `${columnLetters(column)}${row + 1}`;
}

/** `A1:F31` of a range. */
export function rangeAddress(range: GridRange): string {
  return `${cellAddress(range.top, range.left)}:${cellAddress(range.bottom, range.right)}`;
}

/** The smallest range that holds all of `cells`; null for none. */
export function boundsOf(cells: Iterable<{ readonly row: number; readonly column: number }>): GridRange | null {
  let bounds: { top: number; left: number; bottom: number; right: number } | null = null;
  for (const { row, column } of cells) {
    bounds ??= { top: row, left: column, bottom: row, right: column };
    bounds.top = Math.min(bounds.top, row);
    bounds.bottom = Math.max(bounds.bottom, row);
    bounds.left = Math.min(bounds.left, column);
    bounds.right = Math.max(bounds.right, column);
  }
  return bounds;
}
