/** The browser host as a command: serves until told to stop, and hands the address to the system's browser where asked to. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder, programFolder } from '../files/program-folders.ts';
import { startProgram } from '../handlers/program.ts';
import { type BrowserHost, startBrowserHost } from './browser-host.ts';
import { builtPages, developmentPages } from './page-source.ts';

export interface BrowserCommand {
  readonly port: number;
  readonly data: string | null;
  readonly isDevelopment: boolean;
  readonly opens: boolean;
  /** A document or workbook to begin with. */
  readonly file: string | null;
}

export async function runBrowserHost(command: BrowserCommand): Promise<BrowserHost | null> {
  const program = programFolder();
  if (!command.isDevelopment && !existsSync(join(program, 'out', 'renderer', 'index.html'))) {
    process.stderr.write('还没有构建界面。请先运行 npm run build，再重新启动。\n');
    process.exitCode = 2;
    return null;
  }
  const host = await startBrowserHost({
    port: command.port, file: command.file,
    start: (parts) => startProgram(parts, { program, data: command.data ?? dataFolder() }),
    pages: (server) => (command.isDevelopment ? developmentPages(program, server) : builtPages(program)),
    log: (line) => process.stderr.write(`${line}\n`),
  });
  process.stdout.write(`明账已启动，请用浏览器打开（按 Ctrl+C 退出）：\n${host.url}\n`);
  if (command.opens) openInBrowser(host.url);
  const stop = (): void => void host.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  return host;
}

/** Best effort: the address has been printed, so a machine without a browser command loses nothing. */
function openInBrowser(url: string): void {
  const [command, args] = opener(url);
  if (process.platform === 'linux' && process.env['DISPLAY'] === undefined && process.env['WAYLAND_DISPLAY'] === undefined) return;
  spawn(command, args, { detached: true, stdio: 'ignore' }).on('error', () => undefined).unref();
}

function opener(url: string): readonly [string, readonly string[]] {
  if (process.platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', url]];
  return process.platform === 'darwin' ? ['open', [url]] : ['xdg-open', [url]];
}
