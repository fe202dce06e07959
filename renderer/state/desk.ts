/** What lies on the desk: the open document, the questions asked, the work under way. Everything that the window does with files. */
import type { Document } from '../../shared/document/document.ts';
import type { Bridge, CallAnswer, HostEvent, ImportReview } from '../../shared/ipc.ts';
import type { MenuCommand } from '../../shared/menu.ts';
import type { ImportSource, Result, Session, Sessions } from './session.ts';

export type Question =
  | { readonly kind: 'leave' }
  | { readonly kind: 'changed'; readonly path: string }
  | { readonly kind: 'draft'; readonly message: string; readonly path: string };

export interface FileRequest {
  readonly purpose: 'open' | 'import' | 'save' | 'export-pdf' | 'export-xlsx';
  readonly suggested: string;
  readonly done: (path: string | null) => void;
}

export interface Work {
  readonly job: string;
  readonly title: string;
  readonly phase: string;
  readonly fraction: number | null;
}

export interface DeskView {
  readonly session: Session | null;
  readonly review: ImportReview | null;
  readonly request: FileRequest | null;
  readonly work: Work | null;
  readonly message: string;
  readonly question: Question | null;
  readonly recent: CallAnswer<'recent.list'>;
  readonly pending: CallAnswer<'journal.pending'>;
}

export type DeskCommand = Extract<MenuCommand, 'import' | 'open' | 'open-sample' | 'save' | 'save-as' | 'export-pdf' | 'export-xlsx' | 'undo' | 'redo' | 'close-document'> | 'save-and-close';

const EMPTY: DeskView = { session: null, review: null, request: null, work: null, message: '', question: null, recent: [], pending: [] };

export class Desk {
  private view: DeskView = EMPTY;
  private readonly listeners = new Set<() => void>();
  private stopTelling: () => void = () => undefined;

  constructor(private readonly sessions: Sessions) {}

  get bridge(): Bridge {
    return this.sessions.bridge;
  }

  readonly snapshot = (): DeskView => this.view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Begins to listen to the host; opens the file the program was started with. */
  async start(): Promise<void> {
    this.bridge.listen((event) => this.hear(event));
    await this.refresh();
    const { open } = await this.bridge.call('window.ready', {});
    if (open !== null) await this.openPath(open);
  }

  readonly commands: Readonly<Record<DeskCommand, () => void>> = {
    import: () => void this.importChosen(),
    open: () => void this.openChosen(),
    'open-sample': () => void this.importSample(),
    save: () => void this.save(false),
    'save-as': () => void this.save(true),
    'export-pdf': () => void this.exportAs('pdf'),
    'export-xlsx': () => void this.exportAs('xlsx'),
    undo: () => this.view.session?.workspace.undo(),
    redo: () => this.view.session?.workspace.redo(),
    'close-document': () => void this.leave(),
    'save-and-close': () => void this.saveAndClose(),
  };

  say(message: string): void {
    this.show({ message });
  }

  dismiss(): void {
    this.show({ question: null, review: null });
  }

  async openPath(path: string): Promise<void> {
    this.take(await this.sessions.open(path));
  }

  async importFrom(source: ImportSource): Promise<void> {
    const result = await this.working('正在识别工作簿', (job) => this.sessions.import(job, source));
    if (result.ok) this.show({ review: result.value });
    else this.say(result.message);
  }

  /** Opens what the review shows. */
  async accept(): Promise<void> {
    const { review } = this.view;
    if (review === null) return;
    this.show({ review: null });
    this.take(await this.sessions.start(review.document, null, null, []));
  }

  async recover(id: string): Promise<void> {
    const left = this.view.pending.find((one) => one.session === id);
    if (left === undefined) return;
    this.take(await this.sessions.start(left.base, left.path, null, left.gestures));
    await this.bridge.call('journal.close', { session: id });
  }

  async forget(id: string): Promise<void> {
    await this.bridge.call('journal.close', { session: id });
    await this.refresh();
  }

  cancelWork(): void {
    if (this.view.work !== null) void this.bridge.call('job.cancel', { job: this.view.work.job });
  }

  async save(asNew: boolean): Promise<boolean> {
    const { session } = this.view;
    if (session === null) return false;
    const path = asNew || session.path === null ? await this.choose('save', `${session.workspace.snapshot().document.department || '决算公开'}.mingzhang`) : session.path;
    return path === null ? false : this.saveTo(withEnding(path, '.mingzhang'), asNew && path !== session.path);
  }

