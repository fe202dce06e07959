/**
 * The calls of Electron that this host makes, and no others: typed from Electron's own types, so that `electron-main.ts` shows
 * the real one fits, and small enough for a fake in tests, as the binary isn't there on every machine.
 */
import type * as Electron from 'electron';

export interface FramePart {
  readonly origin: string;
}

export interface ContentsPart {
  readonly id: number;
  readonly mainFrame: FramePart;
  send(channel: string, event: unknown): void;
  reload(): void;
  print(options: Electron.WebContentsPrintOptions, done: (isPrinted: boolean, why: string) => void): void;
  isDestroyed(): boolean;
  setWindowOpenHandler(handler: () => { action: 'deny' }): void;
  on(event: 'will-navigate', listener: (event: { preventDefault(): void; readonly url: string }) => void): unknown;
  on(event: 'will-attach-webview', listener: (event: { preventDefault(): void }) => void): unknown;
  on(event: 'did-navigate' | 'destroyed', listener: () => void): unknown;
  on(event: 'render-process-gone', listener: (event: unknown, details: { readonly reason: string }) => void): unknown;
}

export interface WindowPart {
  readonly webContents: ContentsPart;
  loadURL(url: string): Promise<void>;
  show(): void;
  focus(): void;
  restore(): void;
  maximize(): void;
  destroy(): void;
  isMinimized(): boolean;
  isMaximized(): boolean;
  getNormalBounds(): Electron.Rectangle;
  setDocumentEdited(edited: boolean): void;
  on(event: 'close', listener: (event: { preventDefault(): void }) => void): unknown;
  on(event: 'closed', listener: () => void): unknown;
  once(event: 'ready-to-show', listener: () => void): unknown;
}

export interface SessionPart {
  readonly protocol: { handle(scheme: string, handler: (request: Request) => Promise<Response>): void };
  readonly webRequest: { onBeforeRequest(listener: (details: { readonly url: string }, answer: (response: { cancel: boolean }) => void) => void): void };
  setPermissionRequestHandler(handler: (contents: unknown, permission: string, answer: (granted: boolean) => void, details: { readonly requestingUrl?: string }) => void): void;
  setPermissionCheckHandler(handler: (contents: unknown, permission: string, origin: string) => boolean): void;
  setDevicePermissionHandler(handler: () => boolean): void;
  on(event: 'will-download', listener: (event: { preventDefault(): void }) => void): unknown;
}

interface AppPart {
  readonly isPackaged: boolean;
  whenReady(): Promise<void>;
  quit(): void;
  requestSingleInstanceLock(): boolean;
  setPath(name: 'userData', path: string): void;
  addRecentDocument(path: string): void;
  on(event: 'window-all-closed' | 'activate' | 'before-quit' | 'will-quit', listener: () => void): unknown;
  on(event: 'open-file', listener: (event: { preventDefault(): void }, path: string) => void): unknown;
  on(event: 'second-instance', listener: (event: unknown, argv: string[], folder: string) => void): unknown;
}

export interface InvokeEvent {
  readonly sender: { readonly id: number };
  readonly senderFrame: FramePart | null;
}

export interface ElectronParts {
  readonly app: AppPart;
  readonly BrowserWindow: new (options: Electron.BrowserWindowConstructorOptions) => WindowPart;
  readonly dialog: {
    showOpenDialog(options: Electron.OpenDialogOptions): Promise<Electron.OpenDialogReturnValue>;
    showSaveDialog(options: Electron.SaveDialogOptions): Promise<Electron.SaveDialogReturnValue>;
    showMessageBox(options: Electron.MessageBoxOptions): Promise<Electron.MessageBoxReturnValue>;
  };
  readonly ipcMain: { handle(channel: string, listener: (event: InvokeEvent, message: unknown) => Promise<unknown>): void };
  readonly Menu: { buildFromTemplate(template: Electron.MenuItemConstructorOptions[]): unknown; setApplicationMenu(menu: never): void };
  readonly protocol: { registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void };
  readonly screen: { getAllDisplays(): readonly { readonly workArea: Electron.Rectangle }[]; getPrimaryDisplay(): { readonly workArea: Electron.Rectangle } };
  readonly session: { readonly defaultSession: SessionPart };
  readonly shell: { showItemInFolder(path: string): void };
}
