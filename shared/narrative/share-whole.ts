/** Of what a share is taken: the whole that the words after 占 name, else the section's own, else what was spoken of before. */
import type { Decimal } from '../amount/amount.ts';
import { namesOf, type Subject } from './lexicon.ts';
import { shortlyNamed, wholeNamed } from './name-subject.ts';
import type { ReadingState, SectionReading } from './reading-state.ts';

/** The whole as the text or the tables have it, null where it can't be told; `otherWholes` where it is not named. */
export interface Whole {
  readonly whole: Decimal | null;
  readonly wholeName: string;
  readonly otherWholes: readonly Decimal[];
}

/** The whole that a share names by `words`, as written in the section or as the tables have it. */
export function wholeOf(words: string, state: ReadingState): Whole {
  if (!/^(?:比|比例|比重|总额|总数)?$/u.test(words)) {
    const named = namedWhole(words, state.view);
    return named === null ? { whole: null, wholeName: words, otherWholes: [] } : { whole: amountOf(named, state.view), wholeName: named.name, otherWholes: [] };
  }
  const { reading } = state.view;
  const own = reading.whole ?? reading.initial;
  const otherWholes = outerAmounts(state);
  // A share of itself is none: the whole was not among what could be read.
  if (own !== null) return { whole: own === state.subject ? null : amountOf(own, state.view), wholeName: own.name, otherWholes };
  const { head, subject } = state;
  return head === null || head.name === subject?.name ? { whole: null, wholeName: '', otherWholes: [] } : { whole: head.value, wholeName: head.name, otherWholes };
}

function namedWhole(words: string, { names, reading }: SectionReading): Subject | null {
  return wholeNamed(words, names, reading.department) ?? shortlyNamed(words, names) ?? wholeNamed(words, namesOf(reading.wholes), reading.department);
}

function amountOf(subject: Subject, { named }: SectionReading): Decimal | null {
  return named.get(subject.name) ?? subject.actual?.value ?? null;
}

/** “财政拨款收入…（其中政府性基金…，占0%）”: what an unnamed whole may be besides the section's own. */
function outerAmounts({ kept, head, spoken, subject }: ReadingState): readonly Decimal[] {
  return [...kept.map((one) => one.actual), head?.value ?? null, ...spoken.filter((one) => one.subject !== subject).slice(-1).map((one) => one.actual)].flatMap((value) => (value === null ? [] : [value]));
}
