/** C24: what the 绩效 section says of projects, amounts and scores, against the document's 自评表 or those that the report prints, and against itself. */
import { type Decimal, decimal, plainAmount } from '../amount/amount.ts';
import type { CellRef } from '../document/document.ts';
import { BUDGET_COLUMNS, EVALUATION, projectName, type SpokenEvaluation } from './document-evaluations.ts';
import { type Verdict, verdict } from './verdict.ts';

interface Span {
  readonly at: number;
  readonly end: number;
}

/** A project or the department as a whole, as the text speaks of it. */
interface Passage extends Span {
  readonly table: SpokenEvaluation;
}

const RULE = 'C24';
const NUMBER = String.raw`(?<value>\d+(?:，\d{3})*(?:\.\d+)?)`;
/** How the text names the three amounts of an 自评表 and its score. */
const FIGURES = [
  { at: 0, find: new RegExp(`年初预算数?(?:为|是)?${NUMBER}万元`, 'gu') },
  { at: 1, find: new RegExp(`(?:全年|调整后?)预算数?(?:为|是)?${NUMBER}万元`, 'gu') },
  { at: 2, find: new RegExp(`(?:全年执行[^，。；\\d]{0,2}|执行数|实际支出|实际执行)(?:为|是)?${NUMBER}万元`, 'gu') },
] as const;
/** A project's own paragraph begins so. */
const HEAD = /\n项目[一二三四五六七八九十\d]{1,3}[：:]/gu;
const SCORE = new RegExp(`(?:得分|评分|分数|总分)(?:为|是)?${NUMBER}分(?!之)`, 'gu');

/** Verdicts on the 绩效 section's text; offsets are of `text`. */
export function checkPerformance(text: string, tables: readonly SpokenEvaluation[]): readonly Verdict[] {
  const passages = passagesOf(text, tables);
  return [...passages.flatMap((passage) => [...amounts(text, passage), ...score(text, passage)]), ...projects(text, tables, passages), ...grades(text), ...strangers(text), ...beyondFull(text)];
}

/** From where a table's subject is named to where the next one is. The department's own stands in the text on 整体. */
function passagesOf(text: string, tables: readonly SpokenEvaluation[]): readonly Passage[] {
  const starts = tables.flatMap((table): readonly Passage[] => {
    const at = table.isWhole ? wholeAt(text) : projectAt(text, projectName(table.title));
    return at < 0 ? [] : [{ table, at, end: text.length }];
  });
  const ends = [...starts.map((start) => start.at), ...[...text.matchAll(/\n项目[一二三四五六七八九十\d]+[：:]|\n（[一二三四五六七八九十]）/gu)].map((match) => match.index)];
  return starts.map((start) => ({ ...start, end: Math.min(...ends.filter((end) => end > start.at), text.length) }));
}

function wholeAt(text: string): number {
  const match = /(?:整体|部门)[^。\n]{0,6}绩效自评(?:结果|情况)?[。：\n]/u.exec(text);
  return match === null ? -1 : match.index + match[0].length;
}

/** Where the text begins to speak of a project: as the head of a paragraph, or followed by its figures. */
function projectAt(text: string, name: string): number {
  if (name.length < 3) return -1;
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
  return new RegExp(`(?<=\\n[^\\n。，]{0,8})${escaped}|${escaped}(?:项目)?(?:资金)?[^。；\\n]{0,10}(?:预算|得分|自评)`, 'u').exec(text)?.index ?? -1;
}

function amounts(text: string, { table, at, end }: Passage): readonly Verdict[] {
  const whole = table.budget.find((line) => line.name.endsWith('总额'));
  if (whole === undefined) return [];
  return FIGURES.flatMap(({ at: column, find }) => {
    const expected = whole.figures[column];
    const name = BUDGET_COLUMNS[column];
    return expected === undefined ? [] : differing(text, { at, end }, find, { value: expected, what: `${table.title}的${name}`, unit: '万元', cells: cellsOf(table, EVALUATION.budget, name) });
  });
}

function score(text: string, { table, at, end }: Passage): readonly Verdict[] {
  return table.total === null ? [] : differing(text, { at, end }, SCORE, { value: table.total.score, what: `${table.title}的总分`, unit: '分', cells: cellsOf(table, EVALUATION.total, EVALUATION.score) });
}

function cellsOf({ table }: SpokenEvaluation, row: string, column: string): readonly CellRef[] {
  return table === null ? [] : [{ table, row, column }];
}

interface Expected {
  readonly value: Decimal;
  readonly what: string;
  readonly unit: string;
  readonly cells: readonly CellRef[];
}

function differing(text: string, { at: from, end: to }: Span, find: RegExp, { value: expected, what, unit, cells }: Expected): readonly Verdict[] {
  return [...text.slice(from, to).matchAll(find)].flatMap((match): readonly Verdict[] => {
    const written = writtenValue(match);
    if (written.eq(expected)) return [];
    const place = { at: from + match.index, end: from + match.index + match[0].length };
    return [verdict(RULE, `说明写“${match[0]}”，${what}为 ${expected.toFixed()} ${unit}，差 ${written.minus(expected).abs().toFixed()}`, place, { cells, expected: expected.toFixed(), actual: written.toFixed(), difference: written.minus(expected).toFixed() })];
  });
}

