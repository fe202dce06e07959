/** What the figures themselves say against an import: printed subtotals that differ, and amounts that differ by ×10,000 from their twin. */
import { decimal } from '../../shared/amount/amount.ts';
import { cellLabel } from '../../shared/check/describe.ts';
import type { CellRef } from '../../shared/document/document.ts';
import type { CheckResult } from '../../shared/formula/judge.ts';
import type { BuiltDocument } from './build-document.ts';
import type { ImportConflict } from './recognise/table-draft.ts';

/** 万元 read as 元 or the other way round, give or take rounding. */
const UNIT_RATIO = 10_000;
const RATIO_SLACK = 0.01;

/** Conflicts between the printed figures. `titleOf` names a table in words. */
export function importConflicts(built: BuiltDocument, titleOf: (table: string) => string, addressOf: (ref: CellRef) => string | null): readonly ImportConflict[] {
  const declared = built.differing.map(({ table, row, column, printed, computed }): ImportConflict => ({
    kind: 'declared-differs', table, row, column, address: addressOf({ table, row, column }),
    message: `${titleOf(table)} ${cellLabel(built.engine.space, { table, row, column }, false)}：表中为${shown(printed)}，按公式计算为${shown(computed)}，两者都已保留`,
  }));
  const doubts = new Map<string, ImportConflict>();
  // A table in the wrong unit is so as a whole: its totals tell.
  for (const result of built.engine.checksOfWholes()) {
    const { table } = result.check;
    if (!isUnitDoubt(result) || doubts.has(table)) continue;
    const message = `${titleOf(table)}：${result.actual} 与应相等的 ${result.expected} 相差约一万倍，请核对金额单位（元、万元）`;
    doubts.set(table, { kind: 'unit-doubt', table, row: null, column: null, address: null, message });
  }
  return [...doubts.values(), ...declared];
}

function shown(amount: string | null): string {
  return amount === null ? '空白' : ` ${amount}`;
}

function isUnitDoubt({ state, actual, expected, operator }: CheckResult): boolean {
  if (state !== 'failed' || operator !== '=' || actual === null || expected === null) return false;
  const [small, large] = [decimal(actual).abs(), decimal(expected).abs()].sort((a, b) => a.comparedTo(b));
  if (small === undefined || large === undefined || small.isZero()) return false;
  return large.dividedBy(small).dividedBy(UNIT_RATIO).minus(1).abs().lte(RATIO_SLACK);
}
