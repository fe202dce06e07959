/**
 * The bridge: one table of calls, name → schema of arguments and of answer. Preload, both hosts and the renderer take their types
 * from it; a host checks arguments and answers of every call at run time. What can fail outside comes back as an outcome with a
 * code from a closed list and the words for the user; a bug rejects.
 */
import { z } from 'zod';
import { passingDocumentSchema } from './document/document.ts';
import { gestureSchema } from './document/gesture.ts';
import { recordSchema } from './document/record.ts';
import { subjectListSchema } from './template/learned-subjects.ts';
import { synonymSchema } from './template/synonyms.ts';

export { type Gesture, gestureSchema } from './document/gesture.ts';

/** Why something outside failed. The words are written by the host, in one place; each names the file and a next step. */
const FAILURE_CODES = [
  'missing', 'locked', 'empty', 'not-a-workbook', 'password-protected', 'other-zip', 'truncated', 'too-large', 'no-tables',
  'not-a-document', 'newer-version', 'changed-by-other', 'moved-away', 'disk-full', 'read-only', 'not-writable', 'open-errors', 'cancelled', 'unsupported', 'failed',
] as const;

const failure = z.strictObject({ ok: z.literal(false), code: z.enum(FAILURE_CODES), message: z.string() });
const outcome = <T extends z.ZodRawShape>(shape: T) => z.discriminatedUnion('ok', [z.strictObject({ ok: z.literal(true), ...shape }), failure]);

const cellRef = z.strictObject({ table: z.string(), row: z.string(), column: z.string() });
/** Documents are immutable values on both sides of the bridge. */
const document = passingDocumentSchema;
const gesture = gestureSchema;
/** Names of a journal session or a job, made by the renderer; the first names a folder on disk. */
/** Where a line of a Word file stands. */
const textSpot = z.strictObject({ heading: z.string(), words: z.string() });
const name = z.string().regex(/^[\w-]{8,64}$/);

/** A workbook or document named by path, or handed over as bytes (dropped on the window). */
const source = z.union([z.strictObject({ path: z.string() }), z.strictObject({ name: z.string(), base64: z.string() })]);

const unrecognised = z.strictObject({ sheet: z.string(), address: z.string(), text: z.string(), why: z.string() });
const importedTable = z.strictObject({
  id: z.string(), title: z.string(), sheet: z.string(), range: z.string(), rows: z.number(), cells: z.number(), confidence: z.number(), unrecognised: z.array(unrecognised),
});
const conflict = z.strictObject({ kind: z.string(), message: z.string(), address: z.string().nullable(), cells: z.array(cellRef) });
const unknownPart = z.strictObject({ kind: z.enum(['table', 'row', 'column']), table: z.string(), text: z.string(), address: z.string(), figures: z.number() });

/** What the import review shows before anything is opened. */
export const importReviewSchema = z.strictObject({
  file: z.string(), document, templates: z.array(z.strictObject({ id: z.string(), name: z.string(), score: z.number(), evidence: z.string() })),
  tables: z.array(importedTable), unplaced: z.array(unrecognised), conflicts: z.array(conflict), notices: z.array(z.string()),
  /** What can be taught, and what was: the synonyms that were in force. */
  unknown: z.array(unknownPart), left: z.array(z.strictObject({ sheet: z.string(), title: z.string(), isWhole: z.boolean(), cells: z.number() })), taught: z.array(synonymSchema),
});
export type ImportReview = z.infer<typeof importReviewSchema>;
/** A row, column or table of a workbook that the template does not know. */
export type UnknownPart = z.infer<typeof unknownPart>;

const entry = z.strictObject({ name: z.string(), path: z.string(), kind: z.enum(['folder', 'document', 'workbook', 'word', 'text']), size: z.number(), modified: z.string() });
const recent = z.strictObject({ path: z.string(), name: z.string(), department: z.string(), year: z.number(), opened: z.string() });
const opened = { path: z.string(), document, record: recordSchema.optional(), fingerprint: z.string() };

