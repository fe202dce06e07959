/**
 * Amounts are exact decimals from file to paper: a `Decimal` in memory, a plain decimal string in files and over IPC.
 * Blank is `null` and is never the same thing as zero.
 */
import { Decimal as BaseDecimal } from 'decimal.js';

/** The project's decimal: 60 significant digits, so every sum of amounts is exact; 四舍五入 away from zero. */
export const Decimal = BaseDecimal.clone({ precision: 60, rounding: BaseDecimal.ROUND_HALF_UP, toExpNeg: -60, toExpPos: 60 });
export type Decimal = BaseDecimal;

/** The two units in which a 决算公开 may be printed. */
export type Unit = '元' | '万元';

const YUAN_PER: Readonly<Record<Unit, number>> = { 元: 1, 万元: 10_000 };

/** Exact decimal of a canonical string such as `1481.36`; throws on anything else (a bug, not bad input). */
export function decimal(text: string | number | Decimal): Decimal {
  return new Decimal(text);
}

/** Canonical text of an amount, as stored in documents: no exponent, no trailing zeros, no separators. */
export function amountText(value: Decimal): string {
  return value.isZero() ? '0' : value.toFixed();
}

/** 四舍五入 to `places` decimals, half away from zero. The only rounding in the product. */
export function roundHalfUp(value: Decimal, places: number): Decimal {
  return value.toDecimalPlaces(places, Decimal.ROUND_HALF_UP);
}

/** Converts between 元 and 万元 exactly; rounding, where wanted, is the caller's one step at the edge. */
export function convertUnit(value: Decimal, from: Unit, to: Unit): Decimal {
  return from === to ? value : value.times(YUAN_PER[from]).dividedBy(YUAN_PER[to]);
}

/** 尾差 envelope: how far two sides with `terms` rounded figures in all may differ, that is terms × half a unit of the last place. */
export function envelope(terms: number, decimals: number): Decimal {
  return new Decimal(10).pow(-decimals).times(terms).dividedBy(2);
}

/** Prints with at least `decimals` places (more where the value holds more: nothing is hidden), no separators. */
export function plainAmount(value: Decimal, decimals: number): string {
  const shown = value.isZero() ? value.abs() : value;
  return shown.toFixed(Math.max(decimals, shown.decimalPlaces()));
}

/** Prints as the tables do: rounded to `decimals`, thousands separators, blank as ''. */
export function tableAmount(value: Decimal | null, decimals: number): string {
  if (value === null) return '';
  const rounded = roundHalfUp(value, decimals);
  const [whole = '', fraction] = (rounded.isZero() ? rounded.abs() : rounded).toFixed(decimals).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
