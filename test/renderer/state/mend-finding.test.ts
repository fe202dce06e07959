/** What the window offers to do at once about a finding. */
import { expect, test } from 'vitest';
import { causeOf } from '../../../shared/check/cause.ts';
import type { Finding } from '../../../shared/check/finding.ts';
import type { Document } from '../../../shared/document/document.ts';
import { setCell } from '../../../shared/document/edit.ts';
import { mend, type Mend, mendsOf } from '../../../renderer/state/mend-finding.ts';
import type { Workspace } from '../../../renderer/state/workspace.ts';
import { printedSample, sampleDocument } from '../../fixtures/sample-document.ts';
import { openWorkspace } from '../open-workspace.ts';

function offered(workspace: Workspace, finding: Finding | undefined): readonly Mend[] {
  return finding === undefined ? [] : mendsOf(workspace.engine, finding, causeOf(workspace.engine, finding), null);
}

function spoiled(): Document {
  const sample = printedSample();
  const rows = sample.tables['T03']?.rows.map((row) => (row.key === '2080505' ? { ...row, cells: { ...row.cells, 2: '13.51' } } : row)) ?? [];
  return { ...sample, tables: { ...sample.tables, T03: { rows } } };
}

const errors = (workspace: Workspace): readonly Finding[] => workspace.snapshot().review.findings.filter(({ severity }) => severity === 'error');

test('a total that others vouch for is not to give way to its parts', () => {
  const { workspace } = openWorkspace(sampleDocument());
  const [finding] = errors(workspace);
  expect(finding?.message).toContain('302 商品和服务支出 11.71');
  expect(offered(workspace, finding)).toEqual([]);
});

test('a total that is wrong itself takes the computed value', () => {
  const sample = printedSample();
  const rows = sample.tables['T02']?.rows.map((row) => (row.key === '20805' ? { ...row, cells: { ...row.cells, 2: { declared: '90.01' } } } : row)) ?? [];
  const { workspace } = openWorkspace({ ...sample, tables: { ...sample.tables, T02: { rows } } });
  const finding = errors(workspace).find(({ rule }) => rule === 'A08');
  const [first] = offered(workspace, finding);
  expect(first?.label).toBe('采用计算值 32.24');
  if (first !== undefined) mend(workspace, first);
  expect(errors(workspace).map(({ rule }) => rule)).toEqual(['A17']);
  expect(workspace.history.done.at(-1)?.label).toBe('采用计算值 32.24（公开02表 20805 行政事业单位养老支出 2栏 财政拨款收入）');
});

test('the figure that was meant is put in its place, whichever of its findings is mended', () => {
  for (const at of [0, 1, 2]) {
    const { workspace } = openWorkspace(spoiled());
    const own = errors(workspace).filter(({ rule }) => rule !== 'A17');
    const [first] = offered(workspace, own[at]);
    expect(first).toMatchObject({ label: '改为 15.31', ref: { table: 'T03', row: '2080505', column: '2' }, content: '15.31' });
    if (first !== undefined) mend(workspace, first);
    expect(errors(workspace).map(({ rule }) => rule)).toEqual(['A17']);
    workspace.undo();
    expect(errors(workspace)).toHaveLength(own.length + 1);
  }
});

test('nothing is offered for 尾差 but to accept it', () => {
  const { workspace } = openWorkspace(sampleDocument());
  const tail = workspace.snapshot().review.findings.find(({ isTail }) => isTail);
  expect(offered(workspace, tail)).toEqual([]);
});

test('a total that says what its formula says is not to be taken from it', () => {
  const { workspace } = openWorkspace(sampleDocument());
  const [finding] = errors(workspace);
  const [ref] = finding?.cells ?? [];
  if (ref !== undefined) workspace.carryOut('采用计算值', [setCell(workspace.engine.document, ref, null)]);
  const [now] = errors(workspace);
  expect(now?.rule).toBe('B08');
  expect(offered(workspace, now)).toEqual([]);
});
