/** The file system calls that keeping work safe depends on: a seam, so that full and read-only disks can be tried. */
import * as nodeFiles from 'node:fs/promises';

export type Disk = Pick<typeof nodeFiles, 'access' | 'copyFile' | 'link' | 'mkdir' | 'open' | 'readFile' | 'realpath' | 'rename' | 'rm' | 'stat'>;

export const nodeDisk: Disk = nodeFiles;

/** The errno name of a file system error, or null for anything else. */
export function errnoOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

/** The value, or `instead` where the file or folder is not there. */
export async function ifThere<T, U>(reading: Promise<T>, instead: U): Promise<T | U> {
  try {
    return await reading;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return instead;
    throw error;
  }
}
