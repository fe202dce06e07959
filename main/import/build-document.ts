/**
 * Turns what was recognised into a document. Every printed figure is kept: as an input where the form has no formula, as a declared
 * value where it has one and the print differs from what the formula gives.
 */
import { amountText, decimal, type Unit } from '../../shared/amount/amount.ts';
import { type CellContent, contentText, type Document, FORMAT_VERSION, type RowData, type TableData } from '../../shared/document/document.ts';
import { Engine } from '../../shared/formula/engine.ts';
import { isAmount, sameValue } from '../../shared/formula/value.ts';
import { withFollowers } from '../../shared/template/followers.ts';
import { emptyTable } from '../../shared/template/new-document.ts';
import { filledIn } from '../../shared/template/placeholders.ts';
import type { TableTemplate, Template } from '../../shared/template/template.ts';
import { type BuiltEvaluations, NO_EVALUATIONS } from './evaluations/build-evaluations.ts';
import type { SourceUnit } from './recognise/captions.ts';
import { normalise } from './recognise/label-text.ts';
import type { Recognised } from './recognise/recognise-workbook.ts';
import type { DraftCell, DraftRow, TableDraft } from './recognise/table-draft.ts';

/** What is known of the document besides its figures. */
export interface DocumentFacts {
  readonly file: string;
  readonly department: string;
  readonly year: number;
  /** The unit of sheets that do not state one. */
  readonly sourceUnit: SourceUnit;
  readonly unit: Unit;
}

/** Declared values that differ from what the form's formula gives. */
export interface BuiltDocument {
  readonly document: Document;
  readonly engine: Engine;
  readonly differing: readonly { readonly table: string; readonly row: string; readonly column: string; readonly printed: string | null; readonly computed: string | null }[];
}

const YUAN: Readonly<Record<SourceUnit, number>> = { 元: 1, 千元: 1000, 万元: 10_000, 亿元: 100_000_000 };

/** Builds the document of a template set from the recognised tables. */
export function buildDocument(recognised: Recognised, template: Template, facts: DocumentFacts, own: BuiltEvaluations = NO_EVALUATIONS): BuiltDocument {
  const drafts = new Map(recognised.tables.map((table) => [table.draft.table.id, table.draft]));
  const header = {
    format: 'mingzhang', version: FORMAT_VERSION, template: template.id, department: facts.department, year: facts.year, unit: facts.unit,
    decimals: decimalsOf(recognised, template, facts), precision: facts.sourceUnit === '元' ? 'exact' : 'rounded',
  } as const;
  const tables = { ...withFollowers(template, Object.fromEntries(template.tables.map((table) => [table.id, tableData(table, drafts.get(table.id), facts)]))), ...own.tables };
  const evaluations = own.evaluations.length === 0 ? {} : { evaluations: own.evaluations };
  // Every printed value stands in for its formula here, blanks included, so that each formula is judged on what is printed.
  const printed: Document = { ...header, tables, ...evaluations, waivers: [] };
  const engine = new Engine(template, printed);
  const differing: BuiltDocument['differing'][number][] = [];
  const judged = Object.fromEntries(Object.entries(tables).map(([id, data]) => [id, judgedTable(id, data, engine, differing)]));
  const source = {
    file: facts.file,
    tables: Object.fromEntries([...recognised.tables.map(({ draft, places }) => [draft.table.id, { sheet: places.map((place) => place.sheet).join('、'), range: places.map((place) => place.range).join('、') }] as const), ...own.evaluations.map(({ table }, at) => [table, { sheet: own.reads[at]?.sheet ?? '', range: own.reads[at]?.range ?? '' }] as const)]),
  };
  return { document: { ...header, tables: judged, ...evaluations, waivers: [], source }, engine, differing };
}

/** An amount of the sheet in the document's unit, exactly. */
export function converted(amount: string, from: SourceUnit, to: Unit): string {
  return from === to ? amount : amountText(decimal(amount).times(YUAN[from]).dividedBy(YUAN[to]));
}

/** Places that the workbook prints: the template's, or up to four where a good part of the figures shows more. */
function decimalsOf(recognised: Recognised, template: Template, facts: DocumentFacts): number {
  const counts = new Map<number, number>();
  const tally = (cell: DraftCell): void => {
    if (cell.amount === null) return;
    const text = converted(cell.amount, cell.unit ?? facts.sourceUnit, facts.unit);
    const point = text.indexOf('.');
    const places = point < 0 ? 0 : text.length - point - 1;
    counts.set(places, (counts.get(places) ?? 0) + 1);
  };
  for (const { draft } of recognised.tables) {
    for (const row of draft.rows.values()) {
      for (const cell of row.cells.values()) tally(cell);
    }
  }
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const finer = [...counts].filter(([places]) => places > template.decimals);
  const most = Math.max(template.decimals, ...finer.map(([places]) => places));
  return finer.reduce((sum, [, count]) => sum + count, 0) * 20 > all && most <= 4 ? most : template.decimals;
}

