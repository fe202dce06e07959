/** A fake of the calls that the Electron host makes. Events are said by the test; what the host did is kept to be looked at. */
import { EventEmitter } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import type { BrowserWindowConstructorOptions, MenuItemConstructorOptions } from 'electron';
import type { ElectronParts, FramePart, InvokeEvent } from '../../../main/electron/electron-parts.ts';
import { startElectron } from '../../../main/electron/start-electron.ts';
import { checkout, temporaryFolder } from '../kept-documents.ts';

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export class FakeContents extends EventEmitter {
  readonly mainFrame: FramePart = { origin: 'app://mingzhang' };
  readonly sent: unknown[] = [];
  openHandler: (() => { action: string }) | null = null;
  readonly reload = vi.fn();
  /** Print jobs that the system's dialog is open for. */
  readonly printing: { readonly options: unknown; readonly done: (isPrinted: boolean, why: string) => void }[] = [];

  constructor(readonly id: number) {
    super();
  }

  send(channel: string, event: unknown): void {
    this.sent.push([channel, event]);
  }
  print(options: unknown, done: (isPrinted: boolean, why: string) => void): void {
    this.printing.push({ options, done });
  }
  isDestroyed(): boolean {
    return false;
  }
  setWindowOpenHandler(handler: () => { action: 'deny' }): void {
    this.openHandler = handler;
  }
}

export class FakeWindow extends EventEmitter {
  readonly webContents: FakeContents;
  readonly show = vi.fn();
  readonly focus = vi.fn();
  readonly restore = vi.fn();
  readonly maximize = vi.fn();
  readonly setDocumentEdited = vi.fn();
  bounds: Rectangle;
  isMax = false;

  constructor(readonly options: BrowserWindowConstructorOptions, id: number) {
    super();
    this.webContents = new FakeContents(id);
    const { x = 0, y = 0, width = 0, height = 0 } = options;
    this.bounds = { x, y, width, height };
  }

  loadURL(_url: string): Promise<void> {
    this.webContents.emit('did-navigate');
    this.emit('ready-to-show');
    return Promise.resolve();
  }
  isMinimized(): boolean {
    return false;
  }
  isMaximized(): boolean {
    return this.isMax;
  }
  getNormalBounds(): Rectangle {
    return this.bounds;
  }
  isGone = false;
  destroy(): void {
    this.isGone = true;
    this.webContents.emit('destroyed');
    this.emit('closed');
  }
  /** The user's click on the close button: whether the window went. */
  async clickClose(): Promise<boolean> {
    const event = cancellable();
    this.emit('close', event);
    if (!event.isPrevented()) this.destroy();
    await vi.waitFor(() => expect(this.isGone).toBe(true), 300).catch(() => undefined);
    return this.isGone;
  }
}

export function cancellable<T extends object>(rest?: T): T & { preventDefault(): void; isPrevented(): boolean } {
  let prevented = false;
  return { ...(rest ?? ({} as T)), preventDefault: () => void (prevented = true), isPrevented: () => prevented };
}

type PermissionRequest = Parameters<ElectronParts['session']['defaultSession']['setPermissionRequestHandler']>[0];
type PermissionCheck = Parameters<ElectronParts['session']['defaultSession']['setPermissionCheckHandler']>[0];

