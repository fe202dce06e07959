/**
 * Edits: plain data in a closed union, each with an inverse. Undo, the change record 留痕, the autosave journal and crash
 * recovery are all the same list of edits. An edit carries what was there before, so that inverting needs no document.
 */
import { z } from 'zod';
import { assertNever } from '../assert-never.ts';
import { type CellContent, type Document, documentSchema, type Evaluation, type RowData, rowPosition, type TableData, withCell, withRemark, withTable } from './document.ts';

const cell = documentSchema.shape.tables.valueType.shape.rows.element.shape.cells.valueType;
const row = documentSchema.shape.tables.valueType.shape.rows.element;
const table = documentSchema.shape.tables.valueType;
const evaluation = documentSchema.shape.evaluations.unwrap().element;
const waiver = documentSchema.shape.waivers.element;
const header = documentSchema.pick({ department: true, year: true, unit: true, decimals: true, precision: true });
const priorOrNothing = documentSchema.shape.prior.unwrap().nullable();

/** Every change a document can undergo. `from` is what was there, `to` what comes. */
export const editSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('set-cell'), table: z.string(), row: z.string(), column: z.string(), from: cell.nullable(), to: cell.nullable() }),
  z.strictObject({ kind: z.literal('insert-row'), table: z.string(), at: z.number().int().min(0), row }),
  z.strictObject({ kind: z.literal('delete-row'), table: z.string(), at: z.number().int().min(0), row }),
  z.strictObject({ kind: z.literal('move-row'), table: z.string(), from: z.number().int().min(0), to: z.number().int().min(0) }),
  z.strictObject({ kind: z.literal('rename-row'), table: z.string(), row: z.string(), from: z.string().nullable(), to: z.string().nullable() }),
  /** An indicator goes to another 一级指标. */
  z.strictObject({ kind: z.literal('regroup-row'), table: z.string(), row: z.string(), from: z.string().nullable(), to: z.string().nullable() }),
  z.strictObject({ kind: z.literal('add-evaluation'), at: z.number().int().min(0), evaluation, data: table }),
  z.strictObject({ kind: z.literal('remove-evaluation'), at: z.number().int().min(0), evaluation, data: table }),
  z.strictObject({ kind: z.literal('move-evaluation'), from: z.number().int().min(0), to: z.number().int().min(0) }),
  z.strictObject({ kind: z.literal('set-statement'), table: z.string(), from: z.string().nullable(), to: z.string().nullable() }),
  z.strictObject({ kind: z.literal('set-notes'), table: z.string(), from: z.array(z.string()).nullable(), to: z.array(z.string()).nullable() }),
  z.strictObject({ kind: z.literal('set-text'), key: z.string(), from: z.string().nullable(), to: z.string().nullable() }),
  z.strictObject({ kind: z.literal('set-remark'), table: z.string(), row: z.string(), column: z.string(), from: z.string().nullable(), to: z.string().nullable() }),
  z.strictObject({ kind: z.literal('set-header'), from: header, to: header }),
  z.strictObject({ kind: z.literal('set-prior'), from: priorOrNothing, to: priorOrNothing }),
  z.strictObject({ kind: z.literal('add-waiver'), at: z.number().int().min(0), waiver }),
  z.strictObject({ kind: z.literal('remove-waiver'), at: z.number().int().min(0), waiver }),
]);

export type Edit = Readonly<z.infer<typeof editSchema>>;

/** The document after an edit. Throws where the edit names a row or table that is not there: such an edit was not made for it. */
export function applyEdit(document: Document, edit: Edit): Document {
  switch (edit.kind) {
    case 'set-cell':
      return withCell(document, edit, edit.to);
    case 'insert-row':
      return withRows(document, edit.table, (rows) => inserted(rows, edit.at, edit.row));
    case 'delete-row':
      return withRows(document, edit.table, (rows) => removed(rows, edit.at, edit.row.key));
    case 'move-row':
      return withRows(document, edit.table, (rows) => moved(rows, edit.from, edit.to));
    case 'rename-row':
      return withRows(document, edit.table, (rows) => relabelled(rows, edit.row, 'name', edit.to));
    case 'regroup-row':
      return withRows(document, edit.table, (rows) => relabelled(rows, edit.row, 'group', edit.to));
    case 'add-evaluation':
      return withEvaluation(document, edit.at, edit.evaluation, edit.data);
    case 'remove-evaluation':
      return withoutEvaluation(document, edit.at, edit.evaluation);
    case 'move-evaluation':
      return withMovedEvaluation(document, edit.from, edit.to);
    case 'set-statement':
      return withOptional(document, edit.table, 'statement', edit.to);
    case 'set-notes':
      return withOptional(document, edit.table, 'notes', edit.to);
    case 'set-text':
      return withText(document, edit.key, edit.to);
    case 'set-remark':
      return withRemark(document, edit, edit.to);
    case 'set-header':
      return { ...document, ...edit.to };
    case 'set-prior': {
      const { prior: _gone, ...rest } = document;
      return edit.to === null ? rest : { ...rest, prior: edit.to };
    }
    case 'add-waiver':
      return { ...document, waivers: document.waivers.toSpliced(edit.at, 0, edit.waiver) };
    case 'remove-waiver':
      return { ...document, waivers: document.waivers.toSpliced(edit.at, 1) };
    default:
      return assertNever(edit);
  }
}

