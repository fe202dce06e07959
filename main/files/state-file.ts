/** A small JSON file of the program's own (settings, recent files, window place): checked when read, replaced whole when changed. */
import { join } from 'node:path';
import type { z } from 'zod';
import { ifThere, nodeDisk } from './disk.ts';
import { replaceFile } from './replace-file.ts';

export class StateFile<T> {
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly folder: string,
    private readonly name: string,
    private readonly schema: z.ZodType<T>,
    private readonly initial: T,
  ) {}

  /** What is stored; the initial value where nothing is, or what is there can't be read any more. */
  async read(): Promise<T> {
    const text = await ifThere(nodeDisk.readFile(join(this.folder, this.name), 'utf8'), '');
    const parsed = this.schema.safeParse(parseOrNull(text));
    return parsed.success ? parsed.data : this.initial;
  }

  /** Changes are made one after another, so that none is lost to another made at the same time. */
  async update(change: (current: T) => T): Promise<T> {
    const updated = this.last.then(async () => {
      const next = change(await this.read());
      await nodeDisk.mkdir(this.folder, { recursive: true });
      await replaceFile(join(this.folder, this.name), `${JSON.stringify(next, null, 1)}\n`);
      return next;
    });
    this.last = updated.catch(() => undefined);
    return updated;
  }
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
