/** How a figure goes wrong under the hand: what would have been typed, had one of the usual slips not happened. Each reading is exact. */
import { type Decimal, decimal, roundHalfUp } from '../amount/amount.ts';

export type SlipKind = 'sign' | 'unit' | 'scale' | 'transposed' | 'digit-doubled' | 'digit-lost';

/** A figure that may have been meant, and by which slip it would have become the one that stands there. */
export interface Slip {
  readonly kind: SlipKind;
  readonly meant: Decimal;
  /** How easily it fits by chance: steps of the last place by which a better fit must be nearer to take its place. */
  readonly looseness: number;
}

/** 元 against 万元. */
const UNIT_POWER = 4;
const POWERS = [4, -4, 3, -3, 2, -2, 1, -1] as const;

/** Every figure of `decimals` places from which `wrong` comes by one slip, likeliest slips first. */
export function slipsTo(wrong: Decimal, decimals: number): readonly Slip[] {
  if (wrong.isZero()) return [];
  const slips: readonly Slip[] = [{ kind: 'sign', meant: wrong.negated(), looseness: 0 }, ...POWERS.map((power) => moved(wrong, power, decimals)), ...digitSlips(wrong, decimals)];
  return slips.filter(({ kind, meant }) => !meant.isZero() && !meant.eq(wrong) && ((kind !== 'unit' && kind !== 'scale') || isRecognisable(wrong, meant)));
}

/** A figure moved so far to the right that rounding left hardly a digit of it is like any other. */
function isRecognisable(wrong: Decimal, meant: Decimal): boolean {
  return meant.abs().gt(wrong.abs()) || meant.precision() >= 3 || meant.precision(true) >= wrong.precision(true) - 1;
}

function moved(wrong: Decimal, power: number, decimals: number): Slip {
  const exact = wrong.times(decimal(10).pow(-power));
  const meant = roundHalfUp(exact, decimals);
  return { kind: Math.abs(power) === UNIT_POWER ? 'unit' : 'scale', meant, looseness: exact.eq(meant) ? 0 : 2 };
}

function digitSlips(wrong: Decimal, decimals: number): readonly Slip[] {
  const places = Math.max(decimals, wrong.decimalPlaces());
  const digits = wrong.abs().times(decimal(10).pow(places)).toFixed();
  const read = (text: string): Decimal => decimal(text).dividedBy(decimal(10).pow(places)).times(wrong.isNegative() ? -1 : 1);
  const slip = (kind: SlipKind, looseness: number) => (text: string): Slip => ({ kind, meant: read(text), looseness });
  return [...undoubled(digits).map(slip('digit-doubled', 1)), ...swapped(digits).map(slip('transposed', 1)), ...completed(digits).map(slip('digit-lost', 0.5))];
}

/** Two neighbouring digits the other way round. */
function swapped(digits: string): readonly string[] {
  return [...digits].flatMap((digit, at) => {
    const next = digits[at + 1];
    // A leading zero would be no swap but a digit too many.
    return next === undefined || next === digit || (at === 0 && next === '0') ? [] : [`${digits.slice(0, at)}${next}${digit}${digits.slice(at + 2)}`];
  });
}

/** A digit that stands twice, once. */
function undoubled(digits: string): readonly string[] {
  return [...digits].flatMap((digit, at) => (digits[at + 1] === digit ? [digits.slice(0, at) + digits.slice(at + 1)] : []));
}

/** One digit more, anywhere. */
function completed(digits: string): readonly string[] {
  return Array.from({ length: digits.length + 1 }, (_one, at) => at).flatMap((at) => [...'0123456789'].map((digit) => digits.slice(0, at) + digit + digits.slice(at)));
}
