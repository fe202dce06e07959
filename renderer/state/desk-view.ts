/** What the window shows beside the document: what is asked, chosen, waited for, told. */
import type { Document } from '../../shared/document/document.ts';
import { type CallAnswer, type CallArgs, type Settings, settingsSchema } from '../../shared/ipc.ts';
import type { EditorState } from './editor-state.ts';
import type { Reviewing } from './import-desk.ts';
import type { MergeBoard } from './merge-board.ts';
import type { Session } from './session.ts';

export type ExportKind = CallArgs<'export.run'>['kind'];

export type Question =
  /** Unsaved work is in the way of what is to happen `then`. */
  | { readonly kind: 'leave'; readonly then: () => Promise<void> }
  | { readonly kind: 'changed' | 'exists' | 'moved'; readonly path: string }
  | { readonly kind: 'draft'; readonly path: string; readonly as: ExportKind };

export interface FileRequest {
  readonly purpose: CallArgs<'files.choose'>['purpose'];
  readonly suggested: string;
  /** The folder last chosen from; null before that. */
  readonly folder: string | null;
  readonly done: (paths: readonly string[]) => void;
}

/** A window in which something is prepared before a document comes of it. */
export type Task =
  | { readonly kind: 'new-year'; readonly last: Document }
  | { readonly kind: 'audit' }
  | { readonly kind: 'merge'; readonly board: MergeBoard };

export interface Work {
  readonly job: string;
  readonly title: string;
  readonly phase: string;
  readonly fraction: number | null;
}

export interface DeskView {
  readonly session: Session | null;
  readonly editor: EditorState | null;
  readonly reviewing: Reviewing | null;
  readonly request: FileRequest | null;
  readonly work: Work | null;
  readonly message: string;
  readonly question: Question | null;
  readonly task: Task | null;
  readonly sheet: HelpSheet | null;
  readonly settings: Settings;
  readonly info: CallAnswer<'app.info'> | null;
  readonly recent: CallAnswer<'recent.list'>;
  readonly pending: CallAnswer<'journal.pending'>;
}

/** Sheets that only tell or set something. */
export type HelpSheet = 'settings' | 'shortcuts' | 'legend' | 'about';

export const EMPTY_DESK: DeskView = {
  session: null, editor: null, reviewing: null, request: null, work: null, message: '', question: null, task: null, sheet: null, settings: settingsSchema.parse({}), info: null, recent: [], pending: [],
};
