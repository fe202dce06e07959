/**
 * Figures that nobody has given. A blank in a published form is the form's own way to say that there is nothing; in a table that is not
 * printed, or in a form without any figure that must have some, it says only that nobody has typed it: what a sentence would make of it is
 * unknown, and not zero.
 */
import { tableLabel } from '../check/describe.ts';
import { cellContent, type CellRef } from '../document/document.ts';
import type { Engine } from '../formula/engine.ts';
import type { Region, Scope } from '../formula/space.ts';
import { type Expression, type Reference, references } from '../formula/syntax.ts';

export interface OpenFigure {
  /** What is to be filled in: the table, row and column in words. */
  readonly says: string;
  /** The cell of those words, and the cell in which to begin to type: the same unless several make up the first. */
  readonly named: CellRef;
  readonly cell: CellRef;
}

/** The first figure that a formula needs and nobody has given, null where all are there. Last year's are not looked at: without them the formula is 缺少数据. */
export function openFigure(engine: Engine, expression: Expression, scope: Scope): OpenFigure | null {
  for (const reference of needed(expression)) {
    const region = reference.table === null || reference.prior ? null : engine.space.regionIn(reference.table, scope);
    const open = region === null || meansNothing(engine, region) ? null : openBehind(engine, region, reference, scope);
    if (open !== null) return open;
  }
  return null;
}

/** Whether a blank of a table is a statement: of a form in which there are figures, or that may be published empty. */
function meansNothing(engine: Engine, { shape }: Region): boolean {
  const { id, columns, isPublished, empty } = shape.template;
  return isPublished && (empty !== null || shape.rows.some(({ key }) => columns.some((column) => engine.value({ table: id, row: key, column: column.key }) !== null)));
}

/** The references whose figures count: to ask whether something is blank, it need not be given. */
function needed(expression: Expression): readonly Reference[] {
  switch (expression.type) {
    case 'negate':
      return needed(expression.operand);
    case 'binary':
      return [...needed(expression.left), ...needed(expression.right)];
    case 'call':
      return expression.name === 'BLANK' || expression.name === 'COUNT' ? [] : expression.arguments.flatMap(needed);
    default:
      return references(expression);
  }
}

function openBehind(engine: Engine, region: Region, reference: Reference, scope: Scope): OpenFigure | null {
  const cells = (engine.space.cells(reference, scope) ?? []).map((cell) => engine.space.refOf(cell));
  const [asked] = cells;
  if (asked === undefined) return unlisted(region, reference, scope);
  if (cells.some((cell) => engine.value(cell) !== null)) return null;
  const open = cells.flatMap((cell) => toFill(engine, cell));
  const [first] = open;
  if (first === undefined) return null;
  const named = open.length === 1 || cells.length > 1 ? first : asked;
  return { says: wordsFor(engine, named), named, cell: first };
}

/** The cells to be typed for a blank one; none where blanks that say something alone make it blank. */
function toFill(engine: Engine, ref: CellRef): readonly CellRef[] {
  const region = engine.space.region(ref.table);
  if (engine.value(ref) !== null || region === null || meansNothing(engine, region)) return [];
  const operands = engine.formula(ref)?.operands.flat() ?? [];
  if (operands.length === 0 || cellContent(engine.document, ref) !== null) return [ref];
  return engine.precedents(ref).flatMap((feeding) => toFill(engine, feeding));
}

/** A 科目 that the side sheet does not list has no figure there either. */
function unlisted({ shape: { template } }: Region, { rows, text }: Reference, scope: Scope): OpenFigure {
  const item = rows.kind === 'list' ? rows.items[0] : rows;
  const row = item?.kind === 'variable' ? (scope.variables[item.name] ?? item.name) : item?.kind === 'name' ? item.name : text;
  const cell = { table: template.id, row, column: '' };
  return { says: `${tableLabel(template)} ${row}`, named: cell, cell };
}

function wordsFor(engine: Engine, ref: CellRef): string {
  const shape = engine.space.region(ref.table)?.shape;
  const row = shape?.rows[shape.index.get(ref.row) ?? -1];
  const column = shape?.template.columns.find(({ key }) => key === ref.column);
  return [shape === undefined ? ref.table : tableLabel(shape.template), row?.code ?? '', row?.name.trim() ?? ref.row, column?.title ?? ''].filter((word) => word !== '').join(' ');
}
