import { beforeAll, describe, expect, it } from 'vitest';
import { Engine } from '../../../shared/formula/engine.ts';
import { cellLink, cellOfLink, tableLink, tableOfLink } from '../../../shared/report/cell-link.ts';
import { cellText } from '../../../shared/report/layout.ts';
import { outlineReport, type ReportBlock, type ReportOutline } from '../../../shared/report/outline.ts';
import type { PrintedTable } from '../../../shared/report/printed-table.ts';
import { newDocument } from '../../../shared/template/new-document.ts';
import { sampleWithEvaluations } from '../../fixtures/evaluation-document.ts';
import { HENAN } from '../../fixtures/sample-document.ts';
import { templates } from '../../main/import/import-fixtures.ts';
import { importedEngine } from '../narrative/narrative-fixtures.ts';

let engine: Engine;
let outline: ReportOutline;

beforeAll(async () => {
  engine = await importedEngine('beiguan-2022.xlsx');
  outline = outlineReport(engine);
});

function tablesOf(report: ReportOutline): readonly PrintedTable[] {
  return report.parts.flatMap((part) => part.blocks).flatMap((block) => (block.kind === 'table' ? [block.table] : []));
}

describe('the outline of the report', () => {
  it('names the department and the year on the cover and in the parts', () => {
    expect(outline.cover).toEqual(['安阳市北关区工业和信息化局', '2022年度部门决算']);
    expect(outline.title).toBe('安阳市北关区工业和信息化局2022年度部门决算');
    expect(outline.parts.map((part) => part.title)).toEqual(['第二部分 2022年度部门决算表']);
  });

  it('holds the nine published tables in order, and no side sheet', () => {
    expect(tablesOf(outline).map((table) => table.mark)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => `公开0${number}表`));
  });

  it('prints every figure of the document, each with its cell', () => {
    for (const table of tablesOf(outline)) {
      const printed = new Map(table.lines.flat().flatMap((cell) => (cell.ref === null ? [] : [[cellLink(cell.ref), cell.text]])));
      for (const row of engine.document.tables[table.id]?.rows ?? []) {
        for (const column of Object.keys(row.cells)) {
          const ref = { table: table.id, row: row.key, column };
          const value = engine.value(ref);
          if (value !== null) expect(printed.get(cellLink(ref)), cellLink(ref)).toBe(cellText(value, 2));
        }
      }
    }
  });

  it('leaves out the lines that the form may hide, and keeps the 行次 of the others', () => {
    const [first] = tablesOf(outline);
    const lines = (first?.lines ?? []).flat().filter((cell) => cell.kind === 'line').map((cell) => cell.text);
    expect(lines).toContain('37');
    expect(lines).toContain('62');
    expect(lines).not.toContain('57');
  });

  it('puts content into its part, the tables first, and the parts in the order of the template', () => {
    const paragraph = (text: string): ReportBlock => ({ kind: 'paragraph', runs: [{ kind: 'text', text }] });
    const full = outlineReport(engine, { glossary: [paragraph('词')], narrative: [paragraph('文')], tables: [paragraph('表后')], overview: [paragraph('概')] });
    expect(full.parts.map((part) => part.title.slice(0, 4))).toEqual(['第一部分', '第二部分', '第三部分', '第四部分']);
    expect(full.parts[1]?.blocks.map((block) => block.kind)).toEqual([...Array<string>(9).fill('table'), 'paragraph']);
  });

  it.each(templates.map((template) => [template.id, template] as const))('can be made of an empty document of %s', (_id, template) => {
    const empty = outlineReport(new Engine(template, newDocument(template, { department: '' })));
    expect(tablesOf(empty)).toHaveLength(9);
    expect(tablesOf(empty).flatMap((table) => table.lines.flat()).filter((cell) => cell.kind === 'amount' && cell.text !== '')).toEqual([]);
  });
});

describe('headings of a form', () => {
  it('stand on the lowest line where they name columns; their group reaches down to them', () => {
    const shanghai = templates.find(({ id }) => id === 'shanghai-2024');
    if (shanghai === undefined) throw new Error('shanghai-2024');
    const table = tablesOf(outlineReport(new Engine(shanghai, newDocument(shanghai, { department: '' })))).find(({ id }) => id === 'T07');
    const header = (table?.header ?? []).map((row) => row.map(({ text, colSpan, rowSpan }) => `${text} ${colSpan}×${rowSpan}`));
    expect(header).toEqual([
      ['财政拨款“三公”经费 12×1'],
      ['合计 2×2', '因公出国（境）费 2×2', '公务用车购置及运行维护费 6×1', '公务接待费 2×2'],
      ['小计 2×1', '公务用车购置费 2×1', '公务用车运行维护费 2×1'],
      Array.from({ length: 12 }, (_none, at) => `${at % 2 === 0 ? '预算数' : '决算数'} 1×1`),
    ]);
  });
});

describe('a heading with a formula in brackets', () => {
  it('has the formula on a line of its own, other brackets where they stand', () => {
    const project = tablesOf(outlineReport(new Engine(HENAN, sampleWithEvaluations()))).find(({ id }) => id === 'E01');
    const headings = [...(project?.header ?? []), ...(project?.lines ?? [])].flat().filter(({ kind }) => kind === 'heading').map(({ text }) => text);
    expect(headings).toContain('执行率\n（B/A×100%）');
    expect(headings).toContain('全年预算数（A）');
  });
});

describe('the link of a cell', () => {
  it.each([
    { table: 'T03', row: '2060302', column: '2' },
    { table: 'T06', row: '人员经费合计', column: '决算数' },
    { table: 'T05', row: 'a/b c%2F#"<', column: '小计/购置' },
  ])('leads back to the cell $row', (ref) => {
    expect(cellOfLink(cellLink(ref))).toEqual(ref);
    expect(cellLink(ref)).toMatch(/^[\w:/%.~!*'()-]+$/);
  });

  it.each(['https://example.gov.cn/a/b/c', 'cell:T03/1', 'cell:T03/1/2/3', 'cell:T03/%E0/2', ''])('is not %j', (link) => {
    expect(cellOfLink(link)).toBeNull();
  });
});

describe('the link of a table', () => {
  it('leads back to the table, and is no cell', () => {
    for (const table of ['T03', '附表 1/2']) expect([tableOfLink(tableLink(table)), cellOfLink(tableLink(table))]).toEqual([table, null]);
    expect([tableOfLink('cell:T03/1/2'), tableOfLink('https://example.gov.cn/T03'), tableOfLink('table:%E0')]).toEqual([null, null, null]);
  });
});