function tableData(table: TableTemplate, draft: TableDraft | undefined, facts: DocumentFacts): TableData {
  if (draft === undefined) return emptyTable(table);
  const shown = new Map([...draft.rows].map(([key, row]) => [key, rowData(row, facts)]));
  const fixed = table.fixedRows.filter((row) => !row.blank).map((row): RowData => shown.get(row.key) ?? { key: row.key, cells: {} });
  const fixedKeys = new Set(fixed.map((row) => row.key));
  const own = [...shown.values()].filter((row) => !fixedKeys.has(row.key));
  const notes = draft.notes.filter((note) => !table.notes.some((known) => normalise(known) === normalise(note)));
  return {
    rows: [...fixed, ...inOrder(table, own, draft.isScattered)],
    ...(draft.extraColumns.size > 0 ? { extraColumns: Object.fromEntries(draft.extraColumns) } : {}),
    ...(draft.statement === null || isOwnStatement(table, draft, facts) ? {} : { statement: draft.statement }),
    ...(notes.length > 0 ? { notes: [...draft.notes] } : {}),
  };
}

/** The form's own 空表说明 under a table without figures is printed by itself and not stored; with figures in the table it is a contradiction, and kept. */
function isOwnStatement(table: TableTemplate, draft: TableDraft, facts: DocumentFacts): boolean {
  if (table.empty === null || draft.statement === null) return false;
  const own = filledIn(table.empty, facts);
  const hasFigures = [...draft.rows.values()].some((row) => [...row.cells.values()].some((cell) => cell.amount !== null));
  return !hasFigures && normalise(own) === normalise(draft.statement);
}

/**
 * Rows that the form always prints are there even when the workbook leaves them out; such lists stand in the order of the codes. So
 * do tables gathered from several sheets, whose order says nothing. Else the workbook's order is kept.
 */
function inOrder(table: TableTemplate, rows: readonly RowData[], isScattered: boolean): readonly RowData[] {
  const preset = table.subjects?.preset ?? [];
  if (preset.length === 0 && !isScattered) return rows;
  const codes = new Set(rows.map((row) => row.code));
  const missing = preset.filter(({ code }) => !codes.has(code)).map(({ code, name }): RowData => ({ key: code, code, name, cells: {} }));
  const rank = (row: RowData): string => row.code ?? '\uffff';
  return [...rows, ...missing].sort((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0));
}

function rowData(row: DraftRow, facts: DocumentFacts): RowData {
  const cells: Record<string, CellContent> = {};
  for (const [column, cell] of row.cells) cells[column] = row.isCount ? (cell.amount ?? { declared: null }) : contentOf(cell, facts);
  return { key: row.key, ...(row.code === null ? {} : { code: row.code }), ...(row.name === null ? {} : { name: row.name }), cells };
}

function contentOf(cell: DraftCell, facts: DocumentFacts): CellContent {
  if (cell.text !== null) return { text: cell.text };
  return cell.amount === null ? { declared: null } : converted(cell.amount, cell.unit ?? facts.sourceUnit, facts.unit);
}

function judgedTable(id: string, data: TableData, engine: Engine, differing: BuiltDocument['differing'][number][]): TableData {
  /** What the document keeps of a printed value; null for nothing. */
  const judged = (row: string, column: string, content: CellContent): CellContent | null => {
    if (typeof content === 'object' && 'text' in content) return content;
    const ref = { table: id, row, column };
    const printed = contentText(content);
    if (engine.formula(ref) === null) return printed;
    const computed = engine.computedValue(ref);
    // What is printed is what counts there.
    if (sameValue(engine.value(ref), computed)) return null;
    differing.push({ ...ref, printed, computed: isAmount(computed) ? amountText(computed) : null });
    return { declared: printed };
  };
  const rows = data.rows.map((row): RowData => {
    const cells: Record<string, CellContent> = {};
    for (const column in row.cells) {
      const kept = judged(row.key, column, row.cells[column] ?? { declared: null });
      if (kept !== null) cells[column] = kept;
    }
    return { ...row, cells };
  });
  return { ...data, rows };
}
