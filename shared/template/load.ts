/**
 * Reads a template set from its files' texts. Pure: the caller reads the folder. Every mistake is reported with file, line,
 * column and what was expected, all of them in one go.
 */
import { bindProblems } from './bind.ts';
import { type ChartsLayer, mergeCharts, readCharts } from './read-charts.ts';
import { type ExportsLayer, mergeExports, readExports } from './read-exports.ts';
import { formProblems } from './form-problems.ts';
import { resolveTable } from './resolve.ts';
import { type RuleInput, rulesFileSchema, type SetFile, setFileSchema, subjectFileSchema, tableFileSchema } from './schema.ts';
import { type Locate, type Origin, SetReader, type TemplateFiles } from './set-reader.ts';
import type { Classification, Rule, TableTemplate, Template, TemplateProblem } from './template.ts';

export type { TemplateFiles };

export type Loaded = { readonly ok: true; readonly template: Template } | { readonly ok: false; readonly problems: readonly TemplateProblem[] };

/** A set as far as it could be read; `locate` adds to `problems`. */
export interface Reading {
  readonly template: Template | null;
  readonly problems: readonly TemplateProblem[];
  readonly locate: Locate;
}

/** Loads the set in folder `id`. A set that extends another states only what differs: tables by id, rules by id, settings. */
export function loadTemplate(files: TemplateFiles, id: string): Loaded {
  const { template, problems } = readTemplate(files, id);
  return template === null || problems.length > 0 ? { ok: false, problems } : { ok: true, template };
}

/** Reads the set in folder `id`, keeping the means to report what is found later at the place where it was written. */
export function readTemplate(files: TemplateFiles, id: string): Reading {
  const reader = new SetReader(files);
  const { problems, locate } = reader;
  if (!reader.has(`${id}/set.yaml`)) {
    reader.report({ file: `${id}/set.yaml`, path: [] }, `没有模板“${id}”，现有：${templateIds(files).join('、')}`);
    return { template: null, problems, locate };
  }
  const template = assemble(reader, id);
  if (template !== null) bindProblems(template, locate);
  return { template, problems, locate };
}

/** Ids of the sets that a document may choose. */
export function templateIds(files: TemplateFiles): readonly string[] {
  return Object.keys(files)
    .filter((path) => /^[^/]+\/set\.yaml$/.test(path))
    .filter((path) => !/^abstract:\s*true/m.test(files[path] ?? ''))
    .map((path) => path.slice(0, path.indexOf('/')))
    .sort();
}

interface Layer {
  readonly set: SetFile;
  readonly tables: readonly TableTemplate[];
  readonly rules: { readonly file: string; readonly inputs: readonly RuleInput[] };
  readonly forms: readonly TableTemplate[];
  readonly subjects: Readonly<Record<Classification, Readonly<Record<string, string>>>> | null;
  readonly charts: ChartsLayer;
  readonly exports: ExportsLayer;
}

function assemble(reader: SetReader, id: string): Template | null {
  const layers = layersOf(reader, id);
  const own = layers?.at(-1)?.set;
  if (layers === null || own === undefined) return null;
  const here: Origin = { file: `${id}/set.yaml`, path: [] };
  if (own.abstract) {
    reader.report({ ...here, key: 'abstract' }, '此模板只供其他模板继承（abstract: true），不能直接用于文档');
    return null;
  }
  const { name, region, year, unit, decimals, report } = settingsOf(layers);
  const subjects = layers.findLast((layer) => layer.subjects !== null)?.subjects ?? null;
  const missing = Object.entries({ name, year, unit, decimals, subjects: subjects ?? undefined, report }).flatMap(([key, value]) => (value === undefined ? [key] : []));
  if (missing.length > 0) reader.report(here, `模板还须说明 ${missing.join('、')}`);
  if (name === undefined || year === undefined || unit === undefined || decimals === undefined || report === undefined || subjects === null) return null;
  const tables = mergeTables(reader, here, layers);
  return {
    id, name, year, unit, decimals, report, region: region ?? '', tables, forms: layers.findLast((layer) => layer.set.evaluations !== undefined)?.forms ?? [], chain: layers.map(({ set }) => set.id),
    rules: mergeRules(reader, layers),
    charts: mergeCharts(reader, layers.map((layer) => layer.charts)), exports: mergeExports(reader, layers.map((layer) => layer.exports), tables),
    subjects: { functional: subjectNames(subjects, 'functional', tables), economic: subjectNames(subjects, 'economic', tables) },
  };
}

/** Rules of all layers, base first; a later one of an id restates the earlier, in its place. */
function mergeRules(reader: SetReader, layers: readonly Layer[]): readonly Rule[] {
  const rules = new Map<string, Rule>();
  for (const { rules: { file, inputs } } of layers) {
    inputs.forEach((input, at) => {
      const rule = reader.rule(file, input, at, rules.get(input.id) ?? null);
      if (rule !== null) rules.set(input.id, rule);
    });
  }
  return [...rules.values()];
}

