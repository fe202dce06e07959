/** Last year's figures beside this year's: for comparison, and for the checks that look back. */
import type { Document } from '../../shared/document/document.ts';
import type { Edit } from '../../shared/document/edit.ts';

type Prior = NonNullable<Extract<Edit, { kind: 'set-prior' }>['to']>;

/** The edit that puts the tables of `last` beside the document, or why they can't stand there. A year that the file does not tell is the one before. */
export function priorEdit(document: Document, last: Document): Edit | string {
  if (last.unit !== document.unit) return `上年的工作簿以${last.unit}为单位，本文档以${document.unit}为单位，不能直接对比。请选择单位相同的工作簿`;
  const year = last.year === document.year ? document.year - 1 : last.year;
  return { kind: 'set-prior', from: document.prior === undefined ? null : copyOf(document.prior), to: copyOf({ template: last.template, year, tables: last.tables, ...(last.texts === undefined ? {} : { texts: last.texts }), ...(last.evaluations === undefined ? {} : { evaluations: last.evaluations }) }) };
}

/** Edits are plain data of their own; documents may not be changed. */
function copyOf(prior: NonNullable<Document['prior']>): Prior {
  return structuredClone(prior) as Prior;
}
