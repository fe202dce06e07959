/** The window in which the accountant spends the day: parts, grid, formula bar, findings, status. */
import { useState, useSyncExternalStore } from 'react';
import { cellLabel, tableLabel } from '../../shared/check/describe.ts';
import type { Finding } from '../../shared/check/finding.ts';
import type { CellRef } from '../../shared/document/document.ts';
import { fullText, layoutTable } from '../../shared/report/layout.ts';
import type { BlockStep } from '../grid/block-steps.ts';
import { TableGrid } from '../grid/table-grid.tsx';
import { FindingsPanel } from '../panels/findings-panel.tsx';
import { FormulaBar } from '../panels/formula-bar.tsx';
import { PartsList } from '../panels/parts-list.tsx';
import { type Decision, decisionEdits, decisionLabel } from '../state/decide-finding.ts';
import { type SelectionSums, selectionSums } from '../panels/selection-sums.ts';
import type { Snapshot, Workspace } from '../state/workspace.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { RefusedWindow } from './refused-window.tsx';
import { WaiveWindow } from './waive-window.tsx';

export interface EditorProps {
  readonly workspace: Workspace;
  readonly path: string | null;
  readonly onCommand: (command: 'save' | 'save-as' | 'export-pdf' | 'export-xlsx' | 'close-document') => void;
  readonly onProblem: (message: string) => void;
  readonly jump: { readonly ref: CellRef } | null;
  readonly onJump: (ref: CellRef) => void;
}

export function Editor({ workspace, path, onCommand, onProblem, jump, onJump }: EditorProps) {
  const snapshot = useSyncExternalStore(workspace.subscribe, workspace.snapshot);
  const [override, setOverride] = useState<{ readonly ref: CellRef; readonly amount: string | null } | null>(null);
  const [refused, setRefused] = useState<BlockStep | null>(null);
  const [selected, setSelected] = useState<readonly CellRef[]>([]);
  const select = (cell: CellRef | null, cells: readonly CellRef[]): void => {
    workspace.select(cell);
    setSelected(cells);
  };
  return (
    <div className="editor">
      <Toolbar workspace={workspace} snapshot={snapshot} path={path} onCommand={onCommand} />
      <PartsList workspace={workspace} snapshot={snapshot} />
      <FormulaBar workspace={workspace} snapshot={snapshot} />
      <Sheet workspace={workspace} snapshot={snapshot} jump={jump} onProblem={onProblem} onOverride={(ref, amount) => setOverride({ ref, amount })} onSelect={select} onRefused={setRefused} />
      <Findings workspace={workspace} snapshot={snapshot} onJump={onJump} />
      <footer className="status">
        <span>{snapshot.document.department}　{snapshot.document.year} 年度</span>
        <span>单位：{snapshot.document.unit}</span>
        <Sums sums={selectionSums(selected, workspace.engine)} />
        <span className="saved" role="status">{snapshot.isSaved ? '已保存' : '有未保存的修改（已记入恢复日志）'}</span>
      </footer>
      {refused === null ? null : (
        <RefusedWindow
          step={refused}
          onCancel={() => setRefused(null)}
          onRest={() => {
            workspace.carryOut(refused.label, refused.edits);
            setRefused(null);
          }}
        />
      )}
      {override === null ? null : (
        <ReasonDialog
          place={cellLabel(workspace.engine.space, override.ref, true)}
          computed={fullText(workspace.engine.computedValue(override.ref), snapshot.document.decimals)}
          entered={override.amount ?? '空'}
          onCancel={() => setOverride(null)}
          onDone={(reason) => {
            workspace.enter(override.ref, override.amount, reason);
            setOverride(null);
          }}
        />
      )}
    </div>
  );
}

function Findings({ workspace, snapshot, onJump }: Pick<EditorProps, 'workspace' | 'onJump'> & { readonly snapshot: Snapshot }) {
  const [waiving, setWaiving] = useState<Finding | null>(null);
  const decide = (finding: Finding, decision: Decision): void => {
    setWaiving(null);
    workspace.carryOut(decisionLabel(decision), decisionEdits(workspace.engine.document, finding, decision));
  };
  return (
    <>
      <FindingsPanel snapshot={snapshot} onJump={onJump} onWaive={setWaiving} onAccept={(finding) => decide(finding, { kind: 'accepted' })} onReopen={(finding) => decide(finding, { kind: 'open' })} />
      {waiving === null ? null : <WaiveWindow finding={waiving} onDone={(reason) => decide(waiving, { kind: 'waived', reason })} onCancel={() => setWaiving(null)} />}
    </>
  );
}

function Sums({ sums }: { readonly sums: SelectionSums | null }) {
  return sums === null ? null : <span className="sums">合计 <b>{sums.sum}</b>　平均 <b>{sums.average}</b>　个数 <b>{sums.count}</b></span>;
}

function Toolbar({ workspace, snapshot, path, onCommand }: { readonly workspace: Workspace; readonly snapshot: Snapshot; readonly path: string | null; readonly onCommand: EditorProps['onCommand'] }) {
  const { labels } = snapshot;
  return (
    <header className="bar" role="toolbar" aria-label="常用操作">
      <button type="button" title="保存（Ctrl+S）" disabled={snapshot.isSaved} onClick={() => onCommand('save')}>保存</button>
      <button type="button" title="另存为（Ctrl+Shift+S）" onClick={() => onCommand('save-as')}>另存为…</button>
      <span className="gap" />
      <button type="button" title={labels.undo === null ? '没有可撤销的操作' : `撤销：${labels.undo}（Ctrl+Z）`} disabled={labels.undo === null} onClick={() => workspace.undo()}>撤销</button>
      <button type="button" title={labels.redo === null ? '没有可重做的操作' : `重做：${labels.redo}（Ctrl+Y）`} disabled={labels.redo === null} onClick={() => workspace.redo()}>重做</button>
      <span className="gap" />
      <button type="button" title="导出 PDF（Ctrl+E）" onClick={() => onCommand('export-pdf')}>导出 PDF…</button>
      <button type="button" onClick={() => onCommand('export-xlsx')}>导出工作簿…</button>
      <span className="title" title={path ?? ''}>{path ?? '尚未保存为文件'}</span>
      <button type="button" onClick={() => onCommand('close-document')}>关闭</button>
    </header>
  );
}

interface SheetProps {
  readonly workspace: Workspace;
  readonly snapshot: Snapshot;
  readonly jump: { readonly ref: CellRef } | null;
  readonly onProblem: (message: string) => void;
  readonly onOverride: (ref: CellRef, amount: string | null) => void;
  readonly onSelect: (cell: CellRef | null, cells: readonly CellRef[]) => void;
  readonly onRefused: (step: BlockStep) => void;
}

function Sheet({ workspace, snapshot, ...rest }: SheetProps) {
  const table = workspace.template.tables.find((one) => one.id === snapshot.table);
  if (table === undefined) return null;
  const layout = layoutTable(table, workspace.engine);
  return (
    <section className="sheet" aria-label={`${tableLabel(table)} ${table.title}`}>
      <header>
        <h2>{layout.title}</h2>
        <div className="caption"><span>{layout.department}</span><span>{layout.mark === null ? '' : `${layout.mark}　`}{layout.unit}</span></div>
      </header>
      <TableGrid workspace={workspace} table={table.id} {...rest} />
      <footer>{[...layout.notes, ...(layout.statement === null ? [] : [layout.statement])].map((note) => <p key={note}>{note}</p>)}</footer>
    </section>
  );
}
