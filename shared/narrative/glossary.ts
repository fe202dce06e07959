/** 名词解释: of the template's library the terms that the report uses, and what the user added, dropped or explains in words of his own. */
import type { Engine } from '../formula/engine.ts';
import { query } from '../formula/query.ts';
import type { GlossaryTerm, NarrativeText } from './chapters.ts';
import { bareName } from './lexicon.ts';
import { termTextKey } from '../document/text-keys.ts';
import type { WrittenChapter } from './write.ts';
import { printedParagraphs } from './write.ts';
import { type Run, TOP, Writer } from './writer.ts';

export interface WrittenTerm {
  readonly term: string;
  readonly runs: readonly Run[];
  /** `unused` is in the library, but the report does not speak of it. */
  readonly state: 'written' | 'rewritten' | 'removed' | 'added' | 'unused';
}

/** Every term of the library and of the user's own, in the order of print; `body` are the texts that use them. */
export function writeGlossary(engine: Engine, text: NarrativeText, body: readonly WrittenChapter[]): readonly WrittenTerm[] {
  const writer = new Writer(engine, text.phrases);
  const texts = engine.document.texts ?? {};
  const words = bareName(body.flatMap((chapter) => printedParagraphs(chapter).flatMap(({ runs }) => runs.map((run) => run.text))).join(''));
  const library = text.terms.map((term): WrittenTerm => {
    const own = texts[termTextKey(term.term)];
    const isUsed = isWanted(engine, term, words);
    if (own !== undefined && own !== '') return { term: term.term, runs: writer.ownRuns(own), state: 'rewritten' };
    return { term: term.term, runs: writer.runs(term.says, TOP), state: own === '' ? 'removed' : isUsed ? 'written' : 'unused' };
  });
  const known = new Set(text.terms.map(({ term }) => termTextKey(term)));
  const added = Object.entries(texts).filter(([key, own]) => key.startsWith(termTextKey('')) && !known.has(key) && own !== '').sort(([a], [b]) => (a < b ? -1 : 1));
  return [...library, ...added.map(([key, own]): WrittenTerm => ({ term: key.slice(termTextKey('').length), runs: writer.ownRuns(own), state: 'added' }))];
}

/** Those of the terms that go to paper, numbered 一、二、…. */
export function printedTerms(terms: readonly WrittenTerm[]): readonly (WrittenTerm & { readonly number: string })[] {
  return terms.filter(({ state }) => state !== 'unused' && state !== 'removed').map((term, at) => ({ ...term, number: chineseNumber(at + 1) }));
}

function isWanted(engine: Engine, { isAlways, when, words }: GlossaryTerm, body: string): boolean {
  if (isAlways || words.some((word) => body.includes(bareName(word)))) return true;
  return when !== null && query(engine, when).value === true;
}

const DIGITS = '零一二三四五六七八九';

/** 1 to 9999 in words, as headings are numbered: 一, 十二, 一百零三. */
export function chineseNumber(number: number): string {
  const digit = (at: number): string => DIGITS[at] ?? '';
  const [unit, name] = number >= 1000 ? [1000, '千'] : number >= 100 ? [100, '百'] : [10, '十'];
  if (number < 10) return digit(number);
  const rest = number % unit;
  const head = number < 20 ? name : `${digit(Math.floor(number / unit))}${name}`;
  if (rest === 0) return head;
  const tail = rest >= 10 && rest < 20 ? `一${chineseNumber(rest)}` : chineseNumber(rest);
  return `${head}${rest * 10 < unit ? '零' : ''}${unit === 10 ? digit(rest) : tail}`;
}
