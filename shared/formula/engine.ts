/**
 * The engine: a document's values and checks, kept current. It builds one dependency graph over the cells of a template set; after
 * an edit it recalculates downstream in order and stops where a value did not change. Checks are wired and judged when they are first
 * asked for, and kept current from then on. What it says after any series of edits is what a fresh engine on the same document says
 * (held as a property test).
 */
import type { CellRef, Document } from '../document/document.ts';
import { cellContent, type CellContent, declaredValue } from '../document/document.ts';
import { type Edit, isStructural } from '../document/edit.ts';
import type { Decimal } from '../amount/amount.ts';
import { hasCell } from '../template/table-shape.ts';
import { withEvaluations } from '../template/evaluations.ts';
import type { Template } from '../template/template.ts';
import { changedCells } from './changed-cells.ts';
import { type CheckInstance, wireChecks } from './check-wiring.ts';
import { allowedGap, type CheckResult, type Facts, judge } from './judge.ts';
import { Judging } from './judging.ts';
import { type Bound, type FormulaInstance, type Graph, type OperandFinder, operandFinder, wire } from './graph.ts';
import { RankQueue } from './rank-queue.ts';
import { type RunningSum, runningSum } from './running-sums.ts';
import { Space } from './space.ts';
import { compile } from './evaluate.ts';
import { CellError, contentValue, isAmount, sameValue, type Value } from './value.ts';

/** What an edit changed: cells to repaint and checks whose result is new. */
export interface Changes {
  readonly cells: readonly CellRef[];
  readonly checks: readonly number[];
  /** Rows came or went, so everything was bound anew. */
  readonly structural: boolean;
}

export class Engine {
  private current: Document;
  private bound: Space;
  private graph: Graph;
  /** Values that count, by node: a declared value stands in for the computed one. Behind the cells stand figures that are no cells. */
  private values: Value[] = [];
  /** What each formula cell's formula gives. */
  private computed: Value[] = [];
  /** What stands on formula cells in place of what they compute; null is a declared blank. */
  private declared = new Map<number, Decimal | string | null>();
  /** Made when a formula is worked out again for the first time; null where none is worth keeping. */
  private sums: (RunningSum | null | undefined)[] = [];
  private lastYear: Engine | null = null;
  private operands: OperandFinder = () => [];
  /** Null until someone asks. */
  private judging: Judging | null = null;

  constructor(
    private readonly set: Template,
    document: Document,
    private readonly priorTemplate: Template = set,
  ) {
    this.current = document;
    this.bound = new Space(withEvaluations(set, document), document);
    this.graph = this.rebuild();
  }

  /** The template set, with a table for each of the document's self-evaluations. */
  get template(): Template {
    return this.bound.template;
  }

  get document(): Document {
    return this.current;
  }

  get space(): Space {
    return this.bound;
  }

  /** The engine over last year's tables, where the document holds them. */
  priorEngine(): Engine | null {
    return this.lastYear;
  }

  /** The value that counts at a cell: input, declared or computed. */
  value(ref: CellRef): Value {
    return this.values[this.bound.cell(ref)] ?? null;
  }

  /** By how much the sides of a check may differ as 尾差. */
  slackOf(check: CheckInstance): Decimal {
    return allowedGap(check, check.cell >= 0 ? 1 : 0, this.facts());
  }

  /** The value of a formula's operand: a cell, or one of last year's figures. */
  operandValue(node: number): Value {
    return this.values[node] ?? null;
  }

  /** What the cell's formula gives; for an input, the input. */
  computedValue(ref: CellRef): Value {
    const cell = this.bound.cell(ref);
    return (this.graph.formulas[cell] === undefined ? this.values[cell] : this.computed[cell]) ?? null;
  }

  /** The formula that defines a cell, or null for an input. */
  formula(ref: CellRef): FormulaInstance | null {
    return this.graph.formulas[this.bound.cell(ref)] ?? null;
  }

  /** Cells that feed a cell's formula, and formula cells that it feeds. */
  precedents(ref: CellRef): readonly CellRef[] {
    const operands = this.formula(ref)?.operands ?? [];
    return operands.flat().filter((cell) => cell < this.bound.size).map((cell) => this.bound.refOf(cell));
  }

