/** A table as it is gathered from the workbook: rows by identity, each cell with where it stood. Later copies add, never overwrite. */
import type { TableTemplate } from '../../../shared/template/template.ts';
import { cellAddress, type GridCell, type SheetGrid } from '../sheet-grid.ts';
import type { SourceUnit } from './captions.ts';
import { normalise, tidyName } from './label-text.ts';
import { type Ledger, looksLikeFigure } from './ledger.ts';
import { type PrintedAmount, printedAmount } from './printed-amount.ts';
import type { PrintedCell, PrintedRow } from './read-rows.ts';
import { isRate } from './table-vocabulary.ts';

export interface DraftCell {
  /** As printed, in the sheet's unit; null for a printed blank. */
  readonly amount: string | null;
  readonly sheet: string;
  /** Where it stands, from 0. */
  readonly row: number;
  readonly column: number;
  readonly unit: SourceUnit | null;
  /** What stands in a column of words or rates that the form lacks; null for an amount. */
  readonly text: string | null;
  /** False where nothing at all stands in the cell. */
  readonly isPrinted: boolean;
}

export interface DraftRow {
  readonly key: string;
  readonly code: string | null;
  name: string | null;
  readonly isFixed: boolean;
  readonly isKnown: boolean;
  /** 人次, 辆 and the like: no amounts, so no unit. */
  readonly isCount: boolean;
  /** `sheet!A1` of its label; null where it has none. */
  readonly address: string | null;
  readonly cells: Map<string, DraftCell>;
}

/** Something about the workbook that the accountant should look at. */
export interface ImportConflict {
  readonly kind: 'duplicate-subject' | 'unknown-subject' | 'unknown-row' | 'unknown-column' | 'repeated-cell' | 'duplicate-table' | 'declared-differs' | 'unit-doubt' | 'assumed-unit' | 'assumed-year';
  readonly table: string;
  readonly row: string | null;
  readonly column: string | null;
  readonly address: string | null;
  readonly message: string;
}

/** Where a line is being taken from. */
export interface LineSource {
  readonly sheet: SheetGrid;
  readonly unit: SourceUnit | null;
  /** The segment repeats a table that was read before: equal figures are the same, others are not taken. */
  readonly isCopy: boolean;
}

type CellReading = ({ readonly kind: 'value' } & PrintedAmount) | { readonly kind: 'refused'; readonly why: string };

export class TableDraft {
  readonly rows = new Map<string, DraftRow>();
  readonly extraColumns = new Map<string, string>();
  readonly notes: string[] = [];
  statement: string | null = null;
  readonly conflicts: ImportConflict[] = [];
  /** Figures taken, and cells refused. */
  figures = 0;
  refusals = 0;
  private readonly sheets = new Set<SheetGrid>();

  constructor(
    readonly table: TableTemplate,
    private readonly ledger: Ledger,
  ) {}

  /** Whether its figures come from more than one sheet. */
  get isScattered(): boolean {
    return this.sheets.size > 1;
  }

  /** Takes one line of the workbook. */
  take(line: PrintedRow, source: LineSource): void {
    for (const { cell, as } of line.labels) this.ledger.place(source.sheet, cell, as);
    const row = this.rowFor(line, source);
    if (row !== null) this.sheets.add(source.sheet);
    for (const printed of line.cells) {
      if (row === null) this.refuse(source.sheet, printed.cell, line.identity === null ? '这一行没有行名或科目编码，无法确定属于哪一行' : '这一行按表样不填金额');
      else this.takeCell(row, printed, source);
    }
  }

  private rowFor(line: PrintedRow, source: LineSource): DraftRow | null {
    const { identity } = line;
    if (identity === null || identity.fixed?.blank === true) return null;
    const known = this.rows.get(identity.key);
    const isAgain = known !== undefined && identity.fixed === null && !source.isCopy;
    if (known !== undefined && !isAgain) return known;
    const key = isAgain ? this.freeKey(identity.key) : identity.key;
    const row: DraftRow = { key, code: identity.code, name: identity.name, isFixed: identity.fixed !== null, isKnown: identity.isKnown, isCount: identity.fixed?.isCount ?? false, address: labelAddress(line, source), cells: new Map() };
    this.rows.set(key, row);
    this.announce(row, isAgain);
    return row;
  }

  /** Says what is unusual about a row when it is first met. */
  private announce(row: DraftRow, isAgain: boolean): void {
    const { key, address } = row;
    const title = `${row.code ?? ''}${row.name ?? key}`;
    if (isAgain) this.conflict('duplicate-subject', key, null, address, `${this.table.title}：“${title}”出现了不止一次，两行都已保留，请核对是否重复`);
    if (!row.isKnown && row.code !== null) this.conflict('unknown-subject', key, null, address, `${this.table.title}：科目“${title}”不在科目列表中，已照原样保留`);
    if (!row.isKnown && row.code === null) this.conflict('unknown-row', key, null, address, `${this.table.title}：模板中没有“${title}”这一行，已照原样保留`);
  }

  private freeKey(key: string): string {
    let number = 2;
    while (this.rows.has(`${key}#${number}`)) number++;
    return `${key}#${number}`;
  }

