/** 汇总: documents of subordinate units added up cell by cell, rows and columns matched by identity. */
import { amountText, decimal, type Decimal } from '../amount/amount.ts';
import type { Engine } from '../formula/engine.ts';
import { CellError, isAmount } from '../formula/value.ts';
import { emptyTable } from '../template/new-document.ts';
import { hasCell } from '../template/table-shape.ts';
import type { TableTemplate } from '../template/template.ts';
import { cellContent, type CellRef, type Document, FORMAT_VERSION, type RowData, type TableData } from './document.ts';

type Engines = readonly [Engine, ...Engine[]];

/**
 * The sum of the engines' documents, which must share template, year and unit. Inputs are added as they count, formulas are left to
 * the sum's own engine; a cell is blank where it is blank in all. Where names of one 科目 differ, the first document's stands.
 * Last year's tables are added up where all have them.
 */
export function mergeDocuments(engines: Engines, department: string): Document {
  const [{ template, document: first }] = engines;
  const isExact = engines.every(({ document }) => document.precision === 'exact');
  const prior = mergedPrior(engines);
  return {
    format: 'mingzhang', version: FORMAT_VERSION, template: template.id, department, year: first.year, unit: first.unit,
    decimals: Math.max(...engines.map(({ document }) => document.decimals)), precision: isExact ? 'exact' : 'rounded',
    tables: mergeTables(engines), ...(prior === null ? {} : { prior }), waivers: [], ...extraSheetsOf(engines),
  };
}

/** What no template knows can't be added up: each unit's own stand beside each other. */
function extraSheetsOf(engines: Engines): Pick<Document, 'extraSheets'> {
  const sheets = engines.flatMap(({ document }) => (document.extraSheets ?? []).map((sheet) => ({ ...sheet, name: document.department === '' ? sheet.name : `${sheet.name}（${document.department}）` })));
  return sheets.length === 0 ? {} : { extraSheets: sheets };
}

/** What of the documents their sum does not hold, for whoever adds them up to say. */
export interface LeftOut {
  /** Declared values on cells that the sum computes anew. */
  readonly declared: number;
  readonly hasTexts: boolean;
  readonly hasRemarks: boolean;
  readonly hasEvaluations: boolean;
  /** 空表说明 and 注 of tables: they may hold for one unit and not for the sum. */
  readonly hasNotes: boolean;
  /** 尾差 accepted and findings explained. */
  readonly hasWaivers: boolean;
  readonly hasPrior: boolean;
}

/** What `mergeDocuments` leaves behind. */
export function leftOutOfMerge(engines: Engines): LeftOut {
  return {
    declared: engines.reduce((sum, engine) => sum + summedTables(engine).flatMap((table) => cellsOf(table, engine).filter((ref) => isDeclared(ref, engine) && !isTyped(ref, engines))).length, 0),
    hasEvaluations: engines.some(({ document }) => document.evaluations !== undefined),
    hasNotes: engines.some(({ document }) => Object.values(document.tables).some(({ statement, notes }) => statement !== undefined || notes !== undefined)),
    hasWaivers: engines.some(({ document }) => document.waivers.length > 0),
    hasRemarks: engines.some(({ document }) => document.remarks !== undefined),
    hasTexts: engines.some(({ document }) => Object.keys(document.texts ?? {}).length > 0),
    hasPrior: mergedPrior(engines) === null && engines.some(({ document }) => document.prior !== undefined),
  };
}

function mergedPrior(engines: Engines): Document['prior'] | null {
  const [first, ...others] = engines.map((engine) => engine.priorEngine()).filter((engine) => engine !== null);
  if (first === undefined || others.length + 1 < engines.length) return null;
  const { template, year } = first.document;
  if (others.some(({ document }) => document.template !== template || document.year !== year)) return null;
  return { template, year, tables: mergeTables([first, ...others]) };
}

function mergeTables(engines: Engines): Document['tables'] {
  return Object.fromEntries(summedTables(engines[0]).map((table) => [table.id, mergeTable(table, engines)]));
}

