/** The sample opened as the window opens it, without a window. */
import { EditorState } from '../../renderer/state/editor-state.ts';
import { Workspace } from '../../renderer/state/workspace.ts';
import type { Sheet } from '../../renderer/grid/sheet.ts';
import type { Document } from '../../shared/document/document.ts';
import type { ChangeRecord } from '../../shared/document/record.ts';
import type { Gesture } from '../../shared/document/gesture.ts';
import { settingsSchema } from '../../shared/ipc.ts';
import { HENAN, sampleDocument } from '../fixtures/sample-document.ts';

export interface OpenedWorkspace {
  readonly workspace: Workspace;
  readonly state: EditorState;
  readonly said: string[];
  readonly recorded: Gesture[];
  sheet(table: string): Sheet;
}

export function openWorkspace(document: Document = sampleDocument(), record: ChangeRecord = []): OpenedWorkspace {
  const recorded: Gesture[] = [];
  const said: string[] = [];
  const keep = (gesture: Gesture): Promise<null> => {
    recorded.push(gesture);
    return Promise.resolve(null);
  };
  const workspace = new Workspace({ template: HENAN, priorTemplate: HENAN, document, record, isSaved: true, keep });
  const state = new EditorState(workspace, settingsSchema.parse({}), (message) => said.push(message));
  return {
    workspace, state, said, recorded,
    sheet(id) {
      const table = HENAN.tables.find((one) => one.id === id);
      if (table === undefined) throw new Error(`no table ${id}`);
      state.change({ part: id });
      return state.sheetOf(table);
    },
  };
}
