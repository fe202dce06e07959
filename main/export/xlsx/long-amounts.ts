/**
 * A workbook keeps 15 digits of a number. An amount with more is written as text, which is exact; what is computed from such an
 * amount is written as the value that it has, as a spreadsheet would count text as nothing.
 */
import { amountText, type Decimal, decimal } from '../../../shared/amount/amount.ts';
import type { CellRef } from '../../../shared/document/document.ts';
import type { Engine } from '../../../shared/formula/engine.ts';
import { isAmount } from '../../../shared/formula/value.ts';

const DIGITS = 15;

export const LONG_AMOUNT_NOTE = '此数超过 15 位，Excel 只能保留 15 位有效数字，因此按文本写入，原数不变。';
export const FED_BY_LONG_NOTE = '此格的公式要用到超过 15 位的数，Excel 算不准，这里是明账的计算结果。如改动相关数据，请在明账中重新计算后再导出。';

export function isLong(amount: Decimal): boolean {
  return amount.precision() > DIGITS;
}

/** The number where a workbook keeps it whole, else its text. */
export function exactValue(amount: Decimal): number | string {
  return isLong(amount) ? amountText(amount) : amount.toNumber();
}

/** Whether a formula as text holds a number that a spreadsheet would cut. */
export function hasLongNumber(formula: string): boolean {
  return [...formula.replace(/"[^"]*"/gu, '').matchAll(/(?<![\w.$])\d+(?:\.\d+)?/gu)].some(([number]) => isLong(decimal(number)));
}

/** Whether a cell's formula reads an amount that is too long, by way of cells outside the workbook too. */
export function readsLong(engine: Engine, ref: CellRef): boolean {
  const seen = new Set<string>();
  const reads = (of: CellRef): boolean => engine.precedents(of).some((cell) => {
    const value = engine.value(cell);
    if (isAmount(value) && isLong(value)) return true;
    const key = `${cell.table}\n${cell.row}\n${cell.column}`;
    const isPublished = engine.template.tables.find(({ id }) => id === cell.table)?.isPublished === true;
    if (isPublished || seen.has(key)) return false;
    seen.add(key);
    return reads(cell);
  });
  return reads(ref);
}

/** What the user is told, where there are such amounts. */
export function longAmountsText(engine: Engine): readonly string[] {
  const count = engine.template.tables.filter((table) => table.isPublished).flatMap((table) => (engine.document.tables[table.id]?.rows ?? []).flatMap((row) =>
    table.columns.filter(({ key }) => {
      const value = engine.value({ table: table.id, row: row.key, column: key });
      return isAmount(value) && isLong(value);
    }))).length;
  return count === 0 ? [] : [`有 ${count} 个数超过 15 位，工作簿里按文本写入，原数不变；由它们算出的数也不再是公式`];
}
