/** Finding cells: by what they show, over all tables, and by their table, row and column as an accountant says them. */
import { columnLabel, rowLabel, tableLabel } from '../../shared/check/describe.ts';
import type { CellRef } from '../../shared/document/document.ts';
import type { Engine } from '../../shared/formula/engine.ts';
import type { Region } from '../../shared/formula/space.ts';
import { hasCell, type ShapeRow } from '../../shared/template/table-shape.ts';
import type { Unit } from '../../shared/amount/amount.ts';
import { setCell, type Edit } from '../../shared/document/edit.ts';
import { enteredAmount } from '../grid/entered-amount.ts';
import { renameRow } from './cell-edits.ts';
import { enteredInUnit, shownValue, typedValue } from './shown-amount.ts';

export interface Search {
  readonly text: string;
  readonly isWhole: boolean;
  /** One table's id, or null for all. */
  readonly table: string | null;
}

/** A hit: a figure, or a row whose name or code is meant. */
export interface Hit {
  readonly table: string;
  readonly row: string;
  /** Null where the row's name was found. */
  readonly column: string | null;
  readonly text: string;
}

const MOST_PLACES = 60;

/** Every place that shows the text, in the order of the tables. Amounts are found with or without separators. */
export function findHits(engine: Engine, search: Search, unit: Unit): readonly Hit[] {
  const wanted = search.text.trim().toLowerCase();
  if (wanted === '') return [];
  const isMeant = (texts: readonly string[]): boolean => texts.some((text) => (search.isWhole ? text.toLowerCase() === wanted : text.toLowerCase().includes(wanted)));
  return engine.space.regions.filter((region) => search.table === null || region.shape.template.id === search.table).flatMap((region) => regionHits(engine, region, isMeant, unit));
}

function regionHits(engine: Engine, region: Region, isMeant: (texts: readonly string[]) => boolean, unit: Unit): readonly Hit[] {
  const table = region.shape.template.id;
  return region.shape.rows.flatMap((row) => {
    const isRowMeant = row.fixed?.blank !== true && isMeant([row.name.trim(), row.code ?? '']);
    const cells = cellsOf(region, row).flatMap((ref): readonly Hit[] => {
      const value = engine.value(ref);
      const shown = shownValue(engine, ref, value, unit);
      return value !== null && isMeant([shown, shown.replaceAll(',', ''), typedValue(engine, ref, value, unit)]) ? [{ ...ref, text: shown }] : [];
    });
    return isRowMeant ? [{ table, row: row.key, column: null, text: rowLabel(row) }, ...cells] : cells;
  });
}

function cellsOf({ shape }: Region, row: ShapeRow): readonly CellRef[] {
  return shape.template.columns.filter(({ key }) => hasCell(shape, row, key)).map(({ key }) => ({ table: shape.template.id, row: row.key, column: key }));
}

/** The cell to show for a hit: a row's first figure where the row itself was found. */
export function cellOfHit(engine: Engine, hit: Hit): CellRef | null {
  if (hit.column !== null) return { table: hit.table, row: hit.row, column: hit.column };
  const region = engine.space.region(hit.table);
  const row = region?.shape.rows[region.shape.index.get(hit.row) ?? -1];
  return region === null || row === undefined ? null : (cellsOf(region, row)[0] ?? null);
}

/** The edit that replaces the text at a hit; null where the place takes none: formulas, the form's own words, what would be no amount. */
export function replaceEdit(engine: Engine, hit: Hit, search: Search, by: string, unit: Unit): Edit | null {
  const swap = (text: string): string => (search.isWhole ? by : text.replaceAll(new RegExp(escaped(search.text.trim()), 'giu'), () => by));
  if (hit.column === null) {
    const row = engine.document.tables[hit.table]?.rows.find((one) => one.key === hit.row);
    return row?.code === undefined ? null : renameRow(engine, hit.table, hit.row, swap((row.name ?? '').trim()));
  }
  const ref = { table: hit.table, row: hit.row, column: hit.column };
  if (engine.formula(ref) !== null) return null;
  const typed = typedValue(engine, ref, engine.value(ref), unit);
  const entered = enteredAmount(typed.includes(search.text.trim()) ? swap(typed) : swap(hit.text));
  return entered.ok ? setCell(engine.document, ref, entered.amount === null ? null : enteredInUnit(engine, ref, entered.amount, unit)) : null;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/gu, '\\$&');
}

/** Cells that words mean: every word must fit the table, the row or the column. Without a table, the one that is shown. */
export function placesMeant(engine: Engine, wanted: string, shown: string): readonly CellRef[] {
  const words = wanted.trim().split(/[\s,，/·]+/u).filter((word) => word !== '');
  const named = engine.space.regions.filter((region) => words.some((word) => isTableWord(region, word)));
  const regions = named.length > 0 ? named : engine.space.regions.filter((region) => region.shape.template.id === shown);
  return regions.flatMap((region) => placesIn(region, words.filter((word) => !isTableWord(region, word)))).slice(0, MOST_PLACES);
}

function placesIn(region: Region, words: readonly string[]): readonly CellRef[] {
  const { template } = region.shape;
  return region.shape.rows.flatMap((row) => {
    const left = words.filter((word) => !isRowWord(row, word));
    if (words.length > 0 && left.length === words.length) return [];
    return cellsOf(region, row).filter(({ column }) => left.every((word) => columnLabel(template, column).includes(word) || column === word.replace(/栏$/u, '')));
  });
}

function isTableWord({ shape: { template } }: Region, word: string): boolean {
  const label = tableLabel(template);
  return word === template.id || label === word || label === `${word}表` || label === `公开${word.replace(/表$/u, '').padStart(2, '0')}表` || (word.length > 2 && template.title.includes(word));
}

function isRowWord(row: ShapeRow, word: string): boolean {
  if (row.code !== null && row.fixed === null) return row.code === word || row.name.includes(word);
  return row.key === word.replace(/行$/u, '') || row.name.includes(word);
}
