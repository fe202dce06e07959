/** The window in which the accountant spends the day: parts, formula bar, grid, findings or cell, status. */
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { tableLabel } from '../../shared/check/describe.ts';
import { type Finding, worstFirst } from '../../shared/check/finding.ts';
import type { TableTemplate } from '../../shared/template/template.ts';
import { EvaluationPage } from '../evaluation/evaluation-page.tsx';
import { ExtraSheetPage } from '../panels/extra-sheet-page.tsx';
import { FindBar } from '../panels/find-bar.tsx';
import { FormulaBar } from '../panels/formula-bar.tsx';
import { GlossaryPage } from '../panels/glossary-page.tsx';
import { NarrativePage } from '../panels/narrative-page.tsx';
import { PartsList } from '../panels/parts-list.tsx';
import { PreviewPages } from '../panels/preview-pages.tsx';
import { PublicationPage } from '../panels/publication-page.tsx';
import { SidePanels } from '../panels/side-panels.tsx';
import { StatusBar } from '../panels/status-bar.tsx';
import { TableGrid } from '../grid/table-grid.tsx';
import type { Desk } from '../state/desk.ts';
import type { DeskView } from '../state/desk-view.ts';
import { type EditorState, EXTRA, PUBLICATION } from '../state/editor-state.ts';
import { painted } from '../state/painted.ts';
import { PreviewBoard } from '../state/preview-board.ts';
import type { Session } from '../state/session.ts';
import { NO_TEXT_STATE, type TextBoard, type TextState } from '../state/text-board.ts';
import type { Snapshot } from '../state/workspace.ts';
import { ContextMenu, type MenuPlace } from './context-menu.tsx';
import { editorCommands } from './editor-commands.ts';
import { Prompts } from './prompts.tsx';
import { Toolbar } from './toolbar.tsx';
import { usePaneKeys } from './use-pane-keys.ts';

export interface EditorProps {
  readonly desk: Desk;
  readonly view: DeskView;
  readonly session: Session;
  readonly state: EditorState;
}

export function Editor({ desk, view, session, state }: EditorProps) {
  const tables = useSyncExternalStore(session.workspace.subscribe, session.workspace.snapshot);
  const { findings, open: left } = useTextState(state.texts);
  const snapshot = useMemo(() => withTextFindings(tables, findings), [tables, findings]);
  const shown = useSyncExternalStore(state.subscribe, state.view);
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const [board] = useState(() => new PreviewBoard((request) => desk.bridge.call('preview.render', request)));
  useEffect(() => desk.board.add(editorCommands(state, board)), [desk, state, board]);
  usePaneKeys(state);
  useLaterReview(session);
  const closeMenu = useCallback(() => setMenu(null), []);
  const openMenu = useCallback((x: number, y: number) => setMenu({ x, y }), []);
  const { table } = state;
  return (
    <div className={shown.panel === null ? 'editor without-panel' : 'editor'}>
      <Toolbar desk={desk} view={view} snapshot={snapshot} shown={shown} path={session.path} />
      <PartsList state={state} review={snapshot.review} part={shown.part} left={left} />
      {table === null ? <ReportPart desk={desk} state={state} board={board} part={shown.part} snapshot={snapshot} /> : (
        <div className="centre">
          <FormulaBar state={state} sheet={state.sheetOf(table)} snapshot={snapshot} shown={shown} />
          {shown.search === null ? null : <FindBar state={state} mode={shown.search} snapshot={snapshot} />}
          {table.form === null ? <TableSheet state={state} table={table} structure={snapshot.structure} openMenu={openMenu} /> : <EvaluationPage key={table.id} state={state} table={table} snapshot={snapshot} />}
        </div>
      )}
      {shown.panel === null ? null : !snapshot.isReviewed ? <aside className="side" aria-busy="true" aria-label="面板"><p className="empty">正在校验…</p></aside> : <SidePanels state={state} snapshot={snapshot} shown={shown} />}
      <StatusBar desk={desk} state={state} snapshot={snapshot} shown={shown} settings={view.settings} />
      {shown.prompt === null ? null : <Prompts desk={desk} board={board} state={state} prompt={shown.prompt} snapshot={snapshot} />}
      {menu === null ? null : <ContextMenu desk={desk} view={view} place={menu} onClose={closeMenu} />}
    </div>
  );
}

/** The figures are seen before they are checked: a document of ten thousand rows takes a moment for that. */
function useLaterReview({ workspace }: Session): void {
  useEffect(() => {
    let isGone = false;
    void painted().then(() => {
      if (!isGone) workspace.examine();
    });
    return () => {
      isGone = true;
    };
  }, [workspace]);
}

/** What is found in the texts stands among what is found in the tables, at its rank. */
function withTextFindings(tables: Snapshot, found: readonly Finding[]): Snapshot {
  if (found.length === 0) return tables;
  const { findings, coverage } = tables.review;
  return { ...tables, review: { coverage, findings: worstFirst([...findings, ...found]) } };
}

function useTextState(board: TextBoard | null): TextState {
  useEffect(() => board?.follow(), [board]);
  return useSyncExternalStore(board?.subscribe ?? NEVER, board?.snapshot ?? nothingFound);
}

const NEVER = (): (() => void) => () => undefined;
const nothingFound = (): TextState => NO_TEXT_STATE;

/** A part of the report that is no table. */
function ReportPart({ desk, state, board, part, snapshot }: { readonly desk: Desk; readonly state: EditorState; readonly board: PreviewBoard; readonly part: string; readonly snapshot: Snapshot }) {
  const { texts } = state;
  const { paragraph } = state.view();
  if (texts !== null && (part === 'overview' || part === 'narrative')) return <NarrativePage key={part} state={state} board={texts} part={part} wanted={paragraph} />;
  if (texts !== null && part === 'glossary') return <GlossaryPage state={state} board={texts} wanted={paragraph} />;
  const extra = snapshot.document.extraSheets?.[part.startsWith(EXTRA) ? Number(part.slice(EXTRA.length)) : -1];
  if (extra !== undefined) return <ExtraSheetPage sheet={extra} />;
  if (part === PUBLICATION) return <PublicationPage state={state} snapshot={snapshot} />;
  return <PreviewPages desk={desk} state={state} board={board} document={snapshot.document} />;
}

interface TableSheetProps {
  readonly state: EditorState;
  readonly table: TableTemplate;
  readonly structure: number;
  readonly openMenu: (x: number, y: number) => void;
}

/** The form's own words around the grid: title, 表号, 部门, 单位, 注 and 说明. */
function TableSheet({ state, table, openMenu }: TableSheetProps) {
  const sheet = state.sheetOf(table);
  const { layout } = sheet.content;
  const grid = useMemo(() => <TableGrid key={table.id} state={state} sheet={sheet} openMenu={openMenu} />, [state, sheet, table.id, openMenu]);
  const { document } = state.workspace.snapshot();
  return (
    <section className="sheet" aria-label={`${tableLabel(table)} ${table.title}`}>
      <header>
        <h2>{layout.title}</h2>
        <div className="caption"><span>{layout.department}</span><span>{layout.mark ?? ''}</span><span>{table.unitCaption}：{state.view().unit}{state.view().unit === document.unit ? '' : '（显示）'}</span></div>
      </header>
      {grid}
      <footer>{[...layout.notes, ...(layout.statement === null ? [] : [layout.statement])].map((note) => <p key={note}>{note}</p>)}</footer>
    </section>
  );
}
