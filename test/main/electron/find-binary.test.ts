import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findBinary } from '../../../main/electron/find-binary.ts';
import { temporaryFolder } from '../kept-documents.ts';

const desktop = { platform: 'linux', environment: { DISPLAY: ':0' }, isRoot: false } as const;

async function unpacked(): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'dist'));
  await writeFile(join(folder, 'dist', 'electron'), '');
  await writeFile(join(folder, 'path.txt'), 'electron');
  return folder;
}

describe('the Electron binary', () => {
  it('is found where it was unpacked', async () => {
    const folder = await unpacked();
    expect(findBinary(desktop, folder)).toEqual({ ok: true, path: join(folder, 'dist', 'electron') });
  });

  it('is not there without the package, the binary, or with half an unpacking', async () => {
    const half = await temporaryFolder();
    await writeFile(join(half, 'path.txt'), 'electron');
    for (const folder of [null, await temporaryFolder(), half]) expect(findBinary(desktop, folder)).toMatchObject({ ok: false, why: expect.stringContaining('没有安装') });
  });

  it.each([
    [{ ...desktop, environment: {} }, '没有图形桌面'],
    [{ ...desktop, isRoot: true }, 'root'],
  ])('can not start without a desktop or as root', async (machine, why) => {
    expect(findBinary(machine, await unpacked())).toMatchObject({ ok: false, why: expect.stringContaining(why) });
  });
});
