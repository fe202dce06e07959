/** `mingzhang round`: the printed figures of a document so rounded that they add up, by the exact figures in 元 where it has none itself. */
import { extname } from 'node:path';
import { tailPlanFrom } from '../../shared/check/exact-tails.ts';
import { cellLabel } from '../../shared/check/describe.ts';
import { adjustedSteps, tailPlan, tailPlanWords } from '../../shared/check/tail-plan.ts';
import type { Document } from '../../shared/document/document.ts';
import { setCell } from '../../shared/document/edit.ts';
import { serialise } from '../../shared/document/file.ts';
import { applyEdits, composeGesture } from '../../shared/document/gesture.ts';
import { extendRecord } from '../../shared/document/record.ts';
import { openInput } from './open-input.ts';
import { type ExitStatus, type Output, Unusable } from './outcome.ts';
import type { TemplateStore } from './template-store.ts';
import { textTable } from './text-table.ts';
import { requireWritable, writeOutput } from './write-output.ts';

export interface RoundOptions {
  readonly out: string | undefined;
  /** The workbook or document with the exact figures. */
  readonly exact: string | undefined;
}

/** Writes the document without 尾差 and says which figures leave plain rounding. */
export async function round(path: string, { out, exact }: RoundOptions, store: TemplateStore, output: Output): Promise<ExitStatus> {
  if (out === undefined || extname(out).toLowerCase() !== '.mingzhang') throw new Unusable('round 需要 --out 文档.mingzhang。请写明要生成的文档');
  await requireWritable(out, exact === undefined ? [path] : [path, exact]);
  const { document, engine, record } = await openInput(path, store);
  const plan = exact === undefined ? tailPlan(engine) : tailPlanFrom(engine, await exactDocument(exact, document.template, store));
  if (plan.kind === 'none') throw new Unusable(`${path}：没有生成文档。${plan.why}${exact === undefined && document.precision === 'rounded' ? '（--exact 元工作簿）' : ''}`);
  const adjusted = adjustedSteps(plan.steps);
  const gesture = composeGesture(engine, `消除尾差（调整 ${adjusted.length} 个数）`, new Date().toISOString(), plan.steps.map(({ ref, content }) => setCell(document, ref, content)));
  await writeOutput(out, serialise(applyEdits(document, gesture.edits), extendRecord(record, [gesture])));
  output.out(`${tailPlanWords(plan, document.decimals)}\n`);
  if (adjusted.length > 0) output.out(`\n${textTable(['位置', '精确数', '四舍五入', '改为'], adjusted.map(({ ref, from, rounded, to }) => [cellLabel(engine.space, ref, true), from, rounded, to]), [1, 2, 3])}\n\n`);
  for (const words of plan.left) output.out(`仍不能相等：${words}\n`);
  output.out(`已生成 ${out}。调整过的数都注明原数。\n`);
  return 0;
}

/** A workbook is read under the document's own template: the same tables, row by row. */
async function exactDocument(path: string, template: string, store: TemplateStore): Promise<Document> {
  const isDocument = extname(path).toLowerCase() === '.mingzhang';
  return (await openInput(path, store, isDocument ? {} : { template })).document;
}