  private takeCell(row: DraftRow, printed: PrintedCell, source: LineSource): void {
    const { cell } = printed;
    if (cell === null) {
      if (printed.key !== null && !row.cells.has(printed.key)) row.cells.set(printed.key, { amount: null, sheet: source.sheet.name, row: printed.row, column: printed.column, unit: source.unit, text: null, isPrinted: false });
      return;
    }
    const reading = readCell(cell);
    if (printed.key === null && isWording(printed, reading)) {
      this.putText(row, this.extraKey(printed, cell, source), cell, source);
    } else if (reading.kind === 'refused') {
      this.refuse(source.sheet, cell, reading.why);
    } else if (printed.key === null && reading.amount === null) {
      // “—” in a column that the form lacks says nothing, and makes no column.
      this.ledger.place(source.sheet, cell, 'label');
    } else {
      this.put(row, printed.key ?? this.extraKey(printed, cell, source), reading, cell, source);
    }
  }

  private put(row: DraftRow, key: string, { amount, unit }: PrintedAmount, cell: GridCell, source: LineSource): void {
    const before = row.cells.get(key);
    // A dash says nothing against a figure that stands for the same cell elsewhere.
    const isFree = before === undefined || (!source.isCopy && (!before.isPrinted || (before.amount === null && amount !== null)));
    if (isFree) {
      row.cells.set(key, { amount, sheet: source.sheet.name, row: cell.row, column: cell.column, unit: unit ?? source.unit, text: null, isPrinted: true });
    } else if (before.amount !== amount) {
      this.refuse(source.sheet, cell, `与 ${placeOf(before)} 的同一格金额不同，未采用`);
      this.conflict('repeated-cell', row.key, key, `${source.sheet.name}!${cellAddress(cell.row, cell.column)}`, `${this.table.title}：同一格在工作簿中有两个金额，采用了 ${before.sheet} 中的一个，请核对`);
      return;
    }
    this.ledger.place(source.sheet, cell, 'figure');
    this.figures++;
  }

  private putText(row: DraftRow, key: string, cell: GridCell, source: LineSource): void {
    const text = cell.text.trim();
    const before = row.cells.get(key);
    if (before !== undefined && before.text !== text) {
      this.refuse(source.sheet, cell, `与 ${placeOf(before)} 的同一格文字不同，未采用`);
      return;
    }
    row.cells.set(key, { amount: null, sheet: source.sheet.name, row: cell.row, column: cell.column, unit: null, text, isPrinted: true });
    this.ledger.place(source.sheet, cell, looksLikeFigure(cell) ? 'figure' : 'label');
  }

  /** The key of a column that the template does not know; it is made when the first figure is met in it. */
  private extraKey(printed: PrintedCell, cell: GridCell, source: LineSource): string {
    const heading = printed.path.map(tidyName).join('／');
    if (!this.extraColumns.has(heading)) {
      this.extraColumns.set(heading, heading);
      const address = `${source.sheet.name}!${cellAddress(cell.row, cell.column)}`;
      this.conflict('unknown-column', null, heading, address, `${this.table.title}：模板中没有“${heading}”这一列，已照原样保留`);
    }
    return heading;
  }

  /** Takes a 注 or 说明. The form's own wording is not repeated in documents. */
  takeNote(text: string, kind: 'note' | 'statement'): void {
    const tidy = text.trim();
    if (kind === 'statement') {
      this.statement ??= tidy;
      return;
    }
    if (!this.notes.some((note) => normalise(note) === normalise(tidy))) this.notes.push(tidy);
  }

  conflict(kind: ImportConflict['kind'], row: string | null, column: string | null, address: string | null, message: string): void {
    this.conflicts.push({ kind, table: this.table.id, row, column, address, message });
  }

  private refuse(sheet: SheetGrid, cell: GridCell | null, why: string): void {
    if (cell === null) return;
    this.ledger.refuse(sheet, cell, why);
    this.refusals++;
  }
}

function labelAddress({ labels }: PrintedRow, { sheet }: LineSource): string | null {
  const first = labels[0]?.cell;
  return first === undefined ? null : `${sheet.name}!${cellAddress(first.row, first.column)}`;
}

/** `sheet!A1` of a cell. */
export function placeOf({ sheet, row, column }: DraftCell): string {
  return `${sheet}!${cellAddress(row, column)}`;
}

/** Words and rates are no amounts and know no unit: they are kept as they are printed. */
function isWording({ path, cell }: PrintedCell, reading: CellReading): boolean {
  if (reading.kind === 'refused') return cell?.isError === false && cell.hasCachedValue;
  return reading.amount !== null && path.some(isRate);
}

/** The amount in a cell, or why there is none. */
export function readCell(cell: GridCell): CellReading {
  if (!cell.hasCachedValue) return { kind: 'refused', why: '公式没有保存计算结果。请用 Excel/WPS 打开后另存，再导入' };
  if (cell.isError) return { kind: 'refused', why: '单元格是错误值' };
  if (cell.number !== null) return { kind: 'value', amount: cell.number, unit: null };
  const printed = printedAmount(cell.text);
  return printed === null ? { kind: 'refused', why: '不是金额' } : { kind: 'value', ...printed };
}