/** How exported files differ from the usual: a habit of this machine's user, not of a document. */
const exportLook = z.strictObject({
  /** PDF/A, for archives. */
  archival: z.boolean().default(false),
  /** Path of the Word file whose styles a report in Word takes; '' for the program's own. */
  styles: z.string().default(''),
  /** A workbook of figures only; with its formula cells locked; with all tables on one sheet. */
  plain: z.boolean().default(false), protect: z.boolean().default(false), oneSheet: z.boolean().default(false),
});
export type ExportLook = z.output<typeof exportLook>;

export const settingsSchema = z.strictObject({
  enterMoves: z.enum(['down', 'right', 'up', 'left', 'none']).default('down'),
  zoom: z.number().min(80).max(200).default(100),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** 上年数, 增减额 and 增减% beside each amount, where the document has last year's figures. */
  priorColumns: z.boolean().default(false),
  exports: exportLook.prefault({}),
  /** Widths of columns and heights of rows as the user drew them, in pixels at 100 %, by template set and table: `henan-2022 T03`. */
  sizes: z.record(z.string(), z.strictObject({ widths: z.record(z.string(), z.number().positive()), heights: z.record(z.string(), z.number().positive()) })).optional(),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Every call across the bridge. */
export const CALLS = {
  'app.info': { args: z.strictObject({}), answer: z.strictObject({ version: z.string(), host: z.enum(['electron', 'browser']), platform: z.string() }) },
  'templates.read': { args: z.strictObject({}), answer: z.strictObject({ files: z.record(z.string(), z.string()) }) },
  'settings.read': { args: z.strictObject({}), answer: settingsSchema },
  'settings.write': { args: settingsSchema, answer: outcome({}) },
  'recent.list': { args: z.strictObject({}), answer: z.array(recent) },
  'recent.forget': { args: z.strictObject({ path: z.string() }), answer: z.strictObject({}) },

  /** Native dialog where the host has one (no paths: cancelled); `native: false` asks the renderer to show its own chooser. Only `units` may be several. */
  'files.choose': {
    args: z.strictObject({ purpose: z.enum(['open', 'import', 'prior', 'figures', 'units', 'exact', 'save', 'styles', 'audit', 'export-pdf', 'export-xlsx', 'export-docx', 'export-audit-pdf', 'export-audit-xlsx']), suggested: z.string() }),
    answer: z.strictObject({ native: z.boolean(), paths: z.array(z.string()) }),
  },
  'files.list': { args: z.strictObject({ folder: z.string().nullable() }), answer: outcome({ folder: z.string(), parent: z.string().nullable(), entries: z.array(entry) }) },

  'document.open': { args: z.strictObject({ path: z.string() }), answer: outcome(opened) },
  /** Reads a document to take figures from, not to work on: it does not become a recent one. */
  'document.read': { args: z.strictObject({ path: z.string() }), answer: outcome({ document }) },
  /** `fingerprint` is the file as last read or written; another on disk gives `changed-by-other`, none `moved-away`. null: the file must not exist, or `force`. */
  'document.save': {
    args: z.strictObject({ path: z.string(), document, record: recordSchema.optional(), fingerprint: z.string().nullable(), force: z.boolean() }),
    answer: outcome({ fingerprint: z.string(), savedAt: z.string() }),
  },
  'sample.source': { args: z.strictObject({}), answer: z.strictObject({ path: z.string() }) },

  /** The journal keeps every gesture as it happens, on the document as last saved (`base`), until the document is saved. */
  'journal.begin': { args: z.strictObject({ session: name, path: z.string().nullable(), title: z.string(), base: document, record: recordSchema.optional() }), answer: outcome({}) },
  'journal.append': { args: z.strictObject({ session: name, gesture }), answer: outcome({}) },
  'journal.close': { args: z.strictObject({ session: name }), answer: z.strictObject({}) },
  /** Sessions that ended without saving or closing. */
  'journal.pending': {
    args: z.strictObject({}),
    answer: z.array(z.strictObject({ session: name, path: z.string().nullable(), title: z.string(), at: z.string(), base: document, record: recordSchema.optional(), gestures: z.array(gesture) })),
  },

  /** Long work: answers when done; progress comes as events under the same `job`; `job.cancel` stops it. */
  'import.run': { args: z.strictObject({ job: name, source, template: z.string().nullable(), year: z.number().nullable() }), answer: outcome({ review: importReviewSchema }) },
  /** Remembers for this and later files what words of a workbook mean; what is taken back is forgotten. */
  'import.teach': { args: z.strictObject({ add: z.array(synonymSchema), remove: z.array(synonymSchema) }), answer: outcome({}) },
  /** An imported document was accepted: its 科目 are known from now on, for its year. */
  'import.accepted': { args: z.strictObject({ document }), answer: outcome({}) },
  /** The 科目 that accepted imports have brought, by year. */
  'import.subjects': { args: z.strictObject({}), answer: outcome({ subjects: subjectListSchema }) },
  /** The text of a finished report, .docx or .txt, to be audited against the open document. */
  'report.read': { args: z.strictObject({ job: name, path: z.string() }), answer: outcome({ name: z.string(), text: z.string(), spots: z.array(textSpot.nullable()).readonly().nullable() }) },
  'export.run': {
    args: z.strictObject({ job: name, kind: z.enum(['pdf', 'xlsx', 'docx', 'audit-pdf', 'audit-xlsx']), path: z.string(), document, draft: z.boolean(), look: exportLook.prefault({}) }),
    answer: outcome({ path: z.string(), notices: z.array(z.string()) }),
  },
  /** `known` are the hashes of pages that the window has: of these no `svg` comes. */
  'preview.render': {
    args: z.strictObject({ document, draft: z.boolean(), known: z.array(z.string()) }),
    answer: outcome({ pages: z.array(z.strictObject({ hash: z.string(), svg: z.string().nullable() })), notices: z.array(z.string()) }),
  },
  /** Prints what the window has laid out for paper; `byHost: false` leaves it to the page's own print. */
  'print.run': { args: z.strictObject({}), answer: z.strictObject({ byHost: z.boolean() }) },
  'job.cancel': { args: z.strictObject({ job: name }), answer: z.strictObject({}) },

  /** Shows a written file in the system's file manager, where the host can. */
  'shell.reveal': { args: z.strictObject({ path: z.string() }), answer: z.strictObject({ shown: z.boolean() }) },
  /** The window is there and listens. Answers the file that the program was started with, for the first window that asks. */
  'window.ready': { args: z.strictObject({}), answer: z.strictObject({ open: z.string().nullable() }) },
  /** Tells the host what closing the window would lose. */
  'window.unsaved': { args: z.strictObject({ unsaved: z.boolean(), title: z.string() }), answer: z.strictObject({}) },
} as const satisfies Record<string, { args: z.ZodType; answer: z.ZodType }>;

export type CallName = keyof typeof CALLS;
export type CallArgs<N extends CallName> = z.input<(typeof CALLS)[N]['args']>;
export type CallAnswer<N extends CallName> = z.output<(typeof CALLS)[N]['answer']>;
export type FailureCode = (typeof FAILURE_CODES)[number];
export type Failure = z.infer<typeof failure>;

/** What a host tells the renderer unasked. */
export const eventSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('progress'), job: z.string(), phase: z.string(), fraction: z.number().min(0).max(1).nullable() }),
  /** An item of the native menu (see menu.ts), or `save-and-close`: save, and when saved close the window. */
  z.strictObject({ kind: z.literal('command'), command: z.string() }),
  /** A file handed to the running program: file association, second instance, drag onto the icon. */
  z.strictObject({ kind: z.literal('open-file'), path: z.string() }),
]);
export type HostEvent = z.infer<typeof eventSchema>;

/** The whole bridge as the renderer sees it, whichever host is behind. */
export interface Bridge {
  call<N extends CallName>(name: N, args: CallArgs<N>): Promise<CallAnswer<N>>;
  listen(listener: (event: HostEvent) => void): () => void;
}

/** Where the Electron preload puts the bridge. */
export interface BridgeHolder {
  readonly mingzhang?: Bridge;
}

/** The channels of the Electron host. As types, so that the preload needs nothing at run time but Electron. */
export type CallChannel = 'mingzhang:call';
export type EventChannel = 'mingzhang:event';
