/** What a disk can refuse, and where: the old file stays whole, the answer is clear, no scrap is left behind. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Disk, nodeDisk } from '../../../main/files/disk.ts';
import { saveDocumentFile } from '../../../main/files/document-file.ts';
import { BACKUP_FOLDER } from '../../../main/files/generations.ts';
import { replaceFile } from '../../../main/files/replace-file.ts';
import { documentWith, temporaryFolder } from '../kept-documents.ts';

function refusal(errno: string): Error {
  return Object.assign(new Error(`${errno}: refused`), { code: errno, errno: -1, syscall: 'write' });
}

type Step = 'open' | 'write' | 'sync' | 'link' | 'rename';

/** The real disk, refusing one step. */
function refusing(step: Step, errno: string): Disk {
  const refuse = (): Promise<never> => Promise.reject(refusal(errno));
  if (step === 'link') return { ...nodeDisk, link: refuse, copyFile: refuse };
  if (step === 'rename') return { ...nodeDisk, rename: (from, to) => (String(from).endsWith('.tmp') ? refuse() : nodeDisk.rename(from, to)) };
  return {
    ...nodeDisk,
    open: async (...args) => {
      if (args[1] === 'r') return nodeDisk.open(...args);
      if (step === 'open') return refuse();
      const handle = await nodeDisk.open(...args);
      return Object.assign(handle, step === 'write' ? { writeFile: refuse } : { sync: refuse });
    },
  };
}

describe('a disk that refuses', () => {
  const cases: readonly (readonly [Step, string, string, string])[] = [
    ['open', 'EACCES', 'not-writable', '没有写入权限'],
    ['open', 'EROFS', 'read-only', '只读'],
    ['write', 'ENOSPC', 'disk-full', '空间不足'],
    ['sync', 'ENOSPC', 'disk-full', '空间不足'],
    ['sync', 'EDQUOT', 'disk-full', '空间不足'],
    ['sync', 'EIO', 'failed', 'EIO'],
    ['link', 'ENOSPC', 'disk-full', '空间不足'],
    ['rename', 'EBUSY', 'locked', '占用'],
    ['rename', 'EACCES', 'not-writable', '权限'],
  ];
  it.each(cases)('at %s with %s: %s', async (step, errno, code, says) => {
    const folder = await temporaryFolder();
    const path = join(folder, '决算.mingzhang');
    const first = await saveDocumentFile({ path, document: await documentWith('1'), fingerprint: null, force: false });
    const before = await readFile(path, 'utf8');
    const failed = await saveDocumentFile({ path, document: await documentWith('2'), fingerprint: first.ok ? first.fingerprint : null, force: false }, refusing(step, errno));
    expect(failed).toMatchObject({ ok: false, code, message: expect.stringMatching(new RegExp(`决算\\.mingzhang.*${says}`, 'u')) });
    expect(failed.ok ? '' : failed.message).toMatch(/没有丢失.*请/u);
    expect(await readFile(path, 'utf8')).toBe(before);
    expect((await readdir(folder)).filter((name) => name !== BACKUP_FOLDER)).toEqual(['决算.mingzhang']);
  });

  it('throws a bug on instead of calling it a disk error', async () => {
    const disk: Disk = { ...nodeDisk, rename: () => Promise.reject(new TypeError('bug')) };
    const path = join(await temporaryFolder(), 'x.mingzhang');
    await expect(saveDocumentFile({ path, document: await documentWith('1'), fingerprint: null, force: false }, disk)).rejects.toThrow('bug');
  });
});

/** A real small disk, where this machine lets the test mount one. */
function smallDisk(folder: string, options: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return false;
  }
  onTestFinished(() => void execFileSync('umount', [folder], { stdio: 'ignore' }));
  return true;
}

describe('a real full disk', () => {
  it('keeps the old file when the new one does not fit, though part of it would', async (context) => {
    const disk = join(await temporaryFolder(), 'disk');
    mkdirSync(disk);
    if (!smallDisk(disk, 'size=64k')) return context.skip();
    const path = join(disk, 'x.mingzhang');
    await writeFile(path, 'the good one');
    await expect(replaceFile(path, 'x'.repeat(100_000))).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(await readFile(path, 'utf8')).toBe('the good one');
    expect(await readdir(disk)).toEqual(['x.mingzhang']);
    return undefined;
  });

  it('answers read-only for a disk that is', async (context) => {
    const disk = join(await temporaryFolder(), 'disk');
    mkdirSync(disk);
    if (!smallDisk(disk, 'ro')) return context.skip();
    expect(await saveDocumentFile({ path: join(disk, 'x.mingzhang'), document: await documentWith('1'), fingerprint: null, force: false })).toMatchObject({ code: 'read-only' });
    return undefined;
  });
});