  dependents(ref: CellRef): readonly CellRef[] {
    return this.cellsBehind(this.bound.cell(ref)).map((cell) => this.bound.refOf(cell));
  }
  private cellsBehind(cell: number): readonly number[] {
    return this.graph.dependents[cell] ?? [];
  }
  /** Every check with its present state, in the order of the template. */
  checks(): readonly CheckResult[] {
    return this.judged().results;
  }

  /** Results of the checks that speak of whole tables, judged at each call and not kept: on the form's own rows, and rules that hold once. */
  checksOfWholes(): readonly CheckResult[] {
    const facts = this.facts();
    return wireChecks(this.template, this.bound, this.graph, this.operands, 'wholes').instances.map((check) => judge(check, facts));
  }

  /** Results of the checks that judge a cell. */
  checksOf(ref: CellRef): readonly CheckResult[] {
    const { board, results } = this.judged();
    return board.of(this.bound.cell(ref)).map((check) => results[check] as CheckResult);
  }

  private judged(): Judging {
    this.judging ??= new Judging(wireChecks(this.template, this.bound, this.graph, this.operands), this.facts());
    return this.judging;
  }

  /** Follows the document through `edits`, which led from the engine's document to `document`. */
  update(document: Document, edits: readonly Edit[]): Changes {
    if (edits.some((edit) => isStructural(edit) || this.isTitle(edit))) return this.restructure(document);
    this.current = document;
    const touched: number[] = [];
    for (const edit of edits) {
      if (edit.kind !== 'set-cell') continue;
      const cell = this.bound.cell(edit);
      if (cell >= 0) touched.push(cell);
    }
    return this.recalculate(touched);
  }

  /** Whether an edit changes what a table is called: a 自评表 bears its project's name. */
  private isTitle(edit: Edit): boolean {
    return edit.kind === 'set-cell' && (this.bound.region(edit.table)?.shape.template.titledBy.includes(edit.row) ?? false);
  }

  /** Formula cells downstream of `refs` whose declared value lapses when those are edited: all that are not pinned. */
  lapsing(refs: readonly CellRef[]): readonly CellRef[] {
    const seen = new Set<number>();
    const lapsed: CellRef[] = [];
    const queue = refs.map((ref) => this.bound.cell(ref)).filter((cell) => cell >= 0);
    for (let cell = queue.pop(); cell !== undefined; cell = queue.pop()) {
      for (const next of this.cellsBehind(cell)) {
        if (!addNew(seen, next)) continue;
        const content = this.contentAt(next);
        if (declaredValue(content)?.pinned === true) continue;
        if (content !== null) lapsed.push(this.bound.refOf(next));
        queue.push(next);
      }
    }
    return lapsed;
  }

  /** A fresh engine of the same template set over another document. */
  over(document: Document): Engine {
    return new Engine(this.set, document, this.priorTemplate);
  }

  private restructure(document: Document): Changes {
    const before = { space: this.bound, values: this.values };
    const wasJudged = this.judging !== null;
    this.current = document;
    this.bound = new Space(withEvaluations(this.set, document), document);
    this.graph = this.rebuild();
    const cells = changedCells(before, { space: this.bound, values: this.values });
    return { cells, checks: wasJudged ? this.checks().map((_result, at) => at) : [], structural: true };
  }

  private rebuild(): Graph {
    const prior = this.current.prior;
    this.lastYear = prior === undefined ? null : new Engine(this.priorTemplate, { ...this.current, template: prior.template, year: prior.year, tables: prior.tables, evaluations: prior.evaluations, prior: undefined, waivers: [] } as Document);
    this.judging = null;
    this.values = new Array<Value>(this.bound.size).fill(null);
    this.computed = new Array<Value>(this.bound.size).fill(null);
    this.declared = new Map();
    this.sums = [];
    this.operands = operandFinder(this.bound, this.lastYear, (value) => this.values.push(value) - 1);
    const graph = wire(this.bound, this.operands);
    this.bound.forEachContent(this.current, (cell, value) => this.enter(graph, cell, value));
    for (const cell of graph.cyclic) this.count(cell, new CellError('循环引用', this.labelOf(cell)));
    for (const cell of graph.order) this.evaluate(graph, cell, false);
    return graph;
  }

