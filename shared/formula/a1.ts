/**
 * Compiles a formula to the workbook's own language, so that an exported table is live. Blank keeps its meaning: a sum of blanks is
 * empty text, which `N` and `SUM` read as nothing; and every result is rounded to the places that amounts have, so that binary noise never shows.
 */
import { areas, type SheetCell } from './a1-area.ts';
import { assertNever } from '../document/edit.ts';
import type { Decimal } from '../amount/amount.ts';
import type { Operands } from './evaluate.ts';
import type { BinaryOperator, Expression, FunctionName } from './syntax.ts';

/** Where an operand stands in the workbook; a constant for what no sheet holds (last year's figures); null where there is nothing. */
export type Placed = SheetCell | { readonly constant: Decimal } | null;

export interface A1Options {
  /** Name of the sheet that the formula stands in. */
  readonly sheet: string;
  /** Decimal places to round to. */
  readonly places: number;
  readonly place: (cell: number) => Placed;
}

/** A part of a formula: its text with blanks counting as nothing, and the condition under which it is blank. */
interface Part {
  readonly text: string;
  /** `TRUE` always, `FALSE` never. */
  readonly blank: string;
  /** Ranges of which all must be empty, where the condition is just that. */
  readonly empty: readonly string[] | null;
}

/** The formula without `=`, or null where it could only be blank. */
export function toA1(expression: Expression, operands: Operands, options: A1Options): string | null {
  const part = new A1Compiler(operands, options).part(expression);
  if (part.blank === 'TRUE') return null;
  const value = isCondition(expression) ? part.text : `ROUND(${part.text},${options.places})`;
  return part.blank === 'FALSE' ? value : `IF(${part.blank},"",${value})`;
}

const SIGNS: Readonly<Record<BinaryOperator, string>> = { '+': '+', '-': '-', '×': '*', '÷': '/', '=': '=', '≠': '<>', '<': '<', '≤': '<=', '>': '>', '≥': '>=' };

class A1Compiler {
  private next = 0;

  constructor(
    private readonly operands: Operands,
    private readonly options: A1Options,
  ) {}

  part(expression: Expression): Part {
    switch (expression.type) {
      case 'number':
        return constant(expression.value);
      case 'text':
        return { text: `"${expression.value.replaceAll('"', '""')}"`, blank: 'FALSE', empty: null };
      case 'reference': {
        const { ranges, constants } = this.take();
        return joined([...ranges.map((range) => `N(${range})`), ...constants], '+', ranges, constants.length > 0);
      }
      case 'negate': {
        const operand = this.part(expression.operand);
        return { ...operand, text: `-(${operand.text})` };
      }
      case 'binary':
        return this.binary(expression.operator, expression.left, expression.right);
      case 'call':
        return this.call(expression.name, expression.arguments);
      default:
        return assertNever(expression);
    }
  }

  /** The next reference's cells as ranges, and the constants among them. */
  private take(): { ranges: readonly string[]; constants: readonly string[] } {
    const placed = [...(this.operands[this.next++] ?? [])].map((cell) => this.options.place(cell));
    const cells = placed.flatMap((at) => (at !== null && 'sheet' in at ? [at] : []));
    const constants = placed.flatMap((at) => (at !== null && 'constant' in at ? [at.constant.toFixed()] : []));
    return { ranges: areas(cells, this.options.sheet), constants };
  }

  private binary(operator: BinaryOperator, leftSide: Expression, rightSide: Expression): Part {
    const left = this.part(leftSide);
    const right = this.part(rightSide);
    const text = `${bracketed(left.text)}${SIGNS[operator]}${bracketed(right.text)}`;
    if (!'+-×÷'.includes(operator)) return { text, blank: 'FALSE', empty: null };
    const both = bothBlank(left, right);
    // Division by nothing is an error value here; a printed form shows it as empty.
    return operator === '÷' ? { text, blank: either(both.blank, `${bracketed(right.text)}=0`), empty: null } : { text, ...both };
  }

