/** `npm start`: the Electron window where that can start; otherwise says why in one line and serves the browser host. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runBrowserHost } from './browser/run-browser-host.ts';
import { findBinary } from './electron/find-binary.ts';
import { fileArgument } from './files/file-argument.ts';
import { programFolder } from './files/program-folders.ts';

/** A window that is gone with an error this soon never opened. */
const STARTING = 10_000;

const program = programFolder();
const args = process.argv.slice(2);
const why = args.includes('--browser') ? '按要求使用浏览器' : await runElectron();
if (why !== null) {
  process.stdout.write(`不使用 Electron 窗口：${why}。改在浏览器中打开。\n`);
  await runBrowserHost({ port: 0, data: null, isDevelopment: false, opens: true, file: fileArgument(args) });
}

/** null when the window has opened, and been closed again; otherwise why it did not open. */
async function runElectron(): Promise<string | null> {
  const binary = findBinary();
  if (!binary.ok) return binary.why;
  if (!existsSync(join(program, 'out', 'main', 'electron-main.js'))) return '还没有构建（请运行 npm run build）';
  const started = Date.now();
  const code = await new Promise<number | null>((resolve) => {
    const child = spawn(binary.path, [program, ...args], { stdio: 'inherit' });
    child.on('error', () => resolve(-1));
    child.on('exit', (exit) => resolve(exit));
  });
  return code !== 0 && Date.now() - started < STARTING ? `Electron 启动失败（${code === null ? '被系统终止' : `退出码 ${code}`}）` : null;
}
