/**
 * The exact evaluator. An expression is compiled once to a function over a cell array and the cells that each of its references
 * stands for, in reading order. Blank is a value: a sum of blanks only is blank, a blank among numbers counts as nothing.
 */
import { Decimal, roundHalfUp } from '../amount/amount.ts';
import type { BinaryOperator, Expression, FunctionName } from './syntax.ts';
import { attainment, meetsTarget } from './target.ts';
import { CellError, isAmount, type Value } from './value.ts';

/** Cells of the references of an expression, in reading order. */
export type Operands = readonly (readonly number[])[];
export type Compiled = (values: readonly Value[], operands: Operands) => Value;

const compiled = new WeakMap<Expression, Compiled>();

/** The function that evaluates `expression`; compiled once per tree. */
export function compile(expression: Expression): Compiled {
  let made = compiled.get(expression);
  if (made === undefined) {
    made = build(expression, { next: 0 });
    compiled.set(expression, made);
  }
  return made;
}

interface Counter {
  next: number;
}

const ZERO = new Decimal(0);
const HUNDRED = new Decimal(100);
const EMPTY: readonly number[] = [];

function build(expression: Expression, counter: Counter): Compiled {
  switch (expression.type) {
    case 'number':
    case 'text': {
      const { value } = expression;
      return () => value;
    }
    case 'reference': {
      const at = counter.next++;
      return (values, operands) => single(values, operands[at] ?? EMPTY);
    }
    case 'negate': {
      const operand = build(expression.operand, counter);
      return (values, operands) => {
        const value = operand(values, operands);
        return isAmount(value) ? value.negated() : numberOrError(value);
      };
    }
    case 'binary': {
      const left = build(expression.left, counter);
      const right = build(expression.right, counter);
      const { operator } = expression;
      return (values, operands) => binary(operator, left(values, operands), right(values, operands));
    }
    case 'call':
      return call(expression.name, expression.arguments, counter);
  }
}

function single(values: readonly Value[], cells: readonly number[]): Value {
  if (cells.length === 1) return values[cells[0] as number] ?? null;
  return cells.length === 0 ? null : new CellError('类型不符', '');
}

/** For operands that must be numbers: blank stays blank, everything else is an error. */
function numberOrError(value: Value): null | CellError {
  return value === null || value instanceof CellError ? value : new CellError('类型不符', '');
}

function binary(operator: BinaryOperator, left: Value, right: Value): Value {
  if (left instanceof CellError) return left;
  if (right instanceof CellError) return right;
  switch (operator) {
    case '+':
    case '-':
    case '×':
    case '÷':
      return arithmetic(operator, left, right);
    default:
      return compare(operator, left, right);
  }
}

function arithmetic(operator: '+' | '-' | '×' | '÷', left: Value, right: Value): Value {
  if (left === null && right === null) return null;
  const a = left ?? ZERO;
  const b = right ?? ZERO;
  if (!isAmount(a) || !isAmount(b)) return new CellError('类型不符', '');
  switch (operator) {
    case '+':
      return a.plus(b);
    case '-':
      return a.minus(b);
    case '×':
      return a.times(b);
    case '÷':
      return b.isZero() ? new CellError('除以零', '') : a.dividedBy(b);
  }
}

/** Compares two values; blank counts as zero against a number. Exact: tolerance belongs to checks, not to formulas. */
function compare(operator: BinaryOperator, left: Value, right: Value): Value {
  if (typeof left === 'string' || typeof right === 'string' || typeof left === 'boolean' || typeof right === 'boolean') {
    if (operator === '=') return left === right;
    return operator === '≠' ? left !== right : new CellError('类型不符', '');
  }
  const order = compareAmounts((left as Decimal | null) ?? ZERO, (right as Decimal | null) ?? ZERO);
  return holdsInOrder(operator, order);
}

function compareAmounts(a: Decimal, b: Decimal): number {
  return a.comparedTo(b);
}

/** Whether a comparison holds for the sign of (left − right). */
export function holdsInOrder(operator: BinaryOperator, order: number): boolean {
  switch (operator) {
    case '=':
      return order === 0;
    case '≠':
      return order !== 0;
    case '<':
      return order < 0;
    case '≤':
      return order <= 0;
    case '>':
      return order > 0;
    default:
      return order >= 0;
  }
}

/** Visits every value of an argument: all cells of a reference, or the one value of anything else. */
type Visit = (values: readonly Value[], operands: Operands, each: (value: Value) => void) => void;

function visitor(expression: Expression, counter: Counter): Visit {
  if (expression.type === 'reference') {
    const at = counter.next++;
    return (values, operands, each) => {
      const cells = operands[at] ?? EMPTY;
      for (let i = 0; i < cells.length; i++) each(values[cells[i] as number] ?? null);
    };
  }
  const value = build(expression, counter);
  return (values, operands, each) => each(value(values, operands));
}

