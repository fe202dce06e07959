/** What of a 财决 export no public table needs: known, left in the export, and said. */
import { exportSheetOf } from '../../../shared/template/read-exports.ts';
import type { Template } from '../../../shared/template/template.ts';
import type { SheetGrid } from '../sheet-grid.ts';
import type { Ledger } from './ledger.ts';

export interface LeftSheet {
  readonly sheet: string;
  readonly title: string;
  /** True where no table needs the sheet at all; else some of its columns and lines are left. */
  readonly isWhole: boolean;
  /** Cells left. */
  readonly cells: number;
}

/** The sheets of which something was left, in the order of the workbook. */
export function leftSheets(sheets: readonly SheetGrid[], template: Template, ledger: Ledger): readonly LeftSheet[] {
  return sheets.flatMap((sheet): LeftSheet[] => {
    const system = exportSheetOf(template.exports, sheet.name);
    const cells = ledger.count(sheet, 'left');
    return system === null || cells === 0 ? [] : [{ sheet: sheet.name, title: system.title, isWhole: system.table === null, cells }];
  });
}
