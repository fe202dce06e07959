/** What the accountant does to cells: enter, clear, cut, paste, fill. Each is one step of the history; what is refused is told. */
import { cellLabel } from '../../shared/check/describe.ts';
import { setCell } from '../../shared/document/edit.ts';
import { isAmount, type Value } from '../../shared/formula/value.ts';
import { dragFillEntries, filledEntries, pastedEntries } from '../grid/block-edits.ts';
import type { TextBlock } from '../grid/clipboard-text.ts';
import { enteredAmount } from '../grid/entered-amount.ts';
import { type Box, lastBox, only, type Spot, spotsOf } from '../grid/selection.ts';
import type { Sheet } from '../grid/sheet.ts';
import { planClear, planEntries, type Plan, type Planning, type TextEntry, targetAt, textAt } from './cell-edits.ts';
import type { EditorState } from './editor-state.ts';
import { isLong, planInSlices } from './long-entry.ts';
import { enteredInUnit } from './shown-amount.ts';

export function planningOf(state: EditorState, sheet: Sheet): Planning {
  return { engine: state.workspace.engine, sheet, unit: state.view().unit };
}

/** Enters a text into the active cell; false where it can't be taken, and why is told. */
export function enterText(state: EditorState, sheet: Sheet, text: string): boolean {
  const { active } = sheet.selection();
  const planning = planningOf(state, sheet);
  const target = targetAt(planning, active);
  if (target.kind === 'formula') return enterOnFormula(state, planning, target.ref, text);
  const { edits, refused } = planEntries(planning, [{ spot: active, text }]);
  const [refusal] = refused;
  if (refusal !== undefined) {
    state.say(refusal.place === '' ? refusal.why : `${refusal.place}：${refusal.why}`);
    return false;
  }
  const label = target.kind === 'input' ? `修改 ${cellLabel(planning.engine.space, target.ref, true)}` : '修改科目名称';
  state.workspace.carryOut(label, edits);
  return true;
}

/** A formula cell is overridden only with a reason, which is asked for; entering what stands there changes nothing. */
export function enterOnFormula(state: EditorState, { engine, unit }: Pick<Planning, 'engine' | 'unit'>, ref: Parameters<typeof cellLabel>[1], text: string): boolean {
  const entered = enteredAmount(text);
  if (!entered.ok) {
    state.say(entered.why);
    return false;
  }
  const amount = entered.amount === null ? null : enteredInUnit(engine, ref, entered.amount, unit);
  if (isWorth(engine.value(ref), amount)) return true;
  // What the formula gives anyway needs no reason: the printed value gives way to it.
  if (isWorth(engine.computedValue(ref), amount)) takeComputed(state, ref);
  else state.ask({ kind: 'override', ref, amount });
  return true;
}

function isWorth(value: Value, amount: string | null): boolean {
  return isAmount(value) ? amount !== null && value.eq(amount) : amount === null;
}

/** Puts a declared value with its reason onto a formula cell. */
export function overrideFormula(state: EditorState, ref: Parameters<typeof cellLabel>[1], amount: string | null, reason: string): void {
  const { engine } = state.workspace;
  state.workspace.carryOut(`改写 ${cellLabel(engine.space, ref, true)}`, [setCell(engine.document, ref, { declared: amount, pinned: true, reason })]);
}

/** Takes the computed value in place of a declared one. */
export function takeComputed(state: EditorState, ref: Parameters<typeof cellLabel>[1]): void {
  const { engine } = state.workspace;
  state.workspace.carryOut(`采用计算值 ${cellLabel(engine.space, ref, true)}`, [setCell(engine.document, ref, null)]);
}

export function enterEverywhere(state: EditorState, sheet: Sheet, text: string): void {
  carryOut(state, sheet, '填入选区', spotsOf(sheet.selection()).filter((spot) => !sheet.content.form.isBeside(spot)).map((spot) => ({ spot, text })));
}

export function clearSelected(state: EditorState, sheet: Sheet): void {
  emptySelected(state, sheet, '清除内容');
}

export function cutSelected(state: EditorState, sheet: Sheet): void {
  emptySelected(state, sheet, '剪切');
}

function emptySelected(state: EditorState, sheet: Sheet, label: string): void {
  const { edits, refused } = planClear(planningOf(state, sheet), spotsOf(sheet.selection()));
  const [refusal] = refused;
  if (refusal !== undefined) state.say(refusal.why);
  else state.workspace.carryOut(label, edits);
}

export function pasteBlock(state: EditorState, sheet: Sheet, block: TextBlock): void {
  const { form } = sheet.content;
  const { active } = sheet.selection();
  // What is meant for a column beside the form's own must not land in the form's.
  const entries = form.isBeside(active) ? [{ spot: active, text: block[0]?.[0] ?? '' }] : form.entries(pastedEntries(block, form.selection(sheet.selection())));
  carryOut(state, sheet, '粘贴', entries, () => selectSpots(sheet, entries.map((entry) => entry.spot)));
}

export function fill(state: EditorState, sheet: Sheet, direction: 'down' | 'right'): void {
  const planning = planningOf(state, sheet);
  const { form } = sheet.content;
  carryOut(state, sheet, direction === 'down' ? '向下填充' : '向右填充', form.entries(filledEntries(form.selection(sheet.selection()), direction, (spot) => textAt(planning, form.shown(spot)))));
}

export function fillOver(state: EditorState, sheet: Sheet, source: Box, target: Box): void {
  const planning = planningOf(state, sheet);
  const { form } = sheet.content;
  carryOut(state, sheet, '填充', form.entries(dragFillEntries(form.box(source), form.box(target), (spot) => textAt(planning, form.shown(spot)))));
}

/** Carries out what is possible, and `then` what follows. Where some is refused, it waits until the user has seen why. */
function carryOut(state: EditorState, sheet: Sheet, label: string, entries: readonly TextEntry[], then: () => void = () => undefined): void {
  const planning = planningOf(state, sheet);
  const plan = (some: readonly TextEntry[]): Plan => planEntries(planning, some);
  const finish = ({ edits, refused }: Plan): void => {
    if (refused.length > 0) {
      state.ask({ kind: 'refused', label, edits, refused });
      return;
    }
    state.workspace.carryOut(label, edits);
    then();
  };
  if (!isLong(entries)) finish(plan(entries));
  else {
    void planInSlices(state, label, entries, plan).then((whole) => {
      if (whole !== null) finish(whole);
    });
  }
}

function selectSpots(sheet: Sheet, spots: readonly Spot[]): void {
  const [first] = spots;
  const last = spots.at(-1);
  if (first === undefined || last === undefined || spots.length === 1) return;
  const { bottom, right } = lastBox({ ...only(first), stretches: [{ from: first, to: last }] });
  sheet.select({ active: first, staysPut: true, stretches: [{ from: first, to: { row: bottom, column: right } }] });
}

/** Codes and names are texts to a spreadsheet, whatever they look like. */
export function columnLabelsAsText(sheet: Sheet, column: number): boolean {
  return sheet.content.layout.columns[column]?.is !== 'amount';
}
