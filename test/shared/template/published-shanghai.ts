/** The published 上海 2024 workbook as a document, read by the known layout of its nine sheets: no recognition, only figures. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { read, utils } from '@e965/xlsx';
import { readAmount } from '../../../shared/amount/read-amount.ts';
import type { CellContent, Document, RowData } from '../../../shared/document/document.ts';
import { Engine } from '../../../shared/formula/engine.ts';
import { newDocument } from '../../../shared/template/new-document.ts';
import type { TableTemplate, Template } from '../../../shared/template/template.ts';

type Grid = readonly (readonly string[])[];
/** A printed figure: row key, 科目 code and name where it has them, column key, text. */
interface Printed {
  readonly key: string;
  readonly code?: string;
  readonly name?: string;
  readonly column: string;
  readonly text: string;
}

const WORKBOOK = fileURLToPath(new URL('../../../../shared/data/shanghai-shegongbu-2024.xlsx', import.meta.url));

/** Sheets of the workbook in their order, every cell as its text. */
export function publishedSheets(): readonly { readonly name: string; readonly grid: Grid }[] {
  const book = read(readFileSync(WORKBOOK));
  return book.SheetNames.map((name) => ({ name, grid: utils.sheet_to_json<string[]>(book.Sheets[name] ?? {}, { header: 1, defval: '', raw: false }) }));
}

/** The nine tables, each figure an input, or a declared value where the template has a formula; a printed blank is declared blank. */
export function publishedDocument(template: Template): Document {
  const sheets = publishedSheets();
  const printed = template.tables.map((table, at) => readers[at]?.(table, sheets[at]?.grid ?? []) ?? []);
  const blank = newDocument(template, { department: '上海市普陀区委社会工作部', year: 2024 });
  const shaped: Document = {
    ...blank,
    precision: 'rounded',
    tables: Object.fromEntries(template.tables.map((table, at) => [table.id, { rows: mergeRows(blank.tables[table.id]?.rows ?? [], printed[at] ?? []) }])),
  };
  const engine = new Engine(template, shaped);
  const content = (table: string, { key, column, text }: Printed): CellContent | null => {
    const reading = readAmount(text);
    if (reading.kind === 'not-amount') throw new Error(`${table} ${key} ${column}: ${text}`);
    const amount = reading.kind === 'amount' ? reading.amount : null;
    if (!engine.exists({ table, row: key, column })) throw new Error(`no cell ${table} ${key} ${column}`);
    return engine.formula({ table, row: key, column }) === null ? amount : { declared: amount };
  };
  const tables = template.tables.map((table, at) => {
    const rows = (shaped.tables[table.id]?.rows ?? []).map((row): RowData => {
      const cells = (printed[at] ?? []).filter(({ key }) => key === row.key).map((cell) => [cell.column, content(table.id, cell)] as const);
      return { ...row, cells: Object.fromEntries(cells.filter((cell): cell is readonly [string, CellContent] => cell[1] !== null)) };
    });
    return [table.id, { rows }] as const;
  });
  return { ...shaped, tables: Object.fromEntries(tables) };
}

function mergeRows(rows: readonly RowData[], printed: readonly Printed[]): readonly RowData[] {
  const known = new Set(rows.map((row) => row.key));
  const added = new Map(printed.filter(({ key }) => !known.has(key)).map(({ key, code, name }) => [key, { key, code, name, cells: {} }]));
  return [...rows, ...added.values()];
}

/** Readers of the nine sheets in order. Data starts in row 5 (row 4 in 06, row 7 in 07). */
const readers: readonly ((table: TableTemplate, grid: Grid) => readonly Printed[])[] = [
  sideBySide, subjects, subjects, sideBySide, subjects, economic, threePublic, nothingBelowHeadings, nothingBelowHeadings,
];

/** 01 and 04: line by line, each half from its own column on; the form's rows stand in the order of the template's. */
function sideBySide(table: TableTemplate, grid: Grid): readonly Printed[] {
  let left = 0;
  return table.blocks.flatMap((block) => {
    const [label = 0, ...amounts] = block.columns.map((_column, at) => left + at);
    left += block.columns.length;
    return block.rows.flatMap((row, at) => {
      const line = grid[at + 4] ?? [];
      if ((line[label] ?? '') !== (row.blank ? '' : row.label)) throw new Error(`${table.title}: “${line[label]}” where ${row.label} should stand`);
      return row.blank ? [] : amounts.map((column, index) => ({ key: row.key, column: block.columns[index + 1]?.key ?? '', text: line[column] ?? '' }));
    });
  });
}

function subjects(table: TableTemplate, grid: Grid): readonly Printed[] {
  return grid.slice(4).flatMap(([code = '', name = '', ...amounts]) =>
    table.columns.map((column, at) => ({ key: code, ...(code === '合计' ? {} : { code, name }), column: column.key, text: amounts[at] ?? '' })),
  );
}

function economic(_table: TableTemplate, grid: Grid): readonly Printed[] {
  return grid.slice(3).flatMap((line) =>
    [line.slice(0, 3), line.slice(3, 6)].flatMap(([code = '', name = '', text = '']) => (code === '' ? [] : [{ key: code, ...(name === '' ? {} : { code, name }), column: '决算数', text }])),
  );
}

function threePublic(table: TableTemplate, grid: Grid): readonly Printed[] {
  return table.columns.map((column, at) => ({ key: '金额', column: column.key, text: grid[6]?.[at] ?? '' }));
}

function nothingBelowHeadings(table: TableTemplate, grid: Grid): readonly Printed[] {
  if (grid.slice(5).some((line) => line.some((text) => text !== ''))) throw new Error(`${table.title} is not empty`);
  return [];
}
