/** Wires a template's formulas to the cells of a document: who defines what, who depends on whom, in which order. */
import type { Engine } from './engine.ts';
import { hasCell } from '../template/table-shape.ts';
import type { Operands } from './evaluate.ts';
import { amountColumns, type Region, type Scope, selectColumns, type Space } from './space.ts';
import { type Assignment, type Expression, type Reference, references } from './syntax.ts';
import { CellError, type Value } from './value.ts';

/** A formula bound to the cell that it defines. */
export interface FormulaInstance {
  readonly formula: Assignment;
  readonly rule: string;
  readonly operands: Operands;
}

/** A formula bound to a cell, whether it defines it or, where another does already, must hold beside it. */
export interface Bound extends FormulaInstance {
  readonly cell: number;
}

export interface Graph {
  /** The formula that defines a cell, by cell. */
  readonly formulas: readonly (Bound | undefined)[];
  /** Every formula with every cell that it speaks of, in the order of the template. */
  readonly bound: readonly Bound[];
  /** Formula cells that read a node, by node: cells first, then figures that are no cells. */
  readonly dependents: readonly (number[] | undefined)[];
  readonly rank: Int32Array;
  /** Formula cells in dependency order. */
  readonly order: readonly number[];
  readonly cyclic: ReadonlySet<number>;
}

/** Finds the nodes of an expression's references, standing where the scope says. */
export type OperandFinder = (expression: Expression, scope: Scope) => Operands;

/** Finds operands in a space. A figure that is no cell, as last year's or a missing one, becomes a node of its own behind the cells: `add` takes its value. */
export function operandFinder(space: Space, prior: Engine | null, add: (value: Value) => number): OperandFinder {
  const priorCells = (reference: Reference, scope: Scope): readonly number[] => {
    if (prior === null) return [add(new CellError('缺少数据', '上年决算数'))];
    const cells = prior.space.cells({ ...reference, prior: false }, scope);
    if (cells === null) return [add(new CellError('缺少数据', `上年${reference.table ?? ''}`))];
    return cells.map((cell) => add(prior.value(prior.space.refOf(cell))));
  };
  return (expression, scope) =>
    references(expression).map((reference) => (reference.prior ? priorCells(reference, scope) : (space.cells(reference, scope) ?? [add(new CellError('引用不存在', reference.text))])));
}

/** Builds the graph of the formulas. */
export function wire(space: Space, operands: OperandFinder): Graph {
  const wiring = new Wiring(space, operands);
  wiring.tables();
  return wiring.finish();
}

class Wiring {
  private readonly formulas: (Bound | undefined)[];
  private readonly bound: Bound[] = [];

  constructor(
    private readonly space: Space,
    private readonly operands: OperandFinder,
  ) {
    this.formulas = new Array<Bound | undefined>(space.size);
  }

  tables(): void {
    for (const region of this.space.regions) {
      for (const { rule, assignment } of region.shape.template.formulas) this.assign(region, rule, assignment);
    }
  }

  private assign(region: Region, rule: string, assignment: Assignment): void {
    const { target } = assignment;
    const top: Scope = { region, row: -1, column: null, variables: {} };
    const rows = target.rows.kind === 'this' ? region.shape.rows.map((_row, at) => at) : this.space.rows(target.rows, region, top);
    const named = selectColumns(target.columns, region.shape.template)?.flatMap((at) => region.shape.template.columns[at]?.key ?? []);
    for (const row of rows) {
      const shapeRow = region.shape.rows[row];
      if (shapeRow === undefined) continue;
      const wanted = named?.filter((column) => hasCell(region.shape, shapeRow, column)) ?? amountColumns(region.shape, shapeRow);
      for (const column of wanted) this.bindCell(region, rule, assignment, row, column);
    }
  }

