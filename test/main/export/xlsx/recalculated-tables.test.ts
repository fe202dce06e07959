/** The exported workbook, recalculated from nothing by LibreOffice, has our value in every cell and not one formula error. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportTables } from '../../../../main/export/xlsx/export-tables.ts';
import { placeTables } from '../../../../main/export/xlsx/place-tables.ts';
import { readWorkbook } from '../../../../main/import/read-workbook.ts';
import { decimal } from '../../../../shared/amount/amount.ts';
import { Engine } from '../../../../shared/formula/engine.ts';
import { isAmount } from '../../../../shared/formula/value.ts';
import { newDocument } from '../../../../shared/template/new-document.ts';
import { imported, realFile, templates } from '../../import/import-fixtures.ts';
import { fullDocument } from './full-document.ts';

const hasOffice = existsSync('/usr/bin/soffice');
const required = process.env['CI'] !== undefined;

async function documents(): Promise<readonly (readonly [string, Engine])[]> {
  const all: (readonly [string, Engine])[] = [];
  for (const name of ['beiguan-2022.xlsx', 'shanghai-shegongbu-2024.xlsx']) {
    const { document } = await imported(realFile(name), name);
    const template = templates.find((set) => set.id === document.template);
    if (template !== undefined) all.push([name.split('.')[0] ?? name, new Engine(template, document)]);
  }
  for (const template of templates) {
    all.push([`full-${template.id}`, new Engine(template, fullDocument(template))]);
    all.push([`blank-${template.id}`, new Engine(template, newDocument(template, { department: '空' }))]);
  }
  return all;
}

/** The workbook without any cached value, so that what comes back was computed by LibreOffice. */
async function withoutValues(bytes: Uint8Array): Promise<Uint8Array> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(Buffer.from(bytes) as never);
  workbook.eachSheet((sheet) =>
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        if (cell.formula !== undefined && cell.type === exceljs.ValueType.Formula) cell.value = { formula: cell.formula } as exceljs.CellFormulaValue;
      }),
    ),
  );
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

describe.skipIf(!hasOffice && !required)('the exported workbook', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mingzhang-recalculated-'));
  let engines: readonly (readonly [string, Engine])[] = [];
  const formulas = new Map<string, number>();

  beforeAll(async () => {
    engines = await documents();
    for (const [name, engine] of engines) {
      const bytes = await exportTables(engine);
      writeFileSync(join(folder, `${name}.xlsx`), await withoutValues(bytes));
      const read = await readWorkbook(Buffer.from(bytes), `${name}.xlsx`);
      if (read.ok) formulas.set(name, read.value.flatMap((sheet) => sheet.rows.flatMap((row) => row.cells)).filter((cell) => cell.isFormula).length);
    }
    const files = engines.map(([name]) => join(folder, `${name}.xlsx`));
    execFileSync('soffice', ['--headless', `-env:UserInstallation=file://${folder}/profile`, '--convert-to', 'xlsx', '--outdir', join(folder, 'out'), ...files], { stdio: 'ignore', timeout: 120_000 });
  }, 150_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has the same value in every cell as ours', async () => {
    for (const [name, engine] of engines) {
      const read = await readWorkbook(readFileSync(join(folder, 'out', `${name}.xlsx`)), `${name}.xlsx`);
      if (!read.ok) throw new Error(read.problem.message);
      const placed = placeTables(engine);
      const cells = new Map(read.value.flatMap((sheet) => sheet.rows.flatMap((row) => row.cells.map((cell) => [`${sheet.name}!${row.row}:${cell.column}`, cell] as const))));
      for (const { layout } of placed.tables) {
        for (const cell of layout.lines.flatMap((line) => line.cells)) {
          const at = cell.ref === null ? null : placed.place(cell.ref);
          if (cell.ref === null || at === null) continue;
          const value = engine.value(cell.ref);
          const theirs = cells.get(`${at.sheet}!${at.row - 1}:${at.column - 1}`);
          const where = `${name} ${at.sheet} ${JSON.stringify(cell.ref)}`;
          if (isAmount(value)) expect(decimal(theirs?.number ?? 'NaN').toFixed(), where).toBe(value.toFixed());
          else expect(theirs?.text.trim() ?? '', where).toBe('');
        }
      }
      expect([...cells.values()].filter((cell) => /^#|^Err:/u.test(cell.text)).map((cell) => cell.text), name).toEqual([]);
    }
  });

  it('is alive: every computed subtotal is a formula', () => {
    for (const [name, engine] of engines.filter(([name]) => name.startsWith('full'))) {
      const placed = placeTables(engine);
      const wanted = placed.tables.flatMap(({ layout }) => layout.lines.flatMap((line) => line.cells)).filter((cell) => cell.ref !== null && engine.formula(cell.ref) !== null && isAmount(engine.value(cell.ref))).length;
      expect(formulas.get(name), name).toBeGreaterThanOrEqual(wanted);
      expect(wanted).toBeGreaterThan(100);
    }
  });
});
