/** Whether Electron's window can open here, found out without importing Electron, which in plain Node would download it. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export type Binary = { readonly ok: true; readonly path: string } | { readonly ok: false; readonly why: string };

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly environment: NodeJS.ProcessEnv;
  readonly isRoot: boolean;
}

const thisMachine: Machine = { platform: process.platform, environment: process.env, isRoot: process.getuid?.() === 0 };

export function findBinary(machine: Machine = thisMachine, folder: string | null = electronFolder()): Binary {
  const path = folder === null ? null : binaryIn(folder);
  if (path === null) return { ok: false, why: '没有安装 Electron 程序（可运行 npx install-electron 安装）' };
  if (machine.platform !== 'linux') return { ok: true, path };
  const { DISPLAY, WAYLAND_DISPLAY } = machine.environment;
  if (!DISPLAY && !WAYLAND_DISPLAY) return { ok: false, why: '这台机器没有图形桌面' };
  if (machine.isRoot) return { ok: false, why: 'Electron 不以 root 身份运行' };
  return { ok: true, path };
}

function electronFolder(): string | null {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch {
    return null;
  }
}

/** The package's own note of where the binary was unpacked; there only when it was. */
function binaryIn(folder: string): string | null {
  const note = join(folder, 'path.txt');
  if (!existsSync(note)) return null;
  const path = join(folder, 'dist', readFileSync(note, 'utf8'));
  return existsSync(path) ? path : null;
}
