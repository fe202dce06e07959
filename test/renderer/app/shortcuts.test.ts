import { describe, expect, it } from 'vitest';
import { editorCommands } from '../../../renderer/app/editor-commands.ts';
import { keysInWords, type KeyPress, shortcutItem } from '../../../renderer/app/use-shortcuts.ts';
import { CommandBoard, MENU_ITEMS } from '../../../renderer/state/command-board.ts';
import { PreviewBoard } from '../../../renderer/state/preview-board.ts';
import { Desk } from '../../../renderer/state/desk.ts';
import { Sessions } from '../../../renderer/state/session.ts';
import type { Bridge } from '../../../shared/ipc.ts';
import { openWorkspace } from '../open-workspace.ts';

const press = (key: string, code: string, held: Partial<KeyPress> = {}): KeyPress => ({ key, code, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held });

describe('shortcuts', () => {
  it.each([
    [press('s', 'KeyS', { ctrlKey: true }), 'save'],
    [press('S', 'KeyS', { ctrlKey: true, shiftKey: true }), 'save-as'],
    [press('z', 'KeyZ', { metaKey: true }), 'undo'],
    [press('+', 'Equal', { ctrlKey: true, shiftKey: true }), 'insert-subject'],
    [press('=', 'Equal', { ctrlKey: true }), 'zoom-in'],
    [press('_', 'Minus', { ctrlKey: true, shiftKey: true }), 'zoom-out'],
    [press('-', 'Minus', { ctrlKey: true }), 'delete-row'],
    [press('·', 'Backquote', { ctrlKey: true }), 'explain'],
    [press('ArrowUp', 'ArrowUp', { altKey: true }), 'move-row-up'],
    [press('Delete', 'Delete'), 'clear'],
    [press('F8', 'F8', { shiftKey: true }), 'previous-finding'],
    [press('PageDown', 'PageDown', { ctrlKey: true }), 'next-table'],
  ])('%j is %s', (event, command) => {
    expect(shortcutItem(event)?.command).toBe(command);
  });

  it.each([press('c', 'KeyC', { ctrlKey: true }), press('v', 'KeyV', { ctrlKey: true }), press('s', 'KeyS'), press('Delete', 'Delete', { ctrlKey: true })])('%j is left to the system or to typing', (event) => {
    expect(shortcutItem(event)).toBeNull();
  });

  it('are told as this machine writes them', () => {
    expect(keysInWords('CmdOrCtrl+Shift+S', 'linux')).toBe('Ctrl+Shift+S');
    expect(keysInWords('CmdOrCtrl+Shift+S', 'darwin')).toBe('⌘⇧S');
    expect(keysInWords('Alt+Up', 'win32')).toBe('Alt+↑');
  });

  it('mean one command each', () => {
    const keys = MENU_ITEMS.flatMap((item) => item.keys ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('the menu', () => {
  const silent: Bridge = { call: () => Promise.reject(new Error('no host')), listen: () => () => undefined };

  it('offers nothing that nothing answers to', () => {
    const { board } = new Desk(new Sessions(silent, {}));
    board.add(editorCommands(openWorkspace().state, new PreviewBoard(() => Promise.reject(new Error('nothing is set here')))));
    expect(MENU_ITEMS.filter((item) => board.find(item.command) === null).map((item) => item.command)).toEqual([]);
  });

  it('needs a document for what works on one', () => {
    const { board } = new Desk(new Sessions(silent, {}));
    const editing = editorCommands(openWorkspace().state, new PreviewBoard(() => Promise.reject(new Error('nothing is set here'))));
    for (const item of MENU_ITEMS) if (item.command in editing) expect(board.find(item.command), item.command).toBeNull();
  });

  it('lets an editor take its commands away again', () => {
    const board = new CommandBoard();
    const remove = board.add({ find: () => undefined });
    expect(board.run('find')).toBe(true);
    remove();
    expect(board.run('find')).toBe(false);
  });
});
