import * as XLSX from '@e965/xlsx';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { decimal } from '../../../shared/amount/amount.ts';
import { contentText, documentSchema } from '../../../shared/document/document.ts';
import { Engine } from '../../../shared/formula/engine.ts';
import { isAmount } from '../../../shared/formula/value.ts';
import { cellsOf, figuresOf, henan, imported, income, type Line, open, realFile, templates, workbook } from './import-fixtures.ts';

interface PrintedFigures {
  readonly T01: readonly (readonly (string | number | null)[])[];
  readonly T03: readonly (readonly (string | null)[])[];
  readonly T06: readonly (readonly (string | null)[])[];
}

describe('the real workbook of 北关区', () => {
  it.each(['beiguan-2022.xlsx', 'beiguan-2022.xls'])('%s: nine tables, nothing unrecognised', async (file) => {
    const result = await imported(realFile(file), file);
    expect(result.templates[0]?.id).toBe('henan-2022');
    expect(result.document).toMatchObject({ department: '安阳市北关区工业和信息化局', year: 2022, unit: '万元', precision: 'rounded', decimals: 2 });
    expect(result.tables.map((table) => [table.id, table.cells, table.confidence])).toEqual([
      ['T01', 19, 1], ['T02', 175, 1], ['T03', 128, 1], ['T04', 21, 1], ['T05', 53, 1], ['T06', 92, 1], ['T07', 0, 1], ['T08', 0, 1], ['T09', 0, 1],
    ]);
    expect(result.unrecognised).toEqual([]);
    expect(documentSchema.safeParse(result.document).success).toBe(true);
  });

  it('gives the same document from .xls and .xlsx', async () => {
    const [a, b] = await Promise.all(['beiguan-2022.xlsx', 'beiguan-2022.xls'].map((file) => imported(realFile(file), file)));
    expect(a?.document.tables).toEqual(b?.document.tables);
  });

  it('keeps as declared exactly the two subtotals whose print differs', async () => {
    const { document, conflicts } = await imported(realFile('beiguan-2022.xlsx'), 'beiguan-2022.xlsx');
    const declared = Object.entries(document.tables).flatMap(([id, table]) => table.rows.flatMap((row) => Object.entries(row.cells).flatMap(([column, cell]) => (typeof cell === 'string' ? [] : [[id, row.key, column, contentText(cell)]]))));
    expect(declared).toEqual([['T06', '301', '决算数', '216.58'], ['T06', '302', '决算数', '11.71']]);
    expect(conflicts.map(({ kind, address }) => [kind, address])).toEqual([['declared-differs', '公开06表!C5'], ['declared-differs', '公开06表!F5']]);
    expect(conflicts[0]?.message).toMatch(/301 工资福利支出：表中为 216\.58，按公式计算为 216\.59，两者都已保留$/u);
  });

  it('shows in every cell what was printed there', async () => {
    const { document } = await imported(realFile('beiguan-2022.xlsx'), 'beiguan-2022.xlsx');
    const printed = JSON.parse(realFile('beiguan-2022.json').toString()) as PrintedFigures;
    const template = templates.find(({ id }) => id === 'henan-2022');
    if (template === undefined) throw new Error('no template');
    const engine = new Engine(template, document);
    const shown = (table: string, row: string, column: string): string | null => {
      const value = engine.value({ table, row, column });
      return isAmount(value) ? value.toFixed() : null;
    };
    const plain = (text: string | number | null | undefined): string | null => (text === null || text === undefined ? null : decimal(text).toFixed());
    for (const [, line, amount, , right, other] of printed.T01) {
      expect([line, shown('T01', String(line), '1')]).toEqual([line, plain(amount)]);
      expect([right, shown('T01', String(right), '2')]).toEqual([right, plain(other)]);
    }
    for (const [code, name, ...amounts] of printed.T03) for (const [at, amount] of amounts.entries()) expect([code, shown('T03', code === '' ? (name ?? '') : (code ?? ''), String(at + 1))]).toEqual([code, plain(amount)]);
    for (const [code, , amount] of printed.T06) expect([code, shown('T06', code ?? '', '决算数')]).toEqual([code, plain(amount)]);
  });

  it('knows where every figure came from', async () => {
    const { addressOf } = await imported(realFile('beiguan-2022.xlsx'), 'beiguan-2022.xlsx');
    expect(addressOf({ table: 'T01', row: '37', column: '2' })).toBe('公开01表!F12');
    expect(addressOf({ table: 'T06', row: '公用经费合计', column: '决算数' })).toBe('公开06表!I38');
    expect(addressOf({ table: 'T01', row: '32', column: '2' })).toBe('公开01表!F7');
  });
});

