/** The documents last opened or saved, newest first. */
import { basename } from 'node:path';
import type { z } from 'zod';
import type { Document } from '../../shared/document/document.ts';
import { CALLS, type CallAnswer } from '../../shared/ipc.ts';
import { StateFile } from './state-file.ts';

export type RecentFile = CallAnswer<'recent.list'>[number];

const KEPT = 20;
const listSchema: z.ZodType<readonly RecentFile[]> = CALLS['recent.list'].answer;

export class RecentFiles {
  private readonly file: StateFile<readonly RecentFile[]>;

  constructor(folder: string) {
    this.file = new StateFile(folder, 'recent.json', listSchema, []);
  }

  list(): Promise<readonly RecentFile[]> {
    return this.file.read();
  }

  async remember(path: string, document: Document): Promise<void> {
    const opened: RecentFile = { path, name: basename(path), department: document.department, year: document.year, opened: new Date().toISOString() };
    await this.file.update((files) => [opened, ...files.filter((file) => file.path !== path)].slice(0, KEPT));
  }

  async forget(path: string): Promise<void> {
    await this.file.update((files) => files.filter((file) => file.path !== path));
  }
}
