/** The check report as a workbook: a sheet for each section, to be sorted and filtered. Amounts are numbers where they are short enough to stay exact. */
import exceljs, { type Workbook, type Worksheet } from 'exceljs';
import { decimal } from '../../../shared/amount/amount.ts';
import type { AuditReport, AuditSection, AuditTable } from '../../../shared/report/audit-report.ts';
import { exactValue } from './long-amounts.ts';
import { BODY_FONT, BORDERS, columnWidth, rowHeight, TITLE_FONT, TOTAL_FONT } from './sheet-looks.ts';

/** The workbook's bytes. */
export async function exportAudit(report: AuditReport): Promise<Uint8Array> {
  const workbook = new exceljs.Workbook();
  workbook.creator = '明账';
  for (const section of report.sections) writeSection(workbook, section);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** A sheet for each table, the section's sentences above the first; one of sentences alone where there is no table. */
function writeSection(workbook: Workbook, { title, sentences, tables }: AuditSection): void {
  if (tables.length === 0) writeSentences(workbook.addWorksheet(title), title, sentences);
  tables.forEach((table, at) => {
    const sheet = workbook.addWorksheet(at === 0 ? title : table.title.replace(/（.*/u, ''));
    sheet.columns = table.columns.map(({ width }) => ({ width: columnWidth(width) }));
    writeTable(sheet, table, writeSentences(sheet, table.title, at === 0 ? sentences : []));
    sheet.pageSetup = { orientation: 'landscape', paperSize: 9, fitToPage: true, fitToWidth: 1, fitToHeight: 0 };
  });
}

/** Answers the row below them. */
function writeSentences(sheet: Worksheet, title: string, sentences: readonly string[]): number {
  sheet.getCell(1, 1).value = title;
  sheet.getCell(1, 1).font = TITLE_FONT;
  sentences.forEach((sentence, at) => {
    const cell = sheet.getCell(at + 2, 1);
    cell.value = sentence;
    cell.font = BODY_FONT;
  });
  return sentences.length + 2;
}

function writeTable(sheet: Worksheet, { columns, rows }: AuditTable, from: number): void {
  columns.forEach((column, at) => {
    Object.assign(sheet.getCell(from, at + 1), { value: column.title, font: TOTAL_FONT, border: BORDERS, alignment: { horizontal: 'center', vertical: 'middle', wrapText: true } });
  });
  rows.forEach((line, down) => {
    columns.forEach(({ kind }, at) => {
      const isNumber = kind === 'amount' || kind === 'count';
      const cell = sheet.getCell(from + 1 + down, at + 1);
      Object.assign(cell, { value: isNumber ? numberOf(line[at] ?? '') : (line[at] ?? ''), font: BODY_FONT, border: BORDERS, alignment: { horizontal: isNumber ? 'right' : 'left', vertical: 'middle', wrapText: true } });
      if (kind === 'amount') cell.numFmt = '#,##0.00####';
    });
    sheet.getRow(from + 1 + down).height = Math.max(...columns.map(({ width }, at) => rowHeight(line[at] ?? '', width)));
  });
  sheet.views = [{ state: 'frozen', ySplit: from }];
  sheet.pageSetup.printTitlesRow = `${from}:${from}`;
  sheet.autoFilter = { from: { row: from, column: 1 }, to: { row: from + rows.length, column: columns.length } };
}

function numberOf(text: string): number | string | null {
  if (text === '') return null;
  return exactValue(decimal(text));
}
