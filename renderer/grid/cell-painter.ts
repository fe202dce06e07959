/**
 * Paints the grid's cells. AG Grid makes and recycles the elements; what stands in them, and the selection over them, is painted
 * here, so that a key press touches only the cells it concerns.
 */
import type { ICellRendererComp, ICellRendererParams } from 'ag-grid-community';
import type { CellRef } from '../../shared/document/document.ts';
import type { LayoutCell } from '../../shared/report/layout.ts';
import type { EditorState } from '../state/editor-state.ts';
import { cellKey } from '../state/marks.ts';
import { COMPARED, type Compared } from '../state/prior-figures.ts';
import { lookOf, MARK_SIGNS, type CellLook } from './cell-look.ts';
import { type Box, boxOf, isIn, isOneCell, type Selection, type Spot } from './selection.ts';
import { cellFrom, type GridRow, type Sheet } from './sheet.ts';
import { comparedOf } from './sheet-layout.ts';

/** Column id of the row numbers. */
export const GUTTER = 'gutter';

/** The cells that are on the screen now. */
export class Canvas {
  private readonly painters = new Set<CellPainter>();
  private readonly byElement = new WeakMap<Element, CellPainter>();
  private readonly byKey = new Map<string, CellPainter>();

  constructor(
    readonly state: EditorState,
    readonly sheet: Sheet,
  ) {}

  add(painter: CellPainter): void {
    this.painters.add(painter);
    this.byElement.set(painter.element, painter);
  }

  remove(painter: CellPainter): void {
    this.painters.delete(painter);
    this.named(painter.key, null, painter);
  }

  /** A recycled element shows another cell from now on. */
  named(before: string | null, after: string | null, painter: CellPainter): void {
    if (before !== null && this.byKey.get(before) === painter) this.byKey.delete(before);
    if (after !== null) this.byKey.set(after, painter);
  }

  /** The cell that an element of the page stands in. */
  painterOf(element: Element | null): CellPainter | null {
    const cell = element?.closest('.ag-cell') ?? null;
    return cell === null ? null : (this.byElement.get(cell) ?? null);
  }

  at({ row, column }: Spot): CellPainter | null {
    for (const painter of this.painters) if (painter.row.position === row && painter.covers(column)) return painter;
    return null;
  }

  repaint(cells: readonly CellRef[]): void {
    for (const key of new Set(cells.map(cellKey))) {
      this.byKey.get(key)?.paint();
      for (const what of COMPARED) this.byKey.get(besideKey(key, what))?.paint();
    }
  }

  repaintAll(): void {
    for (const painter of this.painters) painter.paint();
  }

  paintSelection(): void {
    const selection = this.sheet.selection();
    const boxes = selection.stretches.map(boxOf);
    for (const painter of this.painters) painter.paintSelection(selection, boxes);
  }

  flash(ref: CellRef): void {
    this.byKey.get(cellKey(ref))?.flash();
  }
}

function besideKey(key: string, what: Compared): string {
  return `${key}\n${what}`;
}

type Params = ICellRendererParams<GridRow, unknown, Canvas>;

const SIDES = ['top', 'right', 'bottom', 'left'] as const;

export class CellPainter implements ICellRendererComp<GridRow> {
  private readonly gui = document.createElement('span');
  /** Made for the first sign: most cells never bear one. */
  private sign: HTMLElement | null = null;
  private readonly words = document.createElement('span');
  private canvas: Canvas | null = null;
  private cell: LayoutCell | null = null;
  /** Classes of the cell's look that are on the element, and those of the selection. */
  private dressed = '';
  private painted = '';
  element: Element = this.gui;
  column = 0;
  row: GridRow = { id: '', line: null, numbering: [], position: -1, fold: 'none' };

  init(params: Params): void {
    this.canvas = params.context;
    this.element = params.eGridCell;
    this.gui.className = 'cell';
    this.words.className = 'words';
    this.gui.append(this.words);
    this.canvas.add(this);
    this.show(params);
  }

  getGui(): HTMLElement {
    return this.gui;
  }

  refresh(params: Params): boolean {
    this.show(params);
    return true;
  }

  destroy(): void {
    this.canvas?.remove(this);
  }

  /** What is shown here: a figure, or what stands beside one. */
  get key(): string | null {
    const compared = comparedOf(this.cell);
    if (compared !== null) return besideKey(cellKey(compared.ref), compared.what);
    return this.cell?.ref == null ? null : cellKey(this.cell.ref);
  }

  get spot(): Spot {
    return { row: this.row.position, column: this.column };
  }

  covers(column: number): boolean {
    return column >= this.column && column < this.column + (this.cell?.colSpan ?? 1);
  }

  paint(): void {
    if (this.canvas === null) return;
    if (this.column < 0) this.words.textContent = this.row.line === null ? '' : String(this.row.position + 1);
    else if (this.cell === null) this.words.textContent = '';
    else this.paintCell(this.cell, lookOf(this.cell, this.canvas.state));
  }

