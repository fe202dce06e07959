/** Writes what a command makes: whole or not at all, never over what it was made from, and never into a folder that is not there. */
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { FailureCode } from '../../shared/ipc.ts';
import { ifThere } from '../files/disk.ts';
import { diskFailure } from '../files/failure.ts';
import { replaceFile } from '../files/replace-file.ts';
import { type Output, Unusable } from './outcome.ts';

/** The window's words speak of unsaved work and 另存为; here nothing is open. */
const WORDS: Readonly<Partial<Record<FailureCode, string>>> = {
  missing: '要写入的文件夹不存在，没有写入。请先建好文件夹，或换一个位置',
  locked: '正被其他程序占用，没有写入。请关闭占用它的程序后重试，或换一个文件名',
  'not-writable': '没有写入权限，没有写入。请换一个文件夹，或请管理员开通权限',
  'read-only': '所在磁盘或文件是只读的，没有写入。请换一个文件夹',
  'disk-full': '磁盘空间不足，没有写入。请清理磁盘空间后重试，或换一个磁盘',
};

/** Refuses, before any work is done, a target that could not be written in the end. `-` is standard output. */
export async function requireWritable(target: string | undefined, inputs: readonly string[] = []): Promise<void> {
  if (target === undefined || target === '-') return;
  if (inputs.some((input) => resolve(input) === resolve(target))) throw new Unusable(`${target}：与要读取的文件是同一个，会把它覆盖。请换一个文件名`);
  const there = await ifThere(stat(target), null).catch((error: unknown) => refuse(error, target));
  if (there?.isDirectory() === true) throw new Unusable(`${target}：是文件夹，不能写成文件。请在后面加上文件名`);
  await access(dirname(target), constants.W_OK).catch((error: unknown) => refuse(error, target));
}

/** Writes a file in one step. */
export async function writeOutput(path: string, content: string | Uint8Array): Promise<void> {
  await replaceFile(path, content).catch((error: unknown) => refuse(error, path));
}

/** Writes JSON to a file, or to standard output for `-`. */
export async function writeJson(target: string, value: unknown, output: Output): Promise<void> {
  const text = `${JSON.stringify(value, null, 1)}\n`;
  if (target === '-') output.out(text);
  else await writeOutput(target, text);
}

function refuse(error: unknown, path: string): never {
  const { code } = diskFailure(error, path, 'export');
  throw new Unusable(`${path}：${WORDS[code] ?? '写入失败，没有写入。请重试，或换一个位置'}。`);
}
