/** Opening and saving documents. A save never overwrites what someone else wrote, and keeps what it replaces. */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type DocumentFile, FORMAT_VERSION, openDocument, serialise } from '../../shared/document/file.ts';
import type { Failure } from '../../shared/ipc.ts';
import { type Disk, ifThere, nodeDisk } from './disk.ts';
import { diskFailure, failure } from './failure.ts';
import { keepGeneration } from './generations.ts';
import { replaceFile } from './replace-file.ts';

export interface OpenedFile extends DocumentFile {
  readonly ok: true;
  readonly path: string;
  readonly fingerprint: string;
}
export interface SavedFile {
  readonly ok: true;
  readonly fingerprint: string;
  readonly savedAt: string;
}
export interface SaveRequest extends DocumentFile {
  readonly path: string;
  /** The file as last read or written; null where it is to be new. */
  readonly fingerprint: string | null;
  readonly force: boolean;
}

/** Larger than any department's document by far; a bound on what is read into memory. */
const LARGEST = 256 * 2 ** 20;

/** Tells whether a file holds the very same content. */
function fingerprintOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

export async function openDocumentFile(path: string, disk: Disk = nodeDisk): Promise<OpenedFile | Failure> {
  let content: Buffer;
  try {
    if ((await disk.stat(path)).size > LARGEST) return failure('too-large', path, 'open');
    content = await disk.readFile(path);
  } catch (error) {
    return diskFailure(error, path, 'open');
  }
  if (content.length === 0) return failure('empty', path, 'open');
  const text = content.toString('utf8').replace(/^\uFEFF/, '');
  const opened = openDocument(text);
  if (opened.ok) return { ...opened, path, fingerprint: fingerprintOf(content) };
  return isNewer(text) ? failure('newer-version', path, 'open') : failure('not-a-document', path, 'open', opened.problem);
}

export async function saveDocumentFile(request: SaveRequest, disk: Disk = nodeDisk): Promise<SavedFile | Failure> {
  const { path, document, record } = request;
  const text = serialise(document, record);
  try {
    await replaceFile(path, text, {
      disk,
      // Asked as late as can be: a file that changed while this one was being written is not overwritten either.
      beforeRename: async (target) => {
        if (!request.force) await refuseChanged(disk, target, request.fingerprint);
        await ifThere(disk.access(target, constants.W_OK), undefined);
        await keepGeneration(disk, target);
      },
    });
  } catch (error) {
    if (error instanceof ChangedByOther) return failure('changed-by-other', path, 'save', error.message);
    if (error instanceof MovedAway) return failure('moved-away', path, 'save');
    return diskFailure(error, path, 'save');
  }
  return { ok: true, fingerprint: fingerprintOf(text), savedAt: new Date().toISOString() };
}

class ChangedByOther extends Error {}
class MovedAway extends Error {}

async function refuseChanged(disk: Disk, path: string, expected: string | null): Promise<void> {
  const content = await ifThere(disk.readFile(path), null);
  const actual = content === null ? null : fingerprintOf(content);
  if (actual === expected) return;
  if (expected === null) throw new ChangedByOther('已有同名文件');
  throw actual === null ? new MovedAway() : new ChangedByOther('');
}

function isNewer(text: string): boolean {
  const version = /^\s*\{[\s\S]{0,200}?"version"\s*:\s*(\d+)/.exec(text)?.[1];
  return version !== undefined && Number(version) > FORMAT_VERSION;
}
