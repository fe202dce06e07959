/** A paragraph with what can be done to it: rewrite, add one below, take out, put back. The user's own words bear a mark. */
import { useEffect, useRef, useState } from 'react';
import type { Finding } from '../../shared/check/finding.ts';
import type { ParagraphState } from '../../shared/narrative/write.ts';
import type { Run } from '../../shared/narrative/writer.ts';
import type { EditorState } from '../state/editor-state.ts';
import { ParagraphEditor } from './paragraph-editor.tsx';
import { TextRuns } from './text-runs.tsx';

const STATE_WORDS: Readonly<Record<ParagraphState, string | null>> = { written: null, rewritten: '手工改写', removed: '已删去', added: '手工添加' };

export interface ParagraphActions {
  readonly rewrite: (words: string) => void;
  readonly remove: () => void;
  /** Null where the words have no template to go back to. */
  readonly restore: (() => void) | null;
  readonly add: (() => void) | null;
}

export interface ParagraphViewProps {
  readonly state: EditorState;
  readonly id: string;
  readonly label: string;
  /** Printed before the paragraph, not part of its words. */
  readonly lead?: string;
  readonly runs: readonly Run[];
  readonly paragraphState: ParagraphState;
  readonly findings: readonly Finding[];
  readonly isWanted: boolean;
  readonly actions: ParagraphActions;
}

export function ParagraphView({ state, id, label, lead = '', runs, paragraphState, findings, isWanted, actions }: ParagraphViewProps) {
  const [isRewriting, setRewriting] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isWanted) box.current?.scrollIntoView({ block: 'center' });
  }, [isWanted]);
  const word = STATE_WORDS[paragraphState];
  const worst = findings.some(({ severity }) => severity === 'error') ? 'error' : findings.length > 0 ? 'warning' : '';
  const end = (words: string | null): void => {
    // Ended by a key: the keyboard goes on from here. Ended by going elsewhere, it is there already.
    if (box.current?.contains(document.activeElement) === true) focusTools(id);
    setRewriting(false);
    if (words !== null && words !== runs.map((run) => run.source ?? run.text).join('')) actions.rewrite(words);
  };
  return (
    <div ref={box} className={`paragraph ${paragraphState} ${worst}${isWanted ? ' wanted' : ''}`} data-paragraph={id}>
      {word === null ? null : <span className="whose">{word}</span>}
      {isRewriting ? <ParagraphEditor state={state} label={`改写${label}`} runs={runs} onDone={end} /> : <p>{lead}<TextRuns state={state} label={label} runs={runs} /></p>}
      {findings.map((finding) => <p key={finding.id} className={`found ${finding.severity}`}>{finding.message}</p>)}
      {isRewriting ? <span className="tools told">回车完成，Esc 放弃；带底纹的数随表更新</span> : <Tools label={label} isRemoved={paragraphState === 'removed'} actions={actions} onRewrite={() => setRewriting(true)} />}
    </div>
  );
}

interface ToolsProps {
  readonly label: string;
  readonly isRemoved: boolean;
  readonly actions: ParagraphActions;
  readonly onRewrite: () => void;
}

function Tools({ label, isRemoved, actions: { remove, restore, add }, onRewrite }: ToolsProps) {
  return (
    <span className="tools">
      {isRemoved ? null : <button type="button" aria-label={`改写${label}`} onClick={onRewrite}>改写</button>}
      {restore === null ? null : <button type="button" aria-label={`恢复${label}`} onClick={restore}>{isRemoved ? '放回' : '恢复自动生成'}</button>}
      {isRemoved ? null : <button type="button" aria-label={`删去${label}`} onClick={remove}>删去</button>}
      {add === null ? null : <button type="button" aria-label={`在${label}后加一段`} onClick={add}>加一段</button>}
    </span>
  );
}

/** Gives what can be done to a paragraph the focus, once the paragraph shows it. */
export function focusTools(id: string): void {
  window.setTimeout(() => document.querySelector<HTMLElement>(`[data-paragraph="${CSS.escape(id)}"] > .tools button`)?.focus());
}
