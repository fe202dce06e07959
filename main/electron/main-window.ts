/** The window: its place kept, its page guarded, its closing asked about while work is unsaved. */
import type { BrowserWindowConstructorOptions } from 'electron';
import type { HostEvent } from '../../shared/ipc.ts';
import { errnoOf } from '../files/disk.ts';
import type { StateFile } from '../files/state-file.ts';
import type { HandlerArgs } from '../handlers/handler.ts';
import { APP_ORIGIN } from './app-pages.ts';
import { sendEvent } from './call-channel.ts';
import type { ContentsPart, ElectronParts, WindowPart } from './electron-parts.ts';
import { guardContents } from './guard-session.ts';
import { placeOnScreen, SMALLEST, type WindowPlace } from './window-place.ts';

export interface WindowWatch {
  opened(client: string): void;
  gone(client: string): void;
  /** The user has chosen to lose what is unsaved. */
  discarded(client: string): Promise<void>;
  /** The user has chosen not to close after all. */
  stayed(): void;
  closed(): void;
}

export class MainWindow {
  private readonly window: WindowPart;
  /** Asked for once: a window that is gone can't be asked. */
  readonly contents: ContentsPart;
  private readonly id: number;
  private loads = 0;
  private unsaved: HandlerArgs<'window.unsaved'> = { unsaved: false, title: '' };
  private isLeaving = false;

  constructor(
    private readonly parts: ElectronParts,
    private readonly places: StateFile<WindowPlace>,
    private readonly watch: WindowWatch,
    place: WindowPlace,
    preload: string,
  ) {
    this.window = new parts.BrowserWindow(windowOptions(parts, place, preload));
    this.contents = this.window.webContents;
    this.id = this.contents.id;
    guardContents(this.contents);
    this.contents.on('did-navigate', () => this.loaded());
    this.contents.on('destroyed', () => watch.gone(this.client));
    this.contents.on('render-process-gone', (_event, { reason }) => {
      // A page that ended by itself, as when the system shuts down, has not failed.
      if (reason !== 'clean-exit') void this.crashed();
    });
    this.window.once('ready-to-show', () => this.appear(place));
    this.window.on('close', (event) => this.closing(event));
    this.window.on('closed', () => watch.closed());
  }

  /** A load is a window of its own to the journal: what the page before it left is to be taken up. */
  get client(): string {
    return `window-${this.id}-${this.loads}`;
  }

  load(): Promise<void> {
    return this.window.loadURL(`${APP_ORIGIN}/`);
  }

  send(event: HostEvent): void {
    sendEvent(this.contents, event);
  }

  comeForward(): void {
    if (this.window.isMinimized()) this.window.restore();
    this.window.show();
    this.window.focus();
  }

  /** Through the system's dialog; over when it is closed, printed or not. */
  print(): Promise<void> {
    return new Promise((resolve) => this.contents.print({ silent: false, printBackground: true }, () => resolve()));
  }

  setUnsaved(state: HandlerArgs<'window.unsaved'>): void {
    this.unsaved = state;
    this.window.setDocumentEdited(state.unsaved);
  }

  private appear(place: WindowPlace): void {
    if (place.isMaximized) this.window.maximize();
    this.window.show();
  }

  private loaded(): void {
    if (this.loads > 0) this.watch.gone(this.client);
    this.loads += 1;
    this.unsaved = { unsaved: false, title: '' };
    this.watch.opened(this.client);
  }

  private closing(event: { preventDefault(): void }): void {
    event.preventDefault();
    if (this.isLeaving) return;
    this.isLeaving = true;
    void (this.unsaved.unsaved ? this.askToClose() : this.leave());
  }

  /** The place is written before the window goes: the program ends with its last window. */
  private async leave(): Promise<void> {
    try {
      await this.places.update(() => placeOf(this.window));
    } catch (error) {
      // A full disk is no reason to keep the user here.
      if (errnoOf(error) === null) throw error;
    } finally {
      this.window.destroy();
    }
  }

  private async askToClose(): Promise<void> {
    const { response } = await this.parts.dialog.showMessageBox({
      type: 'warning', title: '明账', message: `“${this.unsaved.title}”有未保存的修改。`, detail: '不保存就关闭，这些修改将无法恢复。',
      buttons: ['保存并关闭', '不保存', '取消'], defaultId: 0, cancelId: 2, noLink: true,
    });
    if (response === 1) {
      await this.watch.discarded(this.client);
      return this.leave();
    }
    this.isLeaving = false;
    if (response === 0) this.send({ kind: 'command', command: 'save-and-close' });
    else this.watch.stayed();
    return undefined;
  }

  private async crashed(): Promise<void> {
    this.watch.gone(this.client);
    const { response } = await this.parts.dialog.showMessageBox({
      type: 'error', title: '明账', message: '界面意外停止。', detail: '已输入的内容都记在恢复日志中，重新载入后可以恢复。', buttons: ['重新载入', '退出'], defaultId: 0, cancelId: 1, noLink: true,
    });
    if (response === 0) this.contents.reload();
    else this.window.destroy();
  }
}

function windowOptions(parts: ElectronParts, place: WindowPlace, preload: string): BrowserWindowConstructorOptions {
  const screens = parts.screen.getAllDisplays().map((display) => display.workArea);
  return {
    ...placeOnScreen(place, screens, parts.screen.getPrimaryDisplay().workArea),
    minWidth: SMALLEST.width, minHeight: SMALLEST.height, show: false, title: '明账',
    webPreferences: { preload, contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true, webviewTag: false, navigateOnDragDrop: false, spellcheck: false },
  };
}

function placeOf(window: WindowPart): WindowPlace {
  return { ...window.getNormalBounds(), isMaximized: window.isMaximized() };
}
