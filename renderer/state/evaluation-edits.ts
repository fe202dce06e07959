/** What the user does to self-evaluations as a whole and to their indicators, as edits of the document. */
import { roundHalfUp } from '../../shared/amount/amount.ts';
import type { Document, RowData, TableData } from '../../shared/document/document.ts';
import { type Edit, setCell } from '../../shared/document/edit.ts';
import type { Engine } from '../../shared/formula/engine.ts';
import { query } from '../../shared/formula/query.ts';
import { isAmount } from '../../shared/formula/value.ts';
import { carriedTable, formTitle, freeTable, newEvaluation } from '../../shared/template/evaluations.ts';
import type { TableTemplate, Template } from '../../shared/template/template.ts';
import type { Workspace } from './workspace.ts';

type NewEvaluation = Extract<Edit, { kind: 'add-evaluation' }>;
type NewRow = Extract<Edit, { kind: 'insert-row' }>['row'];

/** Begins a self-evaluation of a form; the table that it got, null where there can be no further one. */
export function beginEvaluation(workspace: Workspace, form: TableTemplate): string | null {
  const { document } = workspace.engine;
  const begun = newEvaluation(form, document);
  if (begun === null) return null;
  workspace.carryOut(`新建${formTitle(form)}`, [adding(document, begun.evaluation, begun.data)]);
  return begun.evaluation.table;
}

/** Another project with the same indicators, targets and weights, under a name that is still to be given. */
export function copyEvaluation(workspace: Workspace, form: TableTemplate, table: string): string | null {
  const { document } = workspace.engine;
  const data = document.tables[table];
  const to = freeTable(form, document);
  if (data === undefined || to === null) return null;
  const named = new Set(form.titledBy);
  const carried = carriedTable(form, data);
  workspace.carryOut(`复制${formTitle(form)}`, [adding(document, { table: to, form: form.id }, { rows: carried.rows.map((row) => (named.has(row.key) ? { ...row, cells: {} } : row)) })]);
  return to;
}

export function removeEvaluation(workspace: Workspace, table: string): void {
  const { document, template } = workspace.engine;
  const at = placeOf(document, table);
  const evaluation = document.evaluations?.[at];
  const data = document.tables[table];
  if (evaluation === undefined || data === undefined) return;
  workspace.carryOut(`删除${template.tables.find(({ id }) => id === table)?.title ?? table}`, [{ kind: 'remove-evaluation', at, evaluation: { ...evaluation }, data: plain(data) }]);
}

export function moveEvaluation(workspace: Workspace, table: string, by: 1 | -1): void {
  const { document } = workspace.engine;
  const from = placeOf(document, table);
  const to = from + by;
  if (from < 0 || to < 0 || to >= (document.evaluations?.length ?? 0)) return;
  workspace.carryOut('移动自评表', [{ kind: 'move-evaluation', from, to }]);
}

/** Last year's self-evaluations that this year does not have yet: by title, as a project keeps its name. */
export function missingFromLastYear(engine: Engine): readonly { readonly form: TableTemplate; readonly data: TableData; readonly title: string }[] {
  const last = engine.priorEngine();
  if (last === null) return [];
  const titles = new Set(filledForms(engine.template).map(({ title }) => title));
  return filledForms(last.template).flatMap(({ id, form: formId, title }) => {
    const form = engine.template.forms.find((one) => one.id === formId);
    const data = last.document.tables[id];
    return form === undefined || data === undefined || titles.has(title) ? [] : [{ form, data, title }];
  });
}

/** Takes over last year's indicators, targets and weights. */
export function takeFromLastYear(workspace: Workspace): void {
  let document: Pick<Document, 'tables' | 'evaluations'> = workspace.engine.document;
  const edits = missingFromLastYear(workspace.engine).flatMap(({ form, data }): readonly NewEvaluation[] => {
    const table = freeTable(form, document);
    if (table === null) return [];
    const edit = adding(document, { table, form: form.id }, carriedTable(form, data));
    document = { evaluations: [...(document.evaluations ?? []), edit.evaluation], tables: { ...document.tables, [table]: edit.data } };
    return [edit];
  });
  workspace.carryOut('从上年带入自评表', edits);
}