export class FakeElectron {
  readonly app = Object.assign(new EventEmitter(), {
    isPackaged: true, whenReady: () => Promise.resolve(), quit: vi.fn(), requestSingleInstanceLock: vi.fn(() => true), setPath: vi.fn(), addRecentDocument: vi.fn(),
  });
  readonly windows: FakeWindow[] = [];
  readonly dialog = {
    showOpenDialog: vi.fn(() => Promise.resolve({ canceled: true, filePaths: [] as string[] })),
    showSaveDialog: vi.fn(() => Promise.resolve({ canceled: true, filePath: '' })),
    showMessageBox: vi.fn(() => Promise.resolve({ response: 2, checkboxChecked: false })),
  };
  readonly shell = { showItemInFolder: vi.fn() };
  displays: Rectangle[] = [{ x: 0, y: 0, width: 1920, height: 1040 }];
  menu: readonly MenuItemConstructorOptions[] = [];
  schemes: readonly { scheme: string }[] = [];
  answer: (event: InvokeEvent, message: unknown) => Promise<unknown> = () => Promise.reject(new Error('no handler'));
  page: (request: Request) => Promise<Response> = () => Promise.reject(new Error('no pages'));
  askPermission: PermissionRequest = () => undefined;
  checkPermission: PermissionCheck = () => true;
  allowDevice: () => boolean = () => true;
  filter: (details: { url: string }, answer: (response: { cancel: boolean }) => void) => void = () => undefined;
  readonly sessionEvents = new EventEmitter();

  get window(): FakeWindow {
    const last = this.windows.at(-1);
    if (last === undefined) throw new Error('no window');
    return last;
  }

  get parts(): ElectronParts {
    const fake = this;
    return {
      app: this.app, dialog: this.dialog, shell: this.shell,
      BrowserWindow: class extends FakeWindow {
        constructor(options: BrowserWindowConstructorOptions) {
          super(options, fake.windows.length + 1);
          fake.windows.push(this);
        }
      },
      ipcMain: { handle: (_channel, listener) => void (this.answer = listener) },
      Menu: { buildFromTemplate: (template) => template, setApplicationMenu: (menu) => void (this.menu = menu) },
      protocol: { registerSchemesAsPrivileged: (schemes) => void (this.schemes = schemes) },
      screen: { getAllDisplays: () => this.displays.map((workArea) => ({ workArea })), getPrimaryDisplay: () => ({ workArea: this.displays[0] ?? { x: 0, y: 0, width: 800, height: 600 } }) },
      session: {
        defaultSession: {
          protocol: { handle: (_scheme, handler) => void (this.page = handler) },
          webRequest: { onBeforeRequest: (listener) => void (this.filter = listener) },
          setPermissionRequestHandler: (handler) => void (this.askPermission = handler),
          setPermissionCheckHandler: (handler) => void (this.checkPermission = handler),
          setDevicePermissionHandler: (handler) => void (this.allowDevice = handler),
          on: (event, listener) => this.sessionEvents.on(event, listener),
        },
      },
    };
  }

  /** A call as the window's own page makes it. */
  call(name: string, args: unknown): Promise<unknown> {
    return this.callFrom({}, { name, args });
  }

  callFrom(event: Partial<InvokeEvent>, message: unknown): Promise<unknown> {
    const { webContents } = this.window;
    return this.answer({ sender: { id: webContents.id }, senderFrame: webContents.mainFrame, ...event }, message);
  }

  menuItem(command: string): MenuItemConstructorOptions {
    const item = this.menu.flatMap((section) => section.submenu as MenuItemConstructorOptions[]).find((one) => one.id === command);
    if (item === undefined) throw new Error(`no menu item ${command}`);
    return item;
  }
}

export interface Started {
  readonly electron: FakeElectron;
  readonly data: string;
  readonly logged: unknown[];
}

export async function started(argv: readonly string[] = [], prepare: (electron: FakeElectron, data: string) => void | Promise<void> = () => undefined, platform: NodeJS.Platform = 'linux'): Promise<Started> {
  const electron = new FakeElectron();
  const data = await temporaryFolder();
  await mkdir(join(data, 'program', 'out', 'renderer'), { recursive: true });
  const logged: unknown[] = [];
  await prepare(electron, data);
  await startElectron({ parts: electron.parts, folders: { program: checkout, data }, argv, platform, log: (error) => logged.push(error) });
  return { electron, data, logged };
}

/** Writes a state file as an earlier run would have left it. */
export function kept(data: string, name: string, value: unknown): Promise<void> {
  return writeFile(join(data, name), JSON.stringify(value));
}
