/**
 * A gesture is one step of the user: edits under one label, undone together. What lapses because of it is part of it: a declared
 * value stands only as long as nothing it depends on is edited, so the edit that clears it travels in the same gesture.
 */
import { z } from 'zod';
import { cellContent, type CellRef, type Document, withCells } from './document.ts';
import { applyEdit, type Edit, editSchema, invertEdit, setCell } from './edit.ts';

/** A user's step: edits under one label, undone together. */
export interface Gesture {
  readonly label: string;
  readonly at: string;
  readonly edits: readonly Edit[];
}

export const gestureSchema: z.ZodType<Gesture, Gesture> = z.strictObject({ label: z.string(), at: z.string(), edits: z.array(editSchema) });

/** What composing needs to know of the figures: the engine. */
export interface LapseSource {
  readonly document: Document;
  /** Cells whose declared value lapses when these are edited. */
  lapsing(refs: readonly CellRef[]): readonly CellRef[];
  /** The same over another document of the set. */
  over(document: Document): LapseSource;
}

/**
 * The gesture of `edits` together with the lapses that they cause. Edits that change nothing are left out. What the user enters in
 * the same gesture, were it what stood there, does not lapse by it, and what is pinned never does.
 */
export function composeGesture(source: LapseSource, label: string, at: string, edits: readonly Edit[]): Gesture {
  const made = edits.filter((edit) => !isIdle(edit));
  const after = applyEdits(source.document, made);
  const entered = new Set(edits.flatMap((edit) => (edit.kind === 'set-cell' ? [keyOf(edit)] : [])));
  const lapses = lapsingBy(source, made, after)
    .filter((ref) => !entered.has(keyOf(ref)) && cellContent(after, ref) !== null)
    .map((ref) => setCell(after, ref, null));
  return { label, at, edits: [...made, ...lapses] };
}

/** The document after every edit of a list, in order. */
export function applyEdits(document: Document, edits: readonly Edit[]): Document {
  let after = document;
  for (let at = 0; at < edits.length; ) {
    const run = cellRun(edits, at);
    const edit = edits[at];
    if (edit === undefined) break;
    after = run.length > 1 ? withCells(after, run[0]?.table ?? '', run) : applyEdit(after, edit);
    at += Math.max(1, run.length);
  }
  return after;
}

type SetCell = Extract<Edit, { kind: 'set-cell' }>;

/** The edits from `start` on that set cells of one table: a paste of thousands is one pass over its rows. */
function cellRun(edits: readonly Edit[], start: number): readonly SetCell[] {
  const run: SetCell[] = [];
  for (let at = start; at < edits.length; at++) {
    const edit = edits[at];
    if (edit?.kind !== 'set-cell' || (run[0] !== undefined && run[0].table !== edit.table)) break;
    run.push(edit);
  }
  return run;
}

/** The gesture that takes this one back. */
export function invertGesture(gesture: Gesture): Gesture {
  return { ...gesture, edits: gesture.edits.map(invertEdit).reverse() };
}

/** Rows that go take their figures out of the sums above; rows that come bring theirs, which only the new document knows. */
function lapsingBy(source: LapseSource, edits: readonly Edit[], after: Document): readonly CellRef[] {
  const before = edits.flatMap((edit): readonly CellRef[] => (edit.kind === 'set-cell' ? [edit] : edit.kind === 'delete-row' ? cellsOf(edit) : []));
  const coming = edits.flatMap((edit) => (edit.kind === 'insert-row' ? cellsOf(edit) : []));
  const lapsed = [...source.lapsing(before), ...(coming.length === 0 ? [] : source.over(after).lapsing(coming))];
  return [...new Map(lapsed.map((ref) => [keyOf(ref), ref])).values()];
}

function cellsOf(edit: Extract<Edit, { kind: 'insert-row' | 'delete-row' }>): readonly CellRef[] {
  return Object.keys(edit.row.cells).map((column) => ({ table: edit.table, row: edit.row.key, column }));
}

function isIdle(edit: Edit): boolean {
  return edit.kind === 'set-cell' && JSON.stringify(edit.from) === JSON.stringify(edit.to);
}

function keyOf(ref: CellRef): string {
  return `${ref.table}\n${ref.row}\n${ref.column}`;
}
