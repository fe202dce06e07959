import { describe, expect, it } from 'vitest';
import { gridAction, type KeyPress } from '../../../renderer/grid/grid-keys.ts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held });

describe('a key in the grid', () => {
  it.each([
    [press('ArrowDown'), { kind: 'move', direction: 'down', by: 'cell', extends: false }],
    [press('ArrowLeft', { ctrlKey: true, shiftKey: true }), { kind: 'move', direction: 'left', by: 'edge', extends: true }],
    [press('PageDown'), { kind: 'move', direction: 'down', by: 'page', extends: false }],
    [press('Home', { metaKey: true }), { kind: 'home', isWhole: true, extends: false }],
    [press('End', { shiftKey: true }), { kind: 'end', isWhole: false, extends: true }],
    [press('Enter', { shiftKey: true }), { kind: 'enter', isBack: true }],
    [press('Enter', { ctrlKey: true }), { kind: 'enter-everywhere' }],
    [press('Enter', { altKey: true }), { kind: 'toggle-fold' }],
    [press('Tab'), { kind: 'tab', isBack: false }],
    [press(' ', { ctrlKey: true }), { kind: 'select-column' }],
    [press(' ', { shiftKey: true }), { kind: 'select-row' }],
    [press('F2'), { kind: 'edit' }],
    [press('Backspace'), { kind: 'retype' }],
    [press('Escape'), { kind: 'cancel' }],
  ])('%j means %j', (event, action) => {
    expect(gridAction(event)).toEqual(action);
  });

  it.each([press('1'), press('='), press(' '), press('PageDown', { ctrlKey: true }), press('s', { ctrlKey: true }), press('ArrowUp', { altKey: true }), press('F6')])('%j is typing or a command', (event) => {
    expect(gridAction(event)).toBeNull();
  });
});
