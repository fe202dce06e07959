/**
 * A plan that leaves no 尾差: where the exact figures are known, each printed figure is rounded so that what is printed adds up, across,
 * down and between the tables (largest remainder, over all identities at once). Shown before it is carried out; one step to undo.
 */
import { decimal, type Decimal, plainAmount, roundHalfUp } from '../amount/amount.ts';
import { type CellContent, cellContent, type CellRef, declaredValue } from '../document/document.ts';
import type { Engine } from '../formula/engine.ts';
import { isAmount } from '../formula/value.ts';
import { termsOf } from './identity.ts';
import { roundTogether } from './whole-units.ts';

/** One figure of the plan. Amounts as decimal text. */
export interface TailStep {
  readonly ref: CellRef;
  /** The exact figure. */
  readonly from: string;
  /** What plain rounding would print. */
  readonly rounded: string;
  /** What is to be printed; at most one last place beside it. */
  readonly to: string;
  /** What stands in the cell then; null where the formula gives it. */
  readonly content: CellContent | null;
}

export type TailPlan =
  | { readonly kind: 'none'; readonly why: string }
  | {
      readonly kind: 'plan';
      /** Identities that plain rounding breaks in print. */
      readonly tails: number;
      /** Every figure that gets fewer places; those that leave plain rounding carry the reason. */
      readonly steps: readonly TailStep[];
      /** What can't be made to hold without moving a figure by more, in the rules' words. */
      readonly left: readonly string[];
    };

/** The plan for a document, or why there is none. */
export function tailPlan(engine: Engine): TailPlan {
  const { document } = engine;
  if (document.precision === 'rounded') return { kind: 'none', why: '表中的数是四舍五入后录入的，不知道精确到元的原数，不能重新分配尾差。请选择以元为单位的同一套表作为精确数，或逐处接受尾差' };
  const tails = printedTails(engine);
  if (tails === 0) return { kind: 'none', why: '按印出的位数四舍五入后，各表横向、纵向和表间都相等，没有尾差' };
  return { kind: 'plan', tails, ...roundedSteps(engine) };
}

/** Every input of an exact document that gets fewer places, so rounded that what is printed adds up; and what can't be made to. */
export function roundedSteps(engine: Engine): { readonly steps: readonly TailStep[]; readonly left: readonly string[] } {
  const { document } = engine;
  const { choices, left } = roundTogether(engine);
  const unit = decimal(10).pow(document.decimals);
  const text = (units: bigint): string => plainAmount(decimal(units.toString()).dividedBy(unit), document.decimals);
  const steps = choices.flatMap(({ ref, units, nearest }): readonly TailStep[] => {
    const value = engine.value(ref);
    if (!isAmount(value)) return [];
    const [from, to] = [value.toFixed(), decimal(text(units)).toFixed()];
    const isDeclared = declaredValue(cellContent(document, ref)) !== null;
    const content = isDeclared ? adjustedByHand(from, to) : adjustedContent(value, decimal(text(nearest)), decimal(to));
    return [{ ref, from, rounded: text(nearest), to: text(units), content }];
  });
  return { steps, left };
}

/** A figure that is printed otherwise than plainly rounded says why, and keeps what it was. */
export function adjustedContent(from: Decimal, nearest: Decimal, to: Decimal): CellContent {
  return nearest.eq(to) ? to.toFixed() : adjustedByHand(from.toFixed(), to.toFixed());
}

function adjustedByHand(from: string, to: string): CellContent {
  return { declared: to, pinned: true, reason: `消除尾差：原数 ${from}` };
}

/** What the plan does, in one Chinese sentence. */
export function tailPlanWords({ tails, steps, left }: Extract<TailPlan, { kind: 'plan' }>, decimals: number): string {
  const adjusted = adjustedSteps(steps).length;
  const rest = steps.length > adjusted ? `其余 ${steps.length - adjusted} 个数四舍五入，` : '';
  return `按四舍五入到 ${decimals} 位小数，印出来有 ${tails} 处横竖不相等。${adjusted} 个数多进或少进最末一位，${rest}合计随之推算，各表横向、纵向和表间${left.length === 0 ? '就全部相等' : '大多相等'}。`;
}

/** Steps that leave plain rounding: what the accountant has to look at. */
export function adjustedSteps(steps: readonly TailStep[]): readonly TailStep[] {
  return steps.filter(({ rounded, to }) => rounded !== to);
}

/** How many identities of the printed tables would not hold to the last place, were each figure rounded by itself. */
export function printedTails(engine: Engine): number {
  const { decimals } = engine.document;
  const isPublished = (table: string): boolean => engine.space.region(table)?.shape.template.isPublished === true;
  return engine.checks().filter(({ check, state, operator }) => {
    const terms = state === 'passed' && operator === '=' && isPublished(check.table) ? termsOf(check) : null;
    if (terms === null) return false;
    const gap = [...terms].reduce((sum, [node, weight]) => {
      const value = engine.operandValue(node);
      return isAmount(value) ? sum.plus(roundHalfUp(value, decimals).times(weight)) : sum;
    }, decimal(0));
    return !gap.isZero();
  }).length;
}
