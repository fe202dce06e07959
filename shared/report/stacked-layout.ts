/**
 * Forms whose blocks stand one below the other, each with columns of its own, as self-evaluations do. All blocks share one grid: a
 * line of it runs wherever a column of some block ends, and every cell spans the grid columns that its own column is wide.
 */
import type { ShapeRow, TableShape } from '../template/table-shape.ts';
import { hasCell } from '../template/table-shape.ts';
import type { Block, Column } from '../template/template.ts';
import { emptyCell, headingCells, type LayoutCell, textCell, valueCell } from './layout-cell.ts';
import type { LayoutColumn, LayoutLine, Values } from './layout.ts';

/** Millimetres of the words at a block's left. */
const SIDE_WIDTH = 12;
/** Lines of the grid closer than this are one. */
const NEAR = 3;

/** Columns of the grid and the lines of all blocks, headings among them. */
export function stackBlocks(shape: TableShape, values: Values, merges: boolean): { readonly columns: readonly LayoutColumn[]; readonly lines: readonly LayoutLine[] } {
  const grid = gridLines(shape.template.blocks);
  const columns = grid.slice(1).map((edge, at): LayoutColumn => ({ is: 'text', key: `格${at + 1}`, block: 0, width: edge - (grid[at] ?? 0) }));
  const lines = shape.template.blocks.flatMap((block, index) => blockLines(shape, block, index, grid, values, merges));
  return { columns, lines };
}

/** Where the columns of all blocks end, in millimetres from the left, every block scaled to the width of the widest. */
function gridLines(blocks: readonly Block[]): readonly number[] {
  const total = Math.max(...blocks.map(widthOf));
  const edges = blocks.flatMap((block) => edgesOf(block, total)).sort((a, b) => a - b);
  const lines: number[] = [];
  for (const edge of edges) if (edge - (lines.at(-1) ?? Number.NEGATIVE_INFINITY) >= NEAR) lines.push(edge);
  return lines;
}

function widthOf(block: Block): number {
  return block.columns.reduce((sum, column) => sum + column.width, block.side === null ? 0 : SIDE_WIDTH);
}

function edgesOf(block: Block, total: number): readonly number[] {
  const side = block.side === null ? 0 : SIDE_WIDTH;
  const factor = (total - side) / (widthOf(block) - side);
  const edges = block.side === null ? [0] : [0, side];
  let at = side;
  for (const column of block.columns) {
    at += column.width * factor;
    edges.push(at);
  }
  return edges;
}

/** The grid columns that each of a block's columns spans: `[first, count]`. */
type Spans = readonly (readonly [number, number])[];

function spansOf(block: Block, grid: readonly number[]): Spans {
  const edges = edgesOf(block, grid.at(-1) ?? 0).slice(block.side === null ? 0 : 1);
  const places = edges.map((edge) => nearest(grid, edge));
  return block.columns.map((_column, at) => [places[at] ?? 0, Math.max(1, (places[at + 1] ?? 0) - (places[at] ?? 0))] as const);
}

function nearest(grid: readonly number[], edge: number): number {
  return grid.reduce((best, line, at) => (Math.abs(line - edge) < Math.abs((grid[best] ?? 0) - edge) ? at : best), 0);
}

function blockLines(shape: TableShape, block: Block, index: number, grid: readonly number[], values: Values, merges: boolean): readonly LayoutLine[] {
  const spans = spansOf(block, grid);
  const rows = shape.rows.filter((row) => row.block === index && row.fixed?.isGroup !== true);
  const headings = block.isBare ? [] : headingLines(block, spans);
  const body = block.groups === null ? rows.map((row, at) => formLine(shape, block, spans, rows, row, at)) : listedLines(shape, block, spans, rows, values, merges);
  const lines = [...headings, ...body];
  const [first, ...rest] = lines;
  if (block.side === null || first === undefined) return lines;
  const side = textCell('side', block.side, 0, nearest(grid, SIDE_WIDTH), lines.length);
  return [{ ...first, cells: [side, ...first.cells] }, ...rest];
}

function headingLines(block: Block, spans: Spans): readonly LayoutLine[] {
  const onGrid = (cell: LayoutCell): LayoutCell => {
    const [column] = spans[cell.column] ?? [0, 1];
    const [last, count] = spans[cell.column + cell.colSpan - 1] ?? [0, 1];
    return { ...cell, column, colSpan: last + count - column };
  };
  return headingCells([{ headings: block.headings, start: 0 }]).map((cells) => ({ cells: cells.map(onGrid), rows: [null], isHidden: false }));
}

