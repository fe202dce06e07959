/** The findings of a report's text against the open document: each with its line and words; a click shows the cell it is about. */
import { memo, useDeferredValue, useMemo, useState } from 'react';
import { Causes } from '../../shared/check/cause.ts';
import { type Finding, type FindingPlace, placeWords } from '../../shared/check/finding.ts';
import type { Document } from '../../shared/document/document.ts';
import { type FigureCoverage, figureCoverage, figureWords } from '../../shared/narrative/open-figures.ts';
import { withSpots } from '../../shared/narrative/text-spot.ts';
import { rightWords, standsOnWrong } from '../../shared/narrative/right-words.ts';
import { reviewText } from '../../shared/narrative/review-text.ts';
import type { AuditedText, EditorState } from '../state/editor-state.ts';
import { FindingCard } from './finding-card.tsx';

export const TextAuditPanel = memo(function TextAuditPanel({ state, audited, document }: { readonly state: EditorState; readonly audited: AuditedText; readonly document: Document }) {
  const { engine } = state.workspace;
  // The figures are painted first; the text is read against them behind the keystroke.
  const settled = useDeferredValue(document);
  const findings = useMemo(() => {
    const review = reviewText(engine, state.audit, audited.text);
    const found = withSpots(review.findings, audited);
    const causes = new Causes(engine);
    return { of: settled, all: found.toSorted(byPlace).map((finding) => ({ finding, cause: causes.of(finding), words: standsOnWrong(finding, found) ? null : rightWords(finding) })) };
  }, [engine, state.audit, audited, settled]).all;
  const open = findings.filter(({ finding }) => finding.waiver === null);
  const errors = open.filter(({ finding }) => finding.severity === 'error').length;
  return (
    <div className="findings" role="tabpanel" aria-label="文字审核">
      <p className="coverage">{audited.name}：错误 {errors}，其他 {open.length - errors}{findings.length > open.length ? `，已处理 ${findings.length - open.length}` : ''}。</p>
      <OpenFigures key={audited.name} state={state} audited={audited} />
      {findings.length === 0 ? <p className="empty">说明文字与表一致。</p> : null}
      {findings.map(({ finding, cause, words }) => (
        <div key={finding.id} className="text-finding">
          <p className="quote">{finding.place === undefined ? '' : quoted(finding.place)}</p>
          <FindingCard state={state} finding={finding} cause={cause} mends={[]} words={words} isForeign />
        </div>
      ))}
      <button type="button" onClick={() => state.change({ audited: null, panel: 'findings' })}>结束审核</button>
    </div>
  );
});

/** What was not compared with anything is listed when it is asked for: every figure is tried, which takes a second. */
function OpenFigures({ state, audited }: { readonly state: EditorState; readonly audited: AuditedText }) {
  const [figures, setFigures] = useState<FigureCoverage | null>(null);
  const look = (): void => {
    const found = figureCoverage(state.workspace.engine, state.audit, audited.text);
    setFigures({ ...found, open: withSpots(found.open, audited) });
  };
  return (
    <details className="open-figures" onToggle={(event) => event.currentTarget.open && look()}>
      <summary>没有核对的数</summary>
      {figures === null ? null : <p className="coverage">{figureWords(figures)}</p>}
      <ul>{figures?.open.map(({ text, why, place }) => <li key={`${place.line}:${place.column}`}>{text}：{why}（{placeWords(place)}）“…{place.quote}…”</li>)}</ul>
    </details>
  );
}

/** Of a table or the report as a whole no words are quoted but its title, which the place names. */
function quoted(place: FindingPlace): string {
  return place.quote === place.section ? placeWords(place) : `${placeWords(place)}：“…${place.quote}…”`;
}

/** As one reads the report with the findings beside it. */
function byPlace({ place: a }: Finding, { place: b }: Finding): number {
  return (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0);
}
