/** A paste of very many cells: it tells how far it is, and stopped it changes nothing. */
import { expect, test, vi } from 'vitest';
import { pasteBlock } from '../../../renderer/state/cell-commands.ts';
import { only } from '../../../renderer/grid/selection.ts';
import { largeDocument } from '../../bench/large-document.ts';
import { HENAN } from '../../fixtures/sample-document.ts';
import { openWorkspace } from '../open-workspace.ts';

const ROWS = 5000;

function begun() {
  const { document, codes } = largeDocument(HENAN);
  const opened = openWorkspace(document);
  const table = opened.sheet('T03');
  const fractions: number[] = [];
  opened.state.subscribe(() => {
    const { prompt } = opened.state.view();
    if (prompt?.kind === 'progress') fractions.push(prompt.fraction);
  });
  const spot = table.spotOf({ table: 'T03', row: codes[2] ?? '', column: '2' });
  if (spot === null) throw new Error('the table has the cell');
  table.select(only(spot));
  const isItem = (at: number): boolean => codes[2 + at]?.length === 7;
  // Sums are left blank: what they give is not typed.
  const block = Array.from({ length: ROWS }, (_row, at) => ['2', '3', '4', '5'].map((text) => (isItem(at) ? text : '')));
  return { ...opened, table, fractions, block, before: document, cell: { table: 'T03', row: codes[2] ?? '', column: '2' } };
}

test('it tells how far it is, and then stands', async () => {
  const { workspace, state, table, fractions, block, cell } = begun();
  pasteBlock(state, table, block);
  expect(workspace.history.done).toEqual([]);
  await vi.waitUntil(() => workspace.history.done.length > 0, { timeout: 30_000 });
  expect(fractions.length).toBeGreaterThan(3);
  expect([...fractions].sort((a, b) => a - b)).toEqual(fractions);
  expect(workspace.history.done).toHaveLength(1);
  expect(String(workspace.engine.value(cell))).toBe('2');
  expect(state.view().prompt).toBeNull();
});

test('stopped, it changes nothing', async () => {
  const { workspace, state, table, said, block, before } = begun();
  pasteBlock(state, table, block);
  await vi.waitUntil(() => state.view().prompt?.kind === 'progress');
  const { prompt } = state.view();
  if (prompt?.kind === 'progress') prompt.stop();
  await vi.waitUntil(() => state.view().prompt === null);
  expect(said).toEqual(['已停止粘贴，没有改动任何单元格']);
  expect(workspace.snapshot().document).toBe(before);
});
