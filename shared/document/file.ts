/** The `.mingzhang` file: readable JSON of the document. Opening reports what is wrong and where; it never repairs by guessing. */
import { z } from 'zod';
import { parseWith } from '../template/schema-issue.ts';
import { type Document, documentSchema, FORMAT_VERSION, knowDocument } from './document.ts';
import { migrate } from './migrate.ts';
import { type ChangeRecord, recordSchema } from './record.ts';

/** What stands in a file: the document, and the record of its changes where there were any. */
export interface DocumentFile {
  readonly document: Document;
  readonly record?: ChangeRecord;
}

/** What opening a document text led to. */
export type Opened = ({ readonly ok: true } & DocumentFile) | { readonly ok: false; readonly problem: string };

const fileSchema = z.strictObject({ document: documentSchema, record: recordSchema.optional() });

/** Fields in the order in which the schema states them; what is not a field, such as a column's key, comes after, by code. */
const table = documentSchema.shape.tables.valueType;
const FIELDS: ReadonlyMap<string, number> = new Map([documentSchema, table, table.shape.rows.element].flatMap(({ shape }) => Object.keys(shape)).map((field, rank) => [field, rank]));

/** Text of a document file. Keys are written in a fixed order, so that equal documents give equal files; the record comes last. */
export function serialise(document: Document, record: ChangeRecord = []): string {
  return `${JSON.stringify(record.length === 0 ? document : { ...document, record }, (_key, value: unknown) => ordered(value), 1)}\n`;
}

function ordered(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const rank = ([key]: readonly [string, unknown]): number => FIELDS.get(key) ?? FIELDS.size;
  return Object.fromEntries(Object.entries(value).sort((a, b) => rank(a) - rank(b) || (a[0] < b[0] ? -1 : 1)));
}

/** Reads a document file of this or an older format version. */
export function openDocument(text: string): Opened {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return { ok: false, problem: '不是明账文档（内容无法解析）' };
  }
  const migrated = migrate(raw);
  if (!migrated.ok) return migrated;
  const { record, ...rest } = migrated.value;
  const content = { document: rest, ...(record === undefined ? {} : { record }) };
  const parsed = fileSchema.safeParse(content);
  if (!parsed.success) return { ok: false, problem: departure(content) };
  knowDocument(parsed.data.document);
  return { ok: true, ...parsed.data };
}

/** Where the content first departs from the schema, in words. Read once more for that: the words come without the schema's fast path. */
function departure(content: unknown): string {
  const again = parseWith(fileSchema, content);
  const [issue] = again.ok ? [] : again.issues;
  const path = issue?.path ?? [];
  const place = (path[0] === 'document' ? path.slice(1) : path).join(' › ');
  return `文档内容不符合格式${place === '' ? '' : `（${place}）`}：${issue?.message ?? ''}`;
}

/** Whether the text looks like a document file at all, whatever its version. */
export function looksLikeDocument(text: string): boolean {
  return /^\s*\{[\s\S]{0,200}"format"\s*:\s*"mingzhang"/.test(text);
}

export { FORMAT_VERSION };
