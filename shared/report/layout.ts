/**
 * How a table is laid out on its official form: heading cells with their spans, printed lines, 注 and 说明. One layout serves
 * the grid's headings, the workbook, the PDF and the Word file; none of them decides what stands where, or computes a figure.
 */
import { plainAmount, roundHalfUp, tableAmount } from '../amount/amount.ts';
import type { CellRef, Document, TableData } from '../document/document.ts';
import { CellError, isAmount, type Value } from '../formula/value.ts';
import { filledIn } from '../template/placeholders.ts';
import { columnOf, depthOf, hasCell, type ShapeRow, shapeTable, type TableShape } from '../template/table-shape.ts';
import type { AmountFormat, Block, Column, FixedRow, TableTemplate } from '../template/template.ts';
import { emptyCell, headingCells, type LayoutCell, textCell, valueCell } from './layout-cell.ts';
import { stackBlocks } from './stacked-layout.ts';

export type { LayoutCell } from './layout-cell.ts';

export interface LayoutColumn {
  readonly is: Column['is'];
  /** Amount column key, or `code`, `name`, `line`. */
  readonly key: string;
  readonly block: number;
  /** Millimetres on the printed form, before fitting to the page. */
  readonly width: number;
}

/** A printed line: side-by-side blocks each give their part. */
export interface LayoutLine {
  readonly cells: readonly LayoutCell[];
  /** Row key of each block's part, null where the block has none here. */
  readonly rows: readonly (string | null)[];
  /** Left out in print: every part may be hidden and holds nothing. */
  readonly isHidden: boolean;
}

export interface TableLayout {
  readonly table: TableTemplate;
  readonly title: string;
  /** 公开NN表, where the form bears a mark. */
  readonly mark: string | null;
  readonly department: string;
  /** Such as 单位：万元. */
  readonly unit: string;
  readonly columns: readonly LayoutColumn[];
  readonly header: readonly (readonly LayoutCell[])[];
  readonly lines: readonly LayoutLine[];
  readonly notes: readonly string[];
  /** 空表说明, where it is to be printed. */
  readonly statement: string | null;
}

/** What the layout needs to know of values; an `Engine` is one. */
export interface Values {
  readonly document: Document;
  value(ref: CellRef): Value;
}

/** Lays out one table of a document. `merges` the same words on end into one cell, as they are printed; to be edited each row needs its own. */
export function layoutTable(table: TableTemplate, values: Values, merges = true): TableLayout {
  const { document } = values;
  const data = document.tables[table.id];
  const shape = shapeTable(table, data);
  const { columns, header, lines } = table.isStacked ? { ...stackBlocks(shape, values, merges), header: [] } : sideBySide(shape, values);
  return {
    table, columns, header, lines,
    title: table.title, mark: table.mark, department: `部门：${document.department}`, unit: `${table.unitCaption}：${document.unit}`,
    notes: data?.notes ?? table.notes.map((note) => filledIn(note, document)),
    statement: statementOf(shape, data, values),
  };
}

function sideBySide(shape: TableShape, values: Values): Pick<TableLayout, 'columns' | 'header' | 'lines'> {
  const { template } = shape;
  const columns = template.blocks.flatMap((block, index) => block.columns.map((column): LayoutColumn => ({ is: column.is, key: column.key, block: index, width: column.width })));
  return { columns, header: headerRows(template), lines: bodyLines(shape, values) };
}

/** Text of a value in a table cell: thousands separators, blank as nothing, an error by its name; a score without zeros that say nothing. */
export function cellText(value: Value, decimals: number, format: AmountFormat = 'amount'): string {
  if (value === null) return '';
  if (!isAmount(value)) return value instanceof CellError ? `#${value.code}` : String(value);
  switch (format) {
    case 'percent':
      return `${tableAmount(value, PERCENT_PLACES)}%`;
    case 'score':
      return plainAmount(roundHalfUp(value, SCORE_PLACES), 0);
    case 'amount':
      return tableAmount(value, decimals);
  }
}

/** How a cell's amount is printed. */
export function formatOf(shape: TableShape, ref: CellRef): AmountFormat {
  const row = shape.rows[shape.index.get(ref.row) ?? -1];
  return row === undefined ? 'amount' : (columnOf(shape, row, ref.column)?.format ?? 'amount');
}

const PERCENT_PLACES = 2;
const SCORE_PLACES = 2;

/** The document's own statement always; the template's where the table has no figure and the document says nothing. */
function statementOf(shape: TableShape, data: TableData | undefined, values: Values): string | null {
  if (data?.statement !== undefined) return data.statement;
  if (shape.template.empty === null || hasFigures(shape, values)) return null;
  return filledIn(shape.template.empty, values.document);
}

/** Whether any cell of the table holds a value. */
export function hasFigures(shape: TableShape, values: Values): boolean {
  const table = shape.template.id;
  return shape.rows.some((row) => shape.template.columns.some((column) => hasCell(shape, row, column.key) && values.value({ table, row: row.key, column: column.key }) !== null));
}

function headerRows(table: TableTemplate): readonly (readonly LayoutCell[])[] {
  const starts = table.blocks.map((_block, index) => table.blocks.slice(0, index).reduce((sum, block) => sum + block.columns.length, 0));
  const rows = headingCells(table.blocks.map(({ headings }, index) => ({ headings, start: starts[index] ?? 0 })));
  return table.numbering === null ? rows : [...rows, numberingRow(table)];
}

