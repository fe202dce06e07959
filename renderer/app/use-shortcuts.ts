/** The menu's shortcuts in the page, from the one table that the native menu uses as well. */
import { useEffect } from 'react';
import { MENU, type MenuItem } from '../../shared/menu.ts';

export type Commands = Partial<Readonly<Record<string, () => unknown>>>;

export function useShortcuts(commands: Commands, hasDocument: boolean): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const item = itemOf(event);
      const run = item === null || (item.needsDocument === true && !hasDocument) ? undefined : commands[item.command];
      if (run === undefined) return;
      event.preventDefault();
      run();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });
}

/** The item that a key press means. While a field is being typed in, its own undo is meant. */
function itemOf(event: KeyboardEvent): MenuItem | null {
  const item = MENU.flatMap((section): readonly MenuItem[] => section.items).find((one) => one.keys !== undefined && matches(event, one.keys)) ?? null;
  const isTyping = event.target instanceof HTMLInputElement;
  return isTyping && (item?.command === 'undo' || item?.command === 'redo') ? null : item;
}

/** `CmdOrCtrl+Shift+S` against a key press. */
export function matches(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>, keys: string): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1) === '' ? '+' : (parts.at(-1) ?? '');
  const wants = (name: string): boolean => parts.slice(0, -1).includes(name);
  return event.key.toLowerCase() === key.toLowerCase() && (event.ctrlKey || event.metaKey) === wants('CmdOrCtrl') && event.shiftKey === wants('Shift') && event.altKey === wants('Alt');
}
