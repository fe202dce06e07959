/** Last year's figures beside this year's: for comparison, and for the checks that look back. */
import type { Document } from '../../shared/document/document.ts';
import type { Edit } from '../../shared/document/edit.ts';
import type { Desk } from './desk.ts';
import type { Workspace } from './workspace.ts';

type Prior = NonNullable<Extract<Edit, { kind: 'set-prior' }>['to']>;

/** The edit that puts the tables of `last` beside the document, or why they can't stand there. A year that the file does not tell is the one before. */
export function priorEdit(document: Document, last: Document): Edit | string {
  if (last.unit !== document.unit) return `上年的数以${last.unit}为单位，本文档以${document.unit}为单位，不能直接对比。请选择单位相同的文件`;
  if (last.template !== document.template) return `上年的文档用的是模板 ${last.template}，本文档用的是 ${document.template}，行列不能对应。请选择上年的工作簿，它会按本文档的模板识别`;
  if (last.year > document.year) return `所选文件是 ${last.year} 年度的，晚于本文档的 ${document.year} 年度。请选择上年的文件`;
  const year = last.year === document.year ? document.year - 1 : last.year;
  return { kind: 'set-prior', from: document.prior === undefined ? null : copyOf(document.prior), to: copyOf({ template: last.template, year, tables: last.tables, ...(last.texts === undefined ? {} : { texts: last.texts }), ...(last.evaluations === undefined ? {} : { evaluations: last.evaluations }) }) };
}

/** Edits are plain data of their own; documents may not be changed. */
function copyOf(prior: NonNullable<Document['prior']>): Prior {
  return structuredClone(prior) as Prior;
}

/** Last year's figures from last year's document, or from its workbook read under this document's template. */
export async function loadPrior(desk: Desk): Promise<void> {
  const workspace = desk.snapshot().session?.workspace;
  if (workspace === undefined) return desk.say('请先打开一份文档，再载入它的上年数');
  const path = await desk.files.ask('prior', '');
  if (path === null) return;
  const { template } = workspace.snapshot().document;
  await desk.imports.figures(path, { action: '作为上年数载入', take: (last) => setPrior(desk, workspace, last, path) }, template);
}

function setPrior(desk: Desk, workspace: Workspace, last: Document, path: string): void {
  const edit = priorEdit(workspace.snapshot().document, last);
  if (typeof edit === 'string') {
    desk.say(edit);
    return;
  }
  desk.dismiss('reviewing');
  workspace.carryOut(`载入上年数（${path.split(/[\\/]/u).at(-1) ?? path}）`, [edit]);
  desk.hint('已载入上年数。按 Shift+F9 在各金额旁列出上年数和增减，单元格面板中也列有上年数');
}

/** 上年数, 增减额 and 增减% beside each amount: a habit of the user, so that it holds for the next document too. */
export function togglePriorColumns(desk: Desk): void {
  const { session, settings } = desk.snapshot();
  if (session === null) desk.say('请先打开一份文档，再列出上年数');
  else if (!settings.priorColumns && session.workspace.engine.priorEngine() === null) desk.say('这份文档没有上年数。请先用“文件”菜单的“载入上年数…”选择上年的文档或工作簿');
  else desk.set({ ...settings, priorColumns: !settings.priorColumns });
}
