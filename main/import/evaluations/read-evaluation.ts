/**
 * Reads one self-evaluation: blocks by their headings, the form's rows by their labels, indicators by what stands under 三级指标.
 * Every cell that is not taken is listed with its address.
 */
import { readAmount } from '../../../shared/amount/read-amount.ts';
import type { CellContent } from '../../../shared/document/document.ts';
import { type Block, type Column, type FixedRow, holdsValues, type TableTemplate } from '../../../shared/template/template.ts';
import type { Unrecognised } from '../recognise/ledger.ts';
import { bareLabel, normalise } from '../recognise/label-text.ts';
import { boundsOf, cellAddress, type GridCell, rangeAddress } from '../sheet-grid.ts';
import type { EvaluationPart } from './evaluation-sheets.ts';
import { MergedGrid } from './merged-grid.ts';

export interface ReadEvaluation {
  readonly form: TableTemplate;
  readonly title: string;
  /** Values as printed, by row and column; amounts in the workbook's unit. */
  readonly values: readonly { readonly row: string; readonly column: string; readonly content: CellContent; readonly address: string }[];
  readonly indicators: readonly { readonly name: string; readonly group: string; readonly values: ReadEvaluation['values'] }[];
  readonly unrecognised: readonly Unrecognised[];
  readonly sheet: string;
  readonly range: string;
}

/** Reads a part of a sheet under its form. */
export function readEvaluation(part: EvaluationPart): ReadEvaluation {
  return new EvaluationReading(part).read();
}

/** A block's heading in the sheet: its row, and where each column's values stand. */
interface Found {
  readonly row: number;
  readonly columns: ReadonlyMap<Column, number>;
}

class EvaluationReading {
  private readonly grid: MergedGrid;
  private readonly taken = new Set<GridCell>();
  private readonly values: ReadEvaluation['values'][number][] = [];
  private readonly indicators: ReadEvaluation['indicators'][number][] = [];

  constructor(private readonly part: EvaluationPart) {
    this.grid = new MergedGrid(part.sheet, part.rows);
  }

  read(): ReadEvaluation {
    const { form, title, sheet, rows } = this.part;
    for (const cell of rows[0]?.cells ?? []) this.taken.add(cell);
    const found = form.blocks.map((block) => (block.isBare ? null : this.headingOf(block)));
    const tops = found.flatMap((one) => (one === null ? [] : [one.row])).sort((a, b) => a - b);
    form.blocks.forEach((block, at) => {
      const heading = found[at] ?? null;
      const end = tops.find((top) => top > (heading?.row ?? 0)) ?? Number.POSITIVE_INFINITY;
      if (heading === null) this.readLabelled(block, found.findLast((one, before) => before < at && one !== null) ?? null);
      else if (block.groups !== null) this.readIndicators(block, heading);
      else this.readRows(block, heading, heading.row, end);
    });
    this.takeSides();
    return { form, title, values: this.values, indicators: this.indicators, unrecognised: this.left(), sheet: sheet.name, range: rangeAddress(boundsOf(rows.flatMap((row) => row.cells)) ?? { top: 0, left: 0, bottom: 0, right: 0 }) };
  }

  /** The row that names most of the block's columns; two at the least. */
  private headingOf(block: Block): Found | null {
    const candidates = this.grid.rows.map((row): Found => ({ row, columns: this.columnsIn(block, row) }));
    const wanted = block.columns.filter(holdsValues).length;
    const scored = candidates.filter(({ columns }) => [...columns.keys()].filter(holdsValues).length * 2 > wanted).sort((a, b) => b.columns.size - a.columns.size || a.row - b.row);
    const [best] = scored;
    if (best === undefined) return null;
    for (const cell of this.grid.line(best.row)) if (block.columns.some((column) => isNamed(column, cell.text)) || this.isGroupWord(cell)) this.taken.add(cell);
    return best;
  }

  private isGroupWord({ text }: GridCell): boolean {
    return /^(?:项目|指标|名称|资金来源|内容)$/u.test(normalise(text));
  }

  /** Columns by title, left to right; of two that bear one title, as 分值 of a group and of an indicator, the first is the first. */
  private columnsIn(block: Block, row: number): ReadonlyMap<Column, number> {
    const columns = new Map<Column, number>();
    const used = new Set<GridCell>();
    for (const column of block.columns) {
      const cell = this.grid.line(row).find((one) => !used.has(one) && isNamed(column, one.text));
      if (cell === undefined) continue;
      used.add(cell);
      columns.set(column, this.grid.columnIn(row, cell));
    }
    return columns;
  }

  private readRows(block: Block, { columns }: Found, from: number, to: number): void {
    for (const row of this.grid.rows.filter((one) => one > from && one < to)) {
      const label = this.grid.line(row).find((cell) => block.rows.some((fixed) => isLabel(fixed, cell.text)));
      const fixed = block.rows.find((one) => label !== undefined && isLabel(one, label.text));
      if (label === undefined || fixed === undefined) continue;
      this.taken.add(label);
      for (const [column, place] of columns) if (holdsValues(column) && !fixed.lacks.includes(column.key)) this.take(fixed.key, column, this.grid.at(row, place), this.values);
    }
  }

  /** Rows of a block without headings: a label, and behind it the value; totals stand under the columns of the indicators. */
  private readLabelled(block: Block, above: Found | null): void {
    for (const fixed of block.rows) {
      const place = this.grid.rows.flatMap((row) => this.grid.line(row).filter((cell) => isLabel(fixed, cell.text) && !this.taken.has(cell)).map((cell) => ({ row, cell })));
      const [found] = fixed.style === 'total' ? place.slice(-1) : place;
      if (found === undefined) continue;
      this.taken.add(found.cell);
      for (const column of block.columns.filter(holdsValues)) this.take(fixed.key, column, this.valueOf(column, found, above), this.values);
    }
  }

