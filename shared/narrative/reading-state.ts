/** What a reader of a section keeps in mind: of what was last spoken, with which amounts. */
import type { Decimal } from '../amount/amount.ts';
import type { Reading, Stated } from './claim.ts';
import type { Subject, SubjectName } from './lexicon.ts';

/** An amount that shares may be taken of. */
export interface Head {
  readonly value: Decimal;
  readonly name: string;
}

/** What is kept for the whole section. */
export interface SectionReading {
  readonly reading: Reading;
  readonly names: readonly SubjectName[];
  /** Amounts by the name of their subject, the first of each. */
  readonly named: Map<string, Decimal>;
  /** First amount of the section. */
  head: Head | null;
}

interface Spoken {
  subject: Subject | null;
  actual: Decimal | null;
  /** Last year's amount as the text states it. */
  prior: Decimal | null;
  budgets: readonly Stated[];
}

export interface ReadingState extends Spoken {
  readonly view: SectionReading;
  /** First amount of the paragraph: the whole of which shares are taken. */
  head: Head | null;
  /** Place in the list of a change that still may get its other half. */
  openChange: number;
  /** What was spoken of before the brackets that are open. */
  readonly kept: Spoken[];
}

/** A sentence with its place: `rest` is the paragraph from the sentence on. */
export interface SentenceView {
  readonly text: string;
  readonly offset: number;
  readonly sentence: number;
  readonly rest: string;
}

/** A section about to be read. */
export function readingOf(reading: Reading, names: readonly SubjectName[]): SectionReading {
  return { reading, names, named: new Map(), head: null };
}

/** What is known at the head of a paragraph. */
export function freshState(view: SectionReading, subject: Subject | null): ReadingState {
  return { view, subject, actual: null, prior: null, budgets: [], head: view.head, openChange: -1, kept: [] };
}

/** Turns to another subject; what was said of the last one no longer counts. */
export function switchSubject(state: ReadingState, subject: Subject | null): void {
  state.subject = subject;
  state.actual = null;
  state.prior = null;
  state.budgets = [];
}
