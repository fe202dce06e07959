/** Tells two states of a document apart, for one who holds an engine of the first and is handed the second. */
import type { Document, RowData, TableData } from './document.ts';
import type { Edit } from './edit.ts';

/** What formulas never read: words, remarks, decisions, where it came from. */
const UNREAD: ReadonlySet<string> = new Set<keyof Document>(['texts', 'remarks', 'waivers', 'source']);
const UNREAD_OF_TABLE: ReadonlySet<string> = new Set<keyof TableData>(['statement', 'notes']);

/**
 * The cell edits with which an engine of `before` follows to `after`, other words included; null where more has changed than cells and
 * words, so that the engine must be made anew.
 */
export function cellEdits(before: Document, after: Document): readonly Edit[] | null {
  if (!isSameBut(before, after, (key) => UNREAD.has(key) || key === 'tables')) return null;
  const ids = Object.keys(after.tables);
  if (ids.length !== Object.keys(before.tables).length) return null;
  const edits: Edit[] = [];
  for (const id of ids) {
    const found = tableEdits(id, before.tables[id], after.tables[id]);
    if (found === null) return null;
    edits.push(...found);
  }
  return edits;
}

function tableEdits(table: string, before: TableData | undefined, after: TableData | undefined): readonly Edit[] | null {
  if (before === after) return [];
  if (before === undefined || after === undefined || before.rows.length !== after.rows.length) return null;
  if (!isSameBut(before, after, (key) => UNREAD_OF_TABLE.has(key) || key === 'rows')) return null;
  const edits: Edit[] = [];
  for (const [at, row] of after.rows.entries()) {
    const old = before.rows[at];
    if (old === undefined || !isSameBut(old, row, (key) => key === 'cells')) return null;
    edits.push(...rowEdits(table, old, row));
  }
  return edits;
}

function rowEdits(table: string, before: RowData, after: RowData): readonly Edit[] {
  const columns = new Set([...Object.keys(before.cells), ...Object.keys(after.cells)]);
  return [...columns].flatMap((column): readonly Edit[] => {
    const from = before.cells[column] ?? null;
    const to = after.cells[column] ?? null;
    return isSame(from, to) ? [] : [{ kind: 'set-cell', table, row: after.key, column, from, to }];
  });
}

function isSameBut(before: object, after: object, isLeftOut: (key: string) => boolean): boolean {
  const [old, now] = [before, after].map((one) => new Map<string, unknown>(Object.entries(one).filter(([key]) => !isLeftOut(key))));
  if (old === undefined || now === undefined || old.size !== now.size) return false;
  return [...now].every(([key, value]) => old.has(key) && isSame(old.get(key), value));
}

function isSame(before: unknown, after: unknown): boolean {
  return before === after || (typeof before === 'object' && typeof after === 'object' && JSON.stringify(before) === JSON.stringify(after));
}
