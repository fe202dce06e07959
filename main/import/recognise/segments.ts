/** Cuts sheets into the stretches of rows that belong to one table each: a new one begins where titles or captions follow figures. */
import type { TableTemplate } from '../../../shared/template/template.ts';
import type { GridCell, GridRow, SheetGrid } from '../sheet-grid.ts';
import { type Caption, isCaption, noteKind, readCaption } from './captions.ts';
import { matchTitle, type TitleMatch } from './table-vocabulary.ts';

export interface Segment {
  readonly sheet: SheetGrid;
  readonly rows: readonly GridRow[];
  readonly title: TitleMatch | null;
  /** NN of 公开NN表. */
  readonly mark: number | null;
  readonly captions: ReadonlyMap<GridCell, Caption>;
  readonly titleCells: ReadonlySet<GridCell>;
  /** The title says that it goes on from an earlier page. */
  readonly isContinued: boolean;
  /** False for covers and lists of tables: titles without anything under them. */
  readonly hasBody: boolean;
}

interface Draft {
  rows: GridRow[];
  title: TitleMatch | null;
  mark: number | null;
  captions: Map<GridCell, Caption>;
  titleCells: Set<GridCell>;
  hasBody: boolean;
}

/** The segments of a sheet, from top to bottom; of tables beside each other, from left to right. */
export function cutSegments(sheet: SheetGrid, tables: readonly TableTemplate[]): readonly Segment[] {
  return cutBeside(sheet, tables).flatMap((rows) => cutBelow(sheet, rows, tables));
}

function cutBelow(sheet: SheetGrid, rows: readonly GridRow[], tables: readonly TableTemplate[]): readonly Segment[] {
  const drafts: Draft[] = [];
  let current = emptyDraft();
  for (const row of rows) {
    const reading = readRow(row, tables);
    const isOther = reading.title !== null && current.title !== null && reading.title.table !== current.title.table;
    if ((reading.opens && current.hasBody) || isOther) {
      drafts.push(current);
      current = emptyDraft();
    }
    current.rows.push(row);
    current.title ??= reading.title;
    current.mark ??= reading.mark;
    for (const [cell, caption] of reading.captions) current.captions.set(cell, caption);
    for (const cell of reading.titleCells) current.titleCells.add(cell);
    current.hasBody ||= reading.isBody;
  }
  drafts.push(current);
  return withUnitsBelow(drafts.filter((draft) => draft.rows.length > 0)).map((draft) => ({ sheet, ...draft, isContinued: [...draft.titleCells].some((cell) => /续/u.test(cell.text)) }));
}

/** 单位：万元 and notes, where they stand below the lines of a table that states no unit above them, are that table's. */
function withUnitsBelow(drafts: readonly Draft[]): readonly Draft[] {
  const whole: Draft[] = [];
  for (const draft of drafts) {
    const above = whole.at(-1);
    const isBare = draft.title === null && draft.mark === null && !draft.hasBody && [...draft.captions.values()].every((caption) => caption.department === null);
    if (above === undefined || !above.hasBody || statesUnit(above) || !isBare || !statesUnit(draft)) {
      whole.push(draft);
      continue;
    }
    above.rows.push(...draft.rows);
    for (const [cell, caption] of draft.captions) above.captions.set(cell, caption);
  }
  return whole;
}

function statesUnit({ captions }: Draft): boolean {
  return [...captions.values()].some((caption) => caption.unit !== null);
}

/** Where one row bears the titles of two tables, they stand beside each other from there on: each gets its own columns. */
function cutBeside(sheet: SheetGrid, tables: readonly TableTemplate[]): readonly (readonly GridRow[])[] {
  const stretches: { starts: readonly number[]; rows: GridRow[] }[] = [{ starts: [0], rows: [] }];
  sheet.rows.forEach((row, at) => {
    const starts = besideStarts(row, at, sheet, tables);
    if (starts.length > 1) stretches.push({ starts, rows: [] });
    stretches.at(-1)?.rows.push(row);
  });
  return stretches.flatMap(({ starts, rows }) => starts.map((start, at) => columnsFrom(rows, start, starts[at + 1] ?? Number.POSITIVE_INFINITY)));
}

/** A table that has all columns to itself. */
const WHOLE: readonly number[] = [0];

function besideStarts(row: GridRow, at: number, sheet: SheetGrid, tables: readonly TableTemplate[]): readonly number[] {
  if (row.cells.length < 2 || row.cells.length > 8) return WHOLE;
  const titles = row.cells.flatMap((cell) => {
    const named = cell.number === null && /表/u.test(cell.text) ? matchTitle(tables, cell.text) : null;
    return named === null ? [] : [{ cell, table: named.table }];
  });
  if (titles.length < 2 || new Set(titles.map(({ table }) => table)).size < 2) return WHOLE;
  const below = sheet.rows.slice(at, at + 60);
  return titles.map(({ cell }, index) => (index === 0 ? 0 : startOf(cell, titles[index - 1]?.cell.column ?? 0, sheet, below)));
}

