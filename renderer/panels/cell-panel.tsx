/** Everything about the active cell: its formula, what feeds it and what it feeds, last year, what was found, what was done to it. */
import { type ReactNode, useSyncExternalStore } from 'react';
import { cellLabel } from '../../shared/check/describe.ts';
import { cellContent, type CellRef, type DeclaredValue, declaredValue, remarkOf } from '../../shared/document/document.ts';
import { changesOfCell } from '../../shared/document/record.ts';
import type { Sheet } from '../grid/sheet.ts';
import { comparedOf } from '../grid/sheet-layout.ts';
import { takeComputed } from '../state/cell-commands.ts';
import type { EditorState } from '../state/editor-state.ts';
import { isLacking } from '../state/lacking-formula.ts';
import { type Compared, copiedComparison } from '../state/prior-figures.ts';
import { shownValue, typedValue } from '../state/shown-amount.ts';
import type { Snapshot } from '../state/workspace.ts';
import { contentInWords, timeInWords } from './change-words.ts';
import { formulaInWords } from './formula-words.ts';

const MOST_LISTED = 60;

export function CellPanel({ state, sheet, snapshot }: { readonly state: EditorState; readonly sheet: Sheet; readonly snapshot: Snapshot }) {
  const selection = useSyncExternalStore(sheet.subscribe, sheet.selection);
  const cell = sheet.cellAt(selection.active);
  const ref = cell?.ref ?? comparedOf(cell)?.ref ?? null;
  if (ref === null) return <p className="empty" role="tabpanel">选中一个金额单元格，这里说明它的公式、来源和去向。</p>;
  const { engine } = state.workspace;
  const findings = snapshot.review.findings.filter((finding) => finding.cells.some((cell) => cell.table === ref.table && cell.row === ref.row && cell.column === ref.column));
  return (
    <div className="cell-panel" role="tabpanel" aria-label="单元格">
      <h3>{cellLabel(engine.space, ref, true)}</h3>
      <ValueFacts state={state} cell={ref} snapshot={snapshot} />
      {findings.length === 0 ? null : <Section title="校验结果">{findings.map((finding) => <p key={finding.id} className={`fact ${finding.severity}`}>{finding.rule}　{finding.message}</p>)}</Section>}
      <CellList state={state} title="由这些单元格算出" cells={engine.precedents(ref)} />
      <CellList state={state} title="影响这些单元格" cells={engine.dependents(ref)} />
      <PriorYear state={state} cell={ref} />
      <Remark key={`${ref.row}${ref.column}${remarkOf(snapshot.document, ref) ?? ''}`} state={state} cell={ref} text={remarkOf(snapshot.document, ref)} />
      <CellRecord state={state} cell={ref} />
    </div>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return <section><h4>{title}</h4>{children}</section>;
}

function ValueFacts({ state, cell, snapshot }: { readonly state: EditorState; readonly cell: CellRef; readonly snapshot: Snapshot }) {
  const { engine } = state.workspace;
  const { unit } = state.view();
  const words = formulaInWords(engine, cell);
  const content = declaredValue(cellContent(snapshot.document, cell));
  const text = (value: ReturnType<typeof engine.value>): string => typedValue(engine, cell, value, unit) || '空';
  return (
    <dl>
      <dt>当前值</dt><dd><b>{content === null && isLacking(engine, cell) ? '待录入' : text(engine.value(cell))}</b>　{unit}</dd>
      {words === null ? <><dt>来源</dt><dd>录入</dd></> : <><dt>公式</dt><dd>＝ {words}</dd><dt>计算值</dt><dd>{isLacking(engine, cell) ? '没有数可算，请直接录入' : text(engine.computedValue(cell))}</dd></>}
      {content !== null ? <DeclaredFacts state={state} cell={cell} content={content} /> : null}
      {state.workspace.isChanged(cell) ? <><dt>导入时</dt><dd>{contentInWords(state.workspace.originOf(cell))}</dd></> : null}
    </dl>
  );
}

function DeclaredFacts({ state, cell, content }: { readonly state: EditorState; readonly cell: CellRef; readonly content: DeclaredValue }) {
  const isPinned = content.pinned === true;
  if (!isPinned && isLacking(state.workspace.engine, cell)) return <><dt>录入</dt><dd>公式没有数可算，以录入的为准；载入上年数后自动失效</dd></>;
  return (
    <>
      <dt>{isPinned ? '改写' : '表中所印'}</dt>
      <dd>
        {isPinned ? `原因：${content.reason ?? '未写'}` : '与公式的差额见校验结果；改动上游单元格后自动失效'}
        <div className="buttons">
          <button type="button" onClick={() => takeComputed(state, cell)}>采用计算值</button>
          {isPinned ? null : <button type="button" onClick={() => state.ask({ kind: 'override', ref: cell, amount: content.declared })}>坚持表中数…</button>}
        </div>
      </dd>
    </>
  );
}

function CellList({ state, title, cells }: { readonly state: EditorState; readonly title: string; readonly cells: readonly CellRef[] }) {
  if (cells.length === 0) return null;
  const { engine } = state.workspace;
  return (
    <Section title={`${title}（${cells.length}）`}>
      <ul className="cell-list">
        {cells.slice(0, MOST_LISTED).map((cell) => (
          <li key={`${cell.table}${cell.row}${cell.column}`}>
            <button type="button" onClick={() => state.show(cell)}><span>{cellLabel(engine.space, cell, true)}</span><span className="number">{shownValue(engine, cell, engine.value(cell), state.view().unit) || '空'}</span></button>
          </li>
        ))}
      </ul>
      {cells.length > MOST_LISTED ? <p className="coverage">另有 {cells.length - MOST_LISTED} 个。</p> : null}
    </Section>
  );
}

function PriorYear({ state, cell }: { readonly state: EditorState; readonly cell: CellRef }) {
  const { engine } = state.workspace;
  const prior = engine.priorEngine();
  if (prior === null) return null;
  const text = (what: Compared): string => copiedComparison(engine, { what, ref: cell }, state.view().unit);
  const rate = text('rate');
  return (
    <Section title={`上年（${prior.document.year} 年度）`}>
      <dl>
        <dt>上年数</dt><dd>{text('prior') || '空'}</dd>
        {rate === '' ? null : <><dt>增减</dt><dd>{text('change')}{rate.endsWith('%') ? `（${rate}）` : ''}</dd></>}
      </dl>
    </Section>
  );
}

/** What the accountants tell each other of the cell. It is entered when the field is left; Escape leaves it as it was. */
function Remark({ state, cell, text }: { readonly state: EditorState; readonly cell: CellRef; readonly text: string | null }) {
  const enter = (entered: string): void => {
    const to = entered.trim() === '' ? null : entered.trim();
    if (to !== text) state.workspace.carryOut(`批注 ${cellLabel(state.workspace.engine.space, cell, true)}`, [{ kind: 'set-remark', ...cell, from: text, to }]);
  };
  return (
    <Section title="批注（不印出）">
      <textarea
        className="remark" rows={2} defaultValue={text ?? ''} placeholder="写给自己和同事的说明" aria-label="批注" spellCheck={false}
        onBlur={(event) => enter(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.currentTarget.value = text ?? '';
          state.focusGrid();
        }}
      />
    </Section>
  );
}

function CellRecord({ state, cell }: { readonly state: EditorState; readonly cell: CellRef }) {
  const changes = changesOfCell(state.workspace.record, cell);
  if (changes.length === 0) return null;
  return (
    <Section title={`修改记录（${changes.length}）`}>
      <ol className="record">{changes.slice(0, MOST_LISTED).map((change) => <li key={`${change.at}${contentInWords(change.from)}${contentInWords(change.to)}`}><time dateTime={change.at}>{timeInWords(change.at)}</time>{change.label.replace(cellLabel(state.workspace.engine.space, cell, true), '').trim()}<span className="number">{contentInWords(change.from)} → {contentInWords(change.to)}</span></li>)}</ol>
    </Section>
  );
}
