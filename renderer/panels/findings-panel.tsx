/** Every finding, worst first; a click shows its cell. 尾差 can be accepted, anything else set aside with a reason. */
import { memo, useState } from 'react';
import { tableLabel } from '../../shared/check/describe.ts';
import type { Finding, Review } from '../../shared/check/finding.ts';
import { decide } from '../state/decide-finding.ts';
import type { EditorState } from '../state/editor-state.ts';
import { MARK_SIGNS } from '../grid/cell-look.ts';
import { markOf, type Mark } from '../state/marks.ts';

const WORDS: Readonly<Record<Mark, string>> = { error: '错误', warning: '警告', info: '提示', tail: '尾差' };
const KINDS: readonly Mark[] = ['error', 'warning', 'tail', 'info'];
const FIRST = 100;

export const FindingsPanel = memo(function FindingsPanel({ state, review }: { readonly state: EditorState; readonly review: Review }) {
  const [kind, setKind] = useState<Mark | 'done' | null>(null);
  const [table, setTable] = useState('');
  const [limit, setLimit] = useState(FIRST);
  const open = review.findings.filter((finding) => finding.waiver === null);
  const done = review.findings.filter((finding) => finding.waiver !== null);
  const shown = (kind === 'done' ? done : kind === null ? [...open, ...done] : open).filter((finding) => (kind === null || kind === 'done' || markOf(finding) === kind) && (table === '' || finding.table === table));
  const tails = shown.filter((finding) => finding.isTail && finding.waiver === null);
  const { tables } = state.workspace.template;
  return (
    <div className="findings" role="tabpanel" aria-label="校验结果">
      <div className="filters" role="toolbar" aria-label="筛选校验结果">
        {KINDS.map((one) => <Filter key={one} label={WORDS[one]} count={open.filter((finding) => markOf(finding) === one).length} isOn={kind === one} onClick={() => setKind(kind === one ? null : one)} />)}
        <Filter label="已处理" count={done.length} isOn={kind === 'done'} onClick={() => setKind(kind === 'done' ? null : 'done')} />
        <select aria-label="只看哪张表" value={table} onChange={(event) => setTable(event.target.value)}>
          <option value="">全部表</option>
          {tables.map((one) => <option key={one.id} value={one.id}>{tableLabel(one)}</option>)}
        </select>
        {tails.length > 1 ? <button type="button" onClick={() => decide(state.workspace, tails, { kind: 'accepted' })}>接受 {tails.length} 处尾差</button> : null}
      </div>
      {open.length === 0 ? <p className="empty">没有待处理的问题。</p> : shown.length === 0 ? <p className="empty">没有符合条件的结果。</p> : null}
      {shown.slice(0, limit).map((finding) => <FindingCard key={finding.id} state={state} finding={finding} />)}
      {shown.length > limit ? <button type="button" onClick={() => setLimit(limit + FIRST)}>再显示 {Math.min(FIRST, shown.length - limit)} 条（共 {shown.length} 条）</button> : null}
      <Coverage review={review} />
    </div>
  );
});

function Filter({ label, count, isOn, onClick }: { readonly label: string; readonly count: number; readonly isOn: boolean; readonly onClick: () => void }) {
  return <button type="button" className="chip" aria-pressed={isOn} onClick={onClick}>{label} {count}</button>;
}

function Coverage({ review: { coverage } }: { readonly review: Review }) {
  const all = coverage.passed + coverage.failed + coverage.notApplicable + coverage.insufficientData;
  return <p className="coverage">校验 {all} 项：通过 {coverage.passed}，未通过 {coverage.failed}，不适用 {coverage.notApplicable}，缺少数据 {coverage.insufficientData}。</p>;
}

const FindingCard = memo(function FindingCard({ state, finding }: { readonly state: EditorState; readonly finding: Finding }) {
  const [first] = finding.cells;
  const mark = markOf(finding);
  return (
    <article className={finding.waiver === null ? `finding ${mark}` : `finding ${mark} kept`}>
      <button type="button" className="place" disabled={first === undefined} onClick={() => first !== undefined && state.show(first)}>
        <span className="kind"><span className="sign" aria-hidden="true">{MARK_SIGNS[mark]}</span>{WORDS[mark]}<span className="rule">{finding.rule}</span></span>
        <span>{finding.message}</span>
      </button>
      {finding.waiver === null ? (
        <div className="finding-actions">
          {finding.isTail ? <button type="button" onClick={() => decide(state.workspace, [finding], { kind: 'accepted' })}>接受尾差</button> : <button type="button" onClick={() => state.ask({ kind: 'waive', finding: finding.id })}>说明原因并保留…</button>}
        </div>
      ) : (
        <div className="finding-actions"><span>{finding.waiver.kind === 'accepted' ? '已接受尾差' : `原因：${finding.waiver.reason}`}</span><button type="button" onClick={() => decide(state.workspace, [finding], { kind: 'open' })}>撤回说明</button></div>
      )}
    </article>
  );
}, (before, after) => before.state === after.state && isSame(before.finding, after.finding));

/** Findings are made anew with every review; most say what they said. */
function isSame(a: Finding, b: Finding): boolean {
  return a.id === b.id && a.message === b.message && a.severity === b.severity && a.isTail === b.isTail && a.waiver === b.waiver && a.cells[0]?.row === b.cells[0]?.row;
}
