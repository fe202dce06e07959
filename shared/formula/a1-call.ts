/** Compiles one formula's tree to pieces of an A1 formula. Null wherever the spreadsheet's language can't say what ours does. */
import { areas, cellReference } from './a1-area.ts';
import {
  added, ALWAYS, type AmountPiece, type Blank, blankText, bothBlank, calls, ERROR_TEXTS, errorPiece, factorText, negated, NOTHING, numberText, type Operand, type Piece, quoted,
  roundedText, termPiece, widest,
} from './a1-piece.ts';
import type { BinaryOperator, ComparisonOperator, Expression, FunctionName } from './syntax.ts';

/** What a formula's reference stands for, counted in reading order; its cells and values. */
export type OperandOf = (at: number) => Operand;

type Call = Extract<Expression, { type: 'call' }>;
/** An argument of a function that takes many values: all those of a reference, or the one of anything else. */
type Argument = { readonly isReference: true; readonly operand: Operand } | { readonly isReference: false; readonly piece: Piece };

const WRONG_KIND = errorPiece(ERROR_TEXTS.类型不符);
const SIGNS: Readonly<Record<ComparisonOperator, string>> = { '=': '=', '≠': '<>', '<': '<', '≤': '<=', '>': '>', '≥': '>=' };

export class A1Calls {
  private next = 0;

  constructor(
    /** Sheet that the formula stands on. */
    private readonly own: string,
    private readonly operandOf: OperandOf,
  ) {}

  compile(expression: Expression): Piece | null {
    switch (expression.type) {
      case 'number':
        return termPiece(expression.value.toFixed(), expression.value.decimalPlaces(), false);
      case 'text':
        return { kind: 'text', text: quoted(expression.value), mayFail: false };
      case 'reference':
        return this.single(this.operandOf(this.next++));
      case 'negate': {
        const piece = this.compile(expression.operand);
        return piece === null ? null : negated(amount(piece));
      }
      case 'binary': {
        const left = this.compile(expression.left);
        const right = this.compile(expression.right);
        return left === null || right === null ? null : this.binary(expression.operator, left, right);
      }
      case 'call':
        return this.call(expression);
    }
  }

  private single({ cells, places, constants }: Operand): Piece {
    const [cell] = cells;
    const [place] = places;
    if (cells.length + constants.length > 1) return WRONG_KIND;
    if (cell === undefined || place === undefined) return constants[0] ?? NOTHING;
    return cell.kind === 'amount' ? cell : { ...cell, text: cellReference(place, this.own) };
  }

  private binary(operator: BinaryOperator, left: Piece, right: Piece): Piece | null {
    switch (operator) {
      case '+':
        return added(amount(left), amount(right));
      case '-':
        return added(amount(left), negated(amount(right)));
      case '×':
        return this.product(amount(left), amount(right));
      case '÷':
        return this.quotient(amount(left), amount(right));
      default:
        return this.comparison(operator, left, right);
    }
  }

  private product(a: AmountPiece, b: AmountPiece): AmountPiece {
    const scale = a.scale === null || b.scale === null ? null : a.scale + b.scale;
    return termPiece(`(${factorText(a, this.own)}*${factorText(b, this.own)})`, scale, a.mayFail || b.mayFail, bothBlank(a.blank, b.blank));
  }

  private quotient(a: AmountPiece, b: AmountPiece): AmountPiece {
    const blank = bothBlank(a.blank, b.blank);
    const text = `(${factorText(a, this.own)}/${factorText(b, this.own)})`;
    // Blank by blank is blank, no division by zero: as a part of something more it counts as nothing.
    return termPiece(blank === null ? text : `IF(${blankText(blank, this.own)},0,${text})`, null, true, blank);
  }

  private comparison(operator: ComparisonOperator, left: Piece, right: Piece): Piece | null {
    const mayFail = left.mayFail || right.mayFail;
    if (left.kind === 'amount' && right.kind === 'amount') {
      return { kind: 'logical', text: `${roundedText(left, this.own)}${SIGNS[operator]}${roundedText(right, this.own)}`, mayFail };
    }
    return operator === '=' || operator === '≠' ? sameness(operator, left, right, mayFail) : WRONG_KIND;
  }

  private call({ name, arguments: list }: Call): Piece | null {
    switch (name) {
      case 'SUM':
      case 'MIN':
      case 'MAX':
      case 'COUNT': {
        const many = this.arguments(list);
        if (many === null) return null;
        if (name === 'SUM') return sum(many);
        return name === 'COUNT' ? this.count(many) : this.extreme(name, many);
      }
      default: {
        const parts = list.map((argument) => this.compile(argument));
        return parts.some((part) => part === null) ? null : this.scalar(name, parts.filter((part) => part !== null));
      }
    }
  }

