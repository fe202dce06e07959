/** The form's columns as the grid shows them: as they are, or with 上年数, 增减额 and 增减% beside each amount. */
import type { LayoutCell, LayoutColumn, LayoutLine, TableLayout } from '../../shared/report/layout.ts';
import { emptyCell, textCell } from '../../shared/report/layout-cell.ts';
import { COMPARED, type Compared, type ComparedCell } from '../state/prior-figures.ts';

export interface SheetColumn extends LayoutColumn {
  /** The same whether or not there are columns beside it. */
  readonly id: string;
  /** Place among the form's own columns, from 0: its own, or that of the one it stands beside. */
  readonly form: number;
  readonly compared: Compared | null;
}

export interface SheetLayout extends TableLayout {
  /** Without the columns beside the form's own. */
  readonly form: TableLayout;
  readonly columns: readonly SheetColumn[];
}

interface BesideCell extends LayoutCell {
  readonly compared: ComparedCell;
}

/** What a cell beside an amount says; null for the form's own cells. */
export function comparedOf(cell: LayoutCell | null): ComparedCell | null {
  return cell !== null && 'compared' in cell ? (cell as BesideCell).compared : null;
}

const IDS: Readonly<Record<Compared, string>> = { prior: 'p', change: 'd', rate: 'r' };

export function sheetLayout(layout: TableLayout, isComparing: boolean): SheetLayout {
  const columns = layout.columns.flatMap((column, form): readonly SheetColumn[] => {
    const own: SheetColumn = { ...column, id: `c${form}`, form, compared: null };
    return isComparing && column.is === 'amount' ? [own, ...COMPARED.map((compared): SheetColumn => ({ ...column, id: `${IDS[compared]}${form}`, form, compared }))] : [own];
  });
  if (!isComparing) return { ...layout, columns, form: layout };
  const at = (form: number): number => columns.findIndex((column) => column.form === form);
  const places = [...layout.columns.keys()].map(at);
  const spread = (cells: readonly LayoutCell[]): readonly LayoutCell[] => cells.flatMap((cell) => spreadCell(cell, layout, places, columns.length));
  return { ...layout, columns, form: layout, lines: layout.lines.map((line) => new SpreadLine(line, spread)), header: layout.header.map(spread) };
}

/** A line whose cells are spread when they are first looked at: of ten thousand lines few are on the screen. */
class SpreadLine implements LayoutLine {
  private made: readonly LayoutCell[] | null = null;

  constructor(
    private readonly line: LayoutLine,
    private readonly spread: (cells: readonly LayoutCell[]) => readonly LayoutCell[],
  ) {}

  get cells(): readonly LayoutCell[] {
    this.made ??= this.spread(this.line.cells);
    return this.made;
  }

  get rows(): LayoutLine['rows'] {
    return this.line.rows;
  }

  get isHidden(): boolean {
    return this.line.isHidden;
  }
}

/** A cell at its new place; an amount with those beside it. One that spans several columns spans what stands between them too. */
function spreadCell(cell: LayoutCell, layout: TableLayout, places: readonly number[], count: number): readonly LayoutCell[] {
  const column = places[cell.column] ?? 0;
  const isAmount = layout.columns[cell.column]?.is === 'amount' && cell.colSpan === 1 && cell.kind !== 'heading';
  if (!isAmount) return [{ ...cell, column, colSpan: (places[cell.column + cell.colSpan] ?? count) - column }];
  return [{ ...cell, column }, ...COMPARED.map((what, beside) => besideCell(cell, what, column + beside + 1))];
}

function besideCell(cell: LayoutCell, what: Compared, at: number): LayoutCell {
  if (cell.ref === null) return cell.kind === 'numbering' ? textCell('numbering', '', at, 1, 1) : emptyCell(at);
  const beside: BesideCell = { ...textCell('amount', '', at, 1, 1), isTotal: cell.isTotal, compared: { what, ref: cell.ref } };
  return beside;
}
