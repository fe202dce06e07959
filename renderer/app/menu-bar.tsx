/** The menu in the page, where the host has no native one: the same items, words and shortcuts. */
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { MENU, type MenuCommand, type MenuItem, type MenuSection } from '../../shared/menu.ts';
import type { Desk } from '../state/desk.ts';
import type { DeskView } from '../state/desk-view.ts';
import { keysInWords } from './use-shortcuts.ts';

export interface MenuBarProps {
  readonly desk: Desk;
  readonly view: DeskView;
}

type Way = 'leave' | { readonly isAcross: boolean; readonly by: 1 | -1 };

/** Where a key leads in the menu bar. */
const WAYS: ReadonlyMap<string, Way> = new Map<string, Way>([
  ['Escape', 'leave'], ['ArrowLeft', { isAcross: true, by: -1 }], ['ArrowRight', { isAcross: true, by: 1 }], ['ArrowUp', { isAcross: false, by: -1 }], ['ArrowDown', { isAcross: false, by: 1 }],
]);

export function MenuBar({ desk, view }: MenuBarProps) {
  const [open, setOpen] = useState<number | null>(null);
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (open === null) return undefined;
    const leave = (event: PointerEvent): void => {
      if (event.target instanceof Node && bar.current?.contains(event.target) !== true) setOpen(null);
    };
    window.addEventListener('pointerdown', leave);
    return () => window.removeEventListener('pointerdown', leave);
  }, [open]);
  useMenuKey(bar);
  const turn = (by: number): void => {
    const titles = [...(bar.current?.querySelectorAll<HTMLElement>('.menu-title') ?? [])];
    const at = open ?? titles.indexOf(document.activeElement as HTMLElement);
    const next = (at + by + MENU.length) % MENU.length;
    if (open !== null) setOpen(next);
    titles[next]?.focus();
  };
  const step = (by: 1 | -1, title: EventTarget): void => {
    if (open === null && title instanceof HTMLElement) title.click();
    else stepItems(bar.current?.querySelector('.menu-items') ?? null, by);
  };
  const leave = (): void => {
    if (open === null) view.editor?.focusGrid();
    setOpen(null);
  };
  const press = (event: KeyboardEvent): void => {
    const way = WAYS.get(event.key);
    if (way === undefined) return;
    event.preventDefault();
    if (way === 'leave') leave();
    else if (way.isAcross) turn(way.by);
    else step(way.by, event.target);
  };
  return (
    <div ref={bar} className="menu-bar" role="menubar" aria-label="菜单" tabIndex={-1} onKeyDown={press}>
      {MENU.map((section, at) => (
        <div key={section.label} className="menu">
          <button type="button" role="menuitem" className="menu-title" aria-haspopup="menu" aria-expanded={open === at} onClick={() => setOpen(open === at ? null : at)} onPointerEnter={() => open !== null && setOpen(at)}>
            {section.label}
          </button>
          {open === at ? <MenuItems section={section} desk={desk} view={view} onDone={() => setOpen(null)} /> : null}
        </div>
      ))}
    </div>
  );
}

/** F10 goes to the menu bar, as in office programs. */
function useMenuKey(bar: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const enter = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== 'F10' || event.shiftKey || document.querySelector('dialog[open]') !== null) return;
      event.preventDefault();
      bar.current?.querySelector<HTMLElement>('.menu-title')?.focus();
    };
    window.addEventListener('keydown', enter);
    return () => window.removeEventListener('keydown', enter);
  }, [bar]);
}

/** The focus goes to the next item that can be chosen. */
export function stepItems(menu: Element | null, by: 1 | -1): void {
  const items = [...(menu?.querySelectorAll<HTMLElement>('button:not(:disabled)') ?? [])];
  const at = items.indexOf(document.activeElement as HTMLElement);
  items[(Math.max(at, by === 1 ? -1 : 0) + by + items.length) % items.length]?.focus();
}

function MenuItems({ section, desk, view, onDone }: MenuBarProps & { readonly section: MenuSection<MenuCommand>; readonly onDone: () => void }) {
  return (
    <div className="menu-items" role="menu" aria-label={section.label}>
      {section.items.map((item) => <MenuRow key={item.command} item={item} desk={desk} view={view} onDone={onDone} />)}
    </div>
  );
}

export function MenuRow({ item, desk, view, onDone }: MenuBarProps & { readonly item: MenuItem<MenuCommand>; readonly onDone: () => void }) {
  const choose = (): void => {
    onDone();
    // The command works on the grid, not on the menu that closes.
    view.editor?.focusGrid();
    desk.run(item.command);
  };
  const shown = labelOf(item, view);
  return (
    <button type="button" role="menuitem" className={item.startsGroup === true ? 'starts-group' : undefined} disabled={desk.board.find(item.command) === null} onClick={choose}>
      <span>{shown}</span>
      <kbd>{item.keys === undefined ? '' : keysInWords(item.keys, view.info?.platform ?? '')}</kbd>
    </button>
  );
}

/** Undo and redo say what they would do. */
function labelOf(item: MenuItem<MenuCommand>, { session }: DeskView): string {
  const labels = session?.workspace.snapshot().labels;
  const step = item.command === 'undo' ? labels?.undo : item.command === 'redo' ? labels?.redo : null;
  return step == null ? item.label : `${item.label}：${step}`;
}
