/** 上年转本年 in the window: last year's document or workbook becomes the beginning of a new year's. */
import type { Document } from '../../shared/document/document.ts';
import { rollDocument } from '../../shared/document/roll.ts';
import type { Desk } from './desk.ts';

/** Asks for last year's file, and then for the new year. */
export async function newYearFrom(desk: Desk): Promise<void> {
  const path = await desk.files.ask('prior', '');
  if (path !== null) await desk.imports.figures(path, { action: '下一步：选择新年度', take: (last) => askYear(desk, last) });
}

/** The open document is last year's. */
export function rollOpen(desk: Desk): void {
  const { session } = desk.snapshot();
  if (session === null) desk.say('请先打开上年的文档；没有打开时可用“从上年开始新年度…”');
  else askYear(desk, session.workspace.snapshot().document);
}

function askYear(desk: Desk, last: Document): void {
  desk.show({ task: { kind: 'new-year', last } });
}

/** The new year's document takes the place of the one on the desk, not yet saved. */
export async function beginYear(desk: Desk, year: number): Promise<void> {
  const { task } = desk.snapshot();
  if (task?.kind !== 'new-year') return;
  const { last } = task;
  await desk.begin(() => {
    const template = desk.imports.templateOf(last.template);
    if (template === null) return { ok: false, message: `本机没有上年文档所用的模板 ${last.template}。请安装该模板后再转为新年度。` };
    return desk.sessions.start({ document: rollDocument(last, year, template) }, null, null);
  }, () => desk.hint(`已开始 ${year} 年度：${last.year} 年度的数留作上年数。请填写本年的数，并保存为新文件`));
}
