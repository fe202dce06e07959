/** Runs an import in a thread of its own, with progress, a time limit and a way to cancel: ending the thread leaves nothing behind. */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type Outcome, problem } from './import-problem.ts';
import type { ImportJob, ImportMessage } from './import-worker.ts';
import type { ImportedWorkbook } from './import-workbook.ts';

export interface ImportControl {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number) => void;
  readonly timeoutMilliseconds?: number;
}

const DEFAULT_TIMEOUT = 60_000;
/** Enough for a workbook at the size limit; a file that needs more is refused as too large. */
const MEMORY = { maxOldGenerationSizeMb: 1536 } as const;

/** Imports a workbook; always settles, at the latest when the time is up. A bug in the thread rejects. */
export function importInWorker(job: ImportJob, control: ImportControl = {}): Promise<Outcome<ImportedWorkbook>> {
  if (control.signal?.aborted === true) return Promise.resolve(problem('cancelled', job.fileName));
  return new Promise((resolve, reject) => {
    const worker = startWorker(job);
    const release = (): void => {
      clearTimeout(timer);
      control.signal?.removeEventListener('abort', cancel);
      void worker.terminate();
    };
    const finish = (outcome: Outcome<ImportedWorkbook>): void => {
      release();
      resolve(outcome);
    };
    const cancel = (): void => finish(problem('cancelled', job.fileName));
    const timer = setTimeout(() => finish(problem('timeout', job.fileName)), control.timeoutMilliseconds ?? DEFAULT_TIMEOUT);
    control.signal?.addEventListener('abort', cancel, { once: true });
    worker.on('message', (message: ImportMessage) => {
      if (message.kind === 'progress') control.onProgress?.(message.done);
      else finish(message.outcome);
    });
    worker.on('error', (error: Error & { readonly code?: string }) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return finish(problem('too-large', job.fileName));
      release();
      return reject(error);
    });
  });
}

/** Built, the worker lies beside the bundle that starts it. Run from source, a thread needs the TypeScript loader registered anew. */
function startWorker(job: ImportJob): Worker {
  const options = { workerData: job, resourceLimits: MEMORY };
  const own = import.meta.url;
  if (!own.endsWith('.ts')) return new Worker(new URL(own.includes('/parts/') ? '../import-worker.js' : './import-worker.js', own), options);
  const loader = new URL('dist/esm/api/index.mjs', pathToFileURL(createRequire(own).resolve('tsx/package.json'))).href;
  const script = `import(${JSON.stringify(loader)}).then((tsx) => { tsx.register(); return import(${JSON.stringify(new URL('./import-worker.ts', own).href)}); })`;
  return new Worker(script, { ...options, eval: true });
}
