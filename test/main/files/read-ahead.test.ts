/** What was read ahead is given once, and never where the file is another by then. */
import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Disk, nodeDisk } from '../../../main/files/disk.ts';
import { ReadAhead } from '../../../main/files/read-ahead.ts';
import { serialise } from '../../../shared/document/file.ts';
import { documentWith, temporaryFolder } from '../kept-documents.ts';

async function watched(amount: string): Promise<{ readonly path: string; readonly ahead: ReadAhead; readonly read: () => number }> {
  const path = join(await temporaryFolder(), '决算.mingzhang');
  await writeFile(path, serialise(await documentWith(amount)));
  let reads = 0;
  const readFile = ((...args: Parameters<Disk['readFile']>) => {
    reads++;
    return nodeDisk.readFile(...args);
  }) as Disk['readFile'];
  return { path, ahead: new ReadAhead({ ...nodeDisk, readFile }), read: () => reads };
}

test('a document is read once for the first who opens it, and again for the next', async () => {
  const { path, ahead, read } = await watched('8.80');
  await ahead.prepare(path);
  expect(await ahead.open(path)).toMatchObject({ ok: true, path, document: await documentWith('8.80') });
  expect(read()).toBe(1);
  await ahead.open(path);
  expect(read()).toBe(2);
});

test('a file written since is read as it is now', async () => {
  const { path, ahead } = await watched('8.80');
  await ahead.prepare(path);
  await writeFile(path, serialise(await documentWith('9.90')));
  await utimes(path, new Date(), new Date(Date.now() + 5000));
  expect(await ahead.open(path)).toMatchObject({ ok: true, document: await documentWith('9.90') });
});

test('what is not there, or no document, is told when it is asked for', async () => {
  const { path, ahead } = await watched('1');
  await ahead.prepare(`${path}.gone.mingzhang`);
  await ahead.prepare('/etc/hostname');
  expect(await ahead.open(`${path}.gone.mingzhang`)).toMatchObject({ ok: false, code: 'missing' });
  await writeFile(path, '{"format":');
  await ahead.prepare(path);
  expect(await ahead.open(path)).toMatchObject({ ok: false, code: 'not-a-document' });
});
