/** The Word file says what the outline says, in its order and nothing else; Word's own means are used; LibreOffice lays it out whole. */
import { extractRawText } from 'mammoth';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderDocx } from '../../../../main/export/docx/render-docx.ts';
import type { Document, RowData } from '../../../../shared/document/document.ts';
import { Engine } from '../../../../shared/formula/engine.ts';
import { loadNarrative } from '../../../../shared/narrative/load-narrative.ts';
import { writeNarrative } from '../../../../shared/narrative/write.ts';
import { chartFigures } from '../../../../shared/report/chart-figures.ts';
import { narrativeBlocks } from '../../../../shared/report/narrative-blocks.ts';
import { outlineReport, type ReportBlock, type ReportOutline } from '../../../../shared/report/outline.ts';
import { type PrintedTable, wholeLines } from '../../../../shared/report/printed-table.ts';
import { newDocument } from '../../../../shared/template/new-document.ts';
import { sampleWithEvaluations, withFilled } from '../../../fixtures/evaluation-document.ts';
import { consistentDocument, HENAN, sampleDocument } from '../../../fixtures/sample-document.ts';
import { templateFiles, templates } from '../../import/import-fixtures.ts';
import { pageTexts } from '../typst/pdf-reading.ts';
import { bodyTexts, contents, officePdf, partNames, partOf, withoutWriter } from './docx-reading.ts';

function outlineOf(document: Document): ReportOutline {
  const engine = new Engine(HENAN, document);
  const { text } = loadNarrative(templateFiles, HENAN);
  if (text === null) throw new Error('no text');
  return outlineReport(engine, { narrative: narrativeBlocks(writeNarrative(engine, text), chartFigures(engine)) });
}

function blocksOf(outline: ReportOutline): readonly ReportBlock[] {
  return outline.parts.flatMap((part) => part.blocks);
}

function tablesOf(outline: ReportOutline): readonly PrintedTable[] {
  return blocksOf(outline).flatMap((block) => (block.kind === 'table' ? [block.table] : []));
}

/** Every text that the file must hold, in order; a merged cell's empty parts left out on both sides. */
function saidBy(outline: ReportOutline): readonly string[] {
  return [...outline.cover, outline.contentsTitle, ...outline.parts.flatMap((part) => [part.title, ...part.blocks.flatMap(blockTexts)])].filter((text) => text !== '');
}

function blockTexts(block: ReportBlock): readonly string[] {
  switch (block.kind) {
    case 'heading':
      return [block.title];
    case 'paragraph':
      return [block.runs.map((run) => (run.kind === 'input' && run.text === '' ? `【${run.hint ?? ''}】` : run.text)).join('')];
    case 'figure':
      return [block.caption];
    case 'listing':
      return [...block.columns, ...block.rows.flat()];
    case 'table': {
      const { title, mark, department, unit, header, notes } = block.table;
      return [title, ...(mark === null ? [] : [mark]), department, unit, ...header.flatMap((cells) => cells.map((cell) => cell.text)), ...wholeLines(block.table).flatMap((cells) => cells.map((cell) => cell.text)), ...notes];
    }
  }
}

const outlines: readonly (readonly [string, ReportOutline])[] = [
  ['the published sample', outlineOf(sampleDocument())],
  ['a department with figures everywhere', outlineOf(consistentDocument())],
  ['a department that evaluates itself', outlineReport(new Engine(HENAN, sampleWithEvaluations()))],
  ...templates.map((template) => [`an empty document of ${template.id}`, outlineReport(new Engine(template, newDocument(template, { department: '' })))] as const),
];

/** As the format has them. */
const SECTION_ORDER = ['headerReference', 'footerReference', 'type', 'pgSz', 'pgMar', 'pgNumType', 'cols', 'titlePg', 'docGrid'];