/** The amount or score that a pattern with `NUMBER` has met. */
function writtenValue({ groups }: RegExpExecArray): Decimal {
  return decimal((groups?.['value'] ?? '').replaceAll('，', ''));
}

/** “包括…等3个项目，总预算金额242万元，支出资金240万元” against the projects that follow and their tables. */
function projects(text: string, tables: readonly SpokenEvaluation[], passages: readonly Passage[]): readonly Verdict[] {
  const heads = [...text.matchAll(HEAD)].map((match) => match.index);
  const told = heads.length;
  const evaluated = tables.filter((table) => !table.isWhole).length;
  const match = /(?<count>\d+)个项目(?<rest>[^。]*)/u.exec(text);
  if (match === null || passages.length === 0) return [];
  const count = Number(match.groups?.['count']);
  const place = { at: match.index, end: match.index + match[0].length - (match.groups?.['rest']?.length ?? 0) };
  return [
    ...(told > 0 && told !== count ? [verdict(RULE, `说明写 ${count} 个项目，其后列出 ${told} 个`, place)] : []),
    ...(evaluated > 0 && evaluated !== count ? [verdict(RULE, `说明写 ${count} 个项目，项目自评表有 ${evaluated} 张`, place)] : []),
    ...(told === count ? sums(text, heads, match.index, match.index + match[0].length) : []),
  ];
}

const SUMS = [
  { name: '预算', whole: new RegExp(`(?:总预算|预算总额|预算资金|涉及预算)(?:金额|资金)?(?:共|共计|合计)?(?:为)?${NUMBER}万元`, 'u'), part: FIGURES[1].find },
  { name: '支出', whole: new RegExp(`(?:总支出|支出总额|支出资金|实际支出)(?:金额|资金)?(?:共|共计|合计)?(?:为)?${NUMBER}万元`, 'u'), part: FIGURES[2].find },
] as const;

/** The sums of the overview against the projects' amounts, each project's first. */
function sums(text: string, heads: readonly number[], from: number, to: number): readonly Verdict[] {
  return SUMS.flatMap(({ name, whole, part }): readonly Verdict[] => {
    const match = whole.exec(text.slice(from, to));
    const parts = heads.flatMap((head, at) => [...text.slice(head, heads[at + 1] ?? text.length).matchAll(part)].slice(0, 1).map(writtenValue));
    if (match === null || parts.length !== heads.length) return [];
    const written = writtenValue(match);
    const sum = parts.reduce((total, one) => total.plus(one), decimal(0));
    if (written.eq(sum)) return [];
    const at = from + match.index;
    return [verdict(RULE, `各项目${name}之和为 ${plainAmount(sum, 2)} 万元，说明写 ${plainAmount(written, 2)} 万元，差 ${plainAmount(written.minus(sum).abs(), 2)}`, { at, end: at + match[0].length }, { expected: sum.toFixed(), actual: written.toFixed(), difference: written.minus(sum).toFixed() })];
  });
}

/** “自评项目1个…绩效评级为“优”的项目1个；…“良”的项目0个”: the grades make up the projects. */
function grades(text: string): readonly Verdict[] {
  const found = [...text.matchAll(/(?:评级|等级|结果)为“?(?:优秀?|良好?|中|合格|差|不合格)”?(?:等次)?的?(?:项目)?(?:有)?(?<value>\d+)个/gu)];
  const [first] = found;
  const whole = first === undefined ? null : [...text.slice(0, first.index).matchAll(/项目(?<value>\d+)个|(?<other>\d+)个项目/gu)].at(-1);
  if (first === undefined || whole === null || whole === undefined || found.length < 2) return [];
  const count = Number(whole.groups?.['value'] ?? whole.groups?.['other']);
  const sum = found.reduce((total, match) => total + Number(match.groups?.['value']), 0);
  return sum === count ? [] : [verdict(RULE, `自评项目 ${count} 个，各评级的项目之和为 ${sum} 个`, { at: whole.index, end: whole.index + whole[0].length }, { expected: String(sum), actual: String(count), difference: String(count - sum) })];
}

/** “以上项目中的…项目” must be one of those above. */
function strangers(text: string): readonly Verdict[] {
  return [...text.matchAll(/以上(?:\d+个)?项目中的(?<name>[^，。；]{2,30}?)(?:资金)?项目/gu)].flatMap((match): readonly Verdict[] => {
    const name = match.groups?.['name'] ?? '';
    if (text.slice(0, match.index).includes(name)) return [];
    return [verdict(RULE, `“${name}”不在前面列出的项目之中`, { at: match.index, end: match.index + match[0].length })];
  });
}

/** A score out of a hundred is no more than that. */
function beyondFull(text: string): readonly Verdict[] {
  return [...text.matchAll(SCORE)].flatMap((match): readonly Verdict[] => {
    const value = writtenValue(match);
    return value.lte(100) ? [] : [verdict(RULE, `得分 ${value.toFixed()} 超过满分 100`, { at: match.index, end: match.index + match[0].length }, { expected: '100', actual: value.toFixed() })];
  });
}
