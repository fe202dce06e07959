/** Keys in the grid that are no menu commands: moving, extending, entering. What each means, and how the help sheet tells it. */
import type { EditorMode } from './cell-editor.ts';
import type { Direction } from './selection.ts';

export type GridAction =
  | { readonly kind: 'move'; readonly direction: Direction; readonly by: 'cell' | 'edge' | 'page'; readonly extends: boolean }
  | { readonly kind: 'home'; readonly isWhole: boolean; readonly extends: boolean }
  | { readonly kind: 'end'; readonly isWhole: boolean; readonly extends: boolean }
  | { readonly kind: 'enter'; readonly isBack: boolean }
  | { readonly kind: 'tab'; readonly isBack: boolean }
  | { readonly kind: 'select-row' | 'select-column' | 'select-all' | 'show-active' | 'tell-sum' | 'edit' | 'retype' | 'cancel' | 'toggle-fold' | 'enter-everywhere' };

export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

const ARROWS: Readonly<Record<string, Direction>> = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' };

/** What a key press in the grid means; null where it is typing, or a command of the menu. */
export function gridAction(press: KeyPress): GridAction | null {
  const isCommand = press.ctrlKey || press.metaKey;
  if (press.altKey) return isCommand ? null : (ALT_KEYS[press.key] ?? null);
  if (isCommand && press.shiftKey && press.key === ' ') return { kind: 'select-all' };
  return movement(press, isCommand) ?? (isCommand ? COMMAND_KEYS[press.key] : plainAction(press)) ?? null;
}

const COMMAND_KEYS: Readonly<Record<string, GridAction>> = { Enter: { kind: 'enter-everywhere' }, ' ': { kind: 'select-column' }, Backspace: { kind: 'show-active' } };
const ALT_KEYS: Readonly<Record<string, GridAction>> = { Enter: { kind: 'toggle-fold' }, '=': { kind: 'tell-sum' } };

function movement({ key, shiftKey }: KeyPress, isCommand: boolean): GridAction | null {
  const direction = ARROWS[key];
  if (direction !== undefined) return { kind: 'move', direction, by: isCommand ? 'edge' : 'cell', extends: shiftKey };
  if (key === 'Home') return { kind: 'home', isWhole: isCommand, extends: shiftKey };
  if (key === 'End') return { kind: 'end', isWhole: isCommand, extends: shiftKey };
  if (isCommand || !key.startsWith('Page')) return null;
  return { kind: 'move', direction: key === 'PageUp' ? 'up' : 'down', by: 'page', extends: shiftKey };
}

function plainAction({ key, shiftKey }: KeyPress): GridAction | null {
  switch (key) {
    case 'Enter':
      return { kind: 'enter', isBack: shiftKey };
    case 'Tab':
      return { kind: 'tab', isBack: shiftKey };
    case ' ':
      return shiftKey ? { kind: 'select-row' } : null;
    case 'F2':
      return { kind: 'edit' };
    case 'Backspace':
      return { kind: 'retype' };
    case 'Escape':
      return { kind: 'cancel' };
    default:
      return null;
  }
}

/** For the help sheet: keys and what they do. */
export const GRID_KEYS: readonly (readonly [keys: string, meaning: string])[] = [
  ['方向键', '移动到相邻单元格'],
  ['Shift+方向键', '扩大选区'],
  ['Ctrl+方向键', '跳到数据区边缘'],
  ['Home / End', '行首 / 行尾'],
  ['Ctrl+Home / Ctrl+End', '表首 / 表尾'],
  ['PageUp / PageDown', '上一屏 / 下一屏'],
  ['Enter / Shift+Enter', '确认并移动（方向可在设置中改） / 反向'],
  ['Ctrl+Enter', '把输入填入选区的每个单元格'],
  ['Tab / Shift+Tab', '确认并右移 / 左移；填完一行后按 Enter 到下一行开头'],
  ['直接输入', '改写当前单元格；=120+2.33 可写算式'],
  ['F2', '编辑当前单元格'],
  ['Backspace', '清空并重新输入'],
  ['Esc', '放弃输入'],
  ['Shift+空格 / Ctrl+空格', '选中整行 / 整列（加按另一个键则全选）'],
  ['Ctrl+Backspace', '回到当前单元格'],
  ['Ctrl+滚轮', '放大 / 缩小表格'],
  ['双击列标题右边线', '列宽合适'],
  ['双击填充柄', '向下填充到邻列末尾'],
  ['Alt+Enter', '折叠或展开下级科目'],
  ['F6', '在表格、面板和列表之间切换'],
  ['F10', '到菜单栏；方向键选择，Esc 关闭'],
  ['Shift+F10', '打开单元格的右键菜单'],
];

/** While a text is edited in place, arrows, Home and End move in it; Backspace is the text's whenever there is one. */
export function staysInText({ kind }: GridAction, mode: EditorMode): boolean {
  if (mode === 'idle') return false;
  return kind === 'retype' || kind === 'show-active' || (mode === 'editing' && ['move', 'home', 'end', 'select-row', 'select-column', 'select-all'].includes(kind));
}
