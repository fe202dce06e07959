/** `mingzhang check`: reviews a workbook, a document, or every one in a folder; with `--text`, the finished report's text beside it. */
import { readdir } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { type Coverage, type Finding, hasOpenErrors, review, worstFirst } from '../../shared/check/finding.ts';
import { reviewDocument } from '../../shared/narrative/review-texts.ts';
import { withSpots } from '../../shared/narrative/text-spot.ts';
import { type FigureCoverage, figureCoverage } from '../../shared/narrative/open-figures.ts';
import { reviewText } from '../../shared/narrative/review-text.ts';
import { INPUT_EXTENSIONS, isFolder, openInput, type OpenedInput } from './open-input.ts';
import { type ExitStatus, type Output, Unusable } from './outcome.ts';
import { requireAuditFile, writeAudit } from './audit-file.ts';
import { fileReport, type FileReport } from './report-json.ts';
import { printReport } from './report-text.ts';
import type { TemplateStore } from './template-store.ts';
import { readReportFile } from './report-file.ts';
import { requireWritable, writeJson } from './write-output.ts';

export interface CheckOptions {
  readonly template?: string | undefined;
  readonly text?: string | undefined;
  readonly json?: string | undefined;
  /** Where the check report goes. */
  readonly report?: string | undefined;
}

interface Checked {
  readonly input: OpenedInput;
  readonly findings: readonly Finding[];
  readonly coverage: Coverage;
  /** Whether a text was read: the report's beside it, or the document's own. */
  readonly withText: boolean;
  /** How far the figures of the report's text could be compared; null without one. */
  readonly figures: FigureCoverage | null;
}

/** Runs the check and reports; 1 where an error is left open. */
export async function check(path: string, options: CheckOptions, store: TemplateStore, output: Output): Promise<ExitStatus> {
  await requireWritable(options.json, [path]);
  await requireAuditFile(options.report, path);
  if (await isFolder(path)) return checkFolder(path, options, store, output);
  const checked = await checkFile(path, options, store);
  if (options.json !== '-') printReport(output, checked);
  if (options.json !== undefined) await writeJson(options.json, reportOf(checked), output);
  if (options.report !== undefined) await writeAudit(options.report, checked, store, output);
  return hasOpenErrors(checked.findings) ? 1 : 0;
}

async function checkFile(path: string, options: CheckOptions, store: TemplateStore): Promise<Checked> {
  const source = options.text === undefined ? null : await readReportFile(options.text);
  const input = await openInput(path, store, { template: options.template });
  const narrative = store.narrative(store.get(input.document.template));
  if (source === null) return { input, ...reviewDocument(input.engine, narrative), figures: null };
  const tables = review(input.engine);
  const words = reviewText(input.engine, narrative.audit, source.text);
  const figures = figureCoverage(input.engine, narrative.audit, source.text);
  return { input, findings: worstFirst([...tables.findings, ...withSpots(words.findings, source)]), coverage: added(tables.coverage, words.coverage), withText: true, figures: { ...figures, open: withSpots(figures.open, source) } };
}

/** Every workbook and document of a folder. A file that can't be used is named and the others are still checked. */
async function checkFolder(path: string, options: CheckOptions, store: TemplateStore, output: Output): Promise<ExitStatus> {
  if (options.text !== undefined) throw new Unusable(`${path}：--text 只能用于一个文件。请指定该文件，或去掉 --text`);
  if (options.report !== undefined) throw new Unusable(`${path}：--report 只能用于一个文件。请指定该文件，或去掉 --report`);
  const said: Output = options.json === '-' ? { ...output, out: () => undefined } : output;
  const results: (Checked | UnusableFile)[] = [];
  for (const file of await inputsOf(path)) {
    const result = await checkOrName(file, options, store);
    if ('unusable' in result) said.out(`${result.unusable}\n`);
    else printReport(said, result);
    results.push(result);
  }
  const unusable = results.filter((result) => 'unusable' in result).map((result) => basename(result.file));
  const withErrors = results.filter((result) => 'findings' in result && hasOpenErrors(result.findings)).length;
  said.out(`\n共 ${results.length} 个文件：${withErrors} 个有错误，${unusable.length} 个无法使用。\n`);
  const files = results.map((result) => ('unusable' in result ? result : reportOf(result)));
  if (options.json !== undefined) await writeJson(options.json, { files, summary: { files: files.length, withErrors, unusable: unusable.length } }, output);
  if (unusable.length > 0) throw new Unusable(`${path}：${unusable.length} 个文件无法使用：${unusable.join('、')}。原因已逐个列出，其余文件已检查`);
  return withErrors > 0 ? 1 : 0;
}

interface UnusableFile {
  readonly file: string;
  readonly unusable: string;
}

/** Workbooks and documents of a folder, the lock files of Office and hidden ones left out. */
async function inputsOf(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder)).filter((name) => INPUT_EXTENSIONS.includes(extname(name).toLowerCase()) && !/^(?:\.|~\$)/u.test(name)).sort();
  if (names.length === 0) throw new Unusable(`${folder}：文件夹中没有工作簿或明账文档。请换一个文件夹`);
  return names.map((name) => join(folder, name));
}

async function checkOrName(file: string, options: CheckOptions, store: TemplateStore): Promise<Checked | UnusableFile> {
  try {
    return await checkFile(file, options, store);
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    return { file, unusable: error.message };
  }
}

function reportOf({ input, findings, coverage, figures }: Checked): FileReport {
  return fileReport(input, findings, coverage, figures);
}

function added(a: Coverage, b: Coverage): Coverage {
  return {
    passed: a.passed + b.passed, failed: a.failed + b.failed, notApplicable: a.notApplicable + b.notApplicable, insufficientData: a.insufficientData + b.insufficientData,
  };
}

