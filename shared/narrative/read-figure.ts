/** Reads one figure of a sentence: what kind of claim it makes, by the words that lead to it. */
import type { Decimal } from '../amount/amount.ts';
import { type BudgetBase, type ChangeBase, type Claim, type Direction, pickBudget, type Spoken, type WrittenAmount } from './claim.ts';
import { bareName, type Subject } from './lexicon.ts';
import { wholeOf } from './share-whole.ts';
import type { Figure } from './numbers.ts';
import type { ReadingState, SentenceView } from './reading-state.ts';
import { baseOf } from './sentence-tokens.ts';

/** A figure's surroundings. */
export interface FigureView extends SentenceView {
  /** Words since the last figure. */
  readonly lead: string;
  /** Words since the subject's name, bare. */
  readonly naming: string;
  readonly place: { readonly at: number; readonly end: number; readonly subject: Subject | null; readonly candidates: readonly Spoken[] };
}

/** Adds what the figure claims, and remembers it for what follows. */
export function readFigure(figure: Figure, view: FigureView, state: ReadingState, claims: Claim[]): void {
  const { place, lead } = view;
  switch (figure.kind) {
    case 'missing':
      if (figure.what === 'amount') state.actual = null;
      claims.push({ ...place, kind: 'missing', what: figure.what });
      return;
    case 'count':
      claims.push({ ...place, kind: 'count', value: figure.value, unit: figure.unit, lead, sentence: view.sentence });
      return;
    case 'percent':
      readPercent(figure.value, figure.text, view, state, claims);
      return;
    case 'amount': {
      const direction = directionOf(lead, figure.value);
      const amount = { value: direction === null ? figure.value : figure.value.abs(), precision: figure.precision, text: figure.text };
      if (direction === null) readAmount(amount, view, state, claims);
      else readChange(amount, direction, view, state, claims);
    }
  }
}

function readAmount(amount: WrittenAmount, view: FigureView, state: ReadingState, claims: Claim[]): void {
  const { naming, place, lead } = view;
  const { value } = amount;
  if (isPriorYear(lead, state.view.reading.year)) {
    state.prior = value;
    claims.push({ ...place, kind: 'prior', ...amount });
    return;
  }
  const base = budgetOf(naming);
  if (base !== null) {
    state.budgets = [...state.budgets.filter((other) => other.base !== base), { value, subject: state.subject, base }];
    claims.push({ ...place, kind: 'budget', base, ...amount });
    return;
  }
  const exact = refined(amount, state.subject);
  state.actual = exact;
  state.head ??= { value: exact, name: state.subject?.name ?? '' };
  if (state.subject !== null && !state.view.named.has(state.subject.name)) state.view.named.set(state.subject.name, exact);
  claims.push({ ...place, kind: 'actual', ...amount });
}

/** What later percentages are computed from: the table's figure, where the text only writes it more coarsely. */
function refined({ value, precision }: WrittenAmount, subject: Subject | null): Decimal {
  const table = subject?.actual?.value ?? null;
  return table !== null && precision.gt('0.005') && table.minus(value).abs().lte(precision) ? table : value;
}

/** “上年决算数为16万元”, “比2021年度16万元”. */
function isPriorYear(lead: string, year: number): boolean {
  const match = /(?:上年度?|上一年度?|去年|(?<year>20\d\d)年度?)(?:同期)?[^，。；：]{0,24}?(?:决算|支出|收入|经费)*(?:数|合计|总额|总计)*(?:的|为|是)?$/u.exec(lead.replace(/^.*[，。；：]/u, ''));
  if (match === null) return false;
  const written = match.groups?.['year'];
  return (written === undefined || Number(written) === year - 1) && !/年初|预算|结转|结余/u.test(match[0]);
}

/** 年初预算, 全年预算, 预算 before an amount; the 预算 inside 一般公共预算财政拨款 and its like is no budget. */
function budgetOf(naming: string): BudgetBase | null {
  const words = naming.replace(/(?:一般公共|政府性基金|国有资本经营)预算/gu, '').replace(/^.*[；]/u, '');
  if (!/预算/u.test(words) || /决算[^预]*$/u.test(words) || /预算(?:总)?支出资金|预算执行(?:数|书)?(?:为)?$|完成(?:年初|全年)?预算/u.test(words)) return null;
  return baseOf(words);
}

const CHANGE_WORDS = '增加|增长|上升|提高|增幅|增长率|增加率|减少|下降|降低|降幅|减幅|下降率|减少率|增支|减支';
const DIRECTION = new RegExp(`(?:(?<word>${CHANGE_WORDS})(?:支出|收入|金额|额|数|幅度)?|(?<=[比较][^，。；]{2,20})(?<more>多|少)(?:支出|收入)?)(?:了|为|约|近|达|了约)?$`, 'u');

