/** The tables as a report's text prints them: all there, in order, once each, as the contents say, and empty only where it says so (D02, D03). */
import type { Engine } from '../formula/engine.ts';
import { isAmount } from '../formula/value.ts';
import { tableLabel } from '../check/describe.ts';
import type { TableTemplate } from '../template/template.ts';
import { bareName } from './lexicon.ts';
import type { ReportText, SourceLine } from './text.ts';
import { type LineVerdict, lineVerdict } from './verdict.ts';

/** A table's title as it stands in the text. */
export interface PrintedTitle {
  readonly table: TableTemplate;
  readonly line: number;
  /** Place among the text's lines. */
  readonly index: number;
}

export interface TableList {
  /** Titles with a form below them, in order of the text. */
  readonly body: readonly PrintedTitle[];
  /** Titles that the contents page lists. */
  readonly contents: readonly PrintedTitle[];
}

/** What stands near the head of a form. */
const FORM = /单位[:：]|公开\s*\d+\s*表|栏次|金额单位|编制单位/u;
const FORM_REACH = 14;
/** Fewer titles than this are an excerpt, not a report's set of tables. */
const SET = 5;

/** The titles of the template's printed tables in the text. */
export function findTables(text: ReportText, engine: Engine): TableList {
  const titles = engine.template.tables.filter((table) => table.isPublished).flatMap((table) => [table.title, ...table.aliases].map((title) => ({ table, bare: bareName(title) })));
  const { lines } = text;
  const found = lines.flatMap((line, index): readonly PrintedTitle[] => {
    const table = titleOf(line.text, lines[index + 1]?.text ?? '', titles);
    return table === null ? [] : [{ table, line: line.line, index }];
  });
  const body = found.filter(({ index }) => hasForm(lines, index, found));
  const contentsAt = lines.findIndex((line) => /^目录$/u.test(bareName(line.text)));
  const first = body[0]?.index ?? lines.length;
  return { body, contents: contentsAt < 0 ? [] : found.filter(({ index }) => index > contentsAt && index < first) };
}

function titleOf(line: string, next: string, titles: readonly { readonly table: TableTemplate; readonly bare: string }[]): TableTemplate | null {
  if (line.length > 60) return null;
  const bare = cleaned(line);
  if (!bare.includes('表') && !/决算$|明细$/u.test(bare)) return null;
  const joined = bare.endsWith('表') ? bare : cleaned(line + next);
  return titles.find((title) => title.bare === bare || title.bare === joined || (bare.endsWith(title.bare) && /(?:年度|部门|单位|局|委|厅|部|办)$/u.test(bare.slice(0, -title.bare.length))))?.table ?? null;
}

/** A title without number, mark, dots and page. */
function cleaned(line: string): string {
  return bareName(line).replace(/[.．…·]{2,}\d*$|\d+$/u, '').replace(/^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十\d]+）|\d{1,2}[、.．]|附?表[一二三四五六七八九十\d]+[：:]?|公开\d+表)+/u, '').replace(/（公开\d+表）$|公开\d+表$/u, '');
}

function hasForm(lines: readonly SourceLine[], index: number, found: readonly PrintedTitle[]): boolean {
  const next = found.find((title) => title.index > index)?.index ?? lines.length;
  return lines.slice(index + 1, Math.min(index + FORM_REACH, next)).some((line) => FORM.test(line.text)) || lines.slice(Math.max(0, index - 2), index).some((line) => /^公开\s*\d+\s*表$/u.test(line.text));
}

