/** Amounts as the window shows them: in the document's unit, or switched to the other one for reading and typing. */
import { amountText, convertUnit, decimal, plainAmount, tableAmount, type Unit } from '../../shared/amount/amount.ts';
import type { CellRef } from '../../shared/document/document.ts';
import type { Engine } from '../../shared/formula/engine.ts';
import { CellError, isAmount, type Value } from '../../shared/formula/value.ts';

const PLACES = 2;

/** As in the table: separators, rounded to the printed places. */
export function shownValue(engine: Engine, ref: CellRef, value: Value, unit: Unit): string {
  if (value instanceof CellError) return `#${value.code}`;
  if (value !== null && !isAmount(value)) return String(value);
  const { document } = engine;
  if (value === null || unit === document.unit || isCount(engine, ref)) return tableAmount(value, isCount(engine, ref) ? 0 : document.decimals);
  return tableAmount(convertUnit(value, document.unit, unit), PLACES);
}

/** In full, as it is typed and copied: every place that it has, no separators; blank is ''. */
export function typedValue(engine: Engine, ref: CellRef, value: Value, unit: Unit): string {
  if (!isAmount(value)) return value === null ? '' : value instanceof CellError ? `#${value.code}` : String(value);
  const { document } = engine;
  if (isCount(engine, ref)) return plainAmount(value, 0);
  return unit === document.unit ? plainAmount(value, document.decimals) : plainAmount(convertUnit(value, document.unit, unit), PLACES);
}

/** What was typed in the shown unit, in the document's. Exact: nothing is rounded on the way in. */
export function enteredInUnit(engine: Engine, ref: CellRef, amount: string, unit: Unit): string {
  const { document } = engine;
  return unit === document.unit || isCount(engine, ref) ? amount : amountText(convertUnit(decimal(amount), unit, document.unit));
}

function isCount(engine: Engine, ref: CellRef): boolean {
  const shape = engine.space.region(ref.table)?.shape;
  return shape?.rows[shape.index.get(ref.row) ?? -1]?.fixed?.isCount === true;
}
