/**
 * The report's texts as they stand, what was found in them and what is still open. The texts follow every step; the findings come a
 * moment after the last one, so that typing never waits for them.
 */
import type { Finding } from '../../shared/check/finding.ts';
import type { Document } from '../../shared/document/document.ts';
import type { NarrativeText } from '../../shared/narrative/chapters.ts';
import { begunParts, openPlaces, type ReportTexts, TEXT_PARTS, type TextPart, writeReportTexts } from '../../shared/narrative/report-texts.ts';
import { reviewTexts } from '../../shared/narrative/review-texts.ts';
import type { NarrativeRules } from '../../shared/narrative/schema.ts';
import type { Workspace } from './workspace.ts';

const PAUSE = 400;

export interface TextState {
  readonly findings: readonly Finding[];
  /** Places still to be filled in, by part. */
  readonly open: Readonly<Record<TextPart, number>>;
}

export const NO_TEXT_STATE: TextState = { findings: [], open: { overview: 0, narrative: 0, glossary: 0 } };

export class TextBoard {
  private written: { readonly document: Document; readonly texts: ReportTexts } | null = null;
  private shown: TextState = NO_TEXT_STATE;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly workspace: Workspace,
    private readonly text: NarrativeText,
    private readonly audit: NarrativeRules,
  ) {}

  /** The texts of the document as it is now. */
  get texts(): ReportTexts {
    const { engine } = this.workspace;
    if (this.written?.document !== engine.document) this.written = { document: engine.document, texts: writeReportTexts(engine, this.text) };
    return this.written.texts;
  }

  readonly snapshot = (): TextState => this.shown;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Reviews the texts now and a moment after each change, until the returned function is called. */
  follow(): () => void {
    let timer = window.setTimeout(() => this.review());
    let seen = this.workspace.engine.document;
    const stop = this.workspace.subscribe(() => {
      const { document } = this.workspace.engine;
      if (document === seen) return;
      seen = document;
      window.clearTimeout(timer);
      timer = window.setTimeout(() => this.review(), PAUSE);
    });
    return () => {
      window.clearTimeout(timer);
      stop();
    };
  }

  review(): void {
    const { engine } = this.workspace;
    const { texts } = this;
    const open = Object.fromEntries(TEXT_PARTS.map((part) => [part, openPlaces(texts, part)])) as Record<TextPart, number>;
    this.shown = { findings: reviewTexts(engine, this.audit, texts, begunParts(engine)), open };
    for (const listener of this.listeners) listener();
  }
}
