/** Last year's figures beside this year's: for comparison, and for the checks that look back. */
import type { Document } from '../../shared/document/document.ts';
import type { Edit } from '../../shared/document/edit.ts';
import type { Desk } from './desk.ts';

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

/** Last year's figures from last year's workbook, read under this document's template, for comparison and 上年 checks. */
export async function loadPrior(desk: Desk): Promise<void> {
  const workspace = desk.snapshot().session?.workspace;
  if (workspace === undefined) return desk.say('请先打开一份文档，再载入它的上年数');
  const path = await desk.files.ask('import', '');
  if (path === null) return;
  const { document } = workspace.snapshot();
  const result = await desk.working('正在识别上年的工作簿', (job) => desk.sessions.import(job, { path }, document.template));
  if (!result.ok) return desk.say(result.message);
  const edit = priorEdit(document, result.value.document);
  if (typeof edit === 'string') return desk.say(edit);
  workspace.carryOut(`载入上年数（${result.value.file}）`, [edit]);
  desk.hint('已载入上年数。在“查看”菜单中打开“与上年对比”，单元格面板中也列有上年数');
}
