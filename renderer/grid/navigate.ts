/** Where a key leads: the next selection. */
import type { Settings } from '../../shared/ipc.ts';
import type { GridAction } from './grid-keys.ts';
import { type Direction, edge, isOneCell, lastBox, nextInside, only, type Selection, type Spot, step, stretched, wholeColumns, wholeRows, within } from './selection.ts';
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
      return wholeRows(lastBox(selection).top, lastBox(selection).bottom, extent);
    case 'select-column':
      return wholeColumns(lastBox(selection).left, lastBox(selection).right, extent);
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
  if (isOneCell(selection)) return only(overSpan(sheet, selection.active, direction));
  return { ...selection, active: nextInside(selection, isForward, direction === 'down' || direction === 'up') };
}

function lastFilled(row: number, sheet: Sheet, { isFilled }: Surroundings): Spot {
  for (let column = sheet.extent.columns - 1; column > 0; column--) if (isFilled({ row, column })) return { row, column };
  return { row, column: 0 };
}
