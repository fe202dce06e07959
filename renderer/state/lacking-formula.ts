/** Formulas that have nothing to compute from, such as last year's figure where last year's document isn't loaded. */
import type { CellRef } from '../../shared/document/document.ts';
import type { Engine } from '../../shared/formula/engine.ts';
import { CellError } from '../../shared/formula/value.ts';

/** Whether a figure may be entered on a formula cell without a reason: there is no computed one that it would replace. */
export function isLacking(engine: Engine, ref: CellRef): boolean {
  const computed = engine.formula(ref) === null ? null : engine.computedValue(ref);
  return computed instanceof CellError && computed.code === '缺少数据';
}
