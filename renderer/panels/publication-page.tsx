/** The 公开前检查: what the regulation demands, how the document stands to it, where to go, and what only the accountant can tick off. */
import { memo, useState } from 'react';
import type { Document } from '../../shared/document/document.ts';
import { begunParts, openPlaces } from '../../shared/narrative/report-texts.ts';
import { dayInWords, enteredDay } from '../../shared/publication/entered-day.ts';
import { answerPublication, APPROVED_ON, type PublicationAnswer, type PublicationState, PUBLISHED_ON, tickKey } from '../../shared/publication/publication-state.ts';
import type { EditorState } from '../state/editor-state.ts';
import { setText } from '../state/text-edits.ts';
import type { Snapshot } from '../state/workspace.ts';

const WORDS: Readonly<Record<PublicationState, string>> = { satisfied: '已满足', missing: '未满足', unconfirmed: '待确认', inapplicable: '不涉及' };
const SIGNS: Readonly<Record<PublicationState, string>> = { satisfied: '✓', missing: '!', unconfirmed: '?', inapplicable: '–' };

export const PublicationPage = memo(function PublicationPage({ state, snapshot }: { readonly state: EditorState; readonly snapshot: Snapshot }) {
  const { engine } = state.workspace;
  const texts = state.texts?.texts ?? null;
  const begun = begunParts(engine);
  const answers = answerPublication(engine, state.publication, {
    findings: snapshot.review.findings, openPlaces: (part) => (texts === null || !begun.includes(part) ? null : openPlaces(texts, part)),
  });
  const count = (wanted: PublicationState): number => answers.filter((answer) => answer.state === wanted).length;
  const [missing, unconfirmed] = [count('missing'), count('unconfirmed')];
  return (
    <section className="publication" aria-label="公开前检查" data-pane="publication">
      <article>
        <h2>公开前检查</h2>
        <p role="status">{missing + unconfirmed === 0 ? '各项都已满足，可以公开。' : `未满足 ${missing} 项，待确认 ${unconfirmed} 项。`}</p>
        <div className="dates">
          <DateField state={state} document={snapshot.document} textKey={APPROVED_ON} label="批复日期" />
          <DateField state={state} document={snapshot.document} textKey={PUBLISHED_ON} label="公开日期" />
        </div>
        <ul>{answers.map((answer) => <Item key={answer.item.id} state={state} answer={answer} />)}</ul>
      </article>
    </section>
  );
});

function Item({ state, answer }: { readonly state: EditorState; readonly answer: PublicationAnswer }) {
  const { item, words, cell, table, part, isByHand } = answer;
  const look = cell !== null ? () => state.show(cell) : table !== null ? () => state.change({ part: table }) : part !== null && state.texts !== null ? () => state.change({ part }) : null;
  return (
    <li className={answer.state}>
      <span className="sign" aria-hidden="true">{SIGNS[answer.state]}</span>
      <div>
        <p>{item.says}</p>
        <p className="hint">{[WORDS[answer.state], words, item.source ?? ''].filter((one) => one !== '').join(' · ')}</p>
      </div>
      {isByHand ? <Tick state={state} id={item.id} says={item.says} isTicked={answer.state === 'satisfied'} /> : null}
      {look === null || answer.state === 'satisfied' ? null : <button type="button" aria-label={`查看：${item.says}`} onClick={look}>查看</button>}
    </li>
  );
}

function Tick({ state, id, says, isTicked }: { readonly state: EditorState; readonly id: string; readonly says: string; readonly isTicked: boolean }) {
  const tick = (): void => {
    setText(state.workspace, `${isTicked ? '撤回确认' : '确认'}：${says}`, tickKey(id), isTicked ? null : '已确认');
  };
  return <label><input type="checkbox" checked={isTicked} aria-label={`确认：${says}`} onChange={tick} /> 已确认</label>;
}

function DateField({ state, document, textKey, label }: { readonly state: EditorState; readonly document: Document; readonly textKey: string; readonly label: string }) {
  const text = document.texts?.[textKey] ?? '';
  const [isRefused, setRefused] = useState(false);
  const enter = (field: HTMLInputElement): void => {
    const day = field.value.trim() === '' ? '' : enteredDay(field.value);
    setRefused(day === null);
    if (day === null) return;
    field.value = dayInWords(day);
    setText(state.workspace, `填写${label}`, textKey, day === '' ? null : day);
  };
  // The browser's own date field speaks the browser's language, and shows 08/10/2023 in many. Taken when it is left; a step undone makes the field anew.
  return (
    <label>
      {label} <input key={text} type="text" size={14} placeholder="如 2023年8月10日" aria-label={label} aria-invalid={isRefused} defaultValue={dayInWords(text)} onBlur={(event) => enter(event.currentTarget)} onKeyDown={(event) => { if (event.key === 'Enter') enter(event.currentTarget); }} />
      {isRefused ? <span className="refused" role="alert">不是日期，请按“2023年8月10日”填写</span> : null}
    </label>
  );
}
