/**
 * Gives every cell of a document a number, and finds the cells that a reference means. Rows are matched by key, 科目编码 or
 * name; between tables by 科目编码. A 科目 that a table does not list is no cell at all there, which reads as blank.
 */
import type { CellRef, Document, RowData } from '../document/document.ts';
import { type ShapeRow, shapeTable, type TableShape, hasCell } from '../template/table-shape.ts';
import { findColumn, findFixedRow, findTable, type TableTemplate, type Template } from '../template/template.ts';
import type { ColumnSelector, Reference, RowItem, RowSelector } from './syntax.ts';
import { contentValue } from './value.ts';

/** A table's place in the numbering: cell = offset + row × width + column. */
export interface Region {
  readonly shape: TableShape;
  readonly offset: number;
  readonly width: number;
  /** Column key → position. */
  readonly columns: ReadonlyMap<string, number>;
}

/** Where a formula stands: its table, row and column, and what loop variables stand for (科目编码 or row key). */
export interface Scope {
  readonly region: Region | null;
  readonly row: number;
  readonly column: string | null;
  readonly variables: Readonly<Record<string, string>>;
  /** The table that a rule looks at, where several play the role that it names. */
  readonly playing?: Region;
}

/** Where a formula stands that stands in no table. */
export const NO_SCOPE: Scope = { region: null, row: -1, column: null, variables: {} };

const NOTHING: readonly number[] = [];

export class Space {
  readonly regions: readonly Region[];
  readonly size: number;
  private readonly byId: ReadonlyMap<string, Region>;
  private readonly byName = new Map<string, Region | null>();
  private readonly columnSets = new WeakMap<Reference, Map<Region, readonly number[] | null>>();

  constructor(
    readonly template: Template,
    document: Pick<Document, 'tables'>,
  ) {
    let offset = 0;
    this.regions = template.tables.map((table) => {
      const shape = shapeTable(table, document.tables[table.id]);
      const region = { shape, offset, width: table.columns.length, columns: new Map(table.columns.map((column, at) => [column.key, at])) };
      offset += shape.rows.length * region.width;
      return region;
    });
    this.size = offset;
    this.byId = new Map(this.regions.map((region) => [region.shape.template.id, region]));
  }

  /** The region of a table named by id, role, mark or title. */
  region(name: string): Region | null {
    let region = this.byName.get(name);
    if (region === undefined) {
      region = this.byId.get(findTable(this.template.tables, name)?.id ?? '') ?? null;
      this.byName.set(name, region);
    }
    return region;
  }

  /** The table that a name means in a scope: where several play a role, the one that the rule looks at. */
  regionIn(name: string, { playing }: Scope): Region | null {
    return playing !== undefined && fillsIn(playing, name) ? playing : this.region(name);
  }

  /** The self-evaluations that a role or a form's name means. */
  evaluations(name: string): readonly Region[] {
    return this.regions.filter((region) => fillsIn(region, name));
  }

  /** Visits what the document's cells hold and what that is worth, by cell number. */
  forEachContent(document: Pick<Document, 'tables'>, visit: (cell: number, value: Worth) => void): void {
    for (const region of this.regions) {
      for (const row of document.tables[region.shape.template.id]?.rows ?? []) visitRow(region, row, visit);
    }
  }

  /** Number of a cell, or -1 where the document has no such cell. */
  cell(ref: CellRef): number {
    const region = this.byId.get(ref.table);
    const row = region?.shape.index.get(ref.row);
    const column = region?.columns.get(ref.column);
    if (region === undefined || row === undefined || column === undefined) return -1;
    return region.offset + row * region.width + column;
  }

  /** The address of a cell number. */
  refOf(cell: number): CellRef {
    const { region, row, column } = this.locate(cell);
    const { template, rows } = region.shape;
    return { table: template.id, row: rows[row]?.key ?? '', column: template.columns[column]?.key ?? '' };
  }

  /** Region, row position and column position of a cell number. */
  locate(cell: number): { readonly region: Region; readonly row: number; readonly column: number } {
    let low = 0;
    let high = this.regions.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.regions[middle]?.offset ?? 0) <= cell) low = middle;
      else high = middle - 1;
    }
    // Regions of empty width share an offset; step back to the one that owns the cell.
    while (low > 0 && regionSize(this.regions[low]) === 0) low--;
    const region = this.regions[low] as Region;
    const within = cell - region.offset;
    return { region, row: Math.floor(within / region.width), column: within % region.width };
  }

  /** Cells that a reference means in a scope; null where its table is not part of this set. */
  cells(reference: Reference, scope: Scope): readonly number[] | null {
    const region = reference.table === null ? scope.region : this.regionIn(reference.table, scope);
    if (region === null) return null;
    const rows = this.rows(reference.rows, region, scope);
    if (rows.length === 0) return NOTHING;
    const cells: number[] = [];
    for (const row of rows) this.collect(reference, region, row, scope, cells);
    return cells;
  }

  private collect(reference: Reference, region: Region, position: number, scope: Scope, into: number[]): void {
    const row = region.shape.rows[position];
    if (row === undefined) return;
    const base = region.offset + position * region.width;
    if (reference.columns.kind === 'auto') {
      const column = autoColumn(region, row, region === scope.region ? scope.column : null);
      if (column !== null) into.push(base + (region.columns.get(column) ?? 0));
      return;
    }
    for (const column of this.columnsOf(reference, region)) {
      if (hasCell(region.shape, row, region.shape.template.columns[column]?.key ?? '')) into.push(base + column);
    }
  }

  /** Positions of a selector's columns; the same for every row, so found once per formula. */
  private columnsOf(reference: Reference, region: Region): readonly number[] {
    let perRegion = this.columnSets.get(reference);
    if (perRegion === undefined) {
      perRegion = new Map();
      this.columnSets.set(reference, perRegion);
    }
    let found = perRegion.get(region);
    if (found === undefined) {
      found = selectColumns(reference.columns, region.shape.template);
      perRegion.set(region, found);
    }
    return found ?? [];
  }

  /** Positions of the rows a selector means. */
  rows(selector: RowSelector, region: Region, scope: Scope): readonly number[] {
    switch (selector.kind) {
      case 'this':
        return this.sameRow(region, scope);
      case 'all':
        return region.shape.rows.map((_row, position) => position);
      case 'children':
        return region === scope.region ? (region.shape.rows[scope.row]?.children ?? []) : [];
      case 'variable': {
        const code = scope.variables[selector.name] ?? '';
        const position = region.shape.byCode.get(code) ?? region.shape.index.get(code);
        return position === undefined ? [] : [position];
      }
      case 'list':
        return selector.items.flatMap((item) => selectRows(item, region.shape));
    }
  }

  private sameRow(region: Region, scope: Scope): readonly number[] {
    if (region === scope.region) return scope.row < 0 ? [] : [scope.row];
    const here = scope.region?.shape.rows[scope.row];
    if (here === undefined) return [];
    const position = here.code === null ? region.shape.index.get(here.key) : region.shape.byCode.get(here.code);
    return position === undefined ? [] : [position];
  }
}

