/** 尾差 is never noise: those of one table and one size are one item, to be read and accepted together. */
import { decimal, plainAmount } from '../amount/amount.ts';
import type { Document } from '../document/document.ts';
import { findTable, type Template } from '../template/template.ts';
import { tableLabel } from './describe.ts';
import type { Finding } from './finding.ts';

/** 尾差 of one table that differ by the same amount and are still open. */
export interface TailCluster {
  readonly kind: 'tails';
  readonly table: string;
  /** How far the sides are apart, without sign. */
  readonly difference: string;
  readonly findings: readonly Finding[];
}

/** What stands in a list of findings: one finding, or several 尾差 as one. */
export type FindingItem = { readonly kind: 'finding'; readonly finding: Finding } | TailCluster;

/** The findings in their order, open 尾差 gathered at the place of the first of each cluster. A lone one stays a finding. */
export function clusterTails(findings: readonly Finding[]): readonly FindingItem[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (!isOpenTail(finding)) continue;
    const key = keyOf(finding);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return findings.flatMap((finding): readonly FindingItem[] => {
    const group = isOpenTail(finding) ? (groups.get(keyOf(finding)) ?? []) : [];
    if (group.length < 2) return [{ kind: 'finding', finding }];
    return group[0] === finding ? [{ kind: 'tails', table: finding.table, difference: sizeOf(finding), findings: group }] : [];
  });
}

/** `公开05表：12 处尾差，每处差 0.01（A15、A16）`. */
export function clusterWords(document: Document, template: Template, { table, difference, findings }: TailCluster): string {
  const named = findTable(template.tables, table);
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  return `${named === null ? table : tableLabel(named)}：${findings.length} 处尾差，每处差 ${plainAmount(decimal(difference), document.decimals)}，均在四舍五入允许范围内（${rules.join('、')}）`;
}

function isOpenTail({ isTail, waiver }: Finding): boolean {
  return isTail && waiver === null;
}

function sizeOf({ difference }: Finding): string {
  return (difference ?? '0').replace('-', '');
}

function keyOf(finding: Finding): string {
  return `${finding.table}\n${sizeOf(finding)}`;
}
