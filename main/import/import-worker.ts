/** Runs one import away from the window: hostile or huge files can be stopped by ending this thread, whatever they are doing. */
import { parentPort, workerData } from 'node:worker_threads';
import { withEvaluations } from '../../shared/template/evaluations.ts';
import { loadTemplate, type TemplateFiles, templateIds } from '../../shared/template/load.ts';
import type { Template } from '../../shared/template/template.ts';
import type { Outcome } from './import-problem.ts';
import { type ImportedWorkbook, type ImportOptions, importWorkbook } from './import-workbook.ts';
import { placeKey } from './place-key.ts';

/** What the thread is started with. Templates come as texts: what they hold in memory can't be copied between threads. */
export interface ImportJob {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly templates: TemplateFiles;
  readonly options: Omit<ImportOptions, 'onProgress'>;
  /** Whether the places of all cells are wanted, not only those that the review shows. */
  readonly keepsAddresses?: boolean;
}

/** An import as it comes out of the thread, which functions can't leave. */
export interface ThreadImport extends Omit<ImportedWorkbook, 'addressOf'> {
  /** `sheet!A1` of each cell by `placeKey`, where the job wants them. */
  readonly addresses?: ReadonlyMap<string, string>;
}
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
  const templates = templatesOf(job.templates);
  const outcome = await importWorkbook(Buffer.from(job.bytes), job.fileName, templates, { ...job.options, onProgress });
  post({ kind: 'done', outcome: outcome.ok ? { ok: true, value: ofThread(outcome.value, job.keepsAddresses === true ? templates : []) } : outcome });
}

function ofThread({ addressOf, ...value }: ImportedWorkbook, templates: readonly Template[]): ThreadImport {
  const template = templates.find(({ id }) => id === value.document.template);
  if (template === undefined) return value;
  const addresses = new Map<string, string>();
  for (const { id, columns } of withEvaluations(template, value.document).tables) {
    const { rows = [], extraColumns = {} } = value.document.tables[id] ?? {};
    for (const ref of rows.flatMap((row) => [...columns.map(({ key }) => key), ...Object.keys(extraColumns)].map((column) => ({ table: id, row: row.key, column })))) {
      const address = addressOf(ref);
      if (address !== null) addresses.set(placeKey(ref), address);
    }
  }
  return { ...value, addresses };
}

if (parentPort !== null) await run(workerData as ImportJob);
