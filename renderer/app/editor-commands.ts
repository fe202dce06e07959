/** What the menu's commands do in an open document. */
import { type Finding, worstFirst } from '../../shared/check/finding.ts';
import type { CellRef } from '../../shared/document/document.ts';
import { goTo } from '../panels/finding-card.tsx';
import { hasRows, moveSubject, selectedSubjects } from '../state/subject-rows.ts';
import { clearSelected, fill, pasteBlock, takeComputed } from '../state/cell-commands.ts';
import type { CommandTable } from '../state/command-board.ts';
import type { PreviewBoard } from '../state/preview-board.ts';
import { type EditorState, PREVIEW, PUBLICATION } from '../state/editor-state.ts';
import { pastedBlock } from '../grid/grid-clipboard.ts';
import { everything } from '../grid/selection.ts';
import type { Sheet } from '../grid/sheet.ts';

export function editorCommands(state: EditorState, board: PreviewBoard): CommandTable {
  const onSheet = (run: (sheet: Sheet) => void) => (): void => {
    const { sheet } = state;
    if (sheet !== null) run(sheet);
  };
  return {
    ...cellCommands(state, onSheet),
    ...rowCommands(state, onSheet),
    ...previewCommands(state, board),
    find: onSheet(() => search(state, 'find')),
    replace: onSheet(() => search(state, 'replace')),
    'go-to': () => state.ask({ kind: 'go-to' }),
    explain: () => state.change({ panel: 'cell' }),
    remark: () => remark(state),
    record: () => state.ask({ kind: 'record' }),
    'next-finding': () => nextFinding(state, 1),
    'previous-finding': () => nextFinding(state, -1),
    'remove-tails': () => state.ask({ kind: 'tails', source: null }),
    rules: () => state.ask({ kind: 'rules', rule: '' }),
    'next-table': () => state.turn(1),
    'previous-table': () => state.turn(-1),
    'toggle-unit': () => state.change({ unit: state.view().unit === '元' ? '万元' : '元' }),
    'compare-prior': () => compare(state),
    'toggle-panel': () => state.change({ panel: state.view().panel === null ? 'findings' : null }),
  };
}

/** What leads to the report's pages. */
function previewCommands(state: EditorState, board: PreviewBoard): CommandTable {
  return {
    preview: () => state.change({ part: PREVIEW }),
    publication: () => (state.publication.length === 0 ? state.say('这套模板没有公开前检查的清单') : state.change({ part: PUBLICATION })),
    print: () => state.ask({ kind: 'print' }),
    'show-in-preview': () => {
      const { cell, table } = state;
      if (cell === null || table === null || !table.isPublished) return state.say('请先选中一张公开表中的单元格；补充数据不印在报告中');
      state.change({ part: PREVIEW });
      board.seek(cell);
    },
  };
}

/** Opens the find bar, or goes back to it. */
function search(state: EditorState, mode: 'find' | 'replace'): void {
  state.change({ search: mode });
  document.querySelector<HTMLInputElement>('.find-bar input')?.select();
}

/** To the 批注 of the active cell, in the panel. */
function remark(state: EditorState): void {
  if (state.cell === null) {
    state.say('请先选中一个金额单元格，再写批注');
    return;
  }
  state.change({ panel: 'cell' });
  requestAnimationFrame(() => document.querySelector<HTMLTextAreaElement>('.remark')?.focus());
}

type OnSheet = (run: (sheet: Sheet) => void) => () => void;

function cellCommands(state: EditorState, onSheet: OnSheet): CommandTable {
  return {
    undo: () => state.undo(),
    redo: () => state.redo(),
    cut: () => document.execCommand('cut'),
    copy: () => document.execCommand('copy'),
    paste: onSheet((sheet) => void pasteFromMenu(state, sheet)),
    clear: onSheet((sheet) => clearSelected(state, sheet)),
    'select-all': onSheet((sheet) => sheet.select(everything(sheet.selection(), sheet.extent))),
    'fill-down': onSheet((sheet) => fill(state, sheet, 'down')),
    'fill-right': onSheet((sheet) => fill(state, sheet, 'right')),
    'take-computed': () => {
      const { cell } = state;
      if (cell === null || state.workspace.engine.formula(cell) === null) state.say('请先选中一个改写过的公式单元格');
      else takeComputed(state, cell);
    },
  };
}

