/** Between the columns on the screen and the form's own: what is pasted or filled goes from form column to form column, over those beside them. */
import type { TextEntry } from '../state/cell-edits.ts';
import type { Box, Selection, Spot } from './selection.ts';
import type { SheetColumn } from './sheet-layout.ts';

export class FormSpots {
  private readonly places: readonly number[];

  constructor(private readonly columns: readonly SheetColumn[]) {
    this.places = columns.flatMap((column, place) => (column.compared === null ? [place] : []));
  }

  /** Whether a spot stands in a column beside one of the form's. */
  isBeside({ column }: Spot): boolean {
    return this.columns[column]?.compared != null;
  }

  selection({ active, stretches }: Selection): Selection {
    return { active: this.spot(active), stretches: stretches.map(({ from, to }) => ({ from: this.spot(from), to: this.spot(to) })) };
  }

  box(box: Box): Box {
    return { ...box, left: this.form(box.left), right: this.form(box.right) };
  }

  /** The spot on the screen of one on the form. */
  shown({ row, column }: Spot): Spot {
    return { row, column: this.places[column] ?? column - this.places.length + this.columns.length };
  }

  entries(entries: readonly TextEntry[]): readonly TextEntry[] {
    return entries.map(({ spot, text }) => ({ spot: this.shown(spot), text }));
  }

  private spot({ row, column }: Spot): Spot {
    return { row, column: this.form(column) };
  }

  private form(column: number): number {
    return this.columns[column]?.form ?? column;
  }
}
