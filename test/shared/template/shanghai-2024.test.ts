import { describe, expect, it } from 'vitest';
import { decimal } from '../../../shared/amount/amount.ts';
import { review } from '../../../shared/check/finding.ts';
import { isKnownTest } from '../../../shared/check/structure.ts';
import { type CellRef, cellContent, contentText, type Document, withCell } from '../../../shared/document/document.ts';
import { Engine } from '../../../shared/formula/engine.ts';
import { loadTemplate } from '../../../shared/template/load.ts';
import { findTable, type TableTemplate } from '../../../shared/template/template.ts';
import { validateTemplate } from '../../../shared/template/validate.ts';
import { publishedDocument, publishedSheets } from './published-shanghai.ts';
import { FILES } from './template-files.ts';

const loaded = loadTemplate(FILES, 'shanghai-2024');
if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
const { template } = loaded;
const published = publishedDocument(template);

describe('the forms of shanghai-2024', () => {
  const sheets = publishedSheets();
  const forms = template.tables.filter((table) => table.isPublished);

  it('bear the titles and headings of the published workbook, in its order', () => {
    forms.forEach((table, at) => {
      const grid = sheets[at]?.grid ?? [];
      expect(grid[0]?.[0]).toBe(table.title);
      for (const line of headingLines(table)) {
        const row = grid.slice(2, 7).map((cells) => cells.filter((text) => text !== ''));
        expect(row, `${table.title} ${line.join(' ')}`).toContainEqual(line);
      }
    });
  });

  it('list the rows of 01 and 04 and the 科目 of 06 as published', () => {
    for (const [at, table] of forms.entries()) {
      const body = (sheets[at]?.grid ?? []).slice(table.id === 'T06' ? 3 : 4);
      for (const [index, block] of table.blocks.entries()) {
        const left = table.blocks.slice(0, index).reduce((sum, before) => sum + before.columns.length, 0);
        if (block.rows.length > 1) expect(block.rows.map((row) => row.label)).toEqual(body.map((line) => line[left] ?? ''));
        if (table.subjects?.list !== 'economic') continue;
        const preset = table.subjects.preset.filter(({ code }) => block.classes.includes(code.slice(0, 3)));
        const printed = body.flatMap((line) => (/^\d+$/.test(line[left] ?? '') ? [{ code: line[left], name: line[left + 1] }] : []));
        expect(preset).toEqual(printed);
      }
    }
  });

  it('carry no 公开 mark, 行次 or 栏次', () => {
    for (const table of forms) {
      expect([table.mark, table.numbering]).toEqual([null, null]);
      expect(table.fixedRows.every((row) => row.line === null)).toBe(true);
    }
  });

  it('name the department in every statement of an empty table', () => {
    const statements = forms.flatMap((table) => (table.empty === null ? [] : [[table.id, table.empty.startsWith('说明：{部门}本年度没有')]]));
    expect(statements).toEqual([['T07', true], ['T08', true], ['T09', true]]);
  });
});

describe('the published tables of a 上海 department', () => {
  it('hold all identities but two, each off by rounding', () => {
    const engine = new Engine(template, published);
    const { findings, coverage } = review(engine);
    // 302 is printed 10.23 while its 款 add up to 10.22; 95.36 and 10.23 add up to 105.59 while 05 prints 105.58: each figure was rounded
    // from 元 by itself. Both stay within the envelope, so both are 尾差.
    expect(findings.map(({ rule, table, severity, isTail, actual, expected }) => [rule, table, severity, isTail, actual, expected])).toEqual([
      ['B08', 'T05', 'info', true, '105.58', '105.59'],
      ['A17', 'T06', 'info', true, '10.23', '10.22'],
    ]);
    expect(coverage.passed).toBeGreaterThan(190);
  });

  it('lack nothing but last year’s figures', () => {
    const open = new Engine(template, published).checks().filter(({ state }) => state === 'insufficientData');
    expect(new Set(open.map(({ check }) => check.rule))).toEqual(new Set(['S01', 'B15', 'B16']));
  });

  const figures = figuresOf(published);

  it('hold figures to be tied down', () => {
    expect(figures.length).toBe(205);
  });

  it.each(figures)('show an error at $table $row $column when it is 1.00 more', (ref) => {
    const engine = new Engine(template, raised(published, ref));
    const errors = engine.checksOf(ref).filter(({ state, isTail, check }) => state === 'failed' && !isTail && check.severity === 'error');
    expect(errors).not.toEqual([]);
  });
});

