/** The official look of a sheet: fonts, borders, alignment, print set-up. */
import type { Alignment, Borders, Fill, Font, PageSetup, Worksheet } from 'exceljs';
import { pointsOf } from '../../../shared/report/print-style.ts';
import type { LayoutCell, TableLayout } from '../../../shared/report/layout.ts';
import { flowOf } from '../../../shared/report/layout-cell.ts';

export const TITLE_FONT: Partial<Font> = { name: '宋体', size: 18, bold: true };
export const BODY_FONT: Partial<Font> = { name: '宋体', size: 10 };
export const TOTAL_FONT: Partial<Font> = { ...BODY_FONT, bold: true };

const THIN = { style: 'thin' as const, color: { argb: 'FF000000' } };
export const BORDERS: Partial<Borders> = { top: THIN, left: THIN, bottom: THIN, right: THIN };

/** A printed value that differs from its formula: seen at once, on paper too. */
export const DECLARED_FILL: Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFF2CC' } };

/** Points. */
const LINE = 13;
const PADDING = 5;
export const LEAST_HEIGHT = 18;
/** Of a row that says nothing of its height. */
const DEFAULT_HEIGHT = 15;

/** A4 and the room that its margins leave, in millimetres. */
const PAPER = { short: 210, long: 297 };
const MARGINS = { side: 14, end: 19 };
/** 10 points printed at this size can still be read; below that, more pages are better than one. */
const READABLE = 0.6;

export function alignmentOf(cell: LayoutCell, isHeading: boolean): Partial<Alignment> {
  const horizontal = isHeading ? 'center' : flowOf(cell);
  return { horizontal, vertical: 'middle', wrapText: cell.kind !== 'amount', ...(cell.indent > 0 && horizontal === 'left' ? { indent: cell.indent } : {}) };
}

export function numberFormat(decimals: number): string {
  return decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`;
}

/** Millimetres to the workbook's column width: digits of 7 pixels at 96 to the inch, and 5 pixels of room. */
export function columnWidth(millimetres: number): number {
  return Math.round(((millimetres * 96) / 25.4 - 5) / 0.07) / 100;
}

/** Widths spread to the room between the margins; a form wider than that is made smaller as a whole when it is printed. */
export function fillPage(widths: readonly number[], page: 'portrait' | 'landscape'): readonly number[] {
  const sum = widths.reduce((total, width) => total + width, 0);
  const factor = Math.max(1, roomOn(page).across / sum);
  return widths.map((width) => width * factor);
}

function roomOn(page: 'portrait' | 'landscape'): { readonly across: number; readonly down: number } {
  const [across, down] = page === 'portrait' ? [PAPER.short, PAPER.long] : [PAPER.long, PAPER.short];
  return { across: across - 2 * MARGINS.side, down: down - 2 * MARGINS.end };
}

/** Millimetres that an amount needs: one that does not fit is shown as ####. */
export function amountWidth(text: string): number {
  return text.length * 2 + 4;
}

/** What the set-up of a page needs to know of a table. */
interface TableOnSheet {
  readonly layout: TableLayout;
  readonly widths: readonly number[];
  readonly titleRow: number;
  readonly bodyRow: number;
}

/** A4, one page wide, centred, “- 1 -” at the foot; a table alone repeats caption and heading on every page, several begin a page each. */
export function setUpPages(sheet: Worksheet, tables: readonly TableOnSheet[]): void {
  const [first, ...others] = tables;
  if (first === undefined) return;
  const isAlone = others.length === 0;
  const headingRows = first.bodyRow - 1;
  const orientation = tables.some(({ layout }) => layout.table.page === 'landscape') ? 'landscape' : 'portrait';
  const setup: Partial<PageSetup> = {
    paperSize: 9, orientation, horizontalCentered: true,
    // With a height of its own the sheet would lose its page breaks.
    fitToPage: true, fitToWidth: 1, fitToHeight: isAlone && fitsOnePage(sheet, first.layout, first.widths) ? 1 : 0,
    margins: { left: MARGINS.side / 25.4, right: MARGINS.side / 25.4, top: MARGINS.end / 25.4, bottom: MARGINS.end / 25.4, header: 0.3, footer: 0.4 },
    ...(isAlone ? { printTitlesRow: `1:${headingRows}` } : {}),
  };
  Object.assign(sheet.pageSetup, setup);
  for (const { titleRow } of others) sheet.getRow(titleRow - 1).addPageBreak();
  sheet.headerFooter.oddFooter = '&C- &P -';
  sheet.views = [isAlone ? { state: 'frozen', ySplit: headingRows, showGridLines: false } : { showGridLines: false }];
}

/** A workbook has no watermark: red, at the head of every printed page and on the tab. */
export function markDraft(sheet: Worksheet): void {
  sheet.headerFooter.oddHeader = '&C&"-,Bold"&18&KC00000草稿';
  sheet.properties.tabColor = { argb: 'FFC00000' };
}

/** Whether a form of fixed length can be had on one page without becoming too small to read. */
function fitsOnePage(sheet: Worksheet, { table }: TableLayout, widths: readonly number[]): boolean {
  if (table.subjects !== null && table.blocks.length === 1) return false;
  const { across, down } = roomOn(table.page);
  const width = widths.reduce((sum, one) => sum + one, 0);
  let height = 0;
  sheet.eachRow((row) => {
    if (!row.hidden) height += row.height ?? DEFAULT_HEIGHT;
  });
  return Math.min(across / width, pointsOf(down) / height) >= READABLE;
}

/** Height in points for a text of 10 points wrapped over `millimetres`. */
export function rowHeight(text: string, millimetres: number, least = LEAST_HEIGHT): number {
  const room = Math.max(20, pointsOf(millimetres) - PADDING);
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(textWidth(line) / room)), 0);
  return Math.max(least, lines * LINE + PADDING);
}

/** Points: full-width characters of 10, others of 5.5. */
function textWidth(text: string): number {
  return [...text].reduce((sum, character) => sum + (character.charCodeAt(0) > 255 ? 10 : 5.5), 0);
}
