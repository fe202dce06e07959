/** Self-evaluation sheets as departments have them: other titles, headings, merges and units than ours; nothing is dropped. */
import { describe, expect, it } from 'vitest';
import { importWorkbook } from '../../../main/import/import-workbook.ts';
import { income, type Line, open, workbook, imported, henan, templates } from './import-fixtures.ts';

const project: readonly Line[] = [
  ['项目支出绩效自评表'],
  ['（2022年度）'],
  ['项目名称', null, '道路改造补助'],
  ['主管部门', null, '某某局', null, '实施单位', null, '某某中心'],
  ['项目资金\n（万元）', null, '年初预算数', '全年预算数（A）', '全年执行数（B）', '分值', '执行率（B/A）', '得分'],
  [null, '年度资金总额', 100, 80, 60, 10, '75.00%', 7.5],
  [null, '其中：当年财政拨款', 100, 80, 60, null, '75%', null],
  [null, '单位资金', 0, 0, 0, null, 0, null],
  ['一级指标', '二级指标', '三级指标', '年度指标值', '实际完成值', '分值', '得分', '偏差原因分析及改进措施'],
  ['成本指标', '经济成本指标', '补助标准', '≤100万元', '60万元', 20, 20, null],
  ['产出指标', '数量指标', '改造里程', '≥10公里', '8公里', 30, 24, '雨季停工'],
  [null, '质量指标', '验收合格率', '=100%', '100%', 20, 20, null],
  ['满意度', '服务对象满意度', '群众满意度', '≥95%', '96%', 20, 20, null],
  ['总分', null, null, null, null, 100, 91.5, null],
  ['填表人：张三', null, null, null, '联系电话'],
];
const merges = ['A1:H1', 'A5:A8', 'A11:A12', 'A14:E14'];

describe('self-evaluations of other workbooks', () => {
  it('are read by titles, headings and labels', async () => {
    const { document, tables, unrecognised, addressOf } = await imported(workbook({ 收入: income, 自评1: project }, []), '表.xlsx', henan);
    expect(document.evaluations).toEqual([{ table: 'E01', form: 'E01' }]);
    const data = document.tables['E01'];
    const row = (key: string): unknown => data?.rows.find((one) => one.key === key)?.cells;
    expect([row('项目名称'), row('主管部门'), row('实施单位')]).toEqual([{ 内容: { text: '道路改造补助' } }, { 内容: { text: '某某局' } }, { 内容: { text: '某某中心' } }]);
    expect(row('政府预算资金')).toEqual({ 年初预算数: '100', 全年预算数: '80', 全年执行数: '60' });
    // Printed values that the formulas give as well are not kept twice.
    expect(row('预算总额')).toEqual({});
    expect(row('改造里程')).toEqual({ 二级指标: { text: '数量指标' }, 年度指标值: { text: '≥10公里' }, 实际完成值: { text: '8公里' }, 分值: '30', 得分: '24', 偏差原因: { text: '雨季停工' } });
    expect(data?.rows.filter(({ group }) => group !== undefined).map(({ name, group }) => [name, group])).toEqual([['补助标准', '成本指标'], ['改造里程', '产出指标'], ['验收合格率', '产出指标'], ['群众满意度', '满意度指标']]);
    expect(tables.find(({ id }) => id === 'E01')).toMatchObject({ title: '项目支出绩效自评表', sheet: '自评1', rows: 4 });
    expect(unrecognised.map(({ sheet, address }) => `${sheet}!${address}`)).toEqual(['自评1!A15', '自评1!E15']);
    expect(addressOf({ table: 'E01', row: '改造里程', column: '得分' })).toBe('自评1!G11');
  });

  it('are told from the tables above them on one sheet, and many are numbered', async () => {
    const { document, unrecognised } = await open({ 全部: [...income, [null], ...project.slice(0, -1), [null], ...project.slice(0, -1)] });
    expect(document.evaluations?.map(({ table }) => table)).toEqual(['E01', 'E02']);
    expect(document.tables['T02']?.rows.find(({ key }) => key === '2050205')?.cells['2']).toBe('10');
    expect(unrecognised).toEqual([]);
  });

  it('keep a printed total that their scores do not add up to, and see merged cells as a reader does', async () => {
    const wrong = project.map((line) => (line[0] === '总分' ? line.with(6, 95) : line));
    const { document, conflicts } = await imported(workbook({ 自评: wrong.slice(0, -1) }, merges), '表.xlsx', henan);
    expect(document.tables['E01']?.rows.find(({ key }) => key === '总分')?.cells).toEqual({ 分值: { declared: '100' }, 得分: { declared: '95' } });
    expect(conflicts.map(({ kind, address }) => [kind, address])).toContainEqual(['declared-differs', '自评!G14']);
    expect(document.tables['E01']?.rows.find(({ key }) => key === '验收合格率')?.group).toBe('产出指标');
  });

  it('for which the set has no form stay among the sheets, to be listed', async () => {
    const sets = templates.map((set) => ({ ...set, forms: set.forms.filter(({ repeats }) => repeats) }));
    const whole = project.map((line, at) => (at === 0 ? ['部门整体支出绩效自评表'] : line));
    const outcome = await importWorkbook(workbook({ 收入: income, 整体: whole }), '表.xlsx', sets, henan);
    if (!outcome.ok) throw new Error(outcome.problem.message);
    expect(outcome.value.document.evaluations).toBeUndefined();
    const named = [...outcome.value.unrecognised.map(({ sheet }) => sheet), ...(outcome.value.document.extraSheets ?? []).map(({ name }) => name)];
    expect(named).toContain('整体');
  });
});
