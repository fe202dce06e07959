/**
 * Reports in twelve ways of writing, over made-up departments' figures: what is true is left alone, whether or not the document holds last
 * year's figures and the budgets. `REPORTS=50 npx vitest run test/shared/narrative/report-styles.test.ts --testTimeout 3600000` takes that many.
 */
import { describe, expect, it } from 'vitest';
import { reviewText } from '../../../shared/narrative/review-text.ts';
import { STYLES, styledReport } from '../../fixtures/report-styles/styled-report.ts';
import { figureCoverage } from '../../../shared/narrative/open-figures.ts';
import { narrativeRules } from './narrative-fixtures.ts';
import { around, type Mutation, mutationsOf } from './text-mutations.ts';

const rules = narrativeRules();
const REPORTS = Number(process.env['REPORTS'] ?? 2);
const seeds = Array.from({ length: REPORTS }, (_one, at) => at * 3 + 1);
/** What an excerpt of a report does not say. */
const LEFT_OUT = /^D10 情况说明没有写/u;

function told(name: string, text: string, engine: Parameters<typeof reviewText>[0]): readonly string[] {
  return reviewText(engine, rules, text).findings.filter(({ severity }) => severity !== 'info').map(({ rule, message, place }) => `${rule} ${message} (${name} ${place?.line})`).filter((message) => !LEFT_OUT.test(message));
}

describe.each(STYLES.map((style) => [style.name, style] as const))('a true report in the style %s', (name, style) => {
  it.each(seeds)('has nothing wrong (%i)', (seed) => {
    for (const hasSides of [true, false]) {
      const { engine, text } = styledReport(style, seed, hasSides);
      expect(told(name, text, engine), `sides ${hasSides}`).toEqual([]);
    }
  });
});

/** The same text as it comes out of a PDF, of Word's full-width typing, of a mail. */
const COPIES: Readonly<Record<string, (text: string) => string>> = {
  'broken at the page width': (text) => text.split('\n').flatMap((line) => line.match(/.{1,33}/gu) ?? ['']).flatMap((line, at) => (at % 25 === 24 ? [line, `- ${(at + 1) / 25} -`] : [line])).join('\n'),
  'in full-width digits': (text) => text.replace(/[\d.%]/gu, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0)),
  'with spaces at the units': (text) => text.replace(/([\d.,]*\d)(万元|元|%)/gu, ' $1 $2 '),
  'in half-width marks': (text) => text.replace(/[，；：（）]/gu, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0)),
};

it.each(Object.entries(COPIES))('a text %s is read like its clean form', (_how, copied) => {
  for (const style of STYLES) {
    const { engine, text } = styledReport(style, 1, true);
    expect(told(style.name, copied(text), engine)).toEqual([]);
    expect(figureCoverage(engine, rules, copied(text)).compared, style.name).toBe(figureCoverage(engine, rules, text).compared);
  }
});

const isFull = process.env['REPORTS'] !== undefined;
const STEP = isFull ? 1 : 11;
/** Of all slips some are less than the rounding of the percentage beside them shows. */
const FOUND = isFull ? 0.985 : 0.99;

/** Every few changes of a text, those left out that nothing is there to find by: what a figure was not held against, what only explains. */
function slips(text: string, engine: Parameters<typeof reviewText>[0]): readonly Mutation[] {
  const open = new Set(figureCoverage(engine, rules, text).open.map(({ place }) => `${place.line}:${place.column}`));
  return mutationsOf(text).filter((_one, at) => at % STEP === 0).filter((mutation) => {
    const before = text.slice(text.lastIndexOf('\n', mutation.at) + 1, mutation.at);
    const figureAt = (/[\d.,]*$/u.exec(before)?.index ?? before.length) + 1;
    return mutation.kind === 'direction' ? !/(?:原因|主要是)[^。；]*$/u.test(before) : !open.has(`${mutation.line}:${figureAt}`);
  });
}

it('one slip in a report of any style is found where it was made, and nowhere else', () => {
  const misses: string[] = [];
  const astray: string[] = [];
  let made = 0;
  for (const style of STYLES) {
    const { engine, text } = styledReport(style, 4, false);
    const known = new Set(reviewText(engine, rules, text).findings.map(({ message, place }) => `${message}${place?.line}`));
    for (const mutation of slips(text, engine)) {
      made++;
      const news = reviewText(engine, rules, mutation.text).findings.filter(({ message, place }) => !known.has(`${message}${place?.line}`));
      if (!news.some(({ place }) => Math.abs((place?.line ?? 0) - mutation.line) <= 1)) misses.push(`${style.name} ${around(text, mutation)}`);
      // What is computed from the changed figure elsewhere names it.
      const figure = mutation.text.slice(mutation.at).match(/^[\d.]+/u)?.[0] ?? '';
      astray.push(...news.filter(({ message, place }) => Math.abs((place?.line ?? 0) - mutation.line) > 1 && !message.includes(figure) && !/之和|两者的关系/u.test(message)).map(({ message }) => `${style.name} ${around(text, mutation)} → ${message}`));
    }
  }
  expect(made).toBeGreaterThan(140);
  expect(1 - misses.length / made, misses.join('\n')).toBeGreaterThanOrEqual(FOUND);
  expect(astray).toEqual([]);
});
