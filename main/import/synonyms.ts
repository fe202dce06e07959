/**
 * What an accountant taught the import: “this heading is that column”, “this label is that row”, “this title is that table”. Kept in
 * the words of roles and keys, so that it serves the next file and the next year's set too.
 */
import { z } from 'zod';
import type { Block, Column, FixedRow, TableTemplate, Template } from '../../shared/template/template.ts';

export const synonymSchema = z.strictObject({
  /** The table's role, such as 收入表. */
  table: z.string().min(1),
  kind: z.enum(['table', 'row', 'column']),
  /** As the workbook has it; of a column, its heading path joined by ／. */
  text: z.string().min(1),
  /** Key of the row or column that it means; not used for tables. */
  key: z.string(),
});
export type Synonym = Readonly<z.infer<typeof synonymSchema>>;

/** The template with the synonyms among its aliases. Synonyms of tables, rows or columns that it lacks do nothing. */
export function withSynonyms(template: Template, synonyms: readonly Synonym[]): Template {
  if (synonyms.length === 0) return template;
  return { ...template, tables: template.tables.map((table) => taught(table, synonyms.filter((synonym) => synonym.table === table.role))) };
}

function taught(table: TableTemplate, synonyms: readonly Synonym[]): TableTemplate {
  if (synonyms.length === 0) return table;
  const textsFor = (kind: Synonym['kind'], key: string): readonly string[] => synonyms.filter((synonym) => synonym.kind === kind && (kind === 'table' || synonym.key === key)).map((synonym) => synonym.text);
  const column = (own: Column): Column => ({ ...own, aliases: [...own.aliases, ...textsFor('column', own.key)] });
  const row = (own: FixedRow): FixedRow => ({ ...own, aliases: [...own.aliases, ...textsFor('row', own.key)] });
  const block = (own: Block): Block => ({ ...own, columns: own.columns.map(column), rows: own.rows.map(row) });
  return {
    ...table, aliases: [...table.aliases, ...textsFor('table', '')], blocks: table.blocks.map(block), columns: table.columns.map(column), fixedRows: table.fixedRows.map(row),
    total: table.total === null ? null : row(table.total), footer: table.footer.map(row),
  };
}
