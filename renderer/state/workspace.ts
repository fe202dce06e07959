/**
 * The open document and everything that follows from it: engine, findings, history. The one place where an edit happens; views read
 * snapshots and repaint what `changed` names.
 */
import { cellContent, type CellRef, type Document } from '../../shared/document/document.ts';
import { type Edit, setCell } from '../../shared/document/edit.ts';
import { composeGesture, type Gesture } from '../../shared/document/gesture.ts';
import { type History, historyLabels, type HistoryStep, NO_HISTORY, perform, redo, undo } from '../../shared/document/history.ts';
import type { Review } from '../../shared/check/finding.ts';
import { LiveReview } from '../../shared/check/live-review.ts';
import { Engine } from '../../shared/formula/engine.ts';
import type { Template } from '../../shared/template/template.ts';

export interface Snapshot {
  readonly document: Document;
  readonly review: Review;
  /** Id of the table shown. */
  readonly table: string;
  readonly cell: CellRef | null;
  readonly labels: { readonly undo: string | null; readonly redo: string | null };
  readonly isSaved: boolean;
}

/** What a step changed, for the grid: cells to repaint, or rows that came or went. */
export interface Repaint {
  readonly cells: readonly CellRef[];
  readonly structural: boolean;
}

export class Workspace {
  private readonly engineNow: Engine;
  private readonly live: LiveReview;
  private history: History = NO_HISTORY;
  private savedDocument: Document;
  private shown: Snapshot;
  private readonly listeners = new Set<() => void>();
  private readonly painters = new Set<(repaint: Repaint) => void>();

  constructor(
    readonly template: Template,
    priorTemplate: Template,
    document: Document,
    isSaved: boolean,
    /** Told of every gesture as it happens: the journal. */
    private readonly record: (gesture: Gesture) => void,
  ) {
    this.engineNow = new Engine(template, document, priorTemplate);
    this.live = new LiveReview(this.engineNow);
    this.savedDocument = isSaved ? document : { ...document };
    this.shown = this.snapshotOf(template.tables[0]?.id ?? '', null);
  }

  get engine(): Engine {
    return this.engineNow;
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

  showTable(table: string): void {
    this.publish(table, null);
  }

  select(cell: CellRef | null): void {
    this.publish(cell?.table ?? this.shown.table, cell);
  }

  /** Enters an amount, or blank, into an input; or a declared value with its reason onto a formula cell. */
  enter(ref: CellRef, amount: string | null, reason: string | null): void {
    const { document } = this.engineNow;
    const isFormula = this.engineNow.formula(ref) !== null;
    const content = !isFormula ? amount : { declared: amount, pinned: true as const, ...(reason === null || reason === '' ? {} : { reason }) };
    this.carryOut(`修改 ${ref.table} ${ref.row}`, [setCell(document, ref, content)]);
  }

  /** Takes the computed value in place of a declared one. */
  takeComputed(ref: CellRef): void {
    if (cellContent(this.engineNow.document, ref) === null) return;
    this.carryOut('采用计算值', [setCell(this.engineNow.document, ref, null)]);
  }

  carryOut(label: string, edits: readonly Edit[]): void {
    const gesture = composeGesture(this.engineNow, label, new Date().toISOString(), edits);
    if (gesture.edits.length > 0) this.follow(perform(this.engineNow.document, this.history, gesture));
  }

  undo(): void {
    this.follow(undo(this.engineNow.document, this.history));
  }

  redo(): void {
    this.follow(redo(this.engineNow.document, this.history));
  }

  markSaved(document: Document): void {
    this.savedDocument = document;
    this.publish(this.shown.table, this.shown.cell);
  }

  private follow(step: HistoryStep | null): void {
    if (step === null) return;
    const changes = this.engineNow.update(step.document, step.gesture.edits);
    this.live.follow(changes);
    this.history = step.history;
    this.record(step.gesture);
    this.publish(this.shown.table, this.shown.cell);
    const edited = step.gesture.edits.flatMap((edit): readonly CellRef[] => (edit.kind === 'set-cell' ? [edit] : []));
    for (const painter of this.painters) painter({ cells: [...changes.cells, ...edited], structural: changes.structural });
  }

  private publish(table: string, cell: CellRef | null): void {
    this.shown = this.snapshotOf(table, cell);
    for (const listener of this.listeners) listener();
  }

  private snapshotOf(table: string, cell: CellRef | null): Snapshot {
    const { document } = this.engineNow;
    return { document, review: this.live.review, table, cell, labels: historyLabels(this.history), isSaved: document === this.savedDocument };
  }
}
