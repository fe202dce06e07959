/** Reports that try the setting: long and rare names, many rows, huge and negative amounts, nothing at all. Nothing may leave its page or be cut. */
import { describe, expect, it } from 'vitest';
import { createReportCompiler, renderPdf } from '../../../../main/export/typst/render-report.ts';
import { composeReport } from '../../../../main/jobs/make-report.ts';
import { PAGE } from '../../../../shared/report/print-style.ts';
import type { Document, RowData } from '../../../../shared/document/document.ts';
import { Engine } from '../../../../shared/formula/engine.ts';
import { loadNarrative } from '../../../../shared/narrative/load-narrative.ts';
import { writeNarrative } from '../../../../shared/narrative/write.ts';
import { chartFigures } from '../../../../shared/report/chart-figures.ts';
import { narrativeBlocks } from '../../../../shared/report/narrative-blocks.ts';
import { outlineReport, type ReportOutline } from '../../../../shared/report/outline.ts';
import type { PrintedTable } from '../../../../shared/report/printed-table.ts';
import { newDocument } from '../../../../shared/template/new-document.ts';
import type { Template } from '../../../../shared/template/template.ts';
import { FILES } from '../../../shared/template/template-files.ts';
import { consistentEvaluations } from '../../../fixtures/evaluation-document.ts';
import { HENAN } from '../../../fixtures/sample-document.ts';
import { templates } from '../../import/import-fixtures.ts';
import { pageTexts, type PlacedPage, placedPages } from './pdf-reading.ts';

const POINTS = 72 / 25.4;
const compiler = createReportCompiler();
const squeezed = (text: string): string => text.replace(/[\s\u200b]/gu, '');

function report(template: Template, document: Document): ReportOutline {
  const engine = new Engine(template, document);
  const { text } = loadNarrative(FILES, template);
  return outlineReport(engine, text === null ? {} : { narrative: narrativeBlocks(writeNarrative(engine, text), chartFigures(engine)) });
}

function tablesOf(outline: ReportOutline): readonly PrintedTable[] {
  return outline.parts.flatMap((part) => part.blocks).flatMap((block) => (block.kind === 'table' ? [block.table] : []));
}

/** Words outside the room that the page leaves for them, the page number aside. */
function strays(page: PlacedPage): readonly string[] {
  const side = Math.min(PAGE.margins.right, PAGE.tableMargins.right) * POINTS - 1.5;
  const foot = page.height - 10 * POINTS;
  return page.words.filter((word) => word.left < side || word.right > page.width - side || word.top < 0 || word.bottom > foot).map((word) => word.text);
}

/** The contents have dots from a title to its page. */
function isNoContents(text: string): boolean {
  return !/(?:\.\s?){10}/u.test(text);
}

/** Every figure of every table stands whole somewhere in the text, every page of a table has the table's heading, nothing leaves its page. */
function expectSound(outline: ReportOutline): readonly string[] {
  const { pdf } = renderPdf(outline, {}, compiler);
  const texts = pageTexts(pdf);
  for (const [at, page] of placedPages(pdf).entries()) expect(strays(page), `page ${at + 1}`).toEqual([]);
  const words = new Set(texts.join('\n').split(/\s+/u));
  for (const table of tablesOf(outline)) {
    const figures = table.lines.flat().filter((cell) => cell.kind === 'amount' && cell.text !== '').map((cell) => cell.text);
    expect(figures.filter((figure) => !words.has(figure)), table.title).toEqual([]);
    const own = texts.filter(isNoContents).filter((text) => squeezed(text).includes(squeezed(`${table.title}（续表）`)) || squeezed(text).startsWith(squeezed(table.title)));
    expect(own.length, table.title).toBeGreaterThan(0);
    for (const page of own) {
      expect(squeezed(page)).toContain(squeezed(table.department));
      expect(squeezed(page)).toContain(squeezed(table.unit));
    }
  }
  return texts;
}

/** 项 rows under their 款 and 类. */
function rowsOf(count: number, name: (at: number) => string, cells: RowData['cells']): readonly RowData[] {
  const items = Array.from({ length: count }, (_none, at): RowData => {
    const code = `206${String(1 + Math.floor(at / 90)).padStart(2, '0')}${String(10 + (at % 90))}`;
    return { key: code, code, name: name(at), cells };
  });
  const parents = [...new Set(items.map(({ key }) => key.slice(0, 5)))].map((key): RowData => ({ key, code: key, name: `款${key}`, cells: {} }));
  return [{ key: '206', code: '206', name: '科学技术支出', cells: {} }, ...parents, ...items].sort((a, b) => (a.key < b.key ? -1 : 1));
}

