/** A department that rounds each figure by itself from exact 元 has made no error: thousands of such documents, not one false alarm. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { review } from '../../../shared/check/finding.ts';
import { Engine } from '../../../shared/formula/engine.ts';
import { departmentYear } from '../../fixtures/department-year.ts';
import { shanghaiYear } from '../../fixtures/shanghai-year.ts';
import { HENAN, printedAsRounded, printedSample, sampleDocument, SHANGHAI } from '../../fixtures/sample-document.ts';

const extent = fc.record({ classes: fc.integer({ min: 1, max: 4 }), itemsPerClass: fc.integer({ min: 1, max: 2 }) });

test('exact figures pass every check', () => {
  fc.assert(
    fc.property(fc.nat(2_000_000_000), extent, (seed, size) => {
      const { prior: _rounded, ...exact } = departmentYear(HENAN, seed, size);
      expect(review(new Engine(HENAN, exact)).findings).toEqual([]);
    }),
    { numRuns: 100, seed: 1 },
  );
}, 60_000);

test('honestly rounded figures give 尾差 at most, never an error or a warning', () => {
  let tails = 0;
  fc.assert(
    fc.property(fc.nat(2_000_000_000), extent, (seed, size) => {
      const { findings } = review(new Engine(HENAN, printedAsRounded(departmentYear(HENAN, seed, size))));
      expect(findings.filter((finding) => !finding.isTail || finding.severity !== 'info').map(({ message }) => message)).toEqual([]);
      tails += findings.length;
    }),
    { numRuns: 2000, seed: 2 },
  );
  expect(tails, 'the documents are rounded hard enough to be a test').toBeGreaterThan(2000);
}, 300_000);

test('the same in the forms of 上海', () => {
  fc.assert(
    fc.property(fc.nat(2_000_000_000), extent, (seed, size) => {
      const exact = shanghaiYear(seed, size);
      expect(review(new Engine(SHANGHAI, exact)).findings).toEqual([]);
      const { findings } = review(new Engine(SHANGHAI, printedAsRounded(exact, SHANGHAI)));
      expect(findings.filter((finding) => !finding.isTail || finding.severity !== 'info').map(({ message }) => message)).toEqual([]);
    }),
    { numRuns: 60, seed: 3 },
  );
}, 120_000);

test('the real sample has one error and one 尾差, both known', () => {
  for (const document of [sampleDocument(), printedSample()]) {
    const { findings } = review(new Engine(HENAN, document));
    expect(findings.map(({ rule, severity, message }) => [rule, severity, message])).toEqual([
      ['A17', 'error', '公开06表：302 商品和服务支出 11.71 ≠ 其款级合计 9.97，差 1.74'],
      ['A17', 'info', '公开06表：301 工资福利支出 216.58 ≠ 其款级合计 216.59，差 0.01（尾差，在四舍五入允许范围内）'],
    ]);
  }
});
