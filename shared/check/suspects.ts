/**
 * Who could be wrong where a check fails. A cell is suspected when one other figure in its place would mend the check, and with it
 * every failing check that it stands in, and break none that holds. Printed totals are witnesses: a formula cell whose printed value
 * is its formula's is no suspect, and clears the cells that it is made of.
 */
import { type Decimal, decimal } from '../amount/amount.ts';
import { cellContent, type CellRef } from '../document/document.ts';
import type { Engine } from '../formula/engine.ts';
import type { CheckResult } from '../formula/judge.ts';
import { isAmount } from '../formula/value.ts';
import { type Bounds, boundsOf, holdsNow, termsOf } from './identity.ts';

/** A cell that alone could explain a failed check. */
export interface Suspect {
  readonly ref: CellRef;
  /** What stands there; null is blank. */
  readonly value: Decimal | null;
  /** How many failing checks another figure in its place would mend. */
  readonly mended: number;
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

/** The suspects of a failed check, those that mend most first. */
export function suspectsOf(engine: Engine, failed: CheckResult): readonly Suspect[] {
  const terms = termsOf(failed.check);
  if (terms === null || terms.size > MOST_TERMS) return [];
  const suspects = [...terms].flatMap(([node, weight]) => {
    if (weight === 0 || node >= engine.space.size) return [];
    const ref = engine.space.refOf(node);
    return isDerived(engine, ref) ? [] : (examine(engine, failed, node, ref, weight) ?? []);
  });
  return suspects.sort((a, b) => b.mended - a.mended);
}

/** A cell that shows what its formula gives can't be wrong by itself. */
function isDerived(engine: Engine, ref: CellRef): boolean {
  return engine.formula(ref) !== null && cellContent(engine.document, ref) === null;
}

/** What follows by formula on a side sheet is printed nowhere, so that it agrees proves nothing. */
function isWitness(engine: Engine, { check }: CheckResult): boolean {
  if (!check.defines || engine.space.region(check.table)?.shape.template.isPublished !== false) return true;
  return !isDerived(engine, engine.space.refOf(check.cell));
}

function examine(engine: Engine, failed: CheckResult, node: number, ref: CellRef, weight: number): Suspect | null {
  const others = engine.checksOf(ref).filter((result) => result.check !== failed.check && result.state !== 'insufficientData' && weightIn(result, node) !== 0);
  const witness = new Witnesses(boundsOf(engine, failed, weight), isCopy(failed));
  let leavesOthers = false;
  for (const result of others.filter((one) => !holdsNow(one))) {
    if (!witness.agrees(boundsOf(engine, result, weightIn(result, node)), isCopy(result))) leavesOthers = true;
  }
  for (const result of others.filter((one) => holdsNow(one) && isWitness(engine, one))) if (!witness.narrows(boundsOf(engine, result, weightIn(result, node)))) return null;
  return witness.suspect(ref, amountAt(engine, ref), leavesOthers);
}

function amountAt(engine: Engine, ref: CellRef): Decimal | null {
  const value = engine.value(ref);
  return isAmount(value) ? value : null;
}

function weightIn({ check }: CheckResult, node: number): number {
  return termsOf(check)?.get(node) ?? 0;
}

/** One figure against the same figure elsewhere. */
function isCopy({ check }: CheckResult): boolean {
  return [...(termsOf(check)?.values() ?? [])].filter((weight) => weight !== 0).length === 2;
}

/** What the checks say together about the error of one cell. */
class Witnesses {
  private least: Decimal | null;
  private most: Decimal | null;
  private centre: Decimal | null;
  private copied: Decimal | null;
  private mended = 1;

  constructor(first: Bounds, isFirstCopy: boolean) {
    this.least = first.least;
    this.most = first.most;
    this.centre = first.isEquation ? first.centre : null;
    this.copied = first.isEquation && isFirstCopy ? first.centre : null;
  }

  /** Takes in a failing check; false where it is at odds with what the others say. */
  agrees(bounds: Bounds, isCopied: boolean): boolean {
    if (!this.narrows(bounds)) return false;
    this.mended++;
    if (bounds.isEquation) {
      this.centre ??= bounds.centre;
      if (isCopied) this.copied ??= bounds.centre;
    }
    return true;
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

  suspect(ref: CellRef, value: Decimal | null, leavesOthers: boolean): Suspect {
    const stands = value ?? NOTHING;
    const meant = (error: Decimal | null): Decimal | null => (error === null ? null : stands.minus(error));
    const { least, most } = this;
    const error = this.copied ?? this.centre;
    const held = error === null ? null : clamp(error, least, most);
    const isCertain = held !== null && (this.copied?.eq(held) === true || (least !== null && most !== null && least.eq(most)));
    return { ref, value, mended: this.mended, leavesOthers, least: meant(most), most: meant(least), meant: meant(held), isCertain };
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
