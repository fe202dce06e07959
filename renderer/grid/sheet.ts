/**
 * One table as a sheet of rows and columns: the layout's lines that are shown now, what is folded, what is selected. Rows are
 * found by position only here, between the grid and the layout; beyond it every cell has its identity.
 */
import type { CellRef } from '../../shared/document/document.ts';
import type { Settings } from '../../shared/ipc.ts';
import { hasFigures, type LayoutCell, type LayoutLine, layoutTable } from '../../shared/report/layout.ts';
import type { ShapeRow, TableShape } from '../../shared/template/table-shape.ts';
import type { TableTemplate } from '../../shared/template/template.ts';
import type { Workspace } from '../state/workspace.ts';
import { FormSpots } from './form-spots.ts';
import { sheetLayout, type SheetLayout } from './sheet-layout.ts';
import { type Extent, only, type Selection, type Spot, within } from './selection.ts';

/** A row of the grid. `fold` says whether rows below it can be folded away, and whether they are. */
export interface GridRow {
  readonly id: string;
  readonly line: LayoutLine | null;
  /** Cells of the row that numbers the columns. */
  readonly numbering: readonly LayoutCell[];
  readonly position: number;
  readonly fold: 'none' | 'open' | 'closed';
}

export interface SheetContent {
  readonly layout: SheetLayout;
  readonly form: FormSpots;
  readonly numbering: readonly GridRow[];
  /** Rows in the order of the screen; the first `pinned` of them stay on top. */
  readonly rows: readonly GridRow[];
  readonly pinned: number;
}

/** Rows that any window shows without scrolling. */
const NEAR_TOP = 12;

export class Sheet {
  readonly table: string;
  private held: { readonly structure: number; readonly hasFigures: boolean; readonly isComparing: boolean } | null = null;
  private built: SheetContent;
  private chosen: Selection = only({ row: 0, column: 0 });
  private readonly folded = new Set<string>();
  /** Columns of the form that the user froze at the left, beside those that always stay. */
  frozenColumns = 0;
  private frozenRows = 0;
  /** Sizes that the user drew, at 100 %: heights by row id, widths by column id. */
  readonly heights: Map<string, number>;
  readonly widths: Map<string, number>;
  private readonly listeners = new Set<() => void>();
  private positions = new Map<string, number>();

  constructor(
    private readonly workspace: Workspace,
    private readonly template: TableTemplate,
    sizes: NonNullable<Settings['sizes']>[string] = { widths: {}, heights: {} },
    /** Whether last year's figures stand beside each amount. */
    private readonly isComparing: () => boolean = () => false,
  ) {
    this.widths = new Map(Object.entries(sizes.widths));
    this.heights = new Map(Object.entries(sizes.heights));
    this.table = template.id;
    this.built = this.build();
    this.chosen = only(this.firstInput());
  }

  /** Laid out again only when rows came or went, or when the table became empty or stopped being so. */
  get content(): SheetContent {
    const { structure } = this.workspace.snapshot();
    const shape = this.shape();
    const filled = shape !== null && hasFigures(shape, this.workspace.engine);
    if (this.held?.structure !== structure || this.held.hasFigures !== filled || this.held.isComparing !== this.isComparing()) {
      const before = this.built;
      this.built = this.build();
      this.chosen = clamped(carried(this.chosen, before, this.built), this.extent);
    }
    return this.built;
  }

  get extent(): Extent {
    return { rows: this.built.rows.length, columns: this.built.layout.columns.length };
  }

  readonly selection = (): Selection => this.chosen;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  select(selection: Selection): void {
    this.chosen = selection;
    this.announce();
  }

  /** Lays out anew: rows that may be hidden while empty hold something now, or no longer. */
  refresh(): void {
    this.held = null;
  }

  toggleFold(key: string): void {
    if (!this.folded.delete(key)) this.folded.add(key);
    this.held = null;
    this.announce();
  }

  get isFrozen(): boolean {
    return this.frozenRows > 0 || this.frozenColumns > 0;
  }

  /** Rows above and columns left of a spot stay where they are while the rest scrolls; null lets all scroll again. */
  freeze(at: Spot | null): void {
    this.frozenRows = at?.row ?? 0;
    const column = at === null ? null : (this.built.layout.columns[at.column] ?? null);
    this.frozenColumns = column === null ? 0 : column.form + (column.compared === null ? 0 : 1);
    this.held = null;
    this.announce();
  }

  /** Folds every row that has rows below it, or opens all. */
  foldAll(isFolded: boolean): void {
    this.folded.clear();
    if (isFolded) for (const row of this.shape()?.rows ?? []) if (row.fixed === null && row.children.length > 0) this.folded.add(row.key);
    this.held = null;
    this.announce();
  }

  /** Place of a column by its id; -1 for the row numbers. */
  placeOf(id: string): number {
    return this.built.layout.columns.findIndex((column) => column.id === id);
  }

  /** The form's cell at a spot; for one that another spans, that other. */
  cellAt({ row, column }: Spot): LayoutCell | null {
    return spanningCell(this.built.rows[row], column);
  }

  refAt(spot: Spot): CellRef | null {
    return this.cellAt(spot)?.ref ?? null;
  }

  /** Key of the document's row that a spot stands in: side-by-side halves are rows of their own. */
  rowKeyAt({ row, column }: Spot): string | null {
    const block = this.built.layout.columns[column]?.block ?? 0;
    const line = this.built.rows[row]?.line;
    return line?.rows[block] ?? (line?.rows.length === 1 ? (line.rows[0] ?? null) : null);
  }

