/** The 尾差 of a printed document go by the figures of the workbook in 元 behind it, in one step that can be undone; other figures make no plan. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimal } from '../../../shared/amount/amount.ts';
import { tailPlanFrom } from '../../../shared/check/exact-tails.ts';
import { review } from '../../../shared/check/finding.ts';
import { printedTails, tailPlan } from '../../../shared/check/tail-plan.ts';
import type { Document } from '../../../shared/document/document.ts';
import { setCell } from '../../../shared/document/edit.ts';
import { applyEdits, composeGesture, invertGesture } from '../../../shared/document/gesture.ts';
import { Engine } from '../../../shared/formula/engine.ts';
import { isAmount } from '../../../shared/formula/value.ts';
import { departmentYear } from '../../fixtures/department-year.ts';
import { inYuan } from '../../fixtures/in-yuan.ts';
import { printedFigures, withoutIdleDeclarations } from '../../fixtures/printed-document.ts';
import { HENAN, printedAsRounded, SHANGHAI } from '../../fixtures/sample-document.ts';
import { shanghaiYear } from '../../fixtures/shanghai-year.ts';

function exactYear(seed: number, size: { readonly classes: number; readonly itemsPerClass: number }): Document {
  const { prior: _rounded, ...exact } = departmentYear(HENAN, seed, size);
  return exact;
}

/** Carries the plan out on the printed document and holds it to its promises; answers how many 尾差 there were. */
function carriedOut(exact: Document, template = HENAN): number {
  const printed = withoutIdleDeclarations(template, printedAsRounded(exact, template));
  const engine = new Engine(template, printed);
  const tails = review(engine).findings.length;
  const plan = tailPlanFrom(engine, inYuan(exact, template));
  if (plan.kind === 'none') {
    expect([tails, plan.why]).toEqual([0, expect.stringContaining('没有要调整的')]);
    return 0;
  }
  expect(plan.left).toEqual([]);
  const gesture = composeGesture(engine, '消除尾差', '', plan.steps.map(({ ref, content }) => setCell(printed, ref, content)));
  const after = applyEdits(printed, gesture.edits);
  const mended = new Engine(template, after);
  expect(review(mended).findings).toEqual([]);
  expect(printedTails(mended)).toBe(0);
  const real = new Engine(template, exact);
  for (const { amount, ...ref } of printedFigures(real)) {
    const value = mended.value(ref);
    const from = real.value(ref);
    if (!isAmount(value) || !isAmount(from)) throw new Error(`${ref.table} ${ref.row} ${ref.column} has lost its figure`);
    expect(value.minus(from).abs().lt('0.01'), `${ref.table} ${ref.row} ${ref.column}: ${amount ?? ''} → ${value.toFixed()}`).toBe(true);
    expect(value.decimalPlaces()).toBeLessThanOrEqual(2);
  }
  expect(applyEdits(after, invertGesture(gesture).edits)).toEqual(printed);
  return tails;
}

test('in departments of every size', () => {
  let tails = 0;
  fc.assert(fc.property(fc.nat(2_000_000_000), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 3 }), (seed, classes, itemsPerClass) => {
    tails += carriedOut(exactYear(seed, { classes, itemsPerClass }));
  }), { numRuns: 12, seed: 8 });
  expect(tails).toBeGreaterThan(50);
}, 120_000);

test('in the forms of 上海', () => {
  expect(carriedOut(shanghaiYear(2, { classes: 4, itemsPerClass: 3 }), SHANGHAI)).toBeGreaterThan(5);
}, 60_000);

const EXACT = exactYear(7, { classes: 4, itemsPerClass: 2 });

test('the printed document alone has no plan, and says what it wants', () => {
  expect(tailPlan(new Engine(HENAN, printedAsRounded(EXACT)))).toMatchObject({ kind: 'none', why: expect.stringContaining('以元为单位的同一套表') });
});

test('another figure in the source is told and nothing is planned', () => {
  const yuan = inYuan(EXACT);
  const engine = new Engine(HENAN, printedAsRounded(EXACT));
  const [item] = yuan.tables['T03']?.rows.filter(({ code, cells }) => code?.length === 7 && typeof cells['2'] === 'string') ?? [];
  if (item === undefined) throw new Error('no item');
  const ref = { table: 'T03', row: item.key, column: '2' };
  const wrong = applyEdits(yuan, [setCell(yuan, ref, decimal(String(item.cells['2'])).plus(200).toFixed())]);
  const plan = tailPlanFrom(engine, wrong);
  expect(plan).toMatchObject({ kind: 'none', why: expect.stringMatching(/不是同一套数：.*公开03表/u) });
  expect(tailPlanFrom(engine, { ...yuan, year: 2021 })).toMatchObject({ kind: 'none', why: expect.stringContaining('2021 年度') });
  expect(tailPlanFrom(engine, printedAsRounded(EXACT))).toMatchObject({ kind: 'none', why: expect.stringContaining('不比本文档精确') });
});

test('a row that only the source has is told', () => {
  const yuan = inYuan(EXACT);
  const T05 = yuan.tables['T05'];
  const printed = printedAsRounded(EXACT);
  const own = printed.tables['T05'];
  if (T05 === undefined || own === undefined) throw new Error('no T05');
  const [item] = T05.rows.filter(({ code }) => code?.length === 7);
  const plan = tailPlanFrom(new Engine(HENAN, { ...printed, tables: { ...printed.tables, T05: { rows: own.rows.filter(({ key }) => key !== item?.key) } } }), yuan);
  expect(plan).toMatchObject({ kind: 'none', why: expect.stringContaining(item?.code ?? '—') });
});
