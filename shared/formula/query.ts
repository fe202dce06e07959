/** Evaluates a formula that stands in no cell: a figure of a sentence, a condition, what a name in a text means. */
import type { CellRef } from '../document/document.ts';
import type { Engine } from './engine.ts';
import { compile } from './evaluate.ts';
import { NO_SCOPE, type Scope } from './space.ts';
import { type Expression, type Reference, references } from './syntax.ts';
import { CellError, type Value } from './value.ts';

export interface Answer {
  readonly value: Value;
  /** Cells of this year's tables that it comes from. */
  readonly cells: readonly CellRef[];
}

/** The formula's value over the engine's tables. A table the set does not have, or last year's where there is none, is 缺少数据. */
export function query(engine: Engine, expression: Expression, scope: Scope = NO_SCOPE): Answer {
  const values: Value[] = [];
  const cells: CellRef[] = [];
  const operands: (readonly number[])[] = [];
  for (const reference of references(expression)) {
    const source = reference.prior ? engine.priorEngine() : engine;
    const found = source?.space.cells(thisYears(reference), scope) ?? null;
    if (source === null || found === null) {
      operands.push([values.length]);
      values.push(missing(reference));
      continue;
    }
    const refs = found.map((cell) => source.space.refOf(cell));
    operands.push(refs.map((_ref, at) => values.length + at));
    values.push(...refs.map((ref) => source.value(ref)));
    if (!reference.prior) cells.push(...refs);
  }
  return { value: compile(expression)(values, operands), cells };
}

/** A space keeps what it found with the reference, and formulas of texts are asked again after every edit. */
const twins = new WeakMap<Reference, Reference>();

/** The reference as last year's own tables understand it. */
function thisYears(reference: Reference): Reference {
  if (!reference.prior) return reference;
  const known = twins.get(reference) ?? { ...reference, prior: false };
  twins.set(reference, known);
  return known;
}

function missing(reference: Reference): CellError {
  return new CellError('缺少数据', reference.prior ? '上年决算数' : (reference.table ?? reference.text));
}
