/** `mingzhang merge`: the documents of subordinate units added up. */
import { basename, extname } from 'node:path';
import { serialise } from '../../shared/document/file.ts';
import { type LeftOut, leftOutOfMerge, mergeDocuments } from '../../shared/document/merge.ts';
import { openInput, type OpenedInput } from './open-input.ts';
import { type ExitStatus, type Output, Unusable } from './outcome.ts';
import type { TemplateStore } from './template-store.ts';
import { requireWritable, writeOutput } from './write-output.ts';

export async function merge(paths: readonly string[], out: string | undefined, store: TemplateStore, output: Output): Promise<ExitStatus> {
  if (out === undefined || extname(out).toLowerCase() !== '.mingzhang') throw new Unusable('merge 需要 --out 文档.mingzhang。请写明要生成的文档');
  await requireWritable(out, paths);
  const inputs: OpenedInput[] = [];
  for (const path of paths) inputs.push(await openInput(path, store));
  const [first, ...others] = inputs;
  if (first === undefined || others.length === 0) throw new Unusable('merge 需要两个以上的文件。请列出要汇总的文件');
  for (const other of others) requireSame(first, other);
  const { department } = first.document;
  const engines = [first.engine, ...others.map((other) => other.engine)] as const;
  const document = mergeDocuments(engines, department);
  await writeOutput(out, serialise(document));
  output.out(`已汇总 ${inputs.length} 个文件，生成 ${out}。部门名称暂用“${department}”，单位之间的往来没有抵销，请核对。\n`);
  sayLeftOut(leftOutOfMerge(engines), document.precision === 'rounded', output);
  return 0;
}

function sayLeftOut({ declared, hasTexts, hasNotes, hasWaivers, hasRemarks, hasEvaluations, hasPrior }: LeftOut, isRounded: boolean, output: Output): void {
  if (declared > 0) output.out(`各文件中有 ${declared} 个与公式不同的合计，汇总时按明细重新计算。\n`);
  if (isRounded) output.out('各文件的数已四舍五入，汇总后尾差会累积；有精确到元的数据时请用它们汇总。\n');
  if (hasTexts) output.out('情况说明的文字没有汇总，请重新填写。\n');
  if (hasNotes) output.out('各表下的说明和注没有汇总，请按汇总后的数重新填写。\n');
  if (hasWaivers) output.out('已接受的尾差和已说明原因的问题没有汇总，请对汇总后的数重新处理。\n');
  if (hasRemarks) output.out('单元格的批注没有汇总，仍在各单位的文档中。\n');
  if (hasEvaluations) output.out('绩效自评表是各单位自己的，没有汇总，请另行编制。\n');
  if (hasPrior) output.out('不是每个文件都有同一年的上年数，上年数没有汇总。\n');
}

function requireSame(first: OpenedInput, other: OpenedInput): void {
  const name = basename(other.file);
  const [a, b] = [first.document, other.document];
  if (a.template !== b.template) throw new Unusable(`${name}：模板 ${b.template} 与 ${basename(first.file)} 的 ${a.template} 不同，不能汇总。请用 --template 重新导入`);
  if (a.year !== b.year) throw new Unusable(`${name}：年度 ${b.year} 与 ${basename(first.file)} 的 ${a.year} 不同，不能汇总。请核对文件`);
  if (a.unit !== b.unit) throw new Unusable(`${name}：单位 ${b.unit} 与 ${basename(first.file)} 的 ${a.unit} 不同，不能汇总。请统一单位后重新导入`);
}
