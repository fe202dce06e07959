/** Every finding, worst first; a click shows its cell. 尾差 can be accepted, anything else set aside with a reason. */
import { memo, useEffect, useMemo, useState } from 'react';
import { type Cause, Causes } from '../../shared/check/cause.ts';
import { tableLabel } from '../../shared/check/describe.ts';
import type { Finding, Review } from '../../shared/check/finding.ts';
import { decide } from '../state/decide-finding.ts';
import type { Engine } from '../../shared/formula/engine.ts';
import { rightWords, standsOnWrong } from '../../shared/narrative/right-words.ts';
import type { ReportTexts } from '../../shared/narrative/report-texts.ts';
import type { EditorState } from '../state/editor-state.ts';
import { type FindingItem, clusterTails } from '../../shared/check/tail-cluster.ts';
import { markOf, type Mark } from '../state/marks.ts';
import { type Mend, mendsOf } from '../state/mend-finding.ts';
import { FindingCard, MARK_WORDS, TailClusterCard } from './finding-card.tsx';

const KINDS: readonly Mark[] = ['error', 'warning', 'tail', 'info'];
const FIRST = 100;

export const FindingsPanel = memo(function FindingsPanel({ state, review }: { readonly state: EditorState; readonly review: Review }) {
  const [kind, setKind] = useState<Mark | 'done' | null>(null);
  const [table, setTable] = useState('');
  const [limit, setLimit] = useState(FIRST);
  const { open, done, shown, items } = useMemo(() => chosen(review, kind, table), [review, kind, table]);
  const listed = useMemo(() => items.slice(0, limit), [items, limit]);
  const tails = shown.filter((finding) => finding.isTail && finding.waiver === null);
  const { tables } = state.workspace.template;
  return (
    <div className="findings" role="tabpanel" aria-label="校验结果">
      <div className="filters" role="toolbar" aria-label="筛选校验结果">
        {KINDS.map((one) => <Filter key={one} label={MARK_WORDS[one]} count={open.filter((finding) => markOf(finding) === one).length} isOn={kind === one} onClick={() => setKind(kind === one ? null : one)} />)}
        <Filter label="已处理" count={done.length} isOn={kind === 'done'} onClick={() => setKind(kind === 'done' ? null : 'done')} />
        <select aria-label="只看哪张表" value={table} onChange={(event) => setTable(event.target.value)}>
          <option value="">全部表</option>
          {tables.map((one) => <option key={one.id} value={one.id}>{tableLabel(one)}</option>)}
          {state.texts === null ? null : <option value="N">说明文字</option>}
        </select>
        {tails.length > 1 ? <button type="button" onClick={() => decide(state.workspace, tails, { kind: 'accepted' })}>接受 {tails.length} 处尾差</button> : null}
      </div>
      {open.length === 0 ? <p className="empty">没有待处理的问题。</p> : shown.length === 0 ? <p className="empty">没有符合条件的结果。</p> : null}
      <FindingList state={state} items={listed} />
      {items.length > limit ? <button type="button" onClick={() => setLimit(limit + FIRST)}>再显示 {Math.min(FIRST, items.length - limit)} 条（共 {items.length} 条）</button> : null}
      <Coverage review={review} />
    </div>
  );
});

/** The findings that the filters leave, 尾差 gathered. */
function chosen(review: Review, kind: Mark | 'done' | null, table: string) {
  const open = review.findings.filter((finding) => finding.waiver === null);
  const done = review.findings.filter((finding) => finding.waiver !== null);
  const shown = (kind === 'done' ? done : kind === null ? [...open, ...done] : open).filter((finding) => (kind === null || kind === 'done' || markOf(finding) === kind) && (table === '' || finding.table === table));
  return { open, done, shown, items: clusterTails(shown) };
}

function Filter({ label, count, isOn, onClick }: { readonly label: string; readonly count: number; readonly isOn: boolean; readonly onClick: () => void }) {
  return <button type="button" className="chip" aria-pressed={isOn} onClick={onClick}>{label} {count}</button>;
}

function Coverage({ review: { coverage } }: { readonly review: Review }) {
  const all = coverage.passed + coverage.failed + coverage.notApplicable + coverage.insufficientData;
  return <p className="coverage">校验 {all} 项：通过 {coverage.passed}，未通过 {coverage.failed}，不适用 {coverage.notApplicable}，缺少数据 {coverage.insufficientData}。</p>;
}

/** Causes are searched for once the hand rests: the figures and findings are painted first. */
const REST = 200;

interface Explained {
  readonly cause: Cause | null;
  readonly mends: readonly Mend[];
  readonly words: string | null;
}

const UNEXPLAINED: Explained = { cause: null, mends: [], words: null };

function useExplained({ workspace: { engine }, texts }: EditorState, items: readonly FindingItem[]): ReadonlyMap<string, Explained> {
  const [explained, setExplained] = useState<ReadonlyMap<string, Explained>>(new Map());
  useEffect(() => {
    const timer = window.setTimeout(() => {
      const causes = new Causes(engine);
      const findings = items.flatMap((item) => (item.kind === 'finding' ? [item.finding] : []));
      setExplained(new Map(items.flatMap((item) => (item.kind === 'finding' && item.finding.waiver === null ? [[keyOf(item.finding), standsOnWrong(item.finding, findings) ? UNEXPLAINED : explain(engine, item.finding, causes, texts?.texts ?? null)] as const] : []))));
    }, REST);
    return () => window.clearTimeout(timer);
  }, [engine, items, texts]);
  return explained;
}

function explain(engine: Engine, finding: Finding, causes: Causes, texts: ReportTexts | null): Explained {
  const cause = causes.of(finding);
  return { cause, mends: mendsOf(engine, finding, cause, texts), words: rightWords(finding) };
}

/** With its figures: the cause of what a finding said before is none of what it says now. */
function keyOf({ id, message }: Finding): string {
  return `${id}\n${message}`;
}

function FindingList({ state, items }: { readonly state: EditorState; readonly items: readonly FindingItem[] }) {
  const explained = useExplained(state, items);
  return items.map((item) => {
    if (item.kind === 'tails') return <TailClusterCard key={`${item.table} ${item.difference}`} state={state} cluster={item} />;
    const { cause, mends, words } = explained.get(keyOf(item.finding)) ?? UNEXPLAINED;
    return <FindingCard key={item.finding.id} state={state} finding={item.finding} cause={cause} mends={mends} words={words} />;
  });
}
