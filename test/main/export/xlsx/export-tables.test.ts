/** The exported workbook as a spreadsheet user finds it: looks, marks, print set-up, protection, and what the form does not know. */
import exceljs, { type Cell, type Workbook, type Worksheet } from 'exceljs';
import { describe, expect, it } from 'vitest';
import { exportTables, type ExportTablesOptions } from '../../../../main/export/xlsx/export-tables.ts';
import { longAmountsText } from '../../../../main/export/xlsx/long-amounts.ts';
import { placeTables } from '../../../../main/export/xlsx/place-tables.ts';
import type { CellRef, Document } from '../../../../shared/document/document.ts';
import { Engine } from '../../../../shared/formula/engine.ts';
import { smallDocument, smallSet } from '../../../shared/formula/small-set.ts';
import { sampleWithEvaluations } from '../../../fixtures/evaluation-document.ts';
import { withContents, withoutIdleDeclarations } from '../../../fixtures/printed-document.ts';
import { consistentDocument, HENAN, sampleDocument } from '../../../fixtures/sample-document.ts';
import { imported } from '../../import/import-fixtures.ts';
import { partOf } from '../docx/docx-reading.ts';

class Opened {
  private constructor(
    readonly workbook: Workbook,
    private readonly engine: Engine,
    private readonly isOneSheet: boolean,
  ) {}

  static async of(engine: Engine, options: ExportTablesOptions = {}): Promise<Opened> {
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load(Buffer.from(await exportTables(engine, options)) as never);
    return new Opened(workbook, engine, options.oneSheet === true);
  }

  sheet(name: string): Worksheet {
    const sheet = this.workbook.getWorksheet(name);
    if (sheet === undefined) throw new Error(`no sheet ${name}`);
    return sheet;
  }

  cell(table: string, row: string, column: string): Cell {
    const place = placeTables(this.engine, this.isOneSheet).place({ table, row, column });
    if (place === null) throw new Error(`${table} ${row} ${column} stands nowhere`);
    return this.sheet(place.sheet).getCell(place.row, place.column);
  }
}

const sample = sampleDocument();
const open = (document: Document, options: ExportTablesOptions = {}): Promise<Opened> => Opened.of(new Engine(HENAN, document), options);
const set = (document: Document, ref: CellRef, content: Parameters<typeof withContents>[1][number][1]): Document => withContents(document, [[ref, content]]);

describe('the sheets', () => {
  it('stand in the order of the forms, with what a printed form does not say hidden for good', async () => {
    const { workbook } = await open(sample);
    expect(workbook.worksheets.map((sheet) => [sheet.name, sheet.state])).toEqual([...Array.from({ length: 9 }, (_one, at) => [`公开0${at + 1}表`, 'visible']), ['_明账', 'veryHidden']]);
  });

  it('carry title, mark, department and unit, and headings merged as on the form', async () => {
    const sheet = (await open(sample)).sheet('公开07表');
    expect([sheet.getCell('A1'), sheet.getCell('H2'), sheet.getCell('A3'), sheet.getCell('H3')].map((cell) => cell.value)).toEqual(['政府性基金预算财政拨款收入支出决算表', '公开07表', `部门：${sample.department}`, '单位：万元']);
    expect(sheet.getCell('A1').font).toMatchObject({ name: '宋体', size: 18, bold: true });
    expect(sheet.model.merges).toEqual(expect.arrayContaining(['A1:H1', 'A4:B4', 'E4:G4', 'C4:C5', 'H4:H5', 'A6:B6', 'A7:B7']));
    expect(sheet.getCell('C6').value).toBe(1);
  });

  it('print on A4, one page wide, centred, headings repeated, numbered at the foot', async () => {
    const opened = await open(sample);
    const wide = opened.sheet('公开02表');
    expect(wide.pageSetup).toMatchObject({ paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, horizontalCentered: true, printTitlesRow: '1:6' });
    expect(wide.headerFooter.oddFooter).toBe('&C- &P -');
    expect(opened.sheet('公开04表').pageSetup).toMatchObject({ orientation: 'landscape', fitToHeight: 1 });
    expect(opened.sheet('公开01表').pageSetup).toMatchObject({ orientation: 'portrait', fitToHeight: 1 });
  });

  it('hide the lines that the form leaves out when they are empty, and only those', async () => {
    const opened = await open(sample);
    const hidden = (sheet: Worksheet, column: number): unknown[] => (sheet.getRows(7, 40) ?? []).filter((row) => row.hidden).map((row) => row.getCell(column).value);
    expect(hidden(opened.sheet('公开01表'), 5)).toEqual([51, 52, 53, 54, 55, 56, 57]);
    expect(hidden((await open(consistentDocument())).sheet('公开01表'), 5)).toEqual([]);
  });

  it('say nothing but the figures when they are to be published plain', async () => {
    const { workbook } = await open(sample, { plain: true });
    expect(workbook.worksheets).toHaveLength(9);
    workbook.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((cell) => expect([cell.type === exceljs.ValueType.Formula, cell.note]).toEqual([false, undefined]))));
  });
});

