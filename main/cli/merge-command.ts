/** `mingzhang merge`: the documents of subordinate units added up. */
import { basename, extname } from 'node:path';
import { serialise } from '../../shared/document/file.ts';
import { leftOutOfMerge, mergeDocuments } from '../../shared/document/merge.ts';
import { leftOutInWords, mergeConflict, type MergeTrait } from '../../shared/document/merge-words.ts';
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
  for (const words of leftOutInWords(leftOutOfMerge(engines), document.precision === 'rounded')) output.out(`${words}\n`);
  return 0;
}

const STEPS: Readonly<Record<MergeTrait, string>> = { 模板: '请用 --template 重新导入', 年度: '请核对文件', 单位: '请统一单位后重新导入' };

function requireSame(first: OpenedInput, other: OpenedInput): void {
  const conflict = mergeConflict(first.document, other.document);
  if (conflict === null) return;
  const { trait, own, others } = conflict;
  throw new Unusable(`${basename(other.file)}：${trait} ${own} 与 ${basename(first.file)} 的 ${others} 不同，不能汇总。${STEPS[trait]}`);
}
