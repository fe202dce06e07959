import type { CellRef } from '../../shared/document/document.ts';

/** One text for a cell's place, for maps that leave a thread. */
export function placeKey({ table, row, column }: CellRef): string {
  return `${table}\n${row}\n${column}`;
}
