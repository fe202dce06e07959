import { describe, expect, it } from 'vitest';
import { added, boxOf, edge, everything, isOneCell, isSelected, lastBox, nextInside, only, type Spot, spotsOf, step, stretched, wholeColumns, wholeRows } from '../../../renderer/grid/selection.ts';

/** `#` holds a figure, `.` is blank. */
const SHEET = ['##.##', '##.##', '##..#', '##.##'];
const extent = { rows: 4, columns: 5 };
const isFilled = ({ row, column }: Spot): boolean => SHEET[row]?.[column] === '#';
const at = (row: number, column: number): Spot => ({ row, column });

describe('Ctrl and an arrow', () => {
  it.each([
    ['to the end of a run', [1, 0], 'right', [1, 1]],
    ['over blanks to the next figure', [1, 1], 'right', [1, 3]],
    ['down a full column to its end', [0, 4], 'down', [3, 4]],
    ['down an empty column to the edge', [0, 2], 'down', [3, 2]],
    ['up over a gap', [3, 3], 'up', [1, 3]],
    ['nowhere at the edge', [0, 0], 'left', [0, 0]],
  ] as const)('leads %s', (_says, [row, column], direction, [toRow, toColumn]) => {
    expect(edge(at(row, column), direction, extent, isFilled)).toEqual(at(toRow, toColumn));
  });
});

describe('a selection', () => {
  it('grows from where it began, whichever way it is drawn', () => {
    const drawn = stretched(stretched(only(at(2, 2)), at(0, 4)), at(3, 1));
    expect(lastBox(drawn)).toEqual({ top: 2, left: 1, bottom: 3, right: 2 });
    expect(drawn.active).toEqual(at(2, 2));
    expect(boxOf({ from: at(3, 1), to: at(2, 2) })).toEqual(lastBox(drawn));
  });

  it('counts every spot once where boxes overlap', () => {
    const two = stretched(added(stretched(only(at(0, 0)), at(1, 1)), at(1, 1)), at(2, 2));
    expect(spotsOf(two)).toHaveLength(4 + 4 - 1);
    expect(isSelected(two, at(2, 1))).toBe(true);
    expect(isSelected(two, at(0, 2))).toBe(false);
    expect(isOneCell(two)).toBe(false);
  });

  it('takes whole rows, whole columns and everything', () => {
    expect(spotsOf(wholeRows(2, 1, extent))).toHaveLength(10);
    expect(spotsOf(wholeColumns(0, 0, extent))).toHaveLength(4);
    expect(spotsOf(everything(only(at(2, 2)), extent))).toHaveLength(20);
    expect(everything(only(at(2, 2)), extent).active).toEqual(at(2, 2));
  });

  it('stops at the edge of the table', () => {
    expect(step(at(0, 0), 'up', extent)).toEqual(at(0, 0));
    expect(step(at(3, 4), 'down', extent, 20)).toEqual(at(3, 4));
  });

  it('lets Enter and Tab go round inside it, box after box, and back', () => {
    const two = stretched(added(stretched(only(at(0, 0)), at(1, 0)), at(3, 3)), at(3, 4));
    const round = [at(0, 0), at(1, 0), at(3, 3), at(3, 4), at(0, 0)];
    round.slice(0, -1).forEach((spot, index) => {
      expect(nextInside({ ...two, active: spot }, true, true)).toEqual(round[index + 1]);
      expect(nextInside({ ...two, active: round[index + 1] ?? spot }, false, true)).toEqual(spot);
    });
  });
});
