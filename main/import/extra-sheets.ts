/** Tables that the template set does not have (四川 has 13, 内蒙古 12): kept whole in the document, cell by cell where they stood. */
import type { ExtraSheet } from '../../shared/document/document.ts';
import { looksLikeFigure } from './recognise/ledger.ts';
import { cellAddress, type GridCell, type GridRange, rangeAddress, type SheetGrid } from './sheet-grid.ts';
import type { StrayTable } from './unknown-parts.ts';

/** More is not a table of the report but a ledger that strayed into the workbook: listed, not kept. */
const MOST_CELLS = 20_000;

/** The strays that are kept: those that hold figures, as long as they are of a size. */
export function keptStrays(strays: readonly StrayTable[]): readonly StrayTable[] {
  let left = MOST_CELLS;
  return strays.filter(({ rows }) => {
    const cells = rows.flatMap((row) => row.cells);
    if (!cells.some(looksLikeFigure) || cells.length > left) return false;
    left -= cells.length;
    return true;
  });
}

/** One extra sheet for each sheet that holds kept strays, named as the workbook names it. */
export function extraSheets(strays: readonly StrayTable[]): readonly ExtraSheet[] {
  const sheets = new Map<SheetGrid, StrayTable['rows'][number][]>();
  for (const { sheet, rows } of keptStrays(strays)) sheets.set(sheet, [...(sheets.get(sheet) ?? []), ...rows]);
  return [...sheets].map(([sheet, rows]) => {
    const lines = new Set(rows.map((row) => row.row));
    const merges = sheet.merges.filter((range) => lines.has(range.top) && isPlain(range)).map(rangeAddress);
    return { name: sheet.name, cells: Object.fromEntries(rows.flatMap((row) => row.cells.map((cell) => [cellAddress(cell.row, cell.column), contentOf(cell)]))), ...(merges.length === 0 ? {} : { merges }) };
  });
}

/** A merge over more than a form could have is a slip, or worse. */
function isPlain({ top, left, bottom, right }: GridRange): boolean {
  return bottom - top < 100 && right - left < 100;
}

/** More digits than a spreadsheet keeps stand in it as text, as our own exports write them. */
const LONG_AMOUNT = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/u;
const MOST_DIGITS = 15;

function contentOf(cell: GridCell): ExtraSheet['cells'][string] {
  if (!cell.hasCachedValue) return cell.text;
  const isLong = LONG_AMOUNT.test(cell.text) && cell.text.replace(/[-.]/gu, '').length > MOST_DIGITS;
  const amount = cell.number ?? (isLong ? cell.text : null);
  return amount === null ? cell.text : { amount };
}
