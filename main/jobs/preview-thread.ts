/**
 * Preview pages, newest first: while one document is being set, only the last of those that come meanwhile is kept, as nobody
 * would see the others. The thread stays, with its compiler warm, and is ended with the program.
 */
import type { Worker } from 'node:worker_threads';
import type { TemplateFiles } from '../../shared/template/load.ts';
import type { ExportMessage, ExportThread } from './export-worker.ts';
import type { Preview, PreviewRequest } from './live-preview.ts';
import { startWorker } from './start-worker.ts';

interface Wanted {
  readonly request: PreviewRequest;
  readonly resolve: (preview: Preview | 'cancelled') => void;
  readonly reject: (error: unknown) => void;
}

export class PreviewThread {
  private worker: Worker | null = null;
  private current: Wanted | null = null;
  private next: Wanted | null = null;

  constructor(private readonly templates: TemplateFiles) {}

  /** The document's pages, or `cancelled` where a later document has taken its place. */
  render(request: PreviewRequest): Promise<Preview | 'cancelled'> {
    return new Promise((resolve, reject) => {
      this.next?.resolve('cancelled');
      this.next = { request, resolve, reject };
      this.advance();
    });
  }

  stop(): void {
    void this.worker?.terminate();
    this.worker = null;
    for (const wanted of [this.current, this.next]) wanted?.resolve('cancelled');
    this.current = null;
    this.next = null;
  }

  private advance(): void {
    if (this.current !== null || this.next === null) return;
    this.current = this.next;
    this.next = null;
    this.worker ??= this.started();
    this.worker.postMessage(this.current.request);
  }

  private started(): Worker {
    const thread: ExportThread = { templates: this.templates, export: null };
    const worker = startWorker(import.meta.url, './export-worker.ts', { workerData: thread });
    // The program may end while the thread waits for work.
    worker.unref();
    worker.on('message', (message: ExportMessage) => {
      if (message.kind === 'preview') this.settled((wanted) => wanted.resolve(message.preview));
    });
    worker.on('error', (error) => {
      this.worker = null;
      this.settled((wanted) => wanted.reject(error));
    });
    return worker;
  }

  private settled(settle: (wanted: Wanted) => void): void {
    const wanted = this.current;
    this.current = null;
    if (wanted !== null) settle(wanted);
    this.advance();
  }
}
