/** Where a worker's code is: from source the TypeScript file itself, built the bundle of that name in `out/main`. */
import { basename } from 'node:path';
import type { WorkerOptions } from 'node:worker_threads';

export interface WorkerEntry {
  readonly url: URL;
  readonly options: WorkerOptions;
}

/** `module` is the caller's `import.meta.url`, `source` the worker's file beside it, such as `./export-worker.ts`. */
export function workerEntry(module: string, source: string): WorkerEntry {
  if (module.endsWith('.ts')) return { url: new URL(source, module), options: { execArgv: ['--import', 'tsx'] } };
  const folder = /\/parts\/[^/]*$/u.test(module) ? '../' : './';
  return { url: new URL(`${folder}${basename(source, '.ts')}.js`, module), options: {} };
}
