/** How long work tells what it is at: in words, and how much is done where that is known. */
import type { Caller } from '../handlers/handler.ts';

export type Report = (phase: string, fraction: number | null) => void;

export function reportTo(caller: Caller, job: string): Report {
  return (phase, fraction) => caller.send({ kind: 'progress', job, phase, fraction: fraction === null ? null : Math.min(Math.max(fraction, 0), 1) });
}
