/** Checks on a whole section: every row written of, shares that make 100, lists of 款, counts and their parts, formulas over the text's own figures. */
import { type Decimal, decimal, envelope, plainAmount } from '../amount/amount.ts';
import type { Engine } from '../formula/engine.ts';
import { compile } from '../formula/evaluate.ts';
import { parseExpression } from '../formula/parse.ts';
import { type Expression, references } from '../formula/syntax.ts';
import { isAmount, type Value } from '../formula/value.ts';
import type { ShapeRow } from '../template/table-shape.ts';
import type { Claim } from './claim.ts';
import { type Verdict, verdict } from './verdict.ts';
import { bareName, columnKey, conditionHolds, countFigure, isSameSubject, pathOfRow } from './lexicon.ts';
import type { NarrativeSection } from './schema.ts';
import { checkLists } from './section-lists.ts';

/** What a whole-section check looks at. */
export interface SectionView {
  readonly engine: Engine;
  readonly definition: NarrativeSection;
  readonly text: string;
  readonly claims: readonly Claim[];
}

/** All verdicts on the section as a whole. */
export function checkSection(view: SectionView): readonly Verdict[] {
  const missing = missingRows(view);
  // Where items are missing their budgets can't make the whole's.
  return [...missing, ...shareSum(view), ...(missing.length > 0 ? [] : budgetSum(view)), ...checkLists(view), ...mentions(view), ...formulas(view), ...parts(view), ...samePurpose(view), ...itemNames(view), ...counts(view), ...tallies(view), ...unbudgeted(view)];
}

/** Where a finding on the section as a whole stands. */
function headOf(text: string): { readonly at: number; readonly end: number } {
  return { at: 0, end: Math.min(text.length, 20) };
}

/** Rows with a figure that the section does not write of. */
function missingRows({ engine, definition, claims, text }: SectionView): readonly Verdict[] {
  const hasItems = claims.some((claim) => claim.kind === 'item');
  const source = hasItems ? definition.items : definition.rows;
  const region = source === undefined ? null : engine.space.region(source.of);
  if (definition.complete === undefined || source === undefined || region === null) return [];
  const written = new Set(claims.flatMap((claim) => claim.subject?.row ?? []));
  // A section of another purpose may speak of a 类 by the way; a list gives shares.
  const isList = hasItems || definition.shares !== undefined || claims.filter((claim) => claim.kind === 'share' && claim.subject?.row != null).length > 1;
  if (written.size === 0 || !isList) return [];
  const rule = definition.complete;
  const column = columnKey(region, source.column);
  const level = hasItems ? deepestWritten(claims) : (definition.rows?.set ?? '项');
  const wanted = (row: ShapeRow): boolean => (level === '末级' || level === '项' ? row.children.length === 0 : row.level === level);
  return region.shape.rows.flatMap((row) => {
    if (row.fixed !== null || !wanted(row) || written.has(row.key)) return [];
    const ref = { table: region.shape.template.id, row: row.key, column };
    const value = engine.value(ref);
    if (!isAmount(value) || value.isZero()) return [];
    return [verdict(rule, `${row.code ?? ''} ${row.name.trim()}有数（${plainAmount(value, engine.document.decimals)}），说明中没有列示`, headOf(text), { cells: [ref], expected: plainAmount(value, engine.document.decimals) })];
  });
}

/** How deep the items of a section go: some provinces list to 款 or only to 类. */
function deepestWritten(claims: readonly Claim[]): '类' | '款' | '项' {
  const depth = Math.max(1, ...claims.map((claim) => (claim.kind === 'item' ? claim.path.length : 0)));
  return (['类', '款', '项'] as const)[depth - 1] ?? '项';
}

function shareSum({ definition, claims }: SectionView): readonly Verdict[] {
  const shares = claims.flatMap((claim) => (claim.kind === 'share' ? [claim] : []));
  const last = shares.at(-1);
  if (definition.shares === undefined || last === undefined || shares.length < 2) return [];
  const sum = shares.reduce((total, share) => total.plus(share.percent), decimal(0));
  const difference = sum.minus(100);
  if (difference.abs().lte(envelope(shares.length + 1, 2))) return [];
  return [verdict(definition.shares, `各项占比之和为 ${sum.toFixed(2)}%，应为 100%`, last, { expected: '100.00', actual: sum.toFixed(2), difference: difference.toFixed(2) })];
}

