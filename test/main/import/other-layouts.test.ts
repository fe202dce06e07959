/** Layouts that differ in more than form: 三公 as a list, several years in one workbook, columns a unit, side figures as sheets. */
import * as XLSX from '@e965/xlsx';
import { importNotices, importWorkbook } from '../../../main/import/import-workbook.ts';
import { describe, expect, it } from 'vitest';
import { cellsOf, henan, imported, income, type Line, open, templates, workbook } from './import-fixtures.ts';

const SANGONG = { 2: '1', 4: '1', 5: '2', 6: '2', 8: '1', 10: '1', 11: '1', 12: '2' };

describe('三公', () => {
  it.each<readonly [string, readonly Line[]]>([
    ['as a list with 行次 and 栏次', [['“三公”经费支出决算表'], ['单位：万元'], ['项目', '行次', '预算数', '决算数'], ['栏次', null, 1, 2], ['“三公”经费合计', 1, 6, 5], ['一、因公出国（境）费', 2, 1, 1], ['二、公务用车购置及运行费', 3, 3, 2], ['（一）公务用车购置费', 4, 1, 1], ['（二）公务用车运行费', 5, 2, 1], ['三、公务接待费', 6, 2, 2]]],
    ['as a list with the year in its headings and 合计 last', [['“三公”经费支出决算表'], ['单位：万元'], ['项目', '2022年预算数', '2022年决算数'], ['1.因公出国（境）费用', 1, 1], ['2.公务接待费', 2, 2], ['3.公务用车费', 3, 2], ['其中：（1）公务用车运行维护费', 2, 1], ['（2）公务用车购置', 1, 1], ['合计', 6, 5]]],
    ['in one line, in other words', [['财政拨款“三公”经费支出决算表'], ['单位：万元'], ['2022年度预算数', null, null, null, null, null, '2022年度决算数'], ['合计', '因公出国（境）费', '公务用车购置及运行费', null, null, '公务接待费', '合计', '因公出国（境）费', '公务用车购置及运行费', null, null, '公务接待费'], [null, null, '小计', '公务用车购置费', '公务用车运行费', null, null, null, '小计', '公务用车购置费', '公务用车运行费', null], [6, 1, 3, 1, 2, 2, 5, 1, 2, 1, 1, 2]]],
  ])('%s', async (_layout, lines) => {
    const result = await open({ 三公: lines });
    expect([result.unrecognised, result.unknown]).toEqual([[], []]);
    expect(cellsOf(result, 'T09', '金额')).toEqual(SANGONG);
  });

  it('keeps changes and rates beside it as columns of their own', async () => {
    const result = await open({ 三公: [['“三公”经费支出决算表'], ['单位：万元'], ['项目', '预算数', '决算数', '增减额'], ['合计', 6, 5, -1], ['公务接待费', 6, 5, -1]] });
    expect(cellsOf(result, 'T09', '金额')).toMatchObject({ 6: '6', 12: '5', '增减额／公务接待费': '-1' });
  });
});

describe('tables of several years', () => {
  const dated = (year: string, amount: number): readonly Line[] => income.map((line, at) => (at === 0 ? [`${year}收入决算表`] : line.map((value) => (value === 10 ? amount : value))));

  it.each([['titles', '2021年度', '2022年度', '甲', '乙'], ['sheet names', '', '', '2021年', '2022年']])('this year’s are the document, last year’s its 上年: by %s', async (_by, before, now, first, second) => {
    const result = await open({ [first]: dated(before, 8), [second]: dated(now, 10) });
    expect([result.document.year, cellsOf(result, 'T02', '2050205')]).toMatchObject([2022, { 2: '10' }]);
    expect(result.document.prior).toMatchObject({ year: 2021, template: 'henan-2022' });
    expect(result.document.prior?.tables.T02?.rows.find(({ key }) => key === '2050205')?.cells).toMatchObject({ 2: '8' });
    expect([result.unrecognised, result.conflicts]).toEqual([[], []]);
    expect(importNotices(result)).toEqual(['工作簿中 2021 年度的表已作为上年数']);
  });

  it('lists what is older', async () => {
    const result = await open({ 甲: dated('2019年度', 8), 乙: dated('2022年度', 10) });
    expect(result.document.prior).toBeUndefined();
    expect(result.unrecognised.filter(({ isFigure }) => isFigure).every(({ sheet }) => sheet === '甲')).toBe(true);
  });

  it('takes the only table of its kind, whatever year its title was left with', async () => {
    const totals: readonly Line[] = [['2022年度收入支出决算总表'], ['单位：万元'], ['收入', null, '支出', null], ['项目', '决算数', '项目', '决算数'], ['一、一般公共预算财政拨款收入', 10, '五、教育支出', 10]];
    const result = await open({ 收入: dated('2021年度', 10), 总表: totals }, { ...henan, year: 2022 });
    expect(cellsOf(result, 'T02', '2050205')).toMatchObject({ 2: '10' });
  });

  it('never takes last year’s column for this year’s', async () => {
    const result = await open({ 支出: [['一般公共预算财政拨款支出决算表'], ['单位：万元'], ['项目', null, '2021年决算数', '2022年决算数', null, null], ['科目编码', '科目名称', null, '小计', '基本支出', '项目支出'], ['2050205', '高等教育', 7, 10, 6, 4]] });
    expect(cellsOf(result, 'T05', '2050205')).toEqual({ 2: '6', 3: '4', '2021年决算数': '7' });
  });
});

