/** 名词解释: the terms that the report uses, explained; the user adds, drops and explains in words of his own. */
import { useState, useSyncExternalStore } from 'react';
import type { Finding } from '../../shared/check/finding.ts';
import { printedTerms, type WrittenTerm } from '../../shared/narrative/glossary.ts';
import { sourceOf } from '../../shared/narrative/write.ts';
import type { EditorState } from '../state/editor-state.ts';
import type { TextBoard } from '../state/text-board.ts';
import { explainTerm } from '../state/text-edits.ts';
import { ParagraphView } from './paragraph-view.tsx';

export interface GlossaryPageProps {
  readonly state: EditorState;
  readonly board: TextBoard;
  readonly wanted: string | null;
}

export function GlossaryPage({ state, board, wanted }: GlossaryPageProps) {
  const { findings } = useSyncExternalStore(board.subscribe, board.snapshot);
  const { glossary } = board.texts;
  const printed = printedTerms(glossary);
  const dropped = glossary.filter((term) => term.state === 'removed');
  const unused = glossary.filter((term) => term.state === 'unused');
  const own = findings.filter(({ place, waiver }) => place?.part === 'glossary' && waiver === null);
  return (
    <section className="narrative" aria-label="名词解释" data-pane="narrative">
      <p className="preview-head" role="status">报告用到的名词共 {printed.length} 个，随文字和各表自动增减；可以添加、删去，或改用自己的解释。</p>
      <article>
        <h2>名词解释</h2>
        {printed.map((term) => <Term key={term.term} state={state} term={term} number={term.number} findings={own} isWanted={term.term === wanted} />)}
        {dropped.map((term) => <Term key={term.term} state={state} term={term} number={null} findings={own} isWanted={term.term === wanted} />)}
        <NewTerm state={state} glossary={glossary} />
        {unused.length === 0 ? null : (
          <details className="unused">
            <summary>报告没有用到的名词（{unused.length}）</summary>
            {unused.map((term) => <p key={term.term}>{term.term}：{term.runs.map((run) => run.text).join('')}<button type="button" className="offered" aria-label={`加入${term.term}`} onClick={() => explainTerm(state.workspace, `加入名词：${term.term}`, term.term, sourceOf(term.runs))}>加入</button></p>)}
          </details>
        )}
      </article>
    </section>
  );
}

interface TermProps {
  readonly state: EditorState;
  readonly term: WrittenTerm;
  /** Null where it does not go to paper. */
  readonly number: string | null;
  readonly findings: readonly Finding[];
  readonly isWanted: boolean;
}

function Term({ state, term: { term, runs, state: whose }, number, findings, isWanted }: TermProps) {
  const { workspace } = state;
  const actions = {
    rewrite: (words: string) => explainTerm(workspace, `解释名词：${term}`, term, words),
    remove: () => explainTerm(workspace, `删去名词：${term}`, term, whose === 'added' ? null : ''),
    restore: whose === 'rewritten' || whose === 'removed' ? () => explainTerm(workspace, `恢复名词：${term}`, term, null) : null,
    add: null,
  };
  return (
    <ParagraphView
      state={state} id={term} label={`“${term}”的解释`} lead={number === null ? `${term}：` : `${number}、${term}：`} runs={runs} paragraphState={whose === 'unused' ? 'written' : whose}
      isWanted={isWanted} actions={actions} findings={findings.filter(({ place }) => place?.paragraph === term)}
    />
  );
}

function NewTerm({ state, glossary }: { readonly state: EditorState; readonly glossary: readonly WrittenTerm[] }) {
  const [term, setTerm] = useState('');
  const [says, setSays] = useState('');
  const isKnown = glossary.some((one) => one.term === term.trim() && one.state !== 'unused');
  const add = (): void => {
    explainTerm(state.workspace, `添加名词：${term.trim()}`, term.trim(), says.trim());
    setTerm('');
    setSays('');
  };
  return (
    <form
      className="new-term" aria-label="添加名词"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <input type="text" value={term} placeholder="名词" aria-label="名词" onChange={(event) => setTerm(event.target.value)} />
      <input type="text" value={says} placeholder="解释，如：指……" aria-label="解释" onChange={(event) => setSays(event.target.value)} />
      <button type="submit" disabled={term.trim() === '' || says.trim() === '' || isKnown}>{isKnown ? '已有此名词' : '添加'}</button>
    </form>
  );
}