function fillsIn({ shape: { template } }: Region, name: string): boolean {
  return template.form !== null && (template.role === name || template.aliases.includes(name));
}

function visitRow(region: Region, row: RowData, visit: (cell: number, value: Worth) => void): void {
  const position = region.shape.index.get(row.key);
  if (position === undefined) return;
  const base = region.offset + position * region.width;
  const values = worthOf(row.cells);
  Object.keys(row.cells).forEach((key, at) => {
    const column = region.columns.get(key);
    if (column !== undefined) visit(base + column, values[at] ?? null);
  });
}

type Worth = ReturnType<typeof contentValue>;

/** Values in the order of the cells. Rows are immutable: when one is inserted, all others are worth what they were. */
const worths = new WeakMap<RowData['cells'], readonly Worth[]>();

function worthOf(cells: RowData['cells']): readonly Worth[] {
  let known = worths.get(cells);
  if (known === undefined) {
    known = Object.values(cells).map(contentValue);
    worths.set(cells, known);
  }
  return known;
}

/** The current column where the row has it, else the row's only amount column. */
export function autoColumn(region: Region, row: ShapeRow, current: string | null): string | null {
  if (current !== null && hasCell(region.shape, row, current)) return current;
  const own = amountColumns(region.shape, row);
  return own.length === 1 ? (own[0] ?? null) : null;
}

/** Keys of the amount columns that a row has. */
export function amountColumns(shape: TableShape, row: ShapeRow): readonly string[] {
  return shape.template.columns.map((column) => column.key).filter((key) => hasCell(shape, row, key));
}

/** Positions of the columns a selector names, or null where one is unknown. */
export function selectColumns(selector: ColumnSelector, table: TableTemplate): readonly number[] | null {
  if (selector.kind === 'auto') return null;
  if (selector.kind === 'all') return table.columns.map((_column, at) => at);
  const found: number[] = [];
  for (const item of selector.items) {
    const positions = item.kind === 'name' ? [namedColumn(table, item.name)] : numberedColumns(table, item.from, item.to);
    if (positions.includes(-1)) return null;
    found.push(...positions);
  }
  return found;
}

function namedColumn(table: TableTemplate, name: string): number {
  const column = findColumn(table, name);
  return column === null ? -1 : table.columns.indexOf(column);
}

/** Positions of the columns with the 栏次 `from` to `to`, -1 for one that is not there. */
function numberedColumns(table: TableTemplate, from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_number, at) => table.columns.findIndex((column) => column.key === String(from + at)));
}

function selectRows(item: RowItem, shape: TableShape): readonly number[] {
  switch (item.kind) {
    case 'set':
      return shape.rows.flatMap((row, position) => (isInSet(row, item.set) ? [position] : []));
    case 'range':
      return shape.rows.flatMap((row, position) => (row.fixed !== null && row.fixed.line !== null && row.fixed.line >= item.from && row.fixed.line <= item.to ? [position] : []));
    case 'under':
      return shape.rows.flatMap((row, position) => (isInSet(row, '末级') && row.code !== item.name && row.code?.startsWith(item.name) === true ? [position] : []));
    case 'name': {
      const position = rowByName(shape, item.name);
      return position === null ? [] : [position];
    }
  }
}

function isInSet(row: ShapeRow, set: '类' | '款' | '项' | '父级' | '末级'): boolean {
  if (set === '父级') return row.fixed === null && row.children.length > 0;
  if (set === '末级') return row.fixed === null && (row.level !== null || row.group !== null) && row.children.length === 0;
  return row.level === set;
}

function rowByName(shape: TableShape, name: string): number | null {
  const direct = shape.index.get(name) ?? shape.byCode.get(name);
  if (direct !== undefined) return direct;
  const fixed = findFixedRow(shape.template, name);
  return fixed === null ? null : (shape.index.get(fixed.key) ?? null);
}

function regionSize(region: Region | undefined): number {
  return region === undefined ? 0 : region.width * region.shape.rows.length;
}
