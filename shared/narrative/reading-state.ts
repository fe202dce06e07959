/** What a reader of a section keeps in mind: of what was last spoken, with which amounts. */
import type { Decimal } from '../amount/amount.ts';
import type { Reading, Spoken, Stated } from './claim.ts';
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
  /** Path of the last item that was named. */
  path: readonly string[];
  /** What the heading above the paragraph says that it is of; null where that is nothing known. */
  carried: Subject | null;
}

export interface ReadingState {
  readonly view: SectionReading;
  subject: Subject | null;
  actual: Decimal | null;
  /** Last year's amount as the text states it. */
  prior: Decimal | null;
  budgets: readonly Stated[];
  /** First amount of the paragraph: the whole of which shares are taken. */
  head: Head | null;
  /** Place in the list of a change that still may get its other half. */
  openChange: number;
  /** What was spoken of before the brackets that are open. */
  readonly kept: Spoken[];
  /** What else the paragraph has spoken of so far, with an amount, and the current subject. */
  spoken: readonly Spoken[];
  /** Whether the sentence itself has named a subject. */
  isNamed: boolean;
  /** Set where a heading or an item has said of what follows. */
  announced: { readonly subject: Subject | null } | null;
  /** Subjects among whom the last figures were shared out: “基本支出和项目支出分别为…，分别占…”. */
  shared: readonly Subject[];
}

/** A sentence with its place: `rest` is the paragraph from the sentence on. */
export interface SentenceView {
  readonly text: string;
  readonly offset: number;
  readonly sentence: number;
  readonly rest: string;
  /** Whether the paragraph begins with it. */
  readonly isFirst: boolean;
}

/** A section about to be read. */
export function readingOf(reading: Reading, names: readonly SubjectName[]): SectionReading {
  return { reading, names, named: new Map(), head: null, path: [], carried: reading.initial };
}

/** What is known at the head of a paragraph. */
export function freshState(view: SectionReading): ReadingState {
  return { view, subject: view.carried, actual: null, prior: null, budgets: [], head: view.head, openChange: -1, kept: [], spoken: [], isNamed: false, announced: null, shared: [] };
}

/** Turns to another subject; what was said of the last one no longer counts. */
export function switchSubject(state: ReadingState, subject: Subject | null): void {
  state.subject = subject;
  state.actual = null;
  state.prior = null;
  state.budgets = [];
}

/** Remembers what is said of the current subject, for sentences that name none. */
export function noteSpoken(state: ReadingState): void {
  const { subject, actual, prior, budgets } = state;
  if (subject === null || actual === null) return;
  const others = state.spoken.filter((one) => one.subject !== subject);
  const own = { subject, actual, prior, budgets };
  state.spoken = others.length === state.spoken.length ? [...others, own] : state.spoken.map((one) => (one.subject === subject ? own : one));
}

/** A paragraph that is only a heading says of what the next ones are; another with a number leaves the section's own subject to them. */
export function carry(view: SectionReading, state: ReadingState, paragraph: { readonly hasFigures: boolean; readonly isNumbered: boolean }): void {
  if (state.announced === null && !paragraph.isNumbered) return;
  view.carried = paragraph.hasFigures || state.announced === null ? view.reading.initial : state.announced.subject;
}
