/**
 * A block of selected cells: where it began and its far corner, and how keys move a position, as in Excel. Pure: what is a cell and
 * what holds a figure is told by the ground.
 */

export interface Position {
  readonly row: number;
  readonly column: number;
}

/** `anchor` is the active cell; `head` is the corner that Shift and the mouse move. */
export interface Area {
  readonly anchor: Position;
  readonly head: Position;
}

export interface Rectangle {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface Ground {
  readonly rows: number;
  readonly columns: number;
  /** The cell that covers a position: spanned ones belong to the cell they are merged into. */
  settle(position: Position): Position;
  isFilled(position: Position): boolean;
}

export function rectangleOf({ anchor, head }: Area): Rectangle {
  return { top: Math.min(anchor.row, head.row), left: Math.min(anchor.column, head.column), bottom: Math.max(anchor.row, head.row), right: Math.max(anchor.column, head.column) };
}

export function covers(area: Area, { row, column }: Position): boolean {
  const { top, left, bottom, right } = rectangleOf(area);
  return row >= top && row <= bottom && column >= left && column <= right;
}

export function isSamePosition(a: Position, b: Position): boolean {
  return a.row === b.row && a.column === b.column;
}

const ARROWS: Readonly<Record<string, Position>> = {
  ArrowUp: { row: -1, column: 0 }, ArrowDown: { row: 1, column: 0 }, ArrowLeft: { row: 0, column: -1 }, ArrowRight: { row: 0, column: 1 },
};

/** Where a key leads from a position; with Ctrl, an arrow leads to the edge of the block of figures. Null: not a key that moves. */
export function destination(from: Position, key: string, isFar: boolean, ground: Ground): Position | null {
  const last = { row: ground.rows - 1, column: ground.columns - 1 };
  if (key === 'Home') return ground.settle(isFar ? { row: 0, column: 0 } : { row: from.row, column: 0 });
  if (key === 'End') return ground.settle(isFar ? last : { row: from.row, column: last.column });
  const by = ARROWS[key];
  if (by === undefined) return null;
  return isFar ? edge(from, by, ground) : (next(from, by, ground) ?? from);
}

/** The neighbouring cell, over what is merged into the present one; null at the border. */
function next(from: Position, by: Position, ground: Ground): Position | null {
  for (let at = moved(from, by); isInside(at, ground); at = moved(at, by)) {
    const settled = ground.settle(at);
    if (!isSamePosition(settled, ground.settle(from))) return settled;
  }
  return null;
}

/** The last filled cell before a blank one, or over blank ones the next filled one, or the border. */
function edge(from: Position, by: Position, ground: Ground): Position {
  const first = next(from, by, ground);
  if (first === null) return from;
  const isInBlock = ground.isFilled(from) && ground.isFilled(first);
  let at = first;
  for (let after = next(at, by, ground); after !== null; after = next(at, by, ground)) {
    if (isInBlock ? !ground.isFilled(after) : ground.isFilled(at)) return at;
    at = after;
  }
  return at;
}

function moved(position: Position, by: Position): Position {
  return { row: position.row + by.row, column: position.column + by.column };
}

function isInside({ row, column }: Position, { rows, columns }: Ground): boolean {
  return row >= 0 && row < rows && column >= 0 && column < columns;
}
