/** Where a key leads: the next selection. */
import type { Settings } from '../../shared/ipc.ts';
import type { GridAction } from './grid-keys.ts';
import { type Direction, edge, everything, isOneCell, isSameSpot, lastBox, nextInside, only, type Selection, type Spot, step, stretched, wholeColumns, wholeRows, within } from './selection.ts';
import type { Sheet } from './sheet.ts';

export interface Surroundings {
  readonly enterMoves: Settings['enterMoves'];
  /** Rows on the screen. */
  readonly page: number;
  /** Whether a cell holds something. */
  readonly isFilled: (spot: Spot) => boolean;
}

const BACK: Readonly<Record<Direction, Direction>> = { up: 'down', down: 'up', left: 'right', right: 'left' };

/** The selection after an action; null where the action selects nothing. */
export function navigated(sheet: Sheet, action: GridAction, around: Surroundings): Selection | null {
  const selection = sheet.selection();
  const { extent } = sheet;
  switch (action.kind) {
    case 'move':
      return reached(selection, moved(sheet, endOf(selection, action.extends), action, around), action.extends);
    case 'home':
      return reached(selection, { row: action.isWhole ? 0 : endOf(selection, action.extends).row, column: 0 }, action.extends);
    case 'end': {
      const end = endOf(selection, action.extends);
      return reached(selection, action.isWhole ? { row: extent.rows - 1, column: extent.columns - 1 } : lastFilled(end.row, sheet, around), action.extends);
    }
    case 'enter':
      return around.enterMoves === 'none' ? null : stepped(sheet, action.isBack ? BACK[around.enterMoves] : around.enterMoves, !action.isBack);
    case 'tab':
      return stepped(sheet, action.isBack ? 'left' : 'right', !action.isBack);
    case 'select-row':
      return { ...wholeRows(lastBox(selection).top, lastBox(selection).bottom, extent), active: selection.active };
    case 'select-column':
      return { ...wholeColumns(lastBox(selection).left, lastBox(selection).right, extent), active: selection.active };
    case 'select-all':
      return everything(selection, extent);
    default:
      return null;
  }
}

function endOf(selection: Selection, isExtending: boolean): Spot {
  return isExtending ? (selection.stretches.at(-1)?.to ?? selection.active) : selection.active;
}

function reached(selection: Selection, spot: Spot, isExtending: boolean): Selection {
  return isExtending ? stretched(selection, spot) : only(spot);
}

function moved(sheet: Sheet, from: Spot, { direction, by }: Extract<GridAction, { kind: 'move' }>, around: Surroundings): Spot {
  if (by === 'edge') return edge(from, direction, sheet.extent, around.isFilled);
  if (by === 'page') return step(from, direction, sheet.extent, Math.max(1, around.page - 1));
  return overSpan(sheet, from, direction);
}

/** One cell on; sideways a spanning cell is one cell. */
function overSpan(sheet: Sheet, from: Spot, direction: Direction): Spot {
  const next = step(from, direction, sheet.extent);
  if (direction === 'up' || direction === 'down') return next;
  const cell = sheet.cellAt(next);
  if (cell === null || cell.column === next.column) return next;
  const here = sheet.cellAt(from);
  if (direction === 'left') return { row: next.row, column: cell.column };
  return here === cell ? within({ row: next.row, column: cell.column + cell.colSpan }, sheet.extent) : next;
}

/** Enter and Tab: inside a selection of several cells they go round in it. */
function stepped(sheet: Sheet, direction: Direction, isForward: boolean): Selection {
  const selection = sheet.selection();
  if (isOneCell(selection)) return only(overBeside(sheet, selection.active, direction));
  return { ...selection, active: nextInside(selection, isForward, direction === 'down' || direction === 'up') };
}

/** Enter and Tab lead to what can be entered: columns that only compare are passed over. */
function overBeside(sheet: Sheet, from: Spot, direction: Direction): Spot {
  let next = overSpan(sheet, from, direction);
  if (direction === 'up' || direction === 'down') return next;
  while (sheet.content.form.isBeside(next) && next.column < sheet.extent.columns - 1) next = overSpan(sheet, next, direction);
  return next;
}

function lastFilled(row: number, sheet: Sheet, { isFilled }: Surroundings): Spot {
  for (let column = sheet.extent.columns - 1; column > 0; column--) if (isFilled({ row, column })) return { row, column };
  return { row, column: 0 };
}

/** After Tab along a row, Enter goes to where the next row begins: under the cell in which the run was begun. */
export class EntryRun {
  private run: { readonly first: number; readonly at: Spot } | null = null;

  /** The selection to go to, where a key leads from `from` to `next`. */
  follow({ kind }: GridAction, from: Spot, next: Selection): Selection {
    const first = this.run !== null && isSameSpot(this.run.at, from) ? this.run.first : from.column;
    const isAlone = isOneCell(next);
    this.run = kind === 'tab' && isAlone && next.active.row === from.row ? { first: Math.min(first, next.active.column), at: next.active } : null;
    return kind === 'enter' && isAlone && next.active.row > from.row ? only({ row: next.active.row, column: first }) : next;
  }
}

/** How far a double click on the handle fills down: as far as the column beside it is filled on. */
export function filledBeside(sheet: Sheet, isFilled: Surroundings['isFilled']): number {
  const { left, right, bottom } = lastBox(sheet.selection());
  const beside = [left - 1, right + 1].find((column) => column >= 0 && column < sheet.extent.columns && isFilled({ row: bottom + 1, column }));
  let last = bottom;
  while (beside !== undefined && last + 1 < sheet.extent.rows && isFilled({ row: last + 1, column: beside })) last++;
  return last;
}
