/** The exported workbook, recalculated from nothing by LibreOffice, has our value in every cell and not one formula error. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { exportTables } from '../../../../main/export/xlsx/export-tables.ts';
import { placeTables } from '../../../../main/export/xlsx/place-tables.ts';
import { readWorkbook } from '../../../../main/import/read-workbook.ts';
import { decimal } from '../../../../shared/amount/amount.ts';
import type { CellRef, Document } from '../../../../shared/document/document.ts';
import { Engine } from '../../../../shared/formula/engine.ts';
import { isAmount } from '../../../../shared/formula/value.ts';
import { newDocument } from '../../../../shared/template/new-document.ts';
import { departmentYear } from '../../../fixtures/department-year.ts';
import { consistentEvaluations, sampleWithEvaluations } from '../../../fixtures/evaluation-document.ts';
import { withContents } from '../../../fixtures/printed-document.ts';
import { HENAN, printedAsRounded } from '../../../fixtures/sample-document.ts';
import { imported, realFile, templates } from '../../import/import-fixtures.ts';
import { fullDocument } from './full-document.ts';
import { type Recalculated, recalculate, withoutOffice } from './libre-office.ts';

const RANDOM = 6;

/** Some figures of a department's year cleared, some formulas contradicted: what a real document looks like half-way. */
const halfDone = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }), classes: fc.integer({ min: 1, max: 8 }), isRounded: fc.boolean(),
  cleared: fc.array(fc.nat(), { maxLength: 20 }), declared: fc.array(fc.tuple(fc.nat(), fc.option(fc.integer({ min: -99_999, max: 999_999 }))), { maxLength: 8 }),
});

function documentOf({ seed, classes, isRounded, cleared, declared }: typeof halfDone extends fc.Arbitrary<infer T> ? T : never): Document {
  const exact = departmentYear(HENAN, seed, { classes, itemsPerClass: 2 });
  const year = isRounded ? printedAsRounded(exact) : exact;
  const engine = new Engine(HENAN, year);
  const all = engine.space.regions.flatMap(({ shape }) => shape.rows.flatMap((row) => shape.template.columns.map(({ key }): CellRef => ({ table: shape.template.id, row: row.key, column: key }))));
  const filled = all.filter((ref) => engine.value(ref) !== null && engine.formula(ref) === null);
  const formulas = all.filter((ref) => engine.formula(ref) !== null && engine.exists(ref));
  const pick = (list: readonly CellRef[], at: number): readonly CellRef[] => list.slice(at % Math.max(1, list.length)).slice(0, 1);
  return withContents(year, [
    ...cleared.flatMap((at) => pick(filled, at).map((ref) => [ref, null] as const)),
    ...declared.flatMap(([at, hundredths]) => pick(formulas, at).map((ref) => [ref, { declared: hundredths === null ? null : decimal(hundredths).dividedBy(100).toFixed() }] as const)),
  ]);
}

async function documents(): Promise<readonly (readonly [string, Engine])[]> {
  const all: (readonly [string, Engine])[] = [];
  for (const name of ['beiguan-2022.xlsx', 'shanghai-shegongbu-2024.xlsx']) {
    const { document } = await imported(realFile(name), name);
    const template = templates.find((set) => set.id === document.template);
    if (template !== undefined) all.push([name, new Engine(template, document)]);
  }
  for (const template of templates) {
    all.push([`full ${template.id}`, new Engine(template, fullDocument(template))]);
    all.push([`blank ${template.id}`, new Engine(template, newDocument(template, { department: '空' }))]);
  }
  all.push(['self-evaluations of the sample', new Engine(HENAN, sampleWithEvaluations())], ['self-evaluations', new Engine(HENAN, consistentEvaluations(20_221_231, 4))]);
  const random = fc.sample(halfDone, { numRuns: RANDOM, seed: Number(process.env['SEED'] ?? 20_221_231) });
  return [...all, ...random.map((one) => [JSON.stringify(one), new Engine(HENAN, documentOf(one))] as const)];
}

function differences(engine: Engine, recalculated: Recalculated): readonly string[] {
  const placed = placeTables(engine);
  const wrong: string[] = [];
  for (const { layout } of placed.tables) {
    for (const { ref } of layout.lines.flatMap((line) => line.cells)) {
      const at = ref === null ? null : placed.place(ref);
      if (ref === null || at === null) continue;
      const theirs = recalculated(at.sheet, at.row, at.column);
      const value = engine.value(ref);
      const ours = isAmount(value) ? value.toFixed() : typeof value === 'string' ? value : '';
      if (ours !== (theirs?.number ?? theirs?.text.trim() ?? '')) wrong.push(`${JSON.stringify(ref)} ours ${ours || 'blank'}, theirs ${theirs?.text}`);
    }
  }
  return wrong;
}

describe.skipIf(withoutOffice)('the exported workbook', () => {
  let engines: readonly (readonly [string, Engine])[] = [];
  let workbooks: readonly Uint8Array[] = [];
  beforeAll(async () => {
    engines = await documents();
    workbooks = await Promise.all(engines.map(([, engine]) => exportTables(engine)));
  }, 60_000);

  it('has the same value in every cell as ours', async () => {
    const answers = await recalculate(workbooks);
    engines.forEach(([name, engine], at) => {
      const answer = answers[at];
      if (answer === undefined) throw new Error(`no answer for ${name}`);
      expect(differences(engine, answer), name).toEqual([]);
    });
  }, 120_000);

  it('is alive: every computed subtotal is a formula', async () => {
    for (const [at, [name, engine]] of engines.entries()) {
      const read = await readWorkbook(Buffer.from(workbooks[at] ?? []), name);
      if (!read.ok) throw new Error(read.problem.message);
      const formulas = read.value.flatMap((sheet) => sheet.rows.flatMap((row) => row.cells)).filter((cell) => cell.isFormula).length;
      const cells = placeTables(engine).tables.flatMap(({ layout }) => layout.lines.flatMap((line) => line.cells));
      // A weight that the form fixes reads no cell, and stands as the constant that it is.
      const computed = cells.filter(({ ref }) => ref !== null && (engine.formula(ref)?.operands.length ?? 0) > 0 && isAmount(engine.value(ref)) && engine.document.tables[ref.table]?.rows.find((row) => row.key === ref.row)?.cells[ref.column] === undefined).length;
      expect(formulas, name).toBeGreaterThanOrEqual(computed);
      if (name.startsWith('full')) expect(computed).toBeGreaterThan(100);
    }
  });
});
