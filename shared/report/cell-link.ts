/** The address that a figure in the preview carries: `cell:T03/2060302/2`, parts escaped, so that a click finds the cell. */
import type { CellRef } from '../document/document.ts';

const SCHEME = 'cell:';

/** The link of a cell. */
export function cellLink(ref: CellRef): string {
  return SCHEME + [ref.table, ref.row, ref.column].map(encodeURIComponent).join('/');
}

/** The cell that a link names, null for any other link. */
export function cellOfLink(link: string): CellRef | null {
  const parts = link.startsWith(SCHEME) ? link.slice(SCHEME.length).split('/') : [];
  const [table, row, column] = parts.map(decoded);
  if (parts.length !== 3 || table == null || row == null || column == null) return null;
  return { table, row, column };
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
