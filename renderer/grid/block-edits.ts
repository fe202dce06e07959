/** Blocks of cells: what copying takes, and where pasting and filling put texts. Positions only; what a cell takes is decided elsewhere. */
import type { TextEntry } from '../state/cell-edits.ts';
import type { TextBlock } from './clipboard-text.ts';
import { type Box, lastBox, type Selection, type Spot, spotsIn, spotsOf } from './selection.ts';

/** Texts of the last box. Rows and columns of a selection in several boxes are not one block; Excel refuses it too. */
export function copiedBlock(selection: Selection, textAt: (spot: Spot) => string): TextBlock {
  const { top, left, bottom, right } = lastBox(selection);
  return Array.from({ length: bottom - top + 1 }, (_row, down) => Array.from({ length: right - left + 1 }, (_cell, across) => textAt({ row: top + down, column: left + across })));
}

/** One text goes into every selected cell; a block is repeated where the selection is a multiple of it, else laid once from its corner. */
export function pastedEntries(block: TextBlock, selection: Selection): readonly TextEntry[] {
  const height = block.length;
  const width = Math.max(0, ...block.map((row) => row.length));
  if (height === 1 && width === 1) return spotsOf(selection).map((spot) => ({ spot, text: block[0]?.[0] ?? '' }));
  const box = lastBox(selection);
  const down = repeats(box.bottom - box.top + 1, height);
  const across = repeats(box.right - box.left + 1, width);
  const entries: TextEntry[] = [];
  for (let row = 0; row < height * down; row++) {
    for (let column = 0; column < width * across; column++) {
      const text = block[row % height]?.[column % width];
      if (text !== undefined) entries.push({ spot: { row: box.top + row, column: box.left + column }, text });
    }
  }
  return entries;
}

function repeats(selected: number, size: number): number {
  return size > 0 && selected > size && selected % size === 0 ? selected / size : 1;
}

/** Ctrl+D and Ctrl+R: the first row or column of each box over the rest; from the one above or left where it is one row or column. */
export function filledEntries(selection: Selection, direction: 'down' | 'right', textAt: (spot: Spot) => string): readonly TextEntry[] {
  const { top, left, bottom, right } = lastBox(selection);
  const isDown = direction === 'down';
  const source = isDown ? (top === bottom ? top - 1 : top) : left === right ? left - 1 : left;
  if (source < 0) return [];
  const box: Box = isDown ? { top: source + 1, bottom: Math.max(bottom, source + 1), left, right } : { top, bottom, left: source + 1, right: Math.max(right, source + 1) };
  return spotsIn(box).map((spot) => ({ spot, text: textAt(isDown ? { row: source, column: spot.column } : { row: spot.row, column: source }) }));
}

/** The fill handle: the drawn box repeated over what was added to it. */
export function dragFillEntries(source: Box, target: Box, textAt: (spot: Spot) => string): readonly TextEntry[] {
  const height = source.bottom - source.top + 1;
  const width = source.right - source.left + 1;
  const from = (at: number, first: number, size: number): number => first + ((((at - first) % size) + size) % size);
  return spotsIn(target)
    .filter(({ row, column }) => row < source.top || row > source.bottom || column < source.left || column > source.right)
    .map((spot) => ({ spot, text: textAt({ row: from(spot.row, source.top, height), column: from(spot.column, source.left, width) }) }));
}