describe('the figures', () => {
  it('are live formulas with our values, right-aligned with separators', async () => {
    const cell = (await open(sample)).cell('T01', '27', '1');
    expect(cell.value).toEqual({ formula: 'IF(COUNT(C7:C14)=0,"",ROUND(SUM(C7:C14),2))', result: 1481.36 });
    expect([cell.numFmt, cell.alignment.horizontal, cell.font.bold]).toEqual(['#,##0.00', 'right', true]);
  });

  it('of a self-evaluation stand as in print: words at the left however wide their cell, scores in the middle', async () => {
    const opened = await open(sampleWithEvaluations());
    const flows = ['年度指标值', '实际完成值', '得分'].map((column) => opened.cell('E00', '预算执行率', column).alignment.horizontal);
    expect(flows).toEqual(['left', 'left', 'center']);
  });

  it('indent names by the level of the 科目, not with spaces', async () => {
    const sheet = (await open(sample)).sheet('公开02表');
    const named = ['科学技术支出', '应用研究', '社会公益研究'].map((name) => sheet.getColumn(2).values.indexOf(name));
    expect(named.map((row) => sheet.getCell(row, 2).alignment.indent ?? 0)).toEqual([0, 1, 2]);
    expect(sheet.getCell(named[0] ?? 0, 1).value).toBe('206');
  });

  it('mark a declared value with what the formula gives and why', async () => {
    const opened = await open(set(sample, { table: 'T06', row: '302', column: '决算数' }, { declared: '11.71', pinned: true, reason: '以批复为准' }));
    const cell = opened.cell('T06', '302', '决算数');
    expect(cell.value).toBe(11.71);
    expect(cell.fill).toMatchObject({ fgColor: { argb: 'FFFFF2CC' } });
    expect(JSON.stringify(cell.note)).toContain('按公式应为 9.97\\n原因：以批复为准');
  });

  it('stay live where a declared value only says what the formula says', async () => {
    const cell = (await open(set(sample, { table: 'T01', row: '27', column: '1' }, { declared: '1481.36' }))).cell('T01', '27', '1');
    expect([cell.formula, cell.note]).toEqual(['IF(COUNT(C7:C14)=0,"",ROUND(SUM(C7:C14),2))', undefined]);
    expect(cell.fill).not.toMatchObject({ pattern: 'solid' });
  });

  it('keep a declared blank blank, and what needs it live', async () => {
    const opened = await open(set(sample, { table: 'T01', row: '27', column: '1' }, { declared: null }));
    expect(opened.cell('T01', '27', '1').value).toBeNull();
    expect(JSON.stringify(opened.cell('T01', '27', '1').note)).toContain('1481.36');
    expect(opened.cell('T01', '31', '1').value).toMatchObject({ formula: 'IF(COUNT(C33:C35)=0,"",ROUND(SUM(C33:C35),2))' });
  });

  it('fit their columns, however large', async () => {
    const huge = set(sample, { table: 'T01', row: '1', column: '1' }, '123456789012.34');
    const width = async (document: Document): Promise<number> => (await open(document)).sheet('公开01表').getColumn(3).width ?? 0;
    expect(await width(huge)).toBeGreaterThan('123,456,789,012.34'.length);
    expect(await width(sample)).toBeLessThan('123,456,789,012.34'.length);
  });

  it('are locked where a formula gives them and open where they are typed', async () => {
    const opened = await open(sample, { protect: true });
    expect([opened.cell('T01', '27', '1'), opened.cell('T01', '1', '1')].map((cell) => cell.protection?.locked ?? true)).toEqual([true, false]);
    expect(opened.sheet('公开01表').model).toMatchObject({ sheetProtection: { sheet: true } });
  });

  it('leave a cell empty, with the reason beside it, where nothing can be computed', async () => {
    const template = smallSet({ lines: ['2行 = 上年.行表[1行]', '3行 = 1行 ÷ 4行', '5行 = IF(1行 > 0, 1行)', '6行 = 5行 + 1行'] });
    const opened = await Opened.of(new Engine(template, smallDocument(template, { 1: '5', 4: '0' })));
    expect(opened.cell('T01', '2', '1').value).toBeNull();
    expect(JSON.stringify(opened.cell('T01', '2', '1').note)).toContain('缺少数据');
    expect(opened.cell('T01', '3', '1').value).toEqual({ formula: 'IF(COUNT(C4,C7)=0,"",IF(COUNT(C4,C7)=0,0,(N(C4)/N(C7))))', result: { error: '#DIV/0!' } });
    expect(opened.cell('T01', '5', '1').value).toBe(5);
    expect(JSON.stringify(opened.cell('T01', '5', '1').note)).toContain('无法写成 Excel 公式');
    expect(opened.cell('T01', '6', '1').value).toMatchObject({ result: 10 });
  });
});

