/**
 * Sums that are kept, not made again. Arithmetic is exact, so a sum from which the old value was taken and to which the new one was
 * added is the sum of what stands there now, whatever the order: an edit costs the same under a parent of three rows and of three thousand.
 */
import { Decimal } from '../amount/amount.ts';
import type { Operands } from './evaluate.ts';
import type { Expression } from './syntax.ts';
import { isAmount, type Value } from './value.ts';

const ZERO = new Decimal(0);
/** Shorter sums are made again as quickly as kept. */
const LEAST_TERMS = 3;

/** The sum of a set of cells, followed change by change. */
export class RunningSum {
  private sum = ZERO;
  private amounts = 0;
  /** Errors, texts: while there are any, the sum is what the formula makes of them. */
  private others = 0;

  constructor(values: readonly Value[], cells: readonly number[]) {
    for (const cell of cells) this.change(null, values[cell] ?? null);
  }

  /** A cell of the set changed. `by` is the difference where both are amounts, worked out once for all sums of the cell. */
  change(before: Value, after: Value, by: Decimal | null = null): void {
    if (by !== null) {
      this.sum = this.sum.plus(by);
      return;
    }
    if (isAmount(before)) {
      this.sum = this.sum.minus(before);
      this.amounts--;
    } else if (before !== null) this.others--;
    if (isAmount(after)) {
      this.sum = this.sum.plus(after);
      this.amounts++;
    } else if (after !== null) this.others++;
  }

  /** The sum; null of blanks only; undefined where the formula must say itself what comes of an error. */
  value(): Decimal | null | undefined {
    if (this.others > 0) return undefined;
    return this.amounts === 0 ? null : this.sum;
  }
}

/** The running sum of a formula that is a plain `SUM` of different cells, and of enough of them to be worth keeping; else null. */
export function runningSum(expression: Expression, [cells]: Operands, values: readonly Value[]): RunningSum | null {
  const isWorth = cells !== undefined && cells.length >= LEAST_TERMS && isPlainSum(expression) && new Set(cells).size === cells.length;
  return isWorth ? new RunningSum(values, cells) : null;
}

function isPlainSum(expression: Expression): boolean {
  return expression.type === 'call' && expression.name === 'SUM' && expression.arguments.length === 1 && expression.arguments[0]?.type === 'reference';
}
