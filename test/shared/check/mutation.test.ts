/**
 * No figure of the nine tables can be wrong by 1.00 unnoticed. Every printed figure is changed, one at a time, up and down: an error must
 * name the cell (or judge its row) and say what was expected, and no error may point anywhere else.
 */
import { expect, test } from 'vitest';
import { amountText, decimal } from '../../../shared/amount/amount.ts';
import { type Finding, findingOf, review } from '../../../shared/check/finding.ts';
import { cellContent, type CellRef, type Document } from '../../../shared/document/document.ts';
import { applyEdit, setCell } from '../../../shared/document/edit.ts';
import { Engine } from '../../../shared/formula/engine.ts';
import type { Template } from '../../../shared/template/template.ts';
import { isAmount } from '../../../shared/formula/value.ts';
import { publishedDocument } from '../template/published-shanghai.ts';
import { departmentYear } from '../../fixtures/department-year.ts';
import { shanghaiYear } from '../../fixtures/shanghai-year.ts';
import { cellsOf } from '../../fixtures/printed-document.ts';
import { consistentDocument, HENAN, printedAsRounded, printedSample, SHANGHAI } from '../../fixtures/sample-document.ts';

/** The sample made consistent: what 302 lacks in its items is put into 其他商品和服务支出. */
function correctedSample(): Document {
  const document = printedSample();
  return applyEdit(document, setCell(document, { table: 'T06', row: '30299', column: '决算数' }, '5.06'));
}

function placeOf(ref: CellRef): string {
  return `${ref.table} ${ref.row} ${ref.column}`;
}

/** Where an error was silent, unhelpful or elsewhere, in words; null where all is well. */
function complaint(errors: readonly Finding[], ref: CellRef): string | null {
  const near = errors.filter(({ cells: [judged, ...others] }) => (judged?.table === ref.table && judged.row === ref.row) || [judged, ...others].some((cell) => cell !== undefined && placeOf(cell) === placeOf(ref)));
  if (near.length === 0) return `${placeOf(ref)}: nothing found`;
  const elsewhere = errors.find((finding) => !near.includes(finding));
  if (elsewhere !== undefined) return `${placeOf(ref)}: also ${elsewhere.message}`;
  const isHelpful = near.some(({ expected, difference }) => expected !== null && difference !== null && decimal(difference).abs().minus(1).abs().lt('0.2'));
  return isHelpful ? null : `${placeOf(ref)}: without the expected value: ${near.map(({ message }) => message).join('；')}`;
}

function complaintsOf(template: Template, document: Document): { readonly complaints: readonly string[]; readonly tables: Readonly<Record<string, number>> } {
  const engine = new Engine(template, document);
  // What is wrong in the document as it was published stays out of sight.
  const known = new Set(errorsOf(engine).map(({ id }) => id));
  const complaints: string[] = [];
  const tables: Record<string, number> = {};
  for (const [ref] of cellsOf(document)) {
    const value = engine.value(ref);
    if (!isAmount(value)) continue;
    tables[ref.table] = (tables[ref.table] ?? 0) + 1;
    for (const by of [1, -1]) {
      const amount = amountText(value.plus(by));
      const content = engine.formula(ref) === null ? amount : { declared: amount };
      const there = setCell(document, ref, content);
      engine.update(applyEdit(document, there), [there]);
      const errors = errorsOf(engine).filter(({ id }) => !known.has(id));
      const wrong = complaint(errors, ref);
      if (wrong !== null) complaints.push(wrong);
      engine.update(document, [setCell(engine.document, ref, cellContent(document, ref))]);
    }
  }
  expect(review(engine), 'all was put back').toEqual(review(new Engine(template, document)));
  return { complaints, tables };
}

function errorsOf(engine: Engine): readonly Finding[] {
  return engine.checks().filter((result) => result.state === 'failed' && !result.isTail && result.check.severity === 'error').map((result) => findingOf(engine, result));
}

test('the full document fills all nine tables, leaves no identity idle, and holds nothing but 尾差', () => {
  const engine = new Engine(HENAN, consistentDocument());
  const { findings } = review(engine);
  expect(findings.filter((finding) => !finding.isTail)).toEqual([]);
  // Side sheets are not printed; what they hold is the text's, and other tests'. B11a is for departments of fiscal money alone.
  const isPrinted = (table: string): boolean => HENAN.tables.find(({ id }) => id === table)?.isPublished === true;
  const idle = engine.checks().filter(({ state, check }) => state !== 'passed' && state !== 'failed' && isPrinted(check.table) && check.rule !== 'B11a').map(({ check, why }) => `${check.rule} ${check.text} ${why}`);
  expect(idle).toEqual([]);
});

test('any figure of the full document that is off by 1.00 is an error at its place', () => {
  const { complaints, tables } = complaintsOf(HENAN, consistentDocument());
  // Every printed figure is tied: the list of those that are not is empty, so none needs an excuse.
  expect(complaints).toEqual([]);
  expect(Object.keys(tables).sort()).toEqual(['T01', 'T02', 'T03', 'T04', 'T05', 'T06', 'T07', 'T08', 'T09']);
  expect(Object.values(tables).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(2500);
}, 120_000);

test('the same in the real sample, made consistent', () => {
  const document = correctedSample();
  expect(review(new Engine(HENAN, document)).findings.filter((finding) => finding.severity === 'error')).toEqual([]);
  expect(complaintsOf(HENAN, document).complaints).toEqual([]);
}, 60_000);

test.each([11, 12, 13])('the same in a generated department with all kinds of money (%i)', (seed) => {
  expect(complaintsOf(HENAN, printedAsRounded(departmentYear(HENAN, seed, { classes: 3, itemsPerClass: 2 }))).complaints).toEqual([]);
}, 120_000);

test('the same in the published 上海 tables', () => {
  const { complaints, tables } = complaintsOf(SHANGHAI, publishedDocument(SHANGHAI));
  expect(complaints).toEqual([]);
  expect(Object.values(tables).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(200);
}, 60_000);

test.each([21, 22])('the same in the forms of 上海 with all kinds of money (%i)', (seed) => {
  const { complaints, tables } = complaintsOf(SHANGHAI, printedAsRounded(shanghaiYear(seed, { classes: 3, itemsPerClass: 2 }), SHANGHAI));
  expect(complaints).toEqual([]);
  expect(Object.keys(tables).sort()).toEqual(['T01', 'T02', 'T03', 'T04', 'T05', 'T06', 'T07', 'T08', 'T09']);
}, 120_000);
