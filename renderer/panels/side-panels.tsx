/** The right side: what was found, or everything about the active cell. */
import type { EditorState, EditorView, SidePanel } from '../state/editor-state.ts';
import type { Snapshot } from '../state/workspace.ts';
import { CellPanel } from './cell-panel.tsx';
import { TextAuditPanel } from './text-audit-panel.tsx';
import { FindingsPanel } from './findings-panel.tsx';

export interface SidePanelsProps {
  readonly state: EditorState;
  readonly snapshot: Snapshot;
  readonly shown: EditorView;
}

const TITLES: Readonly<Record<SidePanel, string>> = { findings: '校验结果', text: '文字审核', cell: '单元格' };

export function SidePanels({ state, snapshot, shown }: SidePanelsProps) {
  return (
    <aside className="side" data-pane="side" aria-label="面板">
      <div className="tabs" role="tablist">
        {(['findings', 'text', 'cell'] as const).filter((panel) => panel !== 'text' || shown.audited !== null).map((panel) => (
          <button key={panel} type="button" role="tab" aria-selected={shown.panel === panel} onClick={() => state.change({ panel })}>{TITLES[panel]}</button>
        ))}
        <button type="button" className="close" aria-label="隐藏面板" title="隐藏面板（F9）" onClick={() => state.change({ panel: null })}>×</button>
      </div>
      <Panel state={state} snapshot={snapshot} shown={shown} />
    </aside>
  );
}

function Panel({ state, snapshot, shown }: SidePanelsProps) {
  const { sheet } = state;
  if (shown.panel === 'text' && shown.audited !== null) return <TextAuditPanel state={state} audited={shown.audited} document={snapshot.document} />;
  if (shown.panel !== 'cell') return <FindingsPanel state={state} review={snapshot.review} />;
  return sheet === null ? <p className="empty">在表中选中一个单元格，这里就列出它的公式、来源、影响和批注。</p> : <CellPanel state={state} sheet={sheet} snapshot={snapshot} />;
}
