/** Runs the real command line as a process. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const checkout = fileURLToPath(new URL('../../../', import.meta.url));

export interface CliRun {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

export function mingzhang(...args: readonly string[]): CliRun {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/mingzhang.mjs', ...args], { cwd: checkout, encoding: 'utf8', timeout: 60_000 });
  return { status, out: stdout, err: stderr };
}

export function sharedPath(name: string): string {
  return fileURLToPath(new URL(`../../../../shared/data/${name}`, import.meta.url));
}
