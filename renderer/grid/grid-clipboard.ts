/** The clipboard in the grid: the system's own events, so that nothing is read that was not pasted. */
import { columnLabelsAsText, cutSelected, pasteBlock } from '../state/cell-commands.ts';
import { textAt } from '../state/cell-edits.ts';
import type { EditorState } from '../state/editor-state.ts';
import { copiedBlock } from './block-edits.ts';
import type { CellEditor } from './cell-editor.ts';
import { readHtml, readTabbed, type TextBlock, writeHtml, writeTabbed } from './clipboard-text.ts';
import { lastBox } from './selection.ts';
import type { Sheet } from './sheet.ts';

export class GridClipboard {
  constructor(
    private readonly field: HTMLTextAreaElement,
    private readonly editor: CellEditor,
    private readonly state: EditorState,
    private readonly sheet: Sheet,
  ) {
    field.addEventListener('copy', this.copy);
    field.addEventListener('cut', this.cut);
    field.addEventListener('paste', this.paste);
  }

  destroy(): void {
    this.field.removeEventListener('copy', this.copy);
    this.field.removeEventListener('cut', this.cut);
    this.field.removeEventListener('paste', this.paste);
  }

  private readonly copy = (event: ClipboardEvent): void => {
    if (this.editor.mode === 'idle') this.put(event);
  };

  private readonly cut = (event: ClipboardEvent): void => {
    if (this.editor.mode !== 'idle' || !this.put(event)) return;
    cutSelected(this.state, this.sheet);
  };

  private readonly paste = (event: ClipboardEvent): void => {
    const data = event.clipboardData;
    if (this.editor.mode !== 'idle' || data === null) return;
    event.preventDefault();
    const block = pastedBlock(data.getData('text/html'), data.getData('text/plain'));
    if (block === null) this.state.say('剪贴板中没有可以粘贴的表格或文字');
    else pasteBlock(this.state, this.sheet, block);
  };

  private put(event: ClipboardEvent): boolean {
    const data = event.clipboardData;
    if (data === null) return false;
    const selection = this.sheet.selection();
    event.preventDefault();
    if (selection.stretches.length > 1) {
      this.state.say('不能复制多个不相连的区域，请只选一个区域再复制');
      return false;
    }
    const planning = { engine: this.state.workspace.engine, sheet: this.sheet, unit: this.state.view().unit };
    const block = copiedBlock(selection, (spot) => textAt(planning, spot));
    const { left, right } = lastBox(selection);
    data.setData('text/plain', writeTabbed(block));
    data.setData('text/html', writeHtml(block, (_row, column) => columnLabelsAsText(this.sheet, left + column), this.besideIn(left, right)));
    return true;
  }

  /** Which columns of a block only compare; none where there is nothing else in it: then it is these that are meant. */
  private besideIn(left: number, right: number): (column: number) => boolean {
    const { form } = this.sheet.content;
    const isBeside = (column: number): boolean => form.isBeside({ row: 0, column });
    const isMixed = Array.from({ length: right - left + 1 }, (_one, at) => left + at).some((column) => !isBeside(column));
    return (column) => isMixed && isBeside(left + column);
  }
}

/** A table where the clipboard holds one, as merged cells are known only there; else the text. */
export function pastedBlock(html: string, text: string): TextBlock | null {
  const table = html === '' ? null : readHtml(html);
  if (table !== null && table.length > 0) return table;
  return text === '' ? null : readTabbed(text);
}
