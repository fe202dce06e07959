/** The written 情况说明 as blocks of the report. */
import type { WrittenChapter } from '../narrative/write.ts';
import type { ReportBlock } from './outline.ts';

/** Headings and paragraphs in order. A chapter without any text of its own still opens those below it. */
export function narrativeBlocks(chapters: readonly WrittenChapter[]): readonly ReportBlock[] {
  return chapters.flatMap((chapter, index): readonly ReportBlock[] => [
    { kind: 'heading', id: `narrative-${index + 1}`, title: chapter.title, level: chapter.level },
    ...chapter.paragraphs.map((paragraph): ReportBlock => ({ kind: 'paragraph', runs: paragraph.runs })),
  ]);
}