describe('all tables on one sheet', () => {
  it('say 草稿 on every printed page and tab while errors are open, and only then', async () => {
    const marks = async (options: ExportTablesOptions) => (await open(consistentDocument(), options)).workbook.worksheets.filter(({ state }) => state === 'visible').map((sheet) => [sheet.headerFooter.oddHeader?.includes('草稿') === true, sheet.properties.tabColor?.argb]);
    expect(new Set((await marks({ draft: true })).map(String))).toEqual(new Set(['true,FFC00000']));
    expect(new Set((await marks({})).map(String))).toEqual(new Set(['false,']));
  });

  it('stand below one another, each beginning a printed page, alive across tables', async () => {
    const opened = await open(consistentDocument(), { oneSheet: true });
    expect(opened.workbook.worksheets.map((sheet) => sheet.name)).toEqual(['决算公开表', '_明账']);
    const sheet = opened.sheet('决算公开表');
    const placed = placeTables(new Engine(HENAN, consistentDocument()), true).tables;
    expect(placed.map(({ titleRow }) => sheet.getCell(titleRow, 1).value)).toEqual(placed.map(({ layout }) => layout.title));
    const xml = partOf(await exportTables(new Engine(HENAN, consistentDocument()), { oneSheet: true }), 'xl/worksheets/sheet1.xml');
    const breaks = [...(/<rowBreaks[\s\S]*<\/rowBreaks>/u.exec(xml)?.[0] ?? '').matchAll(/<brk id="(\d+)"/gu)].map(([, id]) => Number(id));
    expect(breaks).toEqual(placed.slice(1).map(({ titleRow }) => titleRow - 1));
    expect([sheet.pageSetup.orientation, sheet.pageSetup.fitToWidth, sheet.pageSetup.fitToHeight, sheet.pageSetup.printTitlesRow]).toEqual(['landscape', 1, 0, undefined]);
    const own = placed[1]?.bodyRow ?? 0;
    expect(opened.cell('T01', '1', '1').formula ?? opened.cell('T02', '合计', '1').formula).toMatch(/\d/u);
    expect(sheet.getCell(own, 1).value).toBe('合计');
    for (const { widths } of placed) expect(widths).toBe(placed[0]?.widths);
  });

  it('come back as the same document', async () => {
    const document = withoutIdleDeclarations(HENAN, consistentDocument());
    const again = await imported(Buffer.from(await exportTables(new Engine(HENAN, document), { oneSheet: true })), 'tables.xlsx');
    expect(again.unrecognised).toEqual([]);
    for (const [id, table] of Object.entries(document.tables)) {
      const cells = (rows: typeof table.rows): unknown => Object.fromEntries(rows.filter((row) => Object.keys(row.cells).length > 0).map((row) => [row.key, row.cells]));
      expect(cells(again.document.tables[id]?.rows ?? []), id).toEqual(cells(table.rows));
    }
  });

  it('can be locked and plain as well', async () => {
    const { workbook } = await open(sample, { oneSheet: true, plain: true, protect: true });
    expect(workbook.worksheets).toHaveLength(1);
    expect(workbook.worksheets[0]?.model).toMatchObject({ sheetProtection: { sheet: true } });
  });
});

