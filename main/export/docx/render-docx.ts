/** The report as a Word document, of the same outline as the PDF. */
import { Document, Packer } from 'docx';
import type { FigureBlock, ReportOutline, TableBlock } from '../../../shared/report/outline.ts';
import { estimatePages } from './estimate-pages.ts';
import type { OwnStyles } from './own-styles.ts';
import { type Prepared, reportSections } from './report-sections.ts';
import { fontTable, styleSheet } from './style-sheet.ts';
import { fitTable } from './table-fit.ts';
import { wordText } from './word-text.ts';

export interface RenderDocxOptions {
  /** With a watermark 草稿. */
  readonly draft?: boolean;
  /** The department's styles in place of ours. */
  readonly own?: OwnStyles;
}

/** The file's bytes. */
export async function renderDocx(outline: ReportOutline, { draft = false, own }: RenderDocxOptions = {}): Promise<Uint8Array> {
  const prepared = await prepare(outline);
  const pages = estimatePages(outline, (block) => prepared.fitted(block).pages);
  const document = new Document({
    title: wordText(outline.title), creator: wordText(outline.department), lastModifiedBy: wordText(outline.department),
    subject: `${outline.year}年度部门决算公开`, description: '由明账生成',
    externalStyles: own?.styles ?? styleSheet(),
    ...(own?.theme == null ? {} : { theme: own.theme }),
    // Word asks, and then puts its own page numbers into the contents.
    features: { updateFields: true },
    pageNumbers: (body) => ({ bookmarks: new Map(bookmarksIn(body).map((name, at) => [name, String(pages[at] ?? '')])) }),
    compatabilityModeVersion: 15,
    sections: reportSections(outline, draft, prepared),
  });
  return new Uint8Array(await Packer.toBuffer(document, undefined, [{ path: 'word/fontTable.xml', data: fontTable() }]));
}

/** Drawing needs a library of its own, loaded only where there is a chart. */
async function prepare(outline: ReportOutline): Promise<Prepared> {
  const blocks = outline.parts.flatMap((part) => part.blocks);
  const tables = new Map(blocks.flatMap((block) => (block.kind === 'table' ? [[block, fitTable(block.table)] as const] : [])));
  const figures = blocks.filter((block) => block.kind === 'figure');
  const pictures = new Map<FigureBlock, Uint8Array>();
  if (figures.length > 0) {
    const { chartPng } = await import('../charts/chart-image.ts');
    for (const figure of figures) pictures.set(figure, chartPng(figure.chart, figure));
  }
  return { fitted: (block) => known(tables, block), picture: (block) => known(pictures, block) };
}

function known<K extends TableBlock | FigureBlock, V>(map: ReadonlyMap<K, V>, block: K): V {
  const value = map.get(block);
  if (value === undefined) throw new Error(`${block.kind} ${block.id} was not prepared`);
  return value;
}

/** Names of the bookmarks that the library put around the headings of the contents, in their order. */
function bookmarksIn(xml: unknown): readonly string[] {
  if (Array.isArray(xml)) return xml.flatMap(bookmarksIn);
  if (typeof xml !== 'object' || xml === null) return [];
  return Object.entries(xml).flatMap(([key, value]: [string, unknown]) => (key === 'w:bookmarkStart' ? /_Toc\w+/u.exec(JSON.stringify(value)) ?? [] : key === 'w:tbl' || key === 'w:sdt' ? [] : bookmarksIn(value)));
}
