/**
 * Validates a set beyond what loading it asks: its formulas are put to work on a document without figures, where whatever fails is the
 * template's own fault. Formulas that define each other in a circle are found here.
 */
import type { CellRef, Document, RowData } from '../document/document.ts';
import { Engine } from '../formula/engine.ts';
import { CellError, isAmount } from '../formula/value.ts';
import { readTemplate, type TemplateFiles } from './load.ts';
import { newEvaluation } from './evaluations.ts';
import { newDocument } from './new-document.ts';
import type { Locate } from './set-reader.ts';
import { codeLength } from './table-shape.ts';
import type { TableTemplate, Template, TemplateProblem } from './template.ts';

/** Every mistake in the set `id`. `isKnownTest` tells which named tests the checks have. */
export function validateTemplate(files: TemplateFiles, id: string, isKnownTest: (name: string) => boolean = () => true): readonly TemplateProblem[] {
  const { template, problems, locate } = readTemplate(files, id);
  if (template === null) return problems;
  for (const rule of template.rules) {
    if (rule.test !== null && !isKnownTest(rule.test)) locate(rule, 0, `规则 ${rule.id}：没有名为“${rule.test}”的检查（test）`);
  }
  // On a set with dangling references every failure of a formula would be a consequence of what is reported already.
  if (problems.length > 0) return problems;
  const engine = new Engine(template, blankWithSubjects(template));
  const cells = cellsOf(engine);
  reportCycles(engine, cells, locate);
  reportMisfits(engine, cells, locate);
  reportUnjudgeable(engine, locate);
  return problems;
}

/** A fresh document that lists every 科目 of the set in every 科目 table, so that the formulas of parents and children are there too. */
function blankWithSubjects(template: Template): Document {
  const fresh = template.forms.reduce(withForm, newDocument(template, { department: '' }));
  const tables = template.tables.map((table) => {
    const rows = fresh.tables[table.id]?.rows ?? [];
    const listed = new Set(rows.map((row) => row.key));
    return [table.id, { rows: [...rows, ...subjectRows(template, table).filter((row) => !listed.has(row.key))] }] as const;
  });
  return { ...fresh, tables: { ...fresh.tables, ...Object.fromEntries(tables) } };
}

function withForm(document: Document, form: TableTemplate): Document {
  const begun = newEvaluation(form, document);
  return begun === null ? document : { ...document, evaluations: [...(document.evaluations ?? []), begun.evaluation], tables: { ...document.tables, [begun.evaluation.table]: begun.data } };
}

function subjectRows(template: Template, { subjects }: TableTemplate): readonly RowData[] {
  if (subjects === null) return [];
  const names = [...template.subjects[subjects.list]].filter(([code]) => code.length <= codeLength(subjects.list));
  return names.map(([code, name]) => ({ key: code, code, name, cells: {} }));
}

function cellsOf(engine: Engine): readonly CellRef[] {
  return Array.from({ length: engine.space.size }, (_cell, at) => engine.space.refOf(at)).filter((ref) => engine.formula(ref) !== null);
}

/** One problem for each set of formulas that go round in a circle, however many rows they do it in. */
function reportCycles(engine: Engine, cells: readonly CellRef[], locate: Locate): void {
  const done = new Set<string>();
  const reported = new Set<object>();
  for (const start of cells) {
    const circle = circleFrom(engine, start, done);
    const formulas = circle.flatMap((ref) => engine.formula(ref)?.formula ?? []);
    const first = formulas[0];
    if (first === undefined || formulas.every((formula) => reported.has(formula))) continue;
    for (const formula of formulas) reported.add(formula);
    const places = circle.map((ref) => placeName(engine, ref));
    const shown = places.length > 6 ? [...places.slice(0, 5), `…（共 ${places.length} 格）`] : places;
    locate(first, 0, `公式循环引用：${[...shown, places[0]].join(' ← ')}，请让其中一格由录入或别处得出`);
  }
}

/** Walks back along cells in error to where the walk meets itself; empty where it meets what was walked before, or nothing. */
function circleFrom(engine: Engine, start: CellRef, done: Set<string>): readonly CellRef[] {
  const path: CellRef[] = [];
  const places = new Map<string, number>();
  for (let here: CellRef | undefined = start; here !== undefined; here = engine.precedents(here).find((ref) => isCircular(engine, ref))) {
    const key = `${here.table}\n${here.row}\n${here.column}`;
    const met = places.get(key);
    if (met !== undefined) return path.slice(met);
    if (done.has(key) || !isCircular(engine, here)) return [];
    done.add(key);
    places.set(key, path.push(here) - 1);
  }
  return [];
}

function isCircular(engine: Engine, ref: CellRef): boolean {
  const value = engine.computedValue(ref);
  return value instanceof CellError && value.code === '循环引用';
}

/** Formulas that can't give an amount, each reported once. Figures that are merely missing are no fault here. */
function reportMisfits(engine: Engine, cells: readonly CellRef[], locate: Locate): void {
  const reported = new Set<object>();
  for (const ref of cells) {
    const formula = engine.formula(ref)?.formula;
    const fault = misfit(engine, ref);
    if (formula === undefined || fault === null || reported.has(formula)) continue;
    reported.add(formula);
    locate(formula, 0, `${fault}（${placeName(engine, ref)}）`);
  }
}

const ONE_AMOUNT = '此处只能是一格金额，所写的却是多格或文字；多格相加请用 SUM';

/** Why a cell's own formula gives no amount; null where it does, or where an error merely reached it. */
function misfit(engine: Engine, ref: CellRef): string | null {
  const value = engine.computedValue(ref);
  if (value === null || isAmount(value)) return null;
  if (!(value instanceof CellError)) return '公式得出的不是金额';
  const isOwn = !engine.precedents(ref).some((source) => engine.value(source) instanceof CellError);
  return value.code === '类型不符' && isOwn ? ONE_AMOUNT : null;
}

/** Rules that can't judge. An error that came in from a cell names that cell in `why`; a bare code arose in the rule itself. */
function reportUnjudgeable(engine: Engine, locate: Locate): void {
  const reported = new Set<object>();
  for (const { check, state, why } of engine.checks()) {
    if (check.cell >= 0 || state !== 'insufficientData' || why !== '类型不符' || reported.has(check.expression)) continue;
    reported.add(check.expression);
    locate(check.expression, 0, ONE_AMOUNT);
  }
}

function placeName(engine: Engine, ref: CellRef): string {
  const region = engine.space.region(ref.table);
  const row = region?.shape.rows[region.shape.index.get(ref.row) ?? -1];
  const column = region?.shape.template.columns.find(({ key }) => key === ref.column);
  return `${region?.shape.template.title ?? ref.table} ${row?.name || ref.row} ${column?.name ?? column?.title ?? ref.column}`;
}
