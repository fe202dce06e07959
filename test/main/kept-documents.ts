/** Documents and folders for tests of keeping: real documents in real temporary folders that vanish after the test. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { readTemplateFiles } from '../../main/files/template-files.ts';
import type { Document } from '../../shared/document/document.ts';
import { setCell } from '../../shared/document/edit.ts';
import type { Gesture } from '../../shared/ipc.ts';
import { loadTemplate } from '../../shared/template/load.ts';
import { newDocument } from '../../shared/template/new-document.ts';

export const checkout = fileURLToPath(new URL('../..', import.meta.url));

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mingzhang-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A document of the nine tables with one figure in it. */
export async function documentWith(amount: string): Promise<Document> {
  const loaded = loadTemplate(await readTemplateFiles(join(checkout, 'templates')), 'henan-2022');
  if (!loaded.ok) throw new Error(loaded.problems[0]?.message ?? 'template');
  const document = newDocument(loaded.template, { department: '测试单位' });
  const [first, ...others] = document.tables['T01']?.rows ?? [];
  if (first === undefined) throw new Error('T01 has no rows');
  return { ...document, tables: { ...document.tables, T01: { rows: [{ ...first, cells: { 决算数: amount } }, ...others] } } };
}

/** The gesture of typing `to` into that figure. */
export function typed(document: Document, to: string): Gesture {
  const row = document.tables['T01']?.rows[0]?.key ?? '';
  return { label: '输入', at: new Date().toISOString(), edits: [setCell(document, { table: 'T01', row, column: '决算数' }, to)] };
}