/** A row of the form's own. A cell that the rows below lack reaches down over them. */
function formLine(shape: TableShape, block: Block, spans: Spans, rows: readonly ShapeRow[], row: ShapeRow, at: number): LayoutLine {
  const isTotal = row.fixed?.style === 'total';
  const cells = block.columns.flatMap((column, position): readonly LayoutCell[] => {
    const [first, count] = spans[position] ?? [0, 1];
    if (column.is === 'name') return [{ ...textCell('name', row.name, first, count, 1), indent: row.fixed?.style === 'sub' ? 1 : 0, isTotal }];
    if (hasCell(shape, row, column.key)) return [{ ...valueCell(shape, column, row.key, first, count), rowSpan: 1 + lackingBelow(shape, rows, at, column), isTotal }];
    const isCovered = rows.slice(0, at).some((above) => hasCell(shape, above, column.key));
    return isCovered ? [] : [emptyCell(first, count)];
  });
  return { cells, rows: [row.key], isHidden: false };
}

function lackingBelow(shape: TableShape, rows: readonly ShapeRow[], at: number, column: Column): number {
  const below = rows.slice(at + 1);
  const next = below.findIndex((row) => hasCell(shape, row, column.key));
  return next < 0 ? below.length : next;
}

/** The department's indicators under their groups, in the form's order; groups of its own after them. */
function listedLines(shape: TableShape, block: Block, spans: Spans, rows: readonly ShapeRow[], values: Values, merges: boolean): readonly LayoutLine[] {
  return groupedRows(block, rows).flatMap(({ group, members }) =>
    members.map((row, at): LayoutLine => ({
      cells: block.columns.flatMap((column, position) => listedCells(shape, column, { group, members, at }, spans[position] ?? [0, 1], merges ? values : null)),
      rows: [row.key], isHidden: false,
    })));
}

/** Where an indicator stands among those of its group. */
interface Member {
  readonly group: string;
  readonly members: readonly ShapeRow[];
  readonly at: number;
}

function listedCells(shape: TableShape, column: Column, member: Member, [first, count]: Spans[number], merging: Values | null): readonly LayoutCell[] {
  const row = member.members[member.at];
  if (row === undefined) return [];
  if (column.is === 'group') return member.at === 0 ? [{ ...groupCell(shape, column, member.group, first, count), rowSpan: member.members.length }] : [];
  if (column.is === 'name') return [textCell('name', row.name, first, count, 1)];
  return merging !== null && column.isMerged ? mergedCell(shape, column, member, [first, count], merging) : [valueCell(shape, column, row.key, first, count)];
}

/** Indicators by group: the form's groups in its order, then those of the department's own. */
export function groupedRows(block: Block, rows: readonly ShapeRow[]): readonly { readonly group: string; readonly members: readonly ShapeRow[] }[] {
  const names = new Set([...(block.groups ?? []).map(({ key }) => key), ...rows.map((row) => row.group ?? '')]);
  return [...names].map((group) => ({ group, members: rows.filter((row) => (row.group ?? '') === group) })).filter(({ members }) => members.length > 0);
}

function groupCell(shape: TableShape, column: Column, group: string, at: number, count: number): LayoutCell {
  if (column.of === null) return textCell('name', group, at, count, 1);
  const of = shape.template.columns.find(({ key }) => key === column.of);
  return of === undefined || !shape.index.has(group) ? emptyCell(at, count) : valueCell(shape, of, group, at, count);
}

function mergedCell(shape: TableShape, column: Column, { members, at }: Member, [first, count]: Spans[number], values: Values): readonly LayoutCell[] {
  const textAt = (position: number): unknown => {
    const row = members[position];
    return row === undefined ? null : values.value({ table: shape.template.id, row: row.key, column: column.key });
  };
  const own = textAt(at);
  if (own !== null && at > 0 && textAt(at - 1) === own) return [];
  let same = 1;
  while (own !== null && at + same < members.length && textAt(at + same) === own) same++;
  return [{ ...valueCell(shape, column, members[at]?.key ?? '', first, count), rowSpan: same }];
}
