/** Judges one check on present values: passed, failed, not applicable or insufficient data — never silently passed. */
import { type Decimal, decimal, envelope } from '../amount/amount.ts';
import { compile, holdsInOrder, type Operands } from './evaluate.ts';
import type { CheckInstance } from './graph.ts';
import type { ComparisonOperator, Expression } from './syntax.ts';
import { CellError, isAmount, type Value } from './value.ts';

export type CheckState = 'passed' | 'failed' | 'notApplicable' | 'insufficientData';

/** The state of a check, with both sides where it compares amounts. */
export interface CheckResult {
  readonly check: CheckInstance;
  readonly state: CheckState;
  /** Why it does not apply or could not be judged. */
  readonly why: string | null;
  readonly operator: ComparisonOperator | null;
  /** Left side: what stands in the document. Canonical decimal text; null is blank. */
  readonly actual: string | null;
  /** Right side: what it should be. */
  readonly expected: string | null;
  readonly difference: string | null;
  /** Failed, but within what rounding to the printed places can cause: 尾差. */
  readonly isTail: boolean;
}

export interface Facts {
  readonly values: readonly Value[];
  readonly computed: readonly Value[];
  readonly decimals: number;
  readonly exact: boolean;
}

/** Judges a check. */
export function judge(check: CheckInstance, facts: Facts): CheckResult {
  if (check.inapplicable !== null) return stateOnly(check, 'notApplicable', check.inapplicable);
  if (check.when !== null) {
    const applies = compile(check.when.expression)(facts.values, check.when.operands);
    if (applies instanceof CellError) return unjudged(check, applies);
    if (applies !== true) return stateOnly(check, 'notApplicable', '条件不成立');
  }
  if (check.cell >= 0) {
    const actual = facts.values[check.cell] ?? null;
    const expected = check.defines ? (facts.computed[check.cell] ?? null) : compile(check.expression)(facts.values, check.operands);
    return compareSides(check, '=', actual, expected, 1, facts);
  }
  const { expression } = check;
  if (expression.type === 'binary' && isComparison(expression.operator)) {
    const cut = countReferences(expression.left);
    const left = compile(expression.left)(facts.values, check.operands.slice(0, cut));
    const right = compile(expression.right)(facts.values, check.operands.slice(cut));
    return compareSides(check, expression.operator, left, right, 0, facts);
  }
  const holds = compile(expression)(facts.values, check.operands);
  if (holds instanceof CellError) return unjudged(check, holds);
  return stateOnly(check, holds === true ? 'passed' : 'failed', null);
}

function compareSides(check: CheckInstance, operator: ComparisonOperator, left: Value, right: Value, ownTerms: number, facts: Facts): CheckResult {
  const error = [left, right].find((side) => side instanceof CellError);
  if (error instanceof CellError) return unjudged(check, error);
  if (left === null && right === null) return stateOnly(check, 'notApplicable', '两边均为空');
  if ((left !== null && !isAmount(left)) || (right !== null && !isAmount(right))) {
    return stateOnly(check, left === right ? 'passed' : 'failed', null);
  }
  return compareAmounts(check, operator, left, right, ownTerms, facts);
}

function compareAmounts(check: CheckInstance, operator: ComparisonOperator, left: Decimal | null, right: Decimal | null, ownTerms: number, facts: Facts): CheckResult {
  const zero = decimal(0);
  const difference = (left ?? zero).minus(right ?? zero);
  const sides = { check, why: null, operator, actual: textOf(left), expected: textOf(right), difference: difference.toFixed() };
  if (holdsInOrder(operator, difference.comparedTo(zero))) return { ...sides, state: 'passed', isTail: false };
  const allowed = check.tolerance === null ? derivedTolerance(check.operands, ownTerms, facts) : decimal(check.tolerance);
  const isTail = operator !== '≠' && difference.abs().lte(allowed);
  return { ...sides, state: 'failed', isTail };
}

/** Terms on both sides × half a unit of the last printed place; zero where the figures are exact. Blanks are no terms. */
function derivedTolerance(operands: Operands, ownTerms: number, facts: Facts): Decimal {
  if (facts.exact) return decimal(0);
  let terms = ownTerms;
  for (const cells of operands) for (const cell of cells) if (isAmount(facts.values[cell] ?? null)) terms++;
  return envelope(Math.max(terms, 2), facts.decimals);
}

function unjudged(check: CheckInstance, error: CellError): CheckResult {
  return stateOnly(check, 'insufficientData', error.origin === '' ? error.code : `${error.code}：${error.origin}`);
}

function stateOnly(check: CheckInstance, state: CheckState, why: string | null): CheckResult {
  return { check, state, why, operator: null, actual: null, expected: null, difference: null, isTail: false };
}

function textOf(value: Decimal | null): string | null {
  return value === null ? null : value.toFixed();
}

function isComparison(operator: string): operator is ComparisonOperator {
  return ['=', '≠', '<', '≤', '>', '≥'].includes(operator);
}

function countReferences(expression: Expression): number {
  switch (expression.type) {
    case 'reference':
      return 1;
    case 'negate':
      return countReferences(expression.operand);
    case 'binary':
      return countReferences(expression.left) + countReferences(expression.right);
    case 'call':
      return expression.arguments.reduce((sum, argument) => sum + countReferences(argument), 0);
    default:
      return 0;
  }
}
