/**
 * The recogniser: finds the tables of a template set in the sheets of a workbook, by title, mark, headings and content — never
 * by sheet name or position — and places every cell or says why not.
 */
import { exportSheetOf } from '../../../shared/template/read-exports.ts';
import { type ExportSheet, findTable, type TableTemplate, type Template } from '../../../shared/template/template.ts';
import { METADATA_SHEET } from '../workbook-metadata.ts';
import { keptStrays } from '../extra-sheets.ts';
import { boundsOf, type GridCell, type GridRow, rangeAddress, type SheetGrid } from '../sheet-grid.ts';
import { isCaption, noteKind, readCaption, type SourceUnit } from './captions.ts';
import { cutParts, isStrayNumbering, type TablePart } from './heading-band.ts';
import { RowFinder } from './identify-row.ts';
import { Ledger, type Unrecognised } from './ledger.ts';
import { findPanels, type Panel } from './match-columns.ts';
import { holdsAmount } from './printed-amount.ts';
import { asMatrix, type Matrix, readMatrixLine } from './read-matrix.ts';
import { type PrintedRow, RowReader, withTotal, withUnheaded } from './read-rows.ts';
import { type Header, readHeader } from './read-header.ts';
import type { StrayTable } from '../unknown-parts.ts';
import { cutSegments, type Segment } from './segments.ts';
import { type ImportConflict, TableDraft } from './table-draft.ts';
import { type LeftSheet, leftSheets } from './left-sheets.ts';
import { normalise } from './label-text.ts';
import { vocabularyOf } from './table-vocabulary.ts';
import { type ChosenTable, type Previous, tableOf } from './which-table.ts';

export interface RecognisedTable {
  readonly draft: TableDraft;
  /** Where it stands: one place a sheet. */
  readonly places: readonly { readonly sheet: string; readonly range: string }[];
  /** From 0 to 1. */
  readonly confidence: number;
}

export interface Recognised {
  readonly header: Header;
  /** In the order of the template; tables that the workbook lacks are left out. */
  readonly tables: readonly RecognisedTable[];
  readonly unrecognised: readonly Unrecognised[];
  readonly conflicts: readonly ImportConflict[];
  /** What looks like a table but is none of the set's. */
  readonly strays: readonly StrayTable[];
  /** Sheets and parts of the 财决 system's export that no public table needs, with the number of their figures. */
  readonly left: readonly LeftSheet[];
}

/** The sheets cut into tables, and what their captions say: what is known before a template's rows are looked for. */
export interface Survey {
  readonly sheets: readonly SheetGrid[];
  readonly segments: readonly Segment[];
  /** Tables that are no part of the document, such as those of older years. */
  readonly asides?: readonly Segment[];
  readonly header: Header;
}

/** Looks over a workbook. */
export function surveyWorkbook(all: readonly SheetGrid[], template: Template): Survey {
  // What is shown counts before what is hidden: a hidden copy never replaces a visible table.
  const sheets = all.filter((sheet) => sheet.name !== METADATA_SHEET);
  const ordered = [...sheets.filter((sheet) => !sheet.isHidden), ...sheets.filter((sheet) => sheet.isHidden)];
  const segments = ordered.flatMap((sheet) => cutSegments(sheet, template.tables));
  return { sheets, segments, header: readHeader(segments) };
}

/** Recognises the tables of `template` in a workbook surveyed under it. `onProgress` is told the share done. */
export function recogniseWorkbook(survey: Survey, template: Template, onProgress: (done: number) => void = () => undefined): Recognised {
  const reading = new Reading(template);
  const { segments } = survey;
  segments.forEach((segment, at) => {
    reading.read(segment);
    onProgress((at + 1) / segments.length);
  });
  reading.passBy(survey.asides ?? []);
  return reading.result(survey);
}

interface State {
  readonly draft: TableDraft;
  readonly finder: RowFinder;
  panels: readonly Panel[] | null;
  certainty: number;
  readonly rows: Map<SheetGrid, readonly GridRow[]>;
}

class Reading {
  private readonly ledger = new Ledger();
  private readonly states = new Map<TableTemplate, State>();
  private readonly strays: StrayTable[] = [];
  private previous: TableTemplate | null = null;
  private unit: SourceUnit | null = null;

  constructor(private readonly template: Template) {}

  read(segment: Segment): void {
    this.placeCaptions(segment);
    const system = exportSheetOf(this.template.exports, segment.sheet.name);
    if (system !== null && system.table === null) this.leave(segment);
    else if (segment.hasBody) this.readTable(segment, system);
  }

  passBy(asides: readonly Segment[]): void {
    this.strays.push(...asides);
  }

