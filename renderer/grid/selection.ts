/** What is selected in a grid: rectangles of cells by position, one cell of them active. Pure; positions mean nothing outside the grid. */

export interface Spot {
  readonly row: number;
  readonly column: number;
}

/** A rectangle as it was drawn: where it began, and the end that Shift and the mouse move. */
export interface Stretch {
  readonly from: Spot;
  readonly to: Spot;
}

/** The last stretch is the one that grows. */
export interface Selection {
  readonly active: Spot;
  readonly stretches: readonly Stretch[];
  /** Whole rows or columns, or what was pasted: the view stays where it is, as its end need not be seen. */
  readonly staysPut?: true;
}

export interface Extent {
  readonly rows: number;
  readonly columns: number;
}

export interface Box {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export type Direction = 'up' | 'down' | 'left' | 'right';

const STEPS: Readonly<Record<Direction, Spot>> = { up: { row: -1, column: 0 }, down: { row: 1, column: 0 }, left: { row: 0, column: -1 }, right: { row: 0, column: 1 } };

export function only(spot: Spot): Selection {
  return { active: spot, stretches: [{ from: spot, to: spot }] };
}

export function stretched(selection: Selection, to: Spot): Selection {
  const from = selection.stretches.at(-1)?.from ?? selection.active;
  return { active: selection.active, stretches: [...selection.stretches.slice(0, -1), { from, to }] };
}

export function added(selection: Selection, spot: Spot): Selection {
  return { active: spot, stretches: [...selection.stretches, { from: spot, to: spot }] };
}

export function wholeRows(from: number, to: number, extent: Extent): Selection {
  return { active: { row: from, column: 0 }, staysPut: true, stretches: [{ from: { row: from, column: 0 }, to: { row: to, column: extent.columns - 1 } }] };
}

export function wholeColumns(from: number, to: number, extent: Extent): Selection {
  return { active: { row: 0, column: from }, staysPut: true, stretches: [{ from: { row: 0, column: from }, to: { row: extent.rows - 1, column: to } }] };
}

export function everything(selection: Selection, extent: Extent): Selection {
  return { active: selection.active, staysPut: true, stretches: [{ from: { row: 0, column: 0 }, to: { row: extent.rows - 1, column: extent.columns - 1 } }] };
}

export function boxOf({ from, to }: Stretch): Box {
  return { top: Math.min(from.row, to.row), left: Math.min(from.column, to.column), bottom: Math.max(from.row, to.row), right: Math.max(from.column, to.column) };
}

/** The box that is being drawn, or the only one. */
export function lastBox(selection: Selection): Box {
  return boxOf(selection.stretches.at(-1) ?? { from: selection.active, to: selection.active });
}

export function isIn({ top, left, bottom, right }: Box, { row, column }: Spot): boolean {
  return row >= top && row <= bottom && column >= left && column <= right;
}

export function isSelected(selection: Selection, spot: Spot): boolean {
  return selection.stretches.some((stretch) => isIn(boxOf(stretch), spot));
}

export function isOneCell({ stretches }: Selection): boolean {
  const [first] = stretches;
  return stretches.length === 1 && first !== undefined && isSameSpot(first.from, first.to);
}

export function isSameSpot(a: Spot, b: Spot): boolean {
  return a.row === b.row && a.column === b.column;
}

/** Every selected spot once, row by row. */
export function spotsOf(selection: Selection): readonly Spot[] {
  const boxes = selection.stretches.map(boxOf);
  return boxes.flatMap((box, at) => spotsIn(box).filter((spot) => !boxes.slice(0, at).some((before) => isIn(before, spot))));
}

export function spotsIn({ top, left, bottom, right }: Box): readonly Spot[] {
  const width = Math.max(0, right - left + 1);
  return Array.from({ length: Math.max(0, bottom - top + 1) * width }, (_spot, at) => ({ row: top + Math.floor(at / width), column: left + (at % width) }));
}

/** One step; the edge of the table holds. */
export function step(spot: Spot, direction: Direction, extent: Extent, by = 1): Spot {
  const { row, column } = STEPS[direction];
  return within({ row: spot.row + row * by, column: spot.column + column * by }, extent);
}

export function within({ row, column }: Spot, extent: Extent): Spot {
  return { row: Math.max(0, Math.min(extent.rows - 1, row)), column: Math.max(0, Math.min(extent.columns - 1, column)) };
}

/** Ctrl and an arrow, as in Excel: to the last cell of a run of filled ones, or over blanks to the next that is filled, else to the edge. */
export function edge(spot: Spot, direction: Direction, extent: Extent, isFilled: (spot: Spot) => boolean): Spot {
  let here = spot;
  let next = step(here, direction, extent);
  const isRun = isFilled(here) && isFilled(next);
  while (!isSameSpot(here, next)) {
    if (isRun && !isFilled(next)) return here;
    if (!isRun && isFilled(next)) return next;
    here = next;
    next = step(here, direction, extent);
  }
  return here;
}

/** Where Enter and Tab go inside a selection of several cells: through each box in turn, and from the last cell to the first. */
export function nextInside(selection: Selection, isForward: boolean, isDownFirst: boolean): Spot {
  const spots = selection.stretches.map(boxOf).flatMap((box) => inOrder(box, isDownFirst));
  const at = spots.findIndex((spot) => isSameSpot(spot, selection.active));
  return spots[(at + (isForward ? 1 : spots.length - 1)) % spots.length] ?? selection.active;
}

function inOrder({ top, left, bottom, right }: Box, isDownFirst: boolean): readonly Spot[] {
  const height = bottom - top + 1;
  const width = right - left + 1;
  return Array.from({ length: height * width }, (_one, at) =>
    isDownFirst ? { row: top + (at % height), column: left + Math.floor(at / height) } : { row: top + Math.floor(at / width), column: left + (at % width) });
}