  async saveTo(path: string, force: boolean): Promise<boolean> {
    const { session } = this.view;
    if (session === null) return false;
    const result = await this.sessions.save(session, path, force);
    if (result.ok) this.show({ session: result.value, question: null });
    else if (result.code === 'changed-by-other') this.show({ question: { kind: 'changed', path } });
    else this.say(result.message);
    return result.ok;
  }

  async exportTo(path: string, draft: boolean): Promise<void> {
    const { session } = this.view;
    if (session === null) return;
    this.show({ question: null });
    const kind = path.endsWith('.pdf') ? 'pdf' : 'xlsx';
    const result = await this.working('正在导出', (job) => this.sessions.export(job, session, kind, path, draft));
    if (result.ok) this.say([`已导出 ${path}`, ...result.value].join('。'));
    else if (result.code === 'open-errors') this.show({ question: { kind: 'draft', message: result.message, path } });
    else this.say(result.message);
  }

  /** Leaves the document; asks first where something would be lost. */
  async leave(isSure = false): Promise<void> {
    const { session } = this.view;
    if (session === null) return;
    if (!isSure && !session.workspace.snapshot().isSaved) return this.show({ question: { kind: 'leave' } });
    this.stopTelling();
    await this.sessions.close(session);
    this.show({ session: null, question: null });
    await this.refresh();
  }

  async saveAndLeave(): Promise<void> {
    if (await this.save(false)) await this.leave(true);
  }

  private async saveAndClose(): Promise<void> {
    if (await this.save(false)) window.close();
  }

  private async importChosen(): Promise<void> {
    const path = await this.choose('import', '');
    if (path !== null) await this.importFrom({ path });
  }

  private async openChosen(): Promise<void> {
    const path = await this.choose('open', '');
    if (path !== null) await this.openPath(path);
  }

  private async importSample(): Promise<void> {
    await this.importFrom(await this.bridge.call('sample.source', {}));
  }

  private async exportAs(kind: 'pdf' | 'xlsx'): Promise<void> {
    const path = await this.choose(kind === 'pdf' ? 'export-pdf' : 'export-xlsx', kind === 'pdf' ? 'report.pdf' : 'tables.xlsx');
    if (path !== null) await this.exportTo(withEnding(path, `.${kind}`), false);
  }

  /** The host's own dialog, or ours where it has none. */
  private async choose(purpose: FileRequest['purpose'], suggested: string): Promise<string | null> {
    const native = await this.bridge.call('files.choose', { purpose, suggested });
    if (native.native) return native.path;
    return new Promise((resolve) => {
      const done = (path: string | null): void => {
        this.show({ request: null });
        resolve(path);
      };
      this.show({ request: { purpose, suggested, done } });
    });
  }

  private async working<T>(title: string, run: (job: string) => Promise<T>): Promise<T> {
    const job = crypto.randomUUID();
    this.show({ work: { job, title, phase: '', fraction: null } });
    try {
      return await run(job);
    } finally {
      this.show({ work: null });
    }
  }

  private take(result: Result<Session>): void {
    if (!result.ok) {
      this.say(result.message);
      return;
    }
    this.show({ session: result.value });
    this.tellUnsaved(result.value.workspace.snapshot().document);
    this.stopTelling = result.value.workspace.subscribe(() => this.tellUnsaved(result.value.workspace.snapshot().document));
  }

  private tellUnsaved(document: Document): void {
    const isSaved = this.view.session?.workspace.snapshot().isSaved ?? true;
    void this.bridge.call('window.unsaved', { unsaved: !isSaved, title: document.department });
  }

  private hear(event: HostEvent): void {
    const { work } = this.view;
    if (event.kind === 'progress' && work?.job === event.job) this.show({ work: { ...work, phase: event.phase, fraction: event.fraction } });
    if (event.kind === 'command' && event.command in this.commands) this.commands[event.command as DeskCommand]();
    if (event.kind === 'open-file') void this.openPath(event.path);
  }

  private async refresh(): Promise<void> {
    this.show({ recent: await this.bridge.call('recent.list', {}), pending: await this.bridge.call('journal.pending', {}) });
  }

  private show(change: Partial<DeskView>): void {
    this.view = { ...this.view, ...change };
    for (const listener of this.listeners) listener();
  }
}

function withEnding(path: string, ending: string): string {
  return path.toLowerCase().endsWith(ending) ? path : `${path}${ending}`;
}
