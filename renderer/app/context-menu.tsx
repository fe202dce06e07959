/** The grid's context menu: items of the menu that concern cells, at the mouse. */
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { MenuCommand } from '../../shared/menu.ts';
import { MENU_ITEMS } from '../state/command-board.ts';
import { type MenuBarProps, MenuRow, stepItems } from './menu-bar.tsx';

const COMMANDS: readonly MenuCommand[] = ['cut', 'copy', 'paste', 'clear', 'fill-down', 'fill-right', 'insert-subject', 'delete-row', 'move-row-up', 'move-row-down', 'explain', 'show-in-preview', 'take-computed', 'remark'];

export interface MenuPlace {
  readonly x: number;
  readonly y: number;
}

export function ContextMenu({ desk, view, place, onClose }: MenuBarProps & { readonly place: MenuPlace; readonly onClose: () => void }) {
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = menu.current;
    if (element === null) return undefined;
    const { width, height } = element.getBoundingClientRect();
    element.style.left = `${Math.max(4, Math.min(place.x, window.innerWidth - width - 4))}px`;
    element.style.top = `${Math.max(4, Math.min(place.y, window.innerHeight - height - 4))}px`;
    element.querySelector<HTMLElement>('button:not(:disabled)')?.focus();
    const leave = (event: PointerEvent): void => {
      if (event.target instanceof Node && !element.contains(event.target)) onClose();
    };
    window.addEventListener('pointerdown', leave, true);
    return () => window.removeEventListener('pointerdown', leave, true);
  }, [place, onClose]);
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      onClose();
      view.editor?.focusGrid();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') stepItems(menu.current, event.key === 'ArrowDown' ? 1 : -1);
    else return;
    event.preventDefault();
  };
  return (
    <div ref={menu} className="menu-items context-menu" role="menu" aria-label="单元格操作" tabIndex={-1} onKeyDown={press}>
      {COMMANDS.flatMap((command) => MENU_ITEMS.filter((item) => item.command === command)).map((item) => <MenuRow key={item.command} item={item} desk={desk} view={view} onDone={onClose} />)}
    </div>
  );
}
