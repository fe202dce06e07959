/** What a cell of the grid shows: its text, its marks, and what a screen reader or a hovering mouse is told. */
import { cellLabel } from '../../shared/check/describe.ts';
import { cellContent, type CellRef, declaredValue, remarkOf } from '../../shared/document/document.ts';
import { CellError, isAmount, sameValue, type Value } from '../../shared/formula/value.ts';
import type { LayoutCell } from '../../shared/report/layout.ts';
import type { EditorState } from '../state/editor-state.ts';
import { cellKey, type Mark } from '../state/marks.ts';
import { placeOf } from '../state/cell-edits.ts';
import { isLacking } from '../state/lacking-formula.ts';
import { comparedText } from '../state/prior-figures.ts';
import { shownValue } from '../state/shown-amount.ts';
import type { Sheet } from './sheet.ts';
import { comparedOf } from './sheet-layout.ts';

export type Trend = 'up' | 'down' | 'new';

export interface CellLook {
  readonly text: string;
  readonly mark: Mark | null;
  readonly isFormula: boolean;
  /** A value stands on the formula: pinned with a reason, or printed by the imported workbook and not what the formula gives. */
  readonly declared: 'pinned' | 'printed' | null;
  readonly isChanged: boolean;
  readonly trend: Trend | null;
  readonly hasRemark: boolean;
  readonly title: string;
  /** It stands beside a figure and compares it. */
  readonly isBeside: boolean;
}

export const MARK_SIGNS: Readonly<Record<Mark, string>> = { error: '!', warning: '▲', info: 'i', tail: '≈' };
const MARK_WORDS: Readonly<Record<Mark, string>> = { error: '有错误', warning: '有警告', info: '有提示', tail: '有尾差' };
const TREND_WORDS: Readonly<Record<Trend, string>> = { up: '比上年增加', down: '比上年减少', new: '上年没有数' };

export function lookOf(cell: LayoutCell, state: EditorState): CellLook {
  if (cell.ref !== null) return amountLook(cell.ref, state);
  const compared = comparedOf(cell);
  const text = compared === null ? cell.text : comparedText(state.workspace.engine, compared, state.view().unit);
  return { text, mark: null, isFormula: false, declared: null, isChanged: false, trend: null, hasRemark: false, title: '', isBeside: compared !== null };
}

/** What a screen reader says of the active cell. */
export function spokenCell(state: EditorState, sheet: Sheet): string {
  const spot = sheet.selection().active;
  const cell = sheet.cellAt(spot);
  const { engine } = state.workspace;
  if (cell === null) return '单元格';
  const look = lookOf(cell, state);
  const place = cell.ref === null ? placeOf({ engine, sheet }, spot) : cellLabel(engine.space, cell.ref, true);
  return [place, look.text === '' ? '空' : look.text, look.isFormula ? '公式单元格' : '', look.title].filter((word) => word !== '').join('，');
}

function amountLook(ref: CellRef, state: EditorState): CellLook {
  const { workspace } = state;
  const { engine } = workspace;
  const value = engine.value(ref);
  // Nothing is lost by typing where there is nothing to compute from: the cell is to be filled in like an input.
  const lacks = isLacking(engine, ref);
  const isFormula = engine.formula(ref) !== null && !lacks;
  const mark = workspace.marks.get(cellKey(ref)) ?? null;
  const declared = isFormula ? declaredKind(ref, state, value) : null;
  const isChanged = workspace.isChanged(ref);
  const trend = state.view().isComparing ? trendOf(ref, state, value) : null;
  const remark = remarkOf(engine.document, ref);
  const words = [mark === null ? '' : MARK_WORDS[mark], declared === 'pinned' ? '已改写公式' : declared === 'printed' ? '表中所印与公式不同' : '', isChanged ? '导入后改动过' : '', trend === null ? '' : `${TREND_WORDS[trend]}${priorWords(ref, state)}`, remark === null ? '' : `批注：${remark}`];
  return { text: lacks ? lackingText(ref, state, value) : shownValue(engine, ref, value, state.view().unit), mark, isFormula, declared, isChanged, trend, hasRemark: remark !== null, title: words.filter((word) => word !== '').join('，'), isBeside: false };
}

function lackingText(ref: CellRef, { workspace: { engine }, view }: EditorState, value: Value): string {
  return value instanceof CellError ? '待录入' : shownValue(engine, ref, value, view().unit);
}

function declaredKind(ref: CellRef, { workspace: { engine } }: EditorState, value: Value): CellLook['declared'] {
  const content = declaredValue(cellContent(engine.document, ref));
  if (content === null) return null;
  if (content.pinned === true) return 'pinned';
  return sameValue(value, engine.computedValue(ref)) ? null : 'printed';
}

function priorWords(ref: CellRef, { workspace: { engine }, view }: EditorState): string {
  const prior = engine.priorEngine();
  const before = prior?.value(ref) ?? null;
  return prior === null || !isAmount(before) ? '' : `（上年 ${shownValue(prior, ref, before, view().unit)}）`;
}

/** Against last year's figure of the same cell. */
function trendOf(ref: CellRef, { workspace: { engine } }: EditorState, value: Value): Trend | null {
  const prior = engine.priorEngine();
  if (prior === null || !isAmount(value)) return null;
  const before = prior.value(ref);
  if (!isAmount(before)) return value.isZero() ? null : 'new';
  return value.eq(before) ? null : value.gt(before) ? 'up' : 'down';
}
