/** Which cells hold another value after rows came, went or moved: cells are told apart by row and column, not by their numbers. */
import type { CellRef } from '../document/document.ts';
import type { Region, Space } from './space.ts';
import { sameValue, type Value } from './value.ts';

/** A numbering of cells and their values. */
export interface Figures {
  readonly space: Space;
  readonly values: readonly Value[];
}

/** Cells of `after` whose value is not what `before` had there; a cell that was not there was blank. */
export function changedCells(before: Figures, after: Figures): readonly CellRef[] {
  return after.space.regions.flatMap((region) => {
    const old = before.space.region(region.shape.template.id);
    const columns = region.shape.template.columns.map(({ key }) => ({ key, now: region.columns.get(key) ?? 0, was: old?.columns.get(key) ?? -1 }));
    return region.shape.rows.flatMap(({ key }, position) => {
      const was = old?.shape.index.get(key) ?? -1;
      return columns.filter((column) => !sameValue(valueAt(before, old, was, column.was), valueAt(after, region, position, column.now))).map((column) => ({ table: region.shape.template.id, row: key, column: column.key }));
    });
  });
}

function valueAt({ values }: Figures, region: Region | null, row: number, column: number): Value {
  return region === null || row < 0 || column < 0 ? null : (values[region.offset + row * region.width + column] ?? null);
}
