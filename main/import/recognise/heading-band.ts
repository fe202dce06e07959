/**
 * Finds the heading rows of a table and gives every grid column its heading path. Merged headings cover their columns; in files
 * that lost their merges, a heading covers the blanks to its right as far as its own parent reaches.
 */
import { readAmount } from '../../../shared/amount/read-amount.ts';
import type { GridRange, GridRow, SheetGrid } from '../sheet-grid.ts';
import { bareLabel, normalise } from './label-text.ts';
import { holdsAmount } from './printed-amount.ts';
import { isHeadingWord, labelRole, type TableVocabulary } from './table-vocabulary.ts';

/** Widest heading that is looked at; official forms have at most 20 columns. */
const MOST_COLUMNS = 256;

export interface HeadingBand {
  readonly rows: readonly GridRow[];
  /** The row that numbers the columns, where there is one. */
  readonly numbering: GridRow | null;
  /** Column → its headings from the outermost, as shown. */
  readonly paths: ReadonlyMap<number, readonly string[]>;
}

export interface TablePart {
  /** Rows before the headings: titles and captions. */
  readonly before: readonly GridRow[];
  /** Null for rows that go on from an earlier page without headings. */
  readonly band: HeadingBand | null;
  readonly body: readonly GridRow[];
}

/** Cuts the rows of a table into parts, each under its own headings: one part a page where headings are repeated. */
export function cutParts(rows: readonly GridRow[], sheet: SheetGrid, vocabulary: TableVocabulary): readonly TablePart[] {
  const parts: TablePart[] = [];
  let at = firstHeading(rows, vocabulary);
  if (at < 0) return [{ before: [], band: null, body: rows }];
  let before = rows.slice(0, at);
  while (at < rows.length) {
    const band = run(rows, at, (row, above) => belongsToBand(row, above, vocabulary));
    at += band.length;
    const numbering = isNumberingRow(rows[at]) ? (rows[at] ?? null) : null;
    if (numbering !== null) at++;
    const below = run(rows, at, (row) => !isHeadingRow(row, vocabulary));
    const body = at + below.length < rows.length ? withoutTrailing(below, (row) => isSubHeading(row, vocabulary)) : below;
    at += body.length;
    parts.push({ before, band: { rows: band, numbering, paths: headingPaths(band, body, sheet.merges) }, body });
    before = [];
  }
  return parts;
}

/** The rows from `from` on for which `goesOn` holds without a break. */
function run(rows: readonly GridRow[], from: number, goesOn: (row: GridRow | undefined, above: GridRow | undefined) => boolean): readonly GridRow[] {
  let end = from;
  while (end < rows.length && goesOn(rows[end], rows[end - 1])) end++;
  return rows.slice(from, end);
}

/** Single headings right above the next headings belong to those. */
function withoutTrailing(rows: readonly GridRow[], isOther: (row: GridRow | undefined) => boolean): readonly GridRow[] {
  let end = rows.length;
  while (end > 0 && isOther(rows[end - 1])) end--;
  return rows.slice(0, end);
}

/** The first heading row, with single headings above it; -1 for none. */
function firstHeading(rows: readonly GridRow[], vocabulary: TableVocabulary): number {
  let at = rows.findIndex((row) => isHeadingRow(row, vocabulary));
  while (at > 0 && isSubHeading(rows[at - 1], vocabulary)) at--;
  return at;
}

function belongsToBand(row: GridRow | undefined, above: GridRow | undefined, vocabulary: TableVocabulary): boolean {
  if (isNumberingRow(row)) return false;
  return isHeadingRow(row, vocabulary) || isSubHeading(row, vocabulary) || isLabelHeading(row, above, vocabulary) || isStrangeSubHeading(row, above, vocabulary);
}

