/** What a row, column or table of a workbook can be said to be: everything of the template set that could be meant. */
import type { UnknownPart } from '../../shared/ipc.ts';
import { findTable, type TableTemplate, type Template } from '../../shared/template/template.ts';

export interface Target {
  /** Role of the table and key of the row or column in it, as a synonym has them. */
  readonly table: string;
  readonly key: string;
  readonly code: string;
  readonly name: string;
}

/** In the order of the forms. */
export function targetsOf(part: UnknownPart, template: Template): readonly Target[] {
  if (part.kind === 'table') return template.tables.map((table) => ({ table: table.role, key: '', code: table.mark ?? table.id, name: table.title }));
  const table = findTable(template.tables, part.table);
  if (table === null) return [];
  return part.kind === 'column' ? columnsOf(table) : rowsOf(table, template);
}

function columnsOf(table: TableTemplate): readonly Target[] {
  return table.columns.map((column) => ({ table: table.role, key: column.key, code: /^\d+$/u.test(column.key) ? `${column.key}栏` : '', name: column.path.join(' › ') }));
}

function rowsOf(table: TableTemplate, template: Template): readonly Target[] {
  const fixed = table.fixedRows.filter((row) => !row.blank).map((row): Target => ({ table: table.role, key: row.key, code: row.line === null ? '' : `${row.line}行`, name: row.label }));
  const { subjects } = table;
  if (subjects === null) return fixed;
  const names = new Map([...template.subjects[subjects.list], ...subjects.preset.map(({ code, name }) => [code, name] as const)]);
  return [...fixed, ...[...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, name]): Target => ({ table: table.role, key: code, code, name }))];
}

/** Whether the words typed mean this target: by the beginning of its code, by any part of its name, or by pinyin initials. */
export function isTargetMeant(target: Target, initials: string, wanted: string): boolean {
  const words = wanted.trim().toLowerCase();
  return words === '' || target.code.startsWith(words) || target.name.toLowerCase().includes(words) || (/^[a-z]+$/u.test(words) && initials.includes(words));
}
