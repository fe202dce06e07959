/** What is typed or pasted into a self-evaluation, as edits. A field's place is its table, row and column; `name` is what an indicator is called. */
import type { CellRef } from '../../shared/document/document.ts';
import { type Edit, setCell } from '../../shared/document/edit.ts';
import type { Engine } from '../../shared/formula/engine.ts';
import { cellLabel } from '../../shared/check/describe.ts';
import { columnOf } from '../../shared/template/table-shape.ts';
import { enteredAmount } from '../grid/entered-amount.ts';
import { enterOnFormula } from '../state/cell-commands.ts';
import type { EditorState } from '../state/editor-state.ts';

/** The column of an indicator's own name, which is no cell. */
export const NAME = 'name';

export type Entry = { readonly ok: true; readonly edit: Edit } | { readonly ok: false; readonly why: string };

/** The edit of a text at a place, or why it can't be taken. */
export function entryOf(engine: Engine, ref: CellRef, text: string): Entry {
  const { document } = engine;
  if (ref.column === NAME) {
    const from = document.tables[ref.table]?.rows.find(({ key }) => key === ref.row)?.name ?? null;
    return { ok: true, edit: { kind: 'rename-row', table: ref.table, row: ref.row, from, to: text } };
  }
  const where = cellLabel(engine.space, ref, false);
  if (engine.formula(ref) !== null) return { ok: false, why: `${where}由公式算出，要改写请按 F2 并说明原因` };
  const column = columnAt(engine, ref);
  if (column?.is === 'text') return { ok: true, edit: setCell(document, ref, text === '' ? null : { text }) };
  const entered = enteredAmount(withoutPercent(engine, ref, text));
  return entered.ok ? { ok: true, edit: setCell(document, ref, entered.amount) } : { ok: false, why: `${where}：${entered.why}` };
}

function columnAt(engine: Engine, ref: CellRef): ReturnType<typeof columnOf> {
  const shape = engine.space.region(ref.table)?.shape;
  const row = shape?.rows[shape.index.get(ref.row) ?? -1];
  return shape === undefined || row === undefined ? null : columnOf(shape, row, ref.column);
}

function withoutPercent(engine: Engine, ref: CellRef, text: string): string {
  return columnAt(engine, ref)?.format === 'percent' ? text.replace(/[%％]$/u, '') : text;
}

/** Takes one text; false where it was refused, which is said, or stands on a formula until a reason is given. */
export function enterText(state: EditorState, ref: CellRef, text: string): boolean {
  const { engine } = state.workspace;
  if (ref.column !== NAME && engine.formula(ref) !== null) {
    enterOnFormula(state, { engine, unit: engine.document.unit }, ref, withoutPercent(engine, ref, text));
    return false;
  }
  const entry = entryOf(state.workspace.engine, ref, text);
  if (!entry.ok) {
    state.say(entry.why);
    return false;
  }
  state.workspace.carryOut(`填写${ref.column === NAME ? '指标名称' : cellLabel(state.workspace.engine.space, ref, false)}`, [entry.edit]);
  return true;
}

/** Takes a block as one step; what can't be taken, or has no field to go to, is said, and the rest taken. */
export function enterBlock(state: EditorState, block: readonly { readonly ref: CellRef | null; readonly text: string }[]): void {
  const entries = block.filter(({ ref, text }) => ref !== null || text !== '').map(({ ref, text }): Entry => (ref === null ? { ok: false, why: `“${text}”超出了自评表` } : entryOf(state.workspace.engine, ref, text)));
  const refused = entries.flatMap((entry) => (entry.ok ? [] : [entry.why]));
  state.workspace.carryOut(`粘贴 ${entries.length - refused.length} 格`, entries.flatMap((entry) => (entry.ok ? [entry.edit] : [])));
  if (refused.length > 0) state.say(`有 ${refused.length} 格没有粘贴：${refused.slice(0, 2).join('；')}`);
}
