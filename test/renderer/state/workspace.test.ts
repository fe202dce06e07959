/** What the open document knows of itself beside its figures. */
import { describe, expect, it } from 'vitest';
import { enterText } from '../../../renderer/state/cell-commands.ts';
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
    const { history } = workspace;
    enter('2.22');
    workspace.markSaved(history);
    expect(isSaved()).toBe(false);
    workspace.undo();
    expect(isSaved()).toBe(true);
    workspace.undo();
    expect(isSaved()).toBe(false);
    enter('1.11');
    expect(isSaved()).toBe(false);
  });
});