describe('the published workbook of 上海', () => {
  it('is recognised by its own template set, all figures placed', async () => {
    const result = await imported(realFile('shanghai-shegongbu-2024.xlsx'), 'shanghai-shegongbu-2024.xlsx');
    expect(result.document).toMatchObject({ template: 'shanghai-2024', department: '上海市普陀区委社会工作部', year: 2024, unit: '万元' });
    expect(result.unrecognised).toEqual([]);
    expect(result.tables.map((table) => table.cells)).toEqual([9, 36, 39, 15, 39, 67, 0, 0, 0]);
    expect(result.templates.map(({ id }) => id)).toContain('henan-2022');
    expect(result.templates[0]?.score ?? 0).toBeGreaterThan((result.templates[1]?.score ?? 0) + 0.1);
  });
});

describe('what a template does not know', () => {
  it('keeps an unknown 科目 and an unknown row', async () => {
    const result = await open({ 收入: [...income, ['2059999', '从未见过的科目', 3, 3, 0, 0, 0, 0, 0], [null, '待分配', 1.5, 1.5, 0, 0, 0, 0, 0]] });
    expect(result.document.tables.T02?.rows.slice(-2)).toMatchObject([{ key: '2059999', code: '2059999', name: '从未见过的科目' }, { key: '待分配', name: '待分配' }]);
    expect(cellsOf(result, 'T02', '待分配')).toEqual({ 2: '1.5', 3: '0', 4: '0', 5: '0', 6: '0', 7: '0' });
    expect(result.conflicts.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['unknown-subject', 'unknown-row']));
    expect(result.unrecognised).toEqual([]);
  });

  it('keeps an unknown column in between, and moves nothing into its neighbours', async () => {
    const at = 4;
    const lines = income.map((line, row) => [...line.slice(0, at), row === 2 ? '教育收费' : row > 3 ? 7 : null, ...line.slice(at)]);
    const result = await open({ 收入: lines });
    expect(result.document.tables.T02?.extraColumns).toEqual({ 教育收费: '教育收费' });
    expect(cellsOf(result, 'T02', '2050205')).toMatchObject({ 2: '10', 3: '0', 教育收费: '7' });
    expect(result.conflicts.map(({ kind }) => kind)).toContain('unknown-column');
  });

  it('keeps both of a 科目 that stands twice', async () => {
    const result = await open({ 收入: [...income, ['2050205', '高等教育', 2, 2, 0, 0, 0, 0, 0]] });
    expect(cellsOf(result, 'T02', '2050205')).toMatchObject({ 2: '10' });
    expect(cellsOf(result, 'T02', '2050205#2')).toMatchObject({ 2: '2' });
    expect(result.conflicts.filter(({ kind }) => kind === 'duplicate-subject')).toMatchObject([{ row: '2050205#2', address: '收入!A9' }]);
  });

  it('lists what is no amount and what no row claims, with address and reason', async () => {
    const result = await open({ 收入: [...income.slice(0, 7), ['2050205', '高等教育', '约十万', 10], [null, null, null, 99]] });
    expect(result.unrecognised.map(({ sheet, address, text, why }) => [sheet, address, text, why])).toEqual([
      ['收入', 'C8', '约十万', '不是金额'], ['收入', 'D9', '99', '这一行没有行名或科目编码，无法确定属于哪一行'],
    ]);
  });

  it('never reads a formula without a saved result as zero', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('收入');
    for (const line of income) sheet.addRow([...line]);
    sheet.getCell('D8').value = { formula: 'SUM(E8:I8)' } as ExcelJS.CellFormulaValue;
    const result = await imported(Buffer.from(await book.xlsx.writeBuffer()), '表.xlsx', henan);
    expect(result.unrecognised).toMatchObject([{ address: 'D8', isFigure: true }]);
    expect(cellsOf(result, 'T02', '2050205')).not.toHaveProperty('2');
  });
});