/** 增加 or 减少 before a figure; null where there is neither. “增加至” leads to an amount of its own. A negative change turns round. */
function directionOf(lead: string, value: Decimal): Direction | null {
  const groups = DIRECTION.exec(lead)?.groups;
  if (groups === undefined) return null;
  const isUp = groups['more'] === undefined ? /增|上升|提高/u.test(groups['word'] ?? '') : groups['more'] === '多';
  return isUp === value.isNegative() && !value.isZero() ? 'down' : 'up';
}

function readChange(amount: WrittenAmount, direction: Direction, view: FigureView, state: ReadingState, claims: Claim[]): void {
  const open = claims[state.openChange];
  if (open?.kind === 'change' && open.amount === null && open.subject === state.subject) {
    claims[state.openChange] = { ...open, amount, end: view.place.end };
    state.openChange = -1;
    return;
  }
  state.openChange = claims.length;
  claims.push({ ...view.place, kind: 'change', direction, amount, percent: null, percentDirection: null, text: amount.text, actual: state.actual, against: againstOf(view, state) });
}

/** “比年初预算增加…” is a change against that budget, “比2020年增加…” against what is not known, everything else against last year. */
function againstOf({ text, place, offset }: FigureView, state: ReadingState): ChangeBase {
  const before = text.slice(0, place.at - offset);
  const from = Math.max(before.lastIndexOf('比'), before.lastIndexOf('较'), before.lastIndexOf('与'));
  const words = from < 0 ? '' : before.slice(from).replace(/(?:一般公共|政府性基金|国有资本经营)预算/gu, '');
  if (/预算/u.test(words)) return { kind: 'budget', base: baseOf(words), budget: pickBudget(state.budgets, baseOf(words)) };
  const year = /(20\d\d)年/u.exec(words)?.[1];
  if (year !== undefined && Number(year) !== state.view.reading.year - 1) return { kind: 'other' };
  return { kind: 'prior', stated: state.prior };
}

const COMPLETION = /(?:完成|为|占(?:三公经费)?|达到?)(?:20\d\d年度?)?(?<base>年初|全年|调整后?的?|当年|年度|本年)?(?:财政拨款)?(?:支出)?预算(?:数|总额|总数)?的?(?:比例)?(?:为)?$|(?<rate>(?:预算)?(?:执行率|完成率))(?:为|达到?|是)?$/u;

function readPercent(percent: Decimal, text: string, view: FigureView, state: ReadingState, claims: Claim[]): void {
  const { lead, place } = view;
  const completion = COMPLETION.exec(bareName(lead));
  if (completion !== null) {
    const isRate = completion.groups?.['rate'] !== undefined;
    claims.push({ ...place, kind: 'completion', percent, text, actual: state.actual, budgets: state.budgets, base: isRate ? '全年' : baseOf(completion.groups?.['base'] ?? ''), isRate });
    return;
  }
  const share = /占(?<whole>[^，。；：]*?)的?(?:比例|比重)?(?:约)?(?:为|是)?$/u.exec(lead);
  if (share !== null) {
    claims.push({ ...place, kind: 'share', percent, text, part: state.actual, ...wholeOf(share.groups?.['whole'] ?? '', state) });
    return;
  }
  if (/差异率(?:为|是)?$/u.test(lead)) {
    readDeviation(percent, text, view, state, claims);
    return;
  }
  const direction = directionOf(lead, percent);
  if (direction !== null) closeChange(percent.abs(), direction, text, view, state, claims);
}

/** “预决算差异率12.00%”, of the last budget that was written. */
function readDeviation(percent: Decimal, text: string, { place }: FigureView, { actual, budgets }: ReadingState, claims: Claim[]): void {
  const budget = budgets.at(-1);
  if (budget === undefined || actual === null) return;
  const way = percent.isNegative() || actual.lt(budget.value) ? 'down' : 'up';
  claims.push({ ...place, kind: 'change', direction: way, amount: null, percent: percent.abs(), percentDirection: way, text, actual, against: { kind: 'budget', base: budget.base, budget } });
}

function closeChange(percent: Decimal, direction: Direction, text: string, view: FigureView, state: ReadingState, claims: Claim[]): void {
  const open = claims[state.openChange];
  if (open?.kind === 'change' && open.percent === null && open.subject === state.subject) {
    claims[state.openChange] = { ...open, percent, percentDirection: direction, text, end: view.place.end };
    state.openChange = -1;
    return;
  }
  state.openChange = claims.length;
  claims.push({ ...view.place, kind: 'change', direction, amount: null, percent, percentDirection: direction, text, actual: state.actual, against: againstOf(view, state) });
}
