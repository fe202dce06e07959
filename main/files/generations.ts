/**
 * Previous generations of a document: `.mingzhang-backup/X.bak1.mingzhang` is the file as it was before the last save, bak3 the
 * oldest. A folder of its own keeps the accountant's folder tidy; beside the document, it moves along and costs no second copy.
 */
import { basename, dirname, extname, join } from 'node:path';
import { type Disk, errnoOf, ifThere } from './disk.ts';

export const BACKUP_FOLDER = '.mingzhang-backup';
const GENERATIONS = 3;

/** Path of a generation of `path`, 1 the newest. */
export function generationPath(path: string, generation: number): string {
  const extension = extname(path);
  return join(dirname(path), BACKUP_FOLDER, `${basename(path, extension)}.bak${generation}${extension}`);
}

/** Keeps the file at `path`, about to be replaced, as the newest generation. Does nothing where there is none yet. */
export async function keepGeneration(disk: Disk, path: string): Promise<void> {
  if ((await ifThere(disk.stat(path), null)) === null) return;
  await disk.mkdir(join(dirname(path), BACKUP_FOLDER), { recursive: true });
  for (let generation = GENERATIONS; generation > 1; generation--) {
    await ifThere(disk.rename(generationPath(path, generation - 1), generationPath(path, generation)), undefined);
  }
  await linkOrCopy(disk, path, generationPath(path, 1));
}

/** A second name costs no space, so a nearly full disk still keeps the generation; FAT and some network folders have none. */
async function linkOrCopy(disk: Disk, from: string, to: string): Promise<void> {
  try {
    await disk.link(from, to);
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV', 'EACCES'].includes(errnoOf(error) ?? '')) throw error;
    await disk.copyFile(from, to);
  }
}
