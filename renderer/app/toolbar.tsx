/** The commands used all day, each with its shortcut in the hint. */
import { MENU_ITEMS } from '../state/command-board.ts';
import type { MenuCommand } from '../../shared/menu.ts';
import type { Desk } from '../state/desk.ts';
import type { DeskView } from '../state/desk-view.ts';
import type { EditorView } from '../state/editor-state.ts';
import type { Snapshot } from '../state/workspace.ts';
import { Icon, type IconName } from './icons.tsx';
import { keysInWords } from './use-shortcuts.ts';

export interface ToolbarProps {
  readonly desk: Desk;
  readonly view: DeskView;
  readonly snapshot: Snapshot;
  readonly shown: EditorView;
  readonly path: string | null;
}

export function Toolbar({ desk, view, snapshot, shown, path }: ToolbarProps) {
  const { labels } = snapshot;
  const platform = view.info?.platform ?? '';
  const tool = (command: MenuCommand, label: string, icon: IconName, options: { readonly isOff?: boolean; readonly isOn?: boolean; readonly hint?: string } = {}) => {
    const item = MENU_ITEMS.find((one) => one.command === command);
    const keys = item?.keys === undefined ? '' : `（${keysInWords(item.keys, platform)}）`;
    const choose = (): void => {
      view.editor?.focusGrid();
      desk.run(command);
    };
    return (
      <button type="button" className="tool" disabled={options.isOff === true} aria-pressed={options.isOn} title={`${options.hint ?? item?.label ?? label}${keys}`} onClick={choose}>
        <Icon name={icon} /><span>{label}</span>
      </button>
    );
  };
  return (
    <header className="bar" role="toolbar" aria-label="常用操作" data-pane="tools">
      {tool('save', '保存', 'save', { isOff: snapshot.isSaved })}
      <span className="gap" />
      {tool('undo', '撤销', 'undo', { isOff: labels.undo === null, hint: labels.undo === null ? '没有可撤销的操作' : `撤销：${labels.undo}` })}
      {tool('redo', '重做', 'redo', { isOff: labels.redo === null, hint: labels.redo === null ? '没有可重做的操作' : `重做：${labels.redo}` })}
      <span className="gap" />
      {tool('insert-subject', '插入科目', 'insert')}
      {tool('delete-row', '删除行', 'remove')}
      {tool('fill-down', '向下填充', 'fill')}
      {tool('find', '查找', 'find', { isOn: shown.search !== null })}
      <span className="gap" />
      {tool('preview', '预览', 'preview')}
      {tool('export-pdf', '导出 PDF', 'pdf')}
      {tool('export-docx', '导出 Word', 'word')}
      {tool('export-xlsx', '导出工作簿', 'workbook')}
      <span className="title" title={path ?? ''}>{path === null ? '尚未保存为文件' : (path.split(/[\\/]/u).at(-1) ?? path)}{snapshot.isSaved ? '' : ' *'}</span>
      {tool('toggle-panel', '面板', 'panel', { isOn: shown.panel !== null })}
      {tool('close-document', '关闭', 'close')}
    </header>
  );
}
