/** What can be done at once about a finding: put the likely figure in its place, take what the formula gives, or mend the document's own words. */
import { decimal, plainAmount } from '../../shared/amount/amount.ts';
import { type Cause, isVouchedFor } from '../../shared/check/cause.ts';
import { cellLabel } from '../../shared/check/describe.ts';
import type { Finding } from '../../shared/check/finding.ts';
import { cellContent, type CellContent, type CellRef } from '../../shared/document/document.ts';
import { setCell } from '../../shared/document/edit.ts';
import { paragraphTextKey } from '../../shared/document/text-keys.ts';
import type { Engine } from '../../shared/formula/engine.ts';
import { isAmount } from '../../shared/formula/value.ts';
import type { ReportTexts } from '../../shared/narrative/report-texts.ts';
import { type TextMend, textMend } from './mend-text.ts';
import { setText } from './text-edits.ts';
import type { Workspace } from './workspace.ts';

/** One way to mend: what the button says, and the new content of a cell or words of a paragraph. */
export type Mend = CellMend | TextMend;

interface CellMend {
  readonly label: string;
  readonly ref: CellRef;
  readonly content: CellContent | null;
}

/** The ways to mend a finding, the likeliest first; none where only the accountant can know. What is wrong in a text is no matter of the table. */
export function mendsOf(engine: Engine, finding: Finding, cause: Cause | null, texts: ReportTexts | null): readonly Mend[] {
  if (finding.place !== undefined) {
    const own = texts === null ? null : textMend(engine, texts, finding);
    return own === null ? [] : [own];
  }
  const likely = cause === null ? null : likelyMend(engine, cause);
  if (likely !== null) return [likely];
  const [judged] = finding.cells;
  const computed = judged === undefined || finding.isTail ? null : computedMend(engine, judged);
  return computed === null || isVouchedFor(engine, finding) ? [] : [computed];
}

function likelyMend(engine: Engine, { cell, suggested }: Cause): CellMend | null {
  if (cell === null || suggested === null) return null;
  if (engine.formula(cell) === null) return { label: `改为 ${suggested}`, ref: cell, content: decimal(suggested).toFixed() };
  const computed = engine.computedValue(cell);
  return isAmount(computed) && computed.eq(suggested) ? computedMend(engine, cell) : null;
}

function computedMend(engine: Engine, ref: CellRef): CellMend | null {
  if (engine.formula(ref) === null || typeof cellContent(engine.document, ref) !== 'object') return null;
  const [computed, printed] = [engine.computedValue(ref), engine.value(ref)];
  // Printed and computed alike, the formula's figure mends nothing.
  return isAmount(computed) && !(isAmount(printed) && printed.eq(computed)) ? { label: `采用计算值 ${plainAmount(computed, engine.document.decimals)}`, ref, content: null } : null;
}

/** Mends in one step that can be taken back. */
export function mend(workspace: Workspace, way: Mend): void {
  if ('words' in way) {
    setText(workspace, `${way.label}（改写的段落）`, paragraphTextKey(way.paragraph), way.words);
    return;
  }
  const { label, ref, content } = way;
  const { engine } = workspace;
  workspace.carryOut(`${label}（${cellLabel(engine.space, ref, true)}）`, [setCell(engine.document, ref, content)]);
}
