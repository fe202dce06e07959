/** One finding, or a cluster of 尾差: what is wrong, its likely cause, and what can be done about it. */
import { memo, useState } from 'react';
import type { Cause } from '../../shared/check/cause.ts';
import type { Finding, FindingPlace } from '../../shared/check/finding.ts';
import type { CellRef } from '../../shared/document/document.ts';
import { clusterWords, type TailCluster } from '../../shared/check/tail-cluster.ts';
import { MARK_SIGNS } from '../grid/cell-look.ts';
import { decide } from '../state/decide-finding.ts';
import type { EditorState } from '../state/editor-state.ts';
import { markOf, type Mark } from '../state/marks.ts';
import { mend, type Mend } from '../state/mend-finding.ts';

export const MARK_WORDS: Readonly<Record<Mark, string>> = { error: '错误', warning: '警告', info: '提示', tail: '尾差' };

export interface FindingCardProps {
  readonly state: EditorState;
  readonly finding: Finding;
  readonly cause: Cause | null;
  readonly mends: readonly Mend[];
  /** How words that can't be mended at a click should read. */
  readonly words?: string | null;
  /** Of a text that is not the document's own: nothing can be decided about it here. */
  readonly isForeign?: boolean;
}

export const FindingCard = memo(function FindingCard({ state, finding, cause, mends, words = null, isForeign = false }: FindingCardProps) {
  const [first] = finding.cells;
  const mark = markOf(finding);
  const suspect = cause?.cell ?? null;
  return (
    <article className={finding.waiver === null ? `finding ${mark}` : `finding ${mark} kept`}>
      <button type="button" className="place" disabled={first === undefined && finding.place?.part === undefined} onClick={() => goTo(state, finding)}>
        <span className="kind"><span className="sign" aria-hidden="true">{MARK_SIGNS[mark]}</span>{MARK_WORDS[mark]}</span>
        <span>{finding.message}</span>
      </button>
      <button type="button" className="rule" title="查看这条规则" onClick={() => state.ask({ kind: 'rules', rule: finding.rule })}>{finding.rule}</button>
      {cause === null || finding.isTail || finding.waiver !== null ? null : <button type="button" className="cause" disabled={suspect === null} onClick={() => suspect !== null && state.show(suspect)}>{cause.words}</button>}
      {words === null || finding.waiver !== null || mends.length > 0 ? null : <p className="right-words">应写作“…{words}…”</p>}
      {isForeign ? null : finding.waiver === null ? <OpenActions state={state} finding={finding} mends={mends} /> : <KeptActions state={state} finding={finding} />}
    </article>
  );
}, (before, after) => before.state === after.state && isSame(before.finding, after.finding) && before.cause?.words === after.cause?.words && before.words === after.words && before.mends.map(({ label }) => label).join() === after.mends.map(({ label }) => label).join());

/** A finding about a text leads to its paragraph, any other to its cell. */
export function goTo(state: EditorState, { cells: [first], place }: Finding): void {
  if (place?.part !== undefined) state.showParagraph(place.part, place.paragraph ?? '');
  else if (first !== undefined) state.show(first);
}

function OpenActions({ state, finding, mends }: Omit<FindingCardProps, 'cause'>) {
  return (
    <div className="finding-actions">
      {mends.map((one) => <button key={one.label} type="button" onClick={() => mend(state.workspace, one)}>{one.label}</button>)}
      {finding.isTail ? <button type="button" onClick={() => decide(state.workspace, [finding], { kind: 'accepted' })}>接受尾差</button> : <button type="button" onClick={() => state.ask({ kind: 'waive', finding: finding.id })}>说明原因并保留…</button>}
    </div>
  );
}

function KeptActions({ state, finding }: Pick<FindingCardProps, 'state' | 'finding'>) {
  return <div className="finding-actions"><span>{finding.waiver?.kind === 'accepted' ? '已接受尾差' : `原因：${finding.waiver?.reason ?? ''}`}</span><button type="button" onClick={() => decide(state.workspace, [finding], { kind: 'open' })}>撤回说明</button></div>;
}

/** Findings are made anew with every review; most say what they said. */
function isSame(a: Finding, b: Finding): boolean {
  return a.id === b.id && a.message === b.message && a.severity === b.severity && a.isTail === b.isTail && a.waiver === b.waiver && isSameCell(a.cells[0], b.cells[0]) && isSamePlace(a.place, b.place);
}

function isSameCell(a: CellRef | undefined, b: CellRef | undefined): boolean {
  return a?.table === b?.table && a?.row === b?.row && a?.column === b?.column;
}

function isSamePlace(a: FindingPlace | undefined, b: FindingPlace | undefined): boolean {
  return a?.part === b?.part && a?.paragraph === b?.paragraph && a?.quote === b?.quote;
}

/** 尾差 of one table and one size, read and accepted as one; each can still be seen. */
export function TailClusterCard({ state, cluster }: { readonly state: EditorState; readonly cluster: TailCluster }) {
  const [isOpen, setOpen] = useState(false);
  const { document } = state.workspace.snapshot();
  return (
    <article className="finding tail">
      <button type="button" className="place" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span className="kind"><span className="sign" aria-hidden="true">{MARK_SIGNS.tail}</span>{MARK_WORDS.tail}</span>
        <span>{clusterWords(document, state.workspace.template, cluster)}</span>
      </button>
      {isOpen ? <ul className="cluster">{cluster.findings.map((finding) => <li key={finding.id}><button type="button" className="cause" onClick={() => finding.cells[0] !== undefined && state.show(finding.cells[0])}>{finding.message}</button></li>)}</ul> : null}
      <div className="finding-actions"><button type="button" onClick={() => decide(state.workspace, cluster.findings, { kind: 'accepted' })}>接受这 {cluster.findings.length} 处尾差</button></div>
    </article>
  );
}
