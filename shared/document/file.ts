/** The `.mingzhang` file: readable JSON of the document. Opening reports what is wrong and where; it never repairs by guessing. */
import { type Document, documentSchema, FORMAT_VERSION } from './document.ts';
import { migrate } from './migrate.ts';

/** What opening a document text led to. */
export type Opened = { readonly ok: true; readonly document: Document } | { readonly ok: false; readonly problem: string };

/** Text of a document file. Keys are written in a fixed order, so that equal documents give equal files. */
export function serialise(document: Document): string {
  return `${JSON.stringify(document, null, 1)}\n`;
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
  const parsed = documentSchema.safeParse(migrated.value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const place = issue?.path.join(' › ') ?? '';
    return { ok: false, problem: `文档内容不符合格式${place === '' ? '' : `（${place}）`}：${issue?.message ?? ''}` };
  }
  return { ok: true, document: parsed.data };
}

/** Whether the text looks like a document file at all, whatever its version. */
export function looksLikeDocument(text: string): boolean {
  return /^\s*\{[\s\S]{0,200}"format"\s*:\s*"mingzhang"/.test(text);
}

export { FORMAT_VERSION };