/** The items' budgets against the whole's: 年初预算 of all 项 makes the 年初预算总数. */
function budgetSum({ definition, claims, engine }: SectionView): readonly Verdict[] {
  if (definition.budgets === undefined) return [];
  const budgets = claims.flatMap((claim) => (claim.kind === 'budget' ? [claim] : []));
  for (const base of ['年初', '全年', ''] as const) {
    const whole = budgets.find((claim) => claim.base === base && claim.subject?.row === null);
    const items = budgets.filter((claim) => claim.base === base && claim.subject !== null && claim.subject.row !== null);
    if (whole === undefined || items.length < 2) continue;
    const sum = items.reduce((total, item) => total.plus(item.value), decimal(0));
    const difference = whole.value.minus(sum);
    if (difference.isZero()) continue;
    const isTail = difference.abs().lte(envelope(items.filter((item) => !item.value.isZero()).length + 1, engine.document.decimals));
    return [verdict(definition.budgets, `${base}预算 ${plainAmount(whole.value, 2)} ≠ 各项${base}预算之和 ${plainAmount(sum, 2)}，差 ${plainAmount(difference.abs(), 2)}${isTail ? '（尾差）' : ''}`, whole, { expected: plainAmount(sum, 2), actual: plainAmount(whole.value, 2), difference: plainAmount(difference, 2), isTail })];
  }
  return [];
}

function mentions({ engine, definition, text }: SectionView): readonly Verdict[] {
  const bare = bareName(text);
  return definition.mentions.flatMap((mention) => {
    if (mention.when !== undefined && !conditionHolds(engine, mention.when)) return [];
    return mention.each.filter((word) => !new RegExp(bareName(word), 'u').test(bare)).map((word) => verdict(mention.rule, `没有说明“${word.replace(/\|.*$/u, '')}”的情况`, headOf(text)));
  });
}

/** Formulas over the figures that the text itself states, such as 说明[政府采购支出总额]. */
function formulas({ engine, definition, claims, text }: SectionView): readonly Verdict[] {
  const stated = new Map<string, { readonly value: Decimal; readonly at: number; readonly end: number }>();
  for (const claim of claims) if (claim.kind === 'actual' && claim.subject !== null && !stated.has(claim.subject.name)) stated.set(claim.subject.name, claim);
  return definition.holds.flatMap(({ rule, is, says }) => {
    const expression = parseExpression(is);
    const wanted = references(expression).map((reference) => (reference.rows.kind === 'list' && reference.rows.items[0]?.kind === 'name' ? reference.rows.items[0].name : ''));
    const found = wanted.map((name) => stated.get(name));
    const values: Value[] = found.map((figure) => figure?.value ?? null);
    if (found.some((figure) => figure === undefined) || compile(expression)(values, found.map((_figure, at) => [at])) !== false) return [];
    if (expression.type === 'binary' && isRounding(expression, found.map((figure) => figure?.value ?? decimal(0)), engine.document.decimals)) return [];
    // What a table confirms is hardly the wrong one.
    const first = claims.find((claim) => claim.kind === 'actual' && claim.subject !== null && claim.subject.actual === null && wanted.includes(claim.subject.name)) ?? found[0];
    const figures = wanted.map((name, at) => `${name} ${plainAmount(found[at]?.value ?? decimal(0), 2)}`).join('，');
    return [verdict(rule, `${says}（${figures}）`, first ?? headOf(text))];
  });
}

/** Whether the two sides of a comparison differ by no more than the rounding of their figures. */
function isRounding({ left, right }: Extract<Expression, { type: 'binary' }>, values: readonly Decimal[], decimals: number): boolean {
  const split = references(left).length;
  const side = (expression: Expression, own: readonly Decimal[]): Value => compile(expression)(own, own.map((_value, at) => [at]));
  const [a, b] = [side(left, values.slice(0, split)), side(right, values.slice(split))];
  return isAmount(a) && isAmount(b) && a.minus(b).abs().lte(envelope(values.length, Math.max(decimals, 2)));
}

/** “编制3辆，共有车辆1辆，其中：…” — the count before 其中 is the sum of those of its unit that follow in the sentence. */
function parts({ definition, claims, text }: SectionView): readonly Verdict[] {
  const { parts: wanted } = definition;
  if (wanted === undefined) return [];
  const counts = claims.filter((claim): claim is Counted => claim.kind === 'count' && claim.unit === wanted.unit);
  const own = counts.filter((count) => count.sentence === counts[0]?.sentence);
  const among = own.findIndex((count, at) => text.slice(count.end, own[at + 1]?.at ?? count.end).includes('其中'));
  const whole = own[Math.max(0, among)];
  const rest = own.slice(Math.max(0, among) + 1);
  if (whole === undefined || rest.length === 0) return [];
  const sum = rest.reduce((total, part) => total.plus(part.value), decimal(0));
  if (sum.eq(whole.value)) return [];
  return [verdict(wanted.rule, `${wanted.says}：合计 ${whole.value.toFixed()} ${wanted.unit}，各类之和 ${sum.toFixed()} ${wanted.unit}，差 ${whole.value.minus(sum).abs().toFixed()}`, whole, { expected: sum.toFixed(), actual: whole.value.toFixed(), difference: whole.value.minus(sum).toFixed() })];
}

