/** Reads the lines under a heading band: whose line each is in every panel, and the cells of its columns. */
import { readAmount } from '../../../shared/amount/read-amount.ts';
import type { ExportSheet, TableTemplate } from '../../../shared/template/template.ts';
import { columnLetters, type GridCell, type GridRow } from '../sheet-grid.ts';
import { onlyRowOf, type RowFinder, type RowIdentity, type RowLabel } from './identify-row.ts';
import { bareLabel, normalise } from './label-text.ts';
import { columnsAsMapped, matchColumns, matchListed, type Panel } from './match-columns.ts';
import { joinCode, readCodeCell } from './subject-code.ts';
import type { PlacedAs } from './ledger.ts';
import { holdsAmount } from './printed-amount.ts';
import type { LabelRole } from './table-vocabulary.ts';

/** A column's cell in a line; `cell` is null where it is printed blank. */
export interface PrintedCell {
  /** The template's column, or null for one that it does not know. */
  readonly key: string | null;
  /** Heading path of the column as shown. */
  readonly path: readonly string[];
  readonly cell: GridCell | null;
  /** Where it stands, printed or blank. */
  readonly row: number;
  readonly column: number;
}

export interface PrintedRow {
  /** Null where the line has no label that says whose it is. */
  readonly identity: RowIdentity | null;
  readonly cells: readonly PrintedCell[];
  readonly labels: readonly { readonly cell: GridCell; readonly as: PlacedAs }[];
  /** Id of another table that the line belongs to, in exports that mix them. */
  readonly elsewhere?: string;
}

/** Columns that must be as the form has them for a labelled line to be the table's row. */
const LEAST_USUAL = 3;

interface PanelLine {
  readonly panel: Panel;
  readonly label: RowLabel;
  readonly labels: PrintedRow['labels'];
  /** The cell of each of the panel's columns of amounts, in their order; undefined for none. */
  readonly amounts: readonly (GridCell | undefined)[];
}

/** Reads lines for one part of a table; codes split over columns carry over from line to line. */
export class RowReader {
  private readonly carried: (readonly string[])[];
  private readonly columnKeys = new Map<Panel, Map<number, ReadonlyMap<number, string>>>();

  constructor(
    private readonly table: TableTemplate,
    private readonly panels: readonly Panel[],
    private readonly finder: RowFinder,
    private readonly system: ExportSheet | null = null,
  ) {
    this.carried = panels.map(() => []);
  }

  /** The line in every panel that holds something. */
  read(row: GridRow): readonly PrintedRow[] {
    const cells: (GridCell | undefined)[] = [];
    for (const cell of row.cells) cells[cell.column] = cell;
    const lines = this.panels.map((panel, at) => this.panelLine(panel, at, cells));
    const taken = new Set<PanelLine>();
    return lines.flatMap((line, at): PrintedRow[] => {
      if (taken.has(line) || (line.labels.length === 0 && line.amounts.every((cell) => cell === undefined))) return [];
      const listed = this.elsewhere(line, row.row) ?? this.listed(line, row.row);
      if (listed !== null) return [this.withoutOthers(listed)];
      const identity = this.finder.identify(line.label, line.panel.block, this.isStacked());
      const spread = this.maySpread(identity, line) ? this.continuation(lines, at) : null;
      if (spread !== null) taken.add(spread);
      return [this.withoutOthers(this.printed(line, identity, spread, row.row))];
    });
  }

  /** A line of an export that is a cell of another table: its last figure counts. */
  private elsewhere({ label, labels, panel, amounts }: PanelLine, row: number): PrintedRow | null {
    const name = bareLabel(label.name);
    const target = [...(this.system?.rows ?? [])].find(([known]) => bareLabel(known) === name)?.[1];
    const last = amounts.findLastIndex((cell) => cell !== undefined);
    if (target === undefined || last < 0) return null;
    const cells = panel.amounts.map((amount, at): PrintedCell => ({ key: at === last ? target.column : null, path: amount.path, cell: amounts[at] ?? null, row, column: amount.column }));
    return { identity: { key: target.row, code: null, name: null, fixed: null, isKnown: true }, cells, labels, elsewhere: target.table };
  }

