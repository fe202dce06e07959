/** The addresses in the preview's pages. A figure carries `cell:T03/2060302/2`, parts escaped, so that a click finds the cell; a table's page, `table:T03`. */
import type { CellRef } from '../document/document.ts';

const SCHEME = 'cell:';

/** The link of a cell. */
export function cellLink(ref: CellRef): string {
  return SCHEME + [ref.table, ref.row, ref.column].map(encodeURIComponent).join('/');
}

const TABLE_SCHEME = 'table:';

/** The link that every page of a table carries, so that the table's pages are found. */
export function tableLink(table: string): string {
  return TABLE_SCHEME + encodeURIComponent(table);
}

/** The id of the table that a link names, null for any other link. */
export function tableOfLink(link: string): string | null {
  return link.startsWith(TABLE_SCHEME) ? decoded(link.slice(TABLE_SCHEME.length)) : null;
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
