/**
 * Reports in twelve ways of writing, over made-up departments' figures: what is true is left alone, whether or not the document holds last
 * year's figures and the budgets. `REPORTS=50 npx vitest run test/shared/narrative/report-styles.test.ts --testTimeout 3600000` takes that many.
 */
import { describe, expect, it } from 'vitest';
import { reviewText } from '../../../shared/narrative/review-text.ts';
import { STYLES, styledReport } from '../../fixtures/report-styles/styled-report.ts';
import { narrativeRules } from './narrative-fixtures.ts';

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