describe('report.docx', () => {
  it.each(outlines)('of %s says what the outline says, every figure in its place and no other', async (_name, outline) => {
    expect(bodyTexts(await renderDocx(outline)).filter((text) => text !== '')).toEqual(saidBy(outline));
  });

  describe('of the published sample', () => {
    const [[, outline] = ['', outlineOf(sampleDocument())]] = outlines;
    let docx: Uint8Array;
    beforeAll(async () => {
      docx = await renderDocx(outline);
    });

    it('turns the pages of wide tables, and only theirs', () => {
      const sections = [...partOf(docx, 'word/document.xml').matchAll(/<w:pgSz w:w="(\d+)" w:h="(\d+)" w:orient="(\w+)"\/>/gu)];
      const inOrder = sections.map(([, width, height, orient]) => [Number(width) > Number(height) ? 'landscape' : 'portrait', orient]);
      const expected = ['portrait', 'portrait', 'portrait', ...tablesOf(outline).map((table) => table.orientation), 'portrait'];
      expect(inOrder).toEqual(expected.map((orientation) => [orientation, orientation]));
    });

    it('repeats the rows above the figures, breaks no row, and merges headings', () => {
      const tables = [...partOf(docx, 'word/document.xml').matchAll(/<w:tbl>[\s\S]*?<\/w:tbl>/gu)].map(([xml]) => xml);
      tablesOf(outline).forEach((table, at) => {
        const rows = [...(tables[at] ?? '').matchAll(/<w:tr>[\s\S]*?<\/w:tr>/gu)].map(([xml]) => xml);
        const repeated = rows.map((row) => row.includes('<w:tblHeader/>'));
        expect(repeated.filter(Boolean)).toHaveLength(2 + table.header.length);
        expect(repeated.lastIndexOf(true)).toBe(1 + table.header.length);
        expect(rows.every((row) => row.includes('<w:cantSplit/>'))).toBe(true);
        const columns = (row: string): number => [...row.matchAll(/<w:tc>[\s\S]*?<\/w:tc>/gu)].reduce((sum, [cell]) => sum + Number(/<w:gridSpan w:val="(\d+)"/u.exec(cell)?.[1] ?? 1), 0);
        for (const row of rows) expect(columns(row), table.id).toBe(table.columns.length);
        const merged = table.header.flat().reduce((sum, cell) => sum + cell.rowSpan - 1, 0);
        expect((tables[at] ?? '').match(/<w:vMerge w:val="continue"\/>/gu)?.length ?? 0).toBe(merged);
      });
    });

    it('keeps the order of elements that the format demands', () => {
      const ordered = (parent: string, children: readonly string[]): void => {
        const xml = partOf(docx, 'word/document.xml');
        for (const [, inner = ''] of xml.matchAll(new RegExp(`<w:${parent}>(.*?)</w:${parent}>`, 'gu'))) {
          const places = [...inner.replace(/(<w:(\w+)[^>/]*>).*?<\/w:\2>/gu, '$1').matchAll(/<w:(\w+)/gu)].map(([, name = '']) => children.indexOf(name));
          expect(places, inner).toEqual(places.toSorted((a, b) => a - b));
          expect(places, inner).not.toContain(-1);
        }
      };
      ordered('tcBorders', ['top', 'left', 'bottom', 'right']);
      ordered('tcMar', ['top', 'left', 'bottom', 'right']);
      ordered('tcPr', ['tcW', 'gridSpan', 'vMerge', 'tcBorders', 'tcMar', 'vAlign']);
      ordered('tblPr', ['tblStyle', 'tblW', 'tblLayout', 'tblCellMar']);
      ordered('pPr', ['pStyle', 'tabs', 'spacing', 'ind', 'jc', 'rPr', 'sectPr']);
    });

    it('holds nothing that Word would refuse or mend', () => {
      const xml = partOf(docx, 'word/document.xml');
      // A cell ends with a paragraph, a table has its grid, one column for each of the widest row; a text keeps the spaces at its ends.
      expect(xml.match(/(?<!<\/w:p>|<w:p\/>)<\/w:tc>/gu)).toBeNull();
      const tables = [...xml.matchAll(/<w:tbl>([\s\S]*?)<w:tr[ >]([\s\S]*?)<\/w:tbl>/gu)];
      for (const [, before = ''] of tables) expect(before).toMatch(/^<w:tblPr>.*<\/w:tblPr><w:tblGrid>(?:<w:gridCol w:w="\d+"\/>)+<\/w:tblGrid>$/u);
      expect([...xml.matchAll(/<w:t>([^<]*)<\/w:t>/gu)].filter(([, text = '']) => text !== text.trim() || text === '')).toEqual([]);
      // Two tables without a paragraph between them are one to Word; the body ends with its section.
      expect(xml).not.toContain('</w:tbl><w:tbl>');
      expect(xml).toMatch(/<\/w:sectPr><\/w:body><\/w:document>$/u);
      for (const [, inner = ''] of xml.matchAll(/<w:sectPr[^>]*>([\s\S]*?)<\/w:sectPr>/gu)) {
        const names = [...inner.matchAll(/<w:(\w+)/gu)].map(([, name = '']) => SECTION_ORDER.indexOf(name));
        expect(names, inner).toEqual(names.toSorted((a, b) => a - b));
        expect(names, inner).not.toContain(-1);
      }
      for (const id of [/<w:bookmarkStart [^>]*w:id="([^"]+)"/gu, /<w:bookmarkStart [^>]*w:name="([^"]+)"/gu, /<wp:docPr [^>]*?\bid="([^"]+)"/gu]) {
        const ids = [...xml.matchAll(id)].map(([, value]) => value);
        expect(ids.length, id.source).toBeGreaterThan(2);
        expect(new Set(ids).size, id.source).toBe(ids.length);
      }
    });

    it('refers to no part that it lacks, and leaves none without a type', () => {
      const names = partNames(docx);
      const related = [...partOf(docx, 'word/_rels/document.xml.rels').matchAll(/Id="([^"]+)"[^>]*Target="([^"]+)"/gu)].map(([, id, target]) => [id, target] as const);
      expect(related.filter(([, target]) => !names.includes(`word/${target}`))).toEqual([]);
      const used = [...partOf(docx, 'word/document.xml').matchAll(/r:(?:id|embed)="([^"]+)"/gu)].map(([, id]) => id);
      expect(used.filter((id) => !related.some(([known]) => known === id))).toEqual([]);
      const types = partOf(docx, '[Content_Types].xml');
      expect(names.filter((name) => name !== '[Content_Types].xml' && !types.includes(`/${name}"`) && !types.includes(`Extension="${name.slice(name.lastIndexOf('.') + 1)}"`))).toEqual([]);
    });

    it('has headings that Word knows, contents already filled in, and asks Word to count anew', () => {
      const listed = outline.parts.flatMap((part) => [part.title, ...part.blocks.flatMap((block) => (block.kind === 'table' ? [block.table.title] : block.kind === 'heading' && block.level < 3 ? [block.title] : []))]);
      expect(contents(docx).map(([title]) => title)).toEqual(listed);
      expect(contents(docx).every(([, page]) => Number(page) > 0)).toBe(true);
      expect(partOf(docx, 'word/document.xml')).toMatch(/TOC [^<]*\\o &quot;1-3&quot;/u);
      expect(partOf(docx, 'word/settings.xml')).toContain('<w:updateFields');
      const used = new Set([...partOf(docx, 'word/document.xml').matchAll(/<w:pStyle w:val="([^"]+)"/gu)].map(([, id]) => id));
      expect([...used]).toEqual(expect.arrayContaining(['Heading1', 'Heading2', 'Heading3', 'BodyText', 'Title']));
      const defined = [...partOf(docx, 'word/styles.xml').matchAll(/w:styleId="([^"]+)"/gu)].map(([, id]) => id);
      expect([...used].filter((id) => !defined.includes(id))).toEqual([]);
      expect(new Set(defined).size).toBe(defined.length);
    });

    it('is set in 公文 style: its typefaces, 28.95 points from line to line, two characters in', () => {
      const style = (id: string): string => new RegExp(`<w:style [^>]*w:styleId="${id}"[\\s\\S]*?</w:style>`, 'u').exec(partOf(docx, 'word/styles.xml'))?.[0] ?? '';
      expect(style('Normal')).toContain('w:eastAsia="仿宋_GB2312"');
      expect(style('Normal')).toContain('w:line="579" w:lineRule="exact"');
      expect(style('BodyText')).toContain('w:firstLineChars="200"');
      expect(style('Heading1')).toContain('w:eastAsia="方正小标宋简体"');
      expect(style('Heading2')).toContain('w:eastAsia="黑体"');
      expect(style('Heading3')).toContain('w:eastAsia="楷体_GB2312"');
      expect(partOf(docx, 'word/fontTable.xml')).toMatch(/<w:font w:name="仿宋_GB2312"><w:altName w:val="[^"]*仿宋/u);
      expect(partOf(docx, 'word/document.xml')).toContain('<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"');
    });

    it('has a picture of every chart, with words for those who do not see it', () => {
      const figures = blocksOf(outline).flatMap((block) => (block.kind === 'figure' ? [block] : []));
      expect(figures.length).toBeGreaterThan(2);
      expect(partNames(docx).filter((name) => name.endsWith('.png'))).toHaveLength(figures.length);
      const described = [...partOf(docx, 'word/document.xml').matchAll(/<wp:docPr [^>]*descr="([^"]*)"/gu)].map(([, text]) => text);
      expect(described).toEqual(figures.map(({ description }) => description));
    });

    it('is read by mammoth without a complaint', async () => {
      const { value, messages } = await extractRawText({ buffer: Buffer.from(docx) });
      expect(messages.filter((message) => message.type === 'error')).toEqual([]);
      expect(value).toContain('1,481.36');
    });

    it('bears the watermark as a draft, and not otherwise', async () => {
      const marked = (file: Uint8Array): boolean => partOf(file, 'word/header1.xml').includes('string="草稿"');
      expect([marked(await renderDocx(outline, { draft: true })), marked(docx)]).toEqual([true, false]);
    });

    it.skipIf(withoutWriter)('is laid out by LibreOffice with every figure on its page, where the contents say', () => {
      const texts = pageTexts(officePdf(docx));
      const squeezed = (text: string): string => text.replace(/\s/gu, '');
      const pages = new Map(texts.flatMap((text) => {
        const number = /- ?(\d+) ?-\s*$/u.exec(text)?.[1];
        return number === undefined ? [] : [[number, text] as const];
      }));
      for (const [title, page] of contents(docx)) {
        const near = [Number(page), Number(page) + 1, Number(page) - 1].map((number) => squeezed(pages.get(String(number)) ?? ''));
        const isTable = tablesOf(outline).some((table) => table.title === title);
        expect((isTable ? near.slice(0, 1) : near).some((text) => text.includes(squeezed(title))), `${title} ${page}`).toBe(true);
      }
      for (const table of tablesOf(outline)) {
        const words = (pages.get(contents(docx).find(([title]) => title === table.title)?.[1] ?? '') ?? '').split(/\s+/u);
        const figures = table.lines.flat().filter((cell) => cell.kind === 'amount' && cell.text !== '').map((cell) => cell.text);
        for (const figure of new Set(figures)) expect(words.filter((word) => word === figure).length, `${table.id} ${figure}`).toBe(figures.filter((other) => other === figure).length);
      }
    });
  });
});

