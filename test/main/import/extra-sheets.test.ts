import * as XLSX from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { exportTables } from '../../../main/export/xlsx/export-tables.ts';
import { mergeDocuments } from '../../../shared/document/merge.ts';
import { rollDocument } from '../../../shared/document/roll.ts';
import type { Document } from '../../../shared/document/document.ts';
import { Engine } from '../../../shared/formula/engine.ts';
import { figuresOf, imported, income, type Line, open, templates } from './import-fixtures.ts';

const found = templates.find(({ id }) => id === 'henan-2022');
if (found === undefined) throw new Error('no template');
const template = found;

/** A table that 内蒙古 adds to the nine, and a column and a row that 河南 does not have. */
const projects: readonly Line[] = [['项目支出明细表'], ['单位：万元'], ['项目名称', '项目单位', '合计', '一般公共预算'], ['科技园建设', '局机关', 1234.56, 1234.56], ['信息系统运维', '信息中心', 0, 0], ['合计', null, 1234.56, 1234.56]];
const lines = [...income.map((line, at) => [...line, at === 2 ? '专项债券' : at > 3 ? 7 : null]), [null, '待分配', 1.5, 1.5, 0, 0, 0, 0, 0, 2]];

const exported = async (document: Document): Promise<Buffer> => Buffer.from(await exportTables(new Engine(template, document)));
const again = async (document: Document): Promise<Document> => (await imported(await exported(document), '再导入.xlsx')).document;

describe('tables that the template does not have', () => {
  it('are kept whole, listed with their reason, and come out as they came in', async () => {
    const { document, unrecognised, unknown } = await open({ 收入: lines, 项目明细: projects });
    expect(document.extraSheets).toEqual([{ name: '项目明细', cells: expect.objectContaining({ A1: '项目支出明细表', C4: { amount: '1234.56' }, B5: '信息中心', C5: { amount: '0' } }) }]);
    expect(Object.keys(document.extraSheets?.[0]?.cells ?? {})).toHaveLength(17);
    expect(unrecognised.every(({ why }) => why === '不在任何公开表之内，已随整张表照原样保留')).toBe(true);
    expect(unknown.map(({ kind, text, figures }) => [kind, text, figures])).toEqual([['table', '项目支出明细表', 6], ['column', '专项债券', 5], ['row', '待分配', 8]]);
    expect((await again(document)).extraSheets).toEqual(document.extraSheets);
  });

  it('keep every digit of an amount that a spreadsheet would cut', async () => {
    const { document } = await open({ 收入: lines, 项目明细: projects });
    const [sheet] = document.extraSheets ?? [];
    if (sheet === undefined) throw new Error('no extra sheet');
    const long = { ...document, extraSheets: [{ ...sheet, cells: { ...sheet.cells, C4: { amount: '1234567890123456.78' } } }] };
    const written = XLSX.read(await exported(long)).Sheets['项目明细'] ?? {};
    expect([written['C4'], written['C6']]).toEqual([expect.objectContaining({ t: 's', v: '1234567890123456.78' }), expect.objectContaining({ t: 'n', v: 1234.56 })]);
    expect((await again(long)).extraSheets).toEqual(long.extraSheets);
  });

  it('with columns of words and rates survive export and import', async () => {
    const worded = income.map((line, at): Line => [...line, ...(at === 2 ? ['占比（%）', '备注'] : at > 4 ? [`${at}.5%`, `见说明${at}`] : [])]);
    const { document } = await open({ 收入: worded });
    expect(document.tables['T02']?.rows.at(-1)?.cells).toMatchObject({ '占比（%）': { text: '7.5%' }, 备注: { text: '见说明7' } });
    expect((await again(document)).tables).toEqual(document.tables);
  });

  it('with extra rows and columns survive export and import', async () => {
    const { document } = await open({ 收入: lines, 项目明细: projects });
    const second = await again(document);
    expect(second.tables.T02).toEqual(document.tables.T02);
    expect(figuresOf(await again(second))).toEqual(figuresOf(second));
  });

  it('roll over as empty forms, extra rows and columns too', async () => {
    const { document } = await open({ 收入: lines, 项目明细: projects });
    const next = rollDocument(document, 2023, template);
    expect(next.extraSheets).toEqual([{ name: '项目明细', cells: expect.objectContaining({ A1: '项目支出明细表', B5: '信息中心' }) }]);
    expect(Object.values(next.extraSheets?.[0]?.cells ?? {}).every((content) => typeof content === 'string')).toBe(true);
    expect(next.tables.T02?.extraColumns).toEqual({ 专项债券: '专项债券' });
    expect(next.tables.T02?.rows.find(({ key }) => key === '待分配')?.cells).toEqual({});
    expect(next.prior?.tables.T02).toEqual(document.tables.T02);
  });

  it('add up: rows and columns by identity, whole tables side by side', async () => {
    const { document } = await open({ 收入: lines, 项目明细: projects });
    const engines = ['甲局', '乙局'].map((department) => new Engine(template, { ...document, department }));
    const [first, second] = engines;
    if (first === undefined || second === undefined) throw new Error('no engine');
    const sum = mergeDocuments([first, second], '汇总');
    expect(sum.extraSheets?.map(({ name }) => name)).toEqual(['项目明细（甲局）', '项目明细（乙局）']);
    expect(sum.tables.T02?.rows.find(({ key }) => key === '2050205')?.cells).toMatchObject({ 2: '20', 专项债券: '14' });
    expect(sum.tables.T02?.rows.find(({ key }) => key === '待分配')?.cells).toMatchObject({ 2: '3', 专项债券: '4' });
  });

  it('of a ledger’s size are listed, not kept', async () => {
    const ledger = Array.from({ length: 11_000 }, (_line, at): Line => [`职工${at}`, at + 0.5]);
    const { document, unrecognised } = await open({ 收入: income, 工资: ledger });
    expect(document.extraSheets).toBeUndefined();
    expect(unrecognised.filter(({ sheet }) => sheet === '工资')).toHaveLength(22_000);
  });
});
