import * as XLSX from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import type { ImportedWorkbook } from '../../../main/import/import-workbook.ts';
import { loadTemplate } from '../../../shared/template/load.ts';
import { exportSheetOf } from '../../../shared/template/read-exports.ts';
import { imported, templateFiles } from './import-fixtures.ts';

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

/** A 收入支出决算表 by fund as the system has it: four groups of columns, the figures of one 科目. */
function fundSheet(title: string, code: string, figures: readonly number[]): readonly Line[] {
  const lines = ['合计', code === '' ? '' : '高等教育'].filter((name) => name !== '');
  return [
    [title], ['编制单位：某某局', ...Array.from({ length: 12 }, () => null), '金额单位：元'],
    ['项目', null, null, null, '年初结转和结余', null, null, '本年收入', null, null, '本年支出', null, null, null, null, '年末结转和结余', null],
    ['支出功能分类科目编码', null, null, '科目名称', '合计', '基本支出结转', '项目支出结转和结余', '合计', '基本支出', '项目支出', '合计', '基本支出', null, null, '项目支出', '合计', '基本支出结转'],
    [null, null, null, null, null, null, null, null, null, null, null, '小计', '人员经费', '公用经费', null, null, null],
    ['类', '款', '项', '栏次', ...figures.map((_figure, at) => at + 1)],
    ...lines.map((name, at): Line => [at === 0 ? null : code, null, null, name, ...figures]),
  ];
}

const fundFigures = [9, 1, 8, 130, 70, 60, 120, 60, 40, 20, 60, 19, 11];

const further: Readonly<Record<string, readonly Line[]>> = {
  'Z07 一般公共预算财政拨款收入支出决算表(财决07表)': fundSheet('一般公共预算财政拨款收入支出决算表', '2050205', fundFigures),
  'Z09 政府性基金预算财政拨款收入支出决算表(财决09表)': fundSheet('政府性基金预算财政拨款收入支出决算表', '2120801', fundFigures),
  'Z11 国有资本经营预算财政拨款收入支出决算表(财决11': fundSheet('国有资本经营预算财政拨款收入支出决算表', '2239999', fundFigures),
  'Z05 支出决算明细表(财决05表)': [['支出决算明细表'], ['编制单位：某某局', null, '金额单位：元'], ['项目', '合计', '工资福利支出'], ['合计', 120, 60]],
  'F02 基本数字表(财决附02表)': [['基本数字表'], ['项目', '人数'], ['在职人员', 31]],
  'F03 机构运行信息表(财决附03表)': [
    ['机构运行信息表'], ['编制单位：某某局', ...Array.from({ length: 8 }, () => null), '金额单位：元'], ['项目', '行次', '年初预算数', '全年预算数', '统计数', '项目', '行次', '统计数'], ['栏次', null, 1, 2, 3, '栏次', null, 4],
    ['一、“三公”经费支出', 1, '—', '—', '—', '四、机关运行经费', 24, 20],
    ['（一）支出合计', 2, 9, 6, 5, '（一）行政单位', 25, 20],
    ['1．因公出国（境）费', 3, 3, 1, 1, '五、国有资产占用情况', 27, '—'],
    ['2．公务用车购置及运行维护费', 4, 4, 3, 2, '（一）车辆数合计（辆）', 28, 3],
    ['（1）公务用车购置费', 5, 2, 1, 1, '1．副部（省）级及以上领导用车', 29, 0],
    ['（2）公务用车运行维护费', 6, 2, 2, 1, '2．主要负责人用车', 30, 3],
    ['3．公务接待费', 7, 2, 2, 2, '（二）单价100万元（含）以上设备（不含车辆）（台，套）', 37, 0],
    ['（1）国内接待费', 8, '—', '—', 2, '六、政府采购支出信息', 38, '—'],
    ['（二）相关统计数', 11, '—', '—', '—', '（一）政府采购支出合计', 39, 88],
    ['1．因公出国（境）团组数（个）', 12, '—', '—', 1, '1.政府采购货物支出', 40, 88],
    ['4．公务用车保有量（辆）', 15, '—', '—', 3, '（二）政府采购授予中小企业合同金额', 43, 80],
  ],
};

async function open(shown: Readonly<Record<string, readonly Line[]>> = sheets, template = 'henan-2022'): Promise<ImportedWorkbook> {
  const book = XLSX.utils.book_new();
  for (const [name, lines] of Object.entries(shown)) XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(lines.map((line) => [...line])), name.slice(0, 31));
  return imported(XLSX.write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer, 'JS2023.XLS', { template });
}

const cellsOf = ({ document }: ImportedWorkbook, table: string, row: string): unknown => document.tables[table]?.rows.find((candidate) => candidate.key === row)?.cells;

