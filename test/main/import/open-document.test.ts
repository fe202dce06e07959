/** Our export saved as .ods by LibreOffice: the same document, blank where a formula is blank. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { exportTables } from '../../../main/export/xlsx/export-tables.ts';
import { readWorkbook } from '../../../main/import/read-workbook.ts';
import { Engine } from '../../../shared/formula/engine.ts';
import { withoutOffice } from '../export/xlsx/libre-office.ts';
import { figuresOf, imported, realFile, templates } from './import-fixtures.ts';

const folder = mkdtempSync(join(tmpdir(), 'mingzhang-ods-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(withoutOffice)('an export saved as .ods', () => {
  it('is the same document, with no formula text anywhere', { timeout: 120_000 }, async () => {
    const { document } = await imported(realFile('beiguan-2022.xlsx'), 'beiguan-2022.xlsx');
    const template = templates.find(({ id }) => id === document.template);
    if (template === undefined) throw new Error('no template');
    writeFileSync(join(folder, 'tables.xlsx'), await exportTables(new Engine(template, document)));
    await promisify(execFile)('soffice', ['--headless', `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`, '--convert-to', 'ods', '--outdir', folder, join(folder, 'tables.xlsx')], { timeout: 110_000 });
    const bytes = readFileSync(join(folder, 'tables.ods'));
    const read = await readWorkbook(bytes, 'tables.ods');
    expect(read.ok && read.value.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.filter((cell) => cell.isFormula && cell.text.startsWith('='))))).toEqual([]);
    const again = await imported(bytes, 'tables.ods');
    expect(again.unrecognised).toEqual([]);
    expect(figuresOf(again.document)).toEqual(figuresOf(document));
  });
});
