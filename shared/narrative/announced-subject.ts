/** Headings and heading-like sentences inside a section: “1.公务接待费。”, “（二）会议费”, “（一）总体情况”. */
import { bareName, type Subject } from './lexicon.ts';
import { isLink, soleSubject } from './name-subject.ts';
import { withoutNumbering } from './read-items.ts';
import type { SectionReading } from './reading-state.ts';

/** A heading is no longer than this. */
const LONGEST = 30;

/** Of what the words say that the following is: a subject, null for something that the section does not know, undefined where they say nothing. */
export function announced(text: string, view: SectionReading): Subject | null | undefined {
  const words = withoutNumbering(text);
  if (words === '' || words.length > LONGEST || /[，；\d%]/u.test(words)) return undefined;
  const subject = soleSubject(words, view);
  if (subject !== null) return subject;
  if (words === text) return undefined;
  return isLink(bareName(words).replace(/总体|具体|结构|构成|情况|说明|基本|分项|其他|有关/gu, '')) ? view.reading.initial : null;
}
