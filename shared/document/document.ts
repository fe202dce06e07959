/**
 * The document 决算文档: one department, one year. An immutable value that holds only *inputs*: what was imported or typed.
 * Nothing derived is ever stored. Rows are known by their key (行次, 科目编码 or name), columns by theirs (栏次 or name).
 */
import { z } from 'zod';

/** The document format written by this version; older ones are brought up by `migrate.ts`. */
export const FORMAT_VERSION = 1;

const amountSchema = z.string().regex(/^-?\d+(\.\d+)?$/, '金额须为十进制数，如 1481.36');

/**
 * What a cell holds. A string is an input amount, `text` what stands in a column of words, such as a 自评表's 年度指标值. `declared` is a
 * value on a formula cell: what the imported workbook printed, or what the accountant insists on (`pinned`, with a reason); null is a printed blank.
 */
const cellSchema = z.union([
  amountSchema,
  z.strictObject({ text: z.string().min(1) }),
  z.strictObject({
    declared: amountSchema.nullable(),
    pinned: z.literal(true).optional(),
    reason: z.string().optional(),
  }),
]);

const rowSchema = z.strictObject({
  /** 行次, 科目编码, or name: unique in its table. */
  key: z.string().min(1),
  /** 科目编码 as printed, for rows of a 科目 table. */
  code: z.string().optional(),
  /** 科目名称 or row title as imported; the template's title where absent. */
  name: z.string().optional(),
  /** 一级指标 that an indicator belongs to: the key of one of the form's groups, or a name of the department's own. */
  group: z.string().optional(),
  cells: z.record(z.string(), cellSchema),
});

const tableSchema = z.strictObject({
  rows: z.array(rowSchema),
  /** Columns the template does not know, kept as they came: key → heading path. */
  extraColumns: z.record(z.string(), z.string()).optional(),
  /** 空表说明 printed under the table; absent where the document has none. */
  statement: z.string().optional(),
  /** 注 lines that replace the template's. */
  notes: z.array(z.string()).optional(),
});

/** A finding set aside: by acceptance as 尾差 or a waiver with a reason. Lapses when `state`, the figures' fingerprint, changes. */
const waiverSchema = z.strictObject({
  rule: z.string(),
  place: z.string(),
  kind: z.enum(['accepted', 'waived']),
  reason: z.string(),
  state: z.string(),
});

/** Where the figures came from, for 留痕 and the change marks. */
const sourceSchema = z.strictObject({
  file: z.string(),
  tables: z.record(z.string(), z.strictObject({ sheet: z.string(), range: z.string() })),
});

/** A table of the workbook that the template set does not have: kept as it came, text or exact amount by cell, in its own unit. */
const extraSheetSchema = z.strictObject({
  name: z.string().min(1),
  cells: z.record(z.string().regex(/^[A-Z]{1,3}[1-9]\d{0,6}$/), z.union([z.string(), z.strictObject({ amount: amountSchema })])),
  merges: z.array(z.string().regex(/^[A-Z]{1,3}\d+:[A-Z]{1,3}\d+$/)).optional(),
});

const tablesSchema = z.record(z.string(), tableSchema);

/** A self-evaluation 绩效自评: the table that holds it (E00 部门整体, E01… projects) and the form of the template set that it fills in. */
const evaluationSchema = z.strictObject({ table: z.string().regex(/^E\d{2,}$/), form: z.string().min(1) });

export const documentSchema = z.strictObject({
  format: z.literal('mingzhang'),
  version: z.literal(FORMAT_VERSION),
  template: z.string().min(1),
  department: z.string(),
  year: z.number().int().min(1990).max(2200),
  unit: z.enum(['元', '万元']),
  /** Places after the point that are printed. */
  decimals: z.number().int().min(0).max(6),
  /** `rounded`: figures were printed, each rounded by itself, so 尾差 is possible. `exact`: typed or imported in full precision. */
  precision: z.enum(['rounded', 'exact']),
  tables: tablesSchema,
  /** The self-evaluations in the order in which they are printed. */
  evaluations: z.array(evaluationSchema).optional(),
  /** Last year's figures, for 上年 references. */
  prior: z.strictObject({
    template: z.string(), year: z.number().int(), tables: tablesSchema, evaluations: z.array(evaluationSchema).optional(),
    /** What last year's report said, to be offered again. */
    texts: z.record(z.string(), z.string()).optional(),
  }).optional(),
  waivers: z.array(waiverSchema),
  /** What the user wrote into the report, by keys as `text-keys.ts` has them: reasons `原因.…`, fields `填.…`, paragraphs `段.…`, terms `名词.…`. */
  texts: z.record(z.string(), z.string()).optional(),
  /** 批注 of cells, for the accountants themselves: table → row → column → text. Never printed. */
  remarks: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.string().min(1)))).optional(),
  source: sourceSchema.optional(),
  /** Tables that the template does not have. */
  extraSheets: z.array(extraSheetSchema).optional(),
});

type Immutable<T> = T extends (infer U)[]
  ? readonly Immutable<U>[]
  : T extends object
    ? { readonly [K in keyof T]: Immutable<T[K]> }
    : T;

export type Document = Immutable<z.infer<typeof documentSchema>>;

const known = new WeakSet<object>();