function call(name: FunctionName, list: readonly Expression[], counter: Counter): Compiled {
  switch (name) {
    case 'SUM':
      return list.length === 1 && list[0]?.type === 'reference' ? sumOfCells(counter.next++) : fold(list, counter, (sum, value) => sum.plus(value));
    case 'MIN':
      return fold(list, counter, (least, value) => (value.lt(least) ? value : least));
    case 'MAX':
      return fold(list, counter, (most, value) => (value.gt(most) ? value : most));
    case 'COUNT':
      return count(list, counter);
    case 'IF':
      return choose(list, counter);
    case 'AND':
      return logical(list, counter, false);
    case 'OR':
      return logical(list, counter, true);
    default:
      return scalar(name, list.map((argument) => build(argument, counter)));
  }
}

/** The commonest formula of all, without a closure per cell. */
function sumOfCells(at: number): Compiled {
  return (values, operands) => addUp(values, operands[at] ?? EMPTY);
}

function addUp(values: readonly Value[], cells: readonly number[]): Value {
  let sum: Decimal | null = null;
  for (let i = 0; i < cells.length; i++) {
    const value = values[cells[i] as number] ?? null;
    if (value === null) continue;
    if (!isAmount(value)) return noAmount(value);
    sum = sum === null ? value : sum.plus(value);
  }
  return sum;
}

/** What an operation on amounts gives for a value that is none. */
function noAmount(value: Value): CellError {
  return value instanceof CellError ? value : new CellError('类型不符', '');
}

function fold(list: readonly Expression[], counter: Counter, step: (sum: Decimal, value: Decimal) => Decimal): Compiled {
  const visits = list.map((argument) => visitor(argument, counter));
  return (values, operands) => {
    let result: Decimal | null = null;
    let error: CellError | null = null;
    const each = (value: Value): void => {
      if (isAmount(value)) result = result === null ? value : step(result, value);
      else if (value !== null) error ??= noAmount(value);
    };
    for (const visit of visits) visit(values, operands, each);
    return error ?? result;
  };
}

function count(list: readonly Expression[], counter: Counter): Compiled {
  const visits = list.map((argument) => visitor(argument, counter));
  return (values, operands) => {
    let seen = 0;
    for (const visit of visits) {
      visit(values, operands, (value) => {
        if (value !== null) seen++;
      });
    }
    return new Decimal(seen);
  };
}

function choose(list: readonly Expression[], counter: Counter): Compiled {
  const [condition, then, otherwise] = list.map((argument) => build(argument, counter));
  return (values, operands) => {
    const decided = condition?.(values, operands) ?? null;
    if (decided instanceof CellError) return decided;
    if (typeof decided !== 'boolean') return new CellError('类型不符', '');
    if (decided) return then?.(values, operands) ?? null;
    // An implication without an else part holds where its condition does not.
    return otherwise === undefined ? true : otherwise(values, operands);
  };
}

function logical(list: readonly Expression[], counter: Counter, decisive: boolean): Compiled {
  const parts = list.map((argument) => build(argument, counter));
  return (values, operands) => {
    for (const part of parts) {
      const value = part(values, operands);
      if (value instanceof CellError) return value;
      if (typeof value !== 'boolean') return new CellError('类型不符', '');
      if (value === decisive) return decisive;
    }
    return !decisive;
  };
}

function scalar(name: FunctionName, parts: readonly Compiled[]): Compiled {
  return (values, operands) => {
    const [a = null, b = null] = parts.map((part) => part(values, operands));
    return applied(name, a, b);
  };
}

function applied(name: FunctionName, a: Value, b: Value): Value {
  if (a instanceof CellError) return a;
  if (b instanceof CellError) return b;
  if (name === 'BLANK') return a === null;
  if (name === 'MEETS') return meetsTarget(a, b);
  if (name === 'ATTAIN') return attainment(a, b);
  if (name === 'NOT') return typeof a === 'boolean' ? !a : new CellError('类型不符', '');
  if ((a !== null && !isAmount(a)) || (b !== null && !isAmount(b))) return new CellError('类型不符', '');
  return numeric(name, a, b);
}

function numeric(name: FunctionName, a: Decimal | null, b: Decimal | null): Value {
  switch (name) {
    case 'ABS':
      return a === null ? null : a.abs();
    case 'ROUND':
      return a === null ? null : roundHalfUp(a, (b ?? ZERO).toNumber());
    case 'SHARE':
      return ratio(a ?? ZERO, b);
    case 'GROWTH':
      return ratio((a ?? ZERO).minus(b ?? ZERO), b);
    default:
      return new CellError('类型不符', '');
  }
}

/** A percentage, rounded half-up to two places once, at the end; undefined on a zero or blank base. */
function ratio(part: Decimal, base: Decimal | null): Value {
  if (base === null || base.isZero()) return new CellError('除以零', '');
  return roundHalfUp(part.times(HUNDRED).dividedBy(base), 2);
}
