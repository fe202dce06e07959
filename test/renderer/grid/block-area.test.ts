import { describe, expect, it } from 'vitest';
import { covers, destination, type Ground, type Position, rectangleOf } from '../../../renderer/grid/block-area.ts';

/** `#` holds a figure, `.` is blank, `<` belongs to the cell at its left. */
function ground(...lines: readonly string[]): Ground {
  const at = ({ row, column }: Position): string => lines[row]?.[column] ?? '.';
  return {
    rows: lines.length, columns: lines[0]?.length ?? 0,
    settle: ({ row, column }) => {
      let left = column;
      while (left > 0 && at({ row, column: left }) === '<') left--;
      return { row, column: left };
    },
    isFilled: (position) => at(position) === '#',
  };
}

const SHEET = ground(
  '#<###', //
  '##.##',
  '##..#',
  '##.##',
);

describe('moving in the grid', () => {
  it.each([
    ['ArrowRight', false, [1, 0], [1, 1]],
    ['ArrowRight', true, [1, 0], [1, 1]],
    ['ArrowRight', true, [1, 1], [1, 3]],
    ['ArrowDown', true, [0, 4], [3, 4]],
    ['ArrowDown', true, [0, 2], [3, 2]],
    ['ArrowUp', true, [3, 3], [1, 3]],
    ['Home', false, [2, 3], [2, 0]],
    ['End', false, [2, 0], [2, 4]],
    ['Home', true, [2, 3], [0, 0]],
    ['End', true, [0, 0], [3, 4]],
    ['ArrowUp', false, [0, 3], [0, 3]],
  ] as const)('%s (far: %s) leads from %j to %j', (key, isFar, [row, column], [toRow, toColumn]) => {
    expect(destination({ row, column }, key, isFar, SHEET)).toEqual({ row: toRow, column: toColumn });
  });

  it('steps over what is merged into the present cell, and onto the merged cell from below', () => {
    expect(destination({ row: 0, column: 0 }, 'ArrowRight', false, SHEET)).toEqual({ row: 0, column: 2 });
    expect(destination({ row: 0, column: 2 }, 'ArrowLeft', false, SHEET)).toEqual({ row: 0, column: 0 });
    expect(destination({ row: 1, column: 1 }, 'ArrowUp', false, SHEET)).toEqual({ row: 0, column: 0 });
  });

  it('leaves other keys alone', () => {
    expect(destination({ row: 0, column: 0 }, 'F2', false, SHEET)).toBeNull();
  });
});

describe('an area', () => {
  it('is the same rectangle whichever corner it began at', () => {
    const area = { anchor: { row: 3, column: 1 }, head: { row: 1, column: 4 } };
    expect(rectangleOf(area)).toEqual({ top: 1, left: 1, bottom: 3, right: 4 });
    expect(rectangleOf({ anchor: area.head, head: area.anchor })).toEqual(rectangleOf(area));
    expect(covers(area, { row: 2, column: 2 })).toBe(true);
    expect(covers(area, { row: 2, column: 0 })).toBe(false);
  });
});
