/**
 * Parts of an A1 formula. A spreadsheet has no blank that formulas can return: here it is the empty text, so an amount is two
 * things side by side — when it is blank, and the number it is otherwise, blanks counting as nothing.
 */
import { areas, type SheetCell } from './a1-area.ts';
import type { CellError } from './value.ts';

/** When an amount is blank: all of `cells` hold no number and all conditions hold. Nothing in either: always. */
export interface Blank {
  readonly cells: readonly SheetCell[];
  readonly conditions: readonly string[];
  /** One of the cells may be an error, which must not be taken for a blank. */
  readonly mayFail: boolean;
}

/** An amount: the sum of cells, less others, and further signed terms. */
export interface AmountPiece {
  readonly kind: 'amount';
  /** Null where it is never blank. */
  readonly blank: Blank | null;
  readonly plus: readonly SheetCell[];
  readonly minus: readonly SheetCell[];
  /** Each with its sign, and whole by itself: a literal, a call, or in brackets. */
  readonly terms: readonly string[];
  /** Most decimals that the exact value can have; null where there is no such bound. */
  readonly scale: number | null;
  readonly mayFail: boolean;
}

/** A truth value or a text. */
export interface PlainPiece {
  readonly kind: 'logical' | 'text';
  readonly text: string;
  readonly mayFail: boolean;
}

export type Piece = AmountPiece | PlainPiece;

/** What one reference of a formula stands for: cells of the workbook, and values that stand in none. */
export interface Operand {
  readonly cells: readonly Piece[];
  readonly places: readonly SheetCell[];
  readonly constants: readonly Piece[];
}

/** How an error is written in a spreadsheet's formula. */
export const ERROR_TEXTS: Readonly<Record<CellError['code'], string>> = {
  除以零: '#DIV/0!', 引用不存在: '#REF!', 类型不符: '#VALUE!', 缺少数据: '#N/A', 循环引用: '#NUM!',
};

/** A spreadsheet function takes at most 255 arguments. */
const MOST_ARGUMENTS = 250;
/** Beyond this a binary float has no digits left to round. */
const FLOAT_DIGITS = 15;

export const ALWAYS: Blank = { cells: [], conditions: [], mayFail: false };
export const NOTHING: AmountPiece = { kind: 'amount', blank: ALWAYS, plus: [], minus: [], terms: [], scale: 0, mayFail: false };

/** The amount in one cell. */
export function cellPiece(cell: SheetCell, scale: number | null, mayFail: boolean): AmountPiece {
  return { ...NOTHING, blank: { ...ALWAYS, cells: [cell], mayFail }, plus: [cell], scale, mayFail };
}

/** An amount that is a single call or literal. */
export function termPiece(text: string, scale: number | null, mayFail: boolean, blank: Blank | null = null): AmountPiece {
  return { ...NOTHING, blank, terms: [`+${text}`], scale, mayFail };
}

/** An error from the start: `#VALUE!` and the like. */
export function errorPiece(text: string): AmountPiece {
  return termPiece(text, null, true);
}

/** A text literal. */
export function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** a + b: blank where both are. */
export function added(a: AmountPiece, b: AmountPiece): AmountPiece {
  return {
    kind: 'amount', blank: bothBlank(a.blank, b.blank), plus: [...a.plus, ...b.plus], minus: [...a.minus, ...b.minus], terms: [...a.terms, ...b.terms],
    scale: widest(a.scale, b.scale), mayFail: a.mayFail || b.mayFail,
  };
}

/** −a. */
export function negated(a: AmountPiece): AmountPiece {
  return { ...a, plus: a.minus, minus: a.plus, terms: a.terms.map((term) => (term.startsWith('+') ? `-${term.slice(1)}` : `+${term.slice(1)}`)) };
}

/** Blank where both are. */
export function bothBlank(a: Blank | null, b: Blank | null): Blank | null {
  if (a === null || b === null) return null;
  return { cells: [...a.cells, ...b.cells], conditions: [...a.conditions, ...b.conditions], mayFail: a.mayFail || b.mayFail };
}

/** The larger of two bounds, null being none. */
export function widest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : Math.max(a, b);
}

/** Whether the amount is blank whatever the cells hold. */
export function isAlwaysBlank(piece: AmountPiece): boolean {
  return piece.blank !== null && piece.blank.cells.length === 0 && piece.blank.conditions.length === 0;
}

/** The condition under which it is blank. COUNT overlooks errors; the sum beside it does not. */
export function blankText(blank: Blank | null, own: string): string {
  if (blank === null) return 'FALSE';
  const conditions = [...blank.conditions];
  if (blank.cells.length > 0) {
    conditions.unshift(`${calls('COUNT', areas(blank.cells, own)).join('+')}=0`);
    if (blank.mayFail) conditions.push(`${calls('SUM', areas(blank.cells, own)).join('+')}=0`);
  }
  if (conditions.length <= 1) return conditions[0] ?? 'TRUE';
  return `AND(${conditions.join(',')})`;
}

/** The number, blanks counting as nothing. Texts in cells are no numbers to SUM and N, so a blank never ends in #VALUE!. */
export function numberText(piece: AmountPiece, own: string): string {
  const parts = [...sumTerms('+', piece.plus, own), ...piece.terms, ...sumTerms('-', piece.minus, own)];
  const text = parts.join('');
  if (text === '') return '0';
  return text.startsWith('+') ? text.slice(1) : text;
}

/** The number as a factor: in brackets unless it is whole by itself. */
export function factorText(piece: AmountPiece, own: string): string {
  const text = numberText(piece, own);
  return isWhole(piece) ? text : `(${text})`;
}

/** The number rounded to the places it can have, so that what binary floats leave behind neither shows nor adds up. */
export function roundedText(piece: AmountPiece, own: string, least = 0): string {
  const text = numberText(piece, own);
  const isExact = isWhole(piece) && piece.terms.every((term) => /^\+(?:[\d.]+$|ROUND\(|COUNT\()/u.test(term));
  if (isExact || piece.scale === null || piece.scale > FLOAT_DIGITS) return text;
  return `ROUND(${text},${Math.max(piece.scale, least)})`;
}

/** `SUM(…)`, as several calls where there are more arguments than one takes. */
export function calls(name: 'SUM' | 'COUNT', list: readonly string[]): readonly string[] {
  const made: string[] = [];
  for (let at = 0; at < list.length; at += MOST_ARGUMENTS) made.push(`${name}(${list.slice(at, at + MOST_ARGUMENTS).join(',')})`);
  return made;
}

function isWhole(piece: AmountPiece): boolean {
  return piece.minus.length === 0 && piece.plus.length <= 1 && piece.plus.length + piece.terms.length === 1 && piece.terms.every((term) => term.startsWith('+'));
}

function sumTerms(sign: '+' | '-', cells: readonly SheetCell[], own: string): readonly string[] {
  const found = areas(cells, own);
  const [first] = found;
  if (first === undefined) return [];
  if (cells.length === 1) return [`${sign}N(${first})`];
  return calls('SUM', found).map((call) => sign + call);
}
