/** `mingzhang roll`: this year's document out of last year's. */
import { extname } from 'node:path';
import { serialise } from '../../shared/document/file.ts';
import { rollDocument } from '../../shared/document/roll.ts';
import { openInput } from './open-input.ts';
import { type ExitStatus, type Output, Unusable } from './outcome.ts';
import type { TemplateStore } from './template-store.ts';
import { requireWritable, writeOutput } from './write-output.ts';

export async function roll(path: string, options: { readonly out: string | undefined; readonly year: number | undefined }, store: TemplateStore, output: Output): Promise<ExitStatus> {
  const { out, year } = options;
  if (out === undefined || extname(out).toLowerCase() !== '.mingzhang') throw new Unusable('roll 需要 --out 文档.mingzhang。请写明要生成的文档');
  if (year === undefined) throw new Unusable('roll 需要 --year 年度。请写明新文档的年度，如 --year 2023');
  await requireWritable(out, [path]);
  const { document } = await openInput(path, store);
  const template = store.get(document.template);
  if (year <= document.year) throw new Unusable(`--year ${year}：新年度须晚于 ${document.year}（${path} 的年度）。请改写 --year`);
  await writeOutput(out, serialise(rollDocument(document, year, template)));
  output.out(`已生成 ${out}：${year} 年度，科目和自评指标保留，金额清空，${document.year} 年度的数留作上年数。\n`);
  return 0;
}
