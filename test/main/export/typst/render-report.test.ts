import { beforeAll, describe, expect, it } from 'vitest';
import { DOUBT, estimateHeight } from '../../../../main/export/typst/estimate-height.ts';
import { fitColumns } from '../../../../main/export/typst/fit-columns.ts';
import { createReportCompiler, renderPdf, renderSvgPages } from '../../../../main/export/typst/render-report.ts';
import type { ReportCompiler } from '../../../../main/export/typst/report-compiler.ts';
import type { Document, RowData } from '../../../../shared/document/document.ts';
import { applyEdit, setCell } from '../../../../shared/document/edit.ts';
import { Engine } from '../../../../shared/formula/engine.ts';
import { cellLink, cellOfLink } from '../../../../shared/report/cell-link.ts';
import { outlineReport, type ReportOutline } from '../../../../shared/report/outline.ts';
import type { PrintedTable } from '../../../../shared/report/printed-table.ts';
import { newDocument } from '../../../../shared/template/new-document.ts';
import { importedEngine } from '../../../shared/narrative/narrative-fixtures.ts';
import { templates } from '../../import/import-fixtures.ts';
import { bookmarks, pageTexts, properties, runningTexts } from './pdf-reading.ts';

let compiler: ReportCompiler;
let engine: Engine;
let outline: ReportOutline;

beforeAll(async () => {
  compiler = createReportCompiler();
  engine = await importedEngine('beiguan-2022.xlsx');
  outline = outlineReport(engine);
}, 60_000);

const [henan] = templates.filter((template) => template.id === 'henan-2022');
const squeezed = (text: string): string => text.replace(/[\s\u200b]/gu, '');

function fresh(department: string): Document {
  if (henan === undefined) throw new Error('henan-2022');
  return newDocument(henan, { department });
}
function outlineOf(document: Document): ReportOutline {
  return outlineReport(new Engine(engine.template, document));
}
function tablesOf(report: ReportOutline): readonly PrintedTable[] {
  return report.parts.flatMap((part) => part.blocks).flatMap((block) => (block.kind === 'table' ? [block.table] : []));
}
function withRows(document: Document, table: string, rows: readonly RowData[]): Document {
  return { ...document, tables: { ...document.tables, [table]: { rows: [...(document.tables[table]?.rows ?? []), ...rows] } } };
}
/** 项 rows of one 类 and its 款. */
function manyRows(count: number, name: (at: number) => string, cells: RowData['cells']): readonly RowData[] {
  const code = (at: number): string => `206${String(1 + Math.floor(at / 90)).padStart(2, '0')}${String(10 + (at % 90))}`;
  const items = Array.from({ length: count }, (_none, at): RowData => ({ key: code(at), code: code(at), name: name(at), cells }));
  const parents = [...new Set(items.map((row) => row.key.slice(0, 5)))].map((key): RowData => ({ key, code: key, name: `款${key}`, cells: {} }));
  return [{ key: '206', code: '206', name: '科学技术支出', cells: {} }, ...parents, ...items].sort((a, b) => (a.key < b.key ? -1 : 1));
}

