/** The cells of a form's layout, and how headings of several levels become cells. */
import type { CellRef } from '../document/document.ts';
import type { TableShape } from '../template/table-shape.ts';
import type { AmountFormat, Column, Heading } from '../template/template.ts';

/** `text` is a value in words, `side` what stands at the left of a whole block. */
export type LayoutKind = 'heading' | 'numbering' | 'name' | 'code' | 'line' | 'amount' | 'text' | 'side' | 'empty';

/** One cell of the form. Values say which cell of the document they show; everything else is text. */
export interface LayoutCell {
  readonly kind: LayoutKind;
  readonly text: string;
  readonly ref: CellRef | null;
  /** First grid column, from 0. */
  readonly column: number;
  readonly colSpan: number;
  readonly rowSpan: number;
  /** 科目 depth, for the indent of names. */
  readonly indent: number;
  readonly isTotal: boolean;
  /** How an amount is printed. */
  readonly format: AmountFormat;
}

/** Where a cell's content stands in every printed form: amounts at the right, names and words at the left, all else in the middle. */
export function flowOf(cell: LayoutCell): 'left' | 'center' | 'right' {
  if (cell.kind === 'amount') return cell.format === 'amount' ? 'right' : 'center';
  return (cell.kind === 'name' || cell.kind === 'text') && !cell.isTotal ? 'left' : 'center';
}

/** A cell of the form's own words. */
export function textCell(kind: LayoutKind, text: string, column: number, colSpan: number, rowSpan: number): LayoutCell {
  return { kind, text, ref: null, column, colSpan, rowSpan, indent: 0, isTotal: false, format: 'amount' };
}

/** A cell without anything in it. */
export function emptyCell(column: number, colSpan = 1): LayoutCell {
  return textCell('empty', '', column, colSpan, 1);
}

/** A cell that shows a value of the document. */
export function valueCell(shape: TableShape, column: Column, row: string, at: number, colSpan: number): LayoutCell {
  const kind = column.is === 'text' ? 'text' : 'amount';
  return { ...textCell(kind, '', at, colSpan, 1), ref: { table: shape.template.id, row, column: column.key }, format: column.format };
}

/** Heading rows of blocks side by side, each beginning at its grid column. A column's own title reaches down to the last row. */
export function headingCells(blocks: readonly { readonly headings: readonly Heading[]; readonly start: number }[]): readonly (readonly LayoutCell[])[] {
  const depth = Math.max(...blocks.flatMap(({ headings }) => headings.map(depthOfHeading)));
  const rows: LayoutCell[][] = Array.from({ length: depth }, () => []);
  for (const { headings, start } of blocks) {
    let column = start;
    for (const heading of headings) {
      placeHeading(heading, 0, column, depth, rows);
      column += leafCount(heading);
    }
  }
  return rows;
}

function placeHeading(heading: Heading, level: number, column: number, depth: number, rows: LayoutCell[][]): void {
  // A group with fewer levels than there is room for reaches down to them: its columns' titles stand on the lowest line, like the others'.
  const span = depth - level - depthOfHeading(heading) + 1;
  rows[level]?.push(textCell('heading', headingText(heading.title), column, leafCount(heading), span));
  let at = column;
  for (const child of heading.columns) {
    placeHeading(child, level + span, at, depth, rows);
    at += leafCount(child);
  }
}

/** A formula in brackets, as in 执行率（B/A×100%）, stands on a line of its own rather than broken over two. */
function headingText(title: string): string {
  return title.replace(/(?<=.)（(?=[^（）]*[×÷/])/u, '\n（');
}

function depthOfHeading(heading: Heading): number {
  return 1 + Math.max(0, ...heading.columns.map(depthOfHeading));
}

function leafCount(heading: Heading): number {
  return heading.column === null ? heading.columns.reduce((sum, child) => sum + leafCount(child), 0) : 1;
}