/** Notes that a value is a document that its schema has checked. */
export function knowDocument(document: Document): Document {
  known.add(document);
  return document;
}

/** The schema for a document that comes by again: one that was checked is not checked once more, as documents never change. */
export const passingDocumentSchema: z.ZodType<Document, Document> = z.union([z.custom<Document>((value) => typeof value === 'object' && value !== null && known.has(value)), documentSchema]);

export type TableData = Immutable<z.infer<typeof tableSchema>>;
export type RowData = Immutable<z.infer<typeof rowSchema>>;
export type CellContent = z.infer<typeof cellSchema>;
export type DeclaredValue = Extract<CellContent, { declared: unknown }>;
export type Evaluation = Immutable<z.infer<typeof evaluationSchema>>;
export type ExtraSheet = Immutable<z.infer<typeof extraSheetSchema>>;
export type Waiver = Immutable<z.infer<typeof waiverSchema>>;

/** A cell's address in the accountant's terms. */
export interface CellRef {
  readonly table: string;
  readonly row: string;
  readonly column: string;
}

/** The value declared on a formula cell, or null where the cell holds anything else. */
export function declaredValue(content: CellContent | null): DeclaredValue | null {
  return typeof content === 'object' && content !== null && 'declared' in content ? content : null;
}

/** What the content counts as text: an amount or declared amount as stored, words as they stand; null is blank. */
export function contentText(content: CellContent | null): string | null {
  if (content === null || typeof content === 'string') return content;
  return 'text' in content ? content.text : content.declared;
}

/** The 批注 of a cell, or null. */
export function remarkOf(document: Document, ref: CellRef): string | null {
  return document.remarks?.[ref.table]?.[ref.row]?.[ref.column] ?? null;
}

/** The document with a cell's 批注 replaced (null takes it away). Without any it has no `remarks` at all, so that taking back the first gives the very document from before. */
export function withRemark(document: Document, ref: CellRef, text: string | null): Document {
  const { remarks, ...rest } = document;
  const rows = remarks?.[ref.table];
  const table = replaced(rows, ref.row, replaced(rows?.[ref.row], ref.column, text));
  const next = replaced(remarks, ref.table, table);
  return next === null ? rest : { ...rest, remarks: next };
}

/** A record with one entry replaced or, by null, left out; null where nothing is left of it. */
function replaced<T>(record: Readonly<Record<string, T>> | undefined, key: string, value: T | null): Readonly<Record<string, T>> | null {
  const { [key]: _gone, ...others } = record ?? {};
  const next = value === null ? others : { ...record, [key]: value };
  return Object.keys(next).length === 0 ? null : (next as Readonly<Record<string, T>>);
}

const indexes = new WeakMap<readonly RowData[], Map<string, number>>();

/** Position of a row in `rows` by key, or -1. Indexed once per array. */
export function rowPosition(rows: readonly RowData[], key: string): number {
  let index = indexes.get(rows);
  if (index === undefined) {
    index = new Map(rows.map((row, position) => [row.key, position]));
    indexes.set(rows, index);
  }
  return index.get(key) ?? -1;
}

/** Content of a cell, or null where nothing is entered. */
export function cellContent(document: Pick<Document, 'tables'>, ref: CellRef): CellContent | null {
  const rows = document.tables[ref.table]?.rows;
  if (rows === undefined) return null;
  const row = rows[rowPosition(rows, ref.row)];
  return row?.cells[ref.column] ?? null;
}

/** The document with one cell's content replaced (null clears it). The row must exist: edits are made against the document they name. */
export function withCell(document: Document, ref: CellRef, content: CellContent | null): Document {
  const table = document.tables[ref.table];
  const position = table === undefined ? -1 : rowPosition(table.rows, ref.row);
  const row = table?.rows[position];
  if (table === undefined || row === undefined) {
    throw new Error(`no row ${ref.row} in table ${ref.table}`);
  }
  const { [ref.column]: _gone, ...others } = row.cells;
  const cells = content === null ? others : { ...row.cells, [ref.column]: content };
  const rows = table.rows.slice();
  rows[position] = { ...row, cells };
  const index = indexes.get(table.rows);
  if (index !== undefined) indexes.set(rows, index);
  return withTable(document, ref.table, { ...table, rows });
}

/** The document with many cells of one table replaced, as `withCell` one by one, but the table's rows copied once. */
export function withCells(document: Document, table: string, contents: readonly { readonly row: string; readonly column: string; readonly to: CellContent | null }[]): Document {
  const data = document.tables[table];
  if (data === undefined) throw new Error(`no table ${table}`);
  const rows = data.rows.slice();
  for (const { row: key, column, to } of contents) {
    const position = rowPosition(data.rows, key);
    const row = rows[position];
    if (row === undefined) throw new Error(`no row ${key} in table ${table}`);
    const { [column]: _gone, ...others } = row.cells;
    rows[position] = { ...row, cells: to === null ? others : { ...row.cells, [column]: to } };
  }
  const index = indexes.get(data.rows);
  if (index !== undefined) indexes.set(rows, index);
  return withTable(document, table, { ...data, rows });
}

/** The document with one table replaced. */
export function withTable(document: Document, table: string, data: TableData): Document {
  return { ...document, tables: { ...document.tables, [table]: data } };
}
