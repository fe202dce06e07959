/** The official look of a sheet: fonts, borders, alignment, print set-up. */
import type { Alignment, Borders, Fill, Font, PageSetup, Worksheet } from 'exceljs';
import type { LayoutCell, TableLayout } from '../../../shared/report/layout.ts';

export const TITLE_FONT: Partial<Font> = { name: '宋体', size: 18, bold: true };
export const BODY_FONT: Partial<Font> = { name: '宋体', size: 10 };
export const TOTAL_FONT: Partial<Font> = { ...BODY_FONT, bold: true };

const THIN = { style: 'thin' as const, color: { argb: 'FF000000' } };
export const BORDERS: Partial<Borders> = { top: THIN, left: THIN, bottom: THIN, right: THIN };

/** A printed value that differs from its formula: seen at once, on paper too. */
export const DECLARED_FILL: Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFF2CC' } };

export function alignmentOf(cell: LayoutCell, isHeading: boolean): Partial<Alignment> {
  if (isHeading || cell.kind === 'line') return { horizontal: 'center', vertical: 'middle', wrapText: true };
  if (cell.kind === 'amount') return { horizontal: 'right', vertical: 'middle' };
  if (cell.colSpan > 1 || cell.isTotal) return { horizontal: 'center', vertical: 'middle', wrapText: true };
  return { horizontal: 'left', vertical: 'middle', wrapText: true, ...(cell.indent > 0 ? { indent: cell.indent } : {}) };
}

export function numberFormat(decimals: number): string {
  return decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`;
}

/** Millimetres to the workbook's column width: characters of about 2.1 mm, with a little room. */
export function columnWidth(millimetres: number): number {
  return Math.round((millimetres / 2.05) * 10) / 10;
}

/** A4, one page wide, centred, the caption and heading repeated on every page, “- 1 -” at the foot. */
export function setUpPage(sheet: Worksheet, layout: TableLayout, headingRows: number): void {
  const { table } = layout;
  const fitsOnePage = table.subjects === null || table.blocks.length > 1;
  const setup: Partial<PageSetup> = {
    paperSize: 9, orientation: table.page, fitToPage: true, fitToWidth: 1, fitToHeight: fitsOnePage ? 1 : 0, horizontalCentered: true,
    margins: { left: 0.55, right: 0.55, top: 0.75, bottom: 0.75, header: 0.3, footer: 0.4 },
    printTitlesRow: `1:${headingRows}`,
  };
  Object.assign(sheet.pageSetup, setup);
  sheet.headerFooter.oddFooter = '&C- &P -';
  sheet.views = [{ state: 'frozen', ySplit: headingRows, showGridLines: false }];
}

/** Height in points for a text wrapped over `millimetres`. */
export function rowHeight(text: string, millimetres: number, least = 18): number {
  const perLine = Math.max(4, Math.floor(millimetres / 3.7));
  const width = [...text].reduce((sum, character) => sum + (character.charCodeAt(0) > 255 ? 1 : 0.55), 0);
  return Math.max(least, Math.ceil(width / perLine) * 14 + 4);
}
