/**
 * The tables as a workbook with the official look, alive: every subtotal is a formula with the value that our engine computed. A
 * declared value is written as the constant it is, marked, with the computed one and the reason in a note.
 */
import exceljs, { type Cell, type Workbook, type Worksheet } from 'exceljs';
import { type Decimal, plainAmount } from '../../../shared/amount/amount.ts';
import { cellContent, type CellRef, type DeclaredValue, type Document } from '../../../shared/document/document.ts';
import { toA1 } from '../../../shared/formula/a1.ts';
import type { Engine } from '../../../shared/formula/engine.ts';
import { CellError, isAmount, type Value } from '../../../shared/formula/value.ts';
import type { LayoutCell, LayoutLine } from '../../../shared/report/layout.ts';
import { METADATA_SHEET, metadataLines } from '../../import/workbook-metadata.ts';
import { placeTables, type PlacedTable, type PlacedTables } from './place-tables.ts';
import { alignmentOf, BODY_FONT, BORDERS, columnWidth, DECLARED_FILL, numberFormat, rowHeight, setUpPage, TITLE_FONT, TOTAL_FONT } from './sheet-looks.ts';

export interface ExportTablesOptions {
  /** Formula cells are locked, inputs can be typed into. No password: it guards against slips, not against people. */
  readonly protect?: boolean;
  /** Figures only, as published: no formulas, no marks, nothing hidden. */
  readonly plain?: boolean;
}

