import { chmod, lstat, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeDisk } from '../../../main/files/disk.ts';
import { openDocumentFile, saveDocumentFile } from '../../../main/files/document-file.ts';
import { BACKUP_FOLDER, generationPath } from '../../../main/files/generations.ts';
import { documentWith, temporaryFolder } from '../kept-documents.ts';

const save = async (path: string, amount: string, fingerprint: string | null, force = false) => saveDocumentFile({ path, document: await documentWith(amount), fingerprint, force });

async function saved(path: string, amount: string, fingerprint: string | null): Promise<string> {
  const outcome = await save(path, amount, fingerprint);
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.fingerprint;
}

async function amountIn(path: string): Promise<unknown> {
  const opened = await openDocumentFile(path);
  return opened.ok ? opened.document.tables['T01']?.rows[0]?.cells['决算数'] : opened.code;
}

describe('saving', () => {
  it('opens as what was saved, with the fingerprint the save gave', async () => {
    const path = join(await temporaryFolder(), '决算.mingzhang');
    const fingerprint = await saved(path, '12.50', null);
    expect(await openDocumentFile(path)).toEqual({ ok: true, path, document: await documentWith('12.50'), fingerprint });
  });

  it('keeps three previous generations and nothing else beside the document', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, '决算.mingzhang');
    let fingerprint: string | null = null;
    for (const amount of ['1', '2', '3', '4', '5']) fingerprint = await saved(path, amount, fingerprint);
    expect(await Promise.all([path, ...[1, 2, 3].map((generation) => generationPath(path, generation))].map(amountIn))).toEqual(['5', '4', '3', '2']);
    expect((await readdir(folder)).sort()).toEqual([BACKUP_FOLDER, '决算.mingzhang']);
    expect((await readdir(join(folder, BACKUP_FOLDER))).sort()).toEqual(['决算.bak1.mingzhang', '决算.bak2.mingzhang', '决算.bak3.mingzhang']);
  });

  it('writes through a link and keeps the permissions', async () => {
    const folder = await temporaryFolder();
    const real = join(folder, 'real.mingzhang');
    const link = join(folder, 'link.mingzhang');
    const fingerprint = await saved(real, '1', null);
    await chmod(real, 0o640);
    await symlink(real, link);
    await saved(link, '2', fingerprint);
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
    expect([await amountIn(real), (await lstat(real)).mode & 0o777]).toEqual(['2', 0o640]);
  });
});

describe('a file that someone else changed', () => {
  it('is not overwritten, until the user says so', async () => {
    const path = join(await temporaryFolder(), '决算.mingzhang');
    const fingerprint = await saved(path, '1', null);
    await saved(path, '2', fingerprint);
    const refused = await save(path, '3', fingerprint);
    expect(refused).toMatchObject({ ok: false, code: 'changed-by-other', message: expect.stringMatching(/决算\.mingzhang.*没有覆盖.*另存为/u) });
    expect(await amountIn(path)).toBe('2');
    expect(await save(path, '3', fingerprint, true)).toMatchObject({ ok: true });
    expect([await amountIn(path), await amountIn(generationPath(path, 1))]).toEqual(['3', '2']);
  });

  it('counts as changed when it is gone, and a new document does not replace one of its name', async () => {
    const path = join(await temporaryFolder(), '决算.mingzhang');
    const fingerprint = await saved(path, '1', null);
    expect(await save(path, '2', null)).toMatchObject({ code: 'changed-by-other', message: expect.stringContaining('已有同名文件') });
    await rm(path);
    expect(await save(path, '2', fingerprint)).toMatchObject({ code: 'moved-away', message: expect.stringMatching(/决算\.mingzhang.*不在原处.*没有写入.*另存为/u) });
  });

  it('is noticed even when it changes while the new one is being written', async () => {
    const path = join(await temporaryFolder(), '决算.mingzhang');
    const fingerprint = await saved(path, '1', null);
    const disk = { ...nodeDisk, open: async (...args: Parameters<typeof nodeDisk.open>) => {
      const handle = await nodeDisk.open(...args);
      await writeFile(path, 'someone else');
      return handle;
    } };
    expect(await saveDocumentFile({ path, document: await documentWith('2'), fingerprint, force: false }, disk)).toMatchObject({ code: 'changed-by-other' });
    expect(await readFile(path, 'utf8')).toBe('someone else');
  });
});

describe('opening what is not a document', () => {
  const cases = [
    ['', 'empty', '备份'],
    ['{"format":"mingzhang","version":999}', 'newer-version', '升级'],
    ['{"format":"mingzhang","version":1}', 'not-a-document', 'template'],
    ['PK\u0003\u0004 rubbish', 'not-a-document', '无法解析'],
  ] as const;
  it.each(cases)('%j is %s', async (text, code, says) => {
    const path = join(await temporaryFolder(), 'x.mingzhang');
    await writeFile(path, text);
    expect(await openDocumentFile(path)).toMatchObject({ ok: false, code, message: expect.stringContaining(says) });
  });

  it('says when the file or folder is not there, or a folder is meant', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'd.mingzhang'));
    expect(await openDocumentFile(join(folder, 'none.mingzhang'))).toMatchObject({ code: 'missing' });
    expect(await openDocumentFile(join(folder, 'd.mingzhang'))).toMatchObject({ code: 'not-a-document' });
    expect(await save(join(folder, 'none', 'x.mingzhang'), '1', null)).toMatchObject({ code: 'missing', message: expect.stringContaining('文件夹不存在') });
  });
});
