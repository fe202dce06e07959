/**
 * What an indicator's target says and whether it was met: “≥90%” against “77.48%”, “≤60万元” against “58万元”. A target in words
 * (“完成”) and an achievement without a number can't be compared, and then nothing is held against it.
 */
import { Decimal } from '../amount/amount.ts';
import { isAmount, type Value } from './value.ts';

export interface Target {
  readonly relation: '≥' | '≤' | '>' | '<' | '=';
  readonly bound: Decimal;
  /** What is counted: %, 万元, 家; '' where nothing stands. */
  readonly unit: string;
}

const RELATIONS: Readonly<Record<string, Target['relation']>> = {
  '≥': '≥', '>=': '≥', '≧': '≥', 不低于: '≥', 不少于: '≥', '≤': '≤', '<=': '≤', '≦': '≤', 不高于: '≤', 不超过: '≤', '>': '>', '＞': '>', '<': '<', '＜': '<', '=': '=', '＝': '=',
};
const QUANTITY = /^(?<number>-?\d[\d,，]*(?:\.\d+)?)\s*(?<unit>[%％‰]|\p{Script=Han}{0,4})$/u;
const ZERO = new Decimal(0);
const ONE = new Decimal(1);

/** The target that a text states; null for one in words, or without a relation. */
export function readTarget(text: string): Target | null {
  const match = /^\s*(?<relation>>=|<=|[≥≧≤≦>＞<＜=＝]|不低于|不少于|不高于|不超过)\s*(?<quantity>.+?)\s*$/u.exec(text);
  const relation = RELATIONS[match?.groups?.['relation'] ?? ''];
  const quantity = readQuantity(match?.groups?.['quantity'] ?? '');
  return relation === undefined || quantity === null ? null : { relation, ...quantity };
}

/** A number with its unit, such as 95% or 225万元; null where the text is anything more or less. */
export function readQuantity(text: string): { readonly bound: Decimal; readonly unit: string } | null {
  const match = QUANTITY.exec(text.trim())?.groups;
  if (match === undefined) return null;
  return { bound: new Decimal((match['number'] ?? '0').replace(/[,，]/gu, '')), unit: (match['unit'] ?? '').replace('％', '%') };
}

/** MEETS 达标: false only where target and achievement are both quantities of one kind and do not stand in the target's relation. */
export function meetsTarget(target: Value, actual: Value): boolean {
  const compared = comparable(target, actual);
  return compared === null || holds(compared.target, compared.actual);
}

/**
 * ATTAIN 完成比例: 1 where the target is met; below ≥ the achieved share of it, above ≤ less by the share that it is exceeded, never
 * below 0; blank where it can't be told.
 */
export function attainment(target: Value, actual: Value): Decimal | null {
  const compared = comparable(target, actual);
  if (compared === null) return null;
  const { target: { relation, bound }, actual: achieved } = compared;
  if (holds(compared.target, achieved)) return ONE;
  if (bound.isZero()) return ZERO;
  const share = achieved.dividedBy(bound);
  const isCeiling = relation === '≤' || relation === '<' || (relation === '=' && share.gt(1));
  return Decimal.min(ONE, Decimal.max(ZERO, isCeiling ? new Decimal(2).minus(share) : share));
}

/** Both as quantities. Units that differ can't be compared; one that is left out is understood. */
function comparable(target: Value, actual: Value): { readonly target: Target; readonly actual: Decimal } | null {
  const wanted = typeof target === 'string' ? readTarget(target) : null;
  const achieved = typeof actual === 'string' ? readQuantity(actual) : isAmount(actual) ? { bound: actual, unit: '' } : null;
  if (wanted === null || achieved === null) return null;
  const isOneKind = wanted.unit === '' || achieved.unit === '' || wanted.unit === achieved.unit;
  return isOneKind ? { target: wanted, actual: achieved.bound } : null;
}

function holds({ relation, bound }: Target, value: Decimal): boolean {
  switch (relation) {
    case '≥':
      return value.gte(bound);
    case '≤':
      return value.lte(bound);
    case '>':
      return value.gt(bound);
    case '<':
      return value.lt(bound);
    case '=':
      return value.eq(bound);
  }
}