describe('report.pdf of the real document', () => {
  it('has every figure of every table on the pages of that table', () => {
    const { pdf, pages } = renderPdf(outline, {}, compiler);
    const texts = pageTexts(pdf);
    expect(pages).toBe(12);
    expect(texts).toHaveLength(12);
    tablesOf(outline).forEach((table, at) => {
      // Cover, contents and the part's own page come first; each table fits on one page.
      const words = (texts[at + 3] ?? '').split(/\s+/u);
      const figures = table.lines.flat().filter((cell) => cell.kind === 'amount' && cell.text !== '').map((cell) => cell.text);
      for (const figure of new Set(figures)) {
        expect(words.filter((word) => word === figure).length, `${table.id} ${figure}`).toBe(figures.filter((other) => other === figure).length);
      }
    });
  });

  it('lists parts and tables with the numbers printed on their pages', () => {
    const texts = pageTexts(renderPdf(outline, {}, compiler).pdf);
    const contents = texts[1] ?? '';
    const listed = [...contents.matchAll(/^\s*(\S.*?)\s*(?:\. ?){3,}\s*(\d+)\s*$/gmu)].map(([, title, page]) => [squeezed(title ?? ''), Number(page)] as const);
    expect(listed.map(([title]) => title)).toEqual([squeezed(outline.parts[0]?.title ?? ''), ...tablesOf(outline).map((table) => table.title)]);
    for (const [title, number] of listed) {
      const page = texts.find((text) => new RegExp(`-${number}-$`, 'u').test(squeezed(text))) ?? '';
      expect(squeezed(page)).toContain(title);
    }
    expect(squeezed(texts[0] ?? '')).toMatch(/部门决算$/u);
  });

  it('has bookmarks that lead to the pages, and tells readers what it is', () => {
    const { pdf } = renderPdf(outline, { createdAt: new Date('2023-08-01T00:00:00Z') }, compiler);
    const titles: readonly string[] = ['目录', outline.parts[0]?.title ?? '', ...tablesOf(outline).map((table) => table.title)];
    expect(bookmarks(pdf)).toEqual(titles.map((title, at) => [title, at + 2]));
    const said = properties(pdf);
    expect(said.get('Title')).toBe('安阳市北关区工业和信息化局2022年度部门决算');
    expect(said.get('Author')).toBe('安阳市北关区工业和信息化局');
    expect(said.get('Tagged')).toBe('yes');
    expect(said.get('CreationDate')).toContain('2023');
    expect(Buffer.from(pdf).toString('latin1')).toMatch(/\/Lang \(zh/u);
  });

  it('is the same twice from the same document', () => {
    const createdAt = new Date('2023-08-01T00:00:00Z');
    expect(Buffer.from(renderPdf(outline, { createdAt }, compiler).pdf).equals(Buffer.from(renderPdf(outline, { createdAt }, compiler).pdf))).toBe(true);
  });

  it('bears the watermark on every page of a draft, and on no other', () => {
    const marked = (draft: boolean): number => runningTexts(renderPdf(outline, { draft }, compiler).pdf).filter((text) => text.includes('草') && text.includes('稿')).length;
    expect(marked(true)).toBe(12);
    expect(marked(false)).toBe(0);
  });

  it('is PDF/A-2a where asked for', () => {
    const conformance = (archival: boolean): boolean => /<pdfaid:part>2<\/pdfaid:part>[\s\S]*<pdfaid:conformance>A</u.test(Buffer.from(renderPdf(outline, { archival }, compiler).pdf).toString('latin1'));
    expect(conformance(true)).toBe(true);
    expect(conformance(false)).toBe(false);
  });
});

describe('difficult texts', () => {
  it('prints what looks like program as it stands', () => {
    const name = '#sys.version $x$ *b* _i_ [局] ] } \\ `raw` @ref <label> // = 标题 "引" \u0007 #panic("x")';
    const text = squeezed(pageTexts(renderPdf(outlineOf(fresh(name)), {}, compiler).pdf)[0] ?? '');
    expect(text).toContain(squeezed(name.replace('\u0007', '')));
  });

  it('sets rare characters of names, and tells which ones no font has', () => {
    const rare = renderPdf(outlineOf(fresh('䶮㛃局')), {}, compiler);
    expect(pageTexts(rare.pdf)[0]).toContain('䶮㛃局');
    expect(rare.warnings.filter((warning) => warning.includes('方框'))).toEqual([]);
    const unknown = renderPdf(outlineOf(fresh('\u{10fffd}\ud800局')), { archival: true }, compiler);
    expect(unknown.warnings.find((warning) => warning.includes('方框'))).toContain('U+10FFFD');
    expect(unknown.warnings.join()).toContain('已导出为普通 PDF');
    expect(unknown.pages).toBe(12);
  });

  it('tells which 公文 fonts are missing, all or none of them by name', () => {
    const { missingFonts, warnings } = renderPdf(outline, {}, compiler);
    for (const font of missingFonts) expect(warnings.join()).toContain(`“${font}”`);
    expect(warnings.length > 0).toBe(missingFonts.length > 0);
    const alike = missingFonts.includes('仿宋_GB2312') && missingFonts.includes('楷体_GB2312');
    expect(warnings.join().includes('二级标题与正文因此字体相同')).toBe(alike);
  });
});

describe('tables of many lines', () => {
  it('go on under their heading and 续表, and lose nothing', () => {
    const name = (at: number): string => `第${at}项${at % 7 === 0 ? '机关事业单位基本养老保险缴费支出及其他支出'.repeat(3) : ''}`;
    const report = outlineOf(withRows(fresh('某局'), 'T03', manyRows(500, name, { 2: '-1234567.89', 3: '98765432109.99' })));
    const texts = pageTexts(renderPdf(report, {}, compiler).pdf);
    const first = texts.findIndex((text, at) => at > 1 && squeezed(text).startsWith('支出决算表'));
    const next = texts.findIndex((text) => squeezed(text).startsWith('财政拨款收入支出决算总表'));
    const pages = texts.slice(first, next);
    expect(pages.length).toBeGreaterThan(10);
    pages.forEach((page, at) => {
      expect(squeezed(page).includes('支出决算表（续表）'), `page ${at}`).toBe(at > 0);
      for (const heading of ['公开03表', '部门：某局', '单位：万元', '科目名称', '基本支出']) expect(squeezed(page)).toContain(heading);
      // No page with nothing but the notes.
      expect(page).toMatch(/-1,234,567\.89|合计/u);
    });
    expect(pages.join('').match(/-1,234,567\.89/gu)).toHaveLength(500);
    expect(squeezed(pages.at(-1) ?? '')).toContain('注：');
    expect(texts.filter((text) => squeezed(text).includes('续表'))).toHaveLength(pages.length - 1);
  }, 30_000);

  it('stand on one page wherever that was foreseen, whatever their texts', () => {
    const room = { width: (210 - 40) * (72 / 25.4), height: (297 - 47) * (72 / 25.4) };
    const foreseen = Array.from({ length: 24 }, (_none, at) => 2 * at + 1).filter((count) => {
      const name = (at: number): string => `其他，（${at}）“支出”、及；`.repeat(1 + ((at + count) % 4));
      const report = outlineOf(withRows(fresh('某局'), 'T05', manyRows(count, name, { 2: '1', 3: '2' })));
      const table = tablesOf(report).find(({ id }) => id === 'T05');
      if (table === undefined) throw new Error('T05');
      const fits = fitColumns(table, room.width).some((fit) => estimateHeight(table, fit, room.width) * (1 + DOUBT) <= room.height);
      if (fits) expect(renderPdf(report, {}, compiler).pages, `${count} rows`).toBe(12);
      return fits;
    });
    expect(foreseen.length).toBeGreaterThan(12);
  }, 60_000);

  it('go on over pages where no size makes them fit', () => {
    const report = outlineOf(withRows(fresh('某局'), 'T05', manyRows(140, (at) => `第${at}项`, { 2: '1', 3: '2' })));
    expect(renderPdf(report, {}, compiler).pages).toBeGreaterThan(13);
  });
});

/** The pages by a compiler that has set other reports before. */
function drawn(report: ReportOutline): readonly string[] {
  return renderSvgPages(report, {}, compiler).pages.map(({ svg }) => svg);
}

describe('pages for the preview', () => {
  it('are drawn one by one, whole, in the size of the paper', () => {
    const pages = drawn(outline);
    expect(pages).toHaveLength(12);
    pages.forEach((page, at) => {
      const landscape = tablesOf(outline)[at - 3]?.orientation === 'landscape';
      expect(page).toMatch(landscape ? /width="841[.\d]*pt" height="595[.\d]*pt"/u : /width="595[.\d]*pt" height="841[.\d]*pt"/u);
      const defined = new Set([...page.matchAll(/ id="([^"]+)"/gu)].map(([, id]) => id));
      const used = [...page.matchAll(/<use xlink:href="#([^"]+)"/gu)].map(([, id]) => id);
      expect(used.length).toBeGreaterThan(0);
      expect(used.filter((id) => !defined.has(id))).toEqual([]);
      expect(page.match(/<g[ >]/gu)?.length).toBe(page.match(/<\/g>/gu)?.length);
    });
  });

  it('lead from every amount cell to the cell of the document, in the PDF none does', () => {
    const pages = drawn(outline);
    tablesOf(outline).forEach((table, at) => {
      const cells = table.lines.flat().flatMap((cell) => (cell.ref === null ? [] : [cellLink(cell.ref)]));
      const links = [...(pages[at + 3] ?? '').matchAll(/<a [^>]*xlink:href="(cell:[^"]+)"/gu)].map(([, link]) => link ?? '');
      expect(new Set(links)).toEqual(new Set(cells));
      expect(links.map(cellOfLink)).not.toContain(null);
    });
    expect(Buffer.from(renderPdf(outline, {}, compiler).pdf).includes('cell:')).toBe(false);
  });

  it('change where a figure changes and nowhere else', () => {
    const before = drawn(outline);
    const edited = new Engine(engine.template, applyEdit(engine.document, setCell(engine.document, { table: 'T06', row: '30201', column: '决算数' }, '6.94')));
    const after = outlineReport(edited);
    const changed = (a: PrintedTable | undefined, b: PrintedTable | undefined): boolean => JSON.stringify(a?.lines) !== JSON.stringify(b?.lines);
    const expected = tablesOf(outline).map((table, at) => changed(table, tablesOf(after)[at]));
    const pages = drawn(after);
    expect(pages.map((page, at) => page !== before[at]).slice(3)).toEqual(expected);
    expect(expected).toContain(true);
    expect(expected).toContain(false);
  });

  it('taken over from before are those that a fresh compiler draws, hash by hash', () => {
    renderSvgPages(outline, {}, compiler);
    const rows = manyRows(90, (at) => `第${at}项`, { 2: '1', 3: '2' });
    for (const report of [outlineOf(withRows(fresh('某局'), 'T05', rows)), outlineOf(withRows(fresh('某局'), 'T05', rows.slice(1))), outline]) {
      const pages = renderSvgPages(report, {}, compiler).pages;
      expect(pages).toEqual(renderSvgPages(report, {}, createReportCompiler()).pages);
      expect(new Set(pages.map(({ hash }) => hash)).size).toBe(new Set(pages.map(({ svg }) => svg)).size);
    }
  }, 60_000);
});
