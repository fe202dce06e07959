/** The template sets of the checkout, as the loader takes them, and ways to break one file of them. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TemplateFiles } from '../../../shared/template/load.ts';

const FOLDER = fileURLToPath(new URL('../../../templates/', import.meta.url));

export const FILES: TemplateFiles = Object.fromEntries(
  readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml'))
    .map((path) => [path.replaceAll('\\', '/'), readFileSync(`${FOLDER}${path}`, 'utf8')]),
);

/** The files with `from` in one of them replaced; the replacement must take place. */
export function edited(path: string, from: string, to: string, files: TemplateFiles = FILES): TemplateFiles {
  const text = files[path] ?? '';
  if (!text.includes(from)) throw new Error(`${path} does not contain ${from}`);
  return { ...files, [path]: text.replace(from, () => to) };
}
