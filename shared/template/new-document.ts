/** A fresh document of a template set: the form's rows, no figures. */
import { type Document, FORMAT_VERSION, type RowData, type TableData } from '../document/document.ts';
import type { TableTemplate, Template } from './template.ts';

/** Who the document is for. The year is the template's where not said. */
export interface NewDocumentOptions {
  readonly department: string;
  readonly year?: number;
}

/** An empty document: fixed rows and the 科目 rows that the form always prints. Its figures will be typed, so they are exact. */
export function newDocument(template: Template, options: NewDocumentOptions): Document {
  return {
    format: 'mingzhang', version: FORMAT_VERSION, template: template.id,
    department: options.department, year: options.year ?? template.year, unit: template.unit, decimals: template.decimals, precision: 'exact',
    tables: Object.fromEntries(template.tables.map((table) => [table.id, emptyTable(table)])),
    waivers: [],
  };
}

/** A table's rows without figures. */
export function emptyTable(table: TableTemplate): TableData {
  const fixed = table.fixedRows.filter((row) => !row.blank).map((row): RowData => ({ key: row.key, cells: {} }));
  const preset = table.subjects?.preset.map(({ code, name }): RowData => ({ key: code, code, name, cells: {} })) ?? [];
  return { rows: [...fixed, ...preset, ...presetRows(table)] };
}

/** The indicators that a self-evaluation's form suggests, known by their names. */
function presetRows({ presetRows: rows, columns }: TableTemplate): readonly RowData[] {
  const isText = (key: string): boolean => columns.find((column) => column.key === key)?.is === 'text';
  return rows.map(({ group, name, cells }): RowData => ({
    key: name, name, group, cells: Object.fromEntries(Object.entries(cells).map(([column, value]) => [column, isText(column) ? { text: value } : value])),
  }));
}