/** D02: completeness, order, repetition, contents. Nothing is said of a text that holds no set of tables. */
export function checkTableList({ body, contents }: TableList, engine: Engine): readonly LineVerdict[] {
  const wanted = engine.template.tables.filter((table) => table.isPublished);
  const firsts = body.filter((title, at) => body.findIndex((other) => other.table === title.table) === at);
  if (firsts.length < SET) return [];
  const missing = wanted.filter((table) => !firsts.some((title) => title.table === table)).map((table) => lineVerdict('D02', `缺少${named(table)}，决算表应齐全`, firsts.at(-1)?.line ?? 1));
  const order = firsts.map((title) => wanted.indexOf(title.table));
  const astray = firsts.find((_title, at) => at > 0 && (order[at] ?? 0) < (order[at - 1] ?? 0));
  return [...missing, ...(astray === undefined ? [] : [lineVerdict('D02', `${named(astray.table)}没有按规定的次序排列`, astray.line)]), ...repeated(body), ...contentsVerdicts(contents, firsts)];
}

/** A title that comes again after another table's is a second copy; right after its own it is a continued page. */
function repeated(body: readonly PrintedTitle[]): readonly LineVerdict[] {
  return body.flatMap((title, at) => {
    const isCopy = body[at - 1] !== undefined && body[at - 1]?.table !== title.table && body.slice(0, at).some((other) => other.table === title.table);
    return isCopy ? [lineVerdict('D02', `${named(title.table)}重复列出`, title.line)] : [];
  });
}

function contentsVerdicts(contents: readonly PrintedTitle[], firsts: readonly PrintedTitle[]): readonly LineVerdict[] {
  const [first] = contents;
  if (first === undefined || contents.length < 3) return [];
  const left = firsts.filter((title) => !contents.some((entry) => entry.table === title.table)).map((title) => lineVerdict('D02', `目录没有列出正文中的${named(title.table)}`, first.line));
  const surplus = contents.filter((entry) => !firsts.some((title) => title.table === entry.table)).map((entry) => lineVerdict('D02', `目录列有${named(entry.table)}，正文中没有`, entry.line));
  return [...left, ...surplus];
}

/** D03: an empty table says that it is empty; one with figures does not. */
export function checkEmptyTables({ body }: TableList, engine: Engine, text: ReportText): readonly LineVerdict[] {
  return body.flatMap((title, at): readonly LineVerdict[] => {
    if (body.slice(0, at).some((other) => other.table === title.table)) return [];
    const end = body.slice(at + 1).find((other) => other.table !== title.table)?.index ?? endOfTables(text.lines, title.index);
    const lines = text.lines.slice(title.index + 1, end);
    const denial = lines.find((line) => /(?:本表|此表)(?:无数据|为空|无数)|空表/u.test(bareName(line.text)));
    // A form printed with zeros in it is not left empty.
    const empty = isEmpty(engine, title.table) && !lines.some((line) => /(?:^|\s)0\.0+(?:\s|$)/u.test(line.text));
    if (!isEmpty(engine, title.table) && denial !== undefined) return [lineVerdict('D03', `${named(title.table)}有数，却说明“${denial.text.trim()}”`, denial.line)];
    if (empty && !/没有|无数据|未发生|无[^线]{2,40}(?:收入|支出|经费)|空表|为零/u.test(lines.map((line) => bareName(line.text)).join(''))) return [lineVerdict('D03', `${named(title.table)}为空表，表下没有说明本单位无此项收支`, title.line)];
    return [];
  });
}

function endOfTables(lines: readonly SourceLine[], from: number): number {
  const end = lines.findIndex((line, at) => at > from && /^第[一二三四五六七八九十]部分|自评表\s*$/u.test(line.text));
  return end < 0 ? Math.min(lines.length, from + 60) : end;
}

function isEmpty(engine: Engine, table: TableTemplate): boolean {
  const region = engine.space.region(table.id);
  if (region === null) return false;
  return region.shape.rows.every((row) => table.columns.every((column) => {
    const value = column.is === 'amount' ? engine.value({ table: table.id, row: row.key, column: column.key }) : null;
    return !isAmount(value) || value.isZero();
  }));
}

function named(table: TableTemplate): string {
  return table.mark === null ? `《${table.title}》` : `${tableLabel(table)}《${table.title}》`;
}
