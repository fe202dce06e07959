/** What is said in several places of a text must be the same in all of them (C12, C19, C26, D12, D13). */
import { plainAmount } from '../amount/amount.ts';
import type { Claim } from './claim.ts';
import { baseName, cellsOf, nameOf, type Verdict, verdict } from './verdict.ts';

/** Claims of a section with their offsets in the whole text. */
export interface SectionClaims {
  readonly role: string;
  readonly claims: readonly Claim[];
}

/** Verdicts on the text as a whole; offsets are of the running text. */
export function checkAcross(sections: readonly SectionClaims[]): readonly Verdict[] {
  const all = sections.flatMap((section) => section.claims);
  return [...sections.flatMap(({ claims }) => [...directions(claims), ...mixedBudgets(claims), ...ratesAndWords(claims)]), ...sameFigures(all), ...vehicles(sections), ...units(all)];
}

type Relation = Extract<Claim, { kind: 'relation' }>;
type Completion = Extract<Claim, { kind: 'completion' }>;

/** “完成预算的98%，决算数等于预算数”: the words beside a rate must be those that the rate allows, whatever the budget was. */
function ratesAndWords(claims: readonly Claim[]): readonly Verdict[] {
  return claims.flatMap((claim, at): readonly Verdict[] => {
    const rate = claims.slice(0, at).findLast((one): one is Completion => one.kind === 'completion');
    if (claim.kind !== 'relation' || rate === undefined || rate.subject === null || rate.subject !== claim.subject || rate.budgets.length > 0 || rate.percent.isZero()) return [];
    return agrees(claim, rate) ? [] : [verdict('C10', `${nameOf(claim.subject)}写完成预算的${rate.text}，又写决算数${RELATIONS[claim.word]}预算数，两处不符`, rate, { cells: cellsOf(claim.subject?.actual) })];
  });
}

const RELATIONS = { '>': '大于', '<': '小于', '=': '等于', '≠': '不同于' } as const;

/** A rate that rounds to 100 % may hide a small difference. */
function agrees({ word }: Relation, { percent }: Completion): boolean {
  const order = percent.minus(100);
  if (order.abs().lt('0.5')) return true;
  return { '>': order.isPositive(), '<': order.isNegative(), '=': false, '≠': true }[word];
}

type Change = Extract<Claim, { kind: 'change' }>;
const MOVES = { up: '增加', down: '减少' } as const;

/** One subject that both rises and falls, or both stays and moves. */
function directions(claims: readonly Claim[]): readonly Verdict[] {
  const changes = claims.filter((claim): claim is Change => claim.kind === 'change' && claim.against.kind === 'prior' && claim.subject !== null && claim.amount?.value.isZero() !== true);
  return changes.flatMap((change, at) => [...contradicted(change, changes.slice(0, at)), ...unmoved(change, claims)]);
}

function contradicted(change: Change, before: readonly Change[]): readonly Verdict[] {
  const other = before.find((one) => one.subject === change.subject && one.direction !== change.direction);
  if (other === undefined) return [];
  return [verdict('D13', `${nameOf(change.subject)}前面写${MOVES[other.direction]}，此处写${MOVES[change.direction]}，方向矛盾`, change, { cells: cellsOf(change.subject?.actual) })];
}

function unmoved(change: Change, claims: readonly Claim[]): readonly Verdict[] {
  if (!claims.some((claim) => claim.kind === 'flat' && claim.subject === change.subject && Math.abs(claim.at - change.at) < 80)) return [];
  return [verdict('C19', `${nameOf(change.subject)}既写${MOVES[change.direction]} ${change.text}，又写与上年持平，前后矛盾`, change, { cells: cellsOf(change.subject?.actual) })];
}

