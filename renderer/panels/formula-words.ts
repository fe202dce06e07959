/** A cell's formula in words, standing where the cell stands. */
import { describe } from '../../shared/check/describe.ts';
import type { CellRef } from '../../shared/document/document.ts';
import type { Engine } from '../../shared/formula/engine.ts';

/** Null for an input. */
export function formulaInWords(engine: Engine, ref: CellRef): string | null {
  const instance = engine.formula(ref);
  if (instance === null) return null;
  const region = engine.space.region(ref.table);
  const scope = { region, row: region?.shape.index.get(ref.row) ?? -1, column: ref.column, variables: {} };
  return describe(instance.formula.expression, engine.space, scope, ref.table);
}
