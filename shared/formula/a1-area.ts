/** Addresses of a workbook: cells and the fewest ranges that hold exactly a set of cells. */

/** A cell's place in a workbook; rows and columns count from 1. */
export interface SheetCell {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
}

/** `A`, `Z`, `AA`… of a column counted from 1. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let left = column; left > 0; left = Math.floor((left - 1) / 26)) letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  return letters;
}

/** `C7` of a cell, whatever its sheet. */
export function cellAddress(cell: { readonly row: number; readonly column: number }): string {
  return `${columnLetters(cell.column)}${cell.row}`;
}

/** `'公开02表'!C7` seen from another sheet, `C7` from its own. */
export function cellReference(cell: SheetCell, own: string): string {
  return prefix(cell.sheet, own) + cellAddress(cell);
}

/**
 * Ranges that hold exactly `cells`, in the order in which they were first met. A cell given twice is held twice, as a sum that
 * names it twice counts it twice.
 */
export function areas(cells: readonly SheetCell[], own: string): readonly string[] {
  const found: string[] = [];
  for (let rest = cells; rest.length > 0; ) {
    const layer = new Map<string, SheetCell>();
    const again: SheetCell[] = [];
    for (const cell of rest) {
      const key = `${cell.sheet}\n${cell.row}\n${cell.column}`;
      if (layer.has(key)) again.push(cell);
      else layer.set(key, cell);
    }
    const unique = [...layer.values()];
    for (const sheet of new Set(unique.map((cell) => cell.sheet))) {
      found.push(...rectangles(unique.filter((cell) => cell.sheet === sheet)).map((area) => prefix(sheet, own) + area));
    }
    rest = again;
  }
  return found;
}

interface Run {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  bottom: number;
}

/** Runs within each row first, then equal runs of rows that follow one another. */
function rectangles(cells: readonly SheetCell[]): readonly string[] {
  const sorted = cells.toSorted((a, b) => a.row - b.row || a.column - b.column);
  const done: Run[] = [];
  const open = new Map<string, Run>();
  for (const run of rowRuns(sorted)) {
    const key = `${run.left}:${run.right}`;
    const above = open.get(key);
    if (above !== undefined && above.bottom === run.top - 1) {
      above.bottom = run.top;
      continue;
    }
    open.set(key, run);
    done.push(run);
  }
  return done.map((run) => {
    const first = cellAddress({ row: run.top, column: run.left });
    const last = cellAddress({ row: run.bottom, column: run.right });
    return first === last ? first : `${first}:${last}`;
  });
}

function rowRuns(sorted: readonly SheetCell[]): readonly Run[] {
  const runs: { left: number; right: number; top: number; bottom: number }[] = [];
  for (const { row, column } of sorted) {
    const last = runs.at(-1);
    if (last !== undefined && last.top === row && last.right === column - 1) last.right = column;
    else runs.push({ left: column, right: column, top: row, bottom: row });
  }
  return runs;
}

function prefix(sheet: string, own: string): string {
  return sheet === own ? '' : `'${sheet.replaceAll("'", "''")}'!`;
}
