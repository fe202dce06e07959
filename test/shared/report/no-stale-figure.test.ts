/** One leaf of the tables changes: whatever the report says of it changes with it, everywhere, and nothing of the old figure is left. */
import { beforeAll, describe, expect, it } from 'vitest';
import { amountText, decimal } from '../../../shared/amount/amount.ts';
import type { CellRef } from '../../../shared/document/document.ts';
import { setCell } from '../../../shared/document/edit.ts';
import { applyEdits } from '../../../shared/document/gesture.ts';
import { Engine } from '../../../shared/formula/engine.ts';
import { isAmount } from '../../../shared/formula/value.ts';
import { loadNarrative } from '../../../shared/narrative/load-narrative.ts';
import { TEXT_PARTS, writeReportTexts } from '../../../shared/narrative/report-texts.ts';
import { textContent } from '../../../shared/report/narrative-blocks.ts';
import { outlineReport } from '../../../shared/report/outline.ts';
import { HENAN, sampleDocument } from '../../fixtures/sample-document.ts';
import { templateFiles } from '../../main/import/import-fixtures.ts';

const narrative = loadNarrative(templateFiles, HENAN);

/** The whole report as data: cover, tables, charts and every written part. */
function report(engine: Engine): string {
  if (narrative.text === null) throw new Error('no text');
  return JSON.stringify(outlineReport(engine, textContent(engine, writeReportTexts(engine, narrative.text), TEXT_PARTS)));
}

let inputs: readonly CellRef[] = [];

beforeAll(() => {
  const engine = new Engine(HENAN, sampleDocument());
  const cells = Array.from({ length: engine.space.size }, (_cell, at) => engine.space.refOf(at));
  inputs = cells.filter((ref) => engine.exists(ref) && engine.formula(ref) === null && isAmount(engine.value(ref)));
});

describe('the report of the sample', () => {
  it('after a change of any figure that was entered is that of a document opened with it', () => {
    expect(inputs.length).toBeGreaterThan(100);
    const engine = new Engine(HENAN, sampleDocument());
    const before = report(engine);
    for (const ref of inputs) {
      const value = engine.value(ref);
      const edit = setCell(engine.document, ref, amountText(decimal(isAmount(value) ? value : 0).plus('1.11')));
      const after = applyEdits(engine.document, [edit]);
      engine.update(after, [edit]);
      const live = report(engine);
      if (live === before) throw new Error(`nothing changed with ${ref.table} ${ref.row} ${ref.column}`);
      if (live !== report(new Engine(HENAN, after))) throw new Error(`stale after ${ref.table} ${ref.row} ${ref.column}`);
      const back = setCell(after, ref, isAmount(value) ? amountText(value) : null);
      engine.update(applyEdits(after, [back]), [back]);
    }
    expect(report(engine)).toBe(before);
  }, 120_000);
});