/** Two items that say they were used for the very same thing: one was copied and not rewritten. */
function samePurpose({ definition, text }: SectionView): readonly Verdict[] {
  if (definition.items === undefined) return [];
  const seen = new Map<string, string>();
  return [...text.matchAll(/(?<item>[^（）。\n]+)（项）。主要用于：?(?<purpose>[^。]{4,})。/gu)].flatMap((match) => {
    const { item = '', purpose = '' } = match.groups ?? {};
    const other = seen.get(purpose);
    if (other === undefined) {
      seen.set(purpose, item);
      return [];
    }
    const at = match.index + match[0].indexOf(purpose);
    return [verdict('C25', `${item}的用途与${other}的完全相同（“${purpose}”），请核实是否抄错`, { at, end: at + purpose.length })];
  });
}

/** The 类 and 款 that an item names must be those that the table has above its 项, under the same names. Each difference is told once. */
function itemNames({ engine, definition, claims }: SectionView): readonly Verdict[] {
  const told = new Set<string>();
  return claims.flatMap((claim) => {
    if (claim.kind !== 'item' || claim.subject === null || claim.subject.row === null) return [];
    const printed = pathOfRow(engine, definition, claim.subject.row);
    return claim.path.flatMap((name, at): readonly Verdict[] => {
      const own = printed[at];
      const key = `${name}=${own}`;
      if (name === '' || own === undefined || own === name || told.has(key)) return [];
      told.add(key);
      const level = ['类', '款', '项'][at] ?? '';
      const isShort = isSameSubject(own, name);
      return [verdict('C25', `说明写“${name}（${level}）”，表中该科目的名称为“${own}”`, claim, isShort ? { severity: 'info' } : {})];
    });
  });
}

/** 团组, 人次, 批次, 购置数 beside the amount of their subject. */
function counts({ definition, claims }: SectionView): readonly Verdict[] {
  const rule = definition.counts;
  if (rule === undefined) return [];
  const groups = new Map<string, Counted[]>();
  for (const claim of claims) {
    if (claim.kind !== 'count' || claim.subject === null || !/人次|批次?|[个辆台次]/u.test(claim.unit) || /保有/u.test(claim.lead)) continue;
    if (claim.unit === '个' && !/团|批/u.test(claim.lead)) continue;
    const key = `${claim.subject.name}|${/[辆台]/u.test(claim.unit) ? '辆' : claim.unit}`;
    groups.set(key, [...(groups.get(key) ?? []), claim]);
  }
  return [...groups.values()].flatMap((group): readonly Verdict[] => {
    const [first] = group;
    const amount = first === undefined ? null : amountOf(first, claims);
    const written = group.find((claim) => !claim.value.isZero());
    if (first === undefined || amount === null || amount.isZero() === (written === undefined)) return [];
    const shown = written ?? first;
    return [verdict(rule, `${shown.subject?.name ?? ''}为 ${plainAmount(amount, 2)} 万元，数量却写 ${shown.value.toFixed()} ${shown.unit}`, shown)];
  });
}

type Counted = Extract<Claim, { kind: 'count' }>;

/** The amount of a count's subject, as the text has it, else as the table has it. */
function amountOf({ subject }: Counted, claims: readonly Claim[]): Decimal | null {
  const written = claims.find((claim) => claim.kind === 'actual' && claim.subject === subject);
  return written?.kind === 'actual' ? written.value : (subject?.actual?.value ?? null);
}

/** “年初没有此项预算” where a budget is written. */
function unbudgeted({ definition, claims, text }: SectionView): readonly Verdict[] {
  if (definition.items === undefined) return [];
  return claims.flatMap((claim): readonly Verdict[] => {
    if (claim.kind !== 'budget' || claim.base !== '年初' || claim.value.isZero()) return [];
    const paragraph = text.slice(claim.end, text.indexOf('\n', claim.end) < 0 ? text.length : text.indexOf('\n', claim.end));
    const denied = /年初(?:没有|无|未安排|未列|未编制)(?:此项|该项|本项|这项)?(?:预算|支出预算)/u.exec(paragraph)?.[0];
    return denied === undefined ? [] : [verdict('C10', `年初预算写 ${plainAmount(claim.value, 2)} 万元，原因却写“${denied}”`, claim)];
  });
}

/** Counts against those that the document keeps beside its tables. */
function tallies({ engine, definition, claims }: SectionView): readonly Verdict[] {
  return definition.tallies.flatMap((tally) => {
    const expected = countFigure(engine, tally.is);
    const value = expected?.value ?? null;
    if (expected === null || value === null) return [];
    return claims.flatMap((claim): readonly Verdict[] => {
      if (claim.kind !== 'count' || !new RegExp(`^(?:${tally.units})$`, 'u').test(claim.unit) || ![claim.lead, `${claim.lead}${claim.unit}`].some((words) => new RegExp(tally.words, 'u').test(words))) return [];
      if ((tally.of !== undefined && claim.subject?.name !== tally.of) || claim.value.eq(value)) return [];
      return [verdict(definition.counts ?? definition.rule, `说明写 ${claim.value.toFixed()} ${claim.unit}，${expected.words}为 ${value.toFixed()}，差 ${claim.value.minus(value).abs().toFixed()}`, claim, { cells: expected.cells, expected: value.toFixed(), actual: claim.value.toFixed(), difference: claim.value.minus(value).toFixed() })];
    });
  });
}