function filled(template: Template, department: string, role: string, rows: readonly RowData[]): Document {
  const document = newDocument(template, { department });
  const table = template.tables.find((one) => one.role === role)?.id ?? '';
  return { ...document, tables: { ...document.tables, [table]: { rows: [...(document.tables[table]?.rows ?? []), ...rows] } } };
}

const LONG = '某某省某某自治州某某民族自治县人民政府派驻国家级经济技术开发区管理委员会综合行政执法与应急管理监督检查办公室（挂地方金融工作局牌子）䶮㛃';

describe.each(templates.map((template) => [template.id, template] as const))('a hard report of %s', (_id, template) => {
  it('with nothing in it still has its forms whole', () => {
    const texts = expectSound(report(template, newDocument(template, { department: '' })));
    expect(texts.length).toBeGreaterThan(12);
  }, 60_000);

  it('of a department whose name is sixty and more characters, two of them rare', () => {
    expect([...LONG].length).toBeGreaterThanOrEqual(60);
    const texts = expectSound(report(template, newDocument(template, { department: LONG })));
    expect(squeezed(texts[0] ?? '')).toContain(LONG);
    expect(texts.filter((text) => squeezed(text).includes(LONG)).length).toBeGreaterThanOrEqual(10);
  }, 60_000);

  it('with five hundred 项, each with its amounts', () => {
    const table = template.tables.find((one) => one.role === '支出表');
    const cells = Object.fromEntries((table?.columns ?? []).slice(1, 3).map((column, at) => [column.key, at === 0 ? '-1234567.89' : '98765432.1']));
    const texts = expectSound(report(template, filled(template, '某局', '支出表', rowsOf(500, (at) => `第${at}项支出`, cells))));
    expect(texts.join('\n').match(/-1,234,567\.89/gu)).toHaveLength(500);
  }, 120_000);

  it('with amounts of sixteen digits, positive and negative, in every column', () => {
    for (const role of ['收入表', '一般公共预算表', '基金表']) {
      const table = template.tables.find((one) => one.role === role);
      const cells = Object.fromEntries((table?.columns ?? []).map((column, at) => [column.key, at % 2 === 0 ? '-12345678901234.56' : '98765432109876.54']));
      expectSound(report(template, filled(template, '某局', role, rowsOf(12, () => '一项名称相当长的支出科目及其他支出', cells))));
    }
  }, 120_000);
});

it('two hundred units, sixty projects and a responsibility of three pages stand whole, each table under its heading', () => {
  const units = Array.from({ length: 200 }, (_none, at) => `${at % 4 === 0 ? LONG : '中学'}第${at + 1}号｜事业`).join('\n');
  const document = { ...consistentEvaluations(7, 60), department: LONG, texts: { '填.概况.决算单位': units, '填.概况.主要职责': '履行职责，'.repeat(300) } };
  const { outline } = composeReport(new Engine(HENAN, document), FILES);
  const texts = expectSound(outline);
  const whole = squeezed(texts.join(''));
  for (let at = 1; at <= 200; at++) expect(whole).toContain(`第${at}号（事业）`);
  for (let at = 1; at <= 60; at++) expect(texts.filter(isNoContents).filter((text) => squeezed(text).startsWith(`项目${at}项目自评表`)), `${at}`).toHaveLength(1);
  expect(texts.filter((text) => squeezed(text).replace(/-\d+-$/u, '') === '')).toEqual([]);
}, 120_000);

it('a year is never parted from 年度 in the title of a part', () => {
  const template = templates.find(({ id }) => id === 'shanghai-2024');
  if (template === undefined) throw new Error('shanghai-2024');
  for (const length of [10, 12, 14, 16, 18, 20]) {
    const { pdf } = renderPdf(report(template, newDocument(template, { department: '上海市某某区某某街道办事处综合事务管理中心'.slice(0, length) })), {}, compiler);
    const lines = pageTexts(pdf).slice(2).flatMap((text) => text.split('\n')).map((line) => line.trim());
    // Sentences, which may part a word anywhere, have commas.
    expect(lines.filter((line) => !line.includes('，')).filter((line) => /^(?:\d{0,3}年度|度部门决算|年度部门决算)/u.test(line) || /\d$|\d年$/u.test(line.replace(/^-? ?\d+ ?-?$/u, '')) && line.startsWith('第')), `${length}`).toEqual([]);
  }
}, 60_000);
