/** Tables that the template does not have go out as they came in, behind the set's own. */
import type { Workbook } from 'exceljs';
import { decimal } from '../../../shared/amount/amount.ts';
import type { ExtraSheet } from '../../../shared/document/document.ts';
import { exactValue } from './long-amounts.ts';
import { BODY_FONT } from './sheet-looks.ts';

const LONGEST_NAME = 31;

export function writeExtraSheets(workbook: Workbook, sheets: readonly ExtraSheet[]): void {
  for (const { name, cells, merges = [] } of sheets) {
    const sheet = workbook.addWorksheet(freeName(workbook, name));
    for (const [address, content] of Object.entries(cells)) {
      const cell = sheet.getCell(address);
      cell.value = typeof content === 'string' ? content : exactValue(decimal(content.amount));
      cell.font = BODY_FONT;
    }
    for (const range of merges) sheet.mergeCells(range);
  }
}

/** A name that no sheet of the workbook has; spreadsheets tell names apart without regard to case. */
function freeName(workbook: Workbook, name: string): string {
  const taken = new Set(workbook.worksheets.map((sheet) => sheet.name.toLowerCase()));
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? '' : `（附${number}）`;
    const free = `${name.slice(0, LONGEST_NAME - suffix.length)}${suffix}`;
    if (!taken.has(free.toLowerCase())) return free;
  }
}