/** The edit that takes this one back. */
export function invertEdit(edit: Edit): Edit {
  switch (edit.kind) {
    case 'insert-row':
      return { ...edit, kind: 'delete-row' };
    case 'delete-row':
      return { ...edit, kind: 'insert-row' };
    case 'add-evaluation':
      return { ...edit, kind: 'remove-evaluation' };
    case 'remove-evaluation':
      return { ...edit, kind: 'add-evaluation' };
    case 'add-waiver':
      return { ...edit, kind: 'remove-waiver' };
    case 'remove-waiver':
      return { ...edit, kind: 'add-waiver' };
    default:
      return { ...edit, from: edit.to, to: edit.from } as Edit;
  }
}

const STRUCTURAL: readonly Edit['kind'][] = [
  'insert-row', 'delete-row', 'move-row', 'rename-row', 'regroup-row', 'add-evaluation', 'remove-evaluation', 'move-evaluation', 'set-header', 'set-prior',
];

/** Whether an edit changes more than figures that formulas read: tables, rows, their names, the unit, last year's tables. All must be bound anew. */
export function isStructural(edit: Edit): boolean {
  return STRUCTURAL.includes(edit.kind);
}

/** The `set-cell` edit that puts `to` into a cell of `document`. */
export function setCell(document: Document, ref: { table: string; row: string; column: string }, to: CellContent | null): Edit {
  const rows = document.tables[ref.table]?.rows ?? [];
  const from = rows[rowPosition(rows, ref.row)]?.cells[ref.column] ?? null;
  return { kind: 'set-cell', table: ref.table, row: ref.row, column: ref.column, from, to };
}

function withRows(document: Document, table: string, change: (rows: readonly RowData[]) => readonly RowData[]): Document {
  const data = document.tables[table];
  if (data === undefined) throw new Error(`no table ${table}`);
  return withTable(document, table, { ...data, rows: change(data.rows) });
}

function inserted(rows: readonly RowData[], at: number, row: RowData): readonly RowData[] {
  if (rowPosition(rows, row.key) >= 0) throw new Error(`row ${row.key} exists already`);
  return rows.toSpliced(at, 0, row);
}

function removed(rows: readonly RowData[], at: number, key: string): readonly RowData[] {
  if (rows[at]?.key !== key) throw new Error(`row ${key} is not at ${at}`);
  return rows.toSpliced(at, 1);
}

function moved(rows: readonly RowData[], from: number, to: number): readonly RowData[] {
  const row = rows[from];
  if (row === undefined || to >= rows.length) throw new Error(`no row at ${from} or ${to}`);
  return rows.toSpliced(from, 1).toSpliced(to, 0, row);
}

function relabelled(rows: readonly RowData[], key: string, field: 'name' | 'group', to: string | null): readonly RowData[] {
  const at = rowPosition(rows, key);
  const row = rows[at];
  if (row === undefined) throw new Error(`no row ${key}`);
  const { [field]: _gone, ...rest } = row;
  return rows.with(at, to === null ? rest : { ...rest, [field]: to });
}

function withEvaluation(document: Document, at: number, evaluation: Evaluation, data: TableData): Document {
  if (document.tables[evaluation.table] !== undefined) throw new Error(`table ${evaluation.table} exists already`);
  return withTable({ ...document, evaluations: (document.evaluations ?? []).toSpliced(at, 0, evaluation) }, evaluation.table, data);
}

/** A document without self-evaluations has no list of them, so that taking back the first one gives the very document from before. */
function withoutEvaluation(document: Document, at: number, { table: id }: Evaluation): Document {
  const { evaluations = [], ...rest } = document;
  if (evaluations[at]?.table !== id) throw new Error(`evaluation ${id} is not at ${at}`);
  const { [id]: _gone, ...tables } = document.tables;
  const left = evaluations.toSpliced(at, 1);
  return { ...rest, tables, ...(left.length === 0 ? {} : { evaluations: left }) };
}

function withMovedEvaluation(document: Document, from: number, to: number): Document {
  const { evaluations = [] } = document;
  const moving = evaluations[from];
  if (moving === undefined || to >= evaluations.length) throw new Error(`no evaluation at ${from} or ${to}`);
  return { ...document, evaluations: evaluations.toSpliced(from, 1).toSpliced(to, 0, moving) };
}

function withOptional(document: Document, table: string, field: 'statement' | 'notes', value: string | string[] | null): Document {
  const data = document.tables[table];
  if (data === undefined) throw new Error(`no table ${table}`);
  const { [field]: _gone, ...rest } = data;
  return withTable(document, table, (value === null ? rest : { ...rest, [field]: value }) as TableData);
}

/** A document without texts has none at all, so that taking back the first one gives the very document from before. */
function withText(document: Document, key: string, text: string | null): Document {
  const { texts, ...rest } = document;
  const { [key]: _gone, ...others } = texts ?? {};
  const next = text === null ? others : { ...texts, [key]: text };
  return Object.keys(next).length === 0 ? rest : { ...rest, texts: next };
}
