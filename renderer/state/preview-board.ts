/**
 * The pages of the open document as they would be printed, kept while other parts are looked at. One request is under way at a time
 * and the next one is for the document of that moment, so that a burst of edits is set once; only pages that changed travel.
 */
import type { CellRef, Document } from '../../shared/document/document.ts';
import type { CallAnswer, CallArgs } from '../../shared/ipc.ts';
import { cellLink, tableLink } from '../../shared/report/cell-link.ts';

type Answer = CallAnswer<'preview.render'>;
export type RenderPages = (request: CallArgs<'preview.render'>) => Promise<Answer>;

export interface PreviewSheet {
  readonly hash: string;
  readonly svg: string;
  /** Points. */
  readonly width: number;
  readonly height: number;
}

/** `fit` is as wide as the window allows; a number is percent of the paper's size. */
export type PreviewZoom = 'fit' | number;

/** What to bring into sight: a page by its place from 0, and on it a cell where that was asked for. */
export interface PreviewTarget {
  readonly page: number;
  readonly cell: CellRef | null;
}

export interface PreviewView {
  readonly sheets: readonly PreviewSheet[];
  /** The pages are not yet those of the document. */
  readonly isSetting: boolean;
  readonly notices: readonly string[];
  /** Why the document could not be set; the pages are those from before. */
  readonly problem: string | null;
  readonly zoom: PreviewZoom;
  readonly target: PreviewTarget | null;
}

export const PREVIEW_ZOOMS = [50, 75, 100, 125, 150, 200] as const;

export class PreviewBoard {
  private view: PreviewView = { sheets: [], isSetting: true, notices: [], problem: null, zoom: 'fit', target: null };
  private readonly listeners = new Set<() => void>();
  private wanted: Document | null = null;
  private isAsking = false;
  private sought: CellRef | null = null;
  /** Where the pages were scrolled to when they were last seen. */
  scrolledTo = 0;

  constructor(private readonly render: RenderPages) {}

  readonly snapshot = (): PreviewView => this.view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Sets the pages of a document in place of those of the one before. */
  follow(document: Document): void {
    this.wanted = document;
    this.show({ isSetting: true });
    if (!this.isAsking) void this.ask();
  }

  zoomTo(zoom: PreviewZoom): void {
    this.show({ zoom });
  }

  /** One step larger or smaller; from `fit`, from the size that the pages now have. */
  zoomBy(steps: 1 | -1, shown: number): void {
    const zooms: readonly number[] = steps === 1 ? PREVIEW_ZOOMS : PREVIEW_ZOOMS.toReversed();
    const next = zooms.find((zoom) => (zoom - shown) * steps > 0.5);
    if (next !== undefined) this.zoomTo(next);
  }

  goTo(page: number): void {
    this.show({ target: { page, cell: null } });
  }

  /** Brings a cell's page into sight, at once or as soon as it is set. */
  seek(cell: CellRef): void {
    this.sought = cell;
    this.aim();
  }

  /** The target has been brought into sight. */
  reached(): void {
    this.show({ target: null });
  }

  /** Place of the page on which the cell stands in its table, or on which the table begins; null where no page has it. */
  pageOf(table: string, cell: CellRef | null = null): number | null {
    const pages = pagesOfTable(this.view.sheets, table);
    const link = cell === null ? null : `"${cellLink(cell)}"`;
    return pages.find((page) => link === null || this.view.sheets[page]?.svg.includes(link) === true) ?? null;
  }

  /** The pages for paper, with or without the watermark 草稿; in words why there are none. */
  async forPrint(document: Document, draft: boolean): Promise<readonly PreviewSheet[] | string> {
    let answer = await this.render({ document, draft, known: [] });
    // An edit meanwhile has taken its place.
    while (!answer.ok && answer.code === 'cancelled') answer = await this.render({ document, draft, known: [] });
    return answer.ok ? answer.pages.map(({ hash, svg }) => sheetOf(hash, svg ?? '')) : answer.message;
  }

  private async ask(): Promise<void> {
    this.isAsking = true;
    try {
      while (this.wanted !== null) {
        const document = this.wanted;
        this.wanted = null;
        const answer = await this.render({ document, draft: false, known: this.view.sheets.map(({ hash }) => hash) });
        // A print has taken its place: it is still wanted.
        if (!answer.ok && answer.code === 'cancelled') this.wanted ??= document;
        else this.take(answer);
      }
    } finally {
      this.isAsking = false;
    }
  }

  private take(answer: Answer): void {
    const isSetting = this.wanted !== null;
    if (!answer.ok) {
      this.show({ isSetting, problem: answer.message });
      return;
    }
    const had = new Map(this.view.sheets.map((sheet) => [sheet.hash, sheet]));
    const sheets = answer.pages.map(({ hash, svg }) => had.get(hash) ?? sheetOf(hash, svg ?? ''));
    this.show({ sheets, isSetting, problem: null, notices: answer.notices });
    if (!isSetting) this.aim();
  }

  private aim(): void {
    const cell = this.sought;
    const page = cell === null || this.view.isSetting ? null : (this.pageOf(cell.table, cell) ?? this.pageOf(cell.table));
    if (cell === null || page === null) return;
    this.sought = null;
    this.show({ target: { page, cell } });
  }

  private show(change: Partial<PreviewView>): void {
    this.view = { ...this.view, ...change };
    for (const listener of this.listeners) listener();
  }
}

/** Places, from 0, of the pages on which a table stands. */
export function pagesOfTable(sheets: readonly PreviewSheet[], table: string): readonly number[] {
  const link = `"${tableLink(table)}"`;
  return sheets.flatMap(({ svg }, at) => (svg.includes(link) ? [at] : []));
}

function sheetOf(hash: string, svg: string): PreviewSheet {
  const [, width, height] = / width="([\d.]+)pt" height="([\d.]+)pt"/u.exec(svg) ?? [];
  return { hash, svg, width: Number(width ?? 595), height: Number(height ?? 842) };
}
