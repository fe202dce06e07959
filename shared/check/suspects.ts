/**
 * Who could be wrong where a check fails. A cell is suspected when one other figure in its place would mend the check, and with it
 * every failing check that it stands in, and break none that holds. Printed totals are witnesses: a formula cell whose printed value
 * is its formula's is no suspect, and clears the cells that it is made of.
 */
import { type Decimal, decimal } from '../amount/amount.ts';
import type { CellRef } from '../document/document.ts';
import type { CheckInstance } from '../formula/check-wiring.ts';
import type { Engine } from '../formula/engine.ts';
import type { CheckResult } from '../formula/judge.ts';
import { isAmount } from '../formula/value.ts';
import { type Bounds, boundsOf, holdsNow, type Terms, termsOf } from './identity.ts';
import { isDerived, type Reach, reachOf, sourcesOf } from './reach.ts';

/** A cell that alone could explain a failed check. */
export interface Suspect {
  readonly ref: CellRef;
  /** What stands there; null is blank. */
  readonly value: Decimal | null;
  /** How many failing checks another figure in its place would mend. */
  readonly mended: number;
  /** Those checks. */
  readonly mends: readonly CheckInstance[];
  /** Some failing check that it stands in would fail all the same. */
  readonly leavesOthers: boolean;
  /** What the figure should be: between these, and most likely `meant`; null where only an inequality speaks. */
  readonly least: Decimal | null;
  readonly most: Decimal | null;
  readonly meant: Decimal | null;
  /** Whether the checks leave no room for another figure: one copies it, or all are exact. */
  readonly isCertain: boolean;
}

/** Longer sums are not searched: with so many cells in doubt nothing certain could be said. */
const MOST_TERMS = 2000;
const NOTHING = decimal(0);

/** Cells of the failed check itself that could be wrong. Printed totals that agree with their formula are witnesses. */
export function suspectsOf(engine: Engine, failed: CheckResult): readonly Suspect[] {
  const terms = termsOf(failed.check);
  if (terms === null || terms.size > MOST_TERMS) return [];
  const refs = cellsIn(engine, terms).filter((ref) => !isDerived(engine, ref));
  return ranked(refs.map((ref) => examine(engine, failed, ref, new Map([[engine.space.cell(ref), 1]]))));
}

/**
 * The same where figures have been typed and totals follow them: inputs behind the check are suspected too, and what follows from
 * one by formula is no witness.
 */
export function distantSuspects(engine: Engine, failed: CheckResult): readonly Suspect[] {
  const terms = termsOf(failed.check);
  const refs = terms === null || terms.size > MOST_TERMS ? null : sourcesOf(engine, cellsIn(engine, terms));
  return ranked((refs ?? []).map((ref) => {
    const reach = reachOf(engine, ref);
    return reach === null ? null : examine(engine, failed, ref, reach);
  }));
}

function cellsIn(engine: Engine, terms: Terms): readonly CellRef[] {
  return [...terms].flatMap(([node, weight]) => (weight === 0 || node >= engine.space.size ? [] : [engine.space.refOf(node)]));
}

function ranked(suspects: readonly (Suspect | null)[]): readonly Suspect[] {
  return suspects.filter((suspect) => suspect !== null).sort((a, b) => b.mended - a.mended);
}

/** What follows by formula on a side sheet is printed nowhere, so that it agrees proves nothing. */
function isWitness(engine: Engine, { check }: CheckResult): boolean {
  if (!check.defines || engine.space.region(check.table)?.shape.template.isPublished !== false) return true;
  return !isDerived(engine, engine.space.refOf(check.cell));
}

