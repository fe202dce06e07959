import * as XLSX from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { METADATA_SHEET, metadataLines, readMetadata } from '../../../main/import/workbook-metadata.ts';
import { withCell } from '../../../shared/document/document.ts';
import { figuresOf, imported, realFile } from './import-fixtures.ts';

describe('the hidden sheet of our exports', () => {
  it('gives back what the printed forms do not say: year, precision, pins with their reasons', async () => {
    const plain = (await imported(realFile('beiguan-2022.xlsx'), 'beiguan-2022.xlsx')).document;
    const pinned = withCell(plain, { table: 'T06', row: '302', column: '决算数' }, { declared: '11.71', pinned: true, reason: '以财政批复数为准' });
    const document = { ...pinned, year: 2019, precision: 'exact', department: '改名后的局' } as const;
    const book = XLSX.read(realFile('beiguan-2022.xlsx'));
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(metadataLines(document).map((line) => [...line])), METADATA_SHEET);
    const again = await imported(XLSX.write(book, { type: 'buffer' }) as Buffer, '随便什么名字2031.xlsx');
    expect(figuresOf(again.document)).toEqual(figuresOf(document));
    expect(again.unrecognised).toEqual([]);
  });

  it('is absent from other workbooks, and a broken one breaks nothing', () => {
    expect(readMetadata([])).toBeNull();
    const cell = (column: number, text: string) => ({ row: 0, column, text, number: null, isFormula: false, hasCachedValue: true, isError: false });
    const sheet = { name: METADATA_SHEET, isHidden: true, rows: [{ row: 0, cells: [cell(0, '年度'), cell(1, '明年')] }], merges: [] };
    expect(readMetadata([sheet])).toMatchObject({ year: null, template: null, pinned: [] });
  });
});
