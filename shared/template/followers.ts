/** Tables whose 科目 follow those of others: side figures such as 年初预算 stand beside every 科目 of the tables that are published. */
import type { RowData, TableData } from '../document/document.ts';
import type { TableTemplate, Template } from './template.ts';

type Tables = Readonly<Record<string, TableData>>;

/** The tables with every 科目 that a following table still lacks, in the order of their codes. */
export function withFollowers(template: Template, tables: Tables): Record<string, TableData> {
  const followed = template.tables.filter((table) => (table.subjects?.follows.length ?? 0) > 0);
  return { ...tables, ...Object.fromEntries(followed.map((table) => [table.id, follow(template, table, tables)])) };
}

function follow(template: Template, table: TableTemplate, tables: Tables): TableData {
  const own = tables[table.id] ?? { rows: [] };
  const have = new Set(own.rows.map((row) => row.key));
  const wanted = template.tables
    .filter((other) => table.subjects?.follows.includes(other.role))
    .flatMap((other) => tables[other.id]?.rows ?? [])
    .filter((row) => row.code !== undefined && !have.has(row.key));
  const unique = [...new Map(wanted.map((row) => [row.key, row])).values()];
  if (unique.length === 0) return own;
  const added = unique.map(({ key, code, name }): RowData => ({ key, ...(code === undefined ? {} : { code }), ...(name === undefined ? {} : { name }), cells: {} }));
  const fixed = own.rows.filter((row) => row.code === undefined);
  const coded = [...own.rows.filter((row) => row.code !== undefined), ...added].sort((a, b) => ((a.code ?? '') < (b.code ?? '') ? -1 : 1));
  return { ...own, rows: [...fixed, ...coded] };
}
