import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import * as XLSX from '@e965/xlsx';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import type { ImportProblem } from '../../../main/import/import-problem.ts';
import { importWorkbook } from '../../../main/import/import-workbook.ts';
import { readWorkbook, readWorkbookFile } from '../../../main/import/read-workbook.ts';
import { imported, realFile, templates } from './import-fixtures.ts';

const xlsx = realFile('beiguan-2022.xlsx');
const xls = realFile('beiguan-2022.xls');

async function refused(bytes: Buffer, name: string): Promise<ImportProblem> {
  const outcome = await importWorkbook(bytes, name, templates);
  if (outcome.ok) throw new Error('imported');
  return outcome.problem;
}

/** A zip with one deflated entry a part. `declared` lies about what a part unpacks to. */
function zipOf(parts: Readonly<Record<string, { readonly data: Buffer; readonly declared?: number }>>): Buffer {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, { data, declared }] of Object.entries(parts)) {
    const packed = deflateRawSync(data, { level: 9 });
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(8, 8);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt32LE(declared ?? data.length, 22);
    head.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(declared ?? data.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    local.push(head, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const size = Buffer.concat(directory).length;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(parts).length, 8);
  end.writeUInt16LE(Object.keys(parts).length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, ...directory, end]);
}

/** A compound file with the given streams, as SheetJS's own writer makes them. */
function compound(streams: Readonly<Record<string, Buffer>>): Buffer {
  const file = XLSX.CFB.utils.cfb_new();
  for (const [name, content] of Object.entries(streams)) XLSX.CFB.utils.cfb_add(file, `/${name}`, content);
  return Buffer.from(XLSX.CFB.write(file, { type: 'buffer' }));
}

const filepass = Buffer.concat([Buffer.from([0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x05, 0x00, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]), Buffer.from([0x2f, 0x00, 0x06, 0x00, 1, 0, 1, 0, 1, 0]), Buffer.alloc(4096)]);

describe('files that can’t be imported', () => {
  const cases: readonly (readonly [string, string, () => Buffer, ImportProblem['code']])[] = [
    ['empty', '空.xlsx', () => Buffer.alloc(0), 'empty'],
    ['cut short', '半.xlsx', () => xlsx.subarray(0, xlsx.length / 2), 'truncated'],
    ['cut short, .xls', '半.xls', () => xls.subarray(0, xls.length / 2), 'truncated'],
    ['prose', '文.xlsx', () => Buffer.from('这不是工作簿。\n只是一段文字。\n'), 'not-workbook'],
    ['binary noise', '噪.xls', () => Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 7919) % 256)), 'not-workbook'],
    ['a page', '页.xls', () => Buffer.from('<html><body><p>没有表</p></body></html>'), 'not-workbook'],
    ['a zip of something else', '包.xlsx', () => zipOf({ 'photo.jpg': { data: Buffer.from('x') } }), 'other-zip'],
    ['a Word file', '报告.xlsx', () => zipOf({ 'word/document.xml': { data: Buffer.from('<w/>') } }), 'other-zip'],
    ['an old Word file', '报告.xls', () => compound({ WordDocument: Buffer.alloc(4096) }), 'not-workbook'],
    ['encrypted .xlsx', '密.xlsx', () => compound({ EncryptedPackage: Buffer.alloc(4096), EncryptionInfo: Buffer.alloc(64) }), 'password'],
    ['encrypted .xls', '密.xls', () => compound({ Workbook: filepass }), 'password'],
    ['a zip bomb', '弹.xlsx', () => zipOf({ 'xl/workbook.xml': { data: Buffer.from('<x/>') }, 'xl/sharedStrings.xml': { data: Buffer.alloc(200 * 2 ** 20) } }), 'too-large'],
    ['a zip bomb that lies about its size', '弹.xlsx', () => zipOf({ 'xl/workbook.xml': { data: Buffer.from('<x/>') }, 'xl/sharedStrings.xml': { data: Buffer.alloc(200 * 2 ** 20), declared: 1000 } }), 'too-large'],
    ['no 公开 table', '工资.xlsx', () => Buffer.from(XLSX.write({ SheetNames: ['工资'], Sheets: { 工资: XLSX.utils.aoa_to_sheet([['姓名', '工资'], ['张三', 1]]) } }, { type: 'buffer' })), 'no-tables'],
  ];

  it.each(cases)('%s', async (_what, name, bytes, code) => {
    const problem = await refused(bytes(), name);
    expect(problem.code).toBe(code);
    expect(problem.message).toContain(name);
    expect(problem.message).toMatch(/请/);
    expect(problem.message).not.toContain('\n');
  });

  it('missing, and not a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mingzhang-'));
    const missing = await readWorkbookFile(join(folder, '无.xlsx'));
    expect(!missing.ok && missing.problem.code).toBe('missing');
    const unreadable = await readWorkbookFile(folder);
    expect(!unreadable.ok && unreadable.problem.code).toBe('unreadable');
    await writeFile(join(folder, 'a.xlsx'), xlsx);
    expect(await readWorkbookFile(join(folder, 'a.xlsx'))).toMatchObject({ ok: true });
  });

  it('a template that does not exist', async () => {
    const outcome = await importWorkbook(xlsx, 'a.xlsx', templates, { template: 'nowhere-1999' });
    expect(!outcome.ok && outcome.problem.code).toBe('no-such-template');
  });
});

