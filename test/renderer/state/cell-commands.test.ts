import { describe, expect, it } from 'vitest';
import { only, type Spot, stretched } from '../../../renderer/grid/selection.ts';
import type { Sheet } from '../../../renderer/grid/sheet.ts';
import { clearSelected, cutSelected, enterEverywhere, enterText, fill, overrideFormula, pasteBlock, takeComputed } from '../../../renderer/state/cell-commands.ts';
import { cellContent } from '../../../shared/document/document.ts';
import { openWorkspace } from '../open-workspace.ts';

function spot(sheet: Sheet, row: string, column: string): Spot {
  const found = sheet.spotOf({ table: sheet.table, row, column });
  if (found === null) throw new Error(`no cell ${row} ${column}`);
  return found;
}

describe('cells of the sample', () => {
  it('take what is typed, in one step that is recorded and undone', () => {
    const { workspace, state, sheet, recorded } = openWorkspace();
    const table = sheet('T05');
    table.select(only(spot(table, '2060302', '3')));
    expect(enterText(state, table, '=111.50+0.50')).toBe(true);
    const ref = { table: 'T05', row: '2060302', column: '3' };
    expect(cellContent(workspace.snapshot().document, ref)).toBe('112');
    expect(workspace.engine.value({ table: 'T04', row: '38', column: '3' })?.toString()).toBe('1114.31');
    expect(recorded).toHaveLength(1);
    expect(workspace.snapshot().labels.undo).toBe('修改 公开05表 2060302 社会公益研究 3栏 项目支出');
    state.undo();
    expect(cellContent(workspace.snapshot().document, ref)).toBe('111.5');
    expect(recorded).toHaveLength(2);
  });

  it('take amounts typed in 元 while 元 is shown, exactly', () => {
    const { workspace, state, sheet } = openWorkspace();
    const table = sheet('T05');
    state.change({ unit: '元' });
    table.select(only(spot(table, '2060302', '3')));
    enterText(state, table, '1,115,000.05');
    expect(cellContent(workspace.snapshot().document, { table: 'T05', row: '2060302', column: '3' })).toBe('111.500005');
  });

  it('refuse what is no amount, and change nothing', () => {
    const { workspace, state, sheet, said } = openWorkspace();
    const table = sheet('T05');
    const { document } = workspace.snapshot();
    table.select(only(spot(table, '2060302', '3')));
    expect(enterText(state, table, '12abc')).toBe(false);
    expect(said[0]).toContain('不是金额');
    expect(workspace.snapshot().document).toBe(document);
  });

  it('whose formula has nothing to compute from take a figure without a reason, typed and pasted', () => {
    const { workspace, state, sheet } = openWorkspace();
    const table = sheet('S01');
    const ref = { table: 'S01', row: '收支总计', column: '上年' };
    table.select(only(spot(table, ref.row, ref.column)));
    expect(enterText(state, table, '1400')).toBe(true);
    expect([state.view().prompt, cellContent(workspace.snapshot().document, ref)]).toEqual([null, { declared: '1400' }]);
    pasteBlock(state, table, [['1500'], ['1490']]);
    expect(workspace.engine.value({ ...ref, row: '财政拨款收支总计' })?.toString()).toBe('1490');
    enterText(state, table, '');
    expect(cellContent(workspace.snapshot().document, ref)).toBeNull();
    for (let step = 0; step < 3; step++) state.undo();
    expect(cellContent(workspace.snapshot().document, ref)).toBeNull();
  });

  it('with a formula ask for a reason; entering what stands there asks nothing', () => {
    const { workspace, state, sheet } = openWorkspace();
    const table = sheet('T05');
    const ref = { table: 'T05', row: '206', column: '3' };
    table.select(only(spot(table, '206', '3')));
    expect(enterText(state, table, '1,113.81')).toBe(true);
    expect(state.view().prompt).toBeNull();
    enterText(state, table, '1114');
    expect(state.view().prompt).toEqual({ kind: 'override', ref, amount: '1114' });
    overrideFormula(state, ref, '1114', '以批复为准');
    expect(cellContent(workspace.snapshot().document, ref)).toEqual({ declared: '1114', pinned: true, reason: '以批复为准' });
    takeComputed(state, ref);
    expect(workspace.engine.value(ref)?.toString()).toBe('1113.81');
  });

  it('take a block, refuse what can not be taken with the place and why, and paste the rest on confirmation', () => {
    const { workspace, state, sheet } = openWorkspace();
    const table = sheet('T05');
    table.select(only(spot(table, '20603', '2')));
    pasteBlock(state, table, [['1', '2'], ['３．５', 'abc'], ['—', '1,000.00']]);
    const { prompt } = state.view();
    if (prompt?.kind !== 'refused') throw new Error('nothing was refused');
    expect(prompt.refused.map(({ place, text }) => [place, text])).toEqual([['20603 应用研究 2栏 基本支出', '1'], ['20603 应用研究 3栏 项目支出', '2'], ['2060302 社会公益研究 3栏 项目支出', 'abc']]);
    expect(workspace.snapshot().labels.undo).toBeNull();
    workspace.carryOut(prompt.label, prompt.edits);
    expect(workspace.engine.value({ table: 'T05', row: '2060302', column: '2' })?.toString()).toBe('3.5');
    expect(workspace.engine.value({ table: 'T05', row: '2060399', column: '3' })?.toString()).toBe('1000');
  });

  it('take a whole printed table over itself without a word: totals that agree are no refusals', () => {
    const { workspace, state, sheet } = openWorkspace();
    const table = sheet('T05');
    const { document } = workspace.snapshot();
    table.select(only({ row: 0, column: 0 }));
    const texts = table.content.rows.map((row) => table.content.layout.columns.map((_column, column) => {
      const cell = row.line?.cells.find((one) => one.column === column);
      const value = cell?.ref == null ? null : workspace.engine.value(cell.ref);
      return cell?.ref == null ? (cell?.text ?? '') : value === null ? '' : value.toString();
    }));
    pasteBlock(state, table, texts);
    expect(state.view().prompt).toBeNull();
    expect(workspace.snapshot().document.tables).toEqual(document.tables);
  });

  it('are emptied by Delete and by cutting, formulas left standing', () => {
    const { workspace, state, sheet, said } = openWorkspace();
    const table = sheet('T05');
    table.select(stretched(only(spot(table, '20603', '3')), spot(table, '2060399', '3')));
    clearSelected(state, table);
    expect(workspace.engine.value({ table: 'T05', row: '20603', column: '3' })).toBeNull();
    expect(workspace.snapshot().labels.undo).toBe('清除内容');
    clearSelected(state, table);
    expect(said.at(-1)).toContain('由公式算出');
    state.undo();
    table.select(only(spot(table, '2060302', '3')));
    cutSelected(state, table);
    expect(workspace.snapshot().labels.undo).toBe('剪切');
  });

  it('are filled down and right, and all at once by Ctrl+Enter', () => {
    const { workspace, state, sheet } = openWorkspace();
    const table = sheet('T05');
    const value = (row: string, column: string): string | undefined => workspace.engine.value({ table: 'T05', row, column })?.toString();
    table.select(stretched(only(spot(table, '2060302', '3')), spot(table, '2060399', '3')));
    fill(state, table, 'down');
    expect(value('2060399', '3')).toBe('111.5');
    table.select(stretched(only(spot(table, '2060302', '2')), spot(table, '2060399', '3')));
    enterEverywhere(state, table, '7');
    expect([value('2060302', '2'), value('2060302', '3'), value('2060399', '2'), value('2060399', '3')]).toEqual(['7', '7', '7', '7']);
  });
});
