/**
 * The menu, once for every window: the native menu of Electron and the menu bar in the page show the same items, words and
 * shortcuts, and both say the same command. What a command does is the renderer's.
 */

/** Cut, copy and paste are the system's own: only it may touch the clipboard without being asked, and it keeps text fields working. */
export type ClipboardAction = 'cut' | 'copy' | 'paste' | 'selectAll';

export interface MenuItem<Id extends string = string> {
  readonly command: Id;
  readonly label: string;
  /** Shortcut in Electron's notation; `CmdOrCtrl` is ⌘ on a Mac. */
  readonly keys?: string;
  readonly clipboard?: ClipboardAction;
  /** Whether there must be a document open. */
  readonly needsDocument?: boolean;
  /** A line above, parting it from what comes before. */
  readonly startsGroup?: boolean;
}

export interface MenuSection<Id extends string = string> {
  readonly label: string;
  readonly items: readonly MenuItem<Id>[];
}

const sections = [
  {
    label: '文件',
    items: [
      { command: 'import', label: '由工作簿新建…', keys: 'CmdOrCtrl+N' },
      { command: 'open', label: '打开…', keys: 'CmdOrCtrl+O' },
      { command: 'open-sample', label: '打开示例' },
      { command: 'save', label: '保存', keys: 'CmdOrCtrl+S', needsDocument: true, startsGroup: true },
      { command: 'save-as', label: '另存为…', keys: 'CmdOrCtrl+Shift+S', needsDocument: true },
      { command: 'export-pdf', label: '导出 PDF…', keys: 'CmdOrCtrl+E', needsDocument: true, startsGroup: true },
      { command: 'export-xlsx', label: '导出工作簿…', needsDocument: true },
      { command: 'close-document', label: '关闭文档', needsDocument: true, startsGroup: true },
    ],
  },
  {
    label: '编辑',
    items: [
      { command: 'undo', label: '撤销', keys: 'CmdOrCtrl+Z', needsDocument: true },
      { command: 'redo', label: '重做', keys: 'CmdOrCtrl+Y', needsDocument: true },
      { command: 'cut', label: '剪切', keys: 'CmdOrCtrl+X', clipboard: 'cut', startsGroup: true },
      { command: 'copy', label: '复制', keys: 'CmdOrCtrl+C', clipboard: 'copy' },
      { command: 'paste', label: '粘贴', keys: 'CmdOrCtrl+V', clipboard: 'paste' },
      { command: 'select-all', label: '全选', keys: 'CmdOrCtrl+A', clipboard: 'selectAll' },
    ],
  },
] as const satisfies readonly MenuSection[];

/** Every command that a menu may say. */
export type MenuCommand = (typeof sections)[number]['items'][number]['command'];

/** The menu's sections, in their order. */
export const MENU: readonly MenuSection<MenuCommand>[] = sections;
