/** Reads the template sets' texts, which `shared/template/load.ts` then loads. */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { TemplateFiles } from '../../shared/template/load.ts';
import { READ_BEFORE } from '../../shared/template/read-before.ts';

/** Texts by path below `folder`, such as `henan-2022/set.yaml`. */
export async function readTemplateFiles(folder: string): Promise<TemplateFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.yaml')).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(paths.map(async (path) => [relative(folder, path).split(sep).join('/'), await readFile(path, 'utf8')] as const));
  return Object.fromEntries(texts.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The sets shipped with the program, in `folder`; a built program has what its build read of them. */
export async function readShippedTemplates(folder: string, own = import.meta.url): Promise<TemplateFiles> {
  const files = await readTemplateFiles(folder);
  return own.endsWith('.ts') ? files : { ...files, [READ_BEFORE]: await readFile(new URL(`${own.includes('/parts/') ? '../' : './'}${READ_BEFORE}`, own), 'utf8') };
}
