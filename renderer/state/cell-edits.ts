/** From texts that are typed, pasted or filled into cells to edits of the document: what can be entered, and what is refused and why. */
import { cellLabel, rowLabel } from '../../shared/check/describe.ts';
import { type CellContent, cellContent, type CellRef } from '../../shared/document/document.ts';
import { type Edit, setCell } from '../../shared/document/edit.ts';
import type { Engine } from '../../shared/formula/engine.ts';
import type { Unit } from '../../shared/amount/amount.ts';
import { enteredAmount } from '../grid/entered-amount.ts';
import type { Spot } from '../grid/selection.ts';
import type { Sheet } from '../grid/sheet.ts';
import { comparedOf } from '../grid/sheet-layout.ts';
import { isLacking } from './lacking-formula.ts';
import { COMPARED_WORDS, copiedComparison } from './prior-figures.ts';
import { enteredInUnit, shownValue, typedValue } from './shown-amount.ts';

/** A text for a cell. */
export interface TextEntry {
  readonly spot: Spot;
  readonly text: string;
}

export interface Refusal {
  readonly place: string;
  readonly text: string;
  readonly why: string;
}

export interface Plan {
  readonly edits: readonly Edit[];
  readonly refused: readonly Refusal[];
}

/** What a cell takes. */
export type Target =
  | { readonly kind: 'input'; readonly ref: CellRef }
  | { readonly kind: 'formula'; readonly ref: CellRef }
  | { readonly kind: 'name'; readonly table: string; readonly row: string }
  | { readonly kind: 'locked'; readonly why: string };

export interface Planning {
  readonly engine: Engine;
  readonly sheet: Sheet;
  /** Unit in which the texts are. */
  readonly unit: Unit;
}

export const FORMULA_STANDS = '是公式单元格，由公式算出；确需改写请单独输入并填写原因';

export function targetAt({ engine, sheet }: Pick<Planning, 'engine' | 'sheet'>, spot: Spot): Target {
  const cell = sheet.cellAt(spot);
  if (cell === null) return { kind: 'locked', why: '超出了表格' };
  if (cell.ref !== null) return { kind: engine.formula(cell.ref) === null || isLacking(engine, cell.ref) ? 'input' : 'formula', ref: cell.ref };
  const row = sheet.rowKeyAt(spot);
  if (cell.kind === 'name' && row !== null && isSubject(engine, sheet.table, row)) return { kind: 'name', table: sheet.table, row };
  if (comparedOf(cell) !== null) return { kind: 'locked', why: '是与上年对比的列，由上年数算出，不能修改；要改请改左边的本年数' };
  if (cell.kind === 'code') return { kind: 'locked', why: '科目编码不能直接改，请用“插入科目”' };
  return { kind: 'locked', why: cell.kind === 'empty' ? '表样在此处没有单元格' : '是表样的固定文字' };
}

/** Rows that the document brought, not the form. */
export function isSubject(engine: Engine, table: string, row: string): boolean {
  const shape = engine.space.region(table)?.shape;
  return shape?.rows[shape.index.get(row) ?? -1]?.fixed === null;
}

/** Lays texts into cells. Blank text over a cell that takes none, or a text that stands there already, is no refusal. */
export function planEntries(planning: Planning, entries: readonly TextEntry[]): Plan {
  const edits: Edit[] = [];
  const refused: Refusal[] = [];
  for (const entry of entries) {
    const planned = planEntry(planning, entry);
    if (planned === null) continue;
    if ('why' in planned) refused.push(planned);
    else edits.push(planned);
  }
  return { edits, refused };
}

function planEntry(planning: Planning, { spot, text }: TextEntry): Edit | Refusal | null {
  const target = targetAt(planning, spot);
  switch (target.kind) {
    case 'input': {
      const entered = enteredAmount(text);
      if (!entered.ok) return { place: placeOf(planning, spot), text, why: entered.why };
      return setCell(planning.engine.document, target.ref, entered.amount === null ? null : enteredContent(planning, target.ref, entered.amount));
    }
    case 'formula':
      return isAsShown(planning, target.ref, text) ? null : { place: placeOf(planning, spot), text, why: FORMULA_STANDS };
    case 'name':
      return renameRow(planning.engine, target.table, target.row, text.trim());
    case 'locked':
      return text.trim() === '' || planning.sheet.cellAt(spot)?.text === text.trim() ? null : { place: placeOf(planning, spot), text, why: target.why };
  }
}

function enteredContent({ engine, unit }: Planning, ref: CellRef, text: string): CellContent {
  const amount = enteredInUnit(engine, ref, text, unit);
  return engine.formula(ref) === null ? amount : { declared: amount };
}

/** Blanks, and what the formula gives anyway, are not refused: whole tables are pasted with their totals. */
function isAsShown({ engine, unit }: Planning, ref: CellRef, text: string): boolean {
  const entered = enteredAmount(text);
  if (!entered.ok) return false;
  if (entered.amount === null) return true;
  const shown = enteredAmount(shownValue(engine, ref, engine.value(ref), unit));
  return shown.ok && shown.amount === entered.amount;
}

export function renameRow(engine: Engine, table: string, key: string, name: string): Edit | null {
  const row = engine.document.tables[table]?.rows.find((one) => one.key === key);
  if (row === undefined || name === '' || name === (row.name ?? '')) return null;
  return { kind: 'rename-row', table, row: key, from: row.name ?? null, to: name };
}

/** Empties inputs; a value that stands on a formula gives way to what the formula gives. */
export function planClear({ engine, sheet }: Pick<Planning, 'engine' | 'sheet'>, spots: readonly Spot[]): Plan {
  const refs = new Map<string, CellRef>();
  let formulas = 0;
  for (const spot of spots) {
    const ref = sheet.refAt(spot);
    if (ref === null) continue;
    if (cellContent(engine.document, ref) !== null) refs.set(`${ref.row}\n${ref.column}`, ref);
    else if (engine.formula(ref) !== null) formulas++;
  }
  const refused = refs.size > 0 || formulas === 0 ? [] : [{ place: '', text: '', why: '所选单元格由公式算出，没有可清除的内容' }];
  return { edits: [...refs.values()].map((ref) => setCell(engine.document, ref, null)), refused };
}

/** The text of a cell as it is copied and edited. */
export function textAt({ engine, sheet, unit }: Planning, spot: Spot): string {
  const cell = sheet.cellAt(spot);
  if (cell === null || cell.column !== spot.column) return '';
  const compared = comparedOf(cell);
  if (compared !== null) return copiedComparison(engine, compared, unit);
  return cell.ref === null ? cell.text : typedValue(engine, cell.ref, engine.value(cell.ref), unit);
}

export function placeOf({ engine, sheet }: Pick<Planning, 'engine' | 'sheet'>, spot: Spot): string {
  const compared = comparedOf(sheet.cellAt(spot));
  if (compared !== null) return `${cellLabel(engine.space, compared.ref, false)} · ${COMPARED_WORDS[compared.what]}`;
  const ref = sheet.refAt(spot);
  if (ref !== null) return cellLabel(engine.space, ref, false);
  const shape = engine.space.region(sheet.table)?.shape;
  const key = sheet.rowKeyAt(spot);
  const row = key === null ? undefined : shape?.rows[shape.index.get(key) ?? -1];
  return row === undefined ? `第 ${spot.row + 1} 行` : rowLabel(row);
}