  private arguments(list: readonly Expression[]): readonly Argument[] | null {
    const found: Argument[] = [];
    for (const argument of list) {
      if (argument.type === 'reference') {
        found.push({ isReference: true, operand: this.operandOf(this.next++) });
        continue;
      }
      const piece = this.compile(argument);
      if (piece === null) return null;
      found.push({ isReference: false, piece });
    }
    return found;
  }

  private scalar(name: FunctionName, all: readonly Piece[]): Piece | null {
    const [a = NOTHING, b = NOTHING, c] = all;
    switch (name) {
      case 'IF':
        return this.choice(a, b, c ?? { kind: 'logical', text: 'TRUE', mayFail: false });
      case 'AND':
        return logical(all, 'AND');
      case 'OR':
        return logical(all, 'OR');
      case 'MEETS':
      case 'ATTAIN':
        // No spreadsheet reads “≥90%”.
        return null;
      case 'NOT':
        return a.kind === 'logical' ? { ...a, text: `NOT(${a.text})` } : WRONG_KIND;
      case 'BLANK':
        return { kind: 'logical', text: a.kind === 'amount' ? this.blankOrError(a) : 'FALSE', mayFail: a.mayFail };
      default:
        return this.numeric(name, amount(a), amount(b));
    }
  }

  /** An amount that is no blank may still be an error, which BLANK passes on. A cell's own condition looks for that. */
  private blankOrError(a: AmountPiece): string {
    if (!a.mayFail || a.terms.length === 0) return blankText(a.blank, this.own);
    return `AND(${blankText(a.blank, this.own)},${numberText(a, this.own)}=0)`;
  }

  private numeric(name: FunctionName, a: AmountPiece, b: AmountPiece): Piece {
    const mayFail = a.mayFail || b.mayFail;
    switch (name) {
      case 'ABS':
        return termPiece(`ABS(${numberText(a, this.own)})`, a.scale, mayFail, a.blank);
      case 'ROUND': {
        const digits = numberText(b, this.own);
        return termPiece(`ROUND(${numberText(a, this.own)},${digits})`, /^\d+$/u.test(digits) ? Number(digits) : null, mayFail, a.blank);
      }
      case 'SHARE':
        return termPiece(`ROUND(${factorText(a, this.own)}*100/${factorText(b, this.own)},2)`, 2, true);
      case 'GROWTH':
        return termPiece(`ROUND((${numberText(added(a, negated(b)), this.own)})*100/${factorText(b, this.own)},2)`, 2, true);
      default:
        return WRONG_KIND;
    }
  }

  /** IF. Branches of unlike kinds have no piece that is both. */
  private choice(condition: Piece, then: Piece, otherwise: Piece): Piece | null {
    if (condition.kind !== 'logical') return WRONG_KIND;
    const mayFail = condition.mayFail || then.mayFail || otherwise.mayFail;
    const choose = (a: string, b: string): string => `IF(${condition.text},${a},${b})`;
    if (then.kind === 'amount' && otherwise.kind === 'amount') {
      return termPiece(choose(numberText(then, this.own), numberText(otherwise, this.own)), widest(then.scale, otherwise.scale), mayFail, this.chosenBlank(condition.text, then, otherwise, mayFail));
    }
    if (then.kind === 'amount' || otherwise.kind === 'amount' || then.kind !== otherwise.kind) return null;
    return { kind: then.kind, text: choose(then.text, otherwise.text), mayFail };
  }

  private chosenBlank(condition: string, then: AmountPiece, otherwise: AmountPiece, mayFail: boolean): Blank | null {
    if (then.blank === null && otherwise.blank === null) return null;
    return { ...ALWAYS, conditions: [`IF(${condition},${blankText(then.blank, this.own)},${blankText(otherwise.blank, this.own)})`], mayFail };
  }

  private count(list: readonly Argument[]): AmountPiece {
    const scalars = list.flatMap((argument) => (argument.isReference ? [] : [argument.piece]));
    const operands = list.flatMap((argument) => (argument.isReference ? [argument.operand] : []));
    const placed = operands.flatMap(({ cells, places }) => cells.flatMap((piece, at) => (places[at] === undefined ? [] : [{ piece, place: places[at] }])));
    const isSure = (piece: Piece): boolean => piece.kind !== 'amount' || piece.blank === null;
    const numbers = placed.filter(({ piece }) => !isSure(piece)).map(({ place }) => place);
    const failing = placed.filter(({ piece }) => piece.kind === 'amount' && piece.mayFail).map(({ place }) => place);
    const sure = [...scalars, ...placed.map(({ piece }) => piece), ...operands.flatMap(({ constants }) => constants)].filter(isSure).length;
    const terms = [
      ...scalars.filter((piece) => !isSure(piece)).map((piece) => `+${this.oneUnlessBlank(piece)}`),
      // COUNT overlooks errors, which are something and no blank.
      ...areas(failing, this.own).map((area) => `+SUMPRODUCT(ISERROR(${area})*1)`),
      ...calls('COUNT', areas(numbers, this.own)).map((call) => `+${call}`),
    ];
    return { ...NOTHING, blank: null, terms: sure > 0 || terms.length === 0 ? [...terms, `+${sure}`] : terms };
  }