/** A title's table begins where its merged cell does, else after the last column that is empty to its left. */
function startOf(title: GridCell, left: number, sheet: SheetGrid, below: readonly GridRow[]): number {
  const merge = sheet.merges.find((range) => range.top === title.row && range.left === title.column && range.right > range.left);
  if (merge !== undefined) return merge.left;
  const used = new Set(below.flatMap((row) => row.cells.map((cell) => cell.column)));
  for (let column = title.column; column > left + 1; column--) if (!used.has(column)) return column + 1;
  return title.column;
}

function columnsFrom(rows: readonly GridRow[], start: number, end: number): readonly GridRow[] {
  return rows.flatMap((row) => {
    const cells = row.cells.filter((cell) => cell.column >= start && cell.column < end);
    return cells.length === 0 ? [] : [cells.length === row.cells.length ? row : { row: row.row, cells }];
  });
}

function emptyDraft(): Draft {
  return { rows: [], title: null, mark: null, captions: new Map(), titleCells: new Set(), hasBody: false };
}

interface RowReading {
  readonly title: TitleMatch | null;
  readonly mark: number | null;
  readonly captions: ReadonlyMap<GridCell, Caption>;
  readonly titleCells: readonly GridCell[];
  /** The row belongs above a table. */
  readonly opens: boolean;
  readonly isBody: boolean;
}

/** A row of figures, and one with a note beside them. */
const LINE: RowReading = { title: null, mark: null, captions: new Map(), titleCells: [], opens: false, isBody: true };
const NOTE: RowReading = { ...LINE, isBody: false };

function readRow(row: GridRow, tables: readonly TableTemplate[]): RowReading {
  // Titles and captions stand alone or few to a row; a row of figures is not worth reading word by word.
  const isSparse = row.cells.length <= 8 && (row.cells.every((cell) => cell.number === null) || isFollowed(row) || isContentsLine(row));
  const isNote = row.cells.some((cell) => cell.number === null && noteKind(cell.text) !== null);
  if (!isSparse) return isNote ? NOTE : LINE;
  const read = row.cells.map((cell) => ({ cell, named: titleIn(tables, cell.text), caption: readCaption(cell.text) }));
  const titles = read.filter(({ named }) => named !== null);
  const title = titles.reduce<TitleMatch | null>((best, { named }) => (best === null || (named?.score ?? 0) > best.score ? named : best), null);
  const captions = new Map(read.filter(({ cell, caption }) => isCaption(caption) && noteKind(cell.text) === null).map(({ cell, caption }) => [cell, caption]));
  const rest = read.filter(({ cell, named }) => named === null && !captions.has(cell) && !isPageNumber(cell)).length;
  const shown = [...captions.values()];
  const followed = shown.filter((caption) => caption.valueFollows).length;
  const opens = !isNote && rest <= followed && (titles.length > 0 || shown.some(isHead));
  const mark = shown.flatMap((caption) => caption.mark ?? [])[0] ?? null;
  return { title, mark, captions, titleCells: isContentsLine(row) ? row.cells : titles.map(({ cell }) => cell), opens, isBody: !opens && !isNote && row.cells.length > 1 && !(captions.size > 0 && rest <= followed) };
}

/** A title may share its cell with captions, on lines of their own or set apart by spaces. */
function titleIn(tables: readonly TableTemplate[], text: string): TitleMatch | null {
  const whole = matchTitle(tables, text);
  if (whole !== null || text.length > LONGEST_HEAD || !/\n|\s{3}/u.test(text)) return whole;
  return text.split(/\n|\s{3,}/u).map((piece) => matchTitle(tables, piece)).find((named) => named?.score === 1) ?? null;
}

/** Longer texts are prose. */
const LONGEST_HEAD = 200;

/** 编制日期： and its date as a number, or another caption whose value stands beside it. */
function isFollowed(row: GridRow): boolean {
  return row.cells[0]?.number === null && /[:：]\s*$/u.test(row.cells[0].text) && row.cells.filter((cell) => cell.number !== null).length === 1;
}

/** A line of the list of contents: a table's title between its number and its page. */
function isContentsLine(row: GridRow): boolean {
  if (row.cells.length < 2 || row.cells.length > 3) return false;
  const texts = row.cells.filter((cell) => !isPageNumber(cell));
  return texts.length === 1 && /表[.…·\s]*$/u.test(texts[0]?.text ?? '');
}

function isPageNumber(cell: GridCell): boolean {
  return /^\d{1,3}$/u.test(cell.number ?? cell.text.trim());
}

/** Captions that stand above a table, unlike page numbers and signatures. */
function isHead(caption: Caption): boolean {
  return caption.mark !== null || caption.department !== null || caption.departmentFollows || caption.unit !== null;
}