  private bindCell(region: Region, rule: string, formula: Assignment, row: number, column: string): void {
    const cell = region.offset + row * region.width + (region.columns.get(column) ?? 0);
    const operands = this.operands(formula.expression, { region, row, column, variables: {} });
    // SUM(下级) has nothing to say about a 科目 that has no rows below: its figures are inputs.
    if (region.shape.rows[row]?.fixed === null && operands.length > 0 && operands.every((cells) => cells.length === 0)) return;
    const bound: Bound = { formula, rule, operands, cell };
    this.formulas[cell] ??= bound;
    this.bound.push(bound);
  }

  finish(): Graph {
    const dependents: (number[] | undefined)[] = new Array(this.space.size);
    this.formulas.forEach((bound, cell) => {
      if (bound !== undefined) connect(dependents, bound.operands, cell);
    });
    return { formulas: this.formulas, bound: this.bound, dependents, ...sort(this.formulas, dependents, this.space.size) };
  }
}

/** Notes under every operand that `node` reads it. */
export function connect(dependents: (number[] | undefined)[], operands: Operands, node: number): void {
  for (const cells of operands) for (const cell of cells) append(dependents, cell, node);
}

/** Adds to the list of a node, once. */
export function append(lists: (number[] | undefined)[], at: number, value: number): void {
  const list = lists[at];
  if (list === undefined) lists[at] = [value];
  else if (list[list.length - 1] !== value) list.push(value);
}

/** Dependency order of the formula cells. Those on a cycle get none; those behind one are ordered after it. */
function sort(formulas: readonly (FormulaInstance | undefined)[], dependents: readonly (number[] | undefined)[], size: number): Pick<Graph, 'rank' | 'order' | 'cyclic'> {
  const waiting = sourceCounts(formulas, dependents, size);
  const order: number[] = [];
  const done = new Uint8Array(size);
  const release = (ready: number[]): void => {
    for (let cell = ready.pop(); cell !== undefined; cell = ready.pop()) {
      if (done[cell] === 1) continue;
      done[cell] = 1;
      order.push(cell);
      ready.push(...(dependents[cell] ?? []).filter((next) => decrement(waiting, next) === 0));
    }
  };
  release(formulas.flatMap((instance, cell) => (instance !== undefined && waiting[cell] === 0 ? [cell] : [])));
  const stuck = formulas.flatMap((instance, cell) => (instance !== undefined && done[cell] === 0 ? [cell] : []));
  const cyclic = onCycles(stuck, dependents);
  for (const cell of cyclic) done[cell] = 1;
  for (const cell of cyclic) {
    for (const next of dependents[cell] ?? []) if (next < size && done[next] === 0) decrement(waiting, next);
  }
  release(stuck.filter((cell) => done[cell] === 0 && waiting[cell] === 0));
  const rank = new Int32Array(size);
  order.forEach((cell, at) => {
    rank[cell] = at;
  });
  return { rank, order, cyclic };
}

/** How many formula cells each formula cell reads; a node's dependents are listed once each. */
function sourceCounts(formulas: readonly (FormulaInstance | undefined)[], dependents: readonly (number[] | undefined)[], size: number): Int32Array {
  const counts = new Int32Array(size);
  formulas.forEach((instance, source) => {
    if (instance !== undefined) for (const next of dependents[source] ?? []) counts[next] = (counts[next] ?? 0) + 1;
  });
  return counts;
}

function decrement(counts: Int32Array, at: number): number {
  const left = (counts[at] ?? 0) - 1;
  counts[at] = left;
  return left;
}

/** Of the cells that could not be ordered, those from which a walk can come back: what merely stands behind a cycle is stripped. */
function onCycles(stuck: readonly number[], dependents: readonly (number[] | undefined)[]): ReadonlySet<number> {
  const left = new Set(stuck);
  for (let stripped = true; stripped; ) {
    stripped = false;
    for (const cell of left) {
      if ((dependents[cell] ?? []).some((next) => left.has(next))) continue;
      left.delete(cell);
      stripped = true;
    }
  }
  return left;
}