describe('tables of several departments', () => {
  const of = (department: string): readonly Line[] => income.map((line) => line.map((value) => (typeof value === 'string' ? value.replace('某某局', department) : value)));
  const outcome = (sheets: Readonly<Record<string, readonly Line[]>>) => importWorkbook(workbook(sheets), '两家.xlsx', templates, henan);

  it('are refused by name, for their figures must not mix', async () => {
    const result = await outcome({ 甲: of('甲县教育局'), 乙: of('甲县体育局') });
    expect(!result.ok && result.problem.message).toBe('两家.xlsx：其中有几个部门的同一张表，一份文档只能是一个部门的。请把各部门的工作表分别另存为工作簿再导入，需要合并时再汇总（甲县教育局、甲县体育局）。');
  });

  it('are not what a department named twice is', async () => {
    expect((await outcome({ 甲: of('甲县教育局').toSpliced(2, 0, ['编制单位：甲县教育局']) })).ok).toBe(true);
  });

  it.each([['a department in short and in full', '教育局'], ['a form left empty', '××单位']])('are not what %s is', async (_what, other) => {
    expect((await outcome({ 甲: of('甲县教育局'), 乙: of(other) })).ok).toBe(true);
  });
});

describe('names with those of the levels above, without codes', () => {
  const keys = async (...names: readonly string[]) => {
    const result = await open({ 收入: [['收入决算表'], ['单位：万元'], ['科目名称', '本年收入合计', '财政拨款收入'], ...names.map((name): Line => [name, 10, 10])] });
    return result.document.tables.T02?.rows.map(({ key }) => key);
  };

  it('tell 科目 of one name apart', async () => {
    expect(await keys('科学技术支出/其他科学技术支出/其他科学技术支出', '科学技术支出/其他科学技术支出')).toEqual(['合计', '2069999', '20699']);
  });

  it('name no 科目 where one of the levels is another’s', async () => {
    expect(await keys('卫生健康支出-普通教育-高等教育')).toEqual(['合计', '卫生健康支出-普通教育-高等教育']);
  });
});

describe('columns and cells', () => {
  it('keeps the columns of two units apart, none of them as the whole', async () => {
    const result = await open({ 收入: [['收入决算表'], ['单位：万元'], ['项目', null, '本年收入合计', null, '财政拨款收入', null], ['科目编码', '科目名称', '局机关', '二级单位', '局机关', '二级单位'], ['2050205', '高等教育', 6, 4, 6, 4]] });
    expect(cellsOf(result, 'T02', '2050205')).toEqual({ '本年收入合计／局机关': '6', '本年收入合计／二级单位': '4', '财政拨款收入／局机关': '6', '财政拨款收入／二级单位': '4' });
    expect(result.unrecognised).toEqual([]);
  });

  it('keeps words and rates beside the form as they are printed, whatever the unit', async () => {
    const lines = income.map((line, at): Line => [...line.map((value) => (value === '金额单位：万元' ? '金额单位：元' : value)), ...(at === 2 ? ['占比（%）', '备注'] : at === 7 ? [12.5, '见说明'] : [])]);
    const result = await open({ 收入: lines }, { ...henan, unit: '万元' });
    expect(cellsOf(result, 'T02', '2050205')).toEqual({ 2: '0.001', 3: '0', 4: '0', 5: '0', 6: '0', 7: '0', '占比（%）': { text: '12.5' }, 备注: { text: '见说明' } });
    expect(result.unrecognised).toEqual([]);
  });

  it.each([['0!.0000', '1'], ['0!.0000"万元"', '1'], ['0!.0,"万元"', '1'], ['#,##0.00,,', '0.01'], ['#,##0.00_ ;(#,##0.00)', '10000'], ['"第,"0.00', '10000'], ['[$-804]#,##0,.00', '10']])('takes what the format %s prints', async (format, amount) => {
    const book = XLSX.read(workbook({ 收入: income }));
    Object.assign(book.Sheets['收入'] ?? {}, { D8: { t: 'n', v: 10_000, z: format } });
    const result = await imported(XLSX.write(book, { type: 'buffer' }) as Buffer, '表.xlsx', henan);
    expect(cellsOf(result, 'T02', '2050205')).toMatchObject({ 2: amount });
  });

  it('lists an error value with its place, and takes the rest', async () => {
    const book = XLSX.read(workbook({ 收入: income }));
    Object.assign(book.Sheets['收入'] ?? {}, { D8: { t: 'e', v: 0x17, w: '#REF!', f: '#REF!' } });
    const result = await imported(XLSX.write(book, { type: 'buffer' }) as Buffer, '表.xlsx', henan);
    expect(result.unrecognised).toMatchObject([{ address: 'D8', text: '#REF!', why: '单元格是错误值' }]);
    expect(result.tables[0]?.cells).toBe(27);
  });
});

describe('side figures as sheets', () => {
  const side = templates.find(({ id }) => id === 'henan-2022')?.tables.find(({ role }) => role === '补充资料');

  it('reads 补充资料 by the labels of the template', async () => {
    const rows = (side?.fixedRows ?? []).filter(({ isCount }) => isCount);
    const result = await open({ 收入: income, 其他: [['补充资料'], ['单位：万元'], ['项目', '本年数', '上年数'], ...rows.map((row, at): Line => [row.label, at + 1, at])] });
    for (const [at, row] of rows.entries()) if (row.key !== '车辆合计') expect([row.key, cellsOf(result, 'S01', row.key)]).toEqual([row.key, { 本年: String(at + 1), 上年: String(at) }]);
    expect([result.unrecognised, result.unknown]).toEqual([[], []]);
  });

  it('reads 年初预算表 by 科目', async () => {
    const result = await open({ 收入: income, 预算: [['年初预算表'], ['单位：万元'], ['科目编码', '科目名称', '年初预算'], ['2050205', '高等教育', 12]] });
    expect(cellsOf(result, 'S02', '2050205')).toEqual({ 年初预算: '12' });
    expect(result.unrecognised).toEqual([]);
  });
});
