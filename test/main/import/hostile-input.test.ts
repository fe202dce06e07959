import * as XLSX from '@e965/xlsx';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { importInWorker } from '../../../main/import/import-client.ts';
import { importWorkbook } from '../../../main/import/import-workbook.ts';
import { imported, templateFiles, templates } from './import-fixtures.ts';

const lines: readonly (readonly (string | number | null)[])[] = [
  ['收入决算表'], ['部门：某某局', null, '单位：万元'], ['科目编码', '科目名称', '本年收入合计', '财政拨款收入'], ['205', '教育支出', 10, 10], ['20502', '普通教育', 10, 10], ['2050205', '高等教育', 10, 10],
];

function sheetOf(rows: readonly (readonly (string | number | null)[])[]): XLSX.WorkSheet {
  return XLSX.utils.aoa_to_sheet(rows.map((row) => [...row]));
}

describe('hostile workbooks', () => {
  it('three cells far apart in a sheet of 1,048,576 rows', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('收入');
    for (const line of lines) sheet.addRow([...line]);
    sheet.getCell('XFD1048576').value = 1;
    const value = await imported(Buffer.from(await book.xlsx.writeBuffer()), '表.xlsx', { template: 'henan-2022' });
    expect(value.unrecognised).toMatchObject([{ address: 'XFD1048576', text: '1' }]);
    expect(value.tables[0]?.cells).toBe(6);
  });

  it('merged cells over the whole sheet', async () => {
    const sheet = sheetOf(lines);
    sheet['!merges'] = [{ s: { r: 10, c: 0 }, e: { r: 1_048_575, c: 16_383 } }, { s: { r: 0, c: 0 }, e: { r: 0, c: 16_383 } }, { s: { r: 2, c: 3 }, e: { r: 2, c: 16_383 } }];
    const value = await imported(XLSX.write({ SheetNames: ['a'], Sheets: { a: sheet } }, { type: 'buffer' }) as Buffer, '表.xlsx', { template: 'henan-2022' });
    expect(value.tables[0]?.cells).toBe(6);
  });

  it('circular formulas and links to other workbooks: the saved values count', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('收入');
    for (const line of lines) sheet.addRow([...line]);
    sheet.getCell('C6').value = { formula: 'D6', result: 10 };
    sheet.getCell('D6').value = { formula: 'C6', result: 10 };
    sheet.getCell('D5').value = { formula: "'[上年.xlsx]收入'!D5", result: 10 };
    const value = await imported(Buffer.from(await book.xlsx.writeBuffer()), '表.xlsx', { template: 'henan-2022' });
    expect(value.document.tables.T02?.rows.find((row) => row.key === '2050205')?.cells).toMatchObject({ 2: '10' });
    expect(value.unrecognised).toEqual([]);
  });

  it('macros are not loaded', async () => {
    const book: XLSX.WorkBook = { SheetNames: ['收入'], Sheets: { 收入: sheetOf(lines) }, vbaraw: Buffer.alloc(4096, 1) };
    const value = await imported(XLSX.write(book, { type: 'buffer', bookType: 'xlsm' }) as Buffer, '表.xlsm', { template: 'henan-2022' });
    expect(value.tables[0]?.cells).toBe(6);
  });

  it('text that tries to be slow to read', async () => {
    const nasty = ['('.repeat(20_000), '一、'.repeat(16_000), `单位${' '.repeat(30_000)}`, `部门：${' '.repeat(30_000)}x`, '1,'.repeat(16_000), '2022年'.repeat(6_000), `${'某局'.repeat(15_000)}收入决算表`];
    const value = await imported(XLSX.write({ SheetNames: ['a'], Sheets: { a: sheetOf([...lines, ...nasty.map((text) => [text, text, text])]) } }, { type: 'buffer' }) as Buffer, '表.xlsx', { template: 'henan-2022' });
    expect(value.tables[0]?.cells).toBe(6);
  });

  it('ten thousand sheets’ worth of headings stays linear', async () => {
    const many = Array.from({ length: 3000 }, () => lines).flat();
    const value = await imported(XLSX.write({ SheetNames: ['a'], Sheets: { a: sheetOf(many) } }, { type: 'buffer' }) as Buffer, '表.xlsx', { template: 'henan-2022' });
    expect(value.tables[0]?.cells).toBeGreaterThan(0);
  });

  it.each([1, 2, 3, 4, 5])('bytes changed at random (%i): an outcome, never a crash', async (seed) => {
    const bytes = XLSX.write({ SheetNames: ['a'], Sheets: { a: sheetOf(lines) } }, { type: 'buffer', bookType: seed % 2 === 0 ? 'xlsx' : 'biff8' }) as Buffer;
    for (let round = 0; round < 40; round++) {
      const broken = Buffer.from(bytes);
      for (let at = 0; at < 12; at++) broken[(seed * 7919 + round * 104_729 + at * 1_299_709) % broken.length] = (round * 31 + at * 17) % 256;
      const outcome = await importWorkbook(broken, '坏.xls', templates);
      expect(outcome.ok || outcome.problem.message.length > 0).toBe(true);
    }
  });

  it('a thread that runs out of memory says that the file is too large', async () => {
    const wide = Array.from({ length: 60_000 }, (_, row) => Array.from({ length: 12 }, (_cell, column) => `第${row}行${column}`));
    const bytes = XLSX.write({ SheetNames: ['a'], Sheets: { a: sheetOf(wide) } }, { type: 'buffer', compression: true }) as Buffer;
    const outcome = await importInWorker({ bytes, fileName: '大.xlsx', templates: templateFiles, options: {} }, { memoryMegabytes: 64 });
    expect(!outcome.ok && outcome.problem.code).toBe('too-large');
  }, 60_000);
});
