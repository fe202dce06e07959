/** A document at work between window and host: opening, importing, saving, exporting, the journal. Every failure comes back as words. */
import type { Document } from '../../shared/document/document.ts';
import { type DocumentFile, openDocument } from '../../shared/document/file.ts';
import { applyEdits, type Gesture } from '../../shared/document/gesture.ts';
import { recoverRecord } from '../../shared/document/record.ts';
import type { Bridge, CallArgs, ImportReview } from '../../shared/ipc.ts';
import { type LoadedNarrative, loadNarrative } from '../../shared/narrative/load-narrative.ts';
import { loadPublication, type PublicationItem } from '../../shared/publication/items.ts';
import { loadTemplate } from '../../shared/template/load.ts';
import type { TemplateFiles } from '../../shared/template/set-reader.ts';
import type { Synonym } from '../../shared/template/synonyms.ts';
import type { Template } from '../../shared/template/template.ts';
import { textOfBase64 } from './file-bytes.ts';
import { JournalLine } from './journal-line.ts';
import { painted } from './painted.ts';
import { Workspace } from './workspace.ts';

export interface Session {
  readonly id: string;
  readonly path: string | null;
  readonly fingerprint: string | null;
  readonly workspace: Workspace;
  readonly journal: JournalLine;
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

export type ImportSource = { readonly path: string } | { readonly name: string; readonly base64: string };

/** What a file holds for other documents to use: a workbook's comes with what was recognised. */
export interface Figures {
  readonly document: Document;
  readonly review: ImportReview | null;
}

export class Sessions {
  private readonly templates = new Map<string, Template>();

  constructor(
    readonly bridge: Bridge,
    private readonly files: TemplateFiles,
  ) {}

  /** Opens a document file. */
  async open(path: string): Promise<Result<Session>> {
    const answer = await this.bridge.call('document.open', { path });
    if (!answer.ok) return { ok: false, message: answer.message };
    return this.start(answer, answer.path, answer.fingerprint);
  }

  /** Reads a workbook; nothing is opened before the review is accepted. */
  async import(job: string, source: ImportSource, template: string | null): Promise<Result<ImportReview>> {
    const answer = await this.bridge.call('import.run', { job, source, template, year: null });
    return answer.ok ? { ok: true, value: answer.review } : { ok: false, message: answer.message };
  }

  /** The figures of a document or workbook, none of which is opened. */
  async figures(job: string, source: ImportSource, template: string | null): Promise<Result<Figures>> {
    if (!isDocumentName('name' in source ? source.name : source.path)) {
      const read = await this.import(job, source, template);
      return read.ok ? { ok: true, value: { document: read.value.document, review: read.value } } : read;
    }
    const read = 'path' in source ? await this.bridge.call('document.read', source) : documentIn(source);
    if (!read.ok) return read;
    const hasTemplate = this.template(read.document.template) !== null;
    return hasTemplate ? { ok: true, value: { document: read.document, review: null } } : { ok: false, message: withoutTemplate(read.document) };
  }

  /** Remembers what words of a workbook mean; null where it worked, else why not. */
  async teach(add: readonly Synonym[], remove: readonly Synonym[]): Promise<string | null> {
    const answer = await this.bridge.call('import.teach', { add: [...add], remove: [...remove] });
    return answer.ok ? null : answer.message;
  }

  /** Starts on a document that was imported or taken from the journal; `gestures` are done again on it. */
  start({ document, record = [] }: DocumentFile, path: string | null, fingerprint: string | null, gestures: readonly Gesture[] = []): Result<Session> {
    const template = this.template(document.template);
    if (template === null) return { ok: false, message: withoutTemplate(document) };
    const prior = document.prior === undefined ? template : (this.template(document.prior.template) ?? template);
    const id = crypto.randomUUID();
    // Handing over a large document takes a moment, in which nothing can be typed yet.
    const journal = new JournalLine(this.bridge, id, path, { document, record }, painted());
    const now = gestures.reduce((sum, gesture) => applyEdits(sum, gesture.edits), document);
    for (const gesture of gestures) void journal.record(gesture);
    const workspace = new Workspace({ template, priorTemplate: prior, document: now, record: recoverRecord(record, gestures), isSaved: path !== null && gestures.length === 0, reviewsLater: true, keep: journal.record });
    return { ok: true, value: { id, path, fingerprint, workspace, journal } };
  }

  /** Saves; the journal begins anew on what was saved. */
  async save(session: Session, path: string, force: boolean): Promise<Result<Session> & { readonly code?: string }> {
    const { workspace, journal } = session;
    const written = workspace.write();
    const { document, record } = written;
    const fingerprint = path === session.path ? session.fingerprint : null;
    journal.saving();
    const answer = await this.bridge.call('document.save', { path, document, record, fingerprint, force });
    if (!answer.ok) {
      journal.notSaved();
      return { ok: false, message: answer.message, code: answer.code };
    }
    workspace.markSaved(written);
    await journal.saved(path, { document, record });
    return { ok: true, value: { ...session, path, fingerprint: answer.fingerprint } };
  }

  async export(session: Session, wish: Omit<CallArgs<'export.run'>, 'document'>): Promise<Result<readonly string[]> & { readonly code?: string }> {
    const { document } = session.workspace.snapshot();
    const answer = await this.bridge.call('export.run', { ...wish, document });
    return answer.ok ? { ok: true, value: answer.notices } : { ok: false, message: answer.message, code: answer.code };
  }

  close(session: Session): Promise<void> {
    return session.journal.close();
  }

  /** How a template set writes and audits texts. */
  narrative(template: Template): LoadedNarrative {
    return loadNarrative(this.files, template);
  }

  /** What a set demands before a report is published. */
  publication(template: Template): readonly PublicationItem[] {
    return loadPublication(this.files, template).items;
  }

  /** The template set `id`; null where it is not there or has mistakes. */
  template(id: string): Template | null {
    const known = this.templates.get(id);
    if (known !== undefined) return known;
    const loaded = loadTemplate(this.files, id);
    if (!loaded.ok) return null;
    this.templates.set(id, loaded.template);
    return loaded.template;
  }
}

/** Whether a file is one of our documents, by its name. */
export function isDocumentName(name: string): boolean {
  return name.toLowerCase().endsWith('.mingzhang');
}

function withoutTemplate({ template }: Document): string {
  return `本机没有文档所用的模板 ${template}。请安装该模板后再打开。`;
}

/** A document that came as bytes. */
function documentIn({ name, base64 }: { readonly name: string; readonly base64: string }): ({ readonly ok: true } & DocumentFile) | { readonly ok: false; readonly message: string } {
  const opened = openDocument(textOfBase64(base64));
  return opened.ok ? opened : { ok: false, message: `${name}：${opened.problem}。请换一个文件。` };
}
