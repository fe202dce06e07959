/**
 * Opens the built program in a real window, on either host: the scenarios are the same. The mode says which: `--mode electron`
 * is Electron's window, anything else Chromium on the browser host.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { findBinary } from '../../main/electron/find-binary.ts';

const checkout = fileURLToPath(new URL('../..', import.meta.url));
const isElectron = process.env['MODE'] === 'electron';

/** Why the scenarios can't run here, or null: for `describe.skipIf`. */
export const missing: string | null = whyMissing(isElectron);

export interface LaunchedWindow {
  readonly page: Page;
  /** The program's data folder; given again, a second launch finds what the first left. */
  readonly data: string;
  /** Another window on the same host; Electron has one window only. */
  newPage(): Promise<Page>;
  /** Ends the program as a power cut would: nothing is asked, nothing is written. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

export interface LaunchOptions {
  readonly data?: string;
  readonly file?: string;
  readonly context?: BrowserContextOptions;
  /** Run in every page before its own scripts. */
  readonly script?: string;
}

export async function launchWindow(options: LaunchOptions = {}): Promise<LaunchedWindow> {
  const data = options.data ?? (await mkdtemp(join(tmpdir(), 'mingzhang-e2e-')));
  return isElectron ? launchElectron(data, options) : launchBrowser(data, options);
}

/** Removes the data folder of launches that are closed. */
export function forget(data: string): Promise<void> {
  return rm(data, { recursive: true, force: true });
}

/** Why the scenarios of a host can't run on this machine, or null. */
export function whyMissing(inElectron: boolean): string | null {
  if (!existsSync(join(checkout, 'out', 'renderer', 'index.html'))) return '还没有构建，请先运行 npm run build';
  if (!inElectron) return existsSync(chromiumPath()) ? null : `没有 Chromium：${chromiumPath()}`;
  const binary = findBinary();
  return binary.ok ? null : binary.why;
}

function chromiumPath(): string {
  return process.env['MINGZHANG_CHROMIUM'] ?? '/usr/bin/chromium';
}

async function launchElectron(data: string, options: LaunchOptions): Promise<LaunchedWindow> {
  const binary = findBinary();
  if (!binary.ok) throw new Error(binary.why);
  const args = [checkout, ...(options.file === undefined ? [] : [options.file])];
  const program = await _electron.launch({ executablePath: binary.path, args, env: { ...process.env, MINGZHANG_DATA: data } as Record<string, string> });
  const page = await program.firstWindow();
  return { page, data, newPage: () => Promise.resolve(page), kill: () => killed(program.process()), close: () => program.close() };
}

async function launchBrowser(data: string, options: LaunchOptions): Promise<LaunchedWindow> {
  const args = [join(checkout, 'out', 'main', 'browser-main.js'), '--data', data, ...(options.file === undefined ? [] : [options.file])];
  const host = spawn(process.execPath, args, { cwd: checkout, stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await addressOf(host);
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumSwitches(), ignoreDefaultArgs: ['--hide-scrollbars'] });
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 }, ...options.context });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(url).origin });
  const open = async (): Promise<Page> => {
    const page = await context.newPage();
    if (options.script !== undefined) await page.addInitScript(options.script);
    await page.goto(url);
    return page;
  };
  return {
    page: await open(), data, newPage: open,
    kill: () => Promise.all([killed(host), browser.close()]).then(() => undefined),
    close: () => closed(host, browser),
  };
}

/** As root Chromium has no sandbox; the rest keeps it off a network that isn't there. */
function chromiumSwitches(): string[] {
  const quiet = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  return process.getuid?.() === 0 ? ['--no-sandbox', ...quiet] : quiet;
}

function addressOf(host: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    host.stdout?.on('data', (data: Buffer) => {
      said += data.toString();
      const url = /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/u.exec(said)?.[0];
      if (url !== undefined) resolve(url);
    });
    host.once('exit', (code) => reject(new Error(`browser host ended with ${code}`)));
  });
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

async function killed(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await ended(child);
}

async function closed(host: ChildProcess, browser: Browser): Promise<void> {
  await browser.close();
  host.kill('SIGTERM');
  await ended(host);
}
