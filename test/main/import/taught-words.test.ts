import { describe, expect, it } from 'vitest';
import { grownList, NO_SUBJECTS } from '../../../shared/template/learned-subjects.ts';
import { changedSynonyms } from '../../../shared/template/synonyms.ts';
import { cellsOf, henan, income, type Line, open, templates } from './import-fixtures.ts';

describe('what the import is taught', () => {
  it('reads an unknown row, column and title as the accountant mapped them', async () => {
    const lines = [['我们的进账一览'], ...income.slice(1)].map((line) => line.map((value) => (value === '财政拨款收入' ? '上面给的钱' : value)));
    const before = await open({ 收入: lines });
    expect(before.tables[0]?.confidence).toBeLessThan(1);
    expect(Object.keys(before.document.tables.T02?.extraColumns ?? {})).toEqual(['上面给的钱']);
    const synonyms = [{ table: '收入表', kind: 'column', text: '上面给的钱', key: '2' }, { table: '收入表', kind: 'table', text: '我们的进账一览', key: '' }] as const;
    const after = await open({ 收入: lines }, { ...henan, synonyms });
    expect(after.unrecognised).toEqual([]);
    expect(after.document.tables.T02).toEqual((await open({ 收入: income })).document.tables.T02);
  });

  it('keeps a column that bears no heading, and reads it as the accountant mapped it', async () => {
    const lines = income.map((line, at): Line => line.map((value, column) => (at === 2 && column === 8 ? null : value)));
    const before = await open({ 收入: lines });
    expect([before.unrecognised, before.unknown]).toEqual([[], [{ kind: 'column', table: '收入表', text: '（无表头）I列', address: '收入!I5', figures: 4 }]]);
    expect(cellsOf(before, 'T02', '2050205')).toMatchObject({ '（无表头）I列': '0' });
    const after = await open({ 收入: lines }, { ...henan, synonyms: [{ table: '收入表', kind: 'column', text: '（无表头）I列', key: '7' }] });
    expect(after.document.tables.T02).toEqual((await open({ 收入: income })).document.tables.T02);
  });

  it('remembers a mapped column by its whole heading path', async () => {
    const lines: readonly Line[] = [['一般公共预算财政拨款支出决算表'], ['单位：万元'], ['科目编码', '科目名称', '今年', null], [null, null, '人吃马喂', '办事'], ['2050205', '高等教育', 3, 4]];
    const synonyms = [{ table: '一般公共预算表', kind: 'column', text: '今年／人吃马喂', key: '2' }, { table: '一般公共预算表', kind: 'column', text: '今年／办事', key: '3' }] as const;
    const result = await open({ 支出: lines }, { ...henan, synonyms });
    expect(cellsOf(result, 'T05', '2050205')).toEqual({ 2: '3', 3: '4' });
  });

  it('reads a 科目 that is known by another name only, and a sheet that bears no title', async () => {
    const plain = income.slice(2).map((line, at) => (at < 2 ? ['科目名称', ...line.slice(2)] : line.slice(1)));
    const named = plain.map((line) => line.map((value) => (value === '高等教育' ? '大学那一块' : value)));
    const before = await open({ 进账: [['我们的进账'], ...income.slice(1)], 收入决算表: named });
    expect(before.unknown).toMatchObject([{ kind: 'row', table: '收入表', text: '大学那一块', address: '收入决算表!A6', figures: 7 }]);
    const synonyms = [{ table: '收入表', kind: 'row', text: '大学那一块', key: '2050205' }] as const;
    const after = await open({ 收入决算表: named }, { ...henan, synonyms });
    expect(after.unknown).toEqual([]);
    expect(after.document.tables.T02).toEqual((await open({ 收入: income })).document.tables.T02);
  });

  it('reads a row of a form as the accountant mapped it', async () => {
    const lines: readonly Line[] = [['收入支出决算总表'], ['单位：万元'], ['收入', null, '支出', null], ['项目', '决算数', '项目', '决算数'], ['财政给的钱', 10, '五、教育支出', 10], ['本年收入合计', 10, '本年支出合计', 10]];
    const before = await open({ 总表: lines });
    expect(before.unknown).toEqual([{ kind: 'row', table: '收支总表', text: '财政给的钱', address: '总表!A5', figures: 1 }]);
    const after = await open({ 总表: lines }, { ...henan, synonyms: [{ table: '收支总表', kind: 'row', text: '财政给的钱', key: '1' }] });
    expect(cellsOf(after, 'T01', '1')).toEqual({ 1: '10' });
    expect(after.unknown).toEqual([]);
  });

  it('offers a whole table that it did not recognise, by its title or its sheet', async () => {
    const odd: readonly Line[] = [['某某局进账'], ['甲', '乙'], ['一月', 3], ['二月', 4]];
    const result = await open({ 收入: income, 另一张: odd, 无题: [['甲', 1], ['乙', 2]] });
    expect(result.unknown).toEqual([
      { kind: 'table', table: '', text: '某某局进账', address: '另一张!A1', figures: 2 }, { kind: 'table', table: '', text: '无题', address: '无题!A1', figures: 2 },
    ]);
  });

  it('keeps what is taught once a text, the later over the earlier', () => {
    const one = { table: '收入表', kind: 'column', text: '上级拨款', key: '2' } as const;
    const other = { ...one, key: '3' };
    expect(changedSynonyms([one], [other], [])).toEqual([other]);
    expect(changedSynonyms([one], [], [one])).toEqual([]);
    expect(changedSynonyms([], [one, other], [])).toEqual([other]);
  });

  it('grows the 科目 list by year, and asks only once', async () => {
    const sheets = { 收入: [...income, ['2059999', '从未见过的科目', 3, 3, 0, 0, 0, 0, 0]] };
    const first = await open(sheets);
    const template = templates.find(({ id }) => id === 'henan-2022');
    if (template === undefined) throw new Error('no template');
    const list = grownList(NO_SUBJECTS, first.document, template);
    expect(list).toEqual({ years: { 2022: { functional: { 2059999: '从未见过的科目' }, economic: {} } } });
    const second = await open(sheets, { ...henan, subjects: list });
    expect(second.conflicts.map(({ kind }) => kind)).not.toContain('unknown-subject');
  });
});
