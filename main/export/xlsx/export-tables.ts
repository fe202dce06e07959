/**
 * The tables as a workbook with the official look, alive: every subtotal is a formula with the value that our engine computed. A
 * declared value is written as the constant it is, marked, with the computed one and the reason in a note.
 */
import exceljs, { type Cell, type Workbook, type Worksheet } from 'exceljs';
import type { Document } from '../../../shared/document/document.ts';
import { A1Compiler } from '../../../shared/formula/a1.ts';
import type { Engine } from '../../../shared/formula/engine.ts';
import { cellText, type LayoutCell, type LayoutLine } from '../../../shared/report/layout.ts';
import { namedEvaluations } from '../../import/evaluations/build-evaluations.ts';
import { METADATA_SHEET, metadataLines } from '../../import/workbook-metadata.ts';
import { writeExtraSheets } from './write-extra-sheets.ts';
import { notesOf, placeTables, type PlacedTable, type PlacedTables } from './place-tables.ts';
import { alignmentOf, BODY_FONT, BORDERS, columnWidth, LEAST_HEIGHT, markDraft, rowHeight, setUpPages, TITLE_FONT, TOTAL_FONT } from './sheet-looks.ts';
import { type FigureOptions, writeValue } from './write-amount.ts';

export interface ExportTablesOptions {
  /** Formula cells are locked, inputs can be typed into. No password: it guards against slips, not against people. */
  readonly protect?: boolean;
  /** Figures only, as published: no formulas, no marks, nothing hidden. */
  readonly plain?: boolean;
  /** All tables on one sheet, each beginning a printed page, in place of a sheet each. */
  readonly oneSheet?: boolean;
  /** Errors are still open: every printed page says 草稿 at its head, and the tabs are red. */
  readonly draft?: boolean;
}

/** Millimetres by which a level of indent narrows a name. */
const INDENT = 3.2;