describe('copies and units', () => {
  it('prefers what is shown to a hidden copy, and says so', async () => {
    const hidden = income.map((line) => line.map((value) => (value === 10 ? 88 : value)));
    const book = XLSX.read(workbook({ 旧: hidden, 新: income }));
    book.Workbook = { Sheets: [{ Hidden: 1 }, { Hidden: 0 }] };
    const result = await imported(XLSX.write(book, { type: 'buffer' }) as Buffer, '表.xlsx', henan);
    expect(cellsOf(result, 'T02', '2050205')).toMatchObject({ 2: '10' });
    expect(result.conflicts.map(({ kind }) => kind)).toContain('duplicate-table');
    expect(result.unrecognised.every(({ sheet }) => sheet === '旧')).toBe(true);
    expect(result.unrecognised.filter(({ text }) => text === '88')).toHaveLength(8);
  });

  it('converts and says so; asks where two tables differ ten-thousandfold', async () => {
    const yuan = income.map((line) => line.map((value) => (value === '金额单位：万元' ? '金额单位：元' : value === 10 ? 100_000.5 : value)));
    const exact = await open({ 收入: yuan });
    expect(exact.document).toMatchObject({ unit: '元', precision: 'exact' });
    expect(cellsOf(exact, 'T02', '2050205')).toMatchObject({ 2: '100000.5' });
    const tenThousands = await open({ 收入: yuan }, { ...henan, unit: '万元' });
    expect(tenThousands.conversion).toBe('金额由元折算为万元');
    expect(cellsOf(tenThousands, 'T02', '2050205')).toMatchObject({ 2: '10.00005' });
    const totals: readonly Line[] = [['收入支出决算总表'], ['单位：万元'], ['收入', null, '支出', null], ['项目', '决算数', '项目', '决算数'], ['一、一般公共预算财政拨款收入', 100_000, '五、教育支出', 10], ['本年收入合计', 100_000, '本年支出合计', 10], ['总计', 100_000, '总计', 10]];
    const doubtful = await open({ 收入: income, 总表: totals });
    expect(doubtful.conflicts.map(({ kind }) => kind)).toContain('unit-doubt');
  });

  it('takes the year from the option, the sheets, the file name, the template, and says which', async () => {
    const dated = [['2023年度收入决算表'], ...income.slice(1)];
    expect(await open({ 收入: dated }, { ...henan, year: 2020 })).toMatchObject({ yearFrom: 'option', document: { year: 2020 } });
    expect(await open({ 收入: dated })).toMatchObject({ yearFrom: 'cells', document: { year: 2023 } });
    expect(await imported(workbook({ 收入: income }), '某局2021决算.xlsx', henan)).toMatchObject({ yearFrom: 'file-name', document: { year: 2021 } });
    expect(await open({ 收入: income })).toMatchObject({ yearFrom: 'template', document: { year: 2022 } });
  });
});