  private readTable(segment: Segment, system: ExportSheet | null): void {
    const chosen = this.mapped(system) ?? tableOf(segment, this.template, this.before());
    if (chosen === null) {
      this.strays.push(segment);
      return;
    }
    const state = this.stateOf(chosen.table, chosen.certainty);
    this.unit = this.unitOf(segment, chosen.table, system);
    this.previous = chosen.table;
    state.rows.set(segment.sheet, [...(state.rows.get(segment.sheet) ?? []), ...segment.rows]);
    const parts = cutParts(segment.rows, segment.sheet, vocabularyOf(chosen.table));
    const isSecond = segment.title !== null && state.draft.rows.size > 0;
    if (isSecond && !segment.isContinued) state.finder.restart();
    const lines = withTotal(parts.flatMap((part) => this.readPart(part, segment, state, system)), chosen.table);
    const isCopy = isSecond && repeats(lines, state.draft);
    if (isCopy) state.draft.conflict('duplicate-table', null, null, null, `${chosen.table.title}在工作簿中不止一份，采用了先出现的一份，请核对 ${segment.sheet.name}`);
    for (const line of lines) this.draftOf(line, state, segment).take(line, { sheet: segment.sheet, unit: this.unit, isCopy });
  }

  /** As the segment states it, else as the page before did, else as the system has it. */
  private unitOf({ captions }: Segment, table: TableTemplate, system: ExportSheet | null): SourceUnit | null {
    const stated = [...captions.values()].find((caption) => caption.unit !== null)?.unit ?? null;
    return stated ?? (this.previous === table ? this.unit : null) ?? (system === null ? null : this.template.exports.unit);
  }

  /** A sheet of the system's that no public table needs: known, and left where it is. */
  private leave({ sheet, rows }: Segment): void {
    for (const cell of rows.flatMap((row) => row.cells)) this.ledger.place(sheet, cell, 'left');
  }

  private mapped(system: ExportSheet | null): ChosenTable | null {
    const table = system?.table == null ? null : findTable(this.template.tables, system.table);
    return table === null ? null : { table, certainty: 1 };
  }

  private draftOf({ elsewhere, labels, identity }: PrintedRow, own: State, { sheet, rows }: Segment): TableDraft {
    const table = elsewhere === undefined || identity === null ? null : findTable(this.template.tables, elsewhere);
    if (table === null) return own.draft;
    const state = this.stateOf(table, 1);
    state.panels ??= [];
    const row = rows.find((candidate) => candidate.row === labels[0]?.cell.row);
    if (row !== undefined) state.rows.set(sheet, [...(state.rows.get(sheet) ?? []), row]);
    return state.draft;
  }

  private before(): Previous | null {
    const panels = this.previous === null ? null : this.states.get(this.previous)?.panels;
    return this.previous === null ? null : { table: this.previous, panels: panels ?? [] };
  }

  private stateOf(table: TableTemplate, certainty: number): State {
    let state = this.states.get(table);
    if (state === undefined) {
      const finder = new RowFinder(vocabularyOf(table), this.template);
      state = { draft: new TableDraft(table, this.ledger), finder, panels: null, certainty, rows: new Map() };
      this.states.set(table, state);
    }
    return state;
  }

  private placeCaptions(segment: Segment): void {
    for (const cell of segment.titleCells) this.ledger.place(segment.sheet, cell, 'caption');
    for (const [cell, caption] of segment.captions) {
      this.ledger.place(segment.sheet, cell, 'caption');
      if (!caption.valueFollows) continue;
      const row = segment.rows.find((candidate) => candidate.row === cell.row);
      const value = row?.cells.find((candidate) => candidate.column > cell.column);
      if (value !== undefined && !segment.captions.has(value)) this.ledger.place(segment.sheet, value, 'caption');
    }
  }

  private readPart(part: TablePart, segment: Segment, state: State, system: ExportSheet | null): readonly PrintedRow[] {
    const { sheet } = segment;
    const panels = renamed(this.panelsOf(part, sheet, state), system);
    if (panels === null) {
      for (const cell of part.body.flatMap((row) => row.cells)) this.ledger.refuse(sheet, cell, '没有认出这张表的表头');
      return [];
    }
    const matrix = asMatrix(panels, state.draft.table, this.template);
    if (matrix !== null) return part.body.flatMap((row) => this.readMatrix(row, panels[0], matrix, segment, state));
    const reader = new RowReader(state.draft.table, panels, state.finder, system);
    const columns = new Set(panels.flatMap((panel) => [...panel.labels, ...panel.amounts].map((column) => column.column)));
    return part.body.flatMap((row) => (this.isAside(row, sheet, state) ? [] : this.readLine(row, reader, columns, sheet, state.draft.table)));
  }

  /** The panels under this part's headings; a page without headings goes on under the last ones. */
  private panelsOf({ band, body }: TablePart, sheet: SheetGrid, state: State): readonly Panel[] | null {
    if (band === null) return state.panels;
    for (const cell of [...band.rows, band.numbering].flatMap((row) => row?.cells ?? [])) this.ledger.place(sheet, cell, 'heading');
    state.panels = findPanels(band, body, vocabularyOf(state.draft.table));
    return state.panels;
  }

