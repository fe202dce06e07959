/** LibreOffice as a second opinion: it gets workbooks without any cached value and is told to recalculate everything. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import exceljs from 'exceljs';
import { readWorkbook } from '../../../../main/import/read-workbook.ts';
import type { GridCell } from '../../../../main/import/sheet-grid.ts';

/** CI must have it; elsewhere these tests are skipped where it is missing. */
const isRequired = process.env['CI'] !== undefined || process.env['REQUIRE_LIBREOFFICE'] !== undefined;
export const withoutOffice = !isRequired && spawnSync('soffice', ['--version']).error !== undefined;

/** A cell of the recalculated workbook by sheet and place, both counted from 1; undefined where nothing stands. */
export type Recalculated = (sheet: string, row: number, column: number) => GridCell | undefined;

/** Always recalculate files on loading, and ask nothing. */
const SETTINGS = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
`;

/** All workbooks in one run of LibreOffice. */
export async function recalculate(workbooks: readonly Uint8Array[]): Promise<readonly Recalculated[]> {
  const folder = mkdtempSync(join(tmpdir(), 'mingzhang-recalculated-'));
  try {
    mkdirSync(join(folder, 'profile', 'user'), { recursive: true });
    writeFileSync(join(folder, 'profile', 'user', 'registrymodifications.xcu'), SETTINGS);
    const names = workbooks.map((_bytes, at) => `${at}.xlsx`);
    for (const [at, bytes] of workbooks.entries()) writeFileSync(join(folder, `${at}.xlsx`), await withoutValues(bytes));
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
    await promisify(execFile)('soffice', ['--headless', profile, '--convert-to', 'xlsx', '--outdir', join(folder, 'out'), ...names.map((name) => join(folder, name))], { timeout: 120_000 });
    return await Promise.all(names.map((name) => cellsOf(join(folder, 'out', name))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The workbook with no value left beside any formula, so that what comes back was computed by LibreOffice. */
async function withoutValues(bytes: Uint8Array): Promise<Uint8Array> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(Buffer.from(bytes) as never);
  workbook.eachSheet((sheet) =>
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        if (cell.type === exceljs.ValueType.Formula) cell.value = { formula: cell.formula } as exceljs.CellFormulaValue;
      }),
    ),
  );
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

async function cellsOf(path: string): Promise<Recalculated> {
  const read = await readWorkbook(readFileSync(path), path);
  if (!read.ok) throw new Error(read.problem.message);
  const cells = new Map(read.value.flatMap((sheet) => sheet.rows.flatMap((row) => row.cells.map((cell) => [`${sheet.name}!${row.row + 1}:${cell.column + 1}`, cell] as const))));
  return (sheet, row, column) => cells.get(`${sheet}!${row}:${column}`);
}
