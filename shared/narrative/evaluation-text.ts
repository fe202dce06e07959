/**
 * Self-evaluation tables 绩效自评表 read from a report's text: the budget lines by source, every indicator's 分值 and 得分, and the
 * total. In a PDF's text the cells of a row come apart over lines, so the table is read as a stream of words, not as lines.
 */
import { type Decimal, decimal } from '../amount/amount.ts';

/** A word of the table with its place in the source. */
interface Word {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

export interface BudgetLine {
  readonly name: string;
  /** 年初预算数, 全年预算数, 全年执行数. */
  readonly figures: readonly Decimal[];
  readonly rate: Decimal | null;
  readonly word: Word;
}

export interface IndicatorLine {
  /** 指标值 and 实际完成值 as written; '' where they could not be told apart. */
  readonly target: string;
  readonly actual: string;
  readonly weight: Decimal;
  readonly score: Decimal;
  readonly word: Word;
  /** The words before 分值: the indicator's name is among them. */
  readonly before: string;
  /** The words after 得分 up to the next indicator's figures: the reason of a deduction, if any, stands first. */
  readonly after: string;
}

export interface EvaluationTable {
  readonly title: string;
  /** The department's own, not a project's. */
  readonly isWhole: boolean;
  /** Year that the form bears, with its word; null where it bears none. */
  readonly year: { readonly value: number; readonly word: Word } | null;
  readonly budget: readonly BudgetLine[];
  /** 分值 and 得分 of the execution rate. */
  readonly execution: { readonly weight: Decimal; readonly score: Decimal } | null;
  readonly indicators: readonly IndicatorLine[];
  readonly total: { readonly weight: Decimal; readonly score: Decimal; readonly word: Word } | null;
}

const TITLE = /^\s*(\S{2,40}自评表)\s*$/u;
const NUMBER = /^\d+(?:\.\d+)?$/u;
const SEPARATED = /^\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?$/u;
const SOURCES = ['部门预算总额', '年度资金总额', '政府预算资金', '财政专户管理资金', '单位资金'] as const;

/** Every self-evaluation table in the text. */
export function readEvaluations(source: string): readonly EvaluationTable[] {
  const lines = source.split(/\r?\n/u);
  const starts = lines.flatMap((line, at) => (TITLE.test(line) && isTableHead(lines, at) ? [at] : []));
  return starts.map((start, index) => {
    const stop = lines.findIndex((line, at) => at > start && /^\s*第[一二三四五]部分/u.test(line));
    const end = Math.min(starts[index + 1] ?? lines.length, stop < 0 ? lines.length : stop);
    return readTable(lines[start]?.trim() ?? '', wordsOf(lines, start + 1, end));
  });
}

/** A title in a list of contents has no （YYYY年度） and no 分值 below it. */
function isTableHead(lines: readonly string[], at: number): boolean {
  return /年初|预算数|分值/u.test(lines.slice(at, at + 30).join(''));
}

function wordsOf(lines: readonly string[], from: number, to: number): readonly Word[] {
  const words: Word[] = [];
  for (let at = from; at < to; at++) {
    for (const match of (lines[at] ?? '').matchAll(/\S+/gu)) words.push({ text: plainNumber(match[0]), line: at + 1, column: match.index + 1 });
  }
  return words;
}

/** Tables print amounts with thousands separators. */
function plainNumber(text: string): string {
  return SEPARATED.test(text) ? text.replaceAll(/[,，]/gu, '') : text;
}

function readTable(title: string, words: readonly Word[]): EvaluationTable {
  const budget = SOURCES.flatMap((name) => budgetLine(words, name) ?? []);
  const totalAt = words.findIndex((word, at) => /^(合计|总分|总计)$/u.test(word.text) && isPair(words, at + 1));
  const table = words.slice(0, totalAt < 0 ? words.length : totalAt);
  const isWhole = /整体/u.test(title) || budget.some((line) => line.name === '部门预算总额');
  return { title, isWhole, year: yearOf(words), budget, execution: executionOf(table, budget), indicators: indicatorsOf(table), total: totalOf(words, totalAt) };
}

/** `（2022 年度）` below the title. */
function yearOf(words: readonly Word[]): EvaluationTable['year'] {
  for (const [at, word] of words.slice(0, 8).entries()) {
    const match = /^[（(]?\s*(?<year>20\d\d)\s*(?:年度?.*)?$/u.exec(word.text);
    if (match !== null && /年/u.test(word.text + (words[at + 1]?.text ?? ''))) return { value: Number(match.groups?.['year']), word };
  }
  return null;
}

function totalOf(words: readonly Word[], at: number): EvaluationTable['total'] {
  const word = words[at];
  const pair = pairAt(words, at + 1);
  return word === undefined || at < 0 || pair === null ? null : { ...pair, word };
}

/** The three amounts after a source's name, which itself may be broken over words. */
function budgetLine(words: readonly Word[], name: string): BudgetLine | null {
  for (let at = 0; at < words.length; at++) {
    const next = endOfName(words, at, name);
    const figures = next === null ? [] : words.slice(next, next + 3);
    const [, , last] = figures;
    if (next === null || last === undefined || !figures.every((figure) => NUMBER.test(figure.text))) continue;
    const after = words.slice(next + 3, next + 6).find((candidate) => /^\d+(?:\.\d+)?%$/u.test(candidate.text));
    return { name, figures: figures.map((figure) => decimal(figure.text)), rate: after === undefined ? null : decimal(after.text.slice(0, -1)), word: last };
  }
  return null;
}

/** Place after the words from `at` on that end in the name, up to the first number; null where they do not. */
function endOfName(words: readonly Word[], at: number, name: string): number | null {
  let joined = '';
  let next = at;
  for (let word = words[next]; word !== undefined && joined.length < name.length + 3 && !NUMBER.test(word.text); word = words[++next]) joined += word.text;
  return joined.endsWith(name) ? next : null;
}

/** 分值 before the execution rate and 得分 after it, on the total's line. */
function executionOf(words: readonly Word[], budget: readonly BudgetLine[]): EvaluationTable['execution'] {
  const total = budget.find((line) => line.name.endsWith('总额'));
  if (total === undefined) return null;
  const at = words.indexOf(total.word) + 1;
  const [weight, rate, score] = words.slice(at, at + 3);
  if (weight === undefined || rate === undefined || score === undefined || !NUMBER.test(weight.text) || !rate.text.endsWith('%') || !NUMBER.test(score.text)) return null;
  return { weight: decimal(weight.text), score: decimal(score.text) };
}

/** 分值 and 得分 side by side behind a value: a whole number up to 40, and a number up to a little more. */
function indicatorsOf(words: readonly Word[]): readonly IndicatorLine[] {
  const lines: IndicatorLine[] = [];
  const places: number[] = [];
  for (let at = 1; at < words.length; at++) {
    const pair = pairAt(words, at);
    const word = words[at];
    if (pair === null || word === undefined || NUMBER.test(words[at - 1]?.text ?? '') || NUMBER.test(words[at + 2]?.text ?? '')) continue;
    const { target, actual } = valuesBefore(words, at);
    lines.push({ ...pair, target, actual, word, before: joined(words, at - 8, at), after: '' });
    places.push(at);
    at++;
  }
  return lines.map((line, index) => ({ ...line, after: joined(words, (places[index] ?? 0) + 2, places[index + 1] ?? words.length) }));
}

function joined(words: readonly Word[], from: number, to: number): string {
  return words.slice(Math.max(0, from), to).map((word) => word.text).join('');
}

function isPair(words: readonly Word[], at: number): boolean {
  return pairAt(words, at) !== null;
}

function pairAt(words: readonly Word[], at: number): { weight: Decimal; score: Decimal } | null {
  const [weight, score] = [words[at]?.text ?? '', words[at + 1]?.text ?? ''];
  if (!/^\d{1,3}$/u.test(weight) || !NUMBER.test(score) || score.length > 6) return null;
  const pair = { weight: decimal(weight), score: decimal(score) };
  return pair.weight.gt(100) || pair.score.gt(pair.weight.times(2)) ? null : pair;
}

/** The words before a pair hold 指标值 and 实际完成值: a bound such as ≥239 万元 and a figure. */
function valuesBefore(words: readonly Word[], at: number): { target: string; actual: string } {
  const before = words.slice(Math.max(0, at - 6), at).map((word) => word.text).join(' ');
  const match = /(?<target>[≥≤＝=><＞＜]\d+(?:\.\d+)?) ?(?:%|\p{Script=Han}{0,3}) (?<actual>\d+(?:\.\d+)?) ?(?:%|\p{Script=Han}{0,3})(?: \p{Script=Han}{1,2})?$/u.exec(before);
  return { target: match?.groups?.['target'] ?? '', actual: match?.groups?.['actual'] ?? '' };
}
