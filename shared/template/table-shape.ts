/** A table of a document as formulas see it: the form's own rows and the document's 科目 rows, with their tree. */
import type { RowData, TableData } from '../document/document.ts';
import { type Block, type Classification, type Column, type FixedRow, holdsValues, type Level, levelOfCode, type TableTemplate } from './template.ts';

export interface ShapeRow {
  readonly key: string;
  readonly code: string | null;
  /** 科目名称 or row label as printed. */
  readonly name: string;
  readonly level: Level | null;
  /** The 一级指标 that an indicator belongs to, by the form's key or as the department calls it. */
  readonly group: string | null;
  /** Position of the nearest row above in the 科目 tree, or of an indicator's group; -1 for none. */
  readonly parent: number;
  readonly children: readonly number[];
  readonly fixed: FixedRow | null;
  /** First and last block the row is printed in. */
  readonly block: number;
  readonly lastBlock: number;
}

export interface TableShape {
  readonly template: TableTemplate;
  readonly rows: readonly ShapeRow[];
  readonly index: ReadonlyMap<string, number>;
  readonly byCode: ReadonlyMap<string, number>;
  /** Columns of values by key, of each block. */
  readonly valueColumns: readonly ReadonlyMap<string, Column>[];
}

const NO_CHILDREN: readonly number[] = [];

/** The shape of `data` under its template. 科目 rows follow the document's order; a 合计 row stands where the form has it. */
export function shapeTable(template: TableTemplate, data: TableData | undefined): TableShape {
  const drafts = [...drafted(template, data)];
  const index = new Map(drafts.map((row, position) => [row.key, position]));
  const byCode = new Map<string, number>();
  drafts.forEach((row, position) => {
    if (row.code !== null && !byCode.has(row.code)) byCode.set(row.code, position);
  });
  const total = template.total === null ? -1 : (index.get(template.total.key) ?? -1);
  const parents = drafts.map((row) => (row.fixed === null ? (row.group === null ? parentOf(row, byCode, total) : (index.get(row.group) ?? -1)) : -1));
  const children: (number[] | undefined)[] = new Array(drafts.length);
  parents.forEach((parent, position) => {
    if (parent < 0) return;
    const known = children[parent];
    if (known === undefined) children[parent] = [position];
    else known.push(position);
  });
  // Made for every row of large documents: a row is finished, not copied.
  const rows = drafts.map((row, position): ShapeRow => Object.assign(row, { parent: parents[position] ?? -1, children: children[position] ?? NO_CHILDREN }));
  return { template, rows, index, byCode, valueColumns: template.blocks.map(valueColumnsOf) };
}

type Draft = Omit<ShapeRow, 'parent' | 'children'>;

function* drafted(template: TableTemplate, data: TableData | undefined): Generator<Draft> {
  const fixed = new Set(template.fixedRows.map((row) => row.key));
  const names = new Map(data?.rows.map((row) => [row.key, row.name]));
  const { total, footer, subjects } = template;
  const draft = (row: FixedRow): Draft => ({
    key: row.key, code: row.code, name: names.get(row.key) ?? row.label, level: row.code === null ? null : '类', group: null, fixed: row, block: row.block, lastBlock: row.lastBlock,
  });
  if (total !== null && subjects?.totalAt === 'first') yield draft(total);
  for (const row of template.blocks.flatMap((block) => [...block.rows, ...(block.groups ?? [])])) yield draft(row);
  for (const row of data?.rows ?? []) if (!fixed.has(row.key)) yield subjectDraft(template, row);
  if (total !== null && subjects?.totalAt === 'last') yield draft(total);
  for (const row of footer) yield draft(row);
}

function subjectDraft(template: TableTemplate, row: RowData): Draft {
  const code = row.code ?? null;
  const listing = template.blocks.findIndex((candidate) => candidate.groups !== null);
  if (listing >= 0) return { key: row.key, code, name: row.name ?? '', level: null, group: groupOf(template, row.group ?? ''), fixed: null, block: listing, lastBlock: listing };
  const block = blockOf(template, code, row.cells);
  const level = code === null || template.subjects === null ? null : levelOfCode(code, template.subjects.list);
  return { key: row.key, code, name: row.name ?? subjectName(template, code), level, group: null, fixed: null, block, lastBlock: block };
}

/** The form's own key of a 一级指标 that may be called by an alias; else the name as it stands. */
function groupOf(template: TableTemplate, name: string): string {
  const groups = template.blocks.flatMap((block) => block.groups ?? []);
  return groups.find((group) => group.key === name || group.aliases.includes(name))?.key ?? name;
}

/** Nearest existing ancestor by code prefix; the 合计 row for those that have none; -1 for rows without a 科目编码. */
function parentOf(row: Draft, byCode: ReadonlyMap<string, number>, total: number): number {
  if (row.code === null || row.level === null) return -1;
  for (let length = row.code.length - 2; length >= 3; length -= 2) {
    const parent = byCode.get(row.code.slice(0, length));
    if (parent !== undefined) return parent;
  }
  return total;
}

/** The block whose 类 the code belongs to, or whose columns a row without a code has; the last one where no block claims a code. */
function blockOf(template: TableTemplate, code: string | null, cells: RowData['cells']): number {
  const { blocks } = template;
  if (blocks.length === 1) return 0;
  if (code === null) {
    const holding = blocks.findIndex((block) => block.columns.some((column) => holdsValues(column) && cells[column.key] !== undefined));
    return Math.max(0, holding);
  }
  const claimed = blocks.findIndex((block) => block.classes.includes(code.slice(0, 3)));
  return claimed >= 0 ? claimed : blocks.length - 1;
}

function subjectName(template: TableTemplate, code: string | null): string {
  return template.subjects?.preset.find((preset) => preset.code === code)?.name ?? '';
}

const valueColumns = new WeakMap<Block, ReadonlyMap<string, Column>>();
/** The block that was asked about last: row after row it is the same. */
let latest: { readonly block: Block; readonly columns: ReadonlyMap<string, Column> } | null = null;

/** A block's columns of values by key, found once. */
function valueColumnsOf(block: Block): ReadonlyMap<string, Column> {
  if (latest?.block === block) return latest.columns;
  const columns = valueColumns.get(block) ?? new Map(block.columns.filter(holdsValues).map((column) => [column.key, column]));
  valueColumns.set(block, columns);
  latest = { block, columns };
  return columns;
}

/** Whether the form has a cell for a value at this row and column. */
export function hasCell(shape: TableShape, row: ShapeRow, column: string): boolean {
  const { fixed } = row;
  if (fixed?.blank === true || fixed?.lacks.includes(column) === true) return false;
  const found = shape.valueColumns[row.lastBlock]?.get(column);
  return found !== undefined && (fixed?.isGroup !== true || found.is === 'amount');
}

/** The column that a cell stands in, as its row's own block has it: stacked blocks may print one key each in its way. */
export function columnOf(shape: TableShape, row: ShapeRow, key: string): Column | null {
  return shape.valueColumns[row.lastBlock]?.get(key) ?? null;
}

/** Depth for indenting: 类 0, 款 1, 项 2. */
export function depthOf(level: Level | null): number {
  return level === '项' ? 2 : level === '款' ? 1 : 0;
}

/** The number of digits a 科目编码 of the classification's deepest level has. */
export function codeLength(list: Classification): number {
  return list === 'functional' ? 7 : 5;
}
