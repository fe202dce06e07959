/** What is wrong with a text, before it is given a place in the source. */
import type { Decimal } from '../amount/amount.ts';
import type { CellRef } from '../document/document.ts';
import type { Candidate } from './causes.ts';
import type { BudgetBase } from './claim.ts';
import type { Subject, TableFigure } from './lexicon.ts';

export interface Verdict {
  readonly rule: string;
  readonly message: string;
  readonly at: number;
  readonly end: number;
  readonly cells: readonly CellRef[];
  readonly expected: string | null;
  readonly actual: string | null;
  readonly difference: string | null;
  readonly isTail: boolean;
  /** Where the matter is milder than its rule. */
  readonly severity?: 'warning' | 'info';
}

/** How amounts of this document compare, all in 万元. */
export interface Measure {
  /** Largest difference between a printed amount and the table's that rounding explains. */
  readonly tolerance: Decimal;
  /** Half of the last place that the figures were rounded to, of which a text's percentages may be; zero where they are exact. */
  readonly rounding: Decimal;
  readonly decimals: number;
  /** The tables are in 元: finer than a text in 万元, whose figures are theirs rounded. */
  readonly isFine: boolean;
}

/** The section that a claim stands in: the rule its wrong amounts break, and the figures that may have been confused. */
export interface ClaimContext {
  readonly rule: string;
  readonly measure: Measure;
  readonly others: readonly Candidate[];
}

/** A verdict without figures of its own. */
export function verdict(rule: string, message: string, place: { readonly at: number; readonly end: number }, extra: Partial<Verdict> = {}): Verdict {
  return { rule, message, at: place.at, end: place.end, cells: [], expected: null, actual: null, difference: null, isTail: false, ...extra };
}

/** The subject's name, for messages. */
export function nameOf(subject: Subject | null): string {
  return subject === null ? '此处' : subject.name;
}

/** The cells of a figure; none where no table holds it. */
export function cellsOf(figure: TableFigure | null | undefined): readonly CellRef[] {
  return figure?.cells ?? [];
}

/** 年初预算, 全年预算, 预算. */
export function baseName(base: BudgetBase): string {
  return `${base}预算`;
}

/** What is wrong at a line of the source. */
export interface LineVerdict {
  readonly rule: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly expected: string | null;
  readonly actual: string | null;
  readonly difference: string | null;
  /** Where the matter is milder than its rule. */
  readonly severity?: 'warning' | 'info';
}

/** A verdict on a line as a whole. */
export function lineVerdict(rule: string, message: string, line: number, extra: Partial<LineVerdict> = {}): LineVerdict {
  return { rule, message, line, column: 1, expected: null, actual: null, difference: null, ...extra };
}