describe('amounts of more than 15 digits', () => {
  const LONG = '1234567890123456.78';
  const document = set(sample, { table: 'T01', row: '1', column: '1' }, LONG);

  it('stand as text with a word of why, and what they feed as the value that it has', async () => {
    const opened = await open(document);
    const cell = opened.cell('T01', '1', '1');
    expect([cell.value, cell.alignment.horizontal, JSON.stringify(cell.note).includes('超过 15 位')]).toEqual([LONG, 'right', true]);
    const total = opened.cell('T01', '27', '1');
    expect([total.value, total.formula]).toEqual([new Engine(HENAN, document).value({ table: 'T01', row: '27', column: '1' })?.toString(), undefined]);
    expect((await open(document, { plain: true })).cell('T01', '1', '1').note).toBeUndefined();
  });

  it('leave a difference of two of them exact, though it is short', async () => {
    const template = smallSet({ lines: ['3行 = 1行 - 2行', '4行 = 3行 + 5行'] });
    const opened = await Opened.of(new Engine(template, smallDocument(template, { 1: LONG, 2: '1234567890123456.77', 5: '1' })));
    expect(opened.cell('T01', '3', '1').value).toBe(0.01);
    expect(JSON.stringify(opened.cell('T01', '3', '1').note)).toContain('超过 15 位');
    expect(opened.cell('T01', '4', '1').formula).toBeDefined();
  });

  it('come back whole, and the user is told', async () => {
    const again = await imported(Buffer.from(await exportTables(new Engine(HENAN, document))), 'tables.xlsx');
    expect(again.unrecognised).toEqual([]);
    const value = (one: Document, row: string): string | undefined => new Engine(HENAN, one).value({ table: 'T01', row, column: '1' })?.toString();
    for (const row of ['1', '27', '31']) expect(value(again.document, row)).toBe(value(document, row));
    expect(longAmountsText(new Engine(HENAN, document))).toEqual([expect.stringContaining('按文本写入')]);
    expect(longAmountsText(new Engine(HENAN, sample))).toEqual([]);
  });
});

describe('what the form does not know', () => {
  const withExtras: Document = {
    ...sample,
    tables: {
      ...sample.tables,
      T03: { ...sample.tables['T03'], extraColumns: { '其他／教育专户': '其他／教育专户' }, rows: (sample.tables['T03']?.rows ?? []).map((row, at) => (at === 1 ? { ...row, cells: { ...row.cells, '其他／教育专户': '7.5' } } : row)) },
      T01: { ...sample.tables['T01'], extraColumns: { 预算数: '预算数' }, rows: (sample.tables['T01']?.rows ?? []).map((row) => (row.key === '1' ? { ...row, cells: { ...row.cells, 预算数: '1500' } } : row)) },
    },
  };

  it('stands in columns of its own beside the rows it belongs to', async () => {
    const opened = await open(withExtras);
    const [one, three] = [opened.sheet('公开01表'), opened.sheet('公开03表')];
    expect([one.getCell('D4').value, one.getCell('D7').value, one.getCell('E5').value, one.getCell('G2').value]).toEqual(['预算数', 1500, '项目', '公开01表']);
    expect([three.getCell('I4').value, three.getCell('A1').value]).toEqual(['其他／教育专户', '支出决算表']);
    expect(one.model.merges).toEqual(expect.arrayContaining(['A4:C4', 'E4:G4', 'D4:D6', 'A1:G1']));
  });

  it('comes back when the workbook is imported', async () => {
    const again = await imported(Buffer.from(await exportTables(new Engine(HENAN, withExtras))), 'tables.xlsx');
    expect(again.unrecognised).toEqual([]);
    for (const id of ['T01', 'T03']) {
      expect(again.document.tables[id]?.extraColumns).toEqual(withExtras.tables[id]?.extraColumns);
      const held = (document: Document): unknown => document.tables[id]?.rows.flatMap((row) => Object.keys(withExtras.tables[id]?.extraColumns ?? {}).flatMap((key) => (row.cells[key] === undefined ? [] : [[row.key, row.cells[key]]])));
      expect(held(again.document)).toEqual(held(withExtras));
    }
  });
});
