/** Reads .csv of one table: UTF-8, UTF-16 or GBK, separated by commas, tabs or semicolons. Every field stays the text it is. */
import type { GridCell, GridRow } from './sheet-grid.ts';

/** The text of a file in the encodings that Excel and WPS write here. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Not UTF-8: GB18030 covers GBK and GB2312, and decodes any bytes.
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** Rows of a delimited text, empty fields left out. */
export function readDelimited(text: string): readonly GridRow[] {
  const separator = separatorOf(text);
  return splitRecords(text, separator).flatMap((fields, row) => {
    const cells = fields.flatMap((field, column): GridCell[] => {
      const shown = field.trim();
      return shown === '' ? [] : [{ row, column, text: shown, number: null, isFormula: false, hasCachedValue: true, isError: false }];
    });
    return cells.length === 0 ? [] : [{ row, cells }];
  });
}

function separatorOf(text: string): string {
  const head = text.slice(0, 4096);
  const count = (mark: string): number => head.split(mark).length - 1;
  return [',', '\t', ';'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

/** RFC 4180: quoted fields may hold separators, line breaks and doubled quotes. */
function splitRecords(text: string, separator: string): readonly (readonly string[])[] {
  const records: string[][] = [[]];
  const field = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${separator}\\r\\n][^${separator}\\r\\n]*)?)(${separator}|\\r\\n|\\n|\\r|$)`, 'y');
  while (field.lastIndex < text.length) {
    const match = field.exec(text);
    if (match === null) break;
    const [, quoted, plain, end] = match;
    records.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end !== separator) records.push([]);
    if (end === '') break;
  }
  return records;
}
