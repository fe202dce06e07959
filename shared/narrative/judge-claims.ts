/** Judges what a section claims: against the tables, and against the other figures of the same text. Every percentage is computed anew. */
import { decimal, Decimal, plainAmount, roundHalfUp } from '../amount/amount.ts';
import type { CellRef } from '../document/document.ts';
import { type BudgetBase, type Claim, pickBudget, type Stated } from './claims.ts';
import { amountOr0, type Subject, type TableFigure } from './lexicon.ts';

/** What is wrong with a claim, before it is given a place in the source. */
export interface Verdict {
  readonly rule: string;
  readonly message: string;
  readonly at: number;
  readonly end: number;
  readonly cells: readonly CellRef[];
  readonly expected: string | null;
  readonly actual: string | null;
  readonly difference: string | null;
  readonly isTail: boolean;
  /** Where the matter is milder than its rule. */
  readonly severity?: 'warning' | 'info';
}

/** How amounts of this document compare: the tables' figures in 万元, and how far a printed one may be off. */
export interface Measure {
  /** A table figure in 万元. */
  readonly tenThousands: (value: Decimal) => Decimal;
  /** Largest difference between a printed amount and the table's that rounding explains. */
  readonly tolerance: Decimal;
  readonly decimals: number;
}

const HUNDRED = decimal(100);
const ZERO = decimal(0);
const PERCENT_STEP = decimal('0.01');
const SHOWN: Readonly<Record<'up' | 'down', string>> = { up: '增加', down: '减少' };

/** The verdicts on one claim; none where it holds or can't be judged. `rule` is the section's own. */
export function judgeClaim(claim: Claim, rule: string, measure: Measure): readonly Verdict[] {
  switch (claim.kind) {
    case 'missing':
      return [plain(claim, 'D15', `${nameOf(claim.subject)}的金额缺失（“${'万元'}”前没有数），请补填${expectedHint(claim.subject, measure)}`, cellsOf(claim.subject?.actual))];
    case 'actual':
      return againstTable(claim, rule, claim.value, claim.subject?.actual ?? null, '', measure);
    case 'budget':
      return againstTable(claim, rule, claim.value, claim.subject?.budget ?? null, '预算数', measure);
    case 'share':
      return judgeShare(claim, rule, measure);
    case 'completion':
      return judgeCompletion(claim, rule);
    case 'change':
      return judgeChange(claim, measure);
    case 'flat':
      return judgeFlat(claim, measure);
    case 'relation':
      return judgeRelation(claim);
    case 'item':
      return claim.found ? [] : [plain(claim, 'C25', `所写科目“${claim.path.join('（类）').replace(/（类）([^（]*)$/u, '（款）$1')}（项）”在表中没有同名科目`, [])];
    case 'count':
      return [];
  }
}

function againstTable(claim: Claim, rule: string, written: Decimal, figure: TableFigure | null, measureName: string, measure: Measure): readonly Verdict[] {
  const table = amountOr0(figure);
  if (figure === null || table === null) return [];
  const expected = measure.tenThousands(table);
  const difference = written.minus(expected);
  if (difference.isZero()) return [];
  const isTail = difference.abs().lte(measure.tolerance);
  const shown = figure.value === null ? '空' : plainAmount(expected, measure.decimals);
  return [{
    rule, at: claim.at, end: claim.end, cells: figure.cells, isTail,
    message: `说明写${nameOf(claim.subject)}${measureName} ${plainAmount(written, measure.decimals)} 万元，表中为 ${shown}，差 ${plainAmount(difference.abs(), measure.decimals)}${isTail ? '（尾差）' : ''}`,
    expected: plainAmount(expected, measure.decimals), actual: plainAmount(written, measure.decimals), difference: plainAmount(difference, measure.decimals),
  }];
}

function judgeShare(claim: Extract<Claim, { kind: 'share' }>, rule: string, measure: Measure): readonly Verdict[] {
  const part = claim.part ?? tableValue(claim.subject?.actual, measure);
  if (part === null || claim.whole === null) return [];
  const of = claim.wholeName === '' ? '合计' : claim.wholeName;
  if (claim.whole.isZero()) {
    // A share of nothing says nothing; it misleads only where it claims more than nothing.
    const verdict = plain(claim, rule, `${nameOf(claim.subject)}写“占${claim.text}”，但${of}为 0，占比无从计算，应删去`, cellsOf(claim.subject?.actual));
    return [claim.percent.isZero() ? { ...verdict, severity: 'warning' } : verdict];
  }
  return percentVerdict(claim, rule, claim.percent, part.times(HUNDRED).dividedBy(claim.whole), `${nameOf(claim.subject)} ${plainAmount(part, 2)} 占${of} ${plainAmount(claim.whole, 2)} 的比例`);
}

