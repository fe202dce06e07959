/**
 * A document's figures as whole numbers of the last printed place, so chosen that every identity holds among the printed figures: each
 * input goes to one of the two whole numbers beside its exact value, what follows by formula follows, and no figure may end up a whole
 * step from where it was. Begins at plain rounding; as long as something does not hold, the input whose step mends most is moved.
 */
import { decimal, type Decimal, roundHalfUp } from '../amount/amount.ts';
import type { CellRef } from '../document/document.ts';
import type { Engine } from '../formula/engine.ts';
import type { CheckResult } from '../formula/judge.ts';
import { isAmount } from '../formula/value.ts';
import { termsOf } from './identity.ts';
import { isDerived, reachOf } from './reach.ts';

/** What must hold of a weighted sum of nodes: between `least` and `most`, in whole units. */
interface Limit {
  readonly weights: ReadonlyMap<number, number>;
  readonly least: bigint | null;
  readonly most: bigint | null;
  readonly says: string;
}

/** An input that may be rounded up or down. */
interface Choice {
  readonly ref: CellRef;
  readonly low: bigint;
  readonly nearest: bigint;
  /** Limits that it moves, and by how much. */
  readonly moves: readonly (readonly [limit: number, by: bigint])[];
}

/** The chosen numbers, and what could not be made to hold. */
export interface WholeUnits {
  readonly choices: readonly { readonly ref: CellRef; readonly units: bigint; readonly nearest: bigint }[];
  readonly left: readonly string[];
}

/** Tries for each input before giving up. */
const PATIENCE = 60;
/** Inputs weighed for one step: of thousands that would do, one of these does. */
const WEIGHED = 48;
/** One step in so many is taken at random, so that two limits do not push one input to and fro. */
const RESTLESS = 11;

/** Rounds the inputs of an exact document so that what is printed agrees. */
export function roundTogether(engine: Engine): WholeUnits {
  return new Rounding(engine).run();
}

class Rounding {
  private readonly unit: Decimal;
  private readonly limits: Limit[] = [];
  private readonly limitsOfNode = new Map<number, number[]>();
  private readonly choices: Choice[] = [];
  private readonly choicesOfLimit = new Map<number, number[]>();
  private readonly sums: bigint[] = [];
  private readonly isUp: boolean[] = [];
  private readonly broken = new Set<number>();
  private state = 1;

  constructor(private readonly engine: Engine) {
    this.unit = decimal(10).pow(engine.document.decimals);
    this.gatherLimits();
    this.gatherChoices();
  }

  run(): WholeUnits {
    for (let patience = PATIENCE * (this.choices.length + 1); this.broken.size > 0 && patience > 0; patience--) {
      const limit = this.pick([...this.broken]);
      const choice = this.bestFor(limit);
      if (choice === null) this.broken.delete(limit);
      else this.turn(choice);
    }
    const left = this.limits.filter((_limit, at) => this.excess(at) > 0n).map(({ says }) => says);
    const choices = this.choices.map(({ ref, low, nearest }, at) => ({ ref, units: this.isUp[at] === true ? low + 1n : low, nearest }));
    return { choices, left: [...new Set(left)] };
  }

  private gatherLimits(): void {
    for (let node = 0; node < this.engine.space.size; node++) {
      const ref = this.engine.space.refOf(node);
      const value = this.unitsAt(node);
      if (value !== null && this.isPrinted(ref) && isDerived(this.engine, ref)) this.limit({ weights: new Map([[node, 1]]), least: floor(value), most: ceiling(value), says: ref.table });
    }
    // What does not hold among the exact figures is an error, not for rounding to hide.
    for (const result of this.engine.checks()) if (result.state === 'passed' && !result.check.defines && this.isPrintedTable(result.check.table)) this.limitBy(result);
  }

  private limitBy({ check, operator }: CheckResult): void {
    const { size } = this.engine.space;
    const terms = [...(termsOf(check) ?? [])].filter(([, weight]) => weight !== 0);
    // Last year's figures are as they were printed.
    const fixed = terms.reduce((sum, [node, weight]) => (node < size ? sum : sum.plus((this.unitsAt(node) ?? decimal(0)).times(weight))), decimal(0));
    if (terms.length === 0 || !fixed.isInteger()) return;
    const bound = -BigInt(fixed.toFixed());
    this.limit({ weights: new Map(terms.filter(([node]) => node < size)), least: operator === '≤' ? null : bound, most: operator === '≥' ? null : bound, says: check.says });
  }

  private limit(limit: Limit): void {
    const at = this.limits.push(limit) - 1;
    for (const node of limit.weights.keys()) append(this.limitsOfNode, node, at);
  }

