/** Figures that nothing was there to compare with are named, so that silence is not taken for agreement. */
import { describe, expect, it } from 'vitest';
import { figureCoverage, figureWords } from '../../../shared/narrative/open-figures.ts';
import { STYLES, styledReport } from '../../fixtures/report-styles/styled-report.ts';
import { importedEngine, narrativeRules, realText } from './narrative-fixtures.ts';

const rules = narrativeRules();

function style(name: string) {
  const found = STYLES.find((one) => one.name === name);
  if (found === undefined) throw new Error(name);
  return found;
}

describe('the figures of a text', () => {
  it('of the published report are compared, but for what its tables do not hold', async () => {
    const coverage = figureCoverage(await importedEngine('beiguan-2022.xlsx'), rules, realText('beiguan-2022-report.txt'));
    expect(coverage.all).toBeGreaterThan(180);
    expect(coverage.all - coverage.compared).toBe(coverage.open.length);
    // The 情况说明 proper: two budgets and a count that no table holds. The rest is what the 绩效 part tells of enterprises and projects without a form.
    const plain = coverage.open.filter(({ place }) => !place.section.includes('绩效'));
    expect(plain.map(({ text, why }) => `${text} ${why}`)).toEqual(['0万元 表中和前后文没有可对照的数', '0万元 表中和前后文没有可对照的数', '0台 没有认出说的是哪一项']);
  });

  it.each(['each-with-change', 'with-asides', 'with-tables'])('in the style %s are compared, but for reasons and counts without a side sheet', (name) => {
    const { engine, text } = styledReport(style(name), 4, false);
    const coverage = figureCoverage(engine, rules, text);
    expect(coverage.compared / coverage.all).toBeGreaterThan(0.8);
    for (const { text: written, why, place } of coverage.open) {
      expect(text.split('\n')[place.line - 1]?.slice(place.column - 1)).toContain(written.replace(/\D+$/u, ''));
      expect(/^\d+(?:个|人次|人|辆|台|批次?|次|项)$/u.test(written) || /原因|认出|对照/u.test(why), `${written} ${why}`).toBe(true);
    }
  });

  it('are counted as compared once the document holds what they can be compared with', () => {
    const bare = styledReport(style('with-tables'), 4, false);
    const withSides = styledReport(style('with-tables'), 4, true);
    expect(figureCoverage(withSides.engine, rules, withSides.text).open.length).toBeLessThan(figureCoverage(bare.engine, rules, bare.text).open.length);
  });

  it('that only explain or that no rule knows are told apart', () => {
    const { engine, text } = styledReport(style('in-yuan'), 4, false);
    const { open } = figureCoverage(engine, rules, `${text}\n与上年相比变化的主要原因是上级追加23.50万元。`);
    expect(open.find(({ text: written }) => written === '12,356,812.40元')?.why).toBe('没有认出说的是哪一项');
    expect(open.find(({ text: written }) => written === '23.50万元')?.why).toBe('只在说明原因或用途时提到');
  });

  it('are told of in one sentence', () => {
    expect(figureWords({ all: 3, compared: 3, open: [] })).toBe('说明文字共写出 3 个数，核对了 3 个。');
    expect(figureWords({ all: 3, compared: 2, open: [{ text: '1万元', why: '', place: { section: '', line: 1, column: 1, quote: '' } }] })).toBe('说明文字共写出 3 个数，核对了 2 个，没有核对的 1 个，请人工核对。');
  });
});