/** Tables of all layers, the later one of an id in the place of the earlier, in the order that the set asks for. */
function mergeTables(reader: SetReader, here: Origin, layers: readonly Layer[]): readonly TableTemplate[] {
  const byId = new Map(layers.flatMap((layer) => layer.tables.map((table) => [table.id, table] as const)));
  const order = layers.at(-1)?.set.order;
  order?.forEach((id, at) => {
    if (!byId.has(id)) reader.report({ ...here, path: ['order', at] }, `没有表 ${id}，有：${[...byId.keys()].join('、')}`);
  });
  const tables = order === undefined ? [...byId.values()] : order.flatMap((id) => byId.get(id) ?? []);
  tables.forEach((table, at) => {
    const twin = tables.slice(0, at).find((other) => other.role === table.role);
    if (twin !== undefined) reader.locate(table, 0, `${twin.id} 已是“${table.role}”，一套表中每种作用（role）只能有一张表`);
  });
  return tables;
}

/** The 科目 list, with the names that the set's own forms print: a form's wording is that province's. */
function subjectNames(subjects: NonNullable<Layer['subjects']>, list: Classification, tables: readonly TableTemplate[]): ReadonlyMap<string, string> {
  const printed = tables.flatMap((table) => (table.subjects?.list === list ? table.subjects.preset : []));
  return new Map([...Object.entries(subjects[list]), ...printed.map(({ code, name }) => [code, name] as const)]);
}

/** The set and all that it extends, base first; null where a file is missing or broken. */
function layersOf(reader: SetReader, id: string): readonly Layer[] | null {
  const chain: Layer[] = [];
  const seen = new Set<string>();
  let wantedBy: Origin | null = null;
  for (let next: string | undefined = id; next !== undefined; ) {
    if (seen.has(next) && wantedBy !== null) {
      reader.report(wantedBy, `继承（extends）成了循环：${[...seen, next].join(' → ')}`);
      return null;
    }
    seen.add(next);
    const layer = readLayer(reader, next, wantedBy);
    if (layer === null) return null;
    chain.unshift(layer);
    wantedBy = { file: `${next}/set.yaml`, path: ['extends'] };
    next = layer.set.extends;
  }
  return chain;
}

function readLayer(reader: SetReader, id: string, wantedBy: Origin | null): Layer | null {
  const file = `${id}/set.yaml`;
  const set = reader.read(file, setFileSchema, wantedBy);
  if (set === null) return null;
  if (set.id !== id) reader.report({ file, path: ['id'] }, `应与文件夹同名：${id}`);
  return {
    set, tables: readTables(reader, id, set, 'tables'), forms: readTables(reader, id, set, 'evaluations'), rules: readRules(reader, `${id}/rules.yaml`), subjects: readSubjects(reader, file, set),
    charts: readCharts(reader, `${id}/charts.yaml`), exports: readExports(reader, `${id}/exports.yaml`),
  };
}

function readTables(reader: SetReader, id: string, set: SetFile, list: 'tables' | 'evaluations'): readonly TableTemplate[] {
  const taken = new Map<string, string>();
  return (set[list] ?? []).flatMap((path, at) => {
    const file = `${id}/${path}`;
    const table = reader.read(file, tableFileSchema, { file: `${id}/set.yaml`, path: [list, at] });
    if (table === null) return [];
    const twin = taken.get(table.id);
    if (twin !== undefined) reader.report({ file, path: ['id'] }, `表号 ${table.id} 已用于 ${twin}`);
    taken.set(table.id, path);
    const resolved = resolveTable(table, reader.formulas(file, table), reader.scoring(file, table));
    for (const problem of formProblems(table, resolved)) reader.report({ file, path: problem.path }, problem.message);
    return [reader.remember(resolved, { file, path: ['role'] })];
  });
}

function readRules(reader: SetReader, file: string): Layer['rules'] {
  const inputs = reader.has(file) ? (reader.read(file, rulesFileSchema, null)?.rules ?? []) : [];
  inputs.forEach(({ id }, at) => {
    if (inputs.findIndex((other) => other.id === id) < at) reader.report({ file, path: ['rules', at, 'id'] }, `规则号 ${id} 在本文件中写了两次`);
  });
  return { file, inputs };
}

function readSubjects(reader: SetReader, file: string, { subjects }: SetFile): Layer['subjects'] {
  if (subjects === undefined) return null;
  const list = (which: Classification): Readonly<Record<string, string>> =>
    reader.read(subjects[which], subjectFileSchema, { file, path: ['subjects', which] })?.subjects ?? {};
  return { functional: list('functional'), economic: list('economic') };
}

/** Settings of all layers, a later one over an earlier; what a layer does not state stays. */
function settingsOf(layers: readonly Layer[]): Partial<SetFile> {
  const stated = layers.flatMap(({ set }) => Object.entries(set).filter(([, value]) => value !== undefined));
  return Object.fromEntries(stated);
}
