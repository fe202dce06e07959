/** Everything about each rule of a set, as its page shows it: what it says, by which formulas, how strictly, where it applies and what it came to. */
import { decimal, envelope, plainAmount } from '../amount/amount.ts';
import type { Engine } from '../formula/engine.ts';
import type { CheckInstance } from '../formula/check-wiring.ts';
import type { CheckState } from '../formula/judge.ts';
import type { NarrativeRule } from '../narrative/schema.ts';
import { formTitle } from '../template/evaluations.ts';
import { findTable, type Rule, type Severity, type TableTemplate } from '../template/template.ts';
import { cellLabel, describe, tableLabel } from '../check/describe.ts';
import { type Coverage, countStates, type Finding } from '../check/finding.ts';
import { TestBoard } from '../check/test-board.ts';

/** A formula of a rule: as the set writes it, and one of its cells in the form's words; '' where it has none in this document. */
export interface RuleFormula {
  readonly table: string;
  readonly written: string;
  readonly example: string;
}

export interface RulePage {
  readonly id: string;
  /** `A 表内`, `B 表间` …: what the rule's letter means. */
  readonly family: string;
  readonly says: string;
  readonly severity: Severity;
  readonly tolerance: string;
  readonly source: string;
  readonly formulas: readonly RuleFormula[];
  /** Titles of the tables that it looks at; empty for rules about the text. */
  readonly tables: readonly string[];
  /** What its checks came to; null for rules about a text, where none was read. */
  readonly coverage: Coverage | null;
  /** Why some do not apply or could not be judged, with how many. */
  readonly reasons: readonly { readonly state: CheckState; readonly why: string; readonly count: number }[];
}

const FAMILIES: Readonly<Record<string, string>> = { A: 'A 表内', B: 'B 表间', C: 'C 表与说明文字', D: 'D 文字与结构', E: 'E 绩效自评', S: 'S 补充资料' };

const OF_FIGURES = { tolerance: '金额为最末一位，百分比为 0.01 个百分点', source: '说明文字与各表、与上下文应一致' };
const OF_WORDS = { tolerance: '不适用', source: '报告编制要求' };

