/** Wires a template's formulas and rules to the cells of a document: who defines what, who depends on whom, in which order. */
import type { Rule, Severity, Template } from '../template/template.ts';
import type { Engine } from './engine.ts';
import { hasCell } from '../template/table-shape.ts';
import type { Operands } from './evaluate.ts';
import { loopScopes } from './loop.ts';
import { amountColumns, NO_SCOPE, type Region, type Scope, selectColumns, type Space } from './space.ts';
import { type Assignment, type Expression, type Reference, references } from './syntax.ts';
import { CellError, type Value } from './value.ts';

/** A formula bound to the cell that it defines. */
export interface FormulaInstance {
  readonly formula: Assignment;
  readonly rule: string;
  readonly operands: Operands;
}

/** A check bound to cells, ready to be judged. */
export interface CheckInstance {
  readonly rule: string;
  readonly says: string;
  readonly severity: Severity;
  readonly tolerance: string | null;
  /** Table the finding belongs to. */
  readonly table: string;
  /** The cell with an identity: a formula's target. -1 for rules between cells. */
  readonly cell: number;
  /** Whether the formula also defines the cell, so that only a declared value can differ. */
  readonly defines: boolean;
  readonly expression: Expression;
  readonly operands: Operands;
  readonly when: { readonly expression: Expression; readonly operands: Operands } | null;
  /** Where loop variables stand, for the message. */
  readonly scope: Scope;
  readonly text: string;
  /** Set where the check can't apply at all, with why. */
  readonly inapplicable: string | null;
}

export interface Graph {
  /** By cell. */
  readonly formulas: readonly (FormulaInstance | undefined)[];
  readonly dependents: readonly (number[] | undefined)[];
  readonly rank: Int32Array;
  /** Formula cells in dependency order. */
  readonly order: readonly number[];
  readonly cyclic: ReadonlySet<number>;
  readonly checks: readonly CheckInstance[];
  /** Node number of check 0; below it are cells and constants. */
  readonly firstCheck: number;
  /** Check of a formula cell against its own formula, by cell. */
  readonly ownCheck: readonly (number | undefined)[];
  readonly checksOfCell: readonly (number[] | undefined)[];
  /** Values of the nodes after the cells: last year's figures and missing ones. */
  readonly constants: readonly Value[];
}

/** Builds the graph. `prior` gives last year's values, where the document holds them. */
export function wire(template: Template, space: Space, prior: Engine | null): Graph {
  const wiring = new Wiring(template, space, prior);
  wiring.tables();
  wiring.rules();
  return wiring.finish();
}

class Wiring {
  private readonly formulas: (FormulaInstance | undefined)[];
  private readonly checks: CheckInstance[] = [];
  private readonly ownCheck: (number | undefined)[];
  private readonly constants: Value[] = [];
  private readonly rulesById: ReadonlyMap<string, Rule>;

