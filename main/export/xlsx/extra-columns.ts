/**
 * Columns that the form does not know stand after those of the block whose rows use them, so that what an import kept is in the
 * workbook too, beside the rows that it belongs to.
 */
import type { Decimal } from '../../../shared/amount/amount.ts';
import { cellContent, type CellRef, type Document, type TableData } from '../../../shared/document/document.ts';
import { contentValue } from '../../../shared/formula/value.ts';
import { emptyCell, textCell } from '../../../shared/report/layout-cell.ts';
import type { LayoutCell, LayoutColumn, LayoutLine, TableLayout } from '../../../shared/report/layout.ts';

/** Millimetres. */
const WIDTH = 24;

interface Extra {
  readonly key: string;
  readonly title: string;
  readonly block: number;
}

interface PlacedExtra extends Extra {
  readonly at: number;
}

/** The layout with the document's extra columns; the same layout where it has none. */
export function withExtraColumns(layout: TableLayout, data: TableData | undefined): TableLayout {
  const titles = Object.entries(data?.extraColumns ?? {});
  if (data === undefined || titles.length === 0) return layout;
  const extras = titles.flatMap(([key, title]) => blocksUsing(layout, data, key).map((block): Extra => ({ key, title, block })));
  const columns = layout.columns.flatMap((column, at): readonly LayoutColumn[] => [column, ...(isLastOfBlock(layout, at) ? extras.filter((extra) => extra.block === column.block).map(extraColumn) : [])]);
  const placed = columns.flatMap((column, at): readonly PlacedExtra[] => {
    const extra = extras.find(({ key, block }) => key === column.key && block === column.block);
    return extra === undefined ? [] : [{ ...extra, at }];
  });
  const headings = placed.map((extra) => heading(layout, extra));
  const shifted = (cells: readonly LayoutCell[]): readonly LayoutCell[] => cells.map((cell) => moved(cell, layout, extras));
  return {
    ...layout, columns,
    header: layout.header.map((cells, at) => [...shifted(cells), ...(at === 0 ? headings : [])]),
    lines: layout.lines.map((line): LayoutLine => ({ ...line, cells: [...shifted(line.cells), ...placed.map((extra) => extraCell(layout, line, extra))] })),
  };
}

/** What the document holds in a column of its own: a figure, or words. */
export function extraValue(document: Document, ref: CellRef): Decimal | string | null {
  if (document.tables[ref.table]?.extraColumns?.[ref.column] === undefined) return null;
  const content = cellContent(document, ref);
  return content === null ? null : contentValue(content);
}

/** Blocks with a row that has a figure there; the last one for a column without any. */
function blocksUsing(layout: TableLayout, data: TableData, key: string): readonly number[] {
  const users = new Set(data.rows.filter((row) => row.cells[key] !== undefined).map((row) => row.key));
  const used = layout.lines.flatMap((line) => line.rows.flatMap((row, block) => (row !== null && users.has(row) ? [block] : [])));
  return used.length === 0 ? [layout.table.blocks.length - 1] : [...new Set(used)];
}

function isLastOfBlock({ columns }: TableLayout, at: number): boolean {
  return columns[at + 1]?.block !== columns[at]?.block;
}

function extraColumn({ key, block }: Extra): LayoutColumn {
  return { is: 'amount', key, block, width: WIDTH };
}

/** A cell moves behind the extra columns of the blocks before its own; one that spans blocks widens over those between. */
function moved(cell: LayoutCell, { columns }: TableLayout, extras: readonly Extra[]): LayoutCell {
  const shift = (at: number): number => at + extras.filter((extra) => extra.block < (columns[at]?.block ?? 0)).length;
  const first = shift(cell.column);
  return { ...cell, column: first, colSpan: shift(cell.column + cell.colSpan - 1) - first + 1 };
}

function heading(layout: TableLayout, { title, at }: PlacedExtra): LayoutCell {
  return textCell('heading', title, at, 1, layout.header.length);
}

function extraCell(layout: TableLayout, line: LayoutLine, { key, block, at }: PlacedExtra): LayoutCell {
  const row = line.rows[block] ?? null;
  const blank = emptyCell(at);
  return row === null ? blank : { ...blank, kind: 'amount', ref: { table: layout.table.id, row, column: key } };
}
