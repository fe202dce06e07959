/** The whole file, by the library: its parts, properties, contents with their page numbers. */
import { Document, Packer } from 'docx';
import type { ReportOutline } from '../../../shared/report/outline.ts';
import { estimatePages } from './estimate-pages.ts';
import type { OwnStyles } from './own-styles.ts';
import { type Prepared, reportSections } from './report-sections.ts';
import { fontTable, styleSheet } from './style-sheet.ts';
import { wordText } from './word-text.ts';
import { zipped } from './zip-file.ts';

export interface WordFileOptions extends Prepared {
  readonly draft: boolean;
  readonly own: OwnStyles | null;
}

export function wordFile(outline: ReportOutline, options: WordFileOptions): Uint8Array {
  const { draft, own } = options;
  const pages = estimatePages(outline, (block) => options.fitted(block).pages);
  const document = new Document({
    title: wordText(outline.title), creator: wordText(outline.department), lastModifiedBy: wordText(outline.department),
    subject: `${outline.year}年度部门决算公开`, description: '由明账生成',
    externalStyles: own?.styles ?? styleSheet(),
    ...(own?.theme == null ? {} : { theme: own.theme }),
    // Word asks, and then puts its own page numbers into the contents.
    features: { updateFields: true },
    pageNumbers: (body) => ({ bookmarks: new Map(bookmarksIn(body).map((name, at) => [name, String(pages[at] ?? '')])) }),
    compatabilityModeVersion: 15,
    sections: reportSections(outline, draft, options),
  });
  // The library's parts before it packs them, which it keeps to itself.
  return zipped(Packer['compiler'].compile(document, undefined, [{ path: 'word/fontTable.xml', data: fontTable() }]));
}

/** Names of the bookmarks that the library put around the headings of the contents, in their order. */
function bookmarksIn(xml: unknown): readonly string[] {
  if (Array.isArray(xml)) return xml.flatMap(bookmarksIn);
  if (typeof xml !== 'object' || xml === null) return [];
  return Object.entries(xml).flatMap(([key, value]: [string, unknown]) => {
    if (key === 'w:bookmarkStart') return /_Toc\w+/u.exec(JSON.stringify(value)) ?? [];
    // No heading stands in a table, and the contents themselves hold none.
    return key === 'w:tbl' || key === 'w:sdt' ? [] : bookmarksIn(value);
  });
}