/** At least two heading words and no amount. */
export function isHeadingRow(row: GridRow | undefined, vocabulary: TableVocabulary): boolean {
  if (row === undefined || row.cells.length < 2 || row.cells.length > MOST_COLUMNS) return false;
  let words = 0;
  for (const cell of row.cells) {
    if (holdsAmount(cell)) return false;
    if (isHeadingWord(vocabulary, normalise(cell.text))) words++;
  }
  return words >= 2 && words * 2 >= row.cells.length;
}

/** A further heading row with a single word, such as 其中 over one column; a row label is none. */
function isSubHeading(row: GridRow | undefined, vocabulary: TableVocabulary): boolean {
  if (row === undefined) return false;
  return row.cells.every((cell) => {
    const text = normalise(cell.text);
    return !holdsAmount(cell) && isHeadingWord(vocabulary, text) && !vocabulary.rows.has(bareLabel(text)) && !vocabulary.rows.has(text);
  });
}

/** Right below headings, a row that heads code and name: whatever else stands in it are headings too. */
function isLabelHeading(row: GridRow | undefined, above: GridRow | undefined, vocabulary: TableVocabulary): boolean {
  if (row === undefined || above === undefined || row.row !== above.row + 1 || row.cells.some(holdsAmount)) return false;
  const roles = row.cells.map((cell) => labelRole(vocabulary, normalise(cell.text)));
  return roles.includes('code') && roles.includes('name');
}

/** Headings in words that the form does not know: right below headings, without amounts and without anything that could label a line. */
function isStrangeSubHeading(row: GridRow | undefined, above: GridRow | undefined, vocabulary: TableVocabulary): boolean {
  const first = above?.cells[0];
  if (row === undefined || above === undefined || first === undefined || row.row !== above.row + 1) return false;
  return row.cells.every((cell) => {
    const text = normalise(cell.text);
    return cell.column > first.column && !holdsAmount(cell) && text.length <= 20 && readAmount(text).kind !== 'blank' && !vocabulary.rows.has(bareLabel(text));
  });
}

/** What heads the labels in that row. Where words head the amounts in it, these say nothing of their columns. */
const NUMBERING_WORD = /^(?:栏次|栏目|栏|[甲乙丙丁戊己庚辛])$/u;

/** 栏次 and a number or letter over every column, the bare numbers 1, 2, 3… in any order of columns, 甲 and 乙 over the labels, or A, B, C… alone. */
export function isNumberingRow(row: GridRow | undefined): boolean {
  if (row === undefined || row.cells.length > MOST_COLUMNS) return false;
  const texts = row.cells.map((cell) => cell.number ?? normalise(cell.text));
  const numbers = texts.flatMap((text) => columnNumber(text) ?? []);
  const labels = texts.filter((text) => /^(?:栏次|栏目|栏)$/u.test(text)).length;
  const stems = texts.filter((text) => /^[甲乙丙丁戊己庚辛]$/u.test(text)).length;
  // 类 款 项 stand in this row in 财决 exports.
  const parts = texts.filter((text) => /^[类款项]$/u.test(text)).length;
  const letters = texts.filter((text) => /^[A-Z]$/u.test(text)).length;
  if (letters >= 3 && letters === texts.length) return texts.every((text, at) => at === 0 || text > (texts[at - 1] ?? ''));
  if (labels > 0) return numbers.length + labels + stems + parts + letters === texts.length;
  // Beside 丙 and 丁 the numbers go on from another half of the table.
  const first = stems > 0 ? Math.min(...numbers) : 1;
  const isRun = new Set(numbers).size === numbers.length && numbers.every((number) => number >= first && number < first + numbers.length);
  return isRun && numbers.length + stems === texts.length && numbers.length >= (stems > 0 ? 1 : 3);
}

