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

/** The segments of a sheet, from top to bottom. */
export function cutSegments(sheet: SheetGrid, tables: readonly TableTemplate[]): readonly Segment[] {
  const drafts: Draft[] = [];
  let current = emptyDraft();
  for (const row of sheet.rows) {
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
  return drafts.filter((draft) => draft.rows.length > 0).map((draft) => ({ sheet, ...draft }));
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

function readRow(row: GridRow, tables: readonly TableTemplate[]): RowReading {
  const captions = new Map<GridCell, Caption>();
  const titleCells: GridCell[] = [];
  let title: TitleMatch | null = null;
  let rest = 0;
  // Titles and captions stand alone or few to a row; a row of figures is not worth reading word by word.
  const isSparse = row.cells.length <= 8 && row.cells.every((cell) => cell.number === null);
  for (const cell of isSparse ? row.cells : []) {
    const named = matchTitle(tables, cell.text);
    const caption = readCaption(cell.text);
    if (named !== null) {
      titleCells.push(cell);
      if (title === null || named.score > title.score) title = named;
    }
    if (isCaption(caption) && noteKind(cell.text) === null) captions.set(cell, caption);
    else if (named === null) rest++;
  }
  const isNote = row.cells.some((cell) => noteKind(cell.text) !== null);
  const followed = [...captions.values()].some((caption) => caption.departmentFollows) ? 1 : 0;
  const marks = [...captions.values()].flatMap((caption) => caption.mark ?? []);
  const heads = [...captions.values()].some((caption) => caption.mark !== null || caption.department !== null || caption.departmentFollows || caption.unit !== null);
  const opens = !isNote && rest <= followed && (titleCells.length > 0 || heads);
  return { title, mark: marks[0] ?? null, captions, titleCells, opens, isBody: !opens && !isNote && (row.cells.length > 1 || !isSparse) };
}