function judgeCompletion(claim: Extract<Claim, { kind: 'completion' }>, rule: string): readonly Verdict[] {
  const budget = pickBudget(claim.budgets, claim.base) ?? (claim.isRate ? (claim.budgets.at(-1) ?? null) : tableBudget(claim.subject));
  const actual = claim.actual;
  if (budget === null || actual === null) return [];
  if (budget.value.isZero()) return [zeroBudget(claim, actual, budget)];
  const rateRule = claim.isRate ? 'C24' : rule;
  return percentVerdict(claim, rateRule, claim.percent, actual.times(HUNDRED).dividedBy(budget.value), `${nameOf(claim.subject)}${claim.isRate ? '执行率' : '完成预算的比例'}（${plainAmount(actual, 2)} ÷ ${plainAmount(budget.value, 2)}）`);
}

/** “完成年初预算的95.89%” with a 年初预算 of zero: often the 全年预算 was meant, which the message then says. */
function zeroBudget(claim: Extract<Claim, { kind: 'completion' }>, actual: Decimal, budget: Stated): Verdict {
  const meant = claim.budgets.find((other) => !other.value.isZero() && roundHalfUp(actual.times(HUNDRED).dividedBy(other.value), 2).minus(claim.percent).abs().lte(PERCENT_STEP));
  const hint = meant === undefined ? '应删去' : `该比例其实是按${baseName(meant.base)} ${plainAmount(meant.value, 2)} 计算的`;
  return plain(claim, 'C11', `${nameOf(claim.subject)}的${baseName(budget.base)}为 0，不得写完成${baseName(claim.base)}的${claim.text}，${hint}`, cellsOf(claim.subject?.actual));
}

function judgeChange(claim: Extract<Claim, { kind: 'change' }>, measure: Measure): readonly Verdict[] {
  const verdicts: Verdict[] = [];
  const name = nameOf(claim.subject);
  if (claim.percentDirection !== null && claim.percentDirection !== claim.direction) {
    verdicts.push(plain(claim, 'C19', `${name}金额写${SHOWN[claim.direction]}，百分比却写${claim.percentDirection === 'up' ? '增长' : '下降'}，方向相反`, cellsOf(claim.subject?.actual)));
  }
  const actual = claim.actual ?? tableValue(claim.subject?.actual, measure);
  if (actual === null) return verdicts;
  const rule = claim.subject?.name.includes('机关运行经费') === true ? 'C21' : 'C02';
  const base = claim.against === 'prior' ? tableValue(claim.subject?.prior, measure) : claim.against.value;
  if (claim.amount !== null && base !== null) verdicts.push(...changeAmount(claim, rule, actual.minus(base), measure));
  verdicts.push(...changePercent(claim, rule, actual, base));
  return verdicts;
}

function changeAmount(claim: Extract<Claim, { kind: 'change' }>, rule: string, expected: Decimal, measure: Measure): readonly Verdict[] {
  const written = signed(claim.amount ?? ZERO, claim.direction);
  const difference = written.minus(expected);
  if (difference.isZero()) return [];
  const isTail = difference.abs().lte(measure.tolerance.times(2));
  return [{
    rule, at: claim.at, end: claim.end, cells: cellsOf(claim.subject?.actual), isTail,
    message: `${nameOf(claim.subject)}写${SHOWN[claim.direction]} ${plainAmount(claim.amount ?? ZERO, 2)} 万元，按上年数复算应为${SHOWN[expected.isNegative() ? 'down' : 'up']} ${plainAmount(expected.abs(), 2)} 万元${isTail ? '（尾差）' : ''}`,
    expected: plainAmount(expected, 2), actual: plainAmount(written, 2), difference: plainAmount(difference, 2),
  }];
}