  /** Takes what a cell holds, undefined for nothing: the value of an input, the declared value of a formula cell. */
  private enter(graph: Graph, cell: number, value: Decimal | string | null | undefined): void {
    if (graph.formulas[cell] === undefined) this.values[cell] = value ?? null;
    else if (value === undefined) this.declared.delete(cell);
    else this.declared.set(cell, value);
  }

  private contentAt(cell: number): CellContent | null {
    return cellContent(this.current, this.bound.refOf(cell));
  }

  /** Calculates one formula cell; true where the value that counts changed. */
  private evaluate(graph: Graph, cell: number, isAgain: boolean): boolean {
    const instance = graph.formulas[cell];
    if (instance === undefined) return false;
    if (graph.cyclic.has(cell)) return this.count(cell, this.computed[cell] ?? null);
    let value: Value | undefined = isAgain ? this.keptSum(instance)?.value() : undefined;
    if (value === undefined) value = compile(instance.formula.expression)(this.values, instance.operands);
    if (value instanceof CellError && value.origin === '') value = new CellError(value.code, this.labelOf(cell));
    return this.count(cell, value);
  }

  private keptSum({ cell, formula, operands }: Bound): RunningSum | null {
    let kept = this.sums[cell];
    if (kept === undefined) kept = this.sums[cell] = runningSum(formula.expression, operands, this.values);
    return kept;
  }

  /** Notes what a formula cell computes; the declared value counts where there is one. True where what counts changed. */
  private count(cell: number, computed: Value): boolean {
    this.computed[cell] = computed;
    const declared = this.declared.get(cell);
    const counting = declared === undefined ? computed : declared;
    const before = this.values[cell] ?? null;
    this.values[cell] = counting;
    return !sameValue(before, counting);
  }

  private recalculate(touched: readonly number[]): Changes {
    const { graph } = this;
    const queue = new RankQueue(graph.rank);
    const changed: number[] = [];
    for (const cell of touched) {
      const before = this.operandValue(cell);
      const content = this.contentAt(cell);
      this.enter(graph, cell, content === null ? undefined : contentValue(content));
      if (graph.formulas[cell] !== undefined) queue.push(cell);
      else if (!sameValue(before, this.operandValue(cell))) changed.push(this.spread(cell, before, queue));
    }
    for (let cell = queue.pop(); cell !== undefined; cell = queue.pop()) {
      const before = this.operandValue(cell);
      const moved = this.evaluate(graph, cell, true);
      this.judging?.recomputed(cell);
      if (moved) changed.push(this.spread(cell, before, queue));
    }
    return { cells: changed.map((cell) => this.bound.refOf(cell)), checks: this.judging?.settle(this.facts()) ?? [], structural: false };
  }

  /** Hands a changed value on to all that depend on it. */
  private spread(cell: number, before: Value, queue: RankQueue): number {
    const after = this.values[cell] ?? null;
    const by = isAmount(before) && isAmount(after) ? after.minus(before) : null;
    for (const node of this.graph.dependents[cell] ?? []) {
      this.sums[node]?.change(before, after, by);
      queue.push(node);
    }
    this.judging?.changed(cell, before, after, by);
    return cell;
  }

  /** What judging a check needs to know. */
  private facts(): Facts {
    return { values: this.values, computed: this.computed, decimals: this.current.decimals, exact: this.current.precision === 'exact' };
  }

  private labelOf(cell: number): string {
    const { region, row, column } = this.bound.locate(cell);
    const { template, rows } = region.shape;
    return `${template.mark ?? template.title} ${rows[row]?.name ?? ''} ${template.columns[column]?.title ?? ''}`;
  }

  /** Whether the form has this cell at all. */
  exists(ref: CellRef): boolean {
    const cell = this.bound.cell(ref);
    if (cell < 0) return false;
    const { region, row } = this.bound.locate(cell);
    const shapeRow = region.shape.rows[row];
    return shapeRow !== undefined && hasCell(region.shape, shapeRow, ref.column);
  }
}

/** Adds to a set; false where it was in it already. */
function addNew(set: Set<number>, item: number): boolean {
  if (set.has(item)) return false;
  set.add(item);
  return true;
}