  /** Where a cell stands on the screen; rows folded over it are opened. */
  spotOf(ref: CellRef): Spot | null {
    this.unfoldAbove(ref.row);
    const { rows } = this.content;
    const row = this.positions.get(ref.row);
    const cell = row === undefined ? undefined : rows[row]?.line?.cells.find((one) => one.ref?.row === ref.row && one.ref.column === ref.column);
    return row === undefined || cell === undefined ? null : { row, column: cell.column };
  }

  /** Rows that the form leaves out while they are empty come and go with their figures. */
  isHideable(ref: CellRef): boolean {
    const shape = this.shape();
    return shape?.rows[shape.index.get(ref.row) ?? -1]?.fixed?.hide === true;
  }

  private announce(): void {
    for (const listener of this.listeners) listener();
  }

  private unfoldAbove(key: string): void {
    const shape = this.shape();
    for (let row = shape?.rows[shape.index.get(key) ?? -1]; row !== undefined && row.parent >= 0; row = shape?.rows[row.parent]) {
      if (this.folded.delete(shape?.rows[row.parent]?.key ?? '')) this.held = null;
    }
  }

  private shape(): TableShape | null {
    return this.workspace.engine.space.region(this.table)?.shape ?? null;
  }

  private build(): SheetContent {
    const { engine } = this.workspace;
    const shape = this.shape();
    const isComparing = this.isComparing();
    const layout = sheetLayout(layoutTable(this.template, engine, false), isComparing);
    const rows = this.shownLines(layout, shape).map(({ line, fold }, position): GridRow => ({ id: idOf(line, position), line, numbering: [], position, fold }));
    this.positions = new Map(rows.flatMap((row) => (row.line?.rows ?? []).flatMap((key) => (key === null ? [] : [[key, row.position] as const]))));
    this.held = { structure: this.workspace.snapshot().structure, hasFigures: shape !== null && hasFigures(shape, engine), isComparing };
    const last = layout.header.at(-1) ?? [];
    const numbering: GridRow[] = last.some((cell) => cell.kind === 'numbering') ? [{ id: 'numbering', line: null, numbering: last, position: -1, fold: 'none' }] : [];
    const total = this.template.total?.key;
    const pinned = Math.max(this.frozenRows, total !== undefined && rows[0]?.line?.rows[0] === total ? 1 : 0);
    return { layout, form: new FormSpots(layout.columns), numbering, rows, pinned };
  }

  private shownLines(layout: SheetLayout, shape: TableShape | null): readonly { readonly line: LayoutLine; readonly fold: GridRow['fold'] }[] {
    const lines = layout.lines.filter((line) => !line.isHidden);
    if (shape === null || this.template.subjects === null || this.template.blocks.length > 1) return lines.map((line) => ({ line, fold: 'none' }));
    return lines.flatMap((line) => {
      const row = shape.rows[shape.index.get(line.rows[0] ?? '') ?? -1];
      if (row === undefined || row.fixed !== null) return [{ line, fold: 'none' as const }];
      return this.isUnderFolded(shape, row) ? [] : [{ line, fold: this.foldOf(row) }];
    });
  }

  private isUnderFolded(shape: TableShape, below: ShapeRow): boolean {
    if (this.folded.size === 0) return false;
    for (let row = shape.rows[below.parent]; row !== undefined; row = shape.rows[row.parent]) if (this.folded.has(row.key)) return true;
    return false;
  }

  private foldOf(row: ShapeRow): GridRow['fold'] {
    if (row.children.length === 0) return 'none';
    return this.folded.has(row.key) ? 'closed' : 'open';
  }

  /** The first input near the top: a table is opened at its beginning, even where its inputs stand at its end. */
  private firstInput(): Spot {
    for (const row of this.built.rows.slice(0, NEAR_TOP)) {
      const cell = row.line?.cells.find((one) => one.ref !== null && this.workspace.engine.formula(one.ref) === null);
      if (cell !== undefined) return { row: row.position, column: cell.column };
    }
    return { row: 0, column: Math.max(0, this.built.layout.columns.findIndex((column) => column.is === 'amount')) };
  }
}

/** The cell that covers a column of a row, spans included. */
export function spanningCell(row: GridRow | undefined, column: number): LayoutCell | null {
  const cells = row?.line?.cells ?? row?.numbering ?? [];
  return cells.find((cell) => cell.column <= column && column < cell.column + cell.colSpan) ?? null;
}

/** The cell that begins at a column of a row. */
export function cellFrom(row: GridRow | undefined, column: number): LayoutCell | null {
  const cells = row?.line?.cells ?? row?.numbering ?? [];
  return cells.find((cell) => cell.column === column) ?? null;
}

/** Columns beside the form's came or went: the active cell stays where it is on the form. */
function carried(selection: Selection, { layout: before }: SheetContent, { layout: after }: SheetContent): Selection {
  if (before.columns.length === after.columns.length) return selection;
  const { row, column } = selection.active;
  return only({ row, column: Math.max(0, after.columns.findIndex(({ form }) => form === before.columns[column]?.form)) });
}

/** Rows that went may have been selected. */
function clamped(selection: Selection, extent: Extent): Selection {
  const inside = selection.stretches.every(({ from, to }) => from.row < extent.rows && to.row < extent.rows);
  return inside && selection.active.row < extent.rows ? selection : only(within(selection.active, extent));
}

function idOf(line: LayoutLine, position: number): string {
  return line.rows.find((key) => key !== null) ?? `empty-${position}`;
}
