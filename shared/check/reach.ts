/** How an error of one cell spreads: formula cells that show what their formula gives carry it on, printed values do not. */
import { cellContent, type CellRef } from '../document/document.ts';
import type { Engine } from '../formula/engine.ts';
import { termsOf } from './identity.ts';

/** Node number → how many times the error counts there. */
export type Reach = ReadonlyMap<number, number>;

/** No error is followed further. */
const MOST_CELLS = 400;
/** With more inputs behind a check, one can't be told from another in reasonable time. */
const MOST_SOURCES = 160;

/** Whether a cell shows what its formula gives; it can't be wrong by itself. */
export function isDerived(engine: Engine, ref: CellRef): boolean {
  return engine.formula(ref) !== null && cellContent(engine.document, ref) === null;
}

/** Where an error of a cell arrives, itself first; null where a formula on the way is no sum, or too many are. */
export function reachOf(engine: Engine, ref: CellRef): Reach | null {
  const reach = new Map<number, number>();
  const queue: { readonly ref: CellRef; readonly weight: number }[] = [{ ref, weight: 1 }];
  for (let step = queue.pop(); step !== undefined; step = queue.pop()) {
    const node = engine.space.cell(step.ref);
    reach.set(node, (reach.get(node) ?? 0) + step.weight);
    if (reach.size > MOST_CELLS) return null;
    for (const next of engine.dependents(step.ref)) {
      if (!isDerived(engine, next)) continue;
      const factor = factorIn(engine, next, node);
      if (factor === null) return null;
      queue.push({ ref: next, weight: step.weight * factor });
    }
  }
  return reach;
}

/** How often a cell counts in the formula of another. */
function factorIn(engine: Engine, target: CellRef, node: number): number | null {
  const cell = engine.space.cell(target);
  const own = engine.checksOf(target).find(({ check }) => check.defines && check.cell === cell);
  const terms = own === undefined ? null : termsOf(own.check);
  return terms === null ? null : -(terms.get(node) ?? 0);
}

/** Inputs and printed values from which cells come; null where there are too many. */
export function sourcesOf(engine: Engine, refs: readonly CellRef[]): readonly CellRef[] | null {
  const seen = new Set<number>();
  const sources: CellRef[] = [];
  const queue = [...refs];
  for (let ref = queue.pop(); ref !== undefined; ref = queue.pop()) {
    const node = engine.space.cell(ref);
    if (seen.has(node)) continue;
    seen.add(node);
    if (isDerived(engine, ref)) queue.push(...engine.precedents(ref));
    else sources.push(ref);
    if (sources.length > MOST_SOURCES || seen.size > MOST_CELLS) return null;
  }
  return sources;
}
