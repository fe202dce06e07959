/** The 情况说明 as it writes itself from the figures; reasons and fields that only the accountant knows are filled in where they stand. */
import { memo } from 'react';
import type { Document } from '../../shared/document/document.ts';
import type { NarrativeText } from '../../shared/narrative/chapters.ts';
import { unfilled, type WrittenChapter, writeNarrative } from '../../shared/narrative/write.ts';
import type { Run } from '../../shared/narrative/writer.ts';
import type { EditorState } from '../state/editor-state.ts';

export interface NarrativePageProps {
  readonly state: EditorState;
  readonly narrative: NarrativeText;
  /** The text is that of this document's figures. */
  readonly document: Document;
}

export const NarrativePage = memo(function NarrativePage({ state, narrative, document }: NarrativePageProps) {
  const chapters = writeNarrative(state.workspace.engine, narrative);
  const left = unfilled(chapters);
  return (
    <section className="narrative" aria-label="情况说明" data-pane="narrative">
      <p className="preview-head" role="status">{left === 0 ? '各处都已填写。' : `还有 ${left} 处待填写。`}数字随各表自动更新，点击可转到它的单元格。</p>
      <article>
        <h2>{document.year}年度部门决算情况说明</h2>
        {chapters.map((chapter) => <Chapter key={`${chapter.role}${chapter.title}`} state={state} chapter={chapter} />)}
      </article>
    </section>
  );
});

function Chapter({ state, chapter }: { readonly state: EditorState; readonly chapter: WrittenChapter }) {
  return (
    <>
      {chapter.level === 1 ? <h3>{chapter.title}</h3> : <h4>{chapter.title}</h4>}
      {chapter.paragraphs.map((paragraph) => <p key={paragraph.key}>{numbered(paragraph.runs).map(({ run, number }) => <RunText key={number} state={state} run={run} />)}</p>)}
    </>
  );
}

function numbered(runs: readonly Run[]): readonly { readonly run: Run; readonly number: number }[] {
  return runs.map((run, at) => ({ run, number: at + 1 }));
}

function RunText({ state, run }: { readonly state: EditorState; readonly run: Run }) {
  switch (run.kind) {
    case 'text':
      return <>{run.text}</>;
    case 'figure': {
      const [cell] = run.cells;
      if (cell === undefined) return <b>{run.text}</b>;
      return <button type="button" className="figure" title={`＝ ${run.formula}`} onClick={() => state.show(cell)}>{run.text}</button>;
    }
    case 'gap':
      return <mark title="缺少算出这个数的资料，请补填相应的表">{run.text}</mark>;
    case 'input':
      // A step undone brings another text: the field is made anew with it.
      return <Field key={`${run.key}${run.text}`} state={state} textKey={run.key} text={run.text} hint={run.hint} />;
  }
}

function Field({ state, textKey, text, hint }: { readonly state: EditorState; readonly textKey: string; readonly text: string; readonly hint: string }) {
  const enter = (entered: string): void => {
    const to = entered.trim() === '' ? null : entered.trim();
    if (to !== (text === '' ? null : text)) state.workspace.carryOut(`填写说明：${hint}`, [{ kind: 'set-text', key: textKey, from: text === '' ? null : text, to }]);
  };
  return (
    <textarea
      className="field-in-text" rows={1} defaultValue={text} placeholder={hint} aria-label={`${hint}（${textKey}）`} spellCheck={false}
      onBlur={(event) => enter(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
        event.preventDefault();
        event.currentTarget.blur();
      }}
    />
  );
}
