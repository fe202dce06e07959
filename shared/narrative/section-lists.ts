/** Lists of 款 (“人员经费…，主要包括：基本工资、奖金…”): exactly those with figures, under their names, with their amounts where written. */
import { convertUnit, type Decimal, decimal, envelope, plainAmount } from '../amount/amount.ts';
import type { CellRef } from '../document/document.ts';
import type { Engine } from '../formula/engine.ts';
import { autoColumn, type Region } from '../formula/space.ts';
import { isAmount } from '../formula/value.ts';
import type { ShapeRow } from '../template/table-shape.ts';
import { bareName } from './lexicon.ts';
import { figuresIn } from './numbers.ts';
import type { NarrativeSection } from './schema.ts';
import { type Verdict, verdict } from './verdict.ts';

/** What a list is looked up in. */
interface Ledger {
  readonly engine: Engine;
  readonly region: Region;
  /** The list's rows, 类 and 款. */
  readonly rows: readonly ShapeRow[];
}

interface ListedName {
  readonly name: string;
  readonly at: number;
  readonly end: number;
  /** In 万元, where the list gives it. */
  readonly amount: Decimal | null;
  readonly row: ShapeRow | null;
}

/** All verdicts on the lists of a section. */
export function checkLists({ engine, definition, text }: { readonly engine: Engine; readonly definition: NarrativeSection; readonly text: string }): readonly Verdict[] {
  const heads = definition.lists.map((list) => list.after).join('|');
  return definition.lists.flatMap((list) => {
    const region = engine.space.region(list.of);
    const match = new RegExp(`(?:${list.after})(?:(?!${heads})[^；\\n])*?(?:主要|具体)?(?:包括|包含|用于)[：:]?(?<names>[^；。\\n]+)`, 'u').exec(text);
    const names = match?.groups?.['names'];
    if (region === null || match === null || names === undefined) return [];
    const all = region.shape.rows.filter((row) => row.fixed === null && row.code !== null);
    const ledger = { engine, region, rows: all.filter((row) => list.classes.includes(row.code?.slice(0, 3) ?? '')) };
    const start = match.index + match[0].length - names.length;
    const listed = splitNames(names, start).map((item): ListedName => ({ ...item, row: matchRow(ledger.rows, item.name) }));
    // “主要用于保障机构运转” is no list.
    if (listed.filter((item) => item.row !== null || matchRow(all, item.name) !== null).length * 2 < listed.length) return [];
    return [...listed.flatMap((item, at) => [...judgeListed(item, list.after, ledger), ...twice(item, listed.slice(0, at), list.after)]), ...omitted(listed, list.after, ledger, { at: start, end: start + names.length }, names)];
  });
}

/** A 款 that is listed a second time. */
function twice({ row, name, at, end }: ListedName, before: readonly ListedName[], after: string): readonly Verdict[] {
  return row !== null && before.some((other) => other.row === row) ? [verdict('C13', `${after}重复列了“${name}”`, { at, end }, { severity: 'warning' })] : [];
}

/** A list that ends in 等 need not be complete. */
function omitted(listed: readonly ListedName[], after: string, ledger: Ledger, place: { readonly at: number; readonly end: number }, names: string): readonly Verdict[] {
  if (/等(?:支出|费用|方面|项目)?$/u.test(names)) return [];
  const seen = new Set(listed.flatMap((item) => item.row?.key ?? []));
  return ledger.rows.flatMap((row): readonly Verdict[] => {
    const figure = figureOf(ledger, row);
    if (row.level !== '款' || figure === null || seen.has(row.key)) return [];
    return [verdict('C13', `${after}漏列了有数的款级科目：${titleOf(row)}（${plainAmount(figure, ledger.engine.document.decimals)}）`, place, { cells: [refOf(ledger, row)] })];
  });
}

function judgeListed(item: ListedName, after: string, ledger: Ledger): readonly Verdict[] {
  const { row, name } = item;
  if (row === null) return [verdict('C13', `${after}所列“${name}”不是基本支出明细表中的款级科目`, item)];
  const cells = [refOf(ledger, row)];
  if (row.level === '类') return [verdict('C13', `${after}所列“${name}”是类级科目（${row.code ?? ''}），应列款级科目`, item, { cells })];
  const figure = figureOf(ledger, row);
  if (figure === null) return [verdict('C13', `${after}列了“${name}”，但表中 ${titleOf(row)} 没有数`, item, { cells, expected: '0.00' })];
  const wrongName = bareName(row.name) === bareName(name) ? [] : [verdict('C25', `${after}所列“${name}”与表中 ${row.code ?? ''} 的名称“${row.name.trim()}”不一致`, item, { cells })];
  return [...wrongName, ...wrongAmount(item, row, figure, ledger)];
}

function wrongAmount(item: ListedName, row: ShapeRow, figure: Decimal, ledger: Ledger): readonly Verdict[] {
  const { unit, decimals } = ledger.engine.document;
  const expected = convertUnit(figure, unit, '万元');
  if (item.amount === null || item.amount.minus(expected).abs().lte(unit === '元' ? '0.005' : envelope(2, decimals))) return [];
  const [written, own] = [plainAmount(item.amount, 2), plainAmount(expected, 2)];
  return [verdict('C13', `说明写${row.name.trim()} ${written} 万元，表中 ${titleOf(row)} 为 ${own} 万元，差 ${plainAmount(item.amount.minus(expected).abs(), 2)}`, item, { cells: [refOf(ledger, row)], expected: own, actual: written, difference: plainAmount(item.amount.minus(expected), 2) })];
}

function splitNames(text: string, start: number): readonly Omit<ListedName, 'row'>[] {
  return [...text.matchAll(/[^、，和及]+(?:（[^）]*）)?[^、，]*/gu)].flatMap((match) => {
    const [figure] = figuresIn(match[0]);
    const named = figure === undefined ? match[0] : match[0].slice(0, figure.at);
    const name = named.replace(/^\d+/u, '').replace(/(?:等支出|等费用|等方面|等项目|等)$/u, '').replace(/(?:为|共|共计)$/u, '');
    const at = start + match.index;
    return name === '' ? [] : [{ name, at, end: at + match[0].length, amount: figure?.kind === 'amount' ? figure.value : null }];
  });
}

/** The row a list means: the same name, else the one name that holds the other. */
function matchRow(rows: readonly ShapeRow[], name: string): ShapeRow | null {
  const wanted = bareName(name);
  // A 类 and its only 款 may bear one name; the 款 is meant.
  const same = rows.filter((row) => bareName(row.name) === wanted);
  const exact = same.find((row) => row.level === '款') ?? same[0];
  if (exact !== undefined) return exact;
  const stem = (text: string): string => bareName(text).replace(/支出$|费用?$|缴费$/u, '');
  const alike = rows.filter((row) => stem(row.name) === stem(name) || bareName(row.name).startsWith(wanted) || wanted.startsWith(bareName(row.name)));
  return alike.find((row) => row.level === '类') ?? alike[0] ?? null;
}

function refOf({ region }: Ledger, row: ShapeRow): CellRef {
  return { table: region.shape.template.id, row: row.key, column: autoColumn(region, row, null) ?? '' };
}

/** A row's amount; null for blank and zero. */
function figureOf(ledger: Ledger, row: ShapeRow): Decimal | null {
  const value = ledger.engine.value(refOf(ledger, row));
  return isAmount(value) && !value.isZero() ? decimal(value) : null;
}

function titleOf(row: ShapeRow): string {
  return `${row.code ?? ''} ${row.name.trim()}`;
}