  private valueOf(column: Column, { row, cell: label }: { readonly row: number; readonly cell: GridCell }, above: Found | null): GridCell | null {
    const over = [...(above?.columns ?? [])].find(([one]) => one.key === column.key);
    const cell = over === undefined ? null : this.grid.at(row, over[1]);
    if (over !== undefined) return cell === label ? null : cell;
    return column.is === 'text' ? this.behind(row, label) : null;
  }

  private behind(row: number, label: GridCell): GridCell | null {
    const line = this.grid.line(row);
    const next = line[line.indexOf(label) + 1] ?? null;
    return next !== null && !this.taken.has(next) && !this.part.form.fixedRows.some((fixed) => isLabel(fixed, next.text)) ? next : null;
  }

  private readIndicators(block: Block, { row: top, columns }: Found): void {
    const placeOf = (is: Column['is']): number => [...columns].find(([column]) => column.is === is && column.of === null)?.[1] ?? -1;
    const [nameAt, groupAt] = [placeOf('name'), placeOf('group')];
    const isEnd = (row: number): boolean => this.grid.line(row).some((cell) => this.part.form.fixedRows.some((fixed) => fixed.key === '总分' && isLabel(fixed, cell.text)));
    const end = this.grid.rows.find((row) => row > top && isEnd(row)) ?? Number.POSITIVE_INFINITY;
    // A 一级指标 that is written once stands for the rows below as well, merged or not.
    let group: GridCell | null = null;
    for (const row of this.grid.rows.filter((one) => one > top && one < end)) {
      const name = this.grid.at(row, nameAt);
      if (name === null) continue;
      group = this.grid.at(row, groupAt) ?? group;
      this.taken.add(name).add(group ?? name);
      const values: ReadEvaluation['values'][number][] = [];
      for (const [column, place] of columns) this.takeOf(column, this.grid.at(row, place), values, group, block);
      this.indicators.push({ name: oneLine(name.text), group: groupName(group?.text ?? '', block), values });
    }
  }

  private takeOf(column: Column, cell: GridCell | null, into: ReadEvaluation['values'][number][], group: GridCell | null, block: Block): void {
    if (holdsValues(column)) this.take('', column, cell, into);
    const of = block.columns.find(({ key, is }) => is === 'amount' && key === column.of);
    if (of !== undefined && cell !== null && group !== null && !this.taken.has(cell)) this.take(groupName(group.text, block), of, cell, this.values);
  }

  private take(row: string, column: Column, cell: GridCell | null, into: ReadEvaluation['values'][number][]): void {
    if (cell === null || cell.text.trim() === '') return;
    const content = contentOf(column, cell);
    if (content === null) return;
    this.taken.add(cell);
    into.push({ row, column: column.key, content, address: cellAddress(cell.row, cell.column) });
  }

  /** Words at the left of a block, captions, and rows of headings that only group others. */
  private takeSides(): void {
    const sides = this.part.form.blocks.flatMap(({ side }) => (side === null ? [] : [normalise(side)]));
    const captions = /^(?:\(?20\d\d年度?\)?|(?:金额)?单位:.*|部门:.*|绩效指标|年度(?:总体|履职)?目标|年度主要任务|预算执行情况|项目资金(?:\(万元\))?|资金管理(?:情况)?|资金来源|-\d+-)$/u;
    for (const cell of this.part.rows.flatMap((row) => row.cells)) {
      const flat = normalise(cell.text);
      if (sides.includes(flat) || captions.test(flat)) this.taken.add(cell);
    }
  }

  private left(): readonly Unrecognised[] {
    return this.part.rows.flatMap((row) => row.cells).filter((cell) => !this.taken.has(cell) && cell.text.trim() !== '').map((cell): Unrecognised => ({
      sheet: this.part.sheet.name, address: cellAddress(cell.row, cell.column), text: cell.text, why: '自评表的样式中没有这一格的位置', isFigure: cell.number !== null,
    }));
  }
}

function isNamed(column: Column, text: string): boolean {
  const flat = headingWord(text);
  return [column.title, ...column.aliases].some((title) => headingWord(title) === flat);
}

/** A heading without its remark: 分值（20）, 全年预算数（A）. */
function headingWord(text: string): string {
  return normalise(text).replace(/\([^()]*\)$/u, '');
}

function isLabel(row: FixedRow, text: string): boolean {
  const flat = normalise(text);
  return flat !== '' && [row.label, ...row.aliases].some((name) => normalise(name) === flat || bareLabel(name) === bareLabel(text));
}

function groupName(text: string, block: Block): string {
  const flat = normalise(text).replace(/\([\d.]+分?\)$/u, '');
  const known = block.groups?.find(({ key, aliases }) => [key, ...aliases].some((name) => normalise(name) === flat));
  return known?.key ?? oneLine(text);
}

function contentOf(column: Column, cell: GridCell): CellContent | null {
  if (column.is === 'text') return { text: column.isMerged ? oneLine(cell.text) : cell.text.trim() };
  const isPercent = /[%％]\s*$/u.test(cell.text);
  const text = cell.number !== null && !isPercent ? cell.number : cell.text.replace(/[%％]\s*$/u, '');
  const reading = readAmount(text);
  return reading.kind === 'amount' ? reading.amount : null;
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/gu, '').trim();
}
