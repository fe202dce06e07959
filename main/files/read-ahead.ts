/** A document read before a window asks for it: while the window is being made, the program has nothing else to do. */
import type { Failure } from '../../shared/ipc.ts';
import { type Disk, errnoOf, nodeDisk } from './disk.ts';
import { type OpenedFile, openDocumentFile } from './document-file.ts';

type Opened = OpenedFile | Failure;

export class ReadAhead {
  private ahead: { readonly path: string; readonly mark: string; readonly opened: Promise<Opened> } | null = null;

  constructor(private readonly disk: Disk = nodeDisk) {}

  /** Reads the document, so that it is there when it is asked for. What is no document, or not there, is left for then. */
  async prepare(path: string): Promise<void> {
    if (!path.toLowerCase().endsWith('.mingzhang')) return;
    const mark = await this.markOf(path);
    if (mark === null) return;
    const opened = openDocumentFile(path, this.disk);
    // Whoever asks for the document hears of it.
    opened.catch(() => undefined);
    this.ahead = { path, mark, opened };
  }

  /** Opens a document; what was read ahead serves once, and only while the file is as it was then. */
  async open(path: string): Promise<Opened> {
    const { ahead } = this;
    this.ahead = null;
    const isAsRead = ahead?.path === path && ahead.mark === (await this.markOf(path));
    return isAsRead ? ahead.opened : openDocumentFile(path, this.disk);
  }

  /** Differs where the file was written or replaced since; null where it can't be looked at. */
  private async markOf(path: string): Promise<string | null> {
    try {
      const { mtimeMs, size, ino } = await this.disk.stat(path);
      return `${mtimeMs} ${size} ${ino}`;
    } catch (error) {
      if (errnoOf(error) === null) throw error;
      return null;
    }
  }
}
