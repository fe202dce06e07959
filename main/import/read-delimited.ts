/** Reads .csv of one table: UTF-8, UTF-16 or GBK, separated by commas, tabs or semicolons. Every field stays the text it is. */
import type { GridCell, GridRow } from './sheet-grid.ts';

/** The text of a file in the encodings that Excel and WPS write here. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
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
      // ="206" keeps a spreadsheet from taking a code for a number.
      const shown = (/^\s*="(.*)"\s*$/su.exec(field)?.[1] ?? field).trim();
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

/** RFC 4180: quoted fields may hold separators, line breaks and doubled quotes. A quote that is never closed is a letter like others. */
function splitRecords(text: string, separator: string): readonly (readonly string[])[] {
  const records: string[][] = [[]];
  const ends = new RegExp(`${separator}|\\r\\n|\\n|\\r|$`, 'g');
  for (let at = 0; at < text.length; ) {
    const quoted = text[at] === '"' ? quotedField(text, at) : null;
    ends.lastIndex = quoted?.end ?? at;
    const end = ends.exec(text);
    const stop = end?.index ?? text.length;
    records.at(-1)?.push(`${quoted?.field ?? ''}${text.slice(quoted?.end ?? at, stop)}`);
    const mark = end?.[0] ?? '';
    if (mark !== separator) records.push([]);
    at = stop + Math.max(1, mark.length);
  }
  return records;
}

function quotedField(text: string, start: number): { readonly field: string; readonly end: number } | null {
  for (let from = start + 1; ; ) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return null;
    if (text[quote + 1] !== '"') return { field: text.slice(start + 1, quote).replaceAll('""', '"'), end: quote + 1 };
    from = quote + 2;
  }
}
