/** Runs the real command line as a process. */
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const checkout = fileURLToPath(new URL('../../../', import.meta.url));

export interface CliRun {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

export function mingzhang(...args: readonly string[]): CliRun {
  return run(process.execPath, ['scripts/mingzhang.mjs', ...args]);
}

/** With its output piped into another program; the status is still the command line's. */
export function mingzhangInto(program: string, ...args: readonly string[]): CliRun {
  return run('bash', ['-o', 'pipefail', '-c', `"$0" scripts/mingzhang.mjs "$@" | ${program}`, process.execPath, ...args]);
}

/** As a user who owns nothing, where the tests run as root, whom no permission stops. */
export function mingzhangUnprivileged(...args: readonly string[]): CliRun {
  const nobody = 65_534;
  return run(process.execPath, ['scripts/mingzhang.mjs', ...args], process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {});
}

/** On a machine that has learned what `data` holds. */
export function mingzhangWith(data: string, ...args: readonly string[]): CliRun {
  return run(process.execPath, ['scripts/mingzhang.mjs', ...args], {}, data);
}

/** What the person who runs the tests has taught the program is none of theirs. */
const NOTHING_LEARNED = join(tmpdir(), 'mingzhang-tests-nothing-learned');

function run(program: string, args: readonly string[], user: { readonly uid?: number; readonly gid?: number } = {}, data = NOTHING_LEARNED): CliRun {
  const { status, stdout, stderr } = spawnSync(program, [...args], { cwd: checkout, encoding: 'utf8', timeout: 60_000, env: { ...process.env, MINGZHANG_DATA: data }, ...user });
  return { status, out: stdout, err: stderr };
}

export function sharedPath(name: string): string {
  return fileURLToPath(new URL(`../../../../shared/data/${name}`, import.meta.url));
}
