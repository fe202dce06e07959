/**
 * The outline as Word's sections: cover, contents, then a section for each stretch of text and for each table, as a table has pages,
 * margins and an orientation of its own. A footer, once said, holds for the sections after it.
 */
import { Footer, Header, ImageRun, type ISectionOptions, NumberFormat, PageNumber, PageOrientation, Paragraph, Table, TableCell, TableLayoutType, TableOfContents, TableRow, TextRun, WidthType } from 'docx';
import { TextWatermark } from 'docx/watermarks';
import { assertNever } from '../../../shared/assert-never.ts';
import type { FigureBlock, HeadingLevel, ListingBlock, ReportBlock, ReportOutline, ReportPart, TableBlock, TextRun as Run } from '../../../shared/report/outline.ts';
import { type Margins, PAGE, PAGE_NUMBER } from '../../../shared/report/print-style.ts';
import { millimetres } from './measures.ts';
import { STYLES } from './style-sheet.ts';
import { tableTitle, wordTables } from './table-block.ts';
import type { FittedTable } from './table-fit.ts';
import { wordText } from './word-text.ts';

type Content = ISectionOptions['children'][number];
type Page = NonNullable<NonNullable<ISectionOptions['properties']>['page']>;

/** Millimetres: how far down the first line of a cover stands, and the title of a part that has a page of its own. */
const COVER_TOP = 50;
const PART_TOP = 72;
/** Millimetres from the text to the page's number, and its height. */
const NUMBER = { below: 7, height: 6 };
/** As Word's pictures are measured: 96 to the inch. */
const PIXELS_PER_MILLIMETRE = 96 / 25.4;
/** Twips around the words of a listing's cell. */
const LISTING_MARGINS = { top: 70, bottom: 70, left: 100, right: 100 };
const HEADING_STYLES: Readonly<Record<HeadingLevel, string>> = { 1: STYLES.chapter, 2: STYLES.section, 3: STYLES.item };

/** What is worked out before: how each table is set, and each figure's picture as PNG. */
export interface Prepared {
  fitted(block: TableBlock): FittedTable;
  picture(block: FigureBlock): Uint8Array;
}

export function reportSections(outline: ReportOutline, isDraft: boolean, prepared: Prepared): readonly ISectionOptions[] {
  const [first, ...others] = outline.parts.flatMap((part) => partSections(part, prepared));
  const numbered: readonly ISectionOptions[] = first === undefined ? [] : [restarted(first), ...others];
  return [cover(outline, isDraft), contents(outline), ...numbered];
}

function cover(outline: ReportOutline, isDraft: boolean): ISectionOptions {
  const lines = outline.cover.map((line, at) => new Paragraph({
    style: at === outline.cover.length - 1 ? STYLES.cover : STYLES.coverAbove,
    ...(at === 0 ? { spacing: { before: millimetres(COVER_TOP) } } : {}),
    children: [new TextRun(wordText(line))],
  }));
  return {
    ...section(lines.length === 0 ? [new Paragraph({})] : lines, 'portrait', PAGE.margins),
    headers: { default: new Header({ children: [new Paragraph({ style: STYLES.tableEnd, children: isDraft ? [new TextWatermark({ text: '草稿', font: '宋体', width: 400 })] : [] })] }) },
    footers: { default: new Footer({ children: [new Paragraph({ style: STYLES.footer })] }) },
  };
}

function contents(outline: ReportOutline): ISectionOptions {
  const table = new TableOfContents(outline.contentsTitle, { hyperlink: true, headingStyleRange: '1-3', useAppliedParagraphOutlineLevel: true, beginDirty: true });
  const title = new Paragraph({ style: STYLES.contentsTitle, children: [new TextRun(wordText(outline.contentsTitle))] });
  const { properties, children } = section([title, table, endParagraph()], 'portrait', PAGE.margins, { start: 1, formatType: NumberFormat.UPPER_ROMAN });
  return { properties, children, footers: { default: numberFooter(['', '']) } };
}

function restarted(first: ISectionOptions): ISectionOptions {
  const { properties } = first;
  const [before = '', after = ''] = PAGE_NUMBER.split('1');
  return {
    ...first,
    properties: { ...properties, page: { ...properties?.page, pageNumbers: { start: 1, formatType: NumberFormat.DECIMAL } } },
    footers: { default: numberFooter([before, after]) },
  };
}

function numberFooter([before, after]: readonly [string, string]): Footer {
  return new Footer({ children: [new Paragraph({ style: STYLES.footer, children: [new TextRun({ children: [before, PageNumber.CURRENT, after] })] })] });
}

