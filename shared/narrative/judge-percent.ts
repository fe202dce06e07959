/** Judges percentages: shares, completion rates, growth. Every one is computed anew, and where it is wrong the base that gives it is looked for. */
import { decimal, Decimal, plainAmount, roundHalfUp } from '../amount/amount.ts';
import { percentCause, type PercentReading } from './causes.ts';
import { type Claim, type Direction, pickBudget, type Stated } from './claim.ts';
import { placesOf } from './numbers.ts';
import { baseName, cellsOf, type ClaimContext, type Measure, nameOf, type Verdict, verdict } from './verdict.ts';

const HUNDRED = decimal(100);
const ZERO = decimal(0);
const PERCENT_STEP = decimal('0.01');
const HALF_STEP = decimal('0.005');
const SHOWN: Readonly<Record<Direction, string>> = { up: '增加', down: '减少' };
const RATE: Readonly<Record<Direction, string>> = { up: '增长', down: '下降' };

type Change = Extract<Claim, { kind: 'change' }>;
type Share = Extract<Claim, { kind: 'share' }>;
type Completion = Extract<Claim, { kind: 'completion' }>;

/** “占…的16.55%”. */
export function judgeShare(claim: Share, context: ClaimContext): readonly Verdict[] {
  const part = claim.part ?? claim.subject?.actual?.value ?? null;
  const { whole } = claim;
  if (part === null || whole === null) return [];
  const of = claim.wholeName === '' ? '合计' : claim.wholeName;
  if (whole.isZero()) {
    // A share of nothing says nothing; it misleads only where it claims more than nothing.
    const isMild = claim.percent.isZero();
    return [verdict(context.rule, `${nameOf(claim.subject)}写“占${claim.text}”，但${of}为 0，占比无从计算，应删去`, claim, { cells: cellsOf(claim.subject?.actual), ...(isMild ? { severity: 'warning' } : {}) })];
  }
  const isOther = claim.otherWholes.some((other) => !other.isZero() && !other.eq(whole) && roundHalfUp(part.times(HUNDRED).dividedBy(other), 2).minus(claim.percent).abs().lte(PERCENT_STEP));
  const readings = context.others.flatMap((other): readonly PercentReading[] => [{ says: `以${other.name} ${plainAmount(other.value, 2)} 为基数`, part, base: other.value }]);
  const verdicts = percentVerdict(claim, context, { rule: context.rule, written: claim.percent, part, base: whole, what: `${nameOf(claim.subject)} ${plainAmount(part, 2)} 占${of} ${plainAmount(whole, 2)} 的比例`, readings });
  return isOther ? verdicts.filter((one) => one.isTail) : verdicts;
}

/** “完成年初预算的111.00%”, “预算执行率77.48%”. */
export function judgeCompletion(claim: Completion, context: ClaimContext): readonly Verdict[] {
  const { actual } = claim;
  const budget = pickBudget(claim.budgets, claim.base) ?? (claim.isRate ? (claim.budgets.at(-1) ?? null) : claim.budgets.length > 0 ? null : tableBudget(claim));
  if (actual === null) return [];
  const cells = cellsOf(claim.subject?.actual);
  const only = claim.budgets.at(-1);
  if (budget === null) return only === undefined ? [] : [verdict('C12', `${nameOf(claim.subject)}写完成${baseName(claim.base)}的${claim.text}，前面写的却是${baseName(only.base)} ${plainAmount(only.value, 2)}，分母应一致`, claim, { cells })];
  if (budget.value.isZero()) return [zeroBudget(claim, actual, budget)];
  const readings = claim.budgets.filter((other) => other !== budget).map((other): PercentReading => ({ says: `按${baseName(other.base)} ${plainAmount(other.value, 2)} 计算`, part: actual, base: other.value }));
  return percentVerdict(claim, context, {
    rule: claim.isRate ? 'C24' : context.rule, written: claim.percent, part: actual, base: budget.value, readings: [...readings, { says: '把分子、分母颠倒', part: budget.value, base: actual }],
    what: `${nameOf(claim.subject)}${claim.isRate ? '执行率' : '完成预算的比例'}（${plainAmount(actual, 2)} ÷ ${baseName(budget.base)} ${plainAmount(budget.value, 2)}）`,
  });
}

