/** Long work: import, export, preview. Each runs in a thread, tells how far it is, and can be cancelled. */
import type { CallAnswer, Failure } from '../../shared/ipc.ts';
import type { TemplateFiles } from '../../shared/template/load.ts';
import { failure, settingsFailure } from '../files/failure.ts';
import { exportToFile } from '../jobs/export-job.ts';
import { importForReview } from '../jobs/import-job.ts';
import type { ImportMemory } from '../files/import-memory.ts';
import { JobBoard } from '../jobs/job-board.ts';
import { PreviewThread } from '../jobs/preview-thread.ts';
import { readReport } from '../jobs/read-report-job.ts';
import { reportTo } from '../jobs/report-progress.ts';
import type { Handlers } from './handler.ts';

type WorkCalls = 'import.run' | 'report.read' | 'import.teach' | 'import.accepted' | 'import.subjects' | 'export.run' | 'preview.render' | 'job.cancel';

export interface Work {
  readonly handlers: Pick<Handlers, WorkCalls>;
  stop(): Promise<void>;
}

export function workHandlers(templates: Promise<TemplateFiles>, memory: ImportMemory): Work {
  const jobs = new JobBoard();
  let preview: Promise<PreviewThread> | null = null;
  return {
    handlers: {
      'import.run': (args, caller) => jobs.run(args.job, async (signal) => importForReview(args, await templates, await memory.read(), reportTo(caller, args.job), signal)),
      'import.teach': ({ add, remove }) => remembered(memory.teach(add, remove)),
      'import.accepted': async ({ document }) => remembered(memory.accept(document, await templates)),
      'import.subjects': () => learnedSubjects(memory),
      'report.read': (args, caller) => jobs.run(args.job, (signal) => readReport(args, reportTo(caller, args.job), signal)),
      'export.run': (args, caller) => jobs.run(args.job, async (signal) => exportToFile(args, await templates, reportTo(caller, args.job), signal)),
      'preview.render': async (request): Promise<CallAnswer<'preview.render'>> => {
        preview ??= templates.then((texts) => new PreviewThread(texts));
        const rendered = await (await preview).render(request);
        if (rendered === 'cancelled') return failure('cancelled', '预览', 'export');
        if (!rendered.ok) return failure(rendered.code, '预览', 'export', rendered.detail);
        return { ok: true, pages: [...rendered.pages], notices: [...rendered.notices] };
      },
      'job.cancel': ({ job }) => {
        jobs.cancel(job);
        return {};
      },
    },
    stop: async () => {
      jobs.cancelAll();
      (await preview)?.stop();
    },
  };
}

async function learnedSubjects(memory: ImportMemory): Promise<CallAnswer<'import.subjects'>> {
  try {
    return { ok: true, subjects: (await memory.read()).subjects };
  } catch (error) {
    return settingsFailure(error);
  }
}

/** That nothing can be kept is told, and stops nothing. */
async function remembered(keeping: Promise<void>): Promise<{ ok: true } | Failure> {
  try {
    await keeping;
    return { ok: true };
  } catch (error) {
    return settingsFailure(error);
  }
}