/** The number that a cell of such a row gives its column: 1, （1）, ①, 1栏, or with what it adds up, 1=2+3. Null for anything else. */
export function columnNumber(text: string): number | null {
  const digits = /^[(]?(?:第)?(\d{1,2})(?:\.0+)?[)]?栏?(?:=[\d+\-()~…栏]*)?$/u.exec(text)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** 栏次 with its numbers among the lines: the rest of headings that a page break has cut. */
export function isStrayNumbering(row: GridRow): boolean {
  return row.cells.some((cell) => cell.number === null && /^(?:栏次|栏目)$/u.test(normalise(cell.text))) && isNumberingRow(row);
}

interface Extent {
  readonly left: number;
  readonly right: number;
}

function headingPaths(band: readonly GridRow[], body: readonly GridRow[], merges: readonly GridRange[]): ReadonlyMap<number, readonly string[]> {
  const covering = merges.filter((merge) => band.some((row) => row.row >= merge.top && row.row <= merge.bottom));
  const extent = extentOf(band, body, covering);
  const years = band.flatMap((row) => row.cells.flatMap((cell) => yearBefore(cell.text) ?? []));
  const year = years.length === 0 ? null : Math.max(...years);
  const levels = band.map((row) => shownHeadings(row, covering, extent, year));
  const paths = new Map<number, readonly string[]>();
  for (let column = extent.left; column <= extent.right; column++) paths.set(column, []);
  levels.forEach((level, depth) => {
    const filled = inherit(level, depth, levels, paths, extent);
    for (let column = extent.left; column <= extent.right; column++) {
      const text = filled.get(column);
      const path = paths.get(column) ?? [];
      if (text !== undefined && path.at(-1) !== text && !NUMBERING_WORD.test(normalise(text))) paths.set(column, [...path, text]);
    }
  });
  return new Map([...paths].filter(([, path]) => path.length > 0));
}

function extentOf(band: readonly GridRow[], body: readonly GridRow[], covering: readonly GridRange[]): Extent {
  const cells = band.flatMap((row) => row.cells);
  const left = cells.reduce((least, cell) => Math.min(least, cell.column), Number.POSITIVE_INFINITY);
  let right = covering.reduce((most, merge) => Math.max(most, merge.right), left);
  for (const cell of cells) right = Math.max(right, cell.column);
  for (const row of body) right = Math.max(right, row.cells.at(-1)?.column ?? 0);
  return { left, right: Math.min(right, left + MOST_COLUMNS) };
}

/** The year that a heading such as 2022年决算数 begins with. */
function yearBefore(text: string): number | null {
  const digits = /^((?:19|20)\d\d)年度?(?=\S)/u.exec(normalise(text))?.[1];
  return digits === undefined ? null : Number(digits);
}

/** The latest year is the table's own and says nothing; an earlier one makes the column another. */
function withoutYear(text: string, year: number | null): string {
  return year === null || yearBefore(text) !== year ? text : text.normalize('NFKC').replace(/^\s*\d{4}\s*年\s*(?:度\s*)?/u, '');
}

/** Texts of one heading row by column: own, or of the merged cell that covers it. */
function shownHeadings(row: GridRow, covering: readonly GridRange[], extent: Extent, year: number | null): ReadonlyMap<number, string> {
  const shown = new Map(row.cells.map((cell) => [cell.column, withoutYear(cell.text.trim(), year)]));
  for (const merge of covering) {
    if (merge.top > row.row || merge.bottom < row.row) continue;
    const text = shown.get(merge.left);
    if (text === undefined || merge.top !== row.row) continue;
    for (let column = merge.left; column <= Math.min(merge.right, extent.right); column++) shown.set(column, text);
  }
  return shown;
}

function inherit(level: ReadonlyMap<number, string>, depth: number, levels: readonly ReadonlyMap<number, string>[], paths: ReadonlyMap<number, readonly string[]>, extent: Extent): ReadonlyMap<number, string> {
  const filled = new Map(level);
  for (let column = extent.left + 1; column <= extent.right; column++) {
    const beside = filled.get(column - 1);
    const hasOwnBelow = levels.slice(depth + 1).some((below) => below.has(column));
    if (filled.has(column) || beside === undefined || !hasOwnBelow) continue;
    if ((paths.get(column - 1) ?? []).join('\n') === (paths.get(column) ?? []).join('\n')) filled.set(column, beside);
  }
  return filled;
}
