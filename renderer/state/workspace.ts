/**
 * The open document and everything that follows from it: engine, findings, marks, history. The one place where an edit happens;
 * views read snapshots, and grids repaint the cells that a step names.
 */
import { type CellContent, cellContent, type CellRef, type Document } from '../../shared/document/document.ts';
import type { Edit } from '../../shared/document/edit.ts';
import { composeGesture, type Gesture } from '../../shared/document/gesture.ts';
import { type History, historyLabels, type HistoryStep, NO_HISTORY, perform, redo, undo } from '../../shared/document/history.ts';
import { type ChangeRecord, extendRecord, Origins } from '../../shared/document/record.ts';
import type { Review } from '../../shared/check/finding.ts';
import { LiveReview } from '../../shared/check/live-review.ts';
import { type Changes, Engine } from '../../shared/formula/engine.ts';
import type { Template } from '../../shared/template/template.ts';
import { changedMarks, type Mark, marksOf } from './marks.ts';
import { Trail } from './trail.ts';

/** How far the journal is: everything on disk, on its way, or why it could not be written. */
export type Kept = { readonly state: 'kept' | 'writing' } | { readonly state: 'failed'; readonly message: string };

export interface Snapshot {
  readonly document: Document;
  readonly review: Review;
  readonly labels: { readonly undo: string | null; readonly redo: string | null };
  readonly isSaved: boolean;
  readonly kept: Kept;
  /** Counts the steps in which rows came, went or moved. */
  readonly structure: number;
  /** False while the figures are shown but nothing has been checked yet. */
  readonly isReviewed: boolean;
}

/** What goes into a file. */
export interface Written {
  readonly document: Document;
  readonly record: ChangeRecord;
  /** The last step of the history in it. */
  readonly last: Gesture | undefined;
}

/** What a step changed, for the grids. */
export interface Repaint {
  readonly cells: readonly CellRef[];
  readonly structural: boolean;
}

export interface WorkspaceParts {
  readonly template: Template;
  readonly priorTemplate: Template;
  readonly document: Document;
  /** The steps that led to the document since it was imported. */
  readonly record: ChangeRecord;
  readonly isSaved: boolean;
  /** Shows the figures first; the checks follow when `examine` is called, or with the first step. */
  readonly reviewsLater?: boolean;
  /** Writes a gesture to the journal; answers why not, or null. */
  readonly keep: (gesture: Gesture) => Promise<string | null>;
}

const NOTHING_YET: Review = { findings: [], coverage: { passed: 0, failed: 0, notApplicable: 0, insufficientData: 0 } };

export class Workspace {
  readonly engine: Engine;
  private readonly earlier: ChangeRecord;
  private readonly origins: Origins;
  private readonly trail = new Trail();
  /** Made when first asked for after a step. */
  private recorded: ChangeRecord | null = null;
  private live: LiveReview | null = null;
  private readonly keepStep: WorkspaceParts['keep'];
  private past: History = NO_HISTORY;
  private marked: ReadonlyMap<string, Mark> = new Map();
  /** The last step of what is in the file, none where it has no step; null while nothing is. */
  private saved: { readonly last: Gesture | undefined } | null;
  private structure = 0;
  private underway = 0;
  private failure: string | null = null;
  private shown: Snapshot;
  private readonly listeners = new Set<() => void>();
  private readonly painters = new Set<(repaint: Repaint) => void>();

  constructor(parts: WorkspaceParts) {
    this.engine = new Engine(parts.template, parts.document, parts.priorTemplate);
    this.earlier = parts.record;
    this.origins = new Origins(parts.record);
    this.keepStep = parts.keep;
    this.saved = parts.isSaved ? { last: undefined } : null;
    this.shown = this.take();
    if (parts.reviewsLater !== true) this.examine();
  }

  /** Checks the document, where that has not been done yet. */
  examine(): void {
    if (this.live !== null) return;
    this.live = new LiveReview(this.engine);
    this.marked = marksOf(this.live.review);
    this.publish();
    this.paint({ cells: changedMarks(new Map(), this.marked), structural: false });
  }

  /** The template set, with a table for each self-evaluation of the document. */
  get template(): Template {
    return this.engine.template;
  }

  get history(): History {
    return this.past;
  }