  paintSelection(selection: Selection, boxes: readonly Box[]): void {
    const names = this.column < 0 ? this.gutterState(boxes) : this.selectionState(selection, boxes);
    // Most cells are not concerned; the page is touched only for those that are.
    if (names === this.painted) return;
    const { classList } = this.element;
    if (this.painted !== '') classList.remove(...this.painted.split(' '));
    if (names !== '') classList.add(...names.split(' '));
    this.painted = names;
  }

  private gutterState(boxes: readonly Box[]): string {
    const { position } = this.row;
    return position >= 0 && boxes.some((box) => position >= box.top && position <= box.bottom) ? 'is-in-row' : '';
  }

  private selectionState(selection: Selection, boxes: readonly Box[]): string {
    const { position } = this.row;
    const inside = position < 0 ? [] : boxes.filter((box) => this.isWithin(box));
    if (inside.length === 0) return '';
    const last = boxes.at(-1);
    const names: string[] = SIDES.filter((side) => inside.some((box) => this.isEdge(box, side))).map((side) => `edge-${side}`);
    if (!isOneCell(selection)) names.push('is-selected');
    if (selection.active.row === position && this.covers(selection.active.column)) names.push('is-active');
    if (last !== undefined && last.bottom === position && this.covers(last.right)) names.push('has-handle');
    return names.join(' ');
  }

  flash(): void {
    this.element.classList.remove('is-flashing');
    // Restarts the animation where the same cell is shown twice.
    this.element.getBoundingClientRect();
    this.element.classList.add('is-flashing');
  }

  private show(params: Params): void {
    const { data } = params;
    if (data === undefined) return;
    const before = this.key;
    this.column = this.canvas?.sheet.placeOf(params.column?.getColId() ?? GUTTER) ?? -1;
    this.row = data;
    this.cell = this.column < 0 ? null : cellFrom(data, this.column);
    this.canvas?.named(before, this.key, this);
    this.element.classList.remove('is-flashing');
    this.paint();
    if (this.canvas === null) return;
    const selection = this.canvas.sheet.selection();
    this.paintSelection(selection, selection.stretches.map(boxOf));
  }

  private isWithin(box: Box): boolean {
    return isIn(box, this.spot) || (this.covers(box.left) && isIn(box, { row: this.row.position, column: box.left }));
  }

  private isEdge(box: Box, side: (typeof SIDES)[number]): boolean {
    switch (side) {
      case 'top':
        return box.top === this.row.position;
      case 'bottom':
        return box.bottom === this.row.position;
      case 'left':
        return this.covers(box.left);
      case 'right':
        return this.covers(box.right);
    }
  }

  private paintCell(cell: LayoutCell, look: CellLook): void {
    const { classList } = this.element;
    const hasMark = look.mark !== null || look.declared !== null || look.trend !== null || look.hasRemark;
    if (this.words.textContent !== look.text) this.words.textContent = look.text;
    if (cell.kind === 'name') this.paintFold(cell);
    else this.paintSign(hasMark ? signsOf(look) : '');
    if (this.gui.title !== look.title) this.gui.title = look.title;
    const names = classesOf(cell, look);
    if (names === this.dressed) return;
    if (this.dressed !== '') classList.remove(...this.dressed.split(' '));
    if (names !== '') classList.add(...names.split(' '));
    this.dressed = names;
  }

  private paintSign(sign: string): void {
    if (sign === '' && this.sign === null) return;
    if (this.sign === null) {
      this.sign = document.createElement('span');
      this.sign.className = 'sign';
      this.gui.prepend(this.sign);
    }
    if (this.sign.dataset['sign'] !== sign) this.sign.dataset['sign'] = sign;
  }

  /** Every name of a foldable table has room for the triangle, so that names of one depth stand in one line. */
  private paintFold(cell: LayoutCell): void {
    this.gui.style.setProperty('--indent', String(cell.indent));
    const { fold } = this.row;
    this.paintSign(fold === 'open' ? '▾' : fold === 'closed' ? '▸' : '\u2002');
    this.sign?.classList.toggle('fold', fold !== 'none');
  }
}

function classesOf(cell: LayoutCell, look: CellLook): string {
  return look.isBeside ? `amount is-beside${cell.isTotal ? ' is-total' : ''}` : formClasses(cell, look);
}

function formClasses(cell: LayoutCell, look: CellLook): string {
  const names: (string | false)[] = [
    cell.ref !== null && 'amount', cell.ref !== null && !look.isFormula && 'is-input', look.isFormula && 'is-formula', cell.isTotal && 'is-total', cell.kind === 'empty' && 'is-blank-form',
    cell.kind === 'name' && cell.colSpan === 1 && 'is-name', look.mark !== null && `has-${look.mark}`, look.declared !== null && 'is-declared', look.isChanged && 'is-changed',
    (look.trend === 'up' || look.trend === 'new') && 'is-up', look.trend === 'down' && 'is-down',
  ];
  return names.filter((name) => name !== false).join(' ');
}

function signsOf({ mark, declared, trend, hasRemark }: CellLook): string {
  const shape = declared === 'pinned' ? '◆' : declared === 'printed' ? '◇' : '';
  const arrow = trend === null ? '' : trend === 'down' ? '↓' : '↑';
  return `${mark === null ? '' : MARK_SIGNS[mark]}${shape}${arrow}${hasRemark ? '✎' : ''}`;
}
