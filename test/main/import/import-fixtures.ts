/** What the import tests share: the real workbooks beside the checkout, and the shipped template sets. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type ImportedWorkbook, type ImportOptions, importWorkbook } from '../../../main/import/import-workbook.ts';
import * as XLSX from '@e965/xlsx';
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

export type Line = readonly (string | number | null)[];

/** A workbook of the given sheets, as an accountant would see them. */
export function workbook(sheets: Readonly<Record<string, readonly Line[]>>, merges: readonly string[] = []): Buffer {
  const book = XLSX.utils.book_new();
  for (const [name, lines] of Object.entries(sheets)) {
    const sheet = XLSX.utils.aoa_to_sheet(lines.map((line) => [...line]));
    sheet['!merges'] = merges.map((range) => XLSX.utils.decode_range(range));
    XLSX.utils.book_append_sheet(book, sheet, name);
  }
  return XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
}

export const henan: ImportOptions = { template: 'henan-2022' };
/** Imports sheets of one workbook, under 河南's forms where not said otherwise. */
export const open = (sheets: Readonly<Record<string, readonly Line[]>>, options: ImportOptions = henan): Promise<ImportedWorkbook> => imported(workbook(sheets), '表.xlsx', options);

export function cellsOf(result: ImportedWorkbook, table: string, row: string): unknown {
  return result.document.tables[table]?.rows.find((candidate) => candidate.key === row)?.cells;
}

/** A clean 收入决算表 of three 科目. */
export const income: readonly Line[] = [
  ['收入决算表'], ['部门：某某局', null, null, null, null, null, null, null, '金额单位：万元'],
  ['项目', null, '本年收入合计', '财政拨款收入', '上级补助收入', '事业收入', '经营收入', '附属单位上缴收入', '其他收入'],
  ['科目编码', '科目名称', null, null, null, null, null, null, null],
  [null, '合计', 10, 10, 0, 0, 0, 0, 0], ['205', '教育支出', 10, 10, 0, 0, 0, 0, 0], ['20502', '普通教育', 10, 10, 0, 0, 0, 0, 0], ['2050205', '高等教育', 10, 10, 0, 0, 0, 0, 0],
];
