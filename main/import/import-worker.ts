/** Runs one import away from the window: hostile or huge files can be stopped by ending this thread, whatever they are doing. */
import { parentPort, workerData } from 'node:worker_threads';
import { loadTemplate, type TemplateFiles, templateIds } from '../../shared/template/load.ts';
import type { Template } from '../../shared/template/template.ts';
import type { Outcome } from './import-problem.ts';
import { type ImportedWorkbook, type ImportOptions, importWorkbook } from './import-workbook.ts';

/** What the thread is started with. Templates come as texts: what they hold in memory can't be copied between threads. */
export interface ImportJob {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly templates: TemplateFiles;
  readonly options: Omit<ImportOptions, 'onProgress'>;
}

/** An import as it comes out of the thread, which functions can't leave. */
export type ThreadImport = Omit<ImportedWorkbook, 'addressOf'>;
export type ImportMessage = { readonly kind: 'progress'; readonly done: number } | { readonly kind: 'done'; readonly outcome: Outcome<ThreadImport> };

function post(message: ImportMessage): void {
  parentPort?.postMessage(message);
}

function templatesOf(files: TemplateFiles): readonly Template[] {
  return templateIds(files).flatMap((id) => {
    const loaded = loadTemplate(files, id);
    return loaded.ok ? [loaded.template] : [];
  });
}

async function run(job: ImportJob): Promise<void> {
  const onProgress = (done: number): void => post({ kind: 'progress', done });
  const outcome = await importWorkbook(Buffer.from(job.bytes), job.fileName, templatesOf(job.templates), { ...job.options, onProgress });
  post({ kind: 'done', outcome: outcome.ok ? { ok: true, value: withoutAddresses(outcome.value) } : outcome });
}

function withoutAddresses({ addressOf: _addressOf, ...value }: ImportedWorkbook): ThreadImport {
  return value;
}

if (parentPort !== null) await run(workerData as ImportJob);