  /** The worst open finding at each cell that has one. */
  get marks(): ReadonlyMap<string, Mark> {
    return this.marked;
  }

  readonly snapshot = (): Snapshot => this.shown;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  onRepaint(painter: (repaint: Repaint) => void): () => void {
    this.painters.add(painter);
    return () => this.painters.delete(painter);
  }

  /** The record of the document as it stands. */
  get record(): ChangeRecord {
    this.recorded ??= extendRecord(this.earlier, this.trail.steps);
    return this.recorded;
  }

  /** Whether a cell holds something else than when the document was imported. */
  isChanged(ref: CellRef): boolean {
    const origin = this.origins.of(ref);
    return origin !== undefined && JSON.stringify(origin) !== JSON.stringify(cellContent(this.engine.document, ref));
  }

  /** What a cell held when the document was imported. */
  originOf(ref: CellRef): CellContent | null {
    const origin = this.origins.of(ref);
    return origin === undefined ? cellContent(this.engine.document, ref) : origin;
  }

  /** One step of the user; false where nothing came of it. */
  carryOut(label: string, edits: readonly Edit[]): boolean {
    const gesture = composeGesture(this.engine, label, now(), edits);
    if (gesture.edits.length === 0) return false;
    this.follow(perform(this.engine.document, this.past, gesture), this.trail.done(gesture));
    return true;
  }

  /** Takes the last step back; answers what was carried out for it. */
  undo(): Gesture | null {
    const step = undo(this.engine.document, this.past);
    const of = this.past.done.at(-1);
    return step === null || of === undefined ? null : this.follow(step, this.trail.undone(of, now()));
  }

  redo(): Gesture | null {
    const step = redo(this.engine.document, this.past);
    return step === null ? null : this.follow(step, this.trail.redone(step.gesture, now()));
  }

  /** What is written into a file now: from here on, taking a step back that is in it is a step of its own in the record. */
  write(): Written {
    const { record, past } = this;
    this.trail.write();
    return { document: this.engine.document, record, last: past.done.at(-1) };
  }

  /** The file holds what was written. */
  markSaved({ last }: Written): void {
    this.saved = { last };
    this.publish();
  }

  private follow(step: HistoryStep, told: Gesture): Gesture {
    const { gesture } = step;
    this.recorded = null;
    this.examine();
    const changes = this.engine.update(step.document, gesture.edits);
    const marksBefore = this.marked;
    this.marked = marksOf(this.live?.follow(changes) ?? NOTHING_YET);
    this.past = step.history;
    this.origins.follow([gesture]);
    if (changes.structural) this.structure++;
    this.keep(told);
    this.publish();
    const cells = [...changes.cells, ...judgedBy(changes, this.engine), ...setBy(gesture), ...changedMarks(marksBefore, this.marked)];
    this.paint({ cells, structural: changes.structural });
    return gesture;
  }

  private paint(repaint: Repaint): void {
    for (const painter of this.painters) painter(repaint);
  }

  private keep(gesture: Gesture): void {
    this.underway++;
    void this.keepStep(gesture).then((problem) => {
      this.underway--;
      this.failure = problem;
      this.publish();
    });
  }

  private publish(): void {
    this.shown = this.take();
    for (const listener of this.listeners) listener();
  }

  private take(): Snapshot {
    const { document } = this.engine;
    const kept: Kept = this.failure !== null ? { state: 'failed', message: this.failure } : { state: this.underway > 0 ? 'writing' : 'kept' };
    return { document, review: this.live?.review ?? NOTHING_YET, isReviewed: this.live !== null, labels: historyLabels(this.past), isSaved: this.saved !== null && this.saved.last === this.past.done.at(-1), kept, structure: this.structure };
  }
}

function now(): string {
  return new Date().toISOString();
}

function setBy(gesture: Gesture): readonly CellRef[] {
  return gesture.edits.filter((edit) => edit.kind === 'set-cell' || edit.kind === 'set-remark');
}

/** Cells that a check with a new result judges: their marks may be others now. */
function judgedBy(changes: Changes, engine: Engine): readonly CellRef[] {
  if (changes.structural) return [];
  const results = engine.checks();
  return changes.checks.flatMap((at) => {
    const cell = results[at]?.check.cell ?? -1;
    return cell < 0 ? [] : [engine.space.refOf(cell)];
  });
}

