/**
 * On which page each heading is likely to stand, so that the contents are not empty before Word has counted for itself. The library
 * could lay the pages out, but that takes longer than all the rest.
 */
import { assertNever } from '../../../shared/assert-never.ts';
import { PAGE, pointsOf, SIZES } from '../../../shared/report/print-style.ts';
import type { ReportBlock, ReportOutline, TableBlock } from '../../../shared/report/outline.ts';

const { margins } = PAGE;
const LINES_ON_PAGE = Math.floor(pointsOf(PAGE.height - margins.top - margins.bottom) / SIZES.linePitch);
const CHARACTERS_IN_LINE = Math.floor(pointsOf(PAGE.width - margins.left - margins.right) / SIZES.text);
/** Lines that a part's title takes with the room below it, and a figure's caption with what stands around both. */
const TITLE_LINES = 2;
const CAPTION_LINES = 2;
const INDENT = 2;

/** The page of every heading that the contents list, in their order. */
export function estimatePages(outline: ReportOutline, pagesOfTable: (block: TableBlock) => number): readonly number[] {
  const count = new PageCount();
  return outline.parts.flatMap((part) => {
    count.startPage();
    const title = count.take(TITLE_LINES);
    return [title, ...part.blocks.flatMap((block) => blockPages(block, count, pagesOfTable))];
  });
}

function blockPages(block: ReportBlock, count: PageCount, pagesOfTable: (block: TableBlock) => number): readonly number[] {
  switch (block.kind) {
    case 'table':
      return [count.takePages(pagesOfTable(block))];
    case 'heading': {
      // Kept with at least one line of what follows.
      const page = count.take(lineCount(block.title), 1);
      return block.level <= 2 ? [page] : [];
    }
    case 'paragraph':
      count.flow(lineCount(block.runs.map((run) => run.text).join('')));
      return [];
    case 'listing':
      for (const row of [block.columns, ...block.rows]) count.flow(lineCount(row.join('')));
      return [];
    case 'figure':
      count.take(Math.ceil(pointsOf(block.height) / SIZES.linePitch) + CAPTION_LINES);
      return [];
    default:
      return assertNever(block);
  }
}

class PageCount {
  private page = 0;
  private lines = 0;

  /** What stands next begins a page. */
  startPage(): void {
    this.page++;
    this.lines = 0;
  }

  /** The page on which so many lines go together, with room for some more. */
  take(lines: number, more = 0): number {
    if (this.lines > 0 && this.lines + lines + more > LINES_ON_PAGE) this.startPage();
    this.lines += lines;
    return this.page;
  }

  flow(lines: number): void {
    this.lines += lines;
    while (this.lines > LINES_ON_PAGE) {
      this.page++;
      this.lines -= LINES_ON_PAGE;
    }
  }

  /** Pages of their own; text after them begins another. */
  takePages(pages: number): number {
    const first = this.page + 1;
    this.page += pages;
    this.lines = LINES_ON_PAGE;
    return first;
  }
}

function lineCount(text: string): number {
  let width = INDENT;
  for (const character of text) width += character < '\u0100' ? 0.5 : 1;
  return Math.max(1, Math.ceil(width / CHARACTERS_IN_LINE));
}
