/** One export: made in a thread of its own, written in one step when whole. Cancelled at any time, it leaves no file behind. */
import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { Finding } from '../../shared/check/finding.ts';
import type { CallAnswer, Failure } from '../../shared/ipc.ts';
import type { TemplateFiles } from '../../shared/template/load.ts';
import { diskFailure, failure } from '../files/failure.ts';
import { replaceFile } from '../files/replace-file.ts';
import { userPath } from '../files/user-path.ts';
import type { HandlerArgs } from '../handlers/handler.ts';
import type { ExportMessage, ExportThread } from './export-worker.ts';
import type { Exported, ExportRequest } from './make-report.ts';
import type { Report } from './report-progress.ts';
import { startWorker } from './start-worker.ts';

type Request = HandlerArgs<'export.run'>;

/** The most errors that a message names one by one. */
const NAMED = 5;

export async function exportToFile(request: Request, templates: TemplateFiles, report: Report, signal: AbortSignal): Promise<CallAnswer<'export.run'>> {
  const path = userPath(request.path);
  if (extname(path).toLowerCase() !== endingOf(request.kind)) return failure('unsupported', path, 'export', `文件名须以 ${endingOf(request.kind)} 结尾`);
  const { kind, document, draft, look } = request;
  const styles = await chosenStyles(request);
  if (styles !== null && 'code' in styles) return styles;
  const exported = await inThread({ templates, export: { kind, document, draft, look, styles } }, report, signal);
  if (exported === 'cancelled') return failure('cancelled', path, 'export');
  if (!exported.ok) return failure(exported.code, path, 'export', exported.code === 'open-errors' ? namedErrors(exported.errors) : exported.detail);
  report('写入文件', 0.95);
  try {
    await replaceFile(path, exported.bytes, { beforeRename: () => (signal.aborted ? Promise.reject(new Cancelled()) : Promise.resolve()) });
  } catch (error) {
    return error instanceof Cancelled ? failure('cancelled', path, 'export') : diskFailure(error, path, 'export');
  }
  report('完成', 1);
  return { ok: true, path, notices: [...exported.notices] };
}

/** The check report is a PDF or a workbook too. */
function endingOf(kind: Request['kind']): string {
  return `.${kind.replace('audit-', '')}`;
}

function namedErrors(errors: readonly Finding[]): string {
  const named = errors.slice(0, NAMED).map(({ message }) => message);
  return `${named.join('；')}${errors.length > NAMED ? `；等共 ${errors.length} 处` : ''}`;
}

class Cancelled extends Error {}

/** The Word file whose styles are asked for; null where none is, or the export has no use for it. */
async function chosenStyles({ kind, look }: Request): Promise<ExportRequest['styles'] | Failure> {
  if (kind !== 'docx' || look.styles === '') return null;
  const path = userPath(look.styles);
  try {
    return { name: basename(path), bytes: await readFile(path) };
  } catch (error) {
    return diskFailure(error, path, 'open');
  }
}

function inThread(thread: ExportThread, report: Report, signal: AbortSignal): Promise<Exported | 'cancelled'> {
  if (signal.aborted) return Promise.resolve('cancelled');
  return new Promise((resolve, reject) => {
    const worker = startWorker(import.meta.url, './export-worker.ts', { workerData: thread });
    const finish = (settle: () => void): void => {
      signal.removeEventListener('abort', cancel);
      void worker.terminate();
      settle();
    };
    const cancel = (): void => finish(() => resolve('cancelled'));
    signal.addEventListener('abort', cancel, { once: true });
    worker.on('message', (message: ExportMessage) => {
      if (message.kind === 'progress') report(message.phase, message.fraction);
      if (message.kind === 'exported') finish(() => resolve(message.exported));
    });
    worker.on('error', (error) => finish(() => reject(error)));
  });
}
