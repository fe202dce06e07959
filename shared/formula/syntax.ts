/**
 * The one formula language, as a tree. An accountant reads `27行 = SUM(1..8行)`, `1栏 = 2栏 + 3栏`, `[合计|父级, 2..7] = SUM(下级)`,
 * `收支总表[本年收入合计] = 收入表[合计, 本年收入合计]`. Rows and columns are named by what they are, never by position.
 */
import type { Decimal } from '../amount/amount.ts';

/** 科目 levels (functional: 类 款 项; economic: 类 款) and the two shapes a row can have in its tree. */
export const ROW_SETS = ['类', '款', '项', '父级', '末级'] as const;
export type RowSet = (typeof ROW_SETS)[number];

/** Which rows of a table a reference means. */
export type RowSelector =
  | { readonly kind: 'this' }
  | { readonly kind: 'all' }
  | { readonly kind: 'children' }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'list'; readonly items: readonly RowItem[] };

export type RowItem =
  | { readonly kind: 'set'; readonly set: RowSet }
  | { readonly kind: 'name'; readonly name: string }
  /** `301之下`: the 末级 rows below a 科目. */
  | { readonly kind: 'under'; readonly name: string }
  | { readonly kind: 'range'; readonly from: number; readonly to: number };

/** Which columns. `auto` is the current column, or a row's only amount column. */
export type ColumnSelector =
  | { readonly kind: 'auto' }
  | { readonly kind: 'all' }
  | { readonly kind: 'list'; readonly items: readonly ColumnItem[] };

export type ColumnItem =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'range'; readonly from: number; readonly to: number };

/** A reference to one cell or to a set of cells. `table: null` is the table that the formula stands in. */
export interface Reference {
  readonly type: 'reference';
  readonly prior: boolean;
  readonly table: string | null;
  readonly rows: RowSelector;
  readonly columns: ColumnSelector;
  /** Offset in the formula's text. */
  readonly at: number;
  /** The reference as written. */
  readonly text: string;
}

export type ArithmeticOperator = '+' | '-' | '×' | '÷';
export type ComparisonOperator = '=' | '≠' | '<' | '≤' | '>' | '≥';
export type BinaryOperator = ArithmeticOperator | ComparisonOperator;

export const FUNCTIONS = ['SUM', 'ROUND', 'ABS', 'MIN', 'MAX', 'IF', 'AND', 'OR', 'NOT', 'BLANK', 'COUNT', 'SHARE', 'GROWTH', 'MEETS', 'ATTAIN'] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

export type Expression =
  | { readonly type: 'number'; readonly value: Decimal; readonly at: number }
  | { readonly type: 'text'; readonly value: string; readonly at: number }
  | Reference
  | { readonly type: 'negate'; readonly operand: Expression; readonly at: number }
  | { readonly type: 'binary'; readonly operator: BinaryOperator; readonly left: Expression; readonly right: Expression; readonly at: number }
  | { readonly type: 'call'; readonly name: FunctionName; readonly arguments: readonly Expression[]; readonly at: number };

/** `目标 = 公式`: which cells a formula defines. */
export interface Assignment {
  readonly target: Reference;
  readonly expression: Expression;
  readonly text: string;
}

/** `科目 in 支出表.项, 收入表.项 named 行政运行`: what a check runs over; codes met in several sources are taken once. */
export interface Loop {
  readonly variable: string;
  readonly sources: readonly { readonly table: string; readonly rows: RowSelector }[];
  readonly named: string | null;
}

/** A mistake in a formula: where (offset in its text) and what was expected, in Chinese. */
export class FormulaSyntaxError extends Error {
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}

const found = new WeakMap<Expression, readonly Reference[]>();

/** Every reference in an expression, in reading order. Looked for once in a tree: one formula is bound to thousands of cells. */
export function references(expression: Expression): readonly Reference[] {
  let known = found.get(expression);
  if (known === undefined) {
    known = collected(expression);
    found.set(expression, known);
  }
  return known;
}

function collected(expression: Expression): readonly Reference[] {
  switch (expression.type) {
    case 'reference':
      return [expression];
    case 'negate':
      return references(expression.operand);
    case 'binary':
      return [...references(expression.left), ...references(expression.right)];
    case 'call':
      return expression.arguments.flatMap(references);
    default:
      return [];
  }
}