describe('an export of the 财决 system', () => {
  it('fills the public tables, exactly and in 元', async () => {
    const result = await open();
    const { document, unrecognised } = result;
    const cells = (table: string, row: string): unknown => cellsOf(result, table, row);
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

  it('takes of each fund’s four groups the columns that the public table has', async () => {
    const result = await open(further);
    expect(cellsOf(result, 'T05', '2050205')).toEqual({ 2: '60', 3: '60' });
    expect(cellsOf(result, 'T07', '2120801')).toEqual({ 1: '9', 2: '130', 4: '60', 5: '60' });
    expect(cellsOf(result, 'T08', '2239999')).toEqual({ 2: '60', 3: '60' });
    expect(Object.values(result.document.tables).flatMap(({ extraColumns = {} }) => Object.keys(extraColumns))).toEqual([]);
  });

  it('fills 三公 and the side sheet from the one sheet of 机构运行信息', async () => {
    const result = await open(further);
    expect(cellsOf(result, 'T09', '金额')).toMatchObject({ 2: '1', 4: '1', 5: '2', 6: '2', 8: '1', 10: '1', 11: '1', 12: '2' });
    expect(cellsOf(result, 'S01', '公务用车保有量')).toEqual({ 本年: '3' });
    expect(cellsOf(result, 'S01', '主要领导干部用车')).toEqual({ 本年: '3' });
    expect(cellsOf(result, 'S01', '政府采购货物支出')).toEqual({ 本年: '88' });
    expect(cellsOf(result, 'S01', '中小企业合同金额')).toEqual({ 本年: '80' });
  });

  it('says which sheets and parts no public table needs, and leaves nothing unsaid', async () => {
    const { left, unrecognised, unknown } = await open(further);
    expect(left.filter(({ isWhole }) => isWhole).map(({ sheet }) => sheet)).toEqual(['Z05 支出决算明细表(财决05表)', 'F02 基本数字表(财决附02表)']);
    expect(left.filter(({ isWhole }) => !isWhole).map(({ sheet }) => sheet.slice(0, 3))).toEqual(['Z07', 'Z09', 'Z11', 'F03']);
    expect([unrecognised.filter(({ isFigure }) => isFigure), unknown]).toEqual([[], []]);
  });

  it('serves every set by its tables’ roles', async () => {
    const result = await open({ ...further, F03: further['F03 机构运行信息表(财决附03表)'] ?? [] }, 'shanghai-2024');
    expect(cellsOf(result, 'T05', '2050205')).toEqual({ 基本支出: '60', 项目支出: '60' });
    expect(cellsOf(result, 'T08', '2120801')).toMatchObject({ 年初结转和结余: '9', 本年收入: '130', 基本支出: '60', 项目支出: '60' });
    expect(result.unrecognised.filter(({ isFigure }) => isFigure)).toEqual([]);
  });
});

describe('the mapping of the 财决 export', () => {
  const load = (text: string) => {
    const loaded = loadTemplate({ ...templateFiles, 'henan-2022/exports.yaml': text }, 'henan-2022');
    return loaded.ok ? [] : loaded.problems.map(({ file, line, message }) => `${file}:${line} ${message}`);
  };

  it.each([
    ['sheets:\n  - { code: Z3, title: 收入 }', '代号如 Z03'],
    ['sheets:\n  - { code: Z03, title: 收入, table: 进账表 }', 'exports.yaml:2 没有“进账表”这张表'],
    ['sheets:\n  - code: Z03\n    title: 收入\n    table: 收入表\n    columns: { 进账: 进账 }', 'exports.yaml:5 收入决算表没有“进账”这一栏'],
    ['sheets:\n  - code: F03\n    title: 信息\n    rows: { 车: 公务用车 }', 'exports.yaml:4 应写成 表[行, 栏]'],
    ['sheets:\n  - { code: Z03, title: 收入 }\n  - { code: Z03, title: 收入 }', 'exports.yaml:3 工作表 Z03 在本文件中写了两次'],
  ])('is refused at its place: %s', (text, expected) => {
    expect(load(text).join('\n')).toContain(expected);
  });

  it('of a set replaces that of the set it extends, code by code', () => {
    const loaded = loadTemplate({ ...templateFiles, 'henan-2022/exports.yaml': 'sheets:\n  - { code: Z03, title: 收入支出预算总表 }' }, 'henan-2022');
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
    const { exports } = loaded.template;
    expect([exportSheetOf(exports, 'Z03 收入')?.table, exportSheetOf(exports, 'Z04 支出')?.table, exportSheetOf(exports, 'Z08-1 基本')?.code, exportSheetOf(exports, 'Z031'), exportSheetOf(exports, '收入')]).toEqual([null, 'T03', 'Z08_1', null, null]);
  });
});
