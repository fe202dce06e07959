/** What `check` and `import` tell a person on the terminal. */
import { SEVERITY_WORDS } from '../../shared/check/describe.ts';
import { Causes } from '../../shared/check/cause.ts';
import { type Coverage, type Finding, placeWords } from '../../shared/check/finding.ts';
import { type FigureCoverage, figureWords } from '../../shared/narrative/open-figures.ts';
import { clusterTails, clusterWords } from '../../shared/check/tail-cluster.ts';
import type { Severity } from '../../shared/template/template.ts';
import { importNotices } from '../import/import-workbook.ts';
import type { OpenedInput } from './open-input.ts';
import type { Output } from './outcome.ts';
import { textTable } from './text-table.ts';

const COLOURS: Readonly<Record<Severity, string>> = { error: '31', warning: '33', info: '36' };

/** The tables of a file, what was not recognised, every finding, the coverage. */
export function printReport(output: Output, { input, findings, coverage, figures }: Printed): void {
  printInput(output, input);
  const causes = new Causes(input.engine);
  for (const item of clusterTails(findings)) output.out(item.kind === 'finding' ? `${findingLine(output, input, item.finding, causes)}\n` : `${severityWord(output, 'info')} ${clusterWords(input.document, input.engine.template, item)}\n`);
  if (findings.length > 0) output.out('\n');
  printTotals(output, findings, coverage);
  if (figures !== null) printFigures(output, figures);
}

/** What was checked, and what came of it. */
interface Printed {
  readonly input: OpenedInput;
  readonly findings: readonly Finding[];
  readonly coverage: Coverage;
  readonly figures: FigureCoverage | null;
}

/** No more of the figures than this are listed; the JSON has them all. */
const MOST_FIGURES = 20;

function printFigures(output: Output, figures: FigureCoverage): void {
  output.out(`${figureWords(figures)}\n`);
  for (const { text, why, place } of figures.open.slice(0, MOST_FIGURES)) output.out(`　没有核对 ${text}：${why}　（${placeWords(place)}）\n`);
  if (figures.open.length > MOST_FIGURES) output.out(`　另有 ${figures.open.length - MOST_FIGURES} 个，用 --json 或 --report 可得到全部。\n`);
}

/** How many findings of each severity, and how far the checks reached. */
export function printTotals(output: Output, findings: readonly Finding[], coverage: Coverage): void {
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity && finding.waiver === null).length;
  const waived = findings.filter((finding) => finding.waiver !== null).length;
  output.out(`错误 ${count('error')}，警告 ${count('warning')}，提示 ${count('info')}${waived > 0 ? `，已处理 ${waived}` : ''}。`);
  output.out(`校验 ${total(coverage)} 项：通过 ${coverage.passed}，未通过 ${coverage.failed}，不适用 ${coverage.notApplicable}，缺少数据 ${coverage.insufficientData}。\n`);
}

function total(coverage: Coverage): number {
  return coverage.passed + coverage.failed + coverage.notApplicable + coverage.insufficientData;
}

/** A ledger that strayed into the workbook would fill the terminal. */
const TOLD_CELLS = 1000;

/** Who, when, in what unit, and which tables were read from where. */
export function printInput(output: Output, input: OpenedInput): void {
  const { document, tables, imported } = input;
  output.out(`${input.file}\n${document.department || '（未写部门）'}　${document.year} 年度　单位：${document.unit}　模板：${document.template}\n`);
  for (const notice of imported === null ? [] : importNotices(imported)) output.out(`${notice}\n`);
  output.out('\n');
  const rows = tables.map((table) => [table.id, table.title, table.sheet, String(table.rows), String(table.cells), String(table.unrecognised.length)]);
  output.out(`${textTable(['表', '名称', '工作表', '行', '数', '未识别'], rows, [3, 4, 5])}\n\n`);
  const lost = [...tables.flatMap((table) => table.unrecognised), ...input.unplaced];
  for (const cell of lost.slice(0, TOLD_CELLS)) output.out(`未识别 ${cell.sheet}!${cell.address}“${cell.text}”：${cell.why}\n`);
  if (lost.length > TOLD_CELLS) output.out(`还有 ${lost.length - TOLD_CELLS} 格未识别，没有列出。请用 --json 查看全部\n`);
  if (lost.length > 0) output.out('\n');
}

function findingLine(output: Output, input: OpenedInput, finding: Finding, causes: Causes): string {
  const [first] = finding.cells;
  const place = finding.place === undefined ? (first === undefined ? '' : input.addressOf(first)) : placeWords(finding.place);
  const cause = finding.isTail ? null : causes.of(finding);
  const waiver = finding.waiver === null ? '' : `　［已${finding.waiver.kind === 'accepted' ? '认可' : '说明'}：${finding.waiver.reason}］`;
  return `${severityWord(output, finding.severity)} ${finding.rule} ${finding.message}${place === '' ? '' : `　（${place}）`}${waiver}${cause === null ? '' : `\n　　${cause.words}`}`;
}

function severityWord(output: Output, severity: Severity): string {
  const word = SEVERITY_WORDS[severity];
  return output.isTerminal ? `\u001b[${COLOURS[severity]}m${word}\u001b[0m` : word;
}