  constructor(
    private readonly template: Template,
    private readonly space: Space,
    private readonly prior: Engine | null,
  ) {
    this.formulas = new Array<FormulaInstance | undefined>(space.size);
    this.ownCheck = new Array<number | undefined>(space.size);
    this.rulesById = new Map(template.rules.map((rule) => [rule.id, rule]));
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

  private bindCell(region: Region, ruleId: string, assignment: Assignment, row: number, column: string): void {
    const cell = region.offset + row * region.width + (region.columns.get(column) ?? 0);
    const scope: Scope = { region, row, column, variables: {} };
    const operands = this.operands(assignment.expression, scope);
    // SUM(下级) has nothing to say about a 科目 that has no rows below: its figures are inputs.
    if (region.shape.rows[row]?.fixed === null && operands.length > 0 && operands.every((cells) => cells.length === 0)) return;
    const defines = this.formulas[cell] === undefined;
    if (defines) {
      this.formulas[cell] = { formula: assignment, rule: ruleId, operands };
      this.ownCheck[cell] = this.checks.length;
    }
    const rule = this.rulesById.get(ruleId);
    this.checks.push({
      rule: ruleId, says: rule?.says ?? '', severity: rule?.severity ?? 'error', tolerance: rule?.tolerance ?? null,
      table: region.shape.template.id, cell, defines, expression: assignment.expression, operands, when: null, scope, text: assignment.text, inapplicable: null,
    });
  }

  rules(): void {
    for (const rule of this.template.rules) {
      if (rule.test !== null) continue;
      for (const { expression, text } of rule.holds) this.bindRule(rule, expression, text);
    }
  }

  private bindRule(rule: Rule, expression: Expression, text: string): void {
    const missing = this.missingTable(expression, rule);
    const scopes = missing === null ? this.scopes(rule) : [];
    const why = missing === null ? '没有适用的行' : `本套表没有${missing}`;
    if (scopes.length === 0) {
      this.checks.push(this.ruleCheck(rule, expression, text, NO_SCOPE, why));
      return;
    }
    for (const scope of scopes) this.checks.push(this.ruleCheck(rule, expression, text, scope, null));
  }

  private ruleCheck(rule: Rule, expression: Expression, text: string, scope: Scope, inapplicable: string | null): CheckInstance {
    const bound = inapplicable === null;
    return {
      rule: rule.id, says: rule.says, severity: rule.severity, tolerance: rule.tolerance,
      table: this.firstTable(expression), cell: -1, defines: false, expression,
      operands: bound ? this.operands(expression, scope) : [],
      when: bound && rule.when !== null ? { expression: rule.when, operands: this.operands(rule.when, scope) } : null,
      scope, text, inapplicable,
    };
  }

  private firstTable(expression: Expression): string {
    const named = references(expression).find((reference) => reference.table !== null && !reference.prior)?.table ?? '';
    return this.space.region(named)?.shape.template.id ?? '';
  }

  private missingTable(expression: Expression, rule: Rule): string | null {
    const names = references(expression).flatMap((reference) => reference.table ?? []);
    const loops = rule.loop?.sources.map((source) => source.table) ?? [];
    const gone = names.find((name) => this.space.region(name) === null);
    if (gone !== undefined) return gone;
    return loops.length > 0 && loops.every((name) => this.space.region(name) === null) ? (loops[0] ?? null) : null;
  }

  /** One scope for each 科目 that the rule's loop meets; a single empty one for a rule without a loop. */
  private scopes(rule: Rule): readonly Scope[] {
    return rule.loop === null ? [NO_SCOPE] : loopScopes(this.space, rule.loop);
  }

  private operands(expression: Expression, scope: Scope): Operands {
    return references(expression).map((reference) => (reference.prior ? this.priorCells(reference, scope) : (this.space.cells(reference, scope) ?? this.constant(new CellError('引用不存在', reference.text)))));
  }

  private priorCells(reference: Reference, scope: Scope): readonly number[] {
    if (this.prior === null) return this.constant(new CellError('缺少数据', '上年决算数'));
    const engine = this.prior;
    const cells = engine.space.cells({ ...reference, prior: false }, scope);
    if (cells === null) return this.constant(new CellError('缺少数据', `上年${reference.table ?? ''}`));
    return cells.flatMap((cell) => this.constant(engine.value(engine.space.refOf(cell))));
  }

  private constant(value: Value): readonly number[] {
    this.constants.push(value);
    return [this.space.size + this.constants.length - 1];
  }

  finish(): Graph {
    const firstCheck = this.space.size + this.constants.length;
    const dependents = new Array<number[] | undefined>(firstCheck);
    const checksOfCell = new Array<number[] | undefined>(this.space.size);
    this.formulas.forEach((instance, cell) => {
      if (instance !== undefined) connect(dependents, instance.operands, cell);
    });
    this.checks.forEach((check, at) => {
      hang(dependents, check, firstCheck + at);
      for (const cell of cellsOf(check, this.space.size)) append(checksOfCell, cell, at);
    });
    const sorted = sort(this.formulas, dependents, this.space.size);
    return { formulas: this.formulas, dependents, ...sorted, checks: this.checks, firstCheck, ownCheck: this.ownCheck, checksOfCell, constants: this.constants };
  }
}

/** Makes a check follow what it compares. A formula that defines its cell follows nothing: it is judged whenever the cell is, see `ownCheck`. */
function hang(dependents: (number[] | undefined)[], check: CheckInstance, node: number): void {
  if (!check.defines) connect(dependents, check.operands, node);
  if (check.when !== null) connect(dependents, check.when.operands, node);
  if (check.cell >= 0 && !check.defines) append(dependents, check.cell, node);
}

/** The cells that a check judges: its own first, then its terms. */
function cellsOf(check: CheckInstance, size: number): readonly number[] {
  const own = check.cell >= 0 ? [check.cell] : [];
  return [...own, ...check.operands.flatMap((cells) => [...cells]).filter((cell) => cell < size)];
}

function connect(dependents: (number[] | undefined)[], operands: Operands, node: number): void {
  for (const cells of operands) for (const cell of cells) append(dependents, cell, node);
}

function append(lists: (number[] | undefined)[], at: number, value: number): void {
  const list = lists[at];
  if (list === undefined) lists[at] = [value];
  else if (list[list.length - 1] !== value) list.push(value);
}

/** Dependency order of the formula cells. Those on a cycle get none; those behind one are ordered after it. */
function sort(formulas: readonly (FormulaInstance | undefined)[], dependents: readonly (number[] | undefined)[], size: number): Pick<Graph, 'rank' | 'order' | 'cyclic'> {
  const waiting = new Int32Array(size);
  formulas.forEach((instance, cell) => {
    if (instance === undefined) return;
    const sources = new Set<number>();
    for (const cells of instance.operands) for (const source of cells) if (source < size && formulas[source] !== undefined) sources.add(source);
    waiting[cell] = sources.size;
  });
  const order: number[] = [];
  const done = new Uint8Array(size);
  const followers = (cell: number): readonly number[] => (dependents[cell] ?? []).filter((next) => next < size && formulas[next] !== undefined);
  const release = (ready: number[]): void => {
    for (let cell = ready.pop(); cell !== undefined; cell = ready.pop()) {
      if (done[cell] === 1) continue;
      done[cell] = 1;
      order.push(cell);
      for (const next of followers(cell)) if (decrement(waiting, next) === 0) ready.push(next);
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
