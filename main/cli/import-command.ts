/** `mingzhang import`: a workbook becomes a document; what was recognised and what was not is told. */
import { extname } from 'node:path';
import { hasOpenErrors, review } from '../../shared/check/finding.ts';
import { serialise } from '../../shared/document/file.ts';
import type { ImportedWorkbook } from '../import/import-workbook.ts';
import { openInput } from './open-input.ts';
import { type ExitStatus, type Output, Unusable } from './outcome.ts';
import { fileReport } from './report-json.ts';
import { printInput, printTotals } from './report-text.ts';
import type { TemplateStore } from './template-store.ts';
import { readSynonymFile } from './synonym-file.ts';
import { requireWritable, writeJson, writeOutput } from './write-output.ts';

export interface ImportCommandOptions {
  readonly out: string | undefined;
  readonly template?: string | undefined;
  readonly year?: number | undefined;
  readonly json?: string | undefined;
  /** File of what words of the workbook mean. */
  readonly map?: string | undefined;
}

const PARTS = { table: '工作表', row: '行', column: '列' } as const;

/** Imports and writes the document; 1 where its figures hold an error. */
export async function importInto(path: string, options: ImportCommandOptions, store: TemplateStore, output: Output): Promise<ExitStatus> {
  const { out } = options;
  if (out === undefined) throw new Unusable('import 需要 --out 文档.mingzhang。请写明要生成的文档');
  if (extname(out).toLowerCase() !== '.mingzhang') throw new Unusable(`${out}：文档的扩展名须为 .mingzhang。请改写 --out`);
  for (const target of [out, options.json]) await requireWritable(target, [path]);
  const synonyms = options.map === undefined ? [] : await readSynonymFile(options.map);
  const input = await openInput(path, store, { ...options, synonyms });
  if (input.imported === null) throw new Unusable(`${path}：已经是明账文档，不需要导入。请直接打开或检查它`);
  await writeOutput(out, serialise(input.document));
  const { findings, coverage } = review(input.engine);
  if (options.json !== '-') {
    printInput(output, input);
    printDoubts(output, input.imported);
    output.out(`已生成 ${out}。\n\n`);
    printTotals(output, findings, coverage);
  }
  if (options.json !== undefined) {
    const { templates, conflicts, unknown, left, conversion, yearFrom } = input.imported;
    const recognised = input.imported.tables.map(({ id, sheet, range, confidence }) => ({ id, sheet, range, confidence }));
    await writeJson(options.json, { ...fileReport(input, findings, coverage), out, templates, recognised, conflicts, unknown, left, conversion, yearFrom }, output);
  }
  return hasOpenErrors(findings) ? 1 : 0;
}

function printDoubts(output: Output, { conflicts, unknown, left }: ImportedWorkbook): void {
  for (const { message, address } of conflicts) output.out(`请核对：${message}${address === null ? '' : `　（${address}）`}\n`);
  for (const { kind, text, figures, address } of unknown) output.out(`模板不认识：${PARTS[kind]}“${text}”，有 ${figures} 个数　（${address}）\n`);
  for (const { sheet, title, isWhole, cells } of left) output.out(`公开表不需要：${sheet}（${title}）${isWhole ? '整张' : `中的 ${cells} 格`}，没有导入\n`);
}
