/** The Electron host's life: one instance, one window, the same program behind it as in the browser host. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileArgument } from '../files/file-argument.ts';
import { StateFile } from '../files/state-file.ts';
import type { HostParts } from '../handlers/handler.ts';
import { type Folders, type Program, startProgram } from '../handlers/program.ts';
import { registerScheme, serveAppPages } from './app-pages.ts';
import { answerCalls } from './call-channel.ts';
import type { ElectronParts } from './electron-parts.ts';
import { guardSession } from './guard-session.ts';
import { MainWindow } from './main-window.ts';
import { chooseNatively } from './native-dialogs.ts';
import { menuTemplate } from './native-menu.ts';
import { FIRST_PLACE, type WindowPlace, windowPlaceSchema } from './window-place.ts';

export interface ElectronStart {
  readonly parts: ElectronParts;
  readonly folders: Folders;
  readonly argv: readonly string[];
  readonly platform: NodeJS.Platform;
  readonly log: (error: unknown) => void;
}

/** Returns once the first window has loaded; at once where another instance is running and has been told. */
export async function startElectron(start: ElectronStart): Promise<void> {
  const { app, protocol } = start.parts;
  // Electron refuses a folder that is not there, as at the first start.
  mkdirSync(start.folders.data, { recursive: true });
  app.setPath('userData', start.folders.data);
  if (!app.requestSingleInstanceLock()) return app.quit();
  registerScheme(protocol);
  const host = new ElectronHost(start);
  host.hearFiles();
  await app.whenReady();
  await host.begin();
}

class ElectronHost {
  private readonly program: Program;
  private readonly places: StateFile<WindowPlace>;
  private window: MainWindow | null = null;
  private isListening = false;
  private hasBegun = false;
  /** A Mac's program stays without windows, unless it was told to quit: closing the window only puts that off. */
  private isQuitting = false;
  /** Handed over before there was a window that listens. */
  private waiting: string | null;

  constructor(private readonly start: ElectronStart) {
    this.waiting = fileArgument(start.argv);
    this.places = new StateFile(start.folders.data, 'window.json', windowPlaceSchema, FIRST_PLACE);
    this.program = startProgram(this.hostParts(), start.folders);
    if (this.waiting !== null) this.program.prepare(this.waiting);
  }

  /** macOS says which file was opened even before the program is ready. */
  hearFiles(): void {
    const { app } = this.start.parts;
    app.on('open-file', (event, path) => {
      event.preventDefault();
      this.openFile(path);
    });
    app.on('second-instance', (_event, argv, folder) => {
      const file = fileArgument(argv.slice(1), folder);
      this.window?.comeForward();
      if (file !== null) this.openFile(file);
    });
  }

  async begin(): Promise<void> {
    const { parts, folders, platform, log } = this.start;
    guardSession(parts.session.defaultSession);
    serveAppPages(parts.session.defaultSession, join(folders.program, 'out', 'renderer'));
    answerCalls(parts.ipcMain, this.program.handlers, () => this.window, log);
    const template = menuTemplate({ platform, isPackaged: parts.app.isPackaged, say: (command) => this.window?.send({ kind: 'command', command }) });
    parts.Menu.setApplicationMenu(parts.Menu.buildFromTemplate(template) as never);
    parts.app.on('activate', () => void this.openWindow());
    parts.app.on('before-quit', () => {
      this.isQuitting = true;
    });
    parts.app.on('window-all-closed', () => {
      if (platform !== 'darwin' || this.isQuitting) parts.app.quit();
    });
    parts.app.on('will-quit', () => void this.program.stop());
    this.hasBegun = true;
    await this.openWindow();
  }

  private async openWindow(): Promise<void> {
    if (this.window !== null) return this.window.comeForward();
    const { parts, folders } = this.start;
    const watch = {
      opened: (client: string) => this.program.windowOpened(client),
      gone: (client: string) => this.program.windowGone(client),
      discarded: (client: string) => this.program.windowDiscarded(client),
      stayed: () => {
        this.isQuitting = false;
      },
      closed: () => {
        this.window = null;
        this.isListening = false;
      },
    };
    const window = new MainWindow(parts, this.places, watch, await this.places.read(), join(folders.program, 'out', 'preload', 'preload.cjs'));
    this.window = window;
    await window.load();
  }

  /** Kept until a window asks for it, where none does yet; a Mac's program may have none at all. */
  private openFile(path: string): void {
    if (this.isListening && this.window !== null) this.window.send({ kind: 'open-file', path });
    else {
      this.waiting = path;
      this.program.prepare(path);
      if (this.hasBegun && this.window === null) void this.openWindow();
    }
  }

  private hostParts(): HostParts {
    const { app, dialog, shell } = this.start.parts;
    return {
      kind: 'electron',
      choose: (args) => chooseNatively(dialog, args),
      reveal: (path) => {
        shell.showItemInFolder(path);
        return Promise.resolve(true);
      },
      remember: (path) => app.addRecentDocument(path),
      firstFile: () => {
        this.isListening = true;
        const first = this.waiting;
        this.waiting = null;
        return first;
      },
      print: () => this.window?.print() ?? Promise.resolve(),
      unsaved: (_client, state) => this.window?.setUnsaved(state),
    };
  }
}
