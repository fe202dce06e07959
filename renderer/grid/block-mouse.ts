/** Selecting with the mouse: press and drag, Shift and press. Cells are found in the page by AG Grid's own attributes. */
import { columnNumber } from './grid-columns.ts';
import type { SelectedBlock } from './selected-block.ts';
import type { Position } from './block-area.ts';

/** The cell under the mouse, null over headings and the numbering line. */
function positionOf(target: EventTarget | null): Position | null {
  if (!(target instanceof Element)) return null;
  const column = target.closest('.ag-cell[col-id]')?.getAttribute('col-id');
  const row = Number(target.closest('[row-index]')?.getAttribute('row-index') ?? Number.NaN);
  return column == null || Number.isNaN(row) ? null : { row, column: columnNumber(column) };
}

/** What the grid needs of a mouse event. */
interface Press {
  readonly target: EventTarget | null;
  readonly button: number;
  readonly buttons: number;
  readonly shiftKey: boolean;
  preventDefault(): void;
  stopPropagation(): void;
}

export function press(event: Press, block: SelectedBlock | null): void {
  const position = event.button === 0 ? positionOf(event.target) : null;
  if (block === null || position === null || event.target instanceof HTMLInputElement) return;
  if (!event.shiftKey || block.anchor === null) {
    block.start(position);
    return;
  }
  event.stopPropagation();
  block.extendTo(position);
}

/** With Shift, what follows the press would move AG Grid's focus, which stays at the anchor. */
export function holdFocus(event: Press): void {
  if (event.button !== 0 || !event.shiftKey || positionOf(event.target) === null) return;
  event.preventDefault();
  event.stopPropagation();
}

export function drag(event: Press, block: SelectedBlock | null): void {
  const position = event.buttons === 1 ? positionOf(event.target) : null;
  if (block !== null && position !== null && !(event.target instanceof HTMLInputElement)) block.extendTo(position);
}
