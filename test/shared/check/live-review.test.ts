/** A review that follows the edits says what a fresh one says. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LiveReview } from '../../../shared/check/live-review.ts';
import { review, waiverState } from '../../../shared/check/finding.ts';
import { applyEdit, setCell } from '../../../shared/document/edit.ts';
import { Engine } from '../../../shared/formula/engine.ts';
import { departmentYear } from '../../fixtures/department-year.ts';
import { editOf, spin } from '../../fixtures/random-edits.ts';
import { HENAN, printedAsRounded, printedSample, sampleDocument } from '../../fixtures/sample-document.ts';

const STARTS = [sampleDocument(), printedSample(), printedAsRounded(departmentYear(HENAN, 31, { classes: 2, itemsPerClass: 2 }))];

test('after any edits, one by one or several at once', () => {
  fc.assert(
    fc.property(fc.constantFrom(...STARTS), fc.array(fc.array(spin, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 6 }), (start, steps) => {
      const engine = new Engine(HENAN, start);
      const live = new LiveReview(engine);
      let document = start;
      for (const spins of steps) {
        const edits = spins.flatMap((one) => {
          const edit = editOf(HENAN, document, one);
          if (edit === null) return [];
          document = applyEdit(document, edit);
          return [edit];
        });
        const followed = live.follow(engine.update(document, edits));
        expect(followed).toEqual(review(new Engine(HENAN, document)));
        expect(live.review).toBe(followed);
      }
    }),
    { numRuns: 100, seed: 55 },
  );
}, 120_000);

test('the finding of 302 leaves with the correction and comes back without it', () => {
  const start = sampleDocument();
  const engine = new Engine(HENAN, start);
  const live = new LiveReview(engine);
  const errors = (): readonly string[] => live.review.findings.filter(({ severity }) => severity === 'error').map(({ message }) => message);
  expect(errors()).toHaveLength(1);
  const correction = setCell(start, { table: 'T06', row: '30201', column: '决算数' }, '7.68');
  live.follow(engine.update(applyEdit(start, correction), [correction]));
  expect(errors()).toEqual([]);
  const back = setCell(engine.document, { table: 'T06', row: '30201', column: '决算数' }, '5.94');
  live.follow(engine.update(applyEdit(engine.document, back), [back]));
  expect(errors()).toEqual(['公开06表：302 商品和服务支出 11.71 ≠ 其款级合计 9.97，差 1.74']);
});

test('a waiver holds as long as its figures do', () => {
  const start = sampleDocument();
  const engine = new Engine(HENAN, start);
  const live = new LiveReview(engine);
  const [error] = live.review.findings;
  if (error === undefined) throw new Error('the error is gone');
  const waive = { kind: 'add-waiver', at: 0, waiver: { rule: error.rule, place: error.id.slice(error.rule.length + 1), kind: 'waived', reason: '已报送更正', state: waiverState(error) } } as const;
  live.follow(engine.update(applyEdit(start, waive), [waive]));
  expect(live.review.findings[0]?.waiver?.reason).toBe('已报送更正');
  const moved = setCell(engine.document, { table: 'T06', row: '30201', column: '决算数' }, '6.94');
  live.follow(engine.update(applyEdit(engine.document, moved), [moved]));
  expect(live.review.findings[0]).toMatchObject({ difference: '0.74', waiver: null });
});
