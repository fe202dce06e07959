/** The native menu: the items of `shared/menu.ts`, and what only a system's menu has. */
import type { MenuItemConstructorOptions } from 'electron';
import { MENU, type MenuItem } from '../../shared/menu.ts';

export interface MenuHost {
  readonly platform: NodeJS.Platform;
  readonly isPackaged: boolean;
  readonly say: (command: string) => void;
}

export function menuTemplate(host: MenuHost): MenuItemConstructorOptions[] {
  const sections = MENU.map(({ label, items }): MenuItemConstructorOptions => ({
    label,
    submenu: [...items.flatMap((item) => menuItems(item, host)), ...systemItems(label, host)],
  }));
  return host.platform === 'darwin' ? [{ role: 'appMenu' }, ...sections, { role: 'windowMenu' }] : sections;
}

function menuItems(item: MenuItem, host: MenuHost): readonly MenuItemConstructorOptions[] {
  const line: readonly MenuItemConstructorOptions[] = item.startsGroup === true ? [{ type: 'separator' }] : [];
  // The page answers its own keys, in cells and text fields each in their way; the menu only shows them. A Mac has no such choice.
  const keys = shownKeys(item.keys, host.platform);
  const shown: MenuItemConstructorOptions = { id: item.command, label: item.label, registerAccelerator: false, ...(keys === null ? {} : { accelerator: keys }) };
  return [...line, item.clipboard === undefined ? { ...shown, click: () => host.say(item.command) } : { ...shown, role: item.clipboard }];
}

/** On a Mac a menu takes its keys from the page, so that plain ones such as Delete must not be in it. */
function shownKeys(keys: string | undefined, platform: NodeJS.Platform): string | null {
  if (keys === undefined) return null;
  return platform !== 'darwin' || /CmdOrCtrl|^F\d+$/u.test(keys) ? keys : null;
}

function systemItems(section: string, host: MenuHost): readonly MenuItemConstructorOptions[] {
  if (section === '文件' && host.platform === 'darwin') return [{ type: 'separator' }, { label: '最近打开', role: 'recentDocuments', submenu: [{ label: '清除记录', role: 'clearRecentDocuments' }] }];
  if (section === '文件') return [{ type: 'separator' }, { label: '退出', role: 'quit' }];
  if (section !== '查看') return [];
  const screen: readonly MenuItemConstructorOptions[] = [{ type: 'separator' }, { label: '全屏', role: 'togglefullscreen' }];
  return host.isPackaged ? screen : [...screen, { label: '开发者工具', role: 'toggleDevTools' }];
}
