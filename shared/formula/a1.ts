/**
 * Compiles the document's formulas to A1 formulas of the exported workbook, which mean there what they mean here: blank stays
 * blank, an error stays an error, and every figure is rounded to the places it can exactly have.
 */
import { cellContent, type CellRef, contentText, declaredValue, type DeclaredValue } from '../document/document.ts';
import { cellReference, type SheetCell } from './a1-area.ts';
import { A1Calls } from './a1-call.ts';
import { type AmountPiece, blankText, cellPiece, ERROR_TEXTS, errorPiece, isAlwaysBlank, NOTHING, type Operand, type Piece, quoted, roundedText, termPiece } from './a1-piece.ts';
import type { Engine } from './engine.ts';
import { CellError, isAmount, sameValue, type Value } from './value.ts';

/** Where a cell of the document stands in the workbook; null where it is not there. */
export type PlaceOf = (ref: CellRef) => SheetCell | null;

/** What becomes of a formula cell. */
export type A1Formula =
  | { readonly kind: 'formula'; readonly text: string }
  /** Nothing in the workbook feeds it: its value stands there as it is. */
  | { readonly kind: 'constant' }
  /** The spreadsheet's language can't say it. */
  | { readonly kind: 'inexpressible' };

/** The longest formula that a spreadsheet takes. */
const LONGEST = 8192;

/** Compiles one document's formulas. Cells with a declared value count as the constants that they are in the workbook. */
export class A1Compiler {
  private readonly pieces = new Map<number, Piece>();
  private readonly scale: number;

  constructor(
    private readonly engine: Engine,
    private readonly placeOf: PlaceOf,
  ) {
    this.scale = Math.max(engine.document.decimals, placesPresent(engine));
  }

  /** The A1 formula of a formula cell, standing on the cell's own sheet. */
  formula(ref: CellRef): A1Formula {
    const cell = this.engine.space.cell(ref);
    const own = this.placeOf(ref)?.sheet ?? '';
    const piece = this.compiled(cell, own);
    if (piece === null) return { kind: 'inexpressible' };
    if (piece.kind === 'amount' && isConstant(piece)) return { kind: 'constant' };
    const text = piece.kind === 'amount' ? this.amountText(piece, own) : piece.text;
    return text.length > LONGEST ? { kind: 'inexpressible' } : { kind: 'formula', text };
  }

  private amountText(piece: AmountPiece, own: string): string {
    const only = piece.plus.length === 1 && piece.terms.length === 0 && piece.minus.length === 0 ? piece.plus[0] : undefined;
    const text = only === undefined ? roundedText(piece, own, this.engine.document.decimals) : cellReference(only, own);
    return piece.blank === null ? text : `IF(${blankText(piece.blank, own)},"",${text})`;
  }

  /** The formula of a cell; null where it can't be said. */
  private compiled(cell: number, own: string): Piece | null {
    const ref = this.engine.space.refOf(cell);
    const instance = this.engine.formula(ref);
    if (instance === null) return NOTHING;
    const calls = new A1Calls(own, (at) => this.operand(instance.operands[at] ?? EMPTY));
    return calls.compile(instance.formula.expression);
  }

  /** What a formula sees of a cell that it reads. */
  private seen(cell: number): Piece {
    const known = this.pieces.get(cell);
    if (known !== undefined) return known;
    const ref = this.engine.space.refOf(cell);
    const made = this.look(cell, ref);
    this.pieces.set(cell, made);
    return made;
  }

  private look(cell: number, ref: CellRef): Piece {
    const place = this.placeOf(ref);
    const value = this.engine.value(ref);
    // A circle never ends; what stands on it is an error wherever one enters.
    if (place === null || isCircular(value)) return constantPiece(value);
    if (this.engine.formula(ref) === null || standingDeclaration(this.engine, ref) !== null) return cellPiece(place, this.scale, false);
    const piece = this.compiled(cell, place.sheet);
    // What can't be said stands there as the constant that it is.
    if (piece === null) return isAmount(value) ? cellPiece(place, value.decimalPlaces(), false) : constantPiece(value);
    if (piece.kind !== 'amount') return piece;
    return isConstant(piece) && value instanceof CellError ? constantPiece(value) : cellPiece(place, piece.scale, piece.mayFail);
  }

  private operand(cells: readonly number[]): Operand {
    const { space } = this.engine;
    const pieces: Piece[] = [];
    const places: SheetCell[] = [];
    const constants: Piece[] = [];
    for (const cell of cells) {
      // Beyond the cells are last year's figures, and errors where a reference leads nowhere.
      const isCell = cell < space.size;
      const piece = isCell ? this.seen(cell) : constantPiece(this.engine.operandValue(cell));
      const place = isCell ? this.placeOf(space.refOf(cell)) : null;
      if (place === null || (piece.kind === 'amount' && piece.plus.length === 0)) constants.push(piece);
      else {
        pieces.push(piece);
        places.push(place);
      }
    }
    return { cells: pieces, places, constants };
  }
}

/** The declared value that takes a formula's place: pinned, or other than what the formula gives. Null where the formula may stand. */
export function standingDeclaration(engine: Engine, ref: CellRef): DeclaredValue | null {
  const content = cellContent(engine.document, ref);
  if (content === null || engine.formula(ref) === null) return null;
  const declared: DeclaredValue = declaredValue(content) ?? { declared: contentText(content) };
  return declared.pinned === true || !sameValue(engine.value(ref), engine.computedValue(ref)) ? declared : null;
}

const EMPTY: readonly number[] = [];

function isCircular(value: Value): boolean {
  return value instanceof CellError && value.code === '循环引用';
}

/** Whether nothing in the workbook feeds it. */
function isConstant(piece: AmountPiece): boolean {
  return isAlwaysBlank(piece) || (piece.plus.length === 0 && piece.minus.length === 0 && piece.blank === null && piece.terms.every((term) => /^[+-](?:[\d.]+|#[A-Z/0!?]+)$/u.test(term)));
}

function constantPiece(value: Value): Piece {
  if (value === null) return NOTHING;
  if (value instanceof CellError) return errorPiece(ERROR_TEXTS[value.code]);
  if (isAmount(value)) {
    const piece = termPiece(value.abs().toFixed(), value.decimalPlaces(), false);
    return value.isNegative() ? { ...piece, terms: [`-${value.abs().toFixed()}`] } : piece;
  }
  return typeof value === 'boolean' ? { kind: 'logical', text: value ? 'TRUE' : 'FALSE', mayFail: false } : { kind: 'text', text: quoted(value), mayFail: false };
}

/** Most decimals that any figure of the document has. */
function placesPresent(engine: Engine): number {
  let most = 0;
  for (const table of Object.values(engine.document.tables)) {
    for (const row of table.rows) {
      for (const content of Object.values(row.cells)) {
        const text = typeof content === 'string' ? content : (declaredValue(content)?.declared ?? '');
        most = Math.max(most, (text.split('.')[1] ?? '').length);
      }
    }
  }
  return most;
}
