import { expect, it } from 'vitest';
import { lookOf } from '../../../renderer/grid/cell-look.ts';
import { enterText } from '../../../renderer/state/cell-commands.ts';
import { only } from '../../../renderer/grid/selection.ts';
import { openWorkspace } from '../open-workspace.ts';

it('shows a formula that has nothing to compute from as a cell to be filled in', () => {
  const { state, sheet } = openWorkspace();
  const table = sheet('S01');
  const spot = table.spotOf({ table: 'S01', row: '收支总计', column: '上年' });
  const cell = spot === null ? null : table.cellAt(spot);
  if (spot === null || cell === null) throw new Error('no cell for the total of last year');
  expect(lookOf(cell, state)).toMatchObject({ text: '待录入', isFormula: false });
  table.select(only(spot));
  expect(enterText(state, table, '1390.12')).toBe(true);
  expect(lookOf(cell, state)).toMatchObject({ text: '1,390.12', isFormula: false, declared: null });
});
