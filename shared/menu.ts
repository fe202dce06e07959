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
      { command: 'new-year', label: '从上年开始新年度…' },
      { command: 'open', label: '打开…', keys: 'CmdOrCtrl+O' },
      { command: 'merge', label: '汇总下级单位…' },
      { command: 'open-sample', label: '打开示例' },
      { command: 'save', label: '保存', keys: 'CmdOrCtrl+S', needsDocument: true, startsGroup: true },
      { command: 'save-as', label: '另存为…', keys: 'CmdOrCtrl+Shift+S', needsDocument: true },
      { command: 'load-prior', label: '载入上年数…', needsDocument: true, startsGroup: true },
      { command: 'roll', label: '转为新年度…', needsDocument: true },
      { command: 'export-pdf', label: '导出 PDF…', keys: 'CmdOrCtrl+E', needsDocument: true, startsGroup: true },
      { command: 'export-docx', label: '导出 Word…', needsDocument: true },
      { command: 'export-xlsx', label: '导出工作簿…', needsDocument: true },
      { command: 'export-draft', label: '导出草稿 PDF…', needsDocument: true },
      { command: 'print', label: '打印…', keys: 'CmdOrCtrl+P', needsDocument: true, startsGroup: true },
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
      { command: 'clear', label: '清除内容', keys: 'Delete', needsDocument: true },
      { command: 'select-all', label: '全选', keys: 'CmdOrCtrl+A', clipboard: 'selectAll' },
      { command: 'fill-down', label: '向下填充', keys: 'CmdOrCtrl+D', needsDocument: true, startsGroup: true },
      { command: 'fill-right', label: '向右填充', keys: 'CmdOrCtrl+R', needsDocument: true },
      { command: 'find', label: '查找…', keys: 'CmdOrCtrl+F', needsDocument: true, startsGroup: true },
      { command: 'replace', label: '替换…', keys: 'CmdOrCtrl+H', needsDocument: true },
      { command: 'go-to', label: '定位单元格…', keys: 'CmdOrCtrl+G', needsDocument: true },
    ],
  },
  {
    label: '表格',
    items: [
      { command: 'insert-subject', label: '插入科目…', keys: 'CmdOrCtrl+Shift+=', needsDocument: true },
      { command: 'delete-row', label: '删除科目行…', keys: 'CmdOrCtrl+-', needsDocument: true },
      { command: 'move-row-up', label: '上移', keys: 'Alt+Up', needsDocument: true },
      { command: 'move-row-down', label: '下移', keys: 'Alt+Down', needsDocument: true },
      { command: 'fold-all', label: '折叠所有科目', needsDocument: true, startsGroup: true },
      { command: 'unfold-all', label: '展开所有科目', needsDocument: true },
      { command: 'explain', label: '查看公式与来源', keys: 'CmdOrCtrl+`', needsDocument: true, startsGroup: true },
      { command: 'take-computed', label: '采用公式计算值', needsDocument: true },
      { command: 'remark', label: '批注…', keys: 'Shift+F2', needsDocument: true },
    ],
  },
  {
    label: '校验',
    items: [
      { command: 'next-finding', label: '下一处问题', keys: 'F8', needsDocument: true },
      { command: 'previous-finding', label: '上一处问题', keys: 'Shift+F8', needsDocument: true },
      { command: 'audit-text', label: '审核说明文字…', needsDocument: true, startsGroup: true },
      { command: 'audit-report', label: '审核已有报告…' },
      { command: 'remove-tails', label: '消除尾差…', needsDocument: true },
      { command: 'rules', label: '校验规则…', needsDocument: true },
      { command: 'export-audit-pdf', label: '导出校验报告（PDF）…', needsDocument: true, startsGroup: true },
      { command: 'export-audit-xlsx', label: '导出校验报告（工作簿）…', needsDocument: true },
    ],
  },
  {
    label: '查看',
    items: [
      { command: 'next-table', label: '下一张表', keys: 'CmdOrCtrl+PageDown', needsDocument: true },
      { command: 'previous-table', label: '上一张表', keys: 'CmdOrCtrl+PageUp', needsDocument: true },
      { command: 'preview', label: '预览报告', keys: 'F7', needsDocument: true },
      { command: 'publication', label: '公开前检查', needsDocument: true },
      { command: 'show-in-preview', label: '在预览中查看', keys: 'Shift+F7', needsDocument: true },
      { command: 'toggle-unit', label: '切换 元/万元 显示', needsDocument: true, startsGroup: true },
      { command: 'prior-columns', label: '上年数、增减额、增减%列', keys: 'Shift+F9', needsDocument: true },
      { command: 'compare-prior', label: '与上年对比', needsDocument: true },
      { command: 'record', label: '修改记录…', needsDocument: true },
      { command: 'freeze', label: '冻结窗格 / 取消冻结', needsDocument: true },
      { command: 'toggle-panel', label: '显示或隐藏右侧面板', keys: 'F9', needsDocument: true },
      { command: 'zoom-in', label: '放大', keys: 'CmdOrCtrl+=', startsGroup: true },
      { command: 'zoom-out', label: '缩小', keys: 'CmdOrCtrl+Shift+-' },
      { command: 'zoom-reset', label: '恢复 100%', keys: 'CmdOrCtrl+0' },
      { command: 'settings', label: '设置…', keys: 'CmdOrCtrl+,', startsGroup: true },
    ],
  },
  {
    label: '帮助',
    items: [
      { command: 'shortcuts', label: '快捷键一览', keys: 'F1' },
      { command: 'legend', label: '标记图例' },
      { command: 'about', label: '关于明账', startsGroup: true },
    ],
  },
] as const satisfies readonly MenuSection[];

/** Every command that a menu may say. */
export type MenuCommand = (typeof sections)[number]['items'][number]['command'];

/** The menu's sections, in their order. */
export const MENU: readonly MenuSection<MenuCommand>[] = sections;