  /** Columns and lines that the table does not have stay in the export, where its mapping says so. */
  private withoutOthers(line: PrintedRow): PrintedRow {
    if (this.system?.leavesOthers !== true) return line;
    const isOwn = line.identity === null || line.identity.isKnown || line.identity.code !== null;
    const left = line.cells.flatMap(({ key, cell }) => (cell !== null && (key === null || !isOwn) ? [{ cell, as: 'left' as const }] : []));
    return { ...line, identity: isOwn ? line.identity : null, cells: isOwn ? line.cells.filter(({ key }) => key !== null) : [], labels: [...line.labels, ...left] };
  }

  /** A one-row table such as 三公, printed as a list: each line is a column. With a label but the usual columns, it is the row itself. */
  private listed(line: PanelLine, row: number): PrintedRow | null {
    const only = onlyRowOf(this.table);
    const block = this.table.blocks[0];
    if (only === null || block === undefined || line.label.name === '') return null;
    const identity: RowIdentity = { key: only.key, code: null, name: null, fixed: only, isKnown: true };
    const label = bareLabel(line.label.name);
    const usual = this.keysOf(line.panel, 0);
    const isUsual = this.system === null && usual.size >= LEAST_USUAL;
    const cells = line.panel.amounts.map((amount, at): PrintedCell => {
      const key = isUsual ? usual.get(amount.column) : matchListed(block, amount.path, label);
      return { key: key ?? null, path: isUsual ? amount.path : [...amount.path, line.label.name], cell: line.amounts[at] ?? null, row, column: amount.column };
    });
    return { identity, cells, labels: line.labels };
  }

  /** One panel for a form of several blocks: they stand below each other, so any row may come. */
  private isStacked(): boolean {
    return this.panels.length === 1 && this.table.blocks.length > 1;
  }

  /** Only where the form itself lets a row span blocks: else an amount without label would end up in a stranger's row. */
  private maySpread(identity: RowIdentity | null, line: PanelLine): boolean {
    const fixed = identity?.fixed ?? null;
    return fixed !== null && isBlank(line) && fixed.lastBlock > line.panel.block;
  }

  /** A label that spans panels, such as 公用经费合计, has its amount in the last of them. */
  private continuation(lines: readonly PanelLine[], at: number): PanelLine | null {
    const next = lines.slice(at + 1).find((line) => line.labels.length > 0 || !isBlank(line));
    return next !== undefined && next.labels.length === 0 ? next : null;
  }

  private panelLine(panel: Panel, at: number, cells: readonly (GridCell | undefined)[]): PanelLine {
    const read = panel.labels.flatMap(({ column, role }): LabelReading[] => {
      const cell = cells[column];
      return cell === undefined ? (role === 'code' ? [BLANK_CODE] : []) : [readLabelCell(cell, role, this.table)];
    });
    const labels = read.flatMap(({ cell, as }) => (cell === null ? [] : [{ cell, as }]));
    const inColumns = read.filter(({ isCodeColumn }) => isCodeColumn).map(({ digits }) => digits);
    const beforeName = read.filter(({ isCodeColumn, digits }) => !isCodeColumn && digits !== '').map(({ digits }) => digits);
    const joined = joinCode(inColumns.some((digits) => digits !== '') ? inColumns : beforeName, this.carried[at] ?? []);
    const line = read.find((label) => label.line !== null)?.line ?? null;
    this.carried[at] = joined.parts;
    const amounts = panel.amounts.map((amount) => cells[amount.column]);
    return { panel, label: { code: joined.code, name: read.map(({ name }) => name).join(''), line }, labels, amounts };
  }

  private printed(line: PanelLine, identity: RowIdentity | null, spread: PanelLine | null, row: number): PrintedRow {
    const source = spread ?? line;
    const block = blockOf(identity, source.panel.block);
    const keys = this.keysOf(source.panel, block);
    const cells = source.panel.amounts.map((amount, at): PrintedCell => ({ key: keys.get(amount.column) ?? null, path: amount.path, cell: source.amounts[at] ?? null, row, column: amount.column }));
    // What stands in the label's own panel is a mark for “nothing here”: its amount is in the panel it spreads to.
    const marks = spread === null ? [] : line.amounts.flatMap((cell) => (cell === undefined ? [] : [{ cell, as: 'label' as const }]));
    return { identity, cells, labels: [...line.labels, ...marks] };
  }