  private gatherChoices(): void {
    const { engine } = this;
    const start = new Map<number, bigint>();
    for (let node = 0; node < engine.space.size; node++) {
      const ref = engine.space.refOf(node);
      const units = this.unitsAt(node);
      if (units === null || isDerived(engine, ref)) continue;
      const nearest = BigInt(roundHalfUp(units, 0).toFixed());
      const reach = reachOf(engine, ref);
      if (units.isInteger() || reach === null || !this.isPrinted(ref)) this.spread(start, reach ?? new Map([[node, 1]]), nearest);
      else this.choose(start, { ref, low: floor(units), nearest, moves: this.movesOf(reach) }, reach);
    }
    this.limits.forEach((limit, at) => {
      this.sums[at] = [...limit.weights].reduce((sum, [node, weight]) => sum + BigInt(weight) * (start.get(node) ?? 0n), 0n);
      if (this.excess(at) > 0n) this.broken.add(at);
    });
  }

  private choose(start: Map<number, bigint>, choice: Choice, reach: ReadonlyMap<number, number>): void {
    const at = this.choices.push(choice) - 1;
    this.isUp[at] = choice.nearest !== choice.low;
    this.spread(start, reach, choice.nearest);
    for (const [limit] of choice.moves) append(this.choicesOfLimit, limit, at);
  }

  private spread(start: Map<number, bigint>, reach: ReadonlyMap<number, number>, units: bigint): void {
    for (const [node, weight] of reach) start.set(node, (start.get(node) ?? 0n) + BigInt(weight) * units);
  }

  private movesOf(reach: ReadonlyMap<number, number>): Choice['moves'] {
    const moves = new Map<number, bigint>();
    for (const [node, times] of reach) {
      for (const limit of this.limitsOfNode.get(node) ?? []) moves.set(limit, (moves.get(limit) ?? 0n) + BigInt(times * (this.limits[limit]?.weights.get(node) ?? 0)));
    }
    return [...moves].filter(([, by]) => by !== 0n);
  }

  /** The input whose step brings a broken limit nearer and costs the others least; nearest to its exact value among equals. */
  private bestFor(limit: number): number | null {
    const all = this.choicesOfLimit.get(limit) ?? [];
    const first = all.length <= WEIGHED ? 0 : this.random(all.length);
    const able = Array.from({ length: Math.min(all.length, WEIGHED) }, (_one, offset) => all[(first + offset) % all.length] ?? 0).filter((choice) => this.excess(limit, this.stepOf(choice, limit)) < this.excess(limit));
    if (able.length === 0) return all.length > WEIGHED ? (all[first] ?? null) : null;
    if (this.random(RESTLESS) === 0) return this.pick(able);
    return able.reduce((best, one) => (this.costOf(one) < this.costOf(best) ? one : best));
  }

  /** By how much a choice's step would move a limit's sum. */
  private stepOf(choice: number, limit: number): bigint {
    const by = this.choices[choice]?.moves.find(([at]) => at === limit)?.[1] ?? 0n;
    return this.isUp[choice] === true ? -by : by;
  }

  /** What all limits lose by a step; leaving plain rounding weighs a little. */
  private costOf(choice: number): bigint {
    const { moves = [], nearest, low } = this.choices[choice] ?? {};
    const sign = this.isUp[choice] === true ? -1n : 1n;
    const lost = moves.reduce((sum, [limit, by]) => sum + this.excess(limit, sign * by) - this.excess(limit), 0n);
    const leaves = (nearest !== low) === (this.isUp[choice] === true);
    return 4n * lost + (leaves ? 1n : 0n);
  }

  private turn(choice: number): void {
    const sign = this.isUp[choice] === true ? -1n : 1n;
    this.isUp[choice] = this.isUp[choice] !== true;
    for (const [limit, by] of this.choices[choice]?.moves ?? []) {
      this.sums[limit] = (this.sums[limit] ?? 0n) + sign * by;
      if (this.excess(limit) > 0n) this.broken.add(limit);
      else this.broken.delete(limit);
    }
  }

  /** How far a limit is from holding, were its sum moved by `by`. */
  private excess(limit: number, by = 0n): bigint {
    const { least = null, most = null } = this.limits[limit] ?? {};
    const sum = (this.sums[limit] ?? 0n) + by;
    if (least !== null && sum < least) return least - sum;
    return most !== null && sum > most ? sum - most : 0n;
  }

  private unitsAt(node: number): Decimal | null {
    const value = this.engine.operandValue(node);
    return isAmount(value) ? value.times(this.unit) : null;
  }

  private isPrinted(ref: CellRef): boolean {
    return this.isPrintedTable(ref.table);
  }

  private isPrintedTable(table: string): boolean {
    return this.engine.space.region(table)?.shape.template.isPublished === true;
  }

  private pick(list: readonly number[]): number {
    return list[this.random(list.length)] ?? 0;
  }

  /** A whole number below `limit`. Park–Miller: the same document is always rounded the same way. */
  private random(limit: number): number {
    this.state = (this.state * 48_271) % 2_147_483_647;
    return this.state % limit;
  }
}

function append(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

function floor(value: Decimal): bigint {
  return BigInt(value.floor().toFixed());
}

function ceiling(value: Decimal): bigint {
  return BigInt(value.ceil().toFixed());
}