  private readMatrix(row: GridRow, panel: Panel | undefined, matrix: Matrix, { sheet }: Segment, state: State): readonly PrintedRow[] {
    if (panel === undefined || this.isAside(row, sheet, state)) return [];
    const lines = readMatrixLine(row, panel, matrix);
    const isTaken = (cell: GridCell): boolean => lines !== null && [...matrix.codes.keys()].some((amount) => amount.column === cell.column);
    for (const cell of row.cells) if (!isTaken(cell)) this.ledger.refuse(sheet, cell, '公开表按经济分类列示合计，这一格是按功能分类的明细');
    return lines ?? [];
  }

  private readLine(row: GridRow, reader: RowReader, columns: ReadonlySet<number>, sheet: SheetGrid, table: TableTemplate): readonly PrintedRow[] {
    for (const cell of row.cells) if (!columns.has(cell.column)) this.ledger.refuse(sheet, cell, '这一列没有表头');
    return withUnheaded(reader.read(row), row, columns, table);
  }

  /** Notes, page numbers, signatures and prose between or below the lines of a table. */
  private isAside(row: GridRow, sheet: SheetGrid, state: State): boolean {
    const first = row.cells[0];
    if (isStrayNumbering(row)) {
      for (const cell of row.cells) this.ledger.place(sheet, cell, 'heading');
      return true;
    }
    // A line with a figure is read as a line, whatever is written beside it.
    if (first === undefined || row.cells.some(holdsAmount)) return false;
    const asides = row.cells.filter((cell) => this.takeAside(cell, sheet, state));
    return asides.length > 0 || (row.cells.length === 1 && isProse(first.text));
  }

  /** Places a cell that is no part of a line; false where it may be one. */
  private takeAside(cell: GridCell, sheet: SheetGrid, state: State): boolean {
    if (this.ledger.isPlaced(sheet, cell)) return true;
    if (noteKind(cell.text) !== null) {
      this.takeNotes(cell, sheet, state);
      return true;
    }
    const isAside = isCaption(readCaption(cell.text));
    if (isAside) this.ledger.place(sheet, cell, 'caption');
    return isAside;
  }

  private takeNotes(cell: GridCell, sheet: SheetGrid, state: State): void {
    this.ledger.place(sheet, cell, 'note');
    let kind: 'note' | 'statement' = 'note';
    const lines: { kind: 'note' | 'statement'; text: string }[] = [];
    for (const line of cell.text.split(/\r?\n/u).filter((text) => text.trim() !== '')) {
      const own = noteKind(line);
      const last = lines.at(-1);
      kind = own ?? kind;
      if (own === null && last !== undefined) last.text += `\n${line.trim()}`;
      else lines.push({ kind, text: line });
    }
    for (const line of lines) state.draft.takeNote(line.text, line.kind);
  }

  result({ sheets, header }: Survey): Recognised {
    for (const { sheet, rows } of keptStrays(this.strays)) for (const cell of rows.flatMap((row) => row.cells)) this.ledger.refuse(sheet, cell, '不在任何公开表之内，已随整张表照原样保留');
    const tables = this.template.tables.flatMap((table): RecognisedTable[] => {
      const state = this.states.get(table);
      if (state === undefined || state.panels === null) return [];
      const { draft } = state;
      const share = draft.refusals === 0 ? 1 : draft.figures / (draft.figures + draft.refusals);
      return [{ draft, places: placesOf(state), confidence: Math.round(state.certainty * share * 100) / 100 }];
    });
    const conflicts = tables.flatMap((table) => table.draft.conflicts);
    return { header, tables, unrecognised: this.ledger.unrecognised(sheets), conflicts, strays: this.strays, left: leftSheets(sheets, this.template, this.ledger) };
  }
}

/** Panels whose headings are put in the form's words. */
function renamed(panels: readonly Panel[] | null, system: ExportSheet | null): readonly Panel[] | null {
  if (panels === null || system === null || system.headings.size === 0) return panels;
  const words = new Map([...system.headings].map(([heading, meant]) => [normalise(heading), meant]));
  return panels.map((panel) => ({ ...panel, amounts: panel.amounts.map((amount) => ({ ...amount, path: amount.path.map((heading) => words.get(normalise(heading)) ?? heading) })) }));
}

function isProse(text: string): boolean {
  return text.trim().length > 12 && /[，。；,;]/u.test(text);
}

function placesOf(state: State): RecognisedTable['places'] {
  return [...state.rows].flatMap(([sheet, rows]) => {
    // Of each row the first and the last: cells stand from left to right.
    const bounds = boundsOf(rows.flatMap(({ cells }) => [cells.slice(0, 1), cells.slice(-1)]).flat());
    return bounds === null ? [] : [{ sheet: sheet.name, range: rangeAddress(bounds) }];
  });
}

/** Whether most lines of a second printing are there already: then it is a copy and no continuation. */
function repeats(lines: readonly PrintedRow[], draft: TableDraft): boolean {
  const keys = lines.flatMap((line) => (line.identity === null ? [] : [line.identity]));
  const again = keys.filter((identity) => draft.rows.has(identity.key));
  const own = keys.filter((identity) => identity.fixed === null);
  return own.length > 0 ? own.filter((identity) => draft.rows.has(identity.key)).length * 2 > own.length : again.length * 2 > keys.length;
}
