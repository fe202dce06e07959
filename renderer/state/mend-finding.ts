/** What can be done at once about a finding: put the likely figure in its place, or take what the formula gives. */
import { decimal, plainAmount } from '../../shared/amount/amount.ts';
import { type Cause, isVouchedFor } from '../../shared/check/cause.ts';
import { cellLabel } from '../../shared/check/describe.ts';
import type { Finding } from '../../shared/check/finding.ts';
import { cellContent, type CellContent, type CellRef } from '../../shared/document/document.ts';
import { setCell } from '../../shared/document/edit.ts';
import type { Engine } from '../../shared/formula/engine.ts';
import { isAmount } from '../../shared/formula/value.ts';
import type { Workspace } from './workspace.ts';

/** One way to mend: what the button says, and the cell's new content. */
export interface Mend {
  readonly label: string;
  readonly ref: CellRef;
  readonly content: CellContent | null;
}

/** The ways to mend a finding, the likeliest first; none where only the accountant can know. */
export function mendsOf(engine: Engine, finding: Finding, cause: Cause | null): readonly Mend[] {
  const likely = cause === null ? null : likelyMend(engine, cause);
  if (likely !== null) return [likely];
  const [judged] = finding.cells;
  const computed = judged === undefined || finding.isTail ? null : computedMend(engine, judged);
  return computed === null || isVouchedFor(engine, finding) ? [] : [computed];
}

function likelyMend(engine: Engine, { cell, suggested }: Cause): Mend | null {
  if (cell === null || suggested === null) return null;
  if (engine.formula(cell) === null) return { label: `改为 ${suggested}`, ref: cell, content: decimal(suggested).toFixed() };
  const computed = engine.computedValue(cell);
  return isAmount(computed) && computed.eq(suggested) ? computedMend(engine, cell) : null;
}

function computedMend(engine: Engine, ref: CellRef): Mend | null {
  if (engine.formula(ref) === null || typeof cellContent(engine.document, ref) !== 'object') return null;
  const [computed, printed] = [engine.computedValue(ref), engine.value(ref)];
  // Printed and computed alike, the formula's figure mends nothing.
  return isAmount(computed) && !(isAmount(printed) && printed.eq(computed)) ? { label: `采用计算值 ${plainAmount(computed, engine.document.decimals)}`, ref, content: null } : null;
}

/** Mends in one step that can be taken back. */
export function mend(workspace: Workspace, { label, ref, content }: Mend): void {
  const { engine } = workspace;
  workspace.carryOut(`${label}（${cellLabel(engine.space, ref, true)}）`, [setCell(engine.document, ref, content)]);
}
