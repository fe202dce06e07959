/** Judges what a section claims in amounts and words: against the tables, and against the other figures of the same text. */
import { type Decimal, decimal, plainAmount } from '../amount/amount.ts';
import { amountCause } from './causes.ts';
import type { Claim, Stated, WrittenAmount } from './claim.ts';
import { otherReadings } from './other-readings.ts';
import { judgeChange, judgeCompletion, judgeShare } from './judge-percent.ts';
import { amountOr0, type TableFigure } from './lexicon.ts';
import { baseName, cellsOf, type ClaimContext, type Measure, nameOf, type Verdict, verdict } from './verdict.ts';

/** The verdicts on one claim; none where it holds or can't be judged. */
export function judgeClaim(claim: Claim, context: ClaimContext): readonly Verdict[] {
  const verdicts = judgeReading(claim, context);
  return verdicts.length > 0 && otherReadings(claim).some((reading) => judgeReading(reading, context).length === 0) ? [] : verdicts;
}

function judgeReading(claim: Claim, context: ClaimContext): readonly Verdict[] {
  switch (claim.kind) {
    case 'missing':
      return [missing(claim, context.measure)];
    case 'actual':
      return againstTable(claim, context, claim.subject?.actual ?? null, '');
    case 'budget':
      return againstTable(claim, context, claim.subject?.budget ?? null, '预算数');
    case 'prior':
      return againstTable(claim, { ...context, rule: 'C02' }, claim.subject?.prior ?? null, '上年数');
    case 'share':
      return judgeShare(claim, context);
    case 'completion':
      return judgeCompletion(claim, context);
    case 'change':
      return judgeChange(claim, context);
    case 'flat':
      return judgeFlat(claim, context);
    case 'relation':
      return judgeRelation(claim);
    case 'none':
      return judgeNone(claim, context.measure);
    case 'item':
      return claim.found ? [] : [verdict('C25', `所写科目“${itemName(claim.path)}”在表中没有同名科目`, claim)];
    case 'count':
      return [];
  }
}

/** `…（类）…（款）…（项）`. */
export function itemName(path: readonly string[]): string {
  return path.map((name, at) => (name === '' ? '' : `${name}（${['类', '款', '项'][at] ?? ''}）`)).join('');
}

function missing(claim: Extract<Claim, { kind: 'missing' }>, measure: Measure): Verdict {
  const name = nameOf(claim.subject);
  if (claim.what === 'percent') return verdict('D15', `${name}的百分比缺失（“%”前没有数），请补填`, claim, { cells: cellsOf(claim.subject?.actual) });
  if (claim.what === 'count') return verdict('D15', '数量缺失（“个、辆、人次”前没有数），请补填', claim);
  const figure = claim.subject?.actual ?? null;
  const hint = figure === null ? '' : `（表中为 ${shownInTable(figure, measure)}）`;
  return verdict('D15', `${name}的金额缺失（“万元”前没有数），请补填${hint}`, claim, { cells: cellsOf(claim.subject?.actual) });
}

function againstTable(claim: Claim & WrittenAmount, context: ClaimContext, figure: TableFigure | null, measureName: string): readonly Verdict[] {
  const expected = amountOr0(figure);
  const { measure } = context;
  if (figure === null || expected === null) return [];
  const difference = claim.value.minus(expected);
  if (difference.isZero() || isFinelyRounded(claim, difference, measure)) return [];
  const isTail = difference.abs().lte(measure.tolerance) || (difference.abs().lte(claim.precision) && claim.precision.lte('0.05'));
  const cause = isTail ? '（尾差）' : amountCause(claim.value, expected, [...priorOf(claim), ...context.others]);
  return [verdict(context.rule, `说明写${nameOf(claim.subject)}${measureName} ${plainAmount(claim.value, measure.decimals)} 万元，表中为 ${shownInTable(figure, measure)}（${figure.words}），差 ${plainAmount(difference.abs(), measure.decimals)}${cause}`, claim, {
    cells: figure.cells, isTail,
    expected: plainAmount(expected, measure.decimals), actual: plainAmount(claim.value, measure.decimals), difference: plainAmount(difference, measure.decimals),
  })];
}

