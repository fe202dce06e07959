/**
 * Undo without end. The history is an immutable value beside the document, plain data like it: gestures done, latest last, and
 * gestures undone, next to redo last. Each step says which edits lead to the new document, so that the engine can follow.
 */
import { z } from 'zod';
import type { Document } from './document.ts';
import { applyEdits, type Gesture, gestureSchema, invertGesture } from './gesture.ts';

export interface History {
  readonly done: readonly Gesture[];
  readonly undone: readonly Gesture[];
}

export const historySchema: z.ZodType<History, History> = z.strictObject({ done: z.array(gestureSchema), undone: z.array(gestureSchema) });

export const NO_HISTORY: History = { done: [], undone: [] };

/** Where a step led. `gesture` is what was carried out: when undoing, the inverse of what the user had done. */
export interface HistoryStep {
  readonly document: Document;
  readonly history: History;
  readonly gesture: Gesture;
}

/** Carries out a gesture. What had been undone can't be redone any more. */
export function perform(document: Document, history: History, gesture: Gesture): HistoryStep {
  return { document: applyEdits(document, gesture.edits), history: { done: [...history.done, gesture], undone: [] }, gesture };
}

/** Takes the last gesture back; null where nothing is left to undo. */
export function undo(document: Document, history: History): HistoryStep | null {
  const last = history.done.at(-1);
  if (last === undefined) return null;
  const gesture = invertGesture(last);
  return { document: applyEdits(document, gesture.edits), history: { done: history.done.slice(0, -1), undone: [...history.undone, last] }, gesture };
}

/** Does the gesture again that was undone last; null where there is none. */
export function redo(document: Document, history: History): HistoryStep | null {
  const next = history.undone.at(-1);
  if (next === undefined) return null;
  return { document: applyEdits(document, next.edits), history: { done: [...history.done, next], undone: history.undone.slice(0, -1) }, gesture: next };
}

/** What undo would take back and redo do again, for the menu; null where there is nothing. */
export function historyLabels(history: History): { readonly undo: string | null; readonly redo: string | null } {
  return { undo: history.done.at(-1)?.label ?? null, redo: history.undone.at(-1)?.label ?? null };
}