describe('layouts', () => {
  it('reads codes written in front of names', async () => {
    const lines = [income[0] ?? [], income[1] ?? [], ['项目', ...(income[2] ?? []).slice(2)], ...income.slice(4).map((line) => [`${line[0] ?? ''} ${line[1] ?? ''}`.trim(), ...line.slice(2)])];
    const result = await open({ 收入: lines });
    expect(result.unrecognised).toEqual([]);
    expect(result.document.tables.T02).toEqual((await open({ 收入: income })).document.tables.T02);
  });

  const stacked: readonly Line[] = [
    ['收入支出决算总表'], ['单位：万元'], ['收入', null, null], ['项目', '行次', '金额'], ['一、一般公共预算财政拨款收入', 1, 10], ['本年收入合计', 27, 10], ['总计', 31, 10],
    ['支出', null, null], ['项目', '行次', '金额'], ['五、教育支出', 36, 10], ['本年支出合计', 58, 10], ['总计', 62, 10],
  ];

  it('reads halves that stand below each other', async () => {
    const result = await open({ 总表: stacked });
    expect(result.unrecognised).toEqual([]);
    expect([cellsOf(result, 'T01', '1'), cellsOf(result, 'T01', '31'), cellsOf(result, 'T01', '36'), cellsOf(result, 'T01', '62')]).toEqual([{ 1: '10' }, {}, { 2: { declared: '10' } }, {}]);
  });

  it('reads tables that stand beside each other', async () => {
    const padded = (line: Line): Line => Array.from({ length: 10 }, (_, column) => line[column] ?? null);
    const beside = Array.from({ length: Math.max(income.length, stacked.length) }, (_, at) => [...padded(income[at] ?? []), ...(stacked[at] ?? [])]);
    const result = await open({ 全部: beside });
    expect(result.unrecognised).toEqual([]);
    expect(cellsOf(result, 'T02', '2050205')).toMatchObject({ 2: '10' });
    expect(cellsOf(result, 'T01', '1')).toEqual({ 1: '10' });
  });

  it('reads 三公 printed as a list', async () => {
    const result = await open({ 三公: [['财政拨款“三公”经费支出决算表'], ['单位：万元'], ['项目', '预算数', '决算数'], ['合计', 6, 5], ['1.因公出国（境）费', 1, 1], ['2.公务用车购置及运行维护费', 3, 2], ['其中：公务用车购置费', 1, 1], ['公务用车运行维护费', 2, 1], ['3.公务接待费', 2, 2]] });
    expect(result.unrecognised).toEqual([]);
    expect(cellsOf(result, 'T09', '金额')).toEqual({ 2: '1', 4: '1', 5: '2', 6: '2', 8: '1', 10: '1', 11: '1', 12: '2' });
  });

  it('reads interleaved 三公 columns', async () => {
    const names = ['合计', '因公出国（境）费', '小计', '公务用车购置费', '公务用车运行维护费', '公务接待费'];
    const result = await open({ 三公: [['“三公”经费支出决算表'], ['单位：万元'], names.flatMap((name, at) => [at === 2 ? '公务用车购置及运行维护费' : at === 3 || at === 4 ? null : name, null]), names.flatMap((name, at) => [at >= 2 && at <= 4 ? name : null, null]), names.flatMap(() => ['预算数', '决算数']), [6, 5, 1, 1, 3, 2, 1, 1, 2, 1, 2, 2]] });
    expect(result.unrecognised).toEqual([]);
    expect(cellsOf(result, 'T09', '金额')).toEqual({ 2: '1', 4: '1', 5: '2', 6: '2', 8: '1', 10: '1', 11: '1', 12: '2' });
  });

  it('reads headings and titles that are spaced, broken and decorated', async () => {
    const lines = [['某某局2023年度 收 入 决 算 表（公开02表）'], ['编制单位：某某局（本级）          单位：万元'], ...income.slice(2).map((line) => line.map((value) => (value === '财政拨款收入' ? '财政拨\n款收入' : value === '科目编码' ? '支出功能分类\n科目编码' : value)))];
    const result = await open({ Sheet1: lines });
    expect(result.unrecognised).toEqual([]);
    expect(result.document).toMatchObject({ department: '某某局（本级）', year: 2023, unit: '万元' });
    expect(figuresOf(result.document).tables).toEqual(figuresOf((await open({ 收入: income })).document).tables);
  });

  it('lists prose around tables and a contents sheet places its lines', async () => {
    const result = await open({ 目录: [['目录'], ['一、收入支出决算总表'], ['二、收入决算表']], 收入: [...income, [], ['本表由财务科提供，如有疑问请与财务科联系，谢谢。']] });
    expect(result.tables.map(({ id }) => id)).toEqual(['T02']);
    expect(result.unrecognised).toMatchObject([{ sheet: '收入', address: 'A10', isFigure: false }]);
  });
});
