/** The checks of an engine with their present results, and the sums that some of them keep. */
import type { CheckBoard, CheckInstance } from './check-wiring.ts';
import { type CheckResult, type Facts, judge, sameResult } from './judge.ts';
import { type RunningSum, runningSum } from './running-sums.ts';
import type { Decimal } from '../amount/amount.ts';
import type { Value } from './value.ts';

/** Every check judged once, and again when asked. */
export class Judging {
  readonly results: CheckResult[];
  /** Checks to judge again when the edit under way is through. */
  private readonly waiting = new Set<number>();
  /** Made when a check is judged again for the first time; null where none is worth keeping. */
  private readonly sums: (RunningSum | null | undefined)[] = [];

  constructor(
    readonly board: CheckBoard,
    facts: Facts,
  ) {
    this.results = board.instances.map((check) => judge(check, facts));
  }

  /** A formula cell was worked out again: even where no figure moved, its own check may see more terms than before, and so a wider 尾差. */
  recomputed(cell: number): void {
    const own = this.board.own[cell];
    if (own !== undefined) this.waiting.add(own);
  }

  /** A cell's value changed; `by` is the difference where both are amounts. */
  changed(cell: number, before: Value, after: Value, by: Decimal | null): void {
    for (const check of this.board.followers[cell] ?? []) {
      // A check follows the cell that it judges as well, which is no term of its sum.
      if (this.board.instances[check]?.cell !== cell) this.sums[check]?.change(before, after, by);
      this.waiting.add(check);
    }
  }

  /** Judges what was concerned; answers the checks whose result is new. */
  settle(facts: Facts): readonly number[] {
    const fresh = [...this.waiting].filter((check) => this.judgeAgain(check, facts));
    this.waiting.clear();
    return fresh;
  }

  private judgeAgain(check: number, facts: Facts): boolean {
    const instance = this.board.instances[check];
    const before = this.results[check];
    if (instance === undefined || before === undefined) return false;
    let sum = this.sums[check];
    if (sum === undefined) sum = this.sums[check] = keepsSum(instance) ? runningSum(instance.expression, instance.operands, facts.values) : null;
    const after = judge(instance, facts, sum?.value());
    this.results[check] = after;
    return !sameResult(before, after);
  }
}

function keepsSum(check: CheckInstance): boolean {
  return check.cell >= 0 && !check.defines;
}
