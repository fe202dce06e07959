/**
 * The engine: a document's values and checks, kept current. It builds one dependency graph over the cells and the checks of a
 * template set; after an edit it recalculates downstream in order and stops where a value did not change. What it says after
 * any series of edits is what a fresh engine on the same document says (held as a property test).
 */
import type { CellRef, Document } from '../document/document.ts';
import { cellContent, type CellContent } from '../document/document.ts';
import { type Edit, isStructural } from '../document/edit.ts';
import { decimal, type Decimal } from '../amount/amount.ts';
import { hasCell } from '../template/table-shape.ts';
import type { Template } from '../template/template.ts';
import { type CheckResult, type Facts, judge } from './judge.ts';
import { type FormulaInstance, type Graph, wire } from './graph.ts';
import { Space } from './space.ts';
import { compile } from './evaluate.ts';
import { CellError, sameValue, type Value } from './value.ts';

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
  /** Values that count: a declared value stands in for the computed one. */
  private values: Value[] = [];
  /** What each formula cell's formula gives. */
  private computed: Value[] = [];
  private lastYear: Engine | null = null;
  private results: CheckResult[] = [];

  constructor(
    readonly template: Template,
    document: Document,
    private readonly priorTemplate: Template = template,
  ) {
    this.current = document;
    this.bound = new Space(template, document);
    this.graph = this.rebuild();
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
    return operands.flatMap((cells) => [...cells]).filter((cell) => cell < this.bound.size).map((cell) => this.bound.refOf(cell));
  }

  dependents(ref: CellRef): readonly CellRef[] {
    const list = this.graph.dependents[this.bound.cell(ref)] ?? [];
    return list.filter((node) => node < this.bound.size).map((node) => this.bound.refOf(node));
  }

  /** Every check with its present state, in the order of the template. */
  checks(): readonly CheckResult[] {
    return this.results;
  }

  /** Results of the checks that judge a cell. */
  checksOf(ref: CellRef): readonly CheckResult[] {
    const cell = this.bound.cell(ref);
    return (this.graph.checksOfCell[cell] ?? []).map((check) => this.results[check] as CheckResult);
  }

  /** Follows the document through `edits`, which led from the engine's document to `document`. */
  update(document: Document, edits: readonly Edit[]): Changes {
    if (edits.some(isStructural)) return this.restructure(document);
    this.current = document;
    const touched: number[] = [];
    for (const edit of edits) {
      if (edit.kind !== 'set-cell') continue;
      const cell = this.bound.cell(edit);
      if (cell >= 0) touched.push(cell);
    }
    return this.recalculate(touched);
  }

  /** Formula cells downstream of `refs` whose declared value lapses when those are edited: all that are not pinned. */
  lapsing(refs: readonly CellRef[]): readonly CellRef[] {
    const seen = new Set<number>();
    const lapsed: CellRef[] = [];
    const queue = refs.map((ref) => this.bound.cell(ref)).filter((cell) => cell >= 0);
    for (let cell = queue.pop(); cell !== undefined; cell = queue.pop()) {
      for (const next of this.graph.dependents[cell] ?? []) {
        if (next >= this.bound.size || seen.has(next)) continue;
        seen.add(next);
        const content = this.contentAt(next);
        const declared = typeof content === 'object' && content !== null ? content : null;
        if (declared?.pinned === true) continue;
        if (declared !== null) lapsed.push(this.bound.refOf(next));
        queue.push(next);
      }
    }
    return lapsed;
  }

  private restructure(document: Document): Changes {
    const before = new Map<string, Value>();
    for (let cell = 0; cell < this.bound.size; cell++) before.set(keyOf(this.bound.refOf(cell)), this.values[cell] ?? null);
    this.current = document;
    this.bound = new Space(this.template, document);
    this.graph = this.rebuild();
    const cells: CellRef[] = [];
    for (let cell = 0; cell < this.bound.size; cell++) {
      const ref = this.bound.refOf(cell);
      if (!sameValue(before.get(keyOf(ref)) ?? null, this.values[cell] ?? null)) cells.push(ref);
    }
    return { cells, checks: this.results.map((_result, at) => at), structural: true };
  }

  private rebuild(): Graph {
    const prior = this.current.prior;
    this.lastYear = prior === undefined ? null : new Engine(this.priorTemplate, { ...this.current, template: prior.template, year: prior.year, tables: prior.tables, prior: undefined, waivers: [] } as Document);
    const graph = wire(this.template, this.bound, this.lastYear);
    this.values = new Array<Value>(this.bound.size).fill(null);
    this.computed = new Array<Value>(this.bound.size).fill(null);
    for (const constant of graph.constants) this.values.push(constant);
    this.readInputs();
    for (const cell of graph.cyclic) this.computed[cell] = this.values[cell] = new CellError('循环引用', this.labelOf(cell));
    for (const cell of graph.order) this.evaluate(graph, cell);
    this.results = graph.checks.map((check) => judge(check, this.facts));
    return graph;
  }

  private readInputs(): void {
    for (const region of this.bound.regions) {
      const data = this.current.tables[region.shape.template.id];
      for (const row of data?.rows ?? []) {
        const position = region.shape.index.get(row.key);
        if (position === undefined) continue;
        for (const [key, content] of Object.entries(row.cells)) {
          const column = region.columns.get(key);
          if (column !== undefined) this.values[region.offset + position * region.width + column] = contentValue(content);
        }
      }
    }
  }

  private contentAt(cell: number): CellContent | null {
    return cellContent(this.current, this.bound.refOf(cell));
  }

  /** Recalculates one formula cell; true where the value that counts changed. */
  private evaluate(graph: Graph, cell: number): boolean {
    const instance = graph.formulas[cell];
    if (instance === undefined) return false;
    let value = compile(instance.formula.expression)(this.values, instance.operands);
    if (value instanceof CellError && value.origin === '') value = new CellError(value.code, this.labelOf(cell));
    this.computed[cell] = value;
    const content = this.contentAt(cell);
    const counting = content === null ? value : contentValue(content);
    const changed = !sameValue(this.values[cell] ?? null, counting);
    this.values[cell] = counting;
    return changed;
  }

  private recalculate(touched: readonly number[]): Changes {
    const { graph } = this;
    const queue = new RankQueue(graph.rank);
    const changed = new Set<number>();
    const checks = new Set<number>();
    const spread = (cell: number): void => {
      for (const node of graph.dependents[cell] ?? []) {
        if (node >= graph.firstCheck) checks.add(node - graph.firstCheck);
        else queue.push(node);
      }
    };
    for (const cell of touched) {
      if (graph.formulas[cell] !== undefined) {
        queue.push(cell);
        continue;
      }
      const value = contentValueOrBlank(this.contentAt(cell));
      if (sameValue(this.values[cell] ?? null, value)) continue;
      this.values[cell] = value;
      changed.add(cell);
      spread(cell);
    }
    for (let cell = queue.pop(); cell !== undefined; cell = queue.pop()) {
      const before = this.computed[cell] ?? null;
      const moved = this.evaluate(graph, cell);
      const own = graph.ownCheck[cell];
      if (own !== undefined && (moved || !sameValue(before, this.computed[cell] ?? null))) checks.add(own);
      if (!moved) continue;
      changed.add(cell);
      spread(cell);
    }
    for (const cell of touched) {
      const own = graph.ownCheck[cell];
      if (own !== undefined) checks.add(own);
    }
    const fresh = [...checks].filter((check) => this.rejudge(check));
    return { cells: [...changed].map((cell) => this.bound.refOf(cell)), checks: fresh, structural: false };
  }

  private rejudge(check: number): boolean {
    const instance = this.graph.checks[check];
    const before = this.results[check];
    if (instance === undefined || before === undefined) return false;
    const after = judge(instance, this.facts);
    this.results[check] = after;
    return before.state !== after.state || before.actual !== after.actual || before.expected !== after.expected;
  }

  /** What judging a check needs to know. */
  private get facts(): Facts {
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

function keyOf(ref: CellRef): string {
  return `${ref.table}\n${ref.row}\n${ref.column}`;
}

function contentValue(content: CellContent): Decimal | null {
  const text = typeof content === 'string' ? content : content.declared;
  return text === null ? null : decimal(text);
}

function contentValueOrBlank(content: CellContent | null): Decimal | null {
  return content === null ? null : contentValue(content);
}

/** Nodes waiting to be recalculated, taken in dependency order, each once. */
class RankQueue {
  private readonly heap: number[] = [];
  private readonly waiting = new Set<number>();

  constructor(private readonly rank: Int32Array) {}

  push(node: number): void {
    if (this.waiting.has(node)) return;
    this.waiting.add(node);
    const { heap } = this;
    let at = heap.push(node) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (this.key(at) >= this.key(above)) break;
      this.swap(at, above);
      at = above;
    }
  }

  pop(): number | undefined {
    const { heap } = this;
    const top = heap[0];
    const last = heap.pop();
    if (top === undefined || last === undefined) return undefined;
    this.waiting.delete(top);
    if (heap.length === 0) return top;
    heap[0] = last;
    for (let at = 0; ; ) {
      const left = 2 * at + 1;
      if (left >= heap.length) break;
      const least = left + 1 < heap.length && this.key(left + 1) < this.key(left) ? left + 1 : left;
      if (this.key(least) >= this.key(at)) break;
      this.swap(at, least);
      at = least;
    }
    return top;
  }

  private key(at: number): number {
    return this.rank[this.heap[at] as number] ?? 0;
  }

  private swap(a: number, b: number): void {
    const { heap } = this;
    [heap[a], heap[b]] = [heap[b] as number, heap[a] as number];
  }
}
