/** Runs an import in a thread of its own, with progress, a time limit and a way to cancel: ending the thread leaves nothing behind. */
import type { Template } from '../../shared/template/template.ts';
import { startWorker } from '../jobs/start-worker.ts';
import { type Outcome, problem } from './import-problem.ts';
import type { ImportJob, ImportMessage, ThreadImport } from './import-worker.ts';
import { type ImportedWorkbook, importWorkbook } from './import-workbook.ts';
import { placeKey } from './place-key.ts';
import { isHeavy } from './inspect-file.ts';

export interface ImportControl {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number) => void;
  readonly timeoutMilliseconds?: number;
  readonly memoryMegabytes?: number;
}

const DEFAULT_TIMEOUT = 60_000;
/** Enough for a workbook at the size limit; a file that needs more is refused as too large. */
const DEFAULT_MEMORY = 1536;

/** Imports in this thread what is read at once anyway, and anything else in one of its own: a command has nobody to cancel it. */
export async function importBounded(job: ImportJob, templates: () => readonly Template[]): Promise<Outcome<ImportedWorkbook>> {
  if (!isHeavy(Buffer.from(job.bytes))) return importWorkbook(Buffer.from(job.bytes), job.fileName, templates(), job.options);
  const outcome = await importInWorker({ ...job, keepsAddresses: true });
  if (!outcome.ok) return outcome;
  const { addresses, ...value } = outcome.value;
  return { ok: true, value: { ...value, addressOf: (ref) => addresses?.get(placeKey(ref)) ?? null } };
}

/** Imports a workbook; always settles, at the latest when the time is up. A bug in the thread rejects. */
export function importInWorker(job: ImportJob, control: ImportControl = {}): Promise<Outcome<ThreadImport>> {
  if (control.signal?.aborted === true) return Promise.resolve(problem('cancelled', job.fileName));
  return new Promise((resolve, reject) => {
    const worker = startWorker(import.meta.url, './import-worker.ts', { workerData: job, resourceLimits: { maxOldGenerationSizeMb: control.memoryMegabytes ?? DEFAULT_MEMORY } });
    const release = (): void => {
      clearTimeout(timer);
      control.signal?.removeEventListener('abort', cancel);
      void worker.terminate();
    };
    const finish = (outcome: Outcome<ThreadImport>): void => {
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
