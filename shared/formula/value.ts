/** What a cell can be worth: an amount, blank, true or false, a text, or an error that names the cell where it began. */
import { decimal, type Decimal } from '../amount/amount.ts';
import { type CellContent, contentText } from '../document/document.ts';

export type ErrorCode = '循环引用' | '除以零' | '引用不存在' | '类型不符' | '缺少数据';

/** An error as a value: it travels through formulas and never stops the sheet. */
export class CellError {
  constructor(
    readonly code: ErrorCode,
    /** Where it began, in words; '' until the engine knows the cell. */
    readonly origin: string,
  ) {}
}

export type Value = Decimal | null | boolean | string | CellError;

export function isAmount(value: Value): value is Decimal {
  return typeof value === 'object' && value !== null && !(value instanceof CellError);
}

/** Whether two values are the same for recalculation: equal amounts, equal kinds; blank only equals blank. */
export function sameValue(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a instanceof CellError) return b instanceof CellError && a.code === b.code && a.origin === b.origin;
  return isAmount(a) && isAmount(b) && a.eq(b);
}

/** What a cell's content is worth: words as they stand, an amount or a declared amount as such. */
export function contentValue(content: CellContent): Decimal | string | null {
  const text = contentText(content);
  return text === null || (typeof content === 'object' && 'text' in content) ? text : decimal(text);
}
