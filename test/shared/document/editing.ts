/** What every edit test asks for besides its own point: the edit goes through JSON, back, and forth again. */
import { expect } from 'vitest';
import type { Document } from '../../../shared/document/document.ts';
import { applyEdit, type Edit, editSchema, invertEdit } from '../../../shared/document/edit.ts';
import { openDocument, serialise } from '../../../shared/document/file.ts';

/** The document after the edit, which has also been through JSON, undone (the same file again), and redone. */
export function edited(document: Document, edit: Edit): Document {
  const read = editSchema.parse(JSON.parse(JSON.stringify(edit)));
  expect(read).toEqual(edit);
  const before = serialise(document);
  const after = applyEdit(document, read);
  expect(serialise(document), 'the document before stays as it was').toBe(before);
  const undone = applyEdit(after, invertEdit(read));
  expect(undone).toEqual(document);
  expect(serialise(undone)).toBe(before);
  expect(applyEdit(undone, invertEdit(invertEdit(read)))).toEqual(after);
  expect(openDocument(serialise(after))).toEqual({ ok: true, document: after });
  return after;
}