function rowCommands(state: EditorState, onSheet: OnSheet): CommandTable {
  return {
    'insert-subject': () => (state.table !== null && hasRows(state.table) ? state.ask({ kind: 'subject' }) : state.say('这张表的行是表样固定的，不能插入科目')),
    'delete-row': onSheet((sheet) => {
      const rows = selectedSubjects(state, sheet);
      if (rows.length === 0) state.say('所选行是表样固定的，不能删除；只有科目行可以删除');
      else state.ask({ kind: 'delete-rows', rows });
    }),
    'move-row-up': onSheet((sheet) => moveSubject(state, sheet, 'up')),
    'move-row-down': onSheet((sheet) => moveSubject(state, sheet, 'down')),
    'fold-all': onSheet((sheet) => sheet.foldAll(true)),
    freeze: onSheet((sheet) => freeze(state, sheet)),
    'unfold-all': onSheet((sheet) => sheet.foldAll(false)),
  };
}

/** Rows that may be frozen: more would leave none to scroll. */
const MOST_FROZEN = 15;

/** Freezes above and left of the active cell, as a spreadsheet does; a second time lets go. */
function freeze(state: EditorState, sheet: Sheet): void {
  const { active } = sheet.selection();
  if (sheet.isFrozen) sheet.freeze(null);
  else if (active.row > MOST_FROZEN) state.say(`最多冻结 ${MOST_FROZEN} 行，请选中靠上的单元格再冻结`);
  else if (active.row === 0 && active.column === 0) state.say('请选中要冻结的行下方、列右侧的单元格，再冻结');
  else sheet.freeze(active);
}

/** From the menu the clipboard has to be asked for; the browser may ask the user in turn. */
async function pasteFromMenu(state: EditorState, sheet: Sheet): Promise<void> {
  try {
    const [item] = await navigator.clipboard.read();
    const text = async (type: string): Promise<string> => (item?.types.includes(type) === true ? (await item.getType(type)).text() : '');
    const block = pastedBlock(await text('text/html'), await text('text/plain'));
    if (block !== null) pasteBlock(state, sheet, block);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    state.say('浏览器没有允许读取剪贴板，请按 Ctrl+V 粘贴');
  }
}

/** The finding after the one whose cell or paragraph is in view, or the first; several about one place are one stop. */
function nextFinding(state: EditorState, by: 1 | -1): void {
  const open = worstFirst([...state.workspace.snapshot().review.findings, ...(state.texts?.snapshot().findings ?? [])]).filter(({ waiver }) => waiver === null);
  const stops = [...new Map(open.flatMap((finding) => stopOf(finding).map((stop) => [stop, finding] as const))).entries()];
  if (stops.length === 0) {
    state.say('各表和说明文字中没有待处理的问题');
    return;
  }
  const { part, paragraph } = state.view();
  const here = state.cell === null ? `${part} ${paragraph ?? ''}` : cellStop(state.cell);
  const at = stops.findIndex(([stop]) => stop === here);
  const [, next] = stops[at < 0 ? (by === 1 ? 0 : stops.length - 1) : (at + by + stops.length) % stops.length] ?? [];
  if (next !== undefined) goTo(state, next);
}

/** Where a finding leads, as `goTo` does; none for one that leads nowhere. */
function stopOf({ place, cells: [first] }: Finding): readonly string[] {
  if (place?.part !== undefined) return [`${place.part} ${place.paragraph ?? ''}`];
  return first === undefined ? [] : [cellStop(first)];
}

function cellStop({ table, row, column }: CellRef): string {
  return [table, row, column].join(' ');
}

function compare(state: EditorState): void {
  const { isComparing } = state.view();
  if (!isComparing && state.workspace.engine.priorEngine() === null) state.say('这份文档没有上年数。请先用“文件”菜单的“载入上年数…”选择上年的工作簿');
  else state.change({ isComparing: !isComparing });
}
