/** Starts a worker: built, from the bundle of its name in `out/main`; from source, from its TypeScript file. */
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/** `own` is the caller's `import.meta.url`, `source` the worker's file as the caller would import it, such as `./export-worker.ts`. */
export function startWorker(own: string, source: string, options: WorkerOptions): Worker {
  if (!own.endsWith('.ts')) return new Worker(new URL(`${own.includes('/parts/') ? '../' : './'}${basename(source, '.ts')}.js`, own), options);
  // A thread needs the TypeScript loader registered anew, whatever the process was started with.
  const loader = new URL('dist/esm/api/index.mjs', pathToFileURL(createRequire(own).resolve('tsx/package.json'))).href;
  const script = `import(${JSON.stringify(loader)}).then((tsx) => { tsx.register(); return import(${JSON.stringify(new URL(source, own).href)}); })`;
  return new Worker(script, { ...options, eval: true });
}
