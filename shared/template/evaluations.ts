/**
 * A document's own set of tables: those of the template set, and one for each self-evaluation, which fills in a form of the set. So
 * engine, checks, undo, print and workbook meet a self-evaluation as a table like any other.
 */
import { cellContent, contentText, type Document, type Evaluation, type TableData } from '../document/document.ts';
import { emptyTable } from './new-document.ts';
import { filledIn } from './placeholders.ts';
import type { TableTemplate, Template } from './template.ts';

type Held = Pick<Document, 'tables' | 'evaluations' | 'department' | 'year'>;

/** The set with a table for every self-evaluation of the document; the set itself where there are none. */
export function withEvaluations(template: Template, document: Held): Template {
  const evaluations = document.evaluations ?? [];
  if (evaluations.length === 0) return template;
  const filled = evaluations.flatMap((evaluation): readonly TableTemplate[] => {
    const form = template.forms.find(({ id }) => id === evaluation.form);
    return form === undefined ? [] : [filledForm(form, evaluation, document)];
  });
  return { ...template, tables: [...template.tables, ...filled] };
}

function filledForm(form: TableTemplate, { table }: Evaluation, document: Held): TableTemplate {
  return { ...form, id: table, form: form.id, title: titleOf(form, table, document) };
}

/** The form's title with what its rows say; a project without a name bears its number. */
function titleOf(form: TableTemplate, table: string, document: Held): string {
  const said = (row: string): string => {
    const columns = form.columns.filter((column) => column.is === 'text');
    const texts = columns.map(({ key }) => cellContent(document, { table, row, column: key }));
    return contentText(texts.find((text) => text !== null) ?? null) ?? '';
  };
  const title = filledIn(form.title, document).replace(/\{([^{}]*)\}/gu, (_whole, row: string) => said(row));
  const isUnnamed = form.titledBy.some((row) => said(row) === '');
  return isUnnamed ? `${title}（${Number(table.slice(1))}）` : title;
}

/** A self-evaluation as it is begun: the form's rows and its suggested indicators. Null where the document can have no further one. */
export function newEvaluation(form: TableTemplate, document: Held): { readonly evaluation: Evaluation; readonly data: TableData } | null {
  const table = freeTable(form, document);
  return table === null ? null : { evaluation: { table, form: form.id }, data: emptyTable(form) };
}

/** The form's id for one that stands once, else the lowest number that is free: E01, E02… */
export function freeTable(form: TableTemplate, { tables }: Pick<Document, 'tables'>): string | null {
  if (!form.repeats) return tables[form.id] === undefined ? form.id : null;
  for (let number = 1; ; number++) {
    const table = `E${String(number).padStart(2, '0')}`;
    if (tables[table] === undefined) return table;
  }
}

/** What comes along into another year: names, indicators, targets and weights; what was achieved, scored and explained does not. */
export function carriedTable(form: TableTemplate, data: TableData): TableData {
  const carried = new Set(form.columns.filter((column) => column.isCarried).map(({ key }) => key));
  return { rows: data.rows.map((row) => ({ ...row, cells: Object.fromEntries(Object.entries(row.cells).filter(([column]) => carried.has(column))) })) };
}

/** The form's own name, without what documents fill in: 项目自评表. */
export function formTitle(form: TableTemplate): string {
  return form.title.replace(/\{[^{}]*\}/gu, '');
}