/** Where last year's figure is not known, the change itself gives it: base = this year − change. */
function changePercent(claim: Extract<Claim, { kind: 'change' }>, rule: string, actual: Decimal, known: Decimal | null): readonly Verdict[] {
  const { percent, amount } = claim;
  if (percent === null) return [];
  const base = known ?? (amount === null ? null : actual.minus(signed(amount, claim.direction)));
  if (base === null) return [];
  const name = nameOf(claim.subject);
  if (base.isZero()) {
    return [plain(claim, 'C20', `${name}上年为 0（${plainAmount(actual, 2)}${claim.direction === 'up' ? '－' : '＋'}${plainAmount(amount ?? ZERO, 2)}），不得写${claim.percentDirection === 'down' ? '下降' : '增长'}${claim.text}，可写“上年无此项支出”`, cellsOf(claim.subject?.actual))];
  }
  const exact = actual.minus(base).abs().times(HUNDRED).dividedBy(base.abs());
  return percentVerdict(claim, rule, percent, exact, `${name}${claim.direction === 'up' ? '增长' : '下降'}率（${plainAmount(actual.minus(base).abs(), 2)} ÷ 上年 ${plainAmount(base, 2)}）`);
}

function judgeFlat(claim: Extract<Claim, { kind: 'flat' }>, measure: Measure): readonly Verdict[] {
  const prior = tableValue(claim.subject?.prior, measure);
  const actual = claim.actual ?? tableValue(claim.subject?.actual, measure);
  if (prior === null || actual === null || prior.eq(actual)) return [];
  return [plain(claim, 'C19', `${nameOf(claim.subject)}写与上年持平，但本年 ${plainAmount(actual, 2)}、上年 ${plainAmount(prior, 2)}`, cellsOf(claim.subject?.actual))];
}

function judgeRelation(claim: Extract<Claim, { kind: 'relation' }>): readonly Verdict[] {
  const { actual, budget } = claim;
  if (actual === null || budget === null) return [];
  const order = actual.comparedTo(budget.value);
  const holds = claim.word === '>' ? order > 0 : claim.word === '<' ? order < 0 : claim.word === '=' ? order === 0 : order !== 0;
  const figures = `决算 ${plainAmount(actual, 2)}、${baseName(budget.base)} ${plainAmount(budget.value, 2)}`;
  if (!holds) return [plain(claim, 'C10', `${nameOf(claim.subject)}写决算数${WORDS[claim.word]}预算数，与数字不符（${figures}）`, cellsOf(claim.subject?.actual))];
  if (order !== 0 && !claim.hasReason) return [plain(claim, 'C10', `${nameOf(claim.subject)}决算与预算不一致（${figures}），但没有写明原因`, cellsOf(claim.subject?.actual))];
  return [];
}

const WORDS = { '>': '大于', '<': '小于', '=': '等于', '≠': '不同于' } as const;

/** Compares a written percentage with the exact one, at the number of places written; a last-place difference is 尾差. */
function percentVerdict(claim: Claim, rule: string, written: Decimal, exact: Decimal, what: string): readonly Verdict[] {
  if (roundHalfUp(exact, written.decimalPlaces()).eq(written) || roundHalfUp(exact, 2).eq(written)) return [];
  const expected = roundHalfUp(exact, 2);
  const difference = written.minus(expected);
  const isTail = difference.abs().lte(PERCENT_STEP);
  return [{
    rule, at: claim.at, end: claim.end, cells: cellsOf(claim.subject?.actual), isTail,
    message: `${what}应为 ${expected.toFixed(2)}%，说明写 ${written.toFixed()}%${isTail ? '（尾差）' : ''}`,
    expected: expected.toFixed(2), actual: written.toFixed(Math.max(2, written.decimalPlaces())), difference: difference.toFixed(2),
  }];
}

function plain(claim: { at: number; end: number }, rule: string, message: string, cells: readonly CellRef[]): Verdict {
  return { rule, message, at: claim.at, end: claim.end, cells, expected: null, actual: null, difference: null, isTail: false };
}

function tableValue(figure: TableFigure | null | undefined, measure: Measure): Decimal | null {
  const value = amountOr0(figure ?? null);
  return value === null ? null : measure.tenThousands(value);
}

function tableBudget(subject: Subject | null): Stated | null {
  const value = subject?.budget?.value ?? null;
  return value === null ? null : { value, subject, base: '' };
}

function expectedHint(subject: Subject | null, measure: Measure): string {
  const value = tableValue(subject?.actual, measure);
  return value === null ? '' : `（表中为 ${plainAmount(value, measure.decimals)}）`;
}

function cellsOf(figure: TableFigure | null | undefined): readonly CellRef[] {
  return figure?.cells ?? [];
}

function nameOf(subject: Subject | null): string {
  return subject === null ? '此处' : subject.name;
}

function baseName(base: BudgetBase): string {
  return `${base}预算`;
}

function signed(amount: Decimal, direction: 'up' | 'down'): Decimal {
  return direction === 'down' ? new Decimal(amount).negated() : amount;
}
