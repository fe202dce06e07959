/** A 科目 that a table lacks: its parent is too high by just the amount that another table shows for it. */
import { decimal, plainAmount } from '../amount/amount.ts';
import type { CheckInstance } from '../formula/check-wiring.ts';
import type { Engine } from '../formula/engine.ts';
import type { CheckResult } from '../formula/judge.ts';
import type { Region } from '../formula/space.ts';
import { references } from '../formula/syntax.ts';
import { isAmount } from '../formula/value.ts';
import { hasCell, type ShapeRow } from '../template/table-shape.ts';
import type { Cause } from './cause.ts';
import { rowLabel, tableLabel } from './describe.ts';

/** The row that would close the gap of a parent against its children; null unless there is exactly one. */
export function missingRow(engine: Engine, { check, difference }: CheckResult): Cause | null {
  const { region, row } = check.scope;
  const parent = region?.shape.rows[row];
  const gap = decimal(difference ?? '0');
  if (check.cell < 0 || region === null || parent === undefined || parent.children.length === 0 || !addsChildren(check) || !gap.gt(0)) return null;
  const rows = engine.space.regions.flatMap((other) => (other === region || other.shape.template.subjects?.list !== region.shape.template.subjects?.list ? [] : rowsShowing(engine, other, region, parent, gap.toFixed())));
  const found = new Map(rows);
  const [only] = found.values();
  if (found.size !== 1 || only === undefined) return null;
  return { kind: 'row-missing', cell: null, suggested: null, words: `差额恰为 ${only} 的 ${plainAmount(gap, engine.document.decimals)}，本表没有这一行，可能漏列了该科目` };
}

/** A line that must add up across as well is no matter of its 科目. */
function addsChildren({ expression }: CheckInstance): boolean {
  return references(expression).some(({ rows }) => rows.kind === 'children');
}

/** Rows of another table that `region` lacks below `parent` and that show the amount: code and words. */
function rowsShowing(engine: Engine, other: Region, region: Region, parent: ShapeRow, amount: string): readonly (readonly [string, string])[] {
  const rows = other.shape.rows.filter((row) => isLackingChild(region, parent, row) && shows(engine, other, row, amount));
  return rows.map((row) => [row.code ?? '', `${tableLabel(other.shape.template)} ${rowLabel(row)}`]);
}

function isLackingChild({ shape }: Region, parent: ShapeRow, { code, level }: ShapeRow): boolean {
  if (code === null || level === null || shape.byCode.has(code)) return false;
  return parent.code === null ? level === '类' : code.length === parent.code.length + 2 && code.startsWith(parent.code);
}

function shows(engine: Engine, region: Region, row: ShapeRow, amount: string): boolean {
  const { template } = region.shape;
  return template.columns.some(({ key }) => {
    const value = hasCell(region.shape, row, key) ? engine.value({ table: template.id, row: row.key, column: key }) : null;
    return isAmount(value) && value.eq(amount);
  });
}
