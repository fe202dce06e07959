/** Judges one check on present values: passed, failed, not applicable or insufficient data — never silently passed. */
import { amountText, type Decimal, decimal, envelope } from '../amount/amount.ts';
import { compile, holdsInOrder, type Operands } from './evaluate.ts';
import type { CheckInstance } from './check-wiring.ts';
import type { ComparisonOperator, Expression } from './syntax.ts';
import { CellError, isAmount, sameValue, type Value } from './value.ts';

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

const ZERO = decimal(0);

/** Judges a check. `expected` is what its formula gives where that is known already. */
export function judge(check: CheckInstance, facts: Facts, expected?: Value): CheckResult {
  if (check.inapplicable !== null) return stateOnly(check, 'notApplicable', check.inapplicable);
  if (check.when !== null) {
    const applies = compile(check.when.expression)(facts.values, check.when.operands);
    if (applies instanceof CellError) return unjudged(check, applies);
    if (applies !== true) return stateOnly(check, 'notApplicable', '条件不成立');
  }
  if (check.cell >= 0) return judgeCell(check, facts, expected);
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

function judgeCell(check: CheckInstance, facts: Facts, known: Value | undefined): CheckResult {
  const actual = facts.values[check.cell] ?? null;
  if (check.defines) return compareSides(check, '=', actual, facts.computed[check.cell] ?? null, 1, facts);
  return compareSides(check, '=', actual, known === undefined ? compile(check.expression)(facts.values, check.operands) : known, 1, facts);
}

function compareSides(check: CheckInstance, operator: ComparisonOperator, left: Value, right: Value, ownTerms: number, facts: Facts): CheckResult {
  if (left instanceof CellError) return unjudged(check, left);
  if (right instanceof CellError) return unjudged(check, right);
  if (left === null && right === null) return stateOnly(check, 'notApplicable', '两边均为空');
  if ((left !== null && !isAmount(left)) || (right !== null && !isAmount(right))) {
    return stateOnly(check, left === right ? 'passed' : 'failed', null);
  }
  return compareAmounts(check, operator, left, right, ownTerms, facts);
}

function compareAmounts(check: CheckInstance, operator: ComparisonOperator, left: Decimal | null, right: Decimal | null, ownTerms: number, facts: Facts): CheckResult {
  const difference = left === right ? ZERO : (left ?? ZERO).minus(right ?? ZERO);
  if (holdsInOrder(operator, difference.isZero() ? 0 : difference.s)) return new Comparison(check, operator, left, right, difference, true, false);
  const allowed = allowedGap(check, ownTerms, facts);
  return new Comparison(check, operator, left, right, difference, false, operator !== '≠' && difference.abs().lte(allowed));
}

/** Two amounts compared. Their texts are made when asked for: most results are never read between two edits. */
class Comparison implements CheckResult {
  readonly why = null;

  constructor(
    readonly check: CheckInstance,
    readonly operator: ComparisonOperator,
    readonly left: Decimal | null,
    readonly right: Decimal | null,
    private readonly gap: Decimal,
    private readonly holds: boolean,
    readonly isTail: boolean,
  ) {}

  get state(): CheckState {
    return this.holds ? 'passed' : 'failed';
  }

  get actual(): string | null {
    return textOf(this.left);
  }

  get expected(): string | null {
    return textOf(this.right);
  }

  get difference(): string {
    return amountText(this.gap);
  }
}

/** Whether two results of one check say the same. */
export function sameResult(a: CheckResult, b: CheckResult): boolean {
  if (a.state !== b.state || a.isTail !== b.isTail || a.why !== b.why) return false;
  if (a instanceof Comparison && b instanceof Comparison) return sameValue(a.left, b.left) && sameValue(a.right, b.right);
  return a.operator === b.operator;
}

/** By how much the sides of a check may differ as 尾差: what its rule states, else what its terms give. `ownTerms` counts the judged cell itself. */
export function allowedGap(check: CheckInstance, ownTerms: number, facts: Omit<Facts, 'computed'>): Decimal {
  return check.tolerance === null ? derivedTolerance(check.operands, ownTerms, facts) : decimal(check.tolerance);
}

/** Terms on both sides × half a unit of the last printed place; zero where the figures are exact. Blanks are no terms. */
function derivedTolerance(operands: Operands, ownTerms: number, facts: Omit<Facts, 'computed'>): Decimal {
  if (facts.exact) return ZERO;
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
  return value === null ? null : amountText(value);
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