/** A new indicator at the end of a group, or behind another one with what that one has of plan; its key. */
export function addIndicator(workspace: Workspace, form: TableTemplate, table: string, group: string, behind: RowData | null = null): string {
  const { document } = workspace.engine;
  const rows = document.tables[table]?.rows ?? [];
  const at = behind === null ? rows.findLastIndex((row) => row.group === group) : rows.findIndex(({ key }) => key === behind.key);
  const carried = behind === null ? { cells: {} } : (carriedTable(form, { rows: [behind] }).rows[0] ?? { cells: {} });
  const row: NewRow = { ...structuredClone(carried) as Pick<NewRow, 'cells'>, key: freeKey(rows), name: behind === null ? '' : `${behind.name ?? ''}（副本）`, group };
  workspace.carryOut(behind === null ? '添加指标' : '复制指标', [{ kind: 'insert-row', table, at: at < 0 ? rows.length : at + 1, row }]);
  return row.key;
}

export function removeIndicator(workspace: Workspace, table: string, key: string): void {
  const rows = workspace.engine.document.tables[table]?.rows ?? [];
  const at = rows.findIndex((row) => row.key === key);
  const row = rows[at];
  if (row !== undefined) workspace.carryOut(`删除指标 ${row.name ?? ''}`, [{ kind: 'delete-row', table, at, row: structuredClone(row) as NewRow }]);
}

/** One place up or down among those of its group; beyond its end into the next group. */
export function moveIndicator(workspace: Workspace, form: TableTemplate, table: string, key: string, by: 1 | -1): void {
  const rows = workspace.engine.document.tables[table]?.rows ?? [];
  const from = rows.findIndex((row) => row.key === key);
  const group = rows[from]?.group;
  const mates = rows.flatMap((row, at) => (row.group === group && group !== undefined ? [at] : []));
  const to = mates[mates.indexOf(from) + by];
  if (to !== undefined) {
    workspace.carryOut('移动指标', [{ kind: 'move-row', table, from, to }]);
    return;
  }
  const groups = form.blocks.flatMap((block) => block.groups ?? []).map((one) => one.key);
  const next = groups[groups.indexOf(group ?? '') + by];
  if (next !== undefined && group !== undefined) workspace.carryOut(`改列${next}`, [{ kind: 'regroup-row', table, row: key, from: group, to: next }]);
}

/** Scores by the form's rule for the indicators that have none and can be measured. */
export function scoreByRule(workspace: Workspace, form: TableTemplate, table: string): number {
  const { engine } = workspace;
  const region = engine.space.region(table);
  const column = form.scoring?.target.columns.kind === 'list' ? form.scoring.target.columns.items[0] : undefined;
  if (region === null || form.scoring === null || column?.kind !== 'name') return 0;
  const { expression } = form.scoring;
  const edits = region.shape.rows.flatMap((row, at): readonly Edit[] => {
    const ref = { table, row: row.key, column: column.name };
    if (row.group === null || engine.value(ref) !== null) return [];
    const { value } = query(engine, expression, { region, row: at, column: column.name, variables: {} });
    return isAmount(value) ? [setCell(engine.document, ref, roundHalfUp(value, 2).toFixed())] : [];
  });
  workspace.carryOut('按完成比例计分', edits);
  return edits.length;
}

function filledForms({ tables }: Template): readonly TableTemplate[] {
  return tables.filter(({ form }) => form !== null);
}

function adding(document: Pick<Document, 'evaluations'>, evaluation: NewEvaluation['evaluation'], data: TableData): NewEvaluation {
  return { kind: 'add-evaluation', at: document.evaluations?.length ?? 0, evaluation: { ...evaluation }, data: plain(data) };
}

/** Edits are plain data of their own; documents may not be changed. */
function plain(data: TableData): NewEvaluation['data'] {
  return structuredClone(data) as NewEvaluation['data'];
}

function placeOf(document: Document, table: string): number {
  return document.evaluations?.findIndex((evaluation) => evaluation.table === table) ?? -1;
}

function freeKey(rows: readonly RowData[]): string {
  const taken = new Set(rows.map(({ key }) => key));
  let number = 1;
  while (taken.has(`指标${number}`)) number++;
  return `指标${number}`;
}