describe('reading cells', () => {
  it('keeps numbers exactly as the spreadsheet does, and formulas without a result apart from zero', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('a');
    sheet.getCell('A1').value = 0.1 + 0.2;
    sheet.getCell('A2').value = 1e-7;
    sheet.getCell('A3').value = { formula: 'A1*2' } as ExcelJS.CellFormulaValue;
    sheet.getCell('A4').value = { formula: 'A1*0', result: 0 };
    sheet.getCell('A5').value = { formula: '1/0', result: { error: '#DIV/0!' } as ExcelJS.CellErrorValue };
    sheet.getCell('A6').value = 0;
    sheet.getCell('A6').numFmt = '#,##0.00;;';
    const outcome = await readWorkbook(Buffer.from(await book.xlsx.writeBuffer()), 'a.xlsx');
    const cells = outcome.ok ? (outcome.value[0]?.rows.flatMap((row) => row.cells) ?? []) : [];
    expect(cells.map(({ number, hasCachedValue, isError }) => [number, hasCachedValue, isError])).toEqual([
      ['0.3', true, false], ['0.0000001', true, false], [null, false, false], ['0', true, false], [null, true, true], ['0', true, false],
    ]);
  });

  it('visits the cells that exist, not the dimension', async () => {
    const book = new ExcelJS.Workbook();
    const page = book.addWorksheet('a');
    for (const at of ['A1', 'B2', 'XFD1048576']) page.getCell(at).value = 1;
    const bytes = Buffer.from(await book.xlsx.writeBuffer());
    const wide = await readWorkbook(bytes, 'a.xlsx');
    expect(wide.ok && wide.value[0]?.rows.map((row) => row.row)).toEqual([0, 1, 1_048_575]);
  });

  it('reads a table from .csv in UTF-8 and in GBK', async () => {
    const lines = ['收入决算表', '部门：某局,,单位：元', '科目编码,科目名称,本年收入合计,财政拨款收入', ',合计,"1,234.50","1,234.50"', '201,一般公共服务支出,"1,234.50","1,234.50"'].join('\r\n');
    const utf8 = await imported(Buffer.from(`\ufeff${lines}`), '收入.csv', { template: 'henan-2022' });
    const gbk = await imported(Buffer.from(encodeGbk(lines)), '收入.csv', { template: 'henan-2022' });
    expect(gbk.document).toEqual(utf8.document);
    expect(utf8.document).toMatchObject({ department: '某局', unit: '元', precision: 'exact' });
    expect(utf8.document.tables.T02?.rows.find((row) => row.key === '201')?.cells).toEqual({ 2: '1234.5' });
    expect(utf8.unrecognised).toEqual([]);
  });
});

/** GBK by way of the decoder: the platform has no encoder. */
function encodeGbk(text: string): Uint8Array {
  const decoder = new TextDecoder('gbk');
  const codes = new Map<string, readonly number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) codes.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
  }
  return Uint8Array.from([...text].flatMap((letter) => (letter.charCodeAt(0) < 128 ? [letter.charCodeAt(0)] : (codes.get(letter) ?? []))));
}
