/**
 * A check as a sum of cells: which cells it weighs against each other, how far its sides are apart, and what error of one cell would
 * explain that. Only sums and differences can be read so; of a check with anything else nothing is concluded.
 */
import { type Decimal, decimal } from '../amount/amount.ts';
import type { Engine } from '../formula/engine.ts';
import type { CheckInstance } from '../formula/check-wiring.ts';
import type { CheckResult } from '../formula/judge.ts';
import type { Expression } from '../formula/syntax.ts';

/** Node number → how often it counts in (left side − right side). */
export type Terms = ReadonlyMap<number, number>;

const known = new WeakMap<CheckInstance, { readonly terms: Terms | null }>();

/** The terms of a check; null where it is no comparison of sums. */
export function termsOf(check: CheckInstance): Terms | null {
  let found = known.get(check);
  if (found === undefined) {
    found = { terms: readTerms(check) };
    known.set(check, found);
  }
  return found.terms;
}

function readTerms(check: CheckInstance): Terms | null {
  if (check.inapplicable !== null || check.when !== null) return null;
  const reader = new TermReader(check);
  if (check.cell >= 0) {
    reader.count(check.cell, 1);
    return reader.read(check.expression, -1) ? reader.terms : null;
  }
  const { expression } = check;
  if (expression.type !== 'binary' || !isOrder(expression.operator)) return null;
  return reader.read(expression.left, 1) && reader.read(expression.right, -1) ? reader.terms : null;
}

function isOrder(operator: string): boolean {
  return operator === '=' || operator === '≤' || operator === '≥';
}

class TermReader {
  readonly terms = new Map<number, number>();
  private operand = 0;

  constructor(private readonly check: CheckInstance) {}

  count(node: number, sign: number): void {
    this.terms.set(node, (this.terms.get(node) ?? 0) + sign);
  }

  /** Adds an expression's cells; false where it is no sum. Operands come in reading order. */
  read(expression: Expression, sign: number): boolean {
    switch (expression.type) {
      case 'reference':
        for (const node of this.check.operands[this.operand++] ?? []) this.count(node, sign);
        return true;
      case 'number':
        return true;
      case 'negate':
        return this.read(expression.operand, -sign);
      case 'binary':
        if (expression.operator !== '+' && expression.operator !== '-') return false;
        return this.read(expression.left, sign) && this.read(expression.right, expression.operator === '+' ? sign : -sign);
      case 'call':
        return expression.name === 'SUM' && expression.arguments.every((argument) => this.read(argument, sign));
      default:
        return false;
    }
  }
}

/** The errors of a cell (what stands there − what should) under which a check would hold: from `least` to `most`, null without a bound. */
export interface Bounds {
  readonly least: Decimal | null;
  readonly most: Decimal | null;
  /** The error under which both sides would be equal. */
  readonly centre: Decimal;
  readonly isEquation: boolean;
}

/** What a check allows as the error of a cell that counts `weight` times in it: after correction its sides are gap − weight × error apart. */
export function boundsOf(engine: Engine, { check, difference }: CheckResult, weight: number): Bounds {
  const operator = check.cell < 0 && check.expression.type === 'binary' ? check.expression.operator : '=';
  const gap = decimal(difference ?? '0');
  const slack = engine.slackOf(check);
  const low = operator === '≥' ? null : gap.minus(slack).dividedBy(weight);
  const high = operator === '≤' ? null : gap.plus(slack).dividedBy(weight);
  const [least, most] = weight > 0 ? [low, high] : [high, low];
  return { least, most, centre: gap.dividedBy(weight), isEquation: operator !== '≥' && operator !== '≤' };
}

/** Whether a check holds now, 尾差 allowed. One that has nothing to compare holds with both sides blank. */
export function holdsNow({ state, isTail }: CheckResult): boolean {
  return state !== 'failed' || isTail;
}