/** The pages of a set's rules in the order of their ids, one for each. `textFindings` are those of a report's text, where one was read; a rule of the tables may be broken there too. */
export function rulePages(engine: Engine, textRules: readonly NarrativeRule[], textFindings: readonly Finding[] | null = null): readonly RulePage[] {
  const results = grouped(engine.checks(), ({ check }) => check.rule);
  const told = grouped((textFindings ?? []).filter(({ place }) => place !== undefined), ({ rule }) => rule);
  const failedInText = (id: string): Coverage => ({ ...countStates([]), failed: told.get(id)?.length ?? 0 });
  const outcomes = grouped(new TestBoard(engine).outcomes(), ({ rule }) => rule.id);
  const ofTables = engine.template.rules.map((rule): RulePage => {
    const own = results.get(rule.id) ?? [];
    const tested = outcomes.get(rule.id) ?? [];
    const tables = new Set([...own.map(({ check }) => check.table), ...tested.map(({ table }) => table)]);
    return {
      ...headOf(rule.id, rule.says, rule.severity), tolerance: toleranceWords(rule, own.map(({ check }) => check), engine), source: sourceOf(engine, rule),
      formulas: [...formulasOf(engine, own.map(({ check }) => check)), ...idleFormulas(engine, rule, own.map(({ check }) => check))],
      tables: engine.template.tables.filter(({ id }) => tables.has(id)).map(tableLabel),
      coverage: countStates([...own.map(({ state }) => state), ...tested.map(({ state }) => state)], failedInText(rule.id)),
      reasons: reasonsOf(own.filter(({ state }) => state === 'notApplicable' || state === 'insufficientData').map(({ state, why }) => ({ state, why: why ?? '' }))),
    };
  });
  const known = new Set(ofTables.map(({ id }) => id));
  const ofText = textRules.filter(({ id }) => !known.has(id)).map(({ id, says, severity }): RulePage => ({
    ...headOf(id, says, severity), ...(id.startsWith('C') ? OF_FIGURES : OF_WORDS), formulas: [], tables: [], reasons: [],
    coverage: textFindings === null ? null : failedInText(id),
  }));
  return [...ofTables, ...ofText].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function headOf(id: string, says: string, severity: Severity): Pick<RulePage, 'id' | 'family' | 'says' | 'severity'> {
  return { id, family: FAMILIES[id.slice(0, 1)] ?? `${id.slice(0, 1)} 本地规则`, says, severity };
}

function toleranceWords(rule: Rule, checks: readonly CheckInstance[], engine: Engine): string {
  if (rule.tolerance !== null) return decimal(rule.tolerance).isZero() ? '0（必须完全相等）' : rule.tolerance;
  if (rule.test !== null) return '不适用';
  if (engine.document.precision === 'exact') return '0（本文档的数是精确的）';
  if (checks.length === 0) return '按四舍五入数的个数推算尾差';
  const [least, most] = [Math.min(...checks.map(termCount)), Math.max(...checks.map(termCount))];
  const half = plainAmount(envelope(1, engine.document.decimals), engine.document.decimals + 1);
  return `按四舍五入数的个数推算尾差：每个 ${half}，本规则为 ${least === most ? least : `${least} 至 ${most}`} 个`;
}

function termCount({ cell, operands }: CheckInstance): number {
  return Math.max(2, operands.reduce((sum, cells) => sum + cells.length, cell >= 0 ? 1 : 0));
}

/** Where the rule comes from; what the forms' own formulas carry is the form's. */
function sourceOf(engine: Engine, rule: Rule): string {
  if (rule.source !== null) return rule.source;
  const carrying = carriers(engine, rule);
  if (carrying.length > 0) return `${[...new Set(carrying.map(formLabel))].join('、')}表样的行、栏关系`;
  return rule.test === null ? '各表之间同一指标应一致' : '表样与科目的编列要求';
}

/** The forms that carry formulas of a rule: the set's tables, and the self-evaluations' whether or not the document has any. */
function carriers({ template: { tables, forms } }: Engine, { id }: Rule): readonly TableTemplate[] {
  return [...tables.filter(({ form }) => form === null), ...forms].filter(({ formulas }) => formulas.some(({ rule }) => rule === id));
}

function formLabel(table: TableTemplate): string {
  return table.mark ?? formTitle(table);
}

/** Formulas as written on forms that have no cell for them in this document. */
function idleFormulas(engine: Engine, rule: Rule, checks: readonly CheckInstance[]): readonly RuleFormula[] {
  const bound = new Set(checks.map(({ text }) => text));
  return carriers(engine, rule).flatMap((table) => table.formulas.filter((formula) => formula.rule === rule.id && !bound.has(formula.assignment.text)).map(({ assignment }) => ({ table: formLabel(table), written: assignment.text, example: '' })));
}

/** One for each formula as written, with the first cell of it that says something. */
function formulasOf(engine: Engine, checks: readonly CheckInstance[]): readonly RuleFormula[] {
  const groups = grouped(checks, (check) => `${check.cell >= 0 ? check.table : ''}\n${check.text}`);
  return [...groups.values()].flatMap((group): readonly RuleFormula[] => {
    const [first] = group;
    if (first === undefined) return [];
    const shown = group.find((check) => check.inapplicable === null) ?? null;
    return [{ table: tableName(engine, first), written: first.text, example: shown === null ? '' : checkInWords(engine, shown) }];
  });
}

function tableName(engine: Engine, { cell, table }: CheckInstance): string {
  const named = cell < 0 ? null : findTable(engine.template.tables, table);
  return named === null ? '' : tableLabel(named);
}

/** A check of a document in the form's words: `公开05表 合计 … ＝ …`. */
export function checkInWords({ space }: Engine, { cell, expression, scope, table }: CheckInstance): string {
  if (cell >= 0) return `${cellLabel(space, space.refOf(cell), true)} ＝ ${describe(expression, space, scope, table)}`;
  return expression.type === 'binary' ? `${describe(expression.left, space, scope, null)} ${expression.operator} ${describe(expression.right, space, scope, null)}` : describe(expression, space, scope, null);
}

function reasonsOf(whys: readonly { readonly state: CheckState; readonly why: string }[]): RulePage['reasons'] {
  return [...grouped(whys, ({ state, why }) => `${state}\n${why}`).values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ ...first, count: group.length }];
  });
}

/** The pages that a search means: every word of it is in the id, the sentence, the tolerance, a formula or a table's name. */
export function findRules(pages: readonly RulePage[], search: string): readonly RulePage[] {
  const words = search.trim().toLowerCase().split(/\s+/u).filter((word) => word !== '');
  const textOf = (page: RulePage): string => [page.id, page.family, page.says, page.tolerance, page.source, ...page.tables, ...page.formulas.flatMap(({ table, written, example }) => [table, written, example])].join('\n').toLowerCase();
  return pages.filter((page) => words.every((word) => textOf(page).includes(word)));
}

function grouped<T>(list: readonly T[], by: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const group = groups.get(by(one));
    if (group === undefined) groups.set(by(one), [one]);
    else group.push(one);
  }
  return groups;
}