/** “完成年初预算的95.89%” with a 年初预算 of zero: often the 全年预算 was meant, which the message then says. */
function zeroBudget(claim: Completion, actual: Decimal, budget: Stated): Verdict {
  const meant = claim.budgets.find((other) => !other.value.isZero() && roundHalfUp(actual.times(HUNDRED).dividedBy(other.value), 2).minus(claim.percent).abs().lte(PERCENT_STEP));
  const hint = meant === undefined ? '应删去' : `该比例其实是按${baseName(meant.base)} ${plainAmount(meant.value, 2)} 计算的`;
  return verdict('C11', `${nameOf(claim.subject)}的${baseName(budget.base)}为 0，不得写完成${baseName(claim.base)}的${claim.text}，${hint}`, claim, { cells: cellsOf(claim.subject?.actual) });
}

/** “增加408.92万元，增长38.13%”. */
export function judgeChange(claim: Change, context: ClaimContext): readonly Verdict[] {
  const verdicts: Verdict[] = [];
  const name = nameOf(claim.subject);
  if (claim.percentDirection !== null && claim.amount !== null && claim.percentDirection !== claim.direction && claim.percent?.isZero() === false) {
    verdicts.push(verdict('C19', `${name}金额写${SHOWN[claim.direction]}，百分比却写${claim.percentDirection === 'up' ? '增长' : '下降'}，方向相反`, claim, { cells: cellsOf(claim.subject?.actual) }));
  }
  const actual = claim.actual ?? claim.subject?.actual?.value ?? null;
  if (actual === null) return verdicts;
  const isOperating = claim.subject?.name.includes('机关运行经费') === true;
  const rule = isOperating ? 'C21' : claim.against.kind === 'budget' ? context.rule : 'C02';
  const base = baseOfChange(claim);
  if (claim.amount !== null && base !== null) verdicts.push(...changeAmount(claim, context, rule, actual.minus(base)));
  verdicts.push(...changePercent(claim, context, rule, actual, base));
  return verdicts;
}

function baseOfChange({ against, subject }: Change): Decimal | null {
  switch (against.kind) {
    case 'prior':
      return subject?.prior?.value ?? against.stated;
    case 'budget':
      return against.budget?.value ?? subject?.budget?.value ?? null;
    case 'other':
      return null;
  }
}

function baseWord({ against }: Change): string {
  return against.kind === 'budget' ? '预算' : against.kind === 'prior' ? '上年' : '对比数';
}

function changeAmount(claim: Change, { measure }: ClaimContext, rule: string, expected: Decimal): readonly Verdict[] {
  const { amount } = claim;
  if (amount === null) return [];
  const written = signed(amount.value, claim.direction);
  const difference = written.minus(expected);
  if (difference.isZero() || (amount.precision.gte(1) && difference.abs().lte(amount.precision))) return [];
  const isTail = difference.abs().lte(measure.tolerance.times(2)) || (difference.abs().lte(amount.precision) && amount.precision.lte('0.05'));
  const cause = isTail ? '（尾差）' : written.eq(expected.negated()) ? '，增减方向写反' : '';
  return [verdict(rule, `${nameOf(claim.subject)}写${SHOWN[claim.direction]} ${plainAmount(amount.value, 2)} 万元，按${baseWord(claim)}数复算应为${SHOWN[expected.isNegative() ? 'down' : 'up']} ${plainAmount(expected.abs(), 2)} 万元，差 ${plainAmount(difference.abs(), 2)}${cause}`, claim, {
    cells: cellsOf(claim.subject?.actual), isTail, expected: plainAmount(expected, 2), actual: plainAmount(written, 2), difference: plainAmount(difference, 2),
  })];
}

