/** What a sentence should say where one of its figures is wrong: the same words with the right figure, for a text that is not ours to change. */
import { type Decimal, decimal } from '../amount/amount.ts';
import type { Finding } from '../check/finding.ts';

const NUMBER = /\d[\d,，]*(?:\.\d+)?/gu;

/** A number in a text: from where to where, and whether it is a percentage. */
export interface WrittenNumber {
  readonly at: number;
  readonly end: number;
  readonly isPercent: boolean;
}

/** Places in a text where a number of this value stands. */
export function placesOfNumber(text: string, value: Decimal): readonly WrittenNumber[] {
  return [...text.matchAll(NUMBER)].flatMap((match) => {
    const end = match.index + match[0].length;
    return decimal(match[0].replace(/[,，]/gu, '')).eq(value) ? [{ at: match.index, end, isPercent: /^\s*[%％]/u.test(text.slice(end)) }] : [];
  });
}

/** The wrong figure and the right one without their signs; null where the finding has no such pair, or the sign is what is wrong. */
export function figuresOf({ actual, expected }: Pick<Finding, 'actual' | 'expected'>): { readonly wrong: Decimal; readonly right: string } | null {
  if (actual === null || expected === null) return null;
  const [wrong, right] = [decimal(actual), decimal(expected)];
  return wrong.isNegative() !== right.isNegative() && !wrong.isZero() && !right.isZero() ? null : { wrong: wrong.abs(), right: expected.replace('-', '') };
}

/** Whether the finding was worked out from a figure of its sentence that is itself wrong: what is right then shows once that is mended. */
export function standsOnWrong({ id, message, place }: Finding, findings: readonly Finding[]): boolean {
  return place !== undefined && findings.some((other) => other.id !== id && other.place?.line === place.line && other.place.part === place.part && other.actual !== null && message.includes(` ${other.actual} `));
}

/** The quoted words with the right figure in the wrong one's place, which is the last of its value there; null where it is not among them. */
export function rightWords(finding: Pick<Finding, 'actual' | 'expected' | 'place'>): string | null {
  const figures = figuresOf(finding);
  const quote = finding.place?.quote ?? '';
  const last = figures === null ? undefined : placesOfNumber(quote, figures.wrong).at(-1);
  return figures === null || last === undefined ? null : `${quote.slice(0, last.at)}${figures.right}${quote.slice(last.end)}`;
}