/** The row that numbers the columns: its label over each block's leading code and name columns, then 栏次. */
function numberingRow(table: TableTemplate): readonly LayoutCell[] {
  const cells: LayoutCell[] = [];
  let at = 0;
  for (const block of table.blocks) {
    const labels = block.columns.findIndex((column) => column.is === 'amount' || column.is === 'line');
    const span = labels < 0 ? block.columns.length : labels;
    if (span > 0) cells.push(textCell('numbering', table.numbering ?? '', at, span, 1));
    block.columns.slice(span).forEach((column, index) => {
      cells.push(textCell('numbering', column.is === 'amount' ? column.key : '', at + span + index, 1, 1));
    });
    at += block.columns.length;
  }
  return cells;
}

function bodyLines(shape: TableShape, values: Values): readonly LayoutLine[] {
  const { template } = shape;
  const footers = new Set(template.footer.map((row) => row.key));
  const parts = template.blocks.map((_block, index) => shape.rows.filter((row) => row.block === index && !footers.has(row.key)));
  const count = Math.max(...parts.map((part) => part.length));
  const lines: LayoutLine[] = [];
  for (let at = 0; at < count; at++) lines.push(bodyLine(shape, parts.map((part) => part[at] ?? null), values));
  const emptyForm = template.subjects !== null && parts.every((part) => part.every((row) => row.fixed !== null));
  for (let extra = 0; emptyForm && extra < template.emptyLines; extra++) lines.push(bodyLine(shape, template.blocks.map(() => null), values));
  return template.footer.length === 0 ? lines : [...lines, footerLine(shape)];
}

function bodyLine(shape: TableShape, rows: readonly (ShapeRow | null)[], values: Values): LayoutLine {
  const { template } = shape;
  let at = 0;
  const cells = template.blocks.flatMap((block, index) => {
    const start = at;
    at += block.columns.length;
    return blockCells(shape, block, rows[index] ?? null, start);
  });
  const isHidden = rows.every((row) => row !== null && row.fixed?.hide === true && isEmptyRow(shape, row, values));
  return { cells, rows: rows.map((row) => row?.key ?? null), isHidden };
}

function isEmptyRow(shape: TableShape, row: ShapeRow, values: Values): boolean {
  const table = shape.template.id;
  return shape.template.columns.every((column) => !hasCell(shape, row, column.key) || values.value({ table, row: row.key, column: column.key }) === null);
}

function blockCells(shape: TableShape, block: Block, row: ShapeRow | null, start: number): readonly LayoutCell[] {
  const isTotal = row?.fixed?.style === 'total';
  const labels = block.columns.findIndex((column) => column.is !== 'code' && column.is !== 'name');
  // 合计 stands across 科目编码 and 科目名称.
  const merged = row !== null && row.key === shape.template.total?.key && labels > 1;
  return block.columns.flatMap((column, index): readonly LayoutCell[] => {
    if (row === null) return [emptyCell(start + index)];
    if (merged && index < labels) return index === 0 ? [{ ...textCell('name', row.name, start, labels, 1), isTotal }] : [];
    return [bodyCell(shape, column, row, start + index, isTotal)];
  });
}

function bodyCell(shape: TableShape, column: Column, row: ShapeRow, at: number, isTotal: boolean): LayoutCell {
  switch (column.is) {
    case 'code':
      return { ...textCell('code', row.code ?? '', at, 1, 1), isTotal };
    case 'name':
      return { ...textCell('name', row.name, at, 1, 1), indent: indentOf(row), isTotal };
    case 'line':
      return { ...textCell('line', row.fixed?.line?.toString() ?? '', at, 1, 1), isTotal };
    case 'group':
      return emptyCell(at);
    case 'amount':
    case 'text':
      return hasCell(shape, row, column.key) ? { ...valueCell(shape, column, row.key, at, 1), isTotal } : emptyCell(at);
  }
}

function indentOf(row: ShapeRow): number {
  return row.fixed === null ? depthOf(row.level) : row.fixed.style === 'sub' ? 1 : 0;
}

/** Totals on the last line: each label spans its blocks up to the amount in the last column. */
function footerLine(shape: TableShape): LayoutLine {
  const { template } = shape;
  const starts = template.blocks.map((_block, index) => template.blocks.slice(0, index).reduce((sum, block) => sum + block.columns.length, 0));
  const cells = template.footer.flatMap((row) => footerCells(template, row, starts));
  return { cells, rows: template.footer.map((row) => row.key), isHidden: false };
}

function footerCells(template: TableTemplate, row: FixedRow, starts: readonly number[]): readonly LayoutCell[] {
  const first = starts[row.block] ?? 0;
  const lastBlock = template.blocks[row.lastBlock];
  const lastColumn = (starts[row.lastBlock] ?? 0) + (lastBlock?.columns.length ?? 1) - 1;
  const column = lastBlock?.columns.at(-1)?.key ?? '';
  return [
    { ...textCell('name', row.label, first, lastColumn - first, 1), isTotal: true },
    { ...textCell('amount', '', lastColumn, 1, 1), ref: { table: template.id, row: row.key, column }, isTotal: true },
  ];
}