/** Self-evaluations are each unit's own: scores do not add up. */
function summedTables({ template }: Engine): readonly TableTemplate[] {
  return template.tables.filter((table) => table.form === null);
}

function mergeTable(table: TableTemplate, engines: Engines): TableData {
  const sums = new Map<string, Record<string, Decimal>>();
  for (const { row, column, value } of engines.flatMap((engine) => terms(table, engine, engines))) {
    const cells = sums.get(row) ?? {};
    sums.set(row, { ...cells, [column]: cells[column]?.plus(value) ?? value });
  }
  const rows = mergedRows(table, engines).map((row): RowData => {
    const cells = Object.entries(sums.get(row.key) ?? {}).map(([column, sum]) => {
      const isFormula = engines.some((engine) => engine.formula({ table: table.id, row: row.key, column }) !== null);
      return [column, isFormula ? { declared: amountText(sum) } : amountText(sum)] as const;
    });
    return { ...row, cells: Object.fromEntries(cells) };
  });
  const extraColumns = Object.assign({}, ...engines.map(({ document }) => document.tables[table.id]?.extraColumns)) as Record<string, string>;
  return { rows, ...(Object.keys(extraColumns).length === 0 ? {} : { extraColumns }) };
}

/** The form's rows, then the 科目 of all documents in the order of their codes, then rows that the form does not know. */
function mergedRows(table: TableTemplate, engines: Engines): readonly RowData[] {
  const rows = new Map<string, RowData>(emptyTable(table).rows.map((row) => [row.key, row]));
  const own = new Set(table.fixedRows.map((row) => row.key));
  for (const engine of engines) {
    for (const row of engine.document.tables[table.id]?.rows ?? []) if (!rows.has(row.key)) rows.set(row.key, { ...row, cells: {} });
  }
  const rank = (row: RowData): string => (own.has(row.key) ? '' : (row.code ?? '\uffff'));
  return [...rows.values()].sort((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0));
}

interface Term {
  readonly row: string;
  readonly column: string;
  readonly value: Decimal;
}

/** The amounts of a table that are added up: what is typed, and what stands in columns that the form does not know. */
function terms(table: TableTemplate, engine: Engine, engines: Engines): readonly Term[] {
  const typed = cellsOf(table, engine).filter((ref) => isTyped(ref, engines)).flatMap(({ row, column, ...ref }): readonly Term[] => {
    const value = engine.value({ ...ref, row, column });
    return isAmount(value) ? [{ row, column, value }] : [];
  });
  const data = engine.document.tables[table.id];
  const extra = Object.keys(data?.extraColumns ?? {});
  const unknown = (data?.rows ?? []).flatMap((row) => extra.flatMap((column): readonly Term[] => {
    const content = row.cells[column];
    return typeof content === 'string' ? [{ row: row.key, column, value: decimal(content) }] : [];
  }));
  return [...typed, ...unknown];
}

/**
 * Whether a cell's values are added up rather than computed by the sum: an input in some document (one may stop at 款 where another goes
 * on to 项), or a formula that lacks data in one of them (last year's, mostly), where what was typed over it is all there is.
 */
function isTyped(ref: CellRef, engines: Engines): boolean {
  if (engines.some((engine) => engine.exists(ref) && engine.formula(ref) === null)) return true;
  return engines.some((engine) => lacksData(ref, engine)) && !engines.some((engine) => engine.value(ref) instanceof CellError);
}

function lacksData(ref: CellRef, engine: Engine): boolean {
  const computed = engine.computedValue(ref);
  return computed instanceof CellError && computed.code === '缺少数据';
}

function isDeclared(ref: CellRef, engine: Engine): boolean {
  return engine.formula(ref) !== null && cellContent(engine.document, ref) !== null;
}

function cellsOf(table: TableTemplate, engine: Engine): readonly CellRef[] {
  const shape = engine.space.region(table.id)?.shape;
  if (shape === undefined) return [];
  return shape.rows.flatMap((row) => table.columns.filter(({ key }) => hasCell(shape, row, key)).map(({ key }) => ({ table: table.id, row: row.key, column: key })));
}
