/** The likely cause of a wrong figure in a text, where it can be told by recomputing: a slip of the hand, another figure, another base. */
import { type Decimal, decimal, plainAmount, roundHalfUp } from '../amount/amount.ts';

/** Another figure that may have been written by mistake. */
export interface Candidate {
  readonly name: string;
  readonly value: Decimal;
}

/** Why `written` may stand where `expected` belongs, as a clause to put behind a message; '' where it can't be told. */
export function amountCause(written: Decimal, expected: Decimal, others: readonly Candidate[]): string {
  if (written.isZero()) return '';
  if (written.eq(expected.negated())) return '，可能是正负号写反';
  const slip = shiftCause(written, expected);
  if (slip !== '') return slip;
  const same = others.find((other) => other.value.eq(written));
  if (same !== undefined) return `，与${same.name}的数相同，可能抄错了对象`;
  return digitCause(plainAmount(written, 2), plainAmount(expected, 2));
}

function shiftCause(written: Decimal, expected: Decimal): string {
  if (expected.isZero()) return '';
  if (isShifted(written, expected, 10_000)) return '，相差一万倍，可能是元、万元写错';
  if ([10, 100, 1000].some((factor) => isShifted(written, expected, factor))) return '，可能是小数点错位';
  return '';
}

/** Whether one is the other times `factor`, at the places that are written. */
function isShifted(written: Decimal, expected: Decimal, factor: number): boolean {
  return written.eq(expected.times(factor)) || roundHalfUp(expected.dividedBy(factor), 2).eq(written);
}

function digitCause(written: string, expected: string): string {
  if (written.length !== expected.length) return '';
  const differing = [...written].flatMap((digit, at) => (digit === expected[at] ? [] : [at]));
  const [first, second] = differing;
  if (differing.length === 1) return '，只有一位数字不同，可能是录入错误';
  const isSwapped = differing.length === 2 && first !== undefined && second !== undefined && written[first] === expected[second] && written[second] === expected[first];
  return isSwapped ? '，有两位数字颠倒' : '';
}

/** A way in which a percentage may have been computed by mistake. */
export interface PercentReading {
  readonly says: string;
  readonly part: Decimal;
  readonly base: Decimal;
}

/** “按本年数为基数才得36.64%”: the wrong reading that gives the written percentage; '' where none does. */
export function percentCause(written: Decimal, expected: Decimal, readings: readonly PercentReading[]): string {
  const wrong = readings.find(({ part, base }) => !base.isZero() && roundHalfUp(part.times(100).dividedBy(base).abs(), 2).eq(written));
  if (wrong !== undefined) return `，${wrong.says}才得 ${written.toFixed()}%`;
  if (written.eq(decimal(100).minus(expected))) return '，写成了与100%的差';
  if ([10, 100].some((factor) => isShifted(written, expected, factor))) return '，可能是小数点错位';
  return digitCause(written.toFixed(2), expected.toFixed(2));
}