  private keysOf(panel: Panel, block: number): ReadonlyMap<number, string> {
    const ofPanel = this.columnKeys.get(panel) ?? new Map<number, ReadonlyMap<number, string>>();
    this.columnKeys.set(panel, ofPanel);
    const known = ofPanel.get(block);
    const template = this.table.blocks[block];
    if (known !== undefined || template === undefined) return known ?? new Map();
    const matched = this.system === null || this.system.columns.size === 0 ? matchColumns(panel, template) : columnsAsMapped(panel, this.system);
    ofPanel.set(block, matched);
    return matched;
  }
}

/** Beyond so many empty columns beside a table, figures are no part of it. */
const WIDEST_GAP = 2;

/**
 * The lines with the figures of columns that bear no heading: kept as columns of their own, named by their letter, so that they are
 * seen and can be given a meaning. `columns` are those that have one.
 */
export function withUnheaded(lines: readonly PrintedRow[], row: GridRow, columns: ReadonlySet<number>, table: TableTemplate): readonly PrintedRow[] {
  const last = Math.max(...columns);
  const beside = row.cells.filter((cell) => !columns.has(cell.column) && cell.column <= last + WIDEST_GAP && holdsAmount(cell));
  return beside.reduce<readonly PrintedRow[]>((kept, cell) => {
    const owner = kept.findLast(({ identity, labels }) => identity !== null && labels.some((label) => label.cell.column < cell.column));
    const name = `（无表头）${columnLetters(cell.column)}列`;
    const meant = table.blocks.flatMap((block) => block.columns).find((column) => column.aliases.includes(name))?.key ?? null;
    return kept.map((line) => (line === owner ? { ...line, cells: [...line.cells, { key: meant, path: [name], cell, row: row.row, column: cell.column }] } : line));
  }, lines);
}

/** 小计 above or below all other lines is the total where nothing else is; in between it may be that of a part. */
export function withTotal(lines: readonly PrintedRow[], table: TableTemplate): readonly PrintedRow[] {
  const { total } = table;
  const named = lines.filter(({ identity }) => identity !== null);
  const ends = [named[0], named.at(-1)].filter((line) => line?.identity?.key === '小计' && line.identity.code === null);
  const [line, ...others] = new Set(ends);
  if (total === null || line === undefined || others.length > 0 || named.some(({ identity }) => identity?.fixed === total)) return lines;
  return lines.map((own) => (own === line ? { ...own, identity: { key: total.key, code: null, name: null, fixed: total, isKnown: true } } : own));
}

interface LabelReading {
  readonly cell: GridCell | null;
  readonly as: PlacedAs;
  readonly digits: string;
  readonly name: string;
  readonly line: number | null;
  readonly isCodeColumn: boolean;
}

/** A split code keeps its blank columns: 款 may stand without its 类. */
const BLANK_CODE: LabelReading = { cell: null, as: 'code', digits: '', name: '', line: null, isCodeColumn: true };

function readLabelCell(cell: GridCell, role: LabelRole, table: TableTemplate): LabelReading {
  const flat = normalise(cell.text);
  const isCodeColumn = role === 'code';
  if (role === 'line') {
    const isLine = /^\d{1,3}(?:\.0+)?$/u.test(flat);
    return { cell, as: isLine ? 'line' : 'label', digits: '', name: isLine ? '' : cell.text, line: isLine ? Number(flat) : null, isCodeColumn };
  }
  const { digits, name } = isCodeColumn ? readCodeCell(cell) : readNameCell(cell, table);
  return { cell, as: digits !== '' && name === '' ? 'code' : 'label', digits, name, line: null, isCodeColumn };
}

/** A name column may hold the code too. In tables that have no codes, digits in front of a name are its number. */
function readNameCell(cell: GridCell, table: TableTemplate): { readonly digits: string; readonly name: string } {
  return table.subjects === null ? { digits: '', name: cell.text } : readCodeCell(cell);
}

function isBlank(line: PanelLine): boolean {
  return line.amounts.every((cell) => cell === undefined || (cell.number === null && readAmount(cell.text).kind === 'blank'));
}

function blockOf(identity: RowIdentity | null, shown: number): number {
  const fixed = identity?.fixed ?? null;
  if (fixed === null || (fixed.block <= shown && shown <= fixed.lastBlock)) return shown;
  return fixed.lastBlock;
}
