/** What of a workbook the template set does not know: rows, columns and whole tables that the accountant can say the meaning of. */
import type { GridCell, GridRow, SheetGrid } from './sheet-grid.ts';
import { cellAddress } from './sheet-grid.ts';
import { isCaption, readCaption } from './recognise/captions.ts';
import { looksLikeFigure } from './recognise/ledger.ts';
import { tidyName } from './recognise/label-text.ts';
import { placeOf } from './recognise/table-draft.ts';
import type { Recognised, RecognisedTable } from './recognise/recognise-workbook.ts';

/** One thing to be mapped; its fields but `address` and `figures` are those of the synonym that would teach it. */
export interface UnknownPart {
  readonly kind: 'table' | 'row' | 'column';
  /** The table's role; '' for a whole table. */
  readonly table: string;
  readonly text: string;
  /** `sheet!A1` where it begins. */
  readonly address: string;
  /** How many figures it holds. */
  readonly figures: number;
}

/** Rows of a sheet that look like a table but none of the set's. */
export interface StrayTable {
  readonly sheet: SheetGrid;
  readonly rows: readonly GridRow[];
}

/** Everything unknown: whole tables first, then columns and rows in the order of the tables. */
export function unknownParts({ tables, strays }: Recognised): readonly UnknownPart[] {
  return [...strays.flatMap(strayPart), ...tables.flatMap(unknownColumns), ...tables.flatMap(unknownRows)];
}

function unknownColumns({ draft }: RecognisedTable): readonly UnknownPart[] {
  return [...draft.extraColumns.keys()].map((heading) => {
    const cells = [...draft.rows.values()].flatMap((row) => row.cells.get(heading) ?? []);
    const first = cells[0];
    return { kind: 'column', table: draft.table.role, text: heading, address: first === undefined ? '' : placeOf(first), figures: cells.length };
  });
}

function unknownRows({ draft }: RecognisedTable): readonly UnknownPart[] {
  return [...draft.rows.values()].filter((row) => !row.isKnown && row.code === null && row.name !== null).map((row) => ({
    kind: 'row', table: draft.table.role, text: row.name ?? row.key, address: row.address ?? '', figures: [...row.cells.values()].filter((cell) => cell.amount !== null).length,
  }));
}

function strayPart({ sheet, rows }: StrayTable): readonly UnknownPart[] {
  const cells = rows.flatMap((row) => row.cells);
  const first = cells[0];
  const figures = cells.filter(looksLikeFigure).length;
  return first === undefined || figures === 0 ? [] : [{ kind: 'table', table: '', text: titleOf(rows) ?? sheet.name, address: `${sheet.name}!${cellAddress(first.row, first.column)}`, figures }];
}

const LONGEST_TITLE = 40;

/** What stands alone in a row above everything else; null where nothing does. */
export function titleOf(rows: readonly GridRow[]): string | null {
  for (const { cells } of rows) {
    const words = cells.filter((cell) => !isMere(cell));
    const [title, ...more] = words;
    if (title !== undefined) return more.length === 0 && !looksLikeFigure(title) && title.text.trim().length <= LONGEST_TITLE ? tidyName(title.text) : null;
  }
  return null;
}

function isMere(cell: GridCell): boolean {
  return isCaption(readCaption(cell.text));
}
