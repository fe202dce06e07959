/**
 * Reads `exports.yaml`: how the sheets that the 财决 system exports become tables of a set. Their codes, columns and order move from
 * year to year, so all of it is data; a later set's sheet replaces an earlier one's of the same code.
 */
import { isRole } from './roles.ts';
import { type ExportsFile, exportsFileSchema } from './schema.ts';
import type { SetReader } from './set-reader.ts';
import { type ExportCell, type ExportSheet, findColumn, findFixedRow, findTable, type SystemExports, type TableTemplate } from './template.ts';

/** One file as written. */
export interface ExportsLayer {
  readonly file: string;
  readonly content: ExportsFile | null;
}

/** The mapping in one file; mistakes are reported to the reader. */
export function readExports(reader: SetReader, file: string): ExportsLayer {
  const content = reader.has(file) ? reader.read(file, exportsFileSchema, null) : null;
  content?.sheets.forEach(({ code }, at) => {
    if (content.sheets.findIndex((other) => other.code === code) < at) reader.report({ file, path: ['sheets', at, 'code'] }, `工作表 ${code} 在本文件中写了两次`);
  });
  return { file, content };
}

/** The sheets of all layers, resolved against the set's tables. A part that the set has no table for is left out. */
export function mergeExports(reader: SetReader, layers: readonly ExportsLayer[], tables: readonly TableTemplate[]): SystemExports {
  const sheets = new Map<string, ExportSheet>();
  for (const { file, content } of layers) {
    content?.sheets.forEach((sheet, at) => sheets.set(sheet.code, resolveSheet(reader, { file, at }, sheet, tables)));
  }
  return { unit: layers.findLast(({ content }) => content !== null)?.content?.unit ?? null, sheets: [...sheets.values()] };
}

type SheetInput = ExportsFile['sheets'][number];

interface Place {
  readonly file: string;
  readonly at: number;
}

function resolveSheet(reader: SetReader, { file, at }: Place, input: SheetInput, tables: readonly TableTemplate[]): ExportSheet {
  const report = (path: readonly string[], message: string): void => reader.report({ file, path: ['sheets', at, ...path] }, message);
  const table = input.table === undefined ? null : findTable(tables, input.table);
  if (input.table !== undefined && table === null && !isRole(input.table)) report(['table'], `没有“${input.table}”这张表，应为表的作用，如 收入表`);
  const columns = Object.entries(input.columns).flatMap(([heading, name]): (readonly [string, string])[] => {
    const column = table === null ? null : findColumn(table, name);
    if (table !== null && column === null) report(['columns', heading], `${table.title}没有“${name}”这一栏，有：${table.columns.map((one) => one.name ?? one.title).join('、')}`);
    return column === null ? [] : [[heading, column.key]];
  });
  const rows = Object.entries(input.rows).flatMap(([label, text]): (readonly [string, ExportCell])[] => {
    const cell = resolveCell(text, tables);
    if (typeof cell === 'string') report(['rows', label], cell);
    return cell === null || typeof cell === 'string' ? [] : [[label, cell]];
  });
  return { code: input.code, title: input.title, table: table?.id ?? null, columns: new Map(columns), headings: new Map(Object.entries(input.headings)), rows: new Map(rows), leavesOthers: input.others === 'leave' };
}

/** The cell that `补充资料[公务用车保有量, 本年]` names; null where the set lacks such a table; what is wrong, in words. */
function resolveCell(text: string, tables: readonly TableTemplate[]): ExportCell | string | null {
  const [, role = '', row = '', column = ''] = /^([^[\]]+)\[([^[\],]+),\s*([^[\],]+)\]$/u.exec(text) ?? [];
  if (role === '') return `应写成 表[行, 栏]，如 补充资料[公务用车保有量, 本年]，写的是“${text}”`;
  const table = findTable(tables, role);
  if (table === null) return isRole(role) ? null : `没有“${role}”这张表`;
  const fixed = findFixedRow(table, row);
  const amount = findColumn(table, column);
  if (fixed === null) return `${table.title}没有“${row}”这一行`;
  return amount === null ? `${table.title}没有“${column}”这一栏` : { table: table.id, row: fixed.key, column: amount.key };
}

/** The sheet of the system's that a sheet's name says it is: the longest code that the name begins with. */
export function exportSheetOf({ sheets }: SystemExports, name: string): ExportSheet | null {
  const code = /^([A-Z]{1,2}\d{2}(?:_\d)?)(?![\dA-Z_])/u.exec(name.trim().toUpperCase().replaceAll('-', '_'))?.[1];
  return code === undefined ? null : (sheets.find((sheet) => sheet.code === code) ?? null);
}
