/** Tells a process from a later one that was given the same number, where the system says when processes started. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

export const processMarkSchema = z.strictObject({ pid: z.number().int().positive(), started: z.string().nullable() });
export type ProcessMark = Readonly<z.infer<typeof processMarkSchema>>;

export function thisProcess(): ProcessMark {
  return { pid: process.pid, started: startOf(process.pid) };
}

export function isAlive(mark: ProcessMark): boolean {
  try {
    process.kill(mark.pid, 0);
  } catch (error) {
    // EPERM: it is there, and someone else's.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const started = startOf(mark.pid);
  return mark.started === null || started === null || started === mark.started;
}

/** Linux only: the 22nd field of /proc/PID/stat, counted after the command name, which may hold spaces. */
function startOf(pid: number): string | null {
  if (process.platform !== 'linux') return null;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