/** The workbook's bytes. */
export async function exportTables(engine: Engine, options: ExportTablesOptions = {}): Promise<Uint8Array> {
  const workbook = new exceljs.Workbook();
  workbook.creator = '明账';
  // A workbook says when it was made; ours says the year it is for, so that equal documents give equal files.
  workbook.created = new Date(Date.UTC(engine.document.year + 1, 0, 1));
  workbook.modified = workbook.created;
  workbook.calcProperties.fullCalcOnLoad = true;
  const placed = placeTables(engine);
  for (const table of placed.tables) await writeTable(workbook, engine, table, placed, options);
  if (options.plain !== true) writeMetadata(workbook, engine);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

async function writeTable(workbook: Workbook, engine: Engine, table: PlacedTable, placed: PlacedTables, options: ExportTablesOptions): Promise<void> {
  const { layout, sheet: name, headerRow, bodyRow } = table;
  const sheet = workbook.addWorksheet(name);
  sheet.columns = layout.columns.map((column) => ({ width: columnWidth(column.width) }));
  writeCaption(sheet, table);
  layout.header.forEach((cells, at) => {
    for (const cell of cells) writeText(sheet, headerRow + at, cell, true);
  });
  headingHeights(sheet, table);
  layout.lines.forEach((line, at) => writeLine(sheet, bodyRow + at, line, engine, table, placed, options));
  writeNotes(sheet, table);
  setUpPage(sheet, layout, bodyRow - 1);
  if (options.protect === true) await sheet.protect('', { selectLockedCells: true, selectUnlockedCells: true, formatColumns: true, formatRows: true });
}

function writeCaption(sheet: Worksheet, { layout }: PlacedTable): void {
  const last = layout.columns.length;
  const title = sheet.getCell(1, 1);
  sheet.mergeCells(1, 1, 1, last);
  title.value = layout.title;
  title.font = TITLE_FONT;
  title.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
  sheet.getRow(1).height = 30;
  caption(sheet.getCell(2, last), layout.mark ?? '', 'right');
  caption(sheet.getCell(3, 1), layout.department, 'left');
  caption(sheet.getCell(3, last), layout.unit, 'right');
}

/** Captions may run over the empty cells beside them, so they are neither wrapped nor merged. */
function caption(cell: Cell, text: string, horizontal: 'left' | 'right'): void {
  if (text === '') return;
  cell.value = text;
  cell.font = BODY_FONT;
  cell.alignment = { horizontal, vertical: 'middle' };
}

function writeText(sheet: Worksheet, row: number, cell: LayoutCell, isHeading: boolean): Cell {
  const target = sheet.getCell(row, cell.column + 1);
  if (cell.colSpan > 1 || cell.rowSpan > 1) sheet.mergeCells(row, cell.column + 1, row + cell.rowSpan - 1, cell.column + cell.colSpan);
  const isNumber = cell.kind === 'line' || (isHeading && cell.kind === 'numbering' && /^\d+$/.test(cell.text));
  if (cell.text !== '') target.value = isNumber ? Number(cell.text) : cell.text;
  for (let down = 0; down < cell.rowSpan; down++) for (let across = 0; across < cell.colSpan; across++) sheet.getCell(row + down, cell.column + 1 + across).border = BORDERS;
  target.font = cell.isTotal ? TOTAL_FONT : BODY_FONT;
  target.alignment = alignmentOf(cell, isHeading);
  return target;
}

function headingHeights(sheet: Worksheet, { layout, headerRow }: PlacedTable): void {
  layout.header.forEach((cells, at) => {
    const heights = cells.map((cell) => rowHeight(cell.text, spanWidth(layout.columns, cell)) / cell.rowSpan);
    sheet.getRow(headerRow + at).height = Math.max(18, ...heights);
  });
}

function spanWidth(columns: readonly { readonly width: number }[], cell: LayoutCell): number {
  return columns.slice(cell.column, cell.column + cell.colSpan).reduce((sum, column) => sum + column.width, 0);
}

function writeLine(sheet: Worksheet, row: number, line: LayoutLine, engine: Engine, table: PlacedTable, placed: PlacedTables, options: ExportTablesOptions): void {
  const { columns } = table.layout;
  for (const cell of line.cells) {
    const target = writeText(sheet, row, cell, false);
    if (cell.ref !== null) writeAmount(target, cell.ref, engine, table.sheet, placed, options);
  }
  const line_ = sheet.getRow(row);
  line_.height = Math.max(18, ...line.cells.filter((cell) => cell.kind === 'name').map((cell) => rowHeight(cell.text, spanWidth(columns, cell) - cell.indent * 4)));
  line_.hidden = line.isHidden;
}

function writeAmount(target: Cell, ref: CellRef, engine: Engine, sheet: string, placed: PlacedTables, options: ExportTablesOptions): void {
  const value = engine.value(ref);
  const declared = options.plain === true ? null : declaredAt(engine, ref);
  const formula = declared === null && options.plain !== true ? formulaText(engine, ref, sheet, placed) : null;
  target.numFmt = numberFormat(engine.document.decimals);
  if (formula !== null) target.value = { formula, result: sheetValue(value) ?? '' };
  else if (sheetValue(value) !== null) target.value = sheetValue(value);
  if (declared !== null) markDeclared(target, declared, engine.computedValue(ref), engine.document.decimals);
  if (options.protect === true && engine.formula(ref) === null) target.protection = { locked: false };
}

function declaredAt(engine: Engine, ref: CellRef): DeclaredValue | null {
  const content = cellContent(engine.document, ref);
  return engine.formula(ref) !== null && typeof content === 'object' && content !== null ? content : null;
}

function formulaText(engine: Engine, ref: CellRef, sheet: string, placed: PlacedTables): string | null {
  const instance = engine.formula(ref);
  if (instance === null || engine.value(ref) instanceof CellError) return null;
  const { space } = engine;
  return toA1(instance.formula.expression, instance.operands, {
    sheet, places: placesOf(engine),
    place: (cell) => (cell < space.size ? placed.place(space.refOf(cell)) : constantOf(engine.operandValue(cell))),
  });
}

function constantOf(value: Value): { constant: Decimal } | null {
  return isAmount(value) ? { constant: value } : null;
}

/** Amounts may hold more places than are printed; a formula must not cut them off. */
function placesOf(engine: Engine): number {
  return Math.max(engine.document.decimals, 6);
}

/** The number that the file holds. Its text in the file is the amount's own digits: up to 15 of them a double gives back unchanged. */
function sheetValue(value: Value): number | string | null {
  if (isAmount(value)) return value.toNumber();
  return value instanceof CellError && value.code !== '缺少数据' ? `#${value.code}` : null;
}

function markDeclared(target: Cell, declared: DeclaredValue, computed: Value, decimals: number): void {
  target.fill = DECLARED_FILL;
  const shown = isAmount(computed) ? plainAmount(computed, decimals) : '空';
  const reason = declared.reason === undefined ? '' : `\n原因：${declared.reason}`;
  target.note = { texts: [{ text: `按公式应为 ${shown}${reason}` }] };
}

function writeNotes(sheet: Worksheet, { layout, bodyRow }: PlacedTable): void {
  const last = layout.columns.length;
  const width = layout.columns.reduce((sum, column) => sum + column.width, 0);
  const texts = [...layout.notes, ...(layout.statement === null ? [] : [layout.statement])];
  texts.forEach((text, at) => {
    const row = bodyRow + layout.lines.length + at;
    sheet.mergeCells(row, 1, row, last);
    const cell = sheet.getCell(row, 1);
    cell.value = text;
    cell.font = BODY_FONT;
    cell.alignment = { horizontal: 'left', vertical: 'top', wrapText: true };
    sheet.getRow(row).height = rowHeight(text, width * 0.98, 20);
  });
}

/** A very hidden sheet: what a printed form does not say, so that import of an export is the identity. */
function writeMetadata(workbook: Workbook, engine: Engine): void {
  const sheet = workbook.addWorksheet(METADATA_SHEET, { state: 'veryHidden' });
  for (const line of metadataLines(engine.document, sideTables(engine))) sheet.addRow([...line]);
}

/** Side sheets are no part of what is published; what was typed into them goes along unseen. */
function sideTables({ template, document }: Engine): Document['tables'] {
  const ids = template.tables.filter((table) => !table.isPublished).map((table) => table.id);
  const held = ids.filter((id) => document.tables[id]?.rows.some((row) => Object.keys(row.cells).length > 0) === true);
  return Object.fromEntries(held.flatMap((id) => (document.tables[id] === undefined ? [] : [[id, document.tables[id]]])));
}
