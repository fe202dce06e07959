/** What lies on the desk: the open document, the questions asked, the work under way. Everything that the window does with files. */
import type { Document } from '../../shared/document/document.ts';
import { type Bridge, eventSchema, type HostEvent, type Settings } from '../../shared/ipc.ts';
import { CommandBoard } from './command-board.ts';
import { deskCommands } from './desk-commands.ts';
import { type DeskView, EMPTY_DESK, type ExportKind, type HelpSheet } from './desk-view.ts';
import { EditorState } from './editor-state.ts';
import { FileChoice, withEnding } from './file-choice.ts';
import { ImportDesk } from './import-desk.ts';
import type { Result, Session, Sessions } from './session.ts';
import { suggestedName } from './suggested-name.ts';

const HINT_STAYS = 8000;

export class Desk {
  private view: DeskView = EMPTY_DESK;
  private readonly listeners = new Set<() => void>();
  private stopTelling: () => void = () => undefined;
  private told = '';
  private fading = 0;
  private cancelling = new AbortController();
  readonly files: FileChoice;
  readonly imports: ImportDesk;
  /** What exports gave notice of so far: most of it, such as fonts that are lacking, holds for every file. */
  private readonly noticed = new Set<string>();

  readonly board = new CommandBoard();

  constructor(readonly sessions: Sessions) {
    this.files = new FileChoice(sessions.bridge, (request) => this.show({ request }));
    this.imports = new ImportDesk(this, sessions);
    this.board.add(deskCommands(this));
  }

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
    this.bridge.listen((event) => this.hear(eventSchema.parse(event)));
    const listed = this.refresh();
    const [settings, info, { open }] = await Promise.all([this.bridge.call('settings.read', {}), this.bridge.call('app.info', {}), this.bridge.call('window.ready', {})]);
    this.show({ settings, info });
    if (open !== null) await this.openPath(open);
    await listed;
  }

  /** Runs a command of the menu; what is being typed in a cell is entered first. */
  run(command: string): boolean {
    if (this.board.find(command) === null) return false;
    this.view.editor?.settle();
    return this.board.run(command);
  }

  set(settings: Settings): void {
    this.show({ settings });
    this.view.editor?.change({ settings });
    void this.bridge.call('settings.write', settings).then((answer) => {
      if (!answer.ok) this.say(answer.message);
    });
  }

  say(message: string): void {
    window.clearTimeout(this.fading);
    this.show({ message });
  }

  /** Says what matters only for a moment: why a key did nothing. */
  hint(message: string): void {
    this.say(message);
    if (message !== '') this.fading = window.setTimeout(() => this.say(''), HINT_STAYS);
  }

  open(sheet: HelpSheet): void {
    this.show({ sheet });
  }

  /** Closes one of the windows that lie over the page; those under it stay. */
  dismiss(what: 'question' | 'reviewing' | 'sheet' | 'task'): void {
    this.show({ [what]: null });
  }

  async openPath(path: string): Promise<void> {
    await this.begin(() => this.sessions.open(path));
  }

  /** Puts another document on the desk, when the user has said what becomes of unsaved steps; `then` follows when it lies there. */
  begin(start: () => Result<Session> | Promise<Result<Session>>, then: (editor: EditorState) => void = () => undefined): Promise<void> {
    return this.unlessUnsaved(async () => {
      const editor = await this.take(await start());
      if (editor !== null) then(editor);
    });
  }

  async recover(id: string): Promise<void> {
    const left = this.view.pending.find((one) => one.session === id);
    if (left === undefined) return;
    const taken = this.sessions.start({ document: left.base, record: left.record }, left.path, null, left.gestures);
    await this.take(taken);
    // What was left goes only when it is safe in this window's journal.
    if (taken.ok && (await taken.value.journal.kept()) === null) await this.bridge.call('journal.close', { session: id });
  }

  async forget(id: string): Promise<void> {
    await this.bridge.call('journal.close', { session: id });
    await this.refresh();
  }

  async forgetRecent(path: string): Promise<void> {
    await this.bridge.call('recent.forget', { path });
    await this.refresh();
  }

  cancelWork(): void {
    this.cancelling.abort();
    if (this.view.work !== null) void this.bridge.call('job.cancel', { job: this.view.work.job });
  }

  async save(asNew: boolean): Promise<boolean> {
    const { session } = this.view;
    if (session === null) return false;
    if (!asNew && session.path !== null) return this.saveTo(session.path, false);
    const path = await this.files.ask('save', suggestedName(session.workspace.snapshot().document, '部门决算', 'mingzhang'));
    return path === null ? false : this.saveTo(withEnding(path, '.mingzhang'), this.files.isNative);
  }

  async saveTo(path: string, force: boolean): Promise<boolean> {
    const { session } = this.view;
    if (session === null) return false;
    const result = await this.sessions.save(session, path, force);
    if (result.ok) this.show({ session: result.value, question: null });
    else if (result.code === 'changed-by-other') this.show({ question: { kind: path === session.path ? 'changed' : 'exists', path } });
    else if (result.code === 'moved-away') this.show({ question: { kind: 'moved', path } });
    else this.say(result.message);
    return result.ok;
  }

  async exportTo(path: string, draft: boolean, kind: ExportKind): Promise<void> {
    const { session } = this.view;
    if (session === null) return;
    this.show({ question: null });
    const result = await this.working('正在导出', (job) => this.sessions.export(session, { job, kind, path, draft, look: this.view.settings.exports }));
    if (result.ok) this.sayExported(path, result.value);
    else if (result.code === 'open-errors') this.show({ question: { kind: 'draft', path, as: kind } });
    else this.say(result.message);
  }

  /** Stays only while there is something new to read. */
  private sayExported(path: string, notices: readonly string[]): void {
    const fresh = notices.filter((notice) => !this.noticed.has(notice));
    for (const notice of fresh) this.noticed.add(notice);
    const known = notices.length - fresh.length;
    const words = [`已导出 ${path}`, ...fresh, ...(known === 0 ? [] : [`此前提示过的 ${known} 处情况仍在`])].join('。');
    if (fresh.length === 0) this.hint(words);
    else this.say(words);
  }

  /** Leaves the document; asks first where something would be lost. */
  leave(): Promise<void> {
    return this.unlessUnsaved(async () => {
      await this.letGo();
      this.show({ session: null, editor: null, message: '' });
      await this.refresh();
    });
  }

  async saveAnd(then: () => unknown): Promise<void> {
    if (await this.save(false)) await then();
  }

  async openChosen(): Promise<void> {
    const path = await this.files.ask('open', '');
    if (path !== null) await this.openPath(path);
  }

  /** Long work under its title, with progress and a way to cancel it. */
  async working<T>(title: string, run: (job: string, signal: AbortSignal) => Promise<T>): Promise<T> {
    const job = crypto.randomUUID();
    this.cancelling = new AbortController();
    this.show({ work: { job, title, phase: '', fraction: null } });
    try {
      return await run(job, this.cancelling.signal);
    } finally {
      this.show({ work: null });
    }
  }

  /** Does what ends the work on the document, at once or when the user has said what becomes of unsaved steps. */
  private async unlessUnsaved(then: () => Promise<void>): Promise<void> {
    if (this.view.session?.workspace.snapshot().isSaved === false) this.show({ question: { kind: 'leave', then } });
    else await then();
  }

  private async letGo(): Promise<void> {
    this.stopTelling();
    if (this.view.session !== null) await this.sessions.close(this.view.session);
  }

  private async take(result: Result<Session>): Promise<EditorState | null> {
    if (!result.ok) {
      this.say(result.message);
      return null;
    }
    await this.letGo();
    const { workspace } = result.value;
    const editor = new EditorState(workspace, this.view.settings, (message) => this.hint(message), this.sessions.narrative(workspace.template), this.sessions.publication(workspace.template));
    editor.saveSettings = (settings) => this.set(settings);
    this.show({ session: result.value, editor, message: '', reviewing: null, task: null });
    this.tellUnsaved(result.value.workspace.snapshot().document);
    this.stopTelling = result.value.workspace.subscribe(() => this.tellUnsaved(result.value.workspace.snapshot().document));
    return editor;
  }

  /** The host is told only when it changes: this is asked after every step. */
  private tellUnsaved(document: Document): void {
    const unsaved = this.view.session?.workspace.snapshot().isSaved === false;
    const told = `${unsaved} ${document.department}`;
    if (told === this.told) return;
    this.told = told;
    void this.bridge.call('window.unsaved', { unsaved, title: document.department });
  }

  private hear(event: HostEvent): void {
    const { work } = this.view;
    if (event.kind === 'progress' && work?.job === event.job) this.show({ work: { ...work, phase: event.phase, fraction: event.fraction } });
    if (event.kind === 'command') this.run(event.command);
    if (event.kind === 'open-file') void this.openPath(event.path);
  }

  private async refresh(): Promise<void> {
    const [recent, pending] = await Promise.all([this.bridge.call('recent.list', {}), this.bridge.call('journal.pending', {})]);
    this.show({ recent, pending });
  }

  show(change: Partial<DeskView>): void {
    this.view = { ...this.view, ...change };
    for (const listener of this.listeners) listener();
  }
}
