/**
 * Makes exported files and preview pages away from the window. An export starts this thread for itself and ends it to cancel;
 * the preview keeps one, whose engine and compiler stay warm from edit to edit.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { TemplateFiles } from '../../shared/template/load.ts';
import { LivePreview, type Preview, type PreviewRequest } from './live-preview.ts';
import { exportDocument, type Exported, type ExportRequest } from './make-report.ts';

/** What the thread is started with: the one export it is for, or null for previews, which come as messages. */
export interface ExportThread {
  readonly templates: TemplateFiles;
  readonly export: ExportRequest | null;
}
export type ExportMessage =
  | { readonly kind: 'progress'; readonly phase: string; readonly fraction: number | null }
  | { readonly kind: 'exported'; readonly exported: Exported }
  | { readonly kind: 'preview'; readonly preview: Preview };

async function serve(thread: ExportThread, post: (message: ExportMessage) => void): Promise<void> {
  if (thread.export === null) {
    const live = new LivePreview(thread.templates);
    parentPort?.on('message', (request: PreviewRequest) => {
      void live.render(request).then((preview) => post({ kind: 'preview', preview }));
    });
    return;
  }
  const report = (phase: string, fraction: number | null): void => post({ kind: 'progress', phase, fraction });
  post({ kind: 'exported', exported: await exportDocument(thread.templates, thread.export, report) });
}

if (parentPort !== null) {
  const port = parentPort;
  await serve(workerData as ExportThread, (message) => port.postMessage(message));
}