describe('国有资本经营 as an income and expenditure table', () => {
  it('feeds both summary tables, and its carry-over closes', () => {
    const table = findTable(template.tables, '国资表');
    const filled = withCells(addRow(published, table?.id ?? ''), [
      [{ table: 'T09', row: '2230105', column: '年初结转和结余' }, '10'],
      [{ table: 'T09', row: '2230105', column: '本年收入' }, '5.5'],
      [{ table: 'T09', row: '2230105', column: '项目支出' }, '12.25'],
    ]);
    const undeclared = withoutDeclared(filled);
    const engine = new Engine(template, undeclared);
    const value = (table: string, row: string, column: string): string => String(engine.value({ table, row, column }));
    expect(value('T09', '合计', '年末结转和结余')).toBe('3.25');
    expect(value('T01', '国有资本经营预算财政拨款收入', '决算数')).toBe('5.5');
    expect(value('T04', '年初国有资本经营预算财政拨款', '决算数')).toBe('10');
    expect(value('T04', '国有资本经营预算支出', '国有资本经营预算财政拨款')).toBe('12.25');
    expect(value('T04', '年末财政拨款结转和结余', '国有资本经营预算财政拨款')).toBe('3.25');
    const carryOver = engine.checks().filter(({ check }) => check.rule === 'A14' && check.text.includes('国有资本经营'));
    expect(carryOver.map(({ state }) => state)).toEqual(['passed']);
  });
});

describe('validation', () => {
  it('finds nothing to say', () => {
    expect(validateTemplate(FILES, 'shanghai-2024', isKnownTest)).toEqual([]);
  });
});

/** Titles that stand beside one another in the workbook's heading rows; a level that shares its row with figures' columns is left out. */
function headingLines(table: TableTemplate): readonly (readonly string[])[] {
  const top = table.blocks.flatMap((block) => block.headings);
  const lines = [top.map(({ title }) => title)];
  if (table.role !== '三公表') return lines;
  const groups = top.flatMap((node) => node.columns);
  const cars = groups.flatMap((node) => node.columns.filter((below) => below.column === null));
  return [...lines, groups.map(({ title }) => title), cars.map(({ title }) => title), table.columns.map(({ title }) => title)];
}

function figuresOf(document: Document): readonly CellRef[] {
  return Object.entries(document.tables).flatMap(([table, { rows }]) =>
    rows.flatMap((row) => Object.entries(row.cells).flatMap(([column, content]) => (contentText(content) === null ? [] : [{ table, row: row.key, column }]))),
  );
}

function raised(document: Document, ref: CellRef): Document {
  const content = cellContent(document, ref);
  if (content === null) throw new Error(`no figure at ${ref.table} ${ref.row} ${ref.column}`);
  const more = (text: string | null): string => decimal(text ?? '0').plus(1).toFixed();
  return withCell(document, ref, typeof content === 'string' ? more(content) : { declared: more(contentText(content)) });
}

function addRow(document: Document, table: string): Document {
  const data = document.tables[table];
  const codes = ['223', '22301', '2230105'];
  return { ...document, tables: { ...document.tables, [table]: { rows: [...(data?.rows ?? []), ...codes.map((code) => ({ key: code, code, cells: {} }))] } } };
}

function withCells(document: Document, cells: readonly (readonly [CellRef, string])[]): Document {
  return cells.reduce((sum, [ref, amount]) => withCell(sum, ref, amount), document);
}

function withoutDeclared(document: Document): Document {
  const tables = Object.entries(document.tables).map(([id, data]) => {
    const rows = data.rows.map((row) => ({ ...row, cells: Object.fromEntries(Object.entries(row.cells).filter(([, content]) => typeof content === 'string')) }));
    return [id, { ...data, rows }] as const;
  });
  return { ...document, tables: Object.fromEntries(tables) };
}
