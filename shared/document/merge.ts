/** 汇总: documents of subordinate units added up cell by cell, rows and columns matched by identity. */
import { amountText, type Decimal } from '../amount/amount.ts';
import type { Engine } from '../formula/engine.ts';
import { isAmount } from '../formula/value.ts';
import { emptyTable } from '../template/new-document.ts';
import { hasCell } from '../template/table-shape.ts';
import type { TableTemplate } from '../template/template.ts';
import { FORMAT_VERSION, type Document, type RowData, type TableData } from './document.ts';

/**
 * The sum of the engines' documents, which must share template, year and unit. Inputs are added as they count, formulas are left to
 * the sum's own engine; a cell is blank where it is blank in all. Where names of one 科目 differ, the first document's stands.
 */
export function mergeDocuments(engines: readonly [Engine, ...Engine[]], department: string): Document {
  const [{ template, document: first }] = engines;
  const isExact = engines.every(({ document }) => document.precision === 'exact');
  return {
    format: 'mingzhang', version: FORMAT_VERSION, template: template.id, department, year: first.year, unit: first.unit,
    decimals: Math.max(...engines.map(({ document }) => document.decimals)), precision: isExact ? 'exact' : 'rounded',
    tables: Object.fromEntries(template.tables.map((table) => [table.id, mergeTable(table, engines)])), waivers: [],
  };
}

function mergeTable(table: TableTemplate, engines: readonly Engine[]): TableData {
  const rows = new Map<string, RowData>(emptyTable(table).rows.map((row) => [row.key, row]));
  for (const engine of engines) {
    for (const row of engine.document.tables[table.id]?.rows ?? []) if (!rows.has(row.key)) rows.set(row.key, { ...row, cells: {} });
  }
  const sums = sumInputs(table, engines);
  const merged = [...rows.values()].map((row): RowData => ({ ...row, cells: Object.fromEntries(Object.entries(sums.get(row.key) ?? {}).map(([column, sum]) => [column, amountText(sum)])) }));
  return { rows: merged.sort(byCode) };
}

/** 科目 rows in the order of their codes; rows without a code stay where they were. */
function byCode(a: RowData, b: RowData): number {
  if (a.code === undefined || b.code === undefined) return 0;
  return a.code < b.code ? -1 : a.code > b.code ? 1 : 0;
}

function sumInputs(table: TableTemplate, engines: readonly Engine[]): ReadonlyMap<string, Record<string, Decimal>> {
  const sums = new Map<string, Record<string, Decimal>>();
  for (const { row, column, value } of engines.flatMap((engine) => inputs(table, engine))) {
    const cells = sums.get(row) ?? {};
    sums.set(row, { ...cells, [column]: cells[column]?.plus(value) ?? value });
  }
  return sums;
}

/** The amounts of a table that are typed, not computed. */
function inputs(table: TableTemplate, engine: Engine): readonly { readonly row: string; readonly column: string; readonly value: Decimal }[] {
  const shape = engine.space.region(table.id)?.shape;
  if (shape === undefined) return [];
  const refs = shape.rows.flatMap((row) => table.columns.filter(({ key }) => hasCell(shape, row, key)).map(({ key }) => ({ table: table.id, row: row.key, column: key })));
  return refs.flatMap((ref) => {
    const value = engine.formula(ref) === null ? engine.value(ref) : null;
    return isAmount(value) ? [{ row: ref.row, column: ref.column, value }] : [];
  });
}