/** The workbook's bytes. */
export async function exportTables(engine: Engine, options: ExportTablesOptions = {}): Promise<Uint8Array> {
  const workbook = new exceljs.Workbook();
  workbook.creator = '明账';
  // A workbook says when it was made; ours says the year it is for, so that equal documents give equal files.
  workbook.created = new Date(Date.UTC(engine.document.year + 1, 0, 1));
  workbook.modified = workbook.created;
  workbook.calcProperties.fullCalcOnLoad = true;
  const placed = placeTables(engine, options.oneSheet === true);
  const figures: FigureOptions = { formulas: options.plain === true ? null : new A1Compiler(engine, placed.place), isProtected: options.protect === true };
  const sheets = new Map<string, PlacedTable[]>();
  for (const table of placed.tables) sheets.set(table.sheet, [...(sheets.get(table.sheet) ?? []), table]);
  for (const [name, tables] of sheets) await writeSheet(workbook, engine, name, tables, figures);
  if (options.draft === true) for (const sheet of workbook.worksheets) markDraft(sheet);
  writeExtraSheets(workbook, engine.document.extraSheets ?? []);
  if (options.plain !== true) writeMetadata(workbook, engine, placed);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

async function writeSheet(workbook: Workbook, engine: Engine, name: string, tables: readonly PlacedTable[], figures: FigureOptions): Promise<void> {
  const sheet = workbook.addWorksheet(name);
  sheet.columns = (tables[0]?.widths ?? []).map((width) => ({ width: columnWidth(width) }));
  for (const table of tables) writeTable(sheet, engine, table, figures);
  setUpPages(sheet, tables);
  if (figures.isProtected) await sheet.protect('', { selectLockedCells: true, selectUnlockedCells: true, formatColumns: true, formatRows: true });
}

function writeTable(sheet: Worksheet, engine: Engine, table: PlacedTable, figures: FigureOptions): void {
  const { layout, headerRow, bodyRow } = table;
  writeCaption(sheet, table);
  layout.header.forEach((cells, at) => {
    for (const cell of cells) writeText(sheet, headerRow + at, cell, true);
  });
  headingHeights(sheet, table);
  layout.lines.forEach((line, at) => writeLine(sheet, bodyRow + at, line, engine, table, figures));
  writeNotes(sheet, table);
}

function writeCaption(sheet: Worksheet, { layout, widths, titleRow, captionRow }: PlacedTable): void {
  const last = layout.columns.length;
  const title = sheet.getCell(titleRow, 1);
  sheet.mergeCells(titleRow, 1, titleRow, last);
  title.value = layout.title;
  title.font = TITLE_FONT;
  title.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
  // 18 points where a line of the body has 10.
  sheet.getRow(titleRow).height = Math.max(30, rowHeight(layout.title, widthOver(widths, 0, last) / 1.8) * 1.8);
  if (layout.mark !== null) caption(sheet.getCell(captionRow - 1, last), layout.mark, 'right');
  caption(sheet.getCell(captionRow, 1), layout.department, 'left');
  caption(sheet.getCell(captionRow, last), layout.unit, 'right');
}

/** Captions may run over the empty cells beside them, so they are neither wrapped nor merged. */
function caption(cell: Cell, text: string, horizontal: 'left' | 'right'): void {
  cell.value = text;
  cell.font = BODY_FONT;
  cell.alignment = { horizontal, vertical: 'middle' };
}

function writeText(sheet: Worksheet, row: number, cell: LayoutCell, isHeading: boolean): Cell {
  const target = sheet.getCell(row, cell.column + 1);
  if (cell.colSpan > 1 || cell.rowSpan > 1) sheet.mergeCells(row, cell.column + 1, row + cell.rowSpan - 1, cell.column + cell.colSpan);
  if (cell.text !== '') target.value = isNumber(cell) ? Number(cell.text) : cell.text;
  for (let down = 0; down < cell.rowSpan; down++) for (let across = 0; across < cell.colSpan; across++) sheet.getCell(row + down, cell.column + 1 + across).border = BORDERS;
  target.font = cell.isTotal ? TOTAL_FONT : BODY_FONT;
  target.alignment = alignmentOf(cell, isHeading);
  return target;
}

/** 行次 and 栏次 are numbers; a 科目编码 is text, so that no spreadsheet reckons with it. */
function isNumber(cell: LayoutCell): boolean {
  return (cell.kind === 'line' || cell.kind === 'numbering') && /^\d+$/.test(cell.text);
}

/** A heading over several rows that needs more than its share asks it of each. */
function headingHeights(sheet: Worksheet, { layout, widths, headerRow }: PlacedTable): void {
  const needs = layout.header.flatMap((cells, top) => cells.map((cell) => ({ top, bottom: top + cell.rowSpan - 1, each: rowHeight(cell.text, widthOver(widths, cell.column, cell.colSpan)) / cell.rowSpan })));
  layout.header.forEach((_cells, at) => {
    sheet.getRow(headerRow + at).height = Math.max(LEAST_HEIGHT, ...needs.filter(({ top, bottom }) => top <= at && at <= bottom).map(({ each }) => each));
  });
}

function widthOver(widths: readonly number[], first: number, count: number): number {
  return widths.slice(first, first + count).reduce((sum, width) => sum + width, 0);
}

function writeLine(sheet: Worksheet, row: number, line: LayoutLine, engine: Engine, { widths }: PlacedTable, figures: FigureOptions): void {
  for (const cell of line.cells) {
    const target = writeText(sheet, row, cell, cell.kind === 'heading' || cell.kind === 'side');
    if (cell.ref !== null) writeValue(target, cell.ref, cell.format, engine, figures);
  }
  const printed = sheet.getRow(row);
  const texts = line.cells.filter((cell) => cell.kind !== 'amount' && cell.kind !== 'side').map((cell) => ({ ...cell, text: cell.kind === 'text' && cell.ref !== null ? cellText(engine.value(cell.ref), 0) : cell.text }));
  printed.height = Math.max(LEAST_HEIGHT, ...texts.map((cell) => rowHeight(cell.text, widthOver(widths, cell.column, cell.colSpan) - cell.indent * INDENT) / cell.rowSpan));
  printed.hidden = line.isHidden;
}

function writeNotes(sheet: Worksheet, { layout, widths, bodyRow }: PlacedTable): void {
  const last = layout.columns.length;
  notesOf(layout).forEach((text, at) => {
    const row = bodyRow + layout.lines.length + at;
    sheet.mergeCells(row, 1, row, last);
    const cell = sheet.getCell(row, 1);
    cell.value = text;
    cell.font = BODY_FONT;
    cell.alignment = { horizontal: 'left', vertical: 'top', wrapText: true };
    sheet.getRow(row).height = rowHeight(text, widthOver(widths, 0, last) * 0.97);
  });
}

/** A very hidden sheet: what a printed form does not say, so that import of an export is the identity. */
function writeMetadata(workbook: Workbook, engine: Engine, { tables }: PlacedTables): void {
  const printed = (id: string): readonly string[] => tables.filter(({ layout }) => layout.table.id === id).flatMap(({ layout }) => layout.lines.flatMap(({ rows }) => rows.flatMap((row) => row ?? [])));
  const sheet = workbook.addWorksheet(METADATA_SHEET, { state: 'veryHidden' });
  for (const line of metadataLines(engine.document, sideTables(engine), namedEvaluations(engine.document, printed))) sheet.addRow([...line]);
}

/** Side sheets are no part of what is published; what was typed into them goes along unseen. */
function sideTables({ template, document }: Engine): Document['tables'] {
  const ids = template.tables.filter((table) => !table.isPublished).map((table) => table.id);
  const held = ids.filter((id) => document.tables[id]?.rows.some((row) => Object.keys(row.cells).length > 0) === true);
  return Object.fromEntries(held.flatMap((id) => (document.tables[id] === undefined ? [] : [[id, document.tables[id]]])));
}