describe('difficult texts in Word', () => {
  const named = (department: string): ReportOutline => outlineReport(new Engine(HENAN, newDocument(HENAN, { department })));

  it('keeps rare characters, and what looks like markup, as they stand', async () => {
    const name = '䶮㛃𠮷<局>&"引\'';
    expect(bodyTexts(await renderDocx(named(name)))).toContain(`部门：${name}`);
  });

  it('takes out what no Word file may hold', async () => {
    const docx = await renderDocx(named('甲\u0007乙\u0000丙\ud800丁\ufffe戊\u000b己'));
    expect(bodyTexts(docx)).toContain('部门：甲 乙 丙\ufffd丁\ufffd戊\n己');
    expect(partOf(docx, 'docProps/core.xml')).toContain('甲 乙 丙\ufffd丁\ufffd戊 己');
  });
});

describe.skipIf(withoutWriter)('what strains the pages', () => {
  const squeezed = (text: string): string => text.replace(/\s/gu, '');
  const LONG_NAME = '中共某省某市某县委员会机构编制委员会办公室（某县事业单位登记管理局）䶮㛃';

  /** 项 rows of one 类 and its 款 in table 03. */
  function withItems(document: Document, count: number): Document {
    const code = (at: number): string => `206${String(1 + Math.floor(at / 90)).padStart(2, '0')}${String(10 + (at % 90))}`;
    const items = Array.from({ length: count }, (_none, at): RowData => ({ key: code(at), code: code(at), name: `第${at}项${at % 7 === 0 ? '机关事业单位基本养老保险缴费支出'.repeat(4) : ''}`, cells: { 2: '-1234567890123.89', 3: '98765432109876.99' } }));
    const parents = [...new Set(items.map((row) => row.key.slice(0, 5)))].map((key): RowData => ({ key, code: key, name: `款${key}`, cells: {} }));
    const rows = [{ key: '206', code: '206', name: '科学技术支出', cells: {} }, ...parents, ...items].sort((a, b) => (a.key < b.key ? -1 : 1));
    return { ...document, tables: { ...document.tables, T03: { rows: [...(document.tables['T03']?.rows ?? []), ...rows] } } };
  }

  it('goes on under its heading for 500 项 of huge and negative amounts, none broken or lost', async () => {
    const outline = outlineReport(new Engine(HENAN, withItems(newDocument(HENAN, { department: LONG_NAME }), 500)));
    const texts = pageTexts(officePdf(await renderDocx(outline)));
    const first = texts.findIndex((text) => squeezed(text).startsWith('支出决算表公开03表'));
    const pages = texts.slice(first, texts.findIndex((text) => squeezed(text).startsWith('财政拨款收入支出决算总表')));
    expect(pages.length).toBeGreaterThan(15);
    for (const page of pages) for (const heading of ['公开03表', squeezed(LONG_NAME), '单位：万元', '科目名称', '基本支出']) expect(squeezed(page)).toContain(heading);
    const words = pages.join(' ').split(/\s+/u);
    const figures = tablesOf(outline).flatMap((table) => (table.id === 'T03' ? table.lines.flat().filter((cell) => cell.kind === 'amount' && cell.text !== '').map((cell) => cell.text) : []));
    for (const figure of new Set(figures)) expect(words.filter((word) => word === figure).length, figure).toBe(figures.filter((other) => other === figure).length);
  });

  it('foresees the page of every table, however many pages those before it take', async () => {
    const outline = outlineReport(new Engine(HENAN, consistentDocument()));
    const docx = await renderDocx(outline);
    const texts = pageTexts(officePdf(docx)).map(squeezed);
    for (const [title, page] of contents(docx).slice(1)) {
      const at = texts.findIndex((text) => text.startsWith(squeezed(title)));
      expect(/-(\d+)-$/u.exec(texts[at] ?? '')?.[1], title).toBe(page);
    }
  });

  it('has the headings of the indicators on every page of a long self-evaluation', async () => {
    const rows = Array.from({ length: 90 }, (_none, at): RowData => ({ key: `甲${at}`, name: `指标甲${at}`, group: at < 80 ? '产出指标' : '效益指标', cells: { 二级指标: { text: '数量指标' }, 偏差原因: { text: '情况说明'.repeat(5) } } }));
    const outline = outlineReport(new Engine(HENAN, withFilled(newDocument(HENAN, { department: '某局' }), 'E01', [['项目名称', '内容', '长项目']], rows)));
    const pages = pageTexts(officePdf(await renderDocx(outline))).filter((text) => text.includes('指标甲'));
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) expect(squeezed(page)).toContain('三级指标');
    for (const { name } of rows) expect(squeezed(pages.join('\n'))).toContain(name);
  });

  it('leaves no page empty where there is nothing to say, and breaks none for 200 units', async () => {
    const units = Array.from({ length: 200 }, (_none, at): ReportBlock => ({ kind: 'paragraph', runs: [{ kind: 'text', text: `${at + 1}．${LONG_NAME}下属第${at + 1}单位` }] }));
    const outline = outlineReport(new Engine(HENAN, newDocument(HENAN, { department: '' })), { overview: units });
    const texts = pageTexts(officePdf(await renderDocx(outline)));
    expect(texts.filter((text) => squeezed(text.replace(/-\s*\d+\s*-\s*$/u, '')) === '')).toEqual([]);
    for (let at = 1; at <= 200; at++) expect(squeezed(texts.join(''))).toContain(`下属第${at}单位`);
  });
});
