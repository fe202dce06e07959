/**
 * The change record 留痕: the steps that led from the document as imported to the one at hand, kept in its file. They are the steps
 * of the history and of the journal; what was taken back before it was saved is no part of them. A long record is drawn together at its old end, so that
 * it never outgrows the tables: what every cell held at first is known for as long as the document lives.
 */
import { z } from 'zod';
import type { CellContent, CellRef } from './document.ts';
import type { Edit } from './edit.ts';
import { type Gesture, gestureSchema, invertGesture } from './gesture.ts';

export type ChangeRecord = readonly Gesture[];

/** A record as it stands in a file. */
export const recordSchema: z.ZodType<ChangeRecord, ChangeRecord> = z.array(gestureSchema);

/** Edits that a record holds one by one; what is older is drawn together. */
const MOST_EDITS = 20_000;

type SetCell = Extract<Edit, { kind: 'set-cell' }>;

/** The record after further steps. */
export function extendRecord(record: ChangeRecord, steps: readonly Gesture[], most = MOST_EDITS): ChangeRecord {
  const all = [...record, ...steps.map(lightened)];
  const counts = all.map((step) => step.edits.length);
  if (counts.reduce((sum, count) => sum + count, 0) <= most) return all;
  // To half of what may be, so that it is not done again with every step.
  let kept = 0;
  let from = all.length;
  while (from > 0 && kept + (counts[from - 1] ?? 0) <= most / 2) kept += counts[--from] ?? 0;
  return [drawnTogether(all.slice(0, from)), ...all.slice(from)];
}

/** The record after a journal's steps. A journal writes down undoing too; a step and what took it back cancel each other. */
export function recoverRecord(record: ChangeRecord, journal: readonly Gesture[]): ChangeRecord {
  const kept = [...record];
  for (const step of journal.map(lightened)) {
    const last = kept.at(-1);
    if (last !== undefined && last.at === step.at && isSameStep(invertGesture(last), step)) kept.pop();
    else kept.push(step);
  }
  return extendRecord([], kept);
}

function isSameStep(a: Gesture, b: Gesture): boolean {
  return a.label === b.label && JSON.stringify(a.edits) === JSON.stringify(b.edits);
}

/** Last year's tables are no change of this year's: the step is told, the tables are not kept twice. */
function lightened(step: Gesture): Gesture {
  return step.edits.some((edit) => edit.kind === 'set-prior') ? { ...step, edits: step.edits.map((edit) => (edit.kind === 'set-prior' ? { ...edit, from: null, to: null } : edit)) } : step;
}

function drawnTogether(steps: ChangeRecord): Gesture {
  const cells = new Map<string, SetCell>();
  for (const edit of steps.flatMap((step) => step.edits)) {
    if (edit.kind !== 'set-cell') continue;
    const before = cells.get(placeOf(edit));
    cells.set(placeOf(edit), before === undefined ? edit : { ...edit, from: before.from });
  }
  const edits = [...cells.values()].filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to));
  return { label: `更早的 ${steps.length} 步修改`, at: steps.at(-1)?.at ?? '', edits };
}

/** One line of the record: what a step did at one place. */
export interface RecordedChange {
  readonly at: string;
  readonly label: string;
  /** Null where a step changed something else than cells: its label says what, and what a text said is told. */
  readonly cell: CellRef | null;
  readonly from: CellContent | null;
  readonly to: CellContent | null;
}

/** Every change of one cell, latest first. */
export function changesOfCell(record: ChangeRecord, { table, row, column }: CellRef): readonly RecordedChange[] {
  return record.flatMap(({ at, label, edits }): readonly RecordedChange[] =>
    edits.filter((edit) => edit.kind === 'set-cell').filter((edit) => edit.row === row && edit.column === column && edit.table === table).map(({ from, to }) => ({ at, label, cell: { table, row, column }, from, to }))).reverse();
}

/** Every change of a record, latest first: a line for each cell or text, and one for a step that set none. */
export function changesOf(record: ChangeRecord): readonly RecordedChange[] {
  return record.flatMap(({ at, label, edits }): readonly RecordedChange[] => {
    const changes = edits.flatMap((edit): readonly RecordedChange[] => {
      if (edit.kind === 'set-cell') return [{ at, label, cell: { table: edit.table, row: edit.row, column: edit.column }, from: edit.from, to: edit.to }];
      return edit.kind === 'set-text' ? [{ at, label, cell: null, from: asText(edit.from), to: asText(edit.to) }] : [];
    });
    return changes.length === 0 ? [{ at, label, cell: null, from: null, to: null }] : changes;
  }).reverse();
}

function asText(text: string | null): CellContent | null {
  return text === null ? null : { text };
}

/** What cells held before the first change of a record, by place. Cells of rows that were added held nothing. */
export class Origins {
  private readonly contents = new Map<string, CellContent | null>();

  constructor(record: ChangeRecord) {
    this.follow(record);
  }

  follow(steps: readonly Gesture[]): void {
    for (const step of steps) for (const edit of step.edits) this.note(edit);
  }

  /** Undefined for a cell that was never changed. */
  of(cell: CellRef): CellContent | null | undefined {
    return this.contents.get(placeOf(cell));
  }

  private note(edit: Edit): void {
    if (edit.kind === 'set-cell') this.first(edit, edit.from);
    if (edit.kind !== 'insert-row' && edit.kind !== 'delete-row') return;
    for (const [column, content] of Object.entries(edit.row.cells)) this.first({ table: edit.table, row: edit.row.key, column }, edit.kind === 'insert-row' ? null : content);
  }

  private first(cell: CellRef, content: CellContent | null): void {
    const place = placeOf(cell);
    if (!this.contents.has(place)) this.contents.set(place, content);
  }
}

function placeOf({ table, row, column }: CellRef): string {
  return `${table}\n${row}\n${column}`;
}