  private call(name: FunctionName, list: readonly Expression[]): Part {
    switch (name) {
      case 'SUM':
      case 'MIN':
      case 'MAX':
        return this.aggregate(name, list);
      case 'COUNT':
        return { text: `COUNT(${this.arguments(list).join(',')})`, blank: 'FALSE', empty: null };
      case 'IF':
        return this.choose(list);
      case 'AND':
      case 'OR':
      case 'NOT':
        return { text: `${name}(${list.map((part) => this.part(part).text).join(',')})`, blank: 'FALSE', empty: null };
      case 'BLANK':
        return { text: this.only(list).blank, blank: 'FALSE', empty: null };
      case 'ABS': {
        const part = this.only(list);
        return { ...part, text: `ABS(${part.text})` };
      }
      case 'ROUND': {
        const [value, places] = list.map((part) => this.part(part));
        return value === undefined ? NOTHING : { ...value, text: `ROUND(${value.text},${places?.text ?? '0'})` };
      }
      case 'SHARE':
      case 'GROWTH':
        return this.ratio(name, list);
      default:
        return assertNever(name);
    }
  }

  private only(list: readonly Expression[]): Part {
    const [first] = list;
    return first === undefined ? NOTHING : this.part(first);
  }

  /** SUM, MIN and MAX take whole ranges; blanks among them are passed over by the workbook itself. */
  private aggregate(name: 'SUM' | 'MIN' | 'MAX', list: readonly Expression[]): Part {
    const texts: string[] = [];
    const ranges: string[] = [];
    let never = false;
    for (const argument of list) {
      if (argument.type === 'reference') {
        const taken = this.take();
        texts.push(...taken.ranges, ...taken.constants);
        ranges.push(...taken.ranges);
        never ||= taken.constants.length > 0;
        continue;
      }
      const part = this.part(argument);
      texts.push(part.text);
      if (part.empty === null) never = true;
      else ranges.push(...part.empty);
    }
    if (texts.length === 0) return NOTHING;
    return { text: `${name}(${texts.join(',')})`, ...emptiness(ranges, never) };
  }

  private arguments(list: readonly Expression[]): readonly string[] {
    return list.flatMap((argument) => (argument.type === 'reference' ? this.take().ranges : [this.part(argument).text]));
  }

  private choose(list: readonly Expression[]): Part {
    const [condition, then, otherwise] = list.map((part) => this.part(part));
    if (condition === undefined || then === undefined) return NOTHING;
    const last = otherwise ?? { text: 'TRUE', blank: 'FALSE', empty: null };
    const blank = then.blank === last.blank ? then.blank : `IF(${condition.text},${then.blank},${last.blank})`;
    return { text: `IF(${condition.text},${then.text},${last.text})`, blank, empty: null };
  }

  private ratio(name: 'SHARE' | 'GROWTH', list: readonly Expression[]): Part {
    const [part, base] = list.map((argument) => this.part(argument));
    if (part === undefined || base === undefined) return NOTHING;
    const top = name === 'SHARE' ? bracketed(part.text) : `(${bracketed(part.text)}-${bracketed(base.text)})`;
    return { text: `ROUND(${top}*100/${bracketed(base.text)},2)`, blank: `${bracketed(base.text)}=0`, empty: null };
  }
}

const NOTHING: Part = { text: '0', blank: 'TRUE', empty: [] };

function constant(value: Decimal): Part {
  return { text: value.toFixed(), blank: 'FALSE', empty: null };
}

function joined(texts: readonly string[], sign: string, ranges: readonly string[], never: boolean): Part {
  return texts.length === 0 ? NOTHING : { text: texts.join(sign), ...emptiness(ranges, never) };
}

function emptiness(ranges: readonly string[], never: boolean): Pick<Part, 'blank' | 'empty'> {
  if (never) return { blank: 'FALSE', empty: null };
  return ranges.length === 0 ? { blank: 'TRUE', empty: [] } : { blank: `COUNT(${ranges.join(',')})=0`, empty: ranges };
}

function bothBlank(left: Part, right: Part): Pick<Part, 'blank' | 'empty'> {
  if (left.empty !== null && right.empty !== null) return emptiness([...left.empty, ...right.empty], false);
  if (left.blank === 'FALSE' || right.blank === 'FALSE') return { blank: 'FALSE', empty: null };
  return { blank: `AND(${left.blank},${right.blank})`, empty: null };
}

function either(a: string, b: string): string {
  if (a === 'TRUE') return a;
  return a === 'FALSE' ? b : `OR(${a},${b})`;
}

function bracketed(text: string): string {
  return /^(?:-?[\d.]+|[A-Z]+\([^()]*\))$/u.test(text) ? text : `(${text})`;
}

function isCondition(expression: Expression): boolean {
  if (expression.type === 'binary') return !'+-×÷'.includes(expression.operator);
  return expression.type === 'call' && ['AND', 'OR', 'NOT', 'BLANK'].includes(expression.name);
}
