/**
 * Replaces a file in one step: temporary file beside it, fsync, rename, fsync of the folder. Whatever goes wrong, the old file
 * is whole. Not write-file-atomic 7.0.1: it ignores a short write, and on a disk with less room than the file needs it renamed a
 * cut-off file over the good one without an error (measured on a 64 KB tmpfs, see test/main/files/full-disk.test.ts).
 */
import { randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Disk, errnoOf, ifThere, nodeDisk } from './disk.ts';

export interface ReplaceOptions {
  readonly disk?: Disk;
  /** Last word before the old file goes: a throw here leaves it in place. */
  readonly beforeRename?: (target: string) => Promise<void>;
}

export async function replaceFile(path: string, data: string | Uint8Array, options: ReplaceOptions = {}): Promise<void> {
  const disk = options.disk ?? nodeDisk;
  // A link stays a link: what it points to is replaced.
  const target = await ifThere(disk.realpath(path), path);
  const mode = await ifThere(disk.stat(target).then((stat) => stat.mode & 0o777), undefined);
  const temporary = join(dirname(target), `.${basename(target).slice(0, 60)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    await writeThrough(disk, temporary, data, mode);
    await options.beforeRename?.(target);
    await renamePatiently(disk, temporary, target);
  } catch (error) {
    await disk.rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(disk, dirname(target));
}

async function writeThrough(disk: Disk, path: string, data: string | Uint8Array, mode: number | undefined): Promise<void> {
  const file = await disk.open(path, 'wx', mode);
  try {
    await file.writeFile(data);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** On Windows a virus scanner or indexer holds a fresh file for a moment. */
async function renamePatiently(disk: Disk, from: string, to: string): Promise<void> {
  const waits = process.platform === 'win32' ? [20, 60, 180, 500] : [];
  for (const wait of waits) {
    try {
      return await disk.rename(from, to);
    } catch (error) {
      if (!['EPERM', 'EACCES', 'EBUSY'].includes(errnoOf(error) ?? '')) throw error;
      await delay(wait);
    }
  }
  return disk.rename(from, to);
}

/** Makes the rename itself last through a power cut. Windows has no such call, and some network folders refuse it. */
async function syncFolder(disk: Disk, folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await disk.open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    if (!['EINVAL', 'ENOTSUP', 'EPERM'].includes(errnoOf(error) ?? '')) throw error;
  } finally {
    await handle.close();
  }
}
