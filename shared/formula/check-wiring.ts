/**
 * Wires checks to the cells of a document: every formula against what stands on its cell, every rule between cells. Apart from the
 * formulas' graph, because a window shows its figures before anything is judged.
 */
import type { Rule, Severity, Template } from '../template/template.ts';
import type { Operands } from './evaluate.ts';
import { append, type Bound, connect, type Graph, type OperandFinder } from './graph.ts';
import { loopScopes } from './loop.ts';
import { NO_SCOPE, type Scope, type Space } from './space.ts';
import { type Expression, type Loop, references } from './syntax.ts';

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

/** The checks of a document, in the order of the template, and which cells concern them. */
export class CheckBoard {
  readonly instances: readonly CheckInstance[];
  /** Check of a formula cell against its own formula, by cell. */
  readonly own: readonly (number | undefined)[];
  /** Checks to judge again when a cell changes, by cell. */
  readonly followers: readonly (number[] | undefined)[];
  private judging: (number[] | undefined)[] | null = null;

  constructor(
    private readonly size: number,
    { checks, own }: { readonly checks: readonly CheckInstance[]; readonly own: readonly (number | undefined)[] },
  ) {
    this.instances = checks;
    this.own = own;
    const followers: (number[] | undefined)[] = new Array(size);
    checks.forEach((check, at) => hang(followers, check, at));
    this.followers = followers;
  }

  /** Checks that judge a cell; made when first asked for, as only the failed ones are looked at. */
  of(cell: number): readonly number[] {
    if (this.judging === null) {
      const judging: (number[] | undefined)[] = new Array(this.size);
      this.instances.forEach((check, at) => {
        if (check.cell >= 0) append(judging, check.cell, at);
        connect(judging, check.operands, at);
      });
      this.judging = judging;
    }
    return this.judging[cell] ?? [];
  }
}

/** Binds every check, or those that speak of whole tables. `operands` finds cells, and makes nodes for figures that are no cells. */
export function wireChecks(template: Template, space: Space, graph: Graph, operands: OperandFinder, which: 'all' | 'wholes' = 'all'): CheckBoard {
  const wiring = new CheckWiring(template, space, operands);
  for (const bound of graph.bound) if (which === 'all' || wiring.isOfForm(bound)) wiring.identity(bound, graph.formulas[bound.cell] === bound);
  for (const rule of template.rules) if (rule.test === null && (which === 'all' || rule.loop === null)) wiring.rule(rule);
  return new CheckBoard(space.size, wiring);
}

class CheckWiring {
  readonly checks: CheckInstance[] = [];
  readonly own: (number | undefined)[];
  private readonly rulesById: ReadonlyMap<string, Rule>;
  /** What loops run over, by loop: several rules run over the same rows. */
  private readonly loops = new Map<string, readonly Scope[]>();

  constructor(
    private readonly template: Template,
    private readonly space: Space,
    private readonly operands: OperandFinder,
  ) {
    this.own = new Array<number | undefined>(space.size);
    this.rulesById = new Map(template.rules.map((rule) => [rule.id, rule]));
  }

  /** Whether the formula stands in a row that the form itself prints. */
  isOfForm({ cell }: Bound): boolean {
    const { region, row } = this.space.locate(cell);
    return region.shape.rows[row]?.fixed !== null;
  }

  identity({ cell, rule: ruleId, formula, operands }: Bound, defines: boolean): void {
    const { region, row, column } = this.space.locate(cell);
    const { template } = region.shape;
    const rule = this.rulesById.get(ruleId);
    if (defines) this.own[cell] = this.checks.length;
    this.checks.push({
      rule: ruleId, says: rule?.says ?? '', severity: rule?.severity ?? 'error', tolerance: rule?.tolerance ?? null,
      table: template.id, cell, defines, expression: formula.expression, operands, when: null,
      scope: { region, row, column: template.columns[column]?.key ?? null, variables: {} }, text: formula.text, inapplicable: null,
    });
  }

  rule(rule: Rule): void {
    for (const { expression, text } of rule.holds) {
      const missing = this.missingTable(expression, rule);
      const scopes = missing === null ? this.scopes(rule, expression) : [];
      if (scopes.length === 0) this.checks.push(this.ruleCheck(rule, expression, text, NO_SCOPE, this.whyNot(missing)));
      else for (const scope of scopes) this.checks.push(this.ruleCheck(rule, expression, text, scope, null));
    }
  }

  /** A self-evaluation that the set has a form for is lacking in the document, any other table in the set. */
  private whyNot(missing: string | null): string {
    if (missing === null) return '没有适用的行';
    const isForm = this.template.forms.some(({ role, aliases }) => role === missing || aliases.includes(missing));
    return `${isForm ? '本文档还没有' : '本套表没有'}${missing}`;
  }

  private ruleCheck(rule: Rule, expression: Expression, text: string, scope: Scope, inapplicable: string | null): CheckInstance {
    const bound = inapplicable === null;
    return {
      rule: rule.id, says: rule.says, severity: rule.severity, tolerance: rule.tolerance,
      table: this.firstTable(expression, scope), cell: -1, defines: false, expression,
      operands: bound ? this.operands(expression, scope) : [],
      when: bound && rule.when !== null ? { expression: rule.when, operands: this.operands(rule.when, scope) } : null,
      scope, text, inapplicable,
    };
  }

  private firstTable(expression: Expression, scope: Scope): string {
    const named = references(expression).find((reference) => reference.table !== null && !reference.prior)?.table ?? '';
    return this.space.regionIn(named, scope)?.shape.template.id ?? '';
  }

  private missingTable(expression: Expression, rule: Rule): string | null {
    const names = references(expression).flatMap((reference) => reference.table ?? []);
    const loops = rule.loop?.sources.map((source) => source.table) ?? [];
    const gone = names.find((name) => this.space.region(name) === null);
    if (gone !== undefined) return gone;
    return loops.length > 0 && loops.every((name) => this.space.region(name) === null) ? (loops[0] ?? null) : null;
  }

  /** Where a rule is to hold: once, or in every self-evaluation that a name of it means; there once for each row of its loop. */
  private scopes({ loop }: Rule, expression: Expression): readonly Scope[] {
    const names = [...references(expression).flatMap(({ table }) => table ?? []), ...(loop?.sources.map(({ table }) => table) ?? [])];
    const filled = names.map((name) => this.space.evaluations(name)).find((regions) => regions.length > 0);
    const places = filled === undefined ? [NO_SCOPE] : filled.map((region): Scope => ({ ...NO_SCOPE, playing: region }));
    return loop === null ? places : places.flatMap((within) => this.looped(loop, within));
  }

  private looped(loop: Loop, within: Scope): readonly Scope[] {
    const key = `${within.playing?.shape.template.id ?? ''} ${JSON.stringify(loop)}`;
    const known = this.loops.get(key) ?? loopScopes(this.space, loop, within);
    this.loops.set(key, known);
    return known;
  }
}

/** Makes a check follow what it compares. A formula that defines its cell follows nothing: it is judged whenever the cell is, see `own`. */
function hang(followers: (number[] | undefined)[], check: CheckInstance, at: number): void {
  if (!check.defines) connect(followers, check.operands, at);
  if (check.when !== null) connect(followers, check.when.operands, at);
  if (check.cell >= 0 && !check.defines) append(followers, check.cell, at);
}
