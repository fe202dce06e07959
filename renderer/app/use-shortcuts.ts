/** The menu's shortcuts in the page, from the one table that the native menu uses as well. */
import { useEffect } from 'react';
import type { MenuItem } from '../../shared/menu.ts';
import { MENU_ITEMS } from '../state/command-board.ts';
import type { Desk } from '../state/desk.ts';

export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

export function useShortcuts(desk: Desk): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.isComposing || isAsked()) return;
      const item = shortcutItem(event);
      if (item === null || isElsewhere(item, event.target) || !desk.run(item.command)) return;
      event.preventDefault();
    };
    // Before the grid sees the key: a command is no typing.
    window.addEventListener('keydown', press, true);
    // As in a spreadsheet: the tables grow, not the window around them.
    const turn = (event: WheelEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || !(event.target instanceof Element) || event.target.closest('.grid') === null) return;
      event.preventDefault();
      if (event.deltaY !== 0) desk.run(event.deltaY < 0 ? 'zoom-in' : 'zoom-out');
    };
    window.addEventListener('wheel', turn, { capture: true, passive: false });
    return () => {
      window.removeEventListener('keydown', press, true);
      window.removeEventListener('wheel', turn, true);
    };
  }, [desk]);
}

/** The item that a key press means; null where it means none. Cut, copy and paste come as the system's own events. */
export function shortcutItem(press: KeyPress): MenuItem | null {
  return MENU_ITEMS.find((item) => item.keys !== undefined && isClipboardEvent(item) === false && matches(press, item.keys)) ?? null;
}

function isClipboardEvent(item: MenuItem): boolean {
  return item.clipboard !== undefined && item.clipboard !== 'selectAll';
}

/** Keys that work on the selected cells, and only where these have the focus: Delete on a button deletes no figures. */
const ON_CELLS: readonly string[] = ['clear', 'select-all', 'fill-down', 'fill-right', 'move-row-up', 'move-row-down'];
/** Keys that mean something of their own while a text is being typed. */
const IN_FIELDS: readonly string[] = ['undo', 'redo'];

function isElsewhere({ command }: MenuItem, target: EventTarget | null): boolean {
  if (ON_CELLS.includes(command)) return !isOnCells(target);
  return IN_FIELDS.includes(command) && isInField(target);
}

function isOnCells(target: EventTarget | null): boolean {
  return target === document.body || (target instanceof HTMLTextAreaElement && target.dataset['mode'] === 'idle');
}

/** A field that is being typed in; the one under the active cell only while it shows what is typed. */
function isInField(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return target.dataset['mode'] !== 'idle';
  if (target instanceof HTMLElement && target.isContentEditable) return true;
  return target instanceof HTMLInputElement && target.type !== 'checkbox';
}

function isAsked(): boolean {
  return document.querySelector('dialog[open]') !== null;
}

const NAMES: Readonly<Record<string, string>> = { ArrowUp: 'Up', ArrowDown: 'Down' };
/** Keys that give another character with Shift, by their place on the keyboard. */
const PLACES: Readonly<Record<string, string>> = { Equal: '=', Minus: '-', Backquote: '`', Comma: ',', Digit0: '0' };

/** `CmdOrCtrl+Shift+S` against a key press. */
export function matches(press: KeyPress, keys: string): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  const wants = (name: string): boolean => parts.slice(0, -1).includes(name);
  const pressed = PLACES[press.code] ?? NAMES[press.key] ?? press.key;
  return pressed.toLowerCase() === key.toLowerCase() && (press.ctrlKey || press.metaKey) === wants('CmdOrCtrl') && press.shiftKey === wants('Shift') && press.altKey === wants('Alt');
}

/** A shortcut as it is written on this machine's keys. */
export function keysInWords(keys: string, platform: string): string {
  const isMac = platform === 'darwin';
  const words: Readonly<Record<string, string>> = { CmdOrCtrl: isMac ? '⌘' : 'Ctrl', Shift: isMac ? '⇧' : 'Shift', Alt: isMac ? '⌥' : 'Alt', Up: '↑', Down: '↓', PageUp: 'PgUp', PageDown: 'PgDn' };
  return keys.split('+').map((part) => words[part] ?? part).join(isMac ? '' : '+');
}