  private oneUnlessBlank(piece: Piece): string {
    const text = `IF(${blankText(amount(piece).blank, this.own)},0,1)`;
    return piece.mayFail ? `IFERROR(${text},1)` : text;
  }

  /** MIN and MAX pass over blank cells by themselves; blanks from within the formula are passed over one by one. */
  private extreme(name: 'MIN' | 'MAX', list: readonly Argument[]): AmountPiece {
    const direct: AmountPiece[] = [];
    const scalars: AmountPiece[] = [];
    for (const argument of list) {
      if (argument.isReference) direct.push(...argument.operand.cells.map(amount), ...argument.operand.constants.map(amount));
      else if (amount(argument.piece).blank === null) direct.push(amount(argument.piece));
      else scalars.push(amount(argument.piece));
    }
    return scalars.reduce((best, piece) => this.better(name, best, piece), this.extremeOf(name, direct));
  }

  private extremeOf(name: string, pieces: readonly AmountPiece[]): AmountPiece {
    const present = pieces.filter((piece) => piece.blank === null || piece.plus.length > 0);
    if (present.length === 0) return NOTHING;
    const cells = present.filter((piece) => piece.blank !== null).flatMap((piece) => piece.plus);
    const others = present.filter((piece) => piece.blank === null).map((piece) => numberText(piece, this.own));
    const blank = present.map((piece) => piece.blank).reduce(bothBlank);
    const text = `${name}(${[...areas(cells, this.own), ...others].join(',')})`;
    return termPiece(text, present.map((piece) => piece.scale).reduce(widest), present.some((piece) => piece.mayFail), blank);
  }

  private better(name: string, a: AmountPiece, b: AmountPiece): AmountPiece {
    const [first, second] = [numberText(a, this.own), numberText(b, this.own)];
    const both = `${name}(${first},${second})`;
    const text = `IF(${blankText(a.blank, this.own)},${second},IF(${blankText(b.blank, this.own)},${first},${both}))`;
    return termPiece(text, widest(a.scale, b.scale), a.mayFail || b.mayFail, bothBlank(a.blank, b.blank));
  }
}

/** = and ≠ of truth values and texts. Unlike kinds are never equal, but an error on either side would have to come first. */
function sameness(operator: '=' | '≠', left: Piece, right: Piece, mayFail: boolean): Piece | null {
  const truth = (text: string): Piece => ({ kind: 'logical', text, mayFail });
  if (left.kind === 'amount' || right.kind === 'amount' || left.kind !== right.kind) return mayFail ? null : truth(operator === '=' ? 'FALSE' : 'TRUE');
  if (left.kind === 'logical') return truth(`(${left.text})${SIGNS[operator]}(${right.text})`);
  const exact = `EXACT(${left.text},${right.text})`;
  return truth(operator === '=' ? exact : `NOT(${exact})`);
}

/** As a number is wanted: anything else is an error. */
function amount(piece: Piece): AmountPiece {
  return piece.kind === 'amount' ? piece : WRONG_KIND;
}

function sum(list: readonly Argument[]): AmountPiece {
  const pieces = list.flatMap((argument) => (argument.isReference ? [...argument.operand.cells, ...argument.operand.constants] : [argument.piece]));
  return pieces.map(amount).reduce(added, NOTHING);
}

/** AND and OR look no further than the part that decides; a spreadsheet's own look at all, and fail where any part fails. */
function logical(parts: readonly Piece[], name: 'AND' | 'OR'): Piece {
  const texts = parts.map((part) => (part.kind === 'logical' ? part.text : ERROR_TEXTS.类型不符));
  const isSure = parts.every((part) => part.kind === 'logical' && !part.mayFail);
  if (isSure) return { kind: 'logical', text: `${name}(${texts.join(',')})`, mayFail: false };
  const text = texts.reduceRight((rest, part) => (name === 'AND' ? `IF(${part},${rest},FALSE)` : `IF(${part},TRUE,${rest})`));
  return { kind: 'logical', text, mayFail: true };
}
