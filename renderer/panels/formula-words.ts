/** A cell's formula in words, standing where the cell stands. */
import { describe } from '../../shared/check/describe.ts';
import type { CellRef } from '../../shared/document/document.ts';
import type { Engine } from '../../shared/formula/engine.ts';
import { isAmount, type Value } from '../../shared/formula/value.ts';

const MOST_TERMS = 6;

/** The figures that a plain sum adds up, blanks and zeros left out: （245.22 ＋ 1248.09）. Empty for other formulas, whose words tell enough. */
export function termsInWords(engine: Engine, ref: CellRef, shown: (cell: CellRef) => string): string {
  const instance = engine.formula(ref);
  const expression = instance?.formula.expression;
  if (expression?.type !== 'call' || expression.name !== 'SUM') return '';
  const terms = engine.precedents(ref).filter((cell) => !isNothing(engine.value(cell)));
  if (terms.length < 2) return '';
  const first = terms.slice(0, MOST_TERMS).map(shown).join(' ＋ ');
  return terms.length > MOST_TERMS ? `（${first} ＋ …，共 ${terms.length} 项）` : `（${first}）`;
}

function isNothing(value: Value): boolean {
  return value === null || (isAmount(value) && value.isZero());
}

/** Null for an input. */
export function formulaInWords(engine: Engine, ref: CellRef): string | null {
  const instance = engine.formula(ref);
  if (instance === null) return null;
  const region = engine.space.region(ref.table);
  const scope = { region, row: region?.shape.index.get(ref.row) ?? -1, column: ref.column, variables: {} };
  return describe(instance.formula.expression, engine.space, scope, ref.table);
}
