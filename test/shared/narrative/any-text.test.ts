/** Any text at all: real reports cut, shuffled and doubled, and plain garbage, are read in bounded time and without a throw. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reviewText } from '../../../shared/narrative/review-text.ts';
import { importedEngine, narrativeRules, realText } from './narrative-fixtures.ts';

const engine = await importedEngine('beiguan-2022.xlsx');
const rules = narrativeRules();
const REAL = ['beiguan-2022-report.txt', 'shanghai-shegongbu-2024.txt', 'shanghai-template-2024.txt'].map(realText);

/** A finding that can be shown: a rule, words, a place in the text. */
function isSound(text: string): boolean {
  const lines = text.split(/\r\n|\r|\n/u).length;
  return reviewText(engine, rules, text).findings.every(({ rule, message, place }) => rule !== '' && message !== '' && place !== undefined && place.line >= 1 && place.line <= lines && place.column >= 1);
}

const broken = fc.tuple(fc.constantFrom(...REAL), fc.array(fc.tuple(fc.constantFrom('drop', 'double', 'swap', 'cut'), fc.nat(), fc.nat(400)), { minLength: 1, maxLength: 12 })).map(([text, steps]) => steps.reduce((now, [step, at, length]) => {
  const from = now.length === 0 ? 0 : at % now.length;
  const piece = now.slice(from, from + length);
  switch (step) {
    case 'drop':
      return now.slice(0, from) + now.slice(from + length);
    case 'double':
      return now.slice(0, from) + piece + piece + now.slice(from + length);
    case 'swap':
      return piece + now.slice(0, from) + now.slice(from + length);
    default:
      return now.slice(from);
  }
}, text));

const pieces = fc.array(fc.constantFrom('万元', '占', '%', '增加', '减少', '（', '）', '1,234.56', '2022年度', '。', '；', '，', '\n', '一、收入支出决算总体情况说明', '预算', '决算', '（类）', '（款）', '（项）', '原因', '“', '没有', '与上年', '持平', '其中：', '个项目', '得分', '自评表', '合计 100 98', '\u0000', '𠮷', '𝟙'), { maxLength: 400 }).map((words) => words.join(''));

describe('any text', () => {
  it('of real reports broken anyhow is read', () => {
    fc.assert(fc.property(broken, isSound), { numRuns: 15 });
  });

  it('of the words of reports in any order is read', () => {
    fc.assert(fc.property(pieces, isSound), { numRuns: 60 });
  });

  it('of anything is read', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 2000 }), isSound), { numRuns: 40 });
  });

  it.each(['（'.repeat(20_000), '1，'.repeat(20_000), '占'.repeat(20_000), '预算'.repeat(10_000), `一、${'增加'.repeat(10_000)}万元`, '\n'.repeat(50_000), '（类）（款）（项）'.repeat(3000), `收入支出决算总体情况说明\n${'收、支总计1万元，'.repeat(5000)}`])('of one thing over and over is read (%#)', (text) => {
    expect(isSound(text)).toBe(true);
  });
});