/** 年初预算 of some and plain 预算 of others in one section: it can't be told which budget is meant. */
function mixedBudgets(claims: readonly Claim[]): readonly Verdict[] {
  const budgets = claims.flatMap((claim) => (claim.kind === 'budget' && claim.subject?.budget !== null && claim.subject !== null ? [claim] : []));
  const first = budgets[0];
  const other = budgets.find((claim) => claim.base !== first?.base && claim.subject !== first?.subject);
  if (first === undefined || other === undefined) return [];
  return [verdict('C12', `本节的预算口径不一：${nameOf(first.subject)}写${baseName(first.base)}，${nameOf(other.subject)}写${baseName(other.base)}`, other)];
}

type Amount = Extract<Claim, { kind: 'actual' | 'budget' }>;

/** A figure that no table holds, written twice, must be written the same. */
function sameFigures(claims: readonly Claim[]): readonly Verdict[] {
  const first = new Map<string, Amount>();
  return claims.flatMap((claim): readonly Verdict[] => {
    const key = keyOutsideTables(claim);
    if (key === null || (claim.kind !== 'actual' && claim.kind !== 'budget')) return [];
    const before = first.get(key) ?? claim;
    first.set(key, before);
    return before.value.eq(claim.value) ? [] : [unlike(before, claim)];
  });
}

/** What an amount is of, where no table has it; null for any other claim. */
function keyOutsideTables(claim: Claim): string | null {
  if ((claim.kind !== 'actual' && claim.kind !== 'budget') || claim.subject === null) return null;
  const inTable = claim.kind === 'actual' ? claim.subject.actual : claim.subject.budget;
  return inTable?.value != null ? null : `${claim.subject.actual?.cells[0]?.table ?? ''}${claim.subject.row ?? claim.subject.name}|${claim.kind}|${claim.kind === 'budget' ? claim.base : ''}`;
}

function unlike(before: Amount, claim: Amount): Verdict {
  const what = `${nameOf(claim.subject)}${claim.kind === 'budget' ? baseName(claim.base) : ''}`;
  const [a, b] = [plainAmount(before.value, 2), plainAmount(claim.value, 2)];
  return verdict('C26', `${what}前面写 ${a} 万元，此处写 ${b} 万元，差 ${plainAmount(before.value.minus(claim.value).abs(), 2)}`, claim, { expected: a, actual: b, difference: plainAmount(claim.value.minus(before.value), 2) });
}

/** 公务用车保有量 of the “三公” section beside the vehicles of the 国有资产 section. */
function vehicles(sections: readonly SectionClaims[]): readonly Verdict[] {
  const counts = (role: string, words: RegExp) => sections.filter((section) => section.role === role).flatMap(({ claims }) => claims.flatMap((claim) => (claim.kind === 'count' && /^[辆台]$/u.test(claim.unit) && words.test(claim.lead) && !/设备|购置/u.test(claim.lead) ? [claim] : [])));
  const [kept] = counts('三公', /保有/u);
  const [all] = counts('国有资产', /车辆|用车/u);
  if (kept === undefined || all === undefined || kept.value.eq(all.value)) return [];
  const isMore = kept.value.gt(all.value);
  return [verdict('C26', `“三公”部分写公务用车保有量 ${kept.value.toFixed()} 辆，国有资产部分写车辆 ${all.value.toFixed()} 辆，请核实两者的关系`, kept, { ...(isMore ? {} : { severity: 'info' }), expected: all.value.toFixed(), actual: kept.value.toFixed() })];
}

/** One amount in 元 among amounts in 万元. */
function units(claims: readonly Claim[]): readonly Verdict[] {
  const amounts = claims.flatMap((claim) => ((claim.kind === 'actual' || claim.kind === 'budget') && claim.subject !== null ? [claim] : []));
  const inYuan = amounts.filter((claim) => /\d元$/u.test(claim.text) && !claim.value.isZero());
  const [first] = inYuan;
  if (first === undefined || inYuan.length * 3 > amounts.length) return [];
  return [verdict('D12', `全文金额以万元为单位，此处写“${first.text.replaceAll('，', ',')}”，单位应一致`, first, { severity: 'warning' })];
}
