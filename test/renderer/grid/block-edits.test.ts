import { describe, expect, it } from 'vitest';
import { copiedBlock, dragFillEntries, filledEntries, pastedEntries } from '../../../renderer/grid/block-edits.ts';
import { only, type Selection, type Spot, stretched } from '../../../renderer/grid/selection.ts';

const SHEET = ['abcd', 'efgh', 'ijkl', 'mnop'];
const textAt = ({ row, column }: Spot): string => SHEET[row]?.[column] ?? '';
const box = (top: number, left: number, bottom: number, right: number): Selection => stretched(only({ row: top, column: left }), { row: bottom, column: right });

/** The sheet with the entries laid over it. */
function laid(entries: ReturnType<typeof pastedEntries>): readonly string[] {
  const rows = SHEET.map((row) => [...row]);
  for (const { spot, text } of entries) (rows[spot.row] ?? [])[spot.column] = text;
  return rows.map((row) => row.join(''));
}

describe('blocks', () => {
  it('are copied as they stand', () => {
    expect(copiedBlock(box(2, 2, 1, 1), textAt)).toEqual([['f', 'g'], ['j', 'k']]);
  });

  it('are pasted once from the corner of the selection', () => {
    expect(laid(pastedEntries([['1', '2'], ['3', '4']], only({ row: 1, column: 1 })))).toEqual(['abcd', 'e12h', 'i34l', 'mnop']);
  });

  it('are repeated where the selection is a multiple of them', () => {
    expect(laid(pastedEntries([['1', '2']], box(0, 0, 2, 3)))).toEqual(['1212', '1212', '1212', 'mnop']);
    expect(laid(pastedEntries([['1', '2']], box(0, 0, 0, 2)))).toEqual(['12cd', 'efgh', 'ijkl', 'mnop']);
  });

  it('of one text go into every selected cell', () => {
    expect(laid(pastedEntries([['1']], box(1, 1, 2, 2)))).toEqual(['abcd', 'e11h', 'i11l', 'mnop']);
  });

  it('leave cells alone that a ragged block has no text for', () => {
    expect(laid(pastedEntries([['1', '2'], ['3']], only({ row: 0, column: 0 })))).toEqual(['12cd', '3fgh', 'ijkl', 'mnop']);
  });
});

describe('filling', () => {
  it.each([
    ['down: the first row over the rest', box(0, 1, 2, 2), 'down', ['abcd', 'ebch', 'ibcl', 'mnop']],
    ['down in one row: from the row above', box(2, 0, 2, 1), 'down', ['abcd', 'efgh', 'efkl', 'mnop']],
    ['right: the first column over the rest', box(1, 0, 2, 2), 'right', ['abcd', 'eeeh', 'iiil', 'mnop']],
    ['right in one column: from the one at the left', box(0, 3, 1, 3), 'right', ['abcc', 'efgg', 'ijkl', 'mnop']],
    ['down in the first row: nothing is above', box(0, 0, 0, 3), 'down', SHEET],
  ] as const)('%s', (_says, selection, direction, after) => {
    expect(laid(filledEntries(selection, direction, textAt))).toEqual(after);
  });

  it('by the handle repeats the box over what was added, either way', () => {
    const source = { top: 0, left: 0, bottom: 1, right: 0 };
    expect(laid(dragFillEntries(source, { ...source, bottom: 3 }, textAt))).toEqual(['abcd', 'efgh', 'ajkl', 'enop']);
    expect(laid(dragFillEntries({ top: 2, left: 1, bottom: 3, right: 1 }, { top: 0, left: 1, bottom: 3, right: 1 }, textAt))).toEqual(['ajcd', 'engh', 'ijkl', 'mnop']);
    expect(laid(dragFillEntries(source, { ...source, right: 2 }, textAt))).toEqual(['aaad', 'eeeh', 'ijkl', 'mnop']);
  });
});
