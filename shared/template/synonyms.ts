/**
 * What an accountant taught the import: “this heading is that column”, “this label is that row”, “this title is that table”. Kept in
 * the words of roles and keys, so that it serves the next file and the next year's set too.
 */
import { z } from 'zod';
import type { Block, Column, FixedRow, SubjectRows, TableTemplate, Template } from './template.ts';

/** One thing taught. */
export const synonymSchema = z.strictObject({
  /** The table's role, such as 收入表. */
  table: z.string().min(1),
  kind: z.enum(['table', 'row', 'column']),
  /** As the workbook has it: a row's label; a column's heading path joined by ／; a table's title, or its sheet's name where it bears none. */
  text: z.string().min(1),
  /** Key of the row or column, or 科目编码, that it means; '' for tables. */
  key: z.string(),
});
export type Synonym = Readonly<z.infer<typeof synonymSchema>>;

/** The file of everything taught, as it is kept and as a finance office hands it out. */
export const synonymFileSchema = z.strictObject({ synonyms: z.array(synonymSchema) });

/** The list with `added` and without `removed`. What was taught later about the same text replaces what was taught before. */
export function changedSynonyms(kept: readonly Synonym[], added: readonly Synonym[], removed: readonly Synonym[]): Synonym[] {
  const about = ({ table, kind, text }: Synonym): string => (kind === 'table' ? `table\n${text}` : `${kind}\n${table}\n${text}`);
  const gone = new Set([...added, ...removed].map(about));
  return [...kept.filter((synonym) => !gone.has(about(synonym))), ...new Map(added.map((synonym) => [about(synonym), synonym])).values()];
}

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
    total: table.total === null ? null : row(table.total), footer: table.footer.map(row), subjects: table.subjects === null ? null : withNames(table.subjects, table, synonyms),
  };
}

/** Other names of 科目: a row that is taught and is none of the form's own is a 科目 by its code. */
function withNames(subjects: SubjectRows, table: TableTemplate, synonyms: readonly Synonym[]): SubjectRows {
  const names = synonyms.filter(({ kind, key }) => kind === 'row' && /^\d{3,7}$/u.test(key) && !table.fixedRows.some((row) => row.key === key));
  return { ...subjects, aliases: [...subjects.aliases, ...names.map(({ text, key }) => ({ code: key, name: text }))] };
}
