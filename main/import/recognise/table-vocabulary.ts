/** The words by which a template's tables are known: titles, headings and row labels, indexed once a template. */
import type { FixedRow, Heading, TableTemplate } from '../../../shared/template/template.ts';
import { bareLabel, likeness, normalise, withoutContinuation } from './label-text.ts';

/** Heading words of label columns that every province uses. */
const CODE_WORDS = /^(?:(?:支出|支出功能|功能|支出经济|经济|政府支出功能|政府收支|部门预算支出经济|政府支出)?(?:分类)?科目?(?:编码|代码)|编码|代码)$/u;
const NAME_WORDS = /^(?:项目|科目名称|项目名称|科目|名称|支出项目|收入项目|项目\(按.*\)|科目\(.*\)|功能分类(?:科目)?(?:名称)?|经济分类(?:科目)?(?:名称)?|支出功能分类|单位名称)$/u;
const LINE_WORDS = /^(?:行次|序号|行号)$/u;
const PART_WORDS = /^[类款项]$/u;
const GENERAL = ['金额', '决算数', '预算数', '合计', '小计', '收入', '支出', '备注', '本年支出', '本年收入'];

/** Headings of the columns that offices put beside the form's: last year, changes, shares, remarks. */
const COMPARING = /^(?:上年|去年|上期)|增减|增长|同比|占比|比重|[%％]|完成率|执行率|变动率|差异|^备注$/u;
/** Figures of a year, in the words that every form uses. */
const YEARLY = /^(?:上年度?|去年|本年度?|当年|年初|全年|调整后?)?(?:决算|预算|执行|调整预算)数?$/u;
const LONGEST_COMPARING = 16;

/** Whether a normalised heading says that its column compares or remarks, and is none of the form's own kind. */
export function isComparing(heading: string): boolean {
  return heading.length <= LONGEST_COMPARING && COMPARING.test(heading);
}

/** Whether a heading is that of a percentage. */
export function isRate(heading: string): boolean {
  return /[%％]|占比|比重|比例|(?:完成|执行|增长|变动|增减)率/u.test(heading);
}

export type LabelRole = 'code' | 'name' | 'line';

export interface TableVocabulary {
  readonly table: TableTemplate;
  readonly titles: readonly string[];
  readonly headings: ReadonlySet<string>;
  /** Fixed rows by normalised and by bare label, name and alias, in the order of the form. */
  readonly rows: ReadonlyMap<string, readonly FixedRow[]>;
  readonly lines: ReadonlyMap<number, FixedRow>;
  readonly labels: ReadonlyMap<string, LabelRole>;
}

const known = new WeakMap<TableTemplate, TableVocabulary>();

/** The vocabulary of a table. */
export function vocabularyOf(table: TableTemplate): TableVocabulary {
  let vocabulary = known.get(table);
  if (vocabulary === undefined) {
    vocabulary = build(table);
    known.set(table, vocabulary);
  }
  return vocabulary;
}

function build(table: TableTemplate): TableVocabulary {
  const headings = new Set(GENERAL);
  const labels = new Map<string, LabelRole>();
  for (const heading of table.blocks.flatMap((block) => block.headings)) collectTitles(heading, headings);
  for (const { is, title, aliases } of table.blocks.flatMap((block) => block.columns)) {
    const titles = [title, ...aliases].map(normalise);
    for (const word of titles.flatMap((text) => [text, ...text.split('/')])) headings.add(word);
    if (is === 'code' || is === 'name' || is === 'line') for (const text of titles) labels.set(text, is);
  }
  const lines = new Map(table.fixedRows.flatMap((row) => (row.line === null ? [] : [[row.line, row] as const])));
  return { table, titles: [table.title, ...table.aliases].map(normalise), headings, rows: rowsByWord(table.fixedRows), lines, labels };
}

function rowsByWord(fixedRows: readonly FixedRow[]): ReadonlyMap<string, readonly FixedRow[]> {
  const rows = new Map<string, FixedRow[]>();
  for (const row of fixedRows) {
    const words = [row.label, row.name ?? '', ...row.aliases].filter((word) => word !== '');
    for (const word of new Set(words.flatMap((text) => [normalise(text), bareLabel(text)]))) rows.set(word, [...(rows.get(word) ?? []), row]);
  }
  return rows;
}

function collectTitles(heading: Heading, into: Set<string>): void {
  into.add(normalise(heading.title));
  for (const child of heading.columns) collectTitles(child, into);
}

