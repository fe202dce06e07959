/** What the import tests share: the real workbooks beside the checkout, and the shipped template sets. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type ImportedWorkbook, type ImportOptions, importWorkbook } from '../../../main/import/import-workbook.ts';
import type { Document } from '../../../shared/document/document.ts';
import { loadTemplate, type TemplateFiles, templateIds } from '../../../shared/template/load.ts';
import type { Template } from '../../../shared/template/template.ts';

const root = new URL('../../../', import.meta.url);

export const templateFiles: TemplateFiles = Object.fromEntries(
  readdirSync(new URL('templates/', root))
    .filter((folder) => statSync(new URL(`templates/${folder}`, root)).isDirectory())
    .flatMap((folder) => readdirSync(new URL(`templates/${folder}/`, root)).filter((file) => file.endsWith('.yaml')).map((file) => [`${folder}/${file}`, readFileSync(new URL(`templates/${folder}/${file}`, root), 'utf8')])),
);

export const templates: readonly Template[] = templateIds(templateFiles).map((id) => {
  const loaded = loadTemplate(templateFiles, id);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.template;
});

/** A file of ../shared/data. */
export function realFile(name: string): Buffer {
  return readFileSync(fileURLToPath(new URL(`../shared/data/${name}`, root)));
}

/** Imports bytes that must be importable. */
export async function imported(bytes: Buffer, fileName: string, options: ImportOptions = {}): Promise<ImportedWorkbook> {
  const outcome = await importWorkbook(bytes, fileName, templates, options);
  if (!outcome.ok) throw new Error(outcome.problem.message);
  return outcome.value;
}

/** A document without the name of the file it came from: what must be equal between a workbook and its variants. */
export function figuresOf(document: Document): Omit<Document, 'source'> {
  const { source: _source, ...figures } = document;
  return figures;
}
