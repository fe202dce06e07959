/**
 * Column widths in points. The form's own proportions, except that no amount, code or 行次 is ever broken: their columns get what
 * the longest one needs, and the columns of names give way.
 */
import { PAGE, pointsOf } from '../../../shared/report/print-style.ts';
import type { PrintedCell, PrintedTable } from '../../../shared/report/printed-table.ts';

/** How tightly a table is set: points of the type, above and below, and at the sides of a cell. */
export interface Density {
  readonly size: number;
  readonly above: number;
  readonly aside: number;
}

/** From comfortable to tight; the first with which the table fits on one page is taken, else the first that is wide enough. */
export const DENSITIES: readonly Density[] = [
  { size: 10, above: 5, aside: 4 },
  { size: 9.5, above: 4, aside: 3.5 },
  { size: 9, above: 3, aside: 3 },
  { size: 8.5, above: 2.2, aside: 2.5 },
  { size: 8, above: 1.6, aside: 2 },
  { size: 7, above: 1.2, aside: 1.5 },
];
/** For amounts so long that nothing else fits. */
export const SMALLEST: Density = { size: 5, above: 1.2, aside: 1 };

/** Points of the type in tables of several pages. */
const LONG_TABLE_SIZE = 9;

/** Shares of an em: the widest digit of the fonts used in tables, in bold. */
const DIGIT = 0.6;
const MARK = 0.34;
/** A column narrower than this breaks its title after every character. */
const NARROWEST_TITLE = 2;
const NARROWEST_NAME = 6;

export interface Fit extends Density {
  /** Points. */
  readonly columns: readonly number[];
  /** Even so an amount is wider than its column, and has to go on in the next line. */
  readonly breaksAmounts: boolean;
}

/** Points that a page leaves to a table; to one in the run of the text, as much as to the text. */
export function roomOf({ orientation, flows }: PrintedTable): { readonly width: number; readonly height: number } {
  const { left, right, top, bottom } = flows === true ? PAGE.margins : PAGE.tableMargins;
  const [width, height] = orientation === 'landscape' ? [PAGE.height, PAGE.width] : [PAGE.width, PAGE.height];
  return { width: pointsOf(width - left - right), height: pointsOf(height - top - bottom) };
}

/** Of the fits of a table that takes several pages, the one in a size that is easy to read and wastes none of them. */
export function fitForPages(fits: readonly Fit[]): Fit {
  const fit = fits.find(({ size }) => size <= LONG_TABLE_SIZE) ?? fits.at(-1);
  if (fit === undefined) throw new Error('fitColumns gives at least one');
  return fit;
}

/** The densities with which the columns can be `total` points wide together, a font's digits being at most so many times ours. Never empty. */
export function fitColumns(table: PrintedTable, total: number, widest = 1): readonly Fit[] {
  const fits = DENSITIES.flatMap((density) => fitted(table, density, total, widest));
  if (fits.length > 0) return fits;
  const smallest = fitted(table, SMALLEST, total, widest);
  if (smallest.length > 0) return smallest;
  const formWidth = sum(table.columns.map((column) => column.width));
  return [{ ...SMALLEST, columns: table.columns.map((column) => (column.width / formWidth) * total), breaksAmounts: true }];
}

function fitted(table: PrintedTable, density: Density, total: number, widest: number): readonly Fit[] {
  const columns = columnWidths(table, neededWidths(table, density, widest), total);
  return columns === null || !holdsSpans(table, columns, density, widest) ? [] : [{ ...density, columns, breaksAmounts: false }];
}

function columnWidths(table: PrintedTable, needs: readonly number[], total: number): readonly number[] | null {
  const held = new Set<number>();
  for (;;) {
    const free = total - sum([...held].map((index) => needs[index] ?? 0));
    const loose = sum(table.columns.map((column, index) => (held.has(index) ? 0 : column.width)));
    const widths = table.columns.map((column, index) => (held.has(index) ? (needs[index] ?? 0) : (column.width / loose) * free));
    const short = widths.flatMap((width, index) => (!held.has(index) && width < (needs[index] ?? 0) ? [index] : []));
    if (short.length === 0) return free < -0.01 ? null : widths;
    for (const index of short) held.add(index);
  }
}

/** Whether amounts that span several columns of the grid, as in a stacked form, have room in them together. */
function holdsSpans(table: PrintedTable, widths: readonly number[], { size, aside }: Density, widest: number): boolean {
  const spanning = table.lines.flat().filter((cell) => cell.colSpan > 1 && isUnbreakable(cell));
  return spanning.every(({ text, column, colSpan }) => textWidth(text) * widest * size + 2 * aside <= sum(widths.slice(column, column + colSpan)));
}

function neededWidths(table: PrintedTable, { size, aside }: Density, widest: number): readonly number[] {
  const ems: number[] = table.columns.map((column) => (column.is === 'name' ? NARROWEST_NAME : column.is === 'text' ? 0 : NARROWEST_TITLE));
  for (const cell of [...table.header, ...table.lines].flat()) {
    if (cell.colSpan === 1 && isUnbreakable(cell)) ems[cell.column] = Math.max(ems[cell.column] ?? 0, textWidth(cell.text) * widest);
  }
  return ems.map((width) => width * size + 2 * aside);
}

function isUnbreakable(cell: PrintedCell): boolean {
  return cell.kind === 'amount' || cell.kind === 'code' || cell.kind === 'line';
}

/** In ems, never less than the fonts give. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += /[.,]/u.test(character) ? MARK : /[\d-]/u.test(character) ? DIGIT : /[ -~]/u.test(character) ? 1.1 : 1;
  return width;
}

/** Of lengths, which are no amounts. */
export function sum(lengths: readonly number[]): number {
  return lengths.reduce((total, length) => total + length, 0);
}
