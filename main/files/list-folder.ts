/** What the renderer's own file chooser shows of a folder, for hosts without native dialogs. */
import { readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, extname, join, resolve } from 'node:path';
import type { CallAnswer } from '../../shared/ipc.ts';
import { diskFailure } from './failure.ts';

type Entry = Extract<CallAnswer<'files.list'>, { ok: true }>['entries'][number];

const KINDS: Readonly<Record<string, Entry['kind']>> = {
  '.mingzhang': 'document', '.docx': 'word', '.txt': 'text', '.xlsx': 'workbook', '.xlsm': 'workbook', '.xls': 'workbook', '.et': 'workbook', '.ods': 'workbook', '.csv': 'workbook',
};
const byName = new Intl.Collator('zh-CN', { numeric: true });

/** Folders first, then files, by name. null: the user's home. */
export async function listFolder(asked: string | null): Promise<CallAnswer<'files.list'>> {
  const folder = resolve(asked ?? homedir());
  try {
    const found = await readdir(folder, { withFileTypes: true });
    const entries = await Promise.all(found.filter((entry) => !entry.name.startsWith('.') && !entry.name.startsWith('~$')).map((entry) => describe(join(folder, entry.name), entry.name)));
    const shown = entries.filter((entry) => entry !== null);
    shown.sort((a, b) => Number(b.kind === 'folder') - Number(a.kind === 'folder') || byName.compare(a.name, b.name));
    const parent = dirname(folder);
    return { ok: true, folder, parent: parent === folder ? null : parent, entries: shown };
  } catch (error) {
    return diskFailure(error, folder, 'list');
  }
}

/** null for what isn't to be shown: other kinds of file, and what went away or can't be looked at meanwhile. */
async function describe(path: string, name: string): Promise<Entry | null> {
  const found = await stat(path).catch(() => null);
  if (found === null) return null;
  const extension = extname(name).toLowerCase();
  const file = KINDS[extension] ?? null;
  const kind = found.isDirectory() ? 'folder' : found.isFile() ? file : null;
  return kind === null ? null : { name, path, kind, size: found.isDirectory() ? 0 : found.size, modified: found.mtime.toISOString() };
}
