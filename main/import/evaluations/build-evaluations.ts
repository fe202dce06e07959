/** Turns the self-evaluations that were read into tables of the document, every printed value in its place. */
import type { CellContent, CellRef, Document, Evaluation, RowData, TableData } from '../../../shared/document/document.ts';
import { emptyTable } from '../../../shared/template/new-document.ts';
import { freeTable } from '../../../shared/template/evaluations.ts';
import type { Unrecognised } from '../recognise/ledger.ts';
import type { ReadEvaluation } from './read-evaluation.ts';

/** An evaluation as an export of ours names it: its table, and the keys of its indicators in the order in which they stand. */
export interface NamedEvaluation extends Evaluation {
  readonly keys: readonly string[];
}

export interface BuiltEvaluations {
  readonly evaluations: readonly Evaluation[];
  readonly tables: Readonly<Record<string, TableData>>;
  /** Address in the sheet of every value. */
  readonly places: readonly { readonly ref: CellRef; readonly address: string }[];
  /** What was read for each, in the same order. */
  readonly reads: readonly ReadEvaluation[];
  /** Departments' own evaluations beyond the one that a document has. */
  readonly surplus: readonly ReadEvaluation[];
}

/** What a workbook without self-evaluations has. */
export const NO_EVALUATIONS: BuiltEvaluations = { evaluations: [], tables: {}, places: [], reads: [], surplus: [] };

/** `convert` brings an amount into the document's unit; `names` are those of our own export, where they fit. */
export function buildEvaluations(reads: readonly ReadEvaluation[], names: readonly NamedEvaluation[], convert: (amount: string) => string): BuiltEvaluations {
  const fits = names.length === reads.length && names.every(({ form }, at) => reads[at]?.form.id === form);
  const tables: Record<string, TableData> = {};
  const evaluations: Evaluation[] = [];
  const places: BuiltEvaluations['places'][number][] = [];
  const kept: ReadEvaluation[] = [];
  const surplus: ReadEvaluation[] = [];
  reads.forEach((read, at) => {
    const named = fits ? names[at] : undefined;
    const table = named?.table ?? freeTable(read.form, { tables });
    if (table === null) {
      surplus.push(read);
      return;
    }
    tables[table] = tableOf(read, table, named?.keys ?? [], convert, places);
    evaluations.push({ table, form: read.form.id });
    kept.push(read);
  });
  return { evaluations, tables, places, reads: kept, surplus };
}

function tableOf(read: ReadEvaluation, table: string, keys: readonly string[], convert: (amount: string) => string, places: BuiltEvaluations['places'][number][]): TableData {
  const { form } = read;
  const inUnit = (column: string, content: CellContent): CellContent => {
    const isAmount = form.columns.find(({ key }) => key === column)?.format === 'amount';
    return typeof content === 'string' && isAmount ? convert(content) : content;
  };
  const cellsOf = (row: string, values: ReadEvaluation['values']): RowData['cells'] =>
    Object.fromEntries(values.map(({ column, content, address }) => {
      places.push({ ref: { table, row, column }, address: `${read.sheet}!${address}` });
      return [column, inUnit(column, content)];
    }));
  const known = new Set(form.fixedRows.map(({ key }) => key));
  const fixed = emptyTable(form).rows.filter(({ group }) => group === undefined).map((row): RowData => ({ ...row, cells: cellsOf(row.key, read.values.filter((value) => value.row === row.key)) }));
  const taken = new Set(known);
  const listed = read.indicators.map(({ name, group, values }, at): RowData => {
    const key = keys.length === read.indicators.length ? (keys[at] ?? name) : freeKey(name, taken);
    taken.add(key);
    return { key, name, group, cells: cellsOf(key, values) };
  });
  return { rows: [...fixed, ...listed] };
}

function freeKey(name: string, taken: ReadonlySet<string>): string {
  let key = name;
  for (let number = 2; taken.has(key); number++) key = `${name}（${number}）`;
  return key;
}

/** The document's evaluations with the keys of their indicators as printed, for the hidden sheet of an export. */
export function namedEvaluations({ evaluations = [], tables }: Pick<Document, 'evaluations' | 'tables'>, printed: (table: string) => readonly string[]): readonly NamedEvaluation[] {
  return evaluations.map((evaluation) => {
    const listed = new Set(tables[evaluation.table]?.rows.filter(({ group }) => group !== undefined).map(({ key }) => key));
    return { ...evaluation, keys: printed(evaluation.table).filter((key) => listed.has(key)) };
  });
}

/** Cells that found no place. A second one of the department's own is not taken as a whole; it is named, not dropped. */
export function unreadOf({ reads, surplus }: BuiltEvaluations): readonly Unrecognised[] {
  const whole = surplus.map(({ sheet, range, title }): Unrecognised => ({ sheet, address: range, text: title, why: '一份文档只有一张部门整体自评表，采用了先出现的一张', isFigure: false }));
  return [...reads.flatMap(({ unrecognised }) => unrecognised), ...whole];
}
