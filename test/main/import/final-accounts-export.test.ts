import * as XLSX from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import type { ImportedWorkbook } from '../../../main/import/import-workbook.ts';
import { imported } from './import-fixtures.ts';

type Line = readonly (string | number | null)[];

/** Sheets laid out as the 财决 system exports them: BIFF, full-length codes in A–C, names in D, values from E, 元, “—” in closed cells. */
const sheets: Readonly<Record<string, readonly Line[]>> = {
  'Z01 收入支出决算总表(财决01表)': [
    ['收入支出决算总表'], [null, null, null, null, null, null, null, null, null, '财决01表'], ['编制单位：某某局', null, null, null, null, null, null, null, null, '金额单位：元'],
    ['收入', null, null, null, null, '支出', null, null, null, null], ['项目', '行次', '年初预算数', '全年预算数', '决算数', '项目(按功能分类)', '行次', '年初预算数', '全年预算数', '决算数'], ['栏次', null, 1, 2, 3, '栏次', null, 4, 5, 6],
    ['一、一般公共预算财政拨款收入', 1, 100_000, 100_000, 123_456.78, '五、教育支出', 37, 100_000, 100_000, 123_456.78],
    ['本年收入合计', 27, 100_000, 100_000, 123_456.78, '本年支出合计', 85, 100_000, 100_000, 123_456.78],
    ['年初结转和结余', 29, '—', '—', 0, '年末结转和结余', 87, '—', '—', 0], ['总计', 31, 100_000, 100_000, 123_456.78, '总计', 89, 100_000, 100_000, 123_456.78],
  ],
  'Z03 收入决算表(财决03表)': [
    ['收入决算表'], ['财决03表'], ['编制单位：某某局', null, null, null, null, null, null, null, null, null, '金额单位：元'],
    ['项目', null, null, null, '本年收入合计', '财政拨款收入', '上级补助收入', '事业收入', '经营收入', '附属单位上缴收入', '其他收入'], ['支出功能分类科目编码', null, null, '科目名称', null, null, null, null, null, null, null],
    ['类', '款', '项', '栏次', 1, 2, 3, 4, 5, 6, 7], [null, null, null, '合计', 123_456.78, 123_456.78, 0, 0, 0, 0, 0],
    ['205', null, null, '教育支出', 123_456.78, 123_456.78, 0, 0, 0, 0, 0], ['20502', null, null, '普通教育', 123_456.78, 123_456.78, 0, 0, 0, 0, 0], ['2050205', null, null, '高等教育', 123_456.78, 123_456.78, 0, 0, 0, 0, 0],
  ],
  'Z08_1 一般公共预算财政拨款基本支出决算明细表(财决': [
    ['一般公共预算财政拨款基本支出决算明细表'], ['财决08-1表'], ['编制单位：某某局', null, null, null, null, null, null, null, null, null, '金额单位：元'],
    ['项目', null, null, null, '合计', '工资福利支出', null, null, '商品和服务支出', null, null], ['支出功能分类科目编码', null, null, '科目名称', null, '小计', '基本工资', '津贴补贴', '小计', '办公费', '差旅费'],
    ['类', '款', '项', '栏次', 1, 2, 3, 4, 5, 6, 7], [null, null, null, '合计', 60, 40, 30, 10, 20, 15, 5], ['2050205', null, null, '高等教育', 60, 40, 30, 10, 20, 15, 5],
  ],
  'F03 机构运行信息表(财决附03表)': [
    ['机构运行信息表'], ['编制单位：某某局', null, null, '金额单位：元'], ['项目', '行次', '预算数', '决算数'], ['栏次', null, 1, 2],
    ['一、“三公”经费支出', 1, '—', '—'], ['（一）支出合计', 2, 6, 5], ['1．因公出国（境）费', 3, 1, 1], ['2．公务用车购置及运行维护费', 4, 3, 2], ['（1）公务用车购置费', 5, 1, 1], ['（2）公务用车运行维护费', 6, 2, 1], ['3．公务接待费', 7, 2, 2],
  ],
};

async function open(): Promise<ImportedWorkbook> {
  const book = XLSX.utils.book_new();
  for (const [name, lines] of Object.entries(sheets)) XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(lines.map((line) => [...line])), name.slice(0, 31));
  return imported(XLSX.write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer, 'JS2023.XLS', { template: 'henan-2022' });
}

describe('an export of the 财决 system', () => {
  it('fills the public tables, exactly and in 元', async () => {
    const { document, unrecognised } = await open();
    const cells = (table: string, row: string): unknown => document.tables[table]?.rows.find((candidate) => candidate.key === row)?.cells;
    expect(document).toMatchObject({ department: '某某局', unit: '元', precision: 'exact' });
    expect(cells('T01', '1')).toMatchObject({ 1: '123456.78' });
    expect(cells('T01', '36')).toMatchObject({ 2: { declared: '123456.78' } });
    expect(cells('T02', '2050205')).toMatchObject({ 2: '123456.78' });
    expect([cells('T06', '30101'), cells('T06', '30211')]).toEqual([{ 决算数: '30' }, { 决算数: '5' }]);
    expect(cells('T09', '金额')).toMatchObject({ 2: '1', 4: '1', 5: '2', 6: '2', 8: '1', 10: '1', 11: '1', 12: '2' });
    expect(unrecognised.filter(({ sheet }) => !sheet.startsWith('Z08_1'))).toEqual([]);
  });

  it('keeps its budget columns as columns that the form does not have', async () => {
    const { document } = await open();
    expect(Object.keys(document.tables.T01?.extraColumns ?? {})).toEqual(['收入／年初预算数', '收入／全年预算数', '支出／年初预算数', '支出／全年预算数']);
  });

  it('lists the lines by 功能分类 of the 基本支出 matrix, which the form does not print', async () => {
    const { unrecognised } = await open();
    const lines = unrecognised.filter(({ sheet }) => sheet.startsWith('Z08_1'));
    expect(new Set(lines.filter(({ address }) => address.endsWith('8')).map(({ why }) => why))).toEqual(new Set(['公开表按经济分类列示合计，这一格是按功能分类的明细']));
  });
});
