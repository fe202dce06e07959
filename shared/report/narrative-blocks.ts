/** The report's written parts as blocks of its outline, each chart after its chapter. */
import { listEntries } from '../document/text-keys.ts';
import type { Engine } from '../formula/engine.ts';
import { printedTerms, type WrittenTerm } from '../narrative/glossary.ts';
import { paperLines } from '../narrative/paper-lines.ts';
import type { ReportTexts, TextPart } from '../narrative/report-texts.ts';
import { printedParagraphs, type WrittenChapter } from '../narrative/write.ts';
import type { Run } from '../narrative/writer.ts';
import { chartFigures, type PlacedFigure } from './chart-figures.ts';
import { type FigureBlock, figuresInOrder, type PartContent, type ReportBlock } from './outline.ts';

/** The blocks of those parts that go to paper. */
export function textContent(engine: Engine, texts: ReportTexts, parts: readonly TextPart[]): PartContent {
  const blocks: Readonly<Record<TextPart, () => readonly ReportBlock[]>> = {
    overview: () => chapterBlocks(texts.overview, [], 'overview'),
    narrative: () => narrativeBlocks(texts.narrative, chartFigures(engine)),
    glossary: () => glossaryBlocks(texts.glossary),
  };
  return Object.fromEntries(parts.map((part) => [part, blocks[part]()]));
}

/** Headings, paragraphs and figures in order. A chapter without any text of its own still opens those below it; a figure of a chapter that is not there stands at the end. */
export function narrativeBlocks(chapters: readonly WrittenChapter[], figures: readonly PlacedFigure[]): readonly ReportBlock[] {
  const ofChapters = figures.filter(({ place }) => place.after === 'chapter');
  const roles = new Set(chapters.map((chapter) => chapter.role));
  return [...chapterBlocks(chapters, ofChapters, 'narrative'), ...ofChapters.filter(({ place }) => !roles.has(place.role)).map(({ block }) => block)];
}

/** A chart of the 情况说明 with the number it bears in the report; `role` is its chapter's, null where there is no such chapter. */
export interface NumberedFigure {
  readonly role: string | null;
  readonly number: number;
  readonly block: FigureBlock;
}

/** The charts of the 情况说明 in the order of its chapters, numbered as the report numbers them. */
export function numberedFigures(engine: Engine, chapters: readonly WrittenChapter[]): readonly NumberedFigure[] {
  const figures = chartFigures(engine);
  const order = figuresInOrder(engine, { narrative: narrativeBlocks(chapters, figures) });
  const roles = new Set(chapters.map((chapter) => chapter.role));
  return order.flatMap(({ id }, at): readonly NumberedFigure[] => figures.filter(({ place, block }) => place.after === 'chapter' && block.id === id)
    .map(({ place, block }) => ({ role: roles.has(place.role) ? place.role : null, number: at + 1, block })));
}

function chapterBlocks(chapters: readonly WrittenChapter[], figures: readonly PlacedFigure[], part: TextPart): readonly ReportBlock[] {
  return chapters.flatMap((chapter, index): readonly ReportBlock[] => [
    { kind: 'heading', id: `${part}-${index + 1}`, title: chapter.title, level: chapter.level },
    ...printedParagraphs(chapter).flatMap(({ runs }) => paragraphBlocks(runs)),
    ...figures.filter(({ place }) => place.role === chapter.role).map(({ block }) => block),
  ]);
}

function glossaryBlocks(terms: readonly WrittenTerm[]): readonly ReportBlock[] {
  return printedTerms(terms).flatMap(({ number, term, runs }) => paragraphBlocks([{ kind: 'text', text: `${number}、${term}：` }, ...runs]));
}

/** A list that is printed as a table parts the paragraph in which it stands. */
function paragraphBlocks(runs: readonly Run[]): readonly ReportBlock[] {
  const at = runs.findIndex(isTable);
  const list = runs[at];
  if (list === undefined) return paperLines(runs).map((line): ReportBlock => ({ kind: 'paragraph', runs: line }));
  return [...paragraphBlocks(runs.slice(0, at)), listingOf(list), ...paragraphBlocks(runs.slice(at + 1))];
}

function isTable(run: Run): boolean {
  return run.kind === 'input' && run.headings.length > 0 && run.text !== '';
}

function listingOf(run: Run): ReportBlock {
  const columns = run.kind === 'input' ? run.headings : [];
  const rows = listEntries(run.text).map(({ name, remark }, at) => [String(at + 1), name, remark].slice(0, columns.length));
  return { kind: 'listing', columns, rows };
}
