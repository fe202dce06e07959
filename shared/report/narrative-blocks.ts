/** The written 情况说明 as blocks of the report, each chart after its chapter. */
import type { WrittenChapter } from '../narrative/write.ts';
import type { PlacedFigure } from './chart-figures.ts';
import type { ReportBlock } from './outline.ts';

/** Headings, paragraphs and figures in order. A chapter without any text of its own still opens those below it; a figure of a chapter that is not there stands at the end. */
export function narrativeBlocks(chapters: readonly WrittenChapter[], figures: readonly PlacedFigure[]): readonly ReportBlock[] {
  const ofChapters = figures.filter(({ place }) => place.after === 'chapter');
  const roles = new Set(chapters.map((chapter) => chapter.role));
  return [
    ...chapters.flatMap((chapter, index): readonly ReportBlock[] => [
      { kind: 'heading', id: `narrative-${index + 1}`, title: chapter.title, level: chapter.level },
      ...chapter.paragraphs.map((paragraph): ReportBlock => ({ kind: 'paragraph', runs: paragraph.runs })),
      ...ofChapters.filter(({ place }) => place.role === chapter.role).map(({ block }) => block),
    ]),
    ...ofChapters.filter(({ place }) => !roles.has(place.role)).map(({ block }) => block),
  ];
}
