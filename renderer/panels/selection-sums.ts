/** Sum, average and count of the selected figures, exact. */
import { decimal, roundHalfUp, tableAmount } from '../../shared/amount/amount.ts';
import type { CellRef } from '../../shared/document/document.ts';
import { isAmount } from '../../shared/formula/value.ts';
import type { Values } from '../../shared/report/layout.ts';

export interface SelectionSums {
  readonly sum: string;
  readonly average: string;
  readonly count: number;
}

/** Null where fewer than two figures are selected: there is nothing to add. */
export function selectionSums(cells: readonly CellRef[], values: Values): SelectionSums | null {
  const amounts = cells.map((cell) => values.value(cell)).filter(isAmount);
  if (amounts.length < 2) return null;
  const { decimals } = values.document;
  const sum = amounts.reduce((total, amount) => total.plus(amount), decimal(0));
  return { sum: tableAmount(sum, decimals), average: tableAmount(roundHalfUp(sum.dividedBy(amounts.length), decimals), decimals), count: amounts.length };
}
