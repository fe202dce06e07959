/** The plan leaves no 尾差 in print, moves no figure by more than one last place, and is undone in one step. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimal, roundHalfUp } from '../../../shared/amount/amount.ts';
import { review } from '../../../shared/check/finding.ts';
import { adjustedSteps, printedTails, tailPlan } from '../../../shared/check/tail-plan.ts';
import type { Document } from '../../../shared/document/document.ts';
import { setCell } from '../../../shared/document/edit.ts';
import { applyEdits, composeGesture, invertGesture } from '../../../shared/document/gesture.ts';
import { Engine } from '../../../shared/formula/engine.ts';
import { isAmount } from '../../../shared/formula/value.ts';
import { departmentYear, FULL } from '../../fixtures/department-year.ts';
import { printedFigures } from '../../fixtures/printed-document.ts';
import { shanghaiYear } from '../../fixtures/shanghai-year.ts';
import { HENAN, sampleDocument, SHANGHAI } from '../../fixtures/sample-document.ts';

const extent = fc.record({ classes: fc.integer({ min: 1, max: 6 }), itemsPerClass: fc.integer({ min: 1, max: 3 }) });

function exactYear(seed: number, size: { readonly classes: number; readonly itemsPerClass: number }): Document {
  const { prior: _rounded, ...exact } = departmentYear(HENAN, seed, size);
  return exact;
}

/** Carries the plan out and holds it to its promises; answers how many figures left plain rounding. */
function carriedOut(document: Document, template = HENAN): number {
  const engine = new Engine(template, document);
  const plan = tailPlan(engine);
  if (plan.kind === 'none') {
    expect(printedTails(engine)).toBe(0);
    return 0;
  }
  expect(plan.left).toEqual([]);
  const before = printedFigures(engine);
  const gesture = composeGesture(engine, '消除尾差', '', plan.steps.map(({ ref, content }) => setCell(document, ref, content)));
  const after = applyEdits(document, gesture.edits);
  const printed = new Engine(template, after);
  expect(printedTails(printed)).toBe(0);
  expect(review(printed).findings).toEqual([]);
  for (const { amount, ...ref } of before) {
    const value = printed.value(ref);
    if (amount === null || !isAmount(value)) throw new Error(`${ref.table} ${ref.row} ${ref.column} has lost its figure`);
    expect(value.eq(roundHalfUp(value, document.decimals))).toBe(true);
    expect(value.minus(amount).abs().lte('0.01'), `${ref.table} ${ref.row} ${ref.column}: ${amount} → ${value.toFixed()}`).toBe(true);
  }
  expect(applyEdits(after, invertGesture(gesture).edits)).toEqual(document);
  return adjustedSteps(plan.steps).length;
}

test('in departments of every size, across, down and between the tables', () => {
  let adjusted = 0;
  fc.assert(
    fc.property(fc.nat(2_000_000_000), extent, (seed, size) => {
      adjusted += carriedOut(exactYear(seed, size));
    }),
    { numRuns: 30, seed: 21 },
  );
  expect(adjusted).toBeGreaterThan(50);
}, 120_000);

test('in the full forms', () => {
  const document = exactYear(20_221_231, FULL);
  expect(printedTails(new Engine(HENAN, document))).toBeGreaterThan(200);
  expect(carriedOut(document)).toBeGreaterThan(50);
}, 60_000);

test('in the forms of 上海', () => {
  for (const seed of [1, 2, 3, 4]) expect(carriedOut(shanghaiYear(seed, { classes: 5, itemsPerClass: 3 }), SHANGHAI)).toBeGreaterThan(5);
}, 60_000);

test('a figure that leaves plain rounding says why, and keeps what it was', () => {
  const document = exactYear(7, { classes: 4, itemsPerClass: 2 });
  const plan = tailPlan(new Engine(HENAN, document));
  if (plan.kind === 'none') throw new Error(plan.why);
  for (const { from, rounded, to, content } of plan.steps) {
    expect(decimal(from).minus(to).abs().lt('0.01')).toBe(true);
    expect(content).toEqual(rounded === to ? decimal(to).toFixed() : { declared: decimal(to).toFixed(), pinned: true, reason: `消除尾差：原数 ${from}` });
  }
});

test('an error among the exact figures is not rounded away', () => {
  const document = exactYear(7, { classes: 4, itemsPerClass: 2 });
  const total = { table: 'T02', row: '合计', column: '1' };
  const wrong = applyEdits(document, [setCell(document, total, { declared: '1', pinned: true, reason: '测试' })]);
  const plan = tailPlan(new Engine(HENAN, wrong));
  if (plan.kind === 'none') throw new Error(plan.why);
  const after = applyEdits(wrong, plan.steps.map(({ ref, content }) => setCell(wrong, ref, content)));
  expect(review(new Engine(HENAN, after)).findings.filter(({ severity }) => severity === 'error')).not.toEqual([]);
});

test('without exact figures there is no plan, and it says why', () => {
  const plan = tailPlan(new Engine(HENAN, sampleDocument()));
  expect(plan).toMatchObject({ kind: 'none', why: expect.stringContaining('不知道精确到元的原数') });
});
