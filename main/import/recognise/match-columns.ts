/**
 * Matches grid columns to a template's columns by heading path, in whatever order they stand. Side-by-side blocks are panels:
 * each begins with its own label columns. What matches nothing surely is kept as an unknown column, never put somewhere.
 */
import { readAmount } from '../../../shared/amount/read-amount.ts';
import type { Block, Column, ExportSheet, TableTemplate } from '../../../shared/template/template.ts';
import type { GridCell, GridRow } from '../sheet-grid.ts';
import { columnNumber, type HeadingBand } from './heading-band.ts';
import { likeness, normalise } from './label-text.ts';
import { codeDigits } from './subject-code.ts';
import { isComparing, labelRole, type LabelRole, type TableVocabulary } from './table-vocabulary.ts';

export interface LabelColumn {
  readonly column: number;
  readonly role: LabelRole;
}

export interface AmountColumn {
  readonly column: number;
  /** Heading path as shown. */
  readonly path: readonly string[];
  /** The number that stands in the row 栏次. */
  readonly number: string | null;
}

/** One of the blocks that stand side by side. */
export interface Panel {
  readonly labels: readonly LabelColumn[];
  readonly amounts: readonly AmountColumn[];
  /** The template's block that it looks most like. */
  readonly block: number;
}

const SURE_LEAF = 0.85;
const MISSING_LEVEL = 0.6;
const SURE = 0.75;
/** Below this, a column that fits two of the template's equally well is only taken where as many columns contend for them. */
const UNDOUBTED = 0.9;

/** The panels under a heading band. */
export function findPanels(band: HeadingBand, body: readonly GridRow[], vocabulary: TableVocabulary): readonly Panel[] {
  const announced = new Set([...band.paths].flatMap(([column, path]) => (announcedRole(path, vocabulary) === null ? [] : [column])));
  const contents = contentsOf(body.slice(0, ENOUGH_ROWS), announced);
  const numbers = new Map(band.numbering?.cells.map((cell) => [cell.column, columnNumber(cell.number ?? normalise(cell.text))]));
  const labels: LabelColumn[] = [];
  const amounts: AmountColumn[] = [];
  for (const [column, path] of band.paths) {
    const role = roleOf(path, contents.get(column), vocabulary);
    if (role === null) amounts.push({ column, path, number: numbers.get(column)?.toString() ?? null });
    else labels.push({ column, role });
  }
  const panels: Panel[] = [];
  for (const split of splitPanels(labels, withoutEmptyTwins(amounts, body), band)) panels.push({ ...split, block: bestBlock(split, vocabulary.table, panels) });
  return panels;
}

/** A heading merged over a column and an empty one beside it, as tables copied from a page have them, is one column's. */
function withoutEmptyTwins(amounts: readonly AmountColumn[], body: readonly GridRow[]): readonly AmountColumn[] {
  const used = new Set(body.flatMap((row) => row.cells.map((cell) => cell.column)));
  const isTwin = (one: AmountColumn, other: AmountColumn | undefined): boolean => other !== undefined && Math.abs(one.column - other.column) === 1 && one.path.join('\n') === other.path.join('\n');
  return amounts.filter((amount, at) => {
    const [left, right] = [amounts[at - 1], amounts[at + 1]];
    if (used.has(amount.column)) return true;
    // Of two that are both empty the left one stays.
    return !isTwin(amount, left) && !(isTwin(amount, right) && right !== undefined && used.has(right.column));
  });
}

interface Contents {
  codes: number;
  texts: number;
  amounts: number;
}

/** So many rows tell what a column holds. */
const ENOUGH_ROWS = 2000;

function contentsOf(body: readonly GridRow[], columns: ReadonlySet<number>): ReadonlyMap<number, Contents> {
  const contents = new Map<number, Contents>();
  for (const cell of body.flatMap((row) => row.cells.filter(({ column }) => columns.has(column)))) {
    const seen = contents.get(cell.column) ?? { codes: 0, texts: 0, amounts: 0 };
    contents.set(cell.column, seen);
    seen[contentOf(cell)]++;
  }
  return contents;
}

function contentOf(cell: GridCell): keyof Contents {
  const flat = cell.number ?? normalise(cell.text);
  if (/^\d{2,7}$/u.test(flat) || (cell.number === null && codeDigits(flat) !== null)) return 'codes';
  return cell.number !== null || readAmount(cell.text).kind !== 'not-amount' ? 'amounts' : 'texts';
}

/** The heading says what a column holds; where one heading 项目 covers code and name, the contents tell them apart. */
function roleOf(path: readonly string[], contents: Contents | undefined, vocabulary: TableVocabulary): LabelRole | null {
  const role = announcedRole(path, vocabulary);
  if (role === null || role === 'line' || contents === undefined) return role;
  const { codes, texts, amounts } = contents;
  if (role === 'name' && codes > texts && codes > amounts) return 'code';
  return role === 'code' && texts > codes * 2 && texts > 3 ? 'name' : role;
}

