/** The change record of one cell 留痕: what was done to it since the document was opened, latest first. */
import { type CellContent, type CellRef, contentText } from '../../shared/document/document.ts';
import type { History } from '../../shared/document/history.ts';

export interface CellChange {
  readonly at: string;
  /** 14:05:09 on this machine's clock. */
  readonly time: string;
  readonly label: string;
  readonly from: string;
  readonly to: string;
}

export function changesOf({ done }: History, cell: CellRef): readonly CellChange[] {
  const changes = done.flatMap(({ at, label, edits }) =>
    edits.flatMap((edit): readonly CellChange[] =>
      edit.kind === 'set-cell' && edit.table === cell.table && edit.row === cell.row && edit.column === cell.column
        ? [{ at, time: new Date(at).toLocaleTimeString('zh-CN', { hour12: false }), label, from: contentInWords(edit.from), to: contentInWords(edit.to) }]
        : []));
  return changes.reverse();
}

export function contentInWords(content: CellContent | null): string {
  return contentText(content) ?? '空';
}