function examine(engine: Engine, failed: CheckResult, ref: CellRef, reach: Reach): Suspect | null {
  const concerned = [...new Set([...reach.keys()].flatMap((node) => engine.checksOf(engine.space.refOf(node))))];
  const weighed = concerned.flatMap((result) => {
    const weight = result.state === 'insufficientData' ? 0 : weightIn(result, reach);
    return weight === 0 ? [] : [{ result, bounds: boundsOf(engine, result, weight) }];
  });
  const own = weighed.find(({ result }) => result.check === failed.check);
  if (own === undefined) return null;
  const witness = new Witnesses(own.bounds, isCopy(failed));
  const others = weighed.filter((one) => one !== own);
  let leavesOthers = false;
  for (const { result, bounds } of others.filter((one) => !holdsNow(one.result))) if (!witness.agrees(bounds, isCopy(result), result.check)) leavesOthers = true;
  for (const { bounds } of others.filter((one) => holdsNow(one.result) && isWitness(engine, one.result))) if (!witness.narrows(bounds)) return null;
  return witness.suspect(ref, amountAt(engine, ref), leavesOthers, failed.check);
}

function amountAt(engine: Engine, ref: CellRef): Decimal | null {
  const value = engine.value(ref);
  return isAmount(value) ? value : null;
}

/** How often an error that has spread counts in a check. */
function weightIn({ check }: CheckResult, reach: Reach): number {
  const terms = termsOf(check);
  let weight = 0;
  if (terms !== null) for (const [node, times] of reach) weight += times * (terms.get(node) ?? 0);
  return weight;
}

/** One figure against the same figure elsewhere. */
function isCopy({ check }: CheckResult): boolean {
  return [...(termsOf(check)?.values() ?? [])].filter((weight) => weight !== 0).length === 2;
}

/** What the checks say together about the error of one cell. */
class Witnesses {
  private least: Decimal | null;
  private most: Decimal | null;
  /** The error that the strictest equation asks for, and how far it may be off. */
  private centre: { readonly error: Decimal; readonly slack: Decimal } | null = null;
  private copied: Decimal | null;
  private readonly mends: CheckInstance[] = [];

  constructor(first: Bounds, isFirstCopy: boolean) {
    this.least = first.least;
    this.most = first.most;
    this.lookAt(first);
    this.copied = first.isEquation && isFirstCopy ? first.centre : null;
  }

  /** Takes in a failing check; false where it is at odds with what the others say. */
  agrees(bounds: Bounds, isCopied: boolean, check: CheckInstance): boolean {
    if (!this.narrows(bounds)) return false;
    this.mends.push(check);
    this.lookAt(bounds);
    if (bounds.isEquation && isCopied) this.copied ??= bounds.centre;
    return true;
  }

  private lookAt({ isEquation, centre, most }: Bounds): void {
    const slack = isEquation && most !== null ? most.minus(centre) : null;
    if (slack !== null && (this.centre === null || slack.lt(this.centre.slack))) this.centre = { error: centre, slack };
  }

  /** Narrows the range of errors; false where nothing would be left. */
  narrows({ least, most }: Bounds): boolean {
    const low = greater(this.least, least);
    const high = smaller(this.most, most);
    if (low !== null && high !== null && low.gt(high)) return false;
    this.least = low;
    this.most = high;
    return true;
  }

  suspect(ref: CellRef, value: Decimal | null, leavesOthers: boolean, failed: CheckInstance): Suspect {
    const stands = value ?? NOTHING;
    const meant = (error: Decimal | null): Decimal | null => (error === null ? null : stands.minus(error));
    const { least, most } = this;
    const error = this.copied ?? this.centre?.error ?? null;
    const held = error === null ? null : clamp(error, least, most);
    const isCertain = held !== null && (this.copied?.eq(held) === true || (least !== null && most !== null && least.eq(most)));
    return { ref, value, mended: this.mends.length + 1, mends: [failed, ...this.mends], leavesOthers, least: meant(most), most: meant(least), meant: meant(held), isCertain };
  }
}

function clamp(error: Decimal, least: Decimal | null, most: Decimal | null): Decimal {
  if (least !== null && error.lt(least)) return least;
  return most !== null && error.gt(most) ? most : error;
}

function greater(a: Decimal | null, b: Decimal | null): Decimal | null {
  if (a === null || b === null) return a ?? b;
  return a.gt(b) ? a : b;
}

function smaller(a: Decimal | null, b: Decimal | null): Decimal | null {
  if (a === null || b === null) return a ?? b;
  return a.lt(b) ? a : b;
}