/** Where last year's figure is not known, the change itself gives it: base = this year − change. */
function changePercent(claim: Change, context: ClaimContext, rule: string, actual: Decimal, known: Decimal | null): readonly Verdict[] {
  const { percent, amount } = claim;
  const base = known ?? (amount === null ? null : actual.minus(signed(amount.value, claim.direction)));
  if (percent === null || base === null) return [];
  const word = baseWord(claim);
  if (base.isZero()) return [growthFromNothing(claim, actual, percent)];
  const change = actual.minus(base);
  // With last year's figure known the direction of a bare percentage is judged too.
  const isReversed = known !== null && amount === null && !change.isZero() && change.isNegative() !== (claim.direction === 'down');
  if (isReversed) return [verdict('C19', `${nameOf(claim.subject)}写${RATE[claim.direction]}${claim.text}，但本年 ${plainAmount(actual, 2)}、${word} ${plainAmount(base, 2)}，方向相反`, claim, { cells: cellsOf(claim.subject?.actual) })];
  return percentVerdict(claim, context, {
    rule, written: percent, part: change.abs(), base: base.abs(), what: `${nameOf(claim.subject)}${RATE[claim.direction]}率（${plainAmount(change.abs(), 2)} ÷ ${word} ${plainAmount(base, 2)}）`,
    readings: [{ says: `按本年数 ${plainAmount(actual, 2)} 为基数`, part: change, base: actual }, { says: '把本年数与上年数直接相除', part: actual, base }],
  });
}

function growthFromNothing(claim: Change, actual: Decimal, percent: Decimal): Verdict {
  const sum = claim.amount === null ? '' : `（${plainAmount(actual, 2)}${claim.direction === 'up' ? '－' : '＋'}${plainAmount(claim.amount.value, 2)}）`;
  const says = `${nameOf(claim.subject)}${baseWord(claim)}为 0${sum}，不得写${RATE[claim.percentDirection ?? claim.direction]}${claim.text}，可写“${baseWord(claim)}为0”`;
  return verdict('C20', says, claim, { cells: cellsOf(claim.subject?.actual), ...(percent.isZero() ? { severity: 'warning' } : {}) });
}

interface Percentage {
  readonly rule: string;
  readonly written: Decimal;
  readonly part: Decimal;
  readonly base: Decimal;
  readonly what: string;
  readonly readings: readonly PercentReading[];
}

/** Compares a written percentage with the exact one at two places; what rounding of the amounts or of the last place explains is 尾差. */
function percentVerdict(claim: Share | Completion | Change, { measure }: ClaimContext, { rule, written, part, base, what, readings }: Percentage): readonly Verdict[] {
  const exact = part.times(HUNDRED).dividedBy(base);
  const expected = roundHalfUp(exact, 2);
  if (expected.eq(written)) return [];
  const difference = written.minus(expected);
  const places = placesOf(claim.text);
  const isShort = places < 2 && roundHalfUp(exact, places).eq(written);
  // “111.0%” is true as far as it goes; the wording check says that two places are wanted. A whole number that hides places is said here.
  if (isShort && places > 0) return [];
  const isTail = isShort || difference.abs().lte(PERCENT_STEP) || isWithin(written, part, base, measure);
  const cause = isShort ? '，应保留两位小数' : isTail ? '（尾差）' : percentCause(written, expected, readings);
  return [verdict(isShort ? 'D08' : rule, `${what}应为 ${expected.toFixed(2)}%，说明写 ${written.toFixed()}%，差 ${difference.abs().toFixed(2)} 个百分点${cause}`, claim, {
    cells: cellsOf(claim.subject?.actual), isTail, expected: expected.toFixed(2), actual: written.toFixed(Math.max(2, written.decimalPlaces())), difference: difference.toFixed(2),
  })];
}

/** Whether the exact amounts behind the printed ones may give the written percentage. */
function isWithin(written: Decimal, part: Decimal, base: Decimal, { rounding }: Measure): boolean {
  const share = (top: Decimal, bottom: Decimal): Decimal => (bottom.lte(0) ? new Decimal(Infinity) : top.times(HUNDRED).dividedBy(bottom));
  const low = Decimal.max(ZERO, share(part.minus(rounding.times(2)), base.plus(rounding)));
  const high = share(part.plus(rounding.times(2)), base.minus(rounding));
  return written.gte(low.minus(HALF_STEP)) && written.lte(high.plus(HALF_STEP));
}

/** The tables' budget of an item is its 年初预算; a text that only says 预算 may mean the adjusted one. */
function tableBudget({ subject, base }: Completion): Stated | null {
  const value = subject?.budget?.value ?? null;
  return value === null || (subject?.row != null && base !== '年初') ? null : { value, subject, base };
}

function signed(amount: Decimal, direction: 'up' | 'down'): Decimal {
  return direction === 'down' ? new Decimal(amount).negated() : amount;
}
