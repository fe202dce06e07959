/** 概况 and 情况说明 as they write themselves from the figures; whatever only the accountant knows, or says otherwise, is written where it stands. */
import { useRef, useState, useSyncExternalStore } from 'react';
import type { Finding } from '../../shared/check/finding.ts';
import { TEXT_PART_NAMES } from '../../shared/narrative/report-texts.ts';
import { idleParagraphs, unfilled, type WrittenChapter, type WrittenParagraph } from '../../shared/narrative/write.ts';
import { numberedFigures } from '../../shared/report/narrative-blocks.ts';
import type { EditorState } from '../state/editor-state.ts';
import type { TextBoard } from '../state/text-board.ts';
import { nextAddition, removeParagraph, restoreParagraph, rewriteParagraph } from '../state/text-edits.ts';
import { ChartFigure } from './chart-figure.tsx';
import { ParagraphEditor } from './paragraph-editor.tsx';
import { focusTools, ParagraphView } from './paragraph-view.tsx';

export interface TextPageProps {
  readonly state: EditorState;
  readonly board: TextBoard;
  readonly part: 'overview' | 'narrative';
  /** The paragraph to be shown. */
  readonly wanted: string | null;
}

export function NarrativePage({ state, board, part, wanted }: TextPageProps) {
  const { findings } = useSyncExternalStore(board.subscribe, board.snapshot);
  const [adding, setAdding] = useState<string | null>(null);
  const chapters = board.texts[part];
  const left = unfilled(chapters);
  const name = TEXT_PART_NAMES[part];
  const own = findings.filter(({ place, waiver }) => place?.part === part && waiver === null);
  const { document } = state.workspace.snapshot();
  const figures = part === 'narrative' ? numberedFigures(state.workspace.engine, chapters) : [];
  return (
    <section className="narrative" aria-label={name} data-pane="narrative">
      <p className="preview-head" role="status">{left === 0 ? '各处都已填写。' : `还有 ${left} 处待填写。`}数字随各表自动更新，点击可转到它的单元格；指着段落可改写、删去或加一段。</p>
      <article>
        <h2>{part === 'narrative' ? `${document.year}年度部门决算情况说明` : `${document.department}概况`}</h2>
        {chapters.map((chapter) => (
          <div key={`${chapter.role}${chapter.title}`} className="chapter">
            {chapter.level === 1 ? <h3>{chapter.title}</h3> : <h4>{chapter.title}</h4>}
            {adding === `${chapter.role}.0` ? <Addition state={state} anchor={adding} onDone={() => setAdding(null)} /> : null}
            {chapter.paragraphs.length === 0 ? <span className="tools"><button type="button" aria-label={`在${chapter.title}下加一段`} onClick={() => setAdding(`${chapter.role}.0`)}>加一段</button></span> : null}
            {chapter.paragraphs.map((paragraph, at) => (
              <div key={paragraph.key}>
                <Paragraph state={state} chapter={chapter} number={at + 1} paragraph={paragraph} findings={own} isWanted={paragraph.key === wanted} onAdd={() => setAdding(paragraph.key)} />
                {adding === paragraph.key ? <Addition state={state} anchor={adding} onDone={() => setAdding(null)} /> : null}
              </div>
            ))}
            {figures.filter(({ role }) => role === chapter.role).map(({ block, number }) => <ChartFigure key={block.id} block={block} number={number} />)}
          </div>
        ))}
        {figures.filter(({ role }) => role === null).map(({ block, number }) => <ChartFigure key={block.id} block={block} number={number} />)}
        <Idle state={state} chapters={chapters} />
      </article>
    </section>
  );
}

/** What the user wrote for items without figures this time. */
function Idle({ state, chapters }: { readonly state: EditorState; readonly chapters: readonly WrittenChapter[] }) {
  const idle = idleParagraphs(state.workspace.snapshot().document.texts ?? {}, chapters);
  if (idle.length === 0) return null;
  return (
    <details className="unused">
      <summary>暂不印出的改写（{idle.length}）：相应的科目现在没有数，有数后自动印出</summary>
      {idle.map(({ key, words }) => <p key={key}>{words}<button type="button" className="offered" aria-label={`不再保留：${words}`} onClick={() => restoreParagraph(state.workspace, key)}>不再保留</button></p>)}
    </details>
  );
}

interface ParagraphProps {
  readonly state: EditorState;
  readonly chapter: WrittenChapter;
  readonly number: number;
  readonly paragraph: WrittenParagraph;
  readonly findings: readonly Finding[];
  readonly isWanted: boolean;
  readonly onAdd: () => void;
}

function Paragraph({ state, chapter, number, paragraph: { key, runs, state: whose }, findings, isWanted, onAdd }: ParagraphProps) {
  const { workspace } = state;
  const actions = {
    rewrite: (words: string) => rewriteParagraph(workspace, key, words),
    remove: () => removeParagraph(workspace, key),
    restore: whose === 'rewritten' || whose === 'removed' ? () => restoreParagraph(workspace, key) : null,
    add: onAdd,
  };
  return (
    <ParagraphView
      state={state} id={key} label={`“${chapter.title}”第 ${number} 段`} runs={runs} paragraphState={whose} isWanted={isWanted} actions={actions}
      findings={findings.filter(({ place }) => place?.paragraph === key)}
    />
  );
}

function Addition({ state, anchor, onDone }: { readonly state: EditorState; readonly anchor: string; readonly onDone: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  const end = (words: string | null): void => {
    const isKept = words !== null && words !== '';
    const added = isKept ? nextAddition(state.workspace, anchor) : anchor;
    if (box.current?.contains(document.activeElement) === true) focusTools(added);
    onDone();
    if (isKept) rewriteParagraph(state.workspace, added, words);
  };
  return <div ref={box} className="paragraph added"><span className="whose">手工添加</span><ParagraphEditor state={state} label="新的一段" runs={[]} onDone={end} /></div>;
}
