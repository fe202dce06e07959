/** `mingzhang export`: the report as PDF or Word, the tables as a workbook. Open errors block it; `--draft` marks the file and lets it pass. */
import { basename, extname } from 'node:path';
import type { Finding } from '../../shared/check/finding.ts';
import { exportDocument, type ExportRequest } from '../jobs/make-report.ts';
import { openInput } from './open-input.ts';
import { readBytes } from './report-file.ts';
import { type ExitStatus, type Output, Unusable } from './outcome.ts';
import type { TemplateStore } from './template-store.ts';
import { requireWritable, writeOutput } from './write-output.ts';

export interface ExportCommandOptions {
  readonly out: string | undefined;
  readonly draft: boolean;
  readonly template?: string | undefined;
  /** PDF/A. */
  readonly pdfa?: boolean | undefined;
  /** A Word file whose styles the report takes. */
  readonly styles?: string | undefined;
  readonly plain?: boolean | undefined;
  readonly protect?: boolean | undefined;
  readonly 'one-sheet'?: boolean | undefined;
}

const KINDS: Readonly<Record<string, ExportRequest['kind']>> = { '.pdf': 'pdf', '.docx': 'docx', '.xlsx': 'xlsx' };

/** Options that only one format has. */
const ONLY: Readonly<Record<'pdfa' | 'styles' | 'plain' | 'protect' | 'one-sheet', ExportRequest['kind']>> = { pdfa: 'pdf', styles: 'docx', plain: 'xlsx', protect: 'xlsx', 'one-sheet': 'xlsx' };

/** Exports to the format that `--out` names. */
export async function exportTo(path: string, options: ExportCommandOptions, store: TemplateStore, output: Output): Promise<ExitStatus> {
  const { out, draft } = options;
  if (out === undefined) throw new Unusable('export 需要 --out 文件。扩展名决定格式：report.pdf、report.docx、tables.xlsx');
  const kind = KINDS[extname(out).toLowerCase()];
  if (kind === undefined) throw new Unusable(`${out}：不支持导出为 ${extname(out) || '无扩展名的文件'}。请用 .pdf、.docx 或 .xlsx`);
  requireUse(options, kind);
  await requireWritable(out, [path, ...(options.styles === undefined ? [] : [options.styles])]);
  const styles = options.styles === undefined ? null : { name: basename(options.styles), bytes: await readBytes(options.styles) };
  const { document } = await openInput(path, store, options);
  const exported = await exportDocument(store.files, { kind, document, draft, look: lookOf(options), styles }, () => undefined);
  if (!exported.ok && exported.code === 'open-errors') {
    sayWhatBlocks(exported.errors, output);
    return 1;
  }
  if (!exported.ok) throw new Unusable(`${path}：未能导出。${exported.detail}`);
  await writeOutput(out, exported.bytes);
  for (const notice of exported.notices) output.out(`${notice}\n`);
  output.out(`已导出 ${out}\n`);
  return 0;
}

/** An option that would do nothing is a mistake to be told. */
function requireUse(options: ExportCommandOptions, kind: ExportRequest['kind']): void {
  for (const [option, of] of Object.entries(ONLY)) {
    if (of !== kind && option in options) throw new Unusable(`--${option} 只用于导出 .${of}。请去掉它，或把 --out 改成 .${of}`);
  }
}

function lookOf({ pdfa = false, plain = false, protect = false, 'one-sheet': oneSheet = false }: ExportCommandOptions): ExportRequest['look'] {
  return { archival: pdfa, plain, protect, oneSheet };
}

function sayWhatBlocks(errors: readonly Finding[], output: Output): void {
  output.out(`有 ${errors.length} 处错误未处理，没有导出：\n`);
  for (const { rule, message } of errors) output.out(`　${rule} ${message}\n`);
  output.out('请先改正，或加 --draft 导出草稿。\n');
}