/** A part that opens with a table has its title on a page of its own. */
function partSections(part: ReportPart, prepared: Prepared): readonly ISectionOptions[] {
  const isAlone = part.blocks[0]?.kind === 'table';
  const title = new Paragraph({ style: STYLES.part, ...(isAlone ? { spacing: { before: millimetres(PART_TOP) } } : {}), children: [new TextRun(wordText(part.title))] });
  const sections: ISectionOptions[] = [];
  let running: Content[] = [title];
  const closeText = (): void => {
    if (running.length > 0) sections.push(section(running, 'portrait', PAGE.margins));
    running = [];
  };
  for (const block of part.blocks) {
    if (block.kind === 'table') {
      closeText();
      sections.push(tableSection(block, prepared));
    } else {
      running.push(...blockContent(block, prepared));
    }
  }
  closeText();
  return sections;
}

function tableSection(block: TableBlock, prepared: Prepared): ISectionOptions {
  const { table } = block;
  return section([tableTitle(table), ...wordTables(table, prepared.fitted(block)), endParagraph()], table.orientation, PAGE.tableMargins);
}

function blockContent(block: Exclude<ReportBlock, TableBlock>, prepared: Prepared): readonly Content[] {
  switch (block.kind) {
    case 'heading':
      return [new Paragraph({ style: HEADING_STYLES[block.level], children: [new TextRun(wordText(block.title))] })];
    case 'paragraph':
      return [new Paragraph({ style: STYLES.text, children: block.runs.map(textRun) })];
    case 'listing':
      return [listingTable(block), endParagraph()];
    case 'figure':
      return figureParagraphs(block, prepared.picture(block));
    default:
      return assertNever(block);
  }
}

/** A list in the run of the text; its headings return on every page, and no row is torn. */
function listingTable({ columns, rows }: ListingBlock): Table {
  const width = PAGE.width - PAGE.margins.left - PAGE.margins.right;
  const number = width * 0.12;
  const name = columns.length > 2 ? width * 0.56 : width - number;
  const widths = columns.map((_column, at) => millimetres(at === 0 ? number : at === 1 ? name : (width - number - name) / (columns.length - 2)));
  const line = (texts: readonly string[], tableHeader: boolean): TableRow => new TableRow({
    tableHeader, cantSplit: true,
    children: texts.map((text, at) => new TableCell({ width: { size: widths[at] ?? 0, type: WidthType.DXA }, children: [new Paragraph({ style: STYLES.tableText, children: [new TextRun({ text: wordText(text), bold: tableHeader })] })] })),
  });
  return new Table({ style: STYLES.table, margins: LISTING_MARGINS, columnWidths: widths, layout: TableLayoutType.FIXED, width: { size: widths.reduce((sum, one) => sum + one, 0), type: WidthType.DXA }, rows: [line(columns, true), ...rows.map((row) => line(row, false))] });
}

/** Wider than the text a drawing would run off the page; narrowed, it keeps its proportions. */
function figureParagraphs(figure: FigureBlock, data: Uint8Array): readonly Paragraph[] {
  const scale = Math.min(1, (PAGE.width - PAGE.margins.left - PAGE.margins.right) / figure.width);
  const picture = new ImageRun({
    type: 'png', data,
    transformation: { width: figure.width * scale * PIXELS_PER_MILLIMETRE, height: figure.height * scale * PIXELS_PER_MILLIMETRE },
    altText: { name: wordText(figure.id), title: wordText(figure.caption), description: wordText(figure.description) },
  });
  return [
    new Paragraph({ style: STYLES.figure, children: [picture] }),
    new Paragraph({ style: STYLES.caption, children: [new TextRun(wordText(figure.caption))] }),
  ];
}

function textRun(run: Run): TextRun {
  const isUnfilled = run.kind === 'input' && run.text === '';
  const text = wordText(isUnfilled ? `【${run.hint ?? '待填写'}】` : run.text);
  return new TextRun(isUnfilled || run.kind === 'gap' ? { text, style: STYLES.gap } : text);
}

/** Word wants a paragraph after a table; this one takes no room, so that it never makes a page of its own. */
function endParagraph(): Paragraph {
  return new Paragraph({ style: STYLES.tableEnd });
}

function section(children: readonly Content[], orientation: 'portrait' | 'landscape', margins: Margins, pageNumbers: Page['pageNumbers'] = {}): ISectionOptions {
  const { top, bottom, left, right } = margins;
  const page: Page = {
    // The library turns the sheet over itself.
    size: { width: millimetres(PAGE.width), height: millimetres(PAGE.height), orientation: orientation === 'landscape' ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
    margin: { top: millimetres(top), bottom: millimetres(bottom), left: millimetres(left), right: millimetres(right), header: millimetres(15), footer: millimetres(bottom - NUMBER.below - NUMBER.height), gutter: 0 },
    pageNumbers,
  };
  return { properties: { page }, children: [...children] };
}
