/** The names under which amounts appear in a section, and what each is worth by the tables of the document at hand. */
import { convertUnit, type Decimal, decimal } from '../amount/amount.ts';
import { cellLabel } from '../check/describe.ts';
import type { CellRef } from '../document/document.ts';
import type { Engine } from '../formula/engine.ts';
import { parseExpression } from '../formula/parse.ts';
import { query } from '../formula/query.ts';
import { CellError, isAmount, type Value } from '../formula/value.ts';
import type { Region } from '../formula/space.ts';
import type { ShapeRow } from '../template/table-shape.ts';
import type { Level } from '../template/template.ts';
import type { NarrativeSection } from './schema.ts';

/** An amount by formula, with the cells it comes from. */
export interface TableFigure {
  /** In 万元; null for a blank. */
  readonly value: Decimal | null;
  readonly cells: readonly CellRef[];
  /** The cell in the form's own terms, or the formula as written. */
  readonly words: string;
}

export interface Subject {
  /** Its name in formulas. */
  readonly name: string;
  readonly names: readonly string[];
  readonly actual: TableFigure | null;
  readonly budget: TableFigure | null;
  readonly prior: TableFigure | null;
  /** Row key, for subjects that are rows of a table. */
  readonly row: string | null;
}

const ZERO = decimal(0);

const WIDE: Readonly<Record<string, string>> = { '(': '（', ')': '）', ',': '，', ':': '：', ';': '；' };