/** The role that the lowest heading announces. A first row label that was typed into the heading rows hides it, so look above too. */
function announcedRole(path: readonly string[], vocabulary: TableVocabulary): LabelRole | null {
  const headings = path.map(normalise);
  const leaf = headings.at(-1) ?? '';
  const role = labelRole(vocabulary, leaf) ?? labelRole(vocabulary, leaf.replace(/\([^)]*\)$/u, ''));
  if (role !== null) return role;
  return headings.map((heading) => (heading === '项目' ? null : labelRole(vocabulary, heading))).find((above) => above !== null) ?? null;
}

type Split = Pick<Panel, 'labels' | 'amounts'>;

function splitPanels(labels: readonly LabelColumn[], amounts: readonly AmountColumn[], band: HeadingBand): readonly Split[] {
  const names = labels.filter((label) => label.role === 'name');
  if (names.length <= 1) return [{ labels, amounts }];
  const groups = new Map<string, { labels: LabelColumn[]; amounts: AmountColumn[] }>();
  const groupOf = (column: number): { labels: LabelColumn[]; amounts: AmountColumn[] } => {
    const key = band.paths.get(column)?.[0] ?? '';
    const group = groups.get(key) ?? { labels: [], amounts: [] };
    groups.set(key, group);
    return group;
  };
  for (const label of labels) groupOf(label.column).labels.push(label);
  for (const amount of amounts) groupOf(amount.column).amounts.push(amount);
  const isGrouped = [...groups.values()].every((group) => group.amounts.length > 0 && group.labels.filter((label) => label.role === 'name').length === 1);
  return isGrouped ? [...groups.values()] : splitAtLabels(labels, amounts);
}

/** A panel begins where labels follow amounts. */
function splitAtLabels(labels: readonly LabelColumn[], amounts: readonly AmountColumn[]): readonly Split[] {
  const panels: { labels: LabelColumn[]; amounts: AmountColumn[] }[] = [];
  const columns = [...labels.map((label) => ({ at: label.column, label, amount: null })), ...amounts.map((amount) => ({ at: amount.column, label: null, amount }))].sort((a, b) => a.at - b.at);
  for (const { label, amount } of columns) {
    let panel = panels.at(-1);
    if (panel === undefined || (label !== null && panel.amounts.length > 0)) {
      panel = { labels: [], amounts: [] };
      panels.push(panel);
    }
    if (label !== null) panel.labels.push(label);
    if (amount !== null) panel.amounts.push(amount);
  }
  return panels;
}

/** The block whose columns fit best; of equals, the first that no panel to the left has taken. */
function bestBlock(panel: Split, table: TableTemplate, taken: readonly Panel[]): number {
  let best = 0;
  let bestScore = -1;
  table.blocks.forEach((block, index) => {
    const fits = panel.amounts.map(({ path }) => Math.max(0, ...amountColumnsOf(block).map((column) => columnScore(column, path))));
    const score = fits.reduce((sum, fit) => sum + fit, 0) / Math.max(fits.length, amountColumnsOf(block).length) - (taken.some((other) => other.block === index) ? 0.001 : 0);
    if (score > bestScore + 1e-9) {
      best = index;
      bestScore = score;
    }
  });
  return best;
}

/** Grid column → key of the block's amount column that it is. Best fits are taken first; each template column at most once. */
export function matchColumns(panel: Panel, block: Block): ReadonlyMap<number, string> {
  const targets = amountColumnsOf(block);
  const fits = panel.amounts.flatMap((amount) => targets.map((target) => ({ amount, target, score: columnScore(target, amount.path) })));
  fits.sort((a, b) => b.score - a.score || a.amount.column - b.amount.column);
  const matched = new Map<number, string>();
  const used = new Set<string>();
  const take = (column: number, key: string): void => {
    if (matched.has(column) || used.has(key)) return;
    matched.set(column, key);
    used.add(key);
  };
  for (const { amount, target, score } of fits) {
    if (score >= SURE && isSureFit(amount, target, score, fits)) take(amount.column, target.key);
  }
  // Garbled headings: the 栏次 still says which column it is.
  for (const { column, number, path } of panel.amounts) {
    if (number !== null && !isOtherKind(path) && targets.some((target) => target.key === number)) take(column, number);
  }
  takeByCore(panel, targets, take);
  takeOnlyColumn(panel, targets, take);
  return matched;
}

/** 财政拨款 for 财政拨款收入, in a table of incomes: what is left over on both sides, and the only one of its words on each. */
function takeByCore(panel: Panel, targets: readonly Column[], take: (column: number, key: string) => void): void {
  for (const target of targets) {
    const fitting = panel.amounts.filter(({ path }) => coreOf(path.at(-1) ?? '') === coreOf(target.title));
    const [only, ...others] = fitting;
    const twins = targets.filter((other) => coreOf(other.title) === coreOf(target.title));
    if (only !== undefined && others.length === 0 && twins.length === 1) take(only.column, target.key);
  }
}

function coreOf(heading: string): string {
  return normalise(heading).replace(/(?:本年|决算)?(?:收入|支出|决算|金额)数?$/u, '') || normalise(heading);
}

