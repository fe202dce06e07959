/**
 * The tables that a report's text prints against the document's own figures (D16): Word, PDF and workbook must say the same. In running
 * text the cells of a row come apart and blanks are lost, so a row is what follows its code, 行次 or title, and its figures are compared
 * in order with those that the table has there; zeros and blanks are the same.
 */
import { type Decimal, decimal, plainAmount, roundHalfUp } from '../amount/amount.ts';
import { rowLabel, tableLabel } from '../check/describe.ts';
import type { Engine } from '../formula/engine.ts';
import type { Region } from '../formula/space.ts';
import { isAmount } from '../formula/value.ts';
import { hasCell, type ShapeRow } from '../template/table-shape.ts';
import { bareName } from './lexicon.ts';
import type { TableList } from './table-list.ts';
import { type LineVerdict, lineVerdict } from './verdict.ts';

interface PrintedRow {
  readonly row: ShapeRow;
  readonly line: number;
  readonly column: number;
  readonly figures: Decimal[];
}

const AMOUNT = /^-?(?:\d{1,3}(?:[,，]\d{3})+|\d+)\.\d{1,6}$/u;
const INTEGER = /^\d{1,7}$/u;

/** Every row of a printed table whose figures are not those of the document. */
export function checkPrintedFigures(source: string, { body }: TableList, engine: Engine): readonly LineVerdict[] {
  const lines = source.split(/\r\n|\r|\n/u);
  return body.flatMap((title, at): readonly LineVerdict[] => {
    const region = engine.space.region(title.table.id);
    const end = Math.min(body[at + 1]?.line ?? lines.length + 1, endOfTable(lines, title.line));
    if (region === null) return [];
    return differing(engine, region, readRows(lines, title.line, end, region));
  });
}

/** The line after which the text goes on without a table. */
function endOfTable(lines: readonly string[], from: number): number {
  const end = lines.findIndex((line, at) => at >= from && /^\s*第[一二三四五六七八九十]部分|自评表\s*$|^\s*注\s*[:：]/u.test(line));
  return end < 0 ? lines.length + 1 : end + 1;
}

function readRows(lines: readonly string[], from: number, end: number, region: Region): readonly PrintedRow[] {
  const reader = new RowReader(region);
  let inDump = false;
  for (let at = from; at < end - 1; at++) {
    const line = lines[at] ?? '';
    inDump = /^-+\s*表格/u.test(line) || (inDump && !/^=+/u.test(line));
    if (!inDump) reader.read(line, at + 1);
  }
  return reader.rows.filter((row) => row.figures.length > 0);
}

type Found = ShapeRow | 'several' | null;

/** Rows of one title: a total that each half of the form has is met in the order of the halves. */
interface Titled {
  readonly rows: readonly ShapeRow[];
  met: number;
}

/** Reads a table's lines one by one. */
class RowReader {
  readonly rows: PrintedRow[] = [];
  private open: PrintedRow | null = null;
  /** A 科目编码 of which the rest stands on the next line. */
  private begun = '';
  private readonly titles = new Map<string, Titled>();
  private readonly byLine = new Map<string, ShapeRow>();

  constructor(private readonly region: Region) {
    for (const row of region.shape.rows) {
      if (row.fixed !== null && row.fixed.line !== null) this.byLine.set(String(row.fixed.line), row);
      else if (row.fixed !== null || row.code === null) this.addTitles(row);
    }
    this.titles.delete('');
  }

  private addTitles(row: ShapeRow): void {
    for (const title of new Set([row.name, row.fixed?.label ?? ''].map(bareName))) this.titles.set(title, { rows: [...(this.titles.get(title)?.rows ?? []), row], met: 0 });
  }

  read(line: string, number: number): void {
    const words = [...line.matchAll(/\S+/gu)];
    if (words.length === 0) return;
    // A row goes on over lines that hold nothing but figures; until it has one, over any line.
    if (this.hasFigures() && !words.every(([word]) => AMOUNT.test(word))) this.open = null;
    for (const match of words) this.readWord(match[0], number, match.index + 1, words.length === 1);
  }

