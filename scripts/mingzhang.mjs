/**
 * Runs the command line in a checkout: built once, as one file that starts twice as fast as compiling on the fly, and built again
 * when a source is newer than the build. One process builds, others wait for it.
 */
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

const checkout = dirname(dirname(fileURLToPath(import.meta.url)));
const built = join(checkout, 'out', 'main', 'mingzhang.js');
const lock = join(checkout, 'out', 'building');
/** A build takes a second; a lock this old was left behind by a killed one. */
const ABANDONED = 60_000;

if (isStale()) await build();
await import(pathToFileURL(built).href);

function isStale() {
  if (!existsSync(built)) return true;
  const made = statSync(built).mtimeMs;
  return ['shared', 'main', 'vite.main.config.ts', 'package.json'].some((name) => newest(join(checkout, name)) > made);
}

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path, { recursive: true }).filter((name) => name.endsWith('.ts')).map((name) => statSync(join(path, name), { throwIfNoEntry: false })?.mtimeMs ?? 0));
}

async function build() {
  mkdirSync(dirname(lock), { recursive: true });
  if (!taken()) {
    while (existsSync(lock)) await delay(50);
    return;
  }
  try {
    const { build: viteBuild } = await import('vite');
    await viteBuild({ configFile: join(checkout, 'vite.main.config.ts'), root: checkout, logLevel: 'error' });
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function taken() {
  if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs > ABANDONED) rmSync(lock, { recursive: true, force: true });
  try {
    mkdirSync(lock);
    return true;
  } catch {
    return false;
  }
}
