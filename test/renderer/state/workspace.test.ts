/** What the open document knows of itself beside its figures. */
import { describe, expect, it } from 'vitest';
import { enterText } from '../../../renderer/state/cell-commands.ts';
import { applyEdits } from '../../../shared/document/gesture.ts';
import { recoverRecord } from '../../../shared/document/record.ts';
import { openWorkspace } from '../open-workspace.ts';

describe('whether the document is saved', () => {
  it('follows undo and redo back to what is in the file', () => {
    const { workspace, state, sheet } = openWorkspace();
    const isSaved = (): boolean => workspace.snapshot().isSaved;
    const enter = (amount: string): boolean => enterText(state, sheet('T01'), amount);
    expect(isSaved()).toBe(true);
    enter('1.11');
    expect(isSaved()).toBe(false);
    workspace.undo();
    expect(isSaved()).toBe(true);
    workspace.redo();
    const written = workspace.write();
    enter('2.22');
    workspace.markSaved(written);
    expect(isSaved()).toBe(false);
    workspace.undo();
    expect(isSaved()).toBe(true);
    workspace.undo();
    expect(isSaved()).toBe(false);
    enter('1.11');
    expect(isSaved()).toBe(false);
  });
});

describe('the record of what is undone', () => {
  const labels = ({ workspace }: { workspace: { record: readonly { label: string }[] } }): readonly string[] => workspace.record.map(({ label }) => label);
  const opened = () => {
    const window = openWorkspace();
    const enter = (amount: string): boolean => enterText(window.state, window.sheet('T01'), amount);
    const save = (): void => window.workspace.markSaved(window.workspace.write());
    return { ...window, enter, save };
  };

  it('has no step that was taken back before it was saved', () => {
    const window = opened();
    window.enter('1.11');
    window.enter('2.22');
    window.workspace.undo();
    expect(labels(window)).toHaveLength(1);
    window.workspace.redo();
    expect(window.workspace.record.map(({ edits }) => edits[0])).toMatchObject([{ to: '1.11' }, { from: '1.11', to: '2.22' }]);
  });

  it('tells that a step was taken back that a saved file holds, and forgets both when it is done again', () => {
    const window = opened();
    window.enter('1.11');
    window.save();
    const [label] = labels(window);
    window.workspace.undo();
    expect(labels(window)).toEqual([label, `撤销：${label}`]);
    expect(window.workspace.record.at(-1)?.edits[0]).toMatchObject({ from: '1.11' });
    window.workspace.redo();
    expect(labels(window)).toEqual([label]);
    expect(window.workspace.snapshot().isSaved).toBe(true);
    window.workspace.undo();
    window.save();
    window.workspace.redo();
    expect(labels(window)).toEqual([label, `撤销：${label}`, label]);
    window.workspace.undo();
    expect(labels(window)).toEqual([label, `撤销：${label}`]);
  });

  it('is the same when it is taken up from the journal', () => {
    const window = opened();
    window.enter('1.11');
    const { record, document } = window.workspace.write();
    window.recorded.length = 0;
    window.workspace.undo();
    window.enter('3.33');
    window.workspace.undo();
    expect(recoverRecord(record, window.recorded)).toEqual(window.workspace.record);
    expect(window.recorded.reduce((sum, { edits }) => applyEdits(sum, edits), document)).toEqual(window.workspace.snapshot().document);
  });
});