/** Which kind of label a heading announces; null for an amount column. */
export function labelRole(vocabulary: TableVocabulary, heading: string): LabelRole | null {
  const own = vocabulary.labels.get(heading);
  if (own !== undefined) return own;
  if (LINE_WORDS.test(heading)) return 'line';
  if (CODE_WORDS.test(heading) || PART_WORDS.test(heading)) return 'code';
  return NAME_WORDS.test(heading) ? 'name' : null;
}

/** Whether a normalised text is a heading of this table. */
export function isHeadingWord(vocabulary: TableVocabulary, text: string): boolean {
  if (vocabulary.headings.has(text) || labelRole(vocabulary, text) !== null) return true;
  // 财政拨款 for 财政拨款收入, in a table of incomes.
  if (text.length >= 4 && (vocabulary.headings.has(`${text}收入`) || vocabulary.headings.has(`${text}支出`)) && !vocabulary.rows.has(bareLabel(text))) return true;
  if (YEARLY.test(text) || (isComparing(text) && !vocabulary.rows.has(bareLabel(text)))) return true;
  const plain = text.replace(/^(?:19|20)\d\d年度?/u, '').replace(/\([^)]*\)$/u, '');
  return plain !== text && plain !== '' && vocabulary.headings.has(plain);
}

/** A table named by a title cell, and how surely. */
export interface TitleMatch {
  readonly table: TableTemplate;
  readonly score: number;
}

const TITLE_PREFIX = /(?:年度?|部门|单位|局|厅|委|会|办|院|所|中心|队|站|校|学|馆|处|室|府|部|团|社|司|公司|[:：、.\d）)])$/u;

/** What stands in brackets behind a title: its year, unit, or kind of form. */
const BEHIND_TITLE = /^(.*表)\([^()]{1,12}\)$/u;

/** Spaces and line breaks between the letters included. */
const LONGEST_TITLE = 200;

/** The table whose title a cell bears, with or without year, department, number or 续 around it. */
export function matchTitle(tables: readonly TableTemplate[], text: string): TitleMatch | null {
  if (text.length > LONGEST_TITLE) return null;
  const flat = withoutContinuation(normalise(text).replace(/\(?(?:公开|财决)0*\d{1,2}(?:-\d)?表\)?/gu, '')).replace(BEHIND_TITLE, '$1');
  const exact = tables.find((table) => vocabularyOf(table).titles.includes(flat));
  if (exact !== undefined) return { table: exact, score: 1 };
  if (flat.length < 3 || flat.length > 60 || /[,，。;；]/u.test(flat) || !/表$/u.test(flat)) return null;
  const shown = bareLabel(flat);
  return endingTitle(tables, shown) ?? similarTitle(tables, shown.replace(/^.*(?:19|20)\d\d年度?/u, ''));
}

/** The longest title that the text ends with, behind nothing or a year or department. */
function endingTitle(tables: readonly TableTemplate[], shown: string): TitleMatch | null {
  const fitting = tables.flatMap((table) => vocabularyOf(table).titles.filter((title) => endsAsTitle(shown, title)).map((title) => ({ table, length: title.length })));
  const longest = fitting.reduce<(typeof fitting)[number] | null>((best, title) => (best === null || title.length > best.length ? title : best), null);
  return longest === null ? null : { table: longest.table, score: 1 };
}

function endsAsTitle(shown: string, title: string): boolean {
  return shown.endsWith(title) && (shown.length === title.length || TITLE_PREFIX.test(shown.slice(0, -title.length)));
}

function similarTitle(tables: readonly TableTemplate[], shown: string): TitleMatch | null {
  let best: TitleMatch | null = null;
  for (const table of tables) {
    for (const title of vocabularyOf(table).titles) {
      const score = titleLikeness(title, shown);
      if (score >= 0.8 && score > (best?.score ?? 0)) best = { table, score };
    }
  }
  return best;
}

/** Titles differ by few telling words: 收入 against 支出 is another table, 收入支出 against 支出 a variant of the same. */
function titleLikeness(a: string, b: string): number {
  const funds = ['一般公共预算', '政府性基金', '国有资本', '三公', '财政拨款', '基本支出', '总表', '项目支出', '年初', '上年'];
  if (!(a.includes('三公') && b.includes('三公')) && funds.some((word) => a.includes(word) !== b.includes(word))) return 0;
  const plain = (title: string): string => title.replace(a.includes('基本支出') ? /(?:决算)?(?:明细|情况)?表$/u : /(?:决算)?(?:情况)?表$/u, '').replaceAll('收入支出', '支出').replace('财政拨款', '');
  return plain(a) === plain(b) && plain(a).length >= 2 ? 0.9 : likeness(a, b);
}