/** Names without the spaces, quotes and brackets in which documents differ. */
export function bareName(name: string): string {
  return name.normalize('NFKC').replace(/[\s“”"'‘’《》]/gu, '').replace(/[(),:;]/gu, (mark) => WIDE[mark] ?? mark);
}

/** A name of a subject, bare. */
export interface SubjectName {
  readonly subject: Subject;
  readonly bare: string;
}

/** Every name of the subjects without what documents differ in, the word 决算 included. */
export function namesOf(subjects: readonly Subject[]): readonly SubjectName[] {
  return subjects.flatMap((subject) => subject.names.map((name) => ({ subject, bare: bareName(name).replaceAll('决算', '') })));
}

/** What a formula over the engine's tables is worth; null where that can't be told (no such table, no data). */
export function tableFigure(engine: Engine, formula: string): TableFigure | null {
  const { value, cells } = query(engine, parseExpression(formula));
  if (value instanceof CellError || (value === null && cells.length > 0 && cells.every((cell) => engine.space.region(cell.table)?.shape.template.isPublished === false))) return null;
  const [only, ...others] = cells;
  return { value: inTenThousands(engine, value), cells, words: only === undefined || others.length > 0 ? formula : cellLabel(engine.space, only, true) };
}

/** A count by formula: nothing is converted. */
export function countFigure(engine: Engine, formula: string): TableFigure | null {
  const figure = tableFigure(engine, formula);
  return figure?.value == null ? null : { ...figure, value: convertUnit(figure.value, '万元', engine.document.unit) };
}

/** The first formula that gives an amount, else the first that can be answered at all. */
function firstFigure(engine: Engine, formulas: string | readonly string[] | undefined): TableFigure | null {
  const figures = (typeof formulas === 'string' ? [formulas] : (formulas ?? [])).flatMap((formula) => tableFigure(engine, formula) ?? []);
  return figures.find((figure) => figure.value !== null) ?? figures[0] ?? null;
}

function inTenThousands({ document }: Engine, value: Value): Decimal | null {
  return isAmount(value) ? convertUnit(value, document.unit, '万元') : null;
}

/** Whether a condition over the tables holds; false where it can't be told. */
export function conditionHolds(engine: Engine, formula: string): boolean {
  return query(engine, parseExpression(formula)).value === true;
}

/** The subjects of a section, longest names first so that the fullest name wins. */
export function subjectsOf(engine: Engine, section: NarrativeSection): readonly Subject[] {
  const stated = section.subjects.map((subject): Subject => ({
    name: subject.names[0] ?? '', names: subject.names, row: null,
    actual: firstFigure(engine, subject.is), budget: firstFigure(engine, subject.budget), prior: firstFigure(engine, subject.prior),
  }));
  return [...stated, ...columnSubjects(engine, section), ...rowSubjects(engine, section)];
}

function columnSubjects(engine: Engine, section: NarrativeSection): readonly Subject[] {
  const { columns } = section;
  const region = columns === undefined ? null : engine.space.region(columns.of);
  if (columns === undefined || region === null) return [];
  const { template } = region.shape;
  return template.columns
    .filter((column) => !columns.except.includes(column.name ?? column.title) && !columns.except.includes(column.title))
    .map((column) => plain(engine, column.title, { table: template.id, row: columns.row, column: column.key }, null));
}

function rowSubjects(engine: Engine, section: NarrativeSection): readonly Subject[] {
  const { rows } = section;
  const region = rows === undefined ? null : engine.space.region(rows.of);
  if (rows === undefined || region === null) return [];
  const column = columnKey(region, rows.column);
  return region.shape.rows
    .filter((row) => row.fixed === null && (rows.set === '末级' ? row.children.length === 0 : row.level === rows.set))
    .map((row) => ({ ...plain(engine, row.name.trim(), { table: region.shape.template.id, row: row.key, column }, row.key), names: spellings(row.name.trim(), row.level) }));
}

/** How a 科目 is written in running text: 科学技术支出, 科学技术（类）支出, 科学技术（类）, 科学技术. */
function spellings(name: string, level: Level | null): readonly string[] {
  const stem = name.replace(/支出$/u, '');
  if (stem === name || level === null) return [name];
  return [name, `${stem}（${level}）支出`, `${stem}（${level}）`, ...(stem.length >= 4 ? [stem] : [])];
}

function plain(engine: Engine, name: string, ref: CellRef, row: string | null): Subject {
  return { name, names: [name], budget: null, prior: null, row, actual: { value: inTenThousands(engine, engine.value(ref)), cells: [ref], words: cellLabel(engine.space, ref, true) } };
}

/** Key of a table's column by key, name or title. */
export function columnKey(region: Region, name: string): string {
  const { columns } = region.shape.template;
  return (columns.find((column) => column.key === name || column.name === name) ?? columns.find((column) => column.title === name || column.aliases.includes(name)))?.key ?? name;
}

/** An item as a text names it: “…（类）…（款）…（项）”, '' for a level that is not written, and its code where that is. */
export interface ItemName {
  readonly path: readonly string[];
  readonly code: string | null;
}

/**
 * The subject of an item, found by its code, else by its own and its parents' names; null where no row fits, `several` where more than one
 * fits alike (行政运行 stands under many 款).
 */
export function itemSubject(engine: Engine, section: NarrativeSection, { path, code }: ItemName): Subject | 'several' | null {
  const { items } = section;
  const region = items === undefined ? null : engine.space.region(items.of);
  if (items === undefined || region === null) return null;
  const coded = code === null ? undefined : region.shape.rows[region.shape.byCode.get(code) ?? -1];
  const best = coded === undefined ? bestRow(region, path.map(bareName)) : coded;
  if (best === null || best === 'several') return best;
  const own = plain(engine, best.name.trim(), { table: region.shape.template.id, row: best.key, column: columnKey(region, items.column) }, best.key);
  return { ...own, budget: itemBudget(engine, items.budget, best.code) };
}

/** The row of the item's name whose parents fit best. */
function bestRow(region: Region, names: readonly string[]): ShapeRow | 'several' | null {
  const level = (['类', '款', '项'] as const)[names.length - 1];
  const fits = region.shape.rows.filter((row) => row.fixed === null && isSameSubject(row.name, names.at(-1) ?? '') && (row.level === level || row.children.length === 0));
  const ranked = fits.map((row) => ({ row, rank: (row.level === level ? 1 : 0) + ancestors(region, row.key).filter((name, at) => isSameSubject(name, names[at] ?? '')).length })).sort((a, b) => b.rank - a.rank);
  const [first, second] = ranked;
  if (first === undefined) return null;
  return second !== undefined && second.rank === first.rank ? 'several' : first.row;
}

/** The 年初预算 of a 科目, where the document at hand has it. */
function itemBudget(engine: Engine, source: { readonly of: string; readonly column: string } | undefined, code: string | null): TableFigure | null {
  const region = source === undefined ? null : engine.space.region(source.of);
  const row = code === null ? undefined : region?.shape.byCode.get(code);
  const key = row === undefined ? undefined : region?.shape.rows[row]?.key;
  if (source === undefined || region === null || key === undefined) return null;
  const { actual } = plain(engine, '', { table: region.shape.template.id, row: key, column: columnKey(region, source.column) }, null);
  return actual === null || actual.value === null ? null : actual;
}

/** Whether two names are one 科目's: documents leave 支出 off and put it on. */
export function isSameSubject(a: string, b: string): boolean {
  return bareName(a).replace(/支出$/u, '') === bareName(b).replace(/支出$/u, '');
}

/** Names of the 类, 款 and 项 of a row that an item stands for, as the table prints them. */
export function pathOfRow(engine: Engine, section: NarrativeSection, key: string): readonly string[] {
  const region = section.items === undefined ? null : engine.space.region(section.items.of);
  return region === null ? [] : ancestors(region, key);
}

/** Bare names of a row's ancestors and itself, 类 first. */
function ancestors(region: Region, key: string): readonly string[] {
  const chain: string[] = [];
  for (let at = region.shape.index.get(key) ?? -1; at >= 0; ) {
    const row = region.shape.rows[at];
    if (row === undefined || row.fixed !== null) break;
    chain.unshift(bareName(row.name));
    at = row.parent;
  }
  return chain;
}

/** An amount, with blank counting as nothing. */
export function amountOr0(figure: TableFigure | null): Decimal | null {
  return figure === null ? null : (figure.value ?? ZERO);
}