/** Grid column → key, as the mapping of an export says: by heading path, which may be written from its end. */
export function columnsAsMapped(panel: Panel, { columns }: ExportSheet): ReadonlyMap<number, string> {
  const wanted = [...columns].map(([path, key]) => [path.split('/').map(normalise).join('/'), key] as const);
  return new Map(panel.amounts.flatMap((amount) => {
    const path = amount.path.map(normalise).join('/');
    const mapped = wanted.find(([known]) => path === known) ?? wanted.find(([known]) => path.endsWith(`/${known}`));
    return mapped === undefined ? [] : [[amount.column, mapped[1]] as const];
  }));
}

interface Fit {
  readonly amount: AmountColumn;
  readonly target: Column;
  readonly score: number;
}

/** Of columns that fit equally well none is sure: 局机关 and 二级单位 under one heading are both parts of it. */
function isSureFit(amount: AmountColumn, target: Column, score: number, fits: readonly Fit[]): boolean {
  const isEqual = (fit: Fit): boolean => Math.abs(fit.score - score) < 1e-9;
  const contenders = fits.filter((fit) => fit.target === target && isEqual(fit)).length;
  if (isWhole(score) || (score >= UNDOUBTED && contenders === 1)) return true;
  return fits.filter((fit) => fit.amount === amount && isEqual(fit)).length === contenders;
}

function isWhole(score: number): boolean {
  return score >= 1 - 1e-9;
}

/** A block with one amount column, and a panel with one column headed 金额 or the like, beside what only compares. */
function takeOnlyColumn(panel: Panel, targets: readonly Column[], take: (column: number, key: string) => void): void {
  const [amount, ...others] = panel.amounts.filter(({ path }) => !isOtherKind(path));
  const target = targets[0];
  if (amount === undefined || target === undefined || others.length > 0 || targets.length > 1) return;
  if (/(?:决算数?|金额|合计|支出|收入|本年数|\(元\)|\(万元\))$/u.test(normalise(amount.path.at(-1) ?? ''))) take(amount.column, target.key);
}

/** Last year's, budgeted or compared figures, which the form does not have where their column is not found by its words. */
function isOtherKind(path: readonly string[]): boolean {
  const leaf = normalise(path.at(-1) ?? '');
  return isComparing(leaf) || /(?<!公共|基金|经营)预算数?$/u.test(leaf);
}

/** The column that a line of a list is, where a one-row table is printed as a list: its label belongs to the path. */
export function matchListed(block: Block, path: readonly string[], label: string): string | null {
  let best: { key: string; score: number } | null = null;
  for (const column of amountColumnsOf(block)) {
    // A group's own line is its 小计.
    const isGroup = bestLikeness(column.path.slice(0, -1).map(normalise), [label]) >= SURE;
    const score = columnScore(column, isGroup ? [...path, label, '小计'] : [...path, label]);
    if (score >= SURE && score > (best?.score ?? 0)) best = { key: column.key, score };
  }
  return best?.key ?? null;
}

function amountColumnsOf(block: Block): readonly Column[] {
  return block.columns.filter((column) => column.is === 'amount');
}

const NEUTRAL: ReadonlySet<string> = new Set(['决算数', '决算', '金额', '本年数', '年度决算数', '本年决算数', '本年度决算数', '本年决算', '当年决算数']);

/** How well a heading path fits a column: its own title counts double, the headings above once, in whatever order they stack. */
function columnScore(column: Column, path: readonly string[]): number {
  const all = path.map(normalise);
  // 决算数 over everything says nothing where the form has no such level.
  const shown = all.filter((text) => all.length === 1 || !NEUTRAL.has(text) || [...column.path, ...column.aliases].some((title) => normalise(title) === text));
  // An alias may be a whole path: that is how the accountant's own mapping of a column is remembered.
  if (all.length > 1 && column.aliases.some((alias) => normalise(alias) === all.join('/'))) return 1;
  if (isComparing(all.at(-1) ?? '') && !isComparing(normalise(column.title))) return 0;
  const leaf = bestLikeness([column.title, ...column.aliases].map(normalise), shown);
  if (leaf < SURE_LEAF) return 0;
  const above = column.path.slice(0, -1).map((title) => bestLikeness([normalise(title)], shown));
  // A flattened heading has lost the levels above: what is not there weighs less than what is different.
  const missing = Math.max(0, column.path.length - shown.length);
  const fit = (2 * leaf + above.reduce((sum, score) => sum + score, 0) + MISSING_LEVEL * missing) / (2 + above.length);
  const strangers = shown.filter((text) => bestLikeness([...column.path, ...column.aliases].map(normalise), [text]) < SURE_LEAF).length;
  return fit - 0.02 * strangers;
}

function bestLikeness(wanted: readonly string[], shown: readonly string[]): number {
  let best = 0;
  for (const a of wanted) for (const b of shown) best = Math.max(best, likeness(a, b), likeness(a, b.replace(/\([^)]*\)$/u, '')));
  return best;
}