/** A table's figure in a message; a blank is none. */
function shownInTable({ value }: TableFigure, { decimals }: Measure): string {
  return value === null ? '空' : `${plainAmount(value, decimals)} 万元`;
}

/** Tables in 元, or a text in 亿元: the written figure is the table's, rounded to the places that are written; a bare 0 is 0.00. */
function isFinelyRounded(written: WrittenAmount, difference: Decimal, { isFine }: Measure): boolean {
  if (isFine && written.value.isZero()) return difference.abs().lt('0.005');
  const isMeant = written.precision.gte(1) || (isFine && written.precision.lte('0.005'));
  return isMeant && difference.abs().lte(written.precision);
}

function priorOf(claim: Claim): readonly { name: string; value: Decimal }[] {
  const value = claim.kind === 'prior' ? null : (claim.subject?.prior?.value ?? null);
  return value === null ? [] : [{ name: '上年', value }];
}

function judgeFlat(claim: Extract<Claim, { kind: 'flat' }>, { measure }: ClaimContext): readonly Verdict[] {
  const prior = claim.subject?.prior?.value ?? claim.stated;
  const actual = claim.actual ?? claim.subject?.actual?.value ?? null;
  if (prior === null || actual === null || prior.minus(actual).abs().lte(measure.tolerance)) return [];
  return [verdict('C19', `${nameOf(claim.subject)}写与上年持平，但本年 ${plainAmount(actual, 2)}、上年 ${plainAmount(prior, 2)}，差 ${plainAmount(actual.minus(prior).abs(), 2)}`, claim, { cells: cellsOf(claim.subject?.actual) })];
}

const WORDS = { '>': '大于', '<': '小于', '=': '等于', '≠': '不同于' } as const;

function judgeRelation(claim: Extract<Claim, { kind: 'relation' }>): readonly Verdict[] {
  const { actual, budget } = claim;
  if (actual === null) return [];
  const budgets = budget === null ? tableBudget(claim) : budget;
  if (budgets === null) return [];
  const order = actual.comparedTo(budgets.value);
  const holds = { '>': order > 0, '<': order < 0, '=': order === 0, '≠': order !== 0 }[claim.word];
  const figures = `决算 ${plainAmount(actual, 2)}、${baseName(budgets.base)} ${plainAmount(budgets.value, 2)}，差 ${plainAmount(actual.minus(budgets.value).abs(), 2)}`;
  const cells = cellsOf(claim.subject?.actual);
  const verdicts: Verdict[] = [];
  if (claim.base !== '' && budgets.base !== claim.base) verdicts.push(verdict('C12', `${nameOf(claim.subject)}前面写的是${baseName(budgets.base)}，比较时写作${baseName(claim.base)}，口径应一致`, claim, { cells }));
  if (!holds) verdicts.push(verdict('C10', `${nameOf(claim.subject)}写决算数${WORDS[claim.word]}预算数，与数字不符（${figures}）`, claim, { cells }));
  else if (order !== 0 && !claim.hasReason) verdicts.push(verdict('C10', `${nameOf(claim.subject)}决算与预算不一致（${figures}），但没有写明原因`, claim, { cells }));
  return verdicts;
}

function tableBudget(claim: Extract<Claim, { kind: 'relation' }>): Stated | null {
  const value = claim.subject?.budget?.value ?? null;
  return value === null || (claim.subject?.row != null && claim.base !== '年初') ? null : { value, subject: claim.subject, base: claim.base };
}

/** “没有…支出” of what the tables have an amount for. */
function judgeNone(claim: Extract<Claim, { kind: 'none' }>, measure: Measure): readonly Verdict[] {
  const figure = claim.subject?.actual ?? null;
  const value = figure?.value ?? decimal(0);
  if (figure === null || value.isZero()) return [];
  return [verdict('D03', `说明写“${claim.words}”，但表中${nameOf(claim.subject)}为 ${plainAmount(value, measure.decimals)} 万元（${figure.words}），有数不得声明无数`, claim, { cells: figure.cells, expected: plainAmount(value, measure.decimals) })];
}
