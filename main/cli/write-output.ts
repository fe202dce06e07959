/** Writes what a command makes: whole or not at all, and never into a folder that is not there. */
import { diskFailure } from '../files/failure.ts';
import { replaceFile } from '../files/replace-file.ts';
import { type Output, Unusable } from './outcome.ts';

/** Writes a file in one step. */
export async function writeOutput(path: string, content: string | Uint8Array): Promise<void> {
  try {
    await replaceFile(path, content);
  } catch (error) {
    throw new Unusable(diskFailure(error, path, 'export').message.replace('您的修改仍在窗口中，没有丢失。', ''));
  }
}

/** Writes JSON to a file, or to standard output for `-`. */
export async function writeJson(target: string, value: unknown, output: Output): Promise<void> {
  const text = `${JSON.stringify(value, null, 1)}\n`;
  if (target === '-') output.out(text);
  else await writeOutput(target, text);
}