  private hasFigures(): boolean {
    return this.open !== null && this.open.figures.length > 0;
  }

  private readWord(word: string, line: number, column: number, isAlone: boolean): void {
    if (AMOUNT.test(word)) {
      this.open?.figures.push(decimal(word.replaceAll(/[,，]/gu, '')));
      return;
    }
    const row = this.find(word, isAlone);
    if (row === 'several' || (row === null && this.hasFigures() && !INTEGER.test(word))) this.open = null;
    if (row === null || row === 'several') return;
    this.open = { row, line, column, figures: [] };
    this.rows.push(this.open);
  }

  /** By 科目编码, by 行次, else by a title; `several` for a title that more than one row of the table bears. */
  private find(word: string, isAlone: boolean): Found {
    if (!INTEGER.test(word)) return titled(this.titles.get(bareName(word)));
    const { shape } = this.region;
    const code = isAlone && this.begun !== '' && shape.byCode.has(this.begun + word) ? this.begun + word : word;
    this.begun = isAlone && word.length >= 4 && !shape.byCode.has(word) ? word : '';
    return this.byLine.get(code) ?? (code.length >= 3 ? (shape.rows[shape.byCode.get(code) ?? -1] ?? null) : null);
  }
}

function titled(title: Titled | undefined): Found {
  if (title === undefined) return null;
  const [only] = title.rows;
  if (only === undefined || title.rows.length === 1) return only ?? null;
  return title.rows.every((row) => row.fixed?.style === 'total') ? (title.rows[title.met++ % title.rows.length] ?? null) : 'several';
}

/** The figures that the document prints in a row, zeros left out. */
function ownFigures(engine: Engine, { shape }: Region, row: ShapeRow): readonly Decimal[] {
  const { decimals } = engine.document;
  return shape.template.columns.flatMap((column) => {
    const value = column.is === 'amount' && hasCell(shape, row, column.key) ? engine.value({ table: shape.template.id, row: row.key, column: column.key }) : null;
    return isAmount(value) && !roundHalfUp(value, decimals).isZero() ? [roundHalfUp(value, decimals)] : [];
  });
}

/**
 * The rows that differ. A text may come in an order that no reader can follow; then rows get each other's figures. So a table counts as
 * read only where most of its rows agree, and a figure as wrong only where it is no other figure of the table.
 */
function differing(engine: Engine, region: Region, rows: readonly PrintedRow[]): readonly LineVerdict[] {
  const known = new Set(region.shape.rows.flatMap((row) => ownFigures(engine, region, row).map((value) => value.toFixed())));
  const read = rows.map((printed) => ({ ...printed, own: ownFigures(engine, region, printed.row), seen: printed.figures.filter((figure) => !figure.isZero()) }));
  const wrong = read.filter(({ own, seen }) => own.length !== seen.length || seen.some((figure, at) => own[at]?.eq(figure) !== true));
  if (wrong.length * 2 > read.length) return [];
  return wrong.flatMap(({ own, seen, row, line, column }): readonly LineVerdict[] => {
    const at = seen.findIndex((figure) => !known.has(figure.toFixed()));
    const written = seen[at];
    const expected = own.length === seen.length ? own[at] : seen.length === own.length + 1 ? decimal(0) : undefined;
    if (written === undefined || expected === undefined) return [];
    const shown = (value: Decimal): string => plainAmount(value, engine.document.decimals);
    return [lineVerdict('D16', `报告中${tableLabel(region.shape.template)} ${rowLabel(row)}印作 ${shown(written)}，工作簿为 ${shown(expected)}，差 ${shown(written.minus(expected).abs())}，两者应一致`, line, {
      column, expected: shown(expected), actual: shown(written), difference: shown(written.minus(expected)),
    })];
  });
}
