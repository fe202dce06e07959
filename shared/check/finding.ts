/** Findings 校验结果: what the failed checks say, in one Chinese sentence each, with both sides, the difference and the place. */
import { decimal, plainAmount } from '../amount/amount.ts';
import type { CellRef, Document, Waiver } from '../document/document.ts';
import type { Engine } from '../formula/engine.ts';
import type { CheckInstance } from '../formula/check-wiring.ts';
import type { CheckResult, CheckState } from '../formula/judge.ts';
import type { Severity } from '../template/template.ts';
import { cellText, formatOf } from '../report/layout.ts';
import type { Expression } from '../formula/syntax.ts';
import { cellLabel, columnLabel, describe, rowLabel, tableLabel } from './describe.ts';
import type { TestOutcome } from './structure.ts';
import { TestBoard } from './test-board.ts';

export interface Finding {
  /** Stable while the same thing is wrong at the same place: rule and place. */
  readonly id: string;
  readonly rule: string;
  readonly severity: Severity;
  /** Template id of the table: T01…T09. */
  readonly table: string;
  readonly message: string;
  /** The judged cell first, then the cells it is compared with. */
  readonly cells: readonly CellRef[];
  readonly expected: string | null;
  readonly actual: string | null;
  readonly difference: string | null;
  /** Within rounding: 尾差. */
  readonly isTail: boolean;
  /** What was decided about it; null while open. */
  readonly waiver: Waiver | null;
  /** Where in the text, for findings of the 情况说明. */
  readonly place?: FindingPlace;
}

/** A place in a report's text: line and column of the source, the section's heading, and the words in question. */
export interface FindingPlace {
  readonly section: string;
  readonly line: number;
  readonly column: number;
  readonly quote: string;
  /** The place as a person finds it, in a file that does not count lines. */
  readonly where?: string;
  /** The document's own part and paragraph, where the text is its own. */
  readonly part?: 'overview' | 'narrative' | 'glossary';
  readonly paragraph?: string;
}

/** A place in a text in words: `收入决算情况说明，第 12 行第 3 字`. */
export function placeWords({ section, line, column, quote, where, part }: FindingPlace): string {
  if (where !== undefined) return where;
  return part === undefined ? `${section}，第 ${line} 行第 ${column} 字` : `${section}“${quote}”`;
}

/** Counts of checks by state. */
export interface Coverage {
  readonly passed: number;
  readonly failed: number;
  readonly notApplicable: number;
  readonly insufficientData: number;
}

export interface Review {
  readonly findings: readonly Finding[];
  readonly coverage: Coverage;
}

const ORDER: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Findings by severity, otherwise in their order. */
export function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => ORDER[a.severity] - ORDER[b.severity]);
}

/** Every finding of the document in the engine, worst first, and how many checks came to what. */
export function review(engine: Engine): Review {
  const results = engine.checks();
  const failed = results.filter((result) => result.state === 'failed').map((result) => findingOf(engine, result));
  return arrange(engine, failed, new TestBoard(engine).outcomes(), countStates(results.map((result) => result.state)));
}

/** The review from its parts: findings of failed checks in their order, outcomes of the named tests, and counts of the checks. */
export function arrange(engine: Engine, failed: readonly Finding[], outcomes: readonly TestOutcome[], checks: Coverage): Review {
  const findings = [...failed, ...outcomes.filter((outcome) => outcome.state === 'failed').map((outcome) => testFinding(engine.document, outcome))];
  const tables = new Map(engine.template.tables.map((table, at) => [table.id, at]));
  const tableOf = (finding: Finding): number => tables.get(finding.table) ?? -1;
  findings.sort((a, b) => ORDER[a.severity] - ORDER[b.severity] || tableOf(a) - tableOf(b));
  return { findings, coverage: countStates(outcomes.map((outcome) => outcome.state), checks) };
}

/** How many of each state, added to `before`. */
export function countStates(states: readonly CheckState[], before: Coverage = { passed: 0, failed: 0, notApplicable: 0, insufficientData: 0 }): Record<CheckState, number> {
  const counts = { ...before };
  for (const state of states) counts[state]++;
  return counts;
}

/** What blocks publication: the errors that nobody has waived. */
export function openErrors(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter((finding) => finding.severity === 'error' && finding.waiver === null);
}

/** Whether anything is left that blocks publication. */
export function hasOpenErrors(findings: readonly Finding[]): boolean {
  return openErrors(findings).length > 0;
}

/** The finding of one failed check. */
export function findingOf(engine: Engine, result: CheckResult): Finding {
  const { check } = result;
  const cells = cellsOf(engine, check);
  const { decimals } = engine.document;
  const print = (text: string | null): string | null => (text === null ? null : plainAmount(decimal(text), decimals));
  const id = checkId(engine, check);
  return {
    id, rule: check.rule, severity: result.isTail ? 'info' : check.severity, table: check.table, cells,
    message: messageOf(engine, result, cells),
    expected: print(result.expected), actual: print(result.actual), difference: print(result.difference),
    isTail: result.isTail, waiver: waiverOf(engine.document, id, `${result.actual}|${result.expected}`),
  };
}

/** The id of the finding that a check gives when it fails. A cell may have two identities under one rule, across and down. */
export function checkId(engine: Engine, check: CheckInstance): string {
  if (check.cell < 0) return `${check.rule}@${check.scope.playing === undefined ? '' : check.table}${check.text}${Object.values(check.scope.variables).join(',')}`;
  const ref = engine.space.refOf(check.cell);
  const isSecond = !check.defines && engine.formula(ref)?.rule === check.rule;
  return `${check.rule}@${check.table}${ref.row},${ref.column}${isSecond ? `,${check.text}` : ''}`;
}

/** What a waiver must quote to hold: the figures as they are now. */
export function waiverState(finding: Pick<Finding, 'actual' | 'expected'>): string {
  return `${canonical(finding.actual)}|${canonical(finding.expected)}`;
}

function canonical(text: string | null): string {
  if (text === null) return 'null';
  return /^-?\d+(?:\.\d+)?$/u.test(text) ? decimal(text).toFixed() : text;
}

/** What was decided about the finding of an id, if it still holds for figures in the state of `waiverState`; else null. */
export function waiverOf(document: Document, id: string, state: string): Waiver | null {
  return document.waivers.find((waiver) => `${waiver.rule}@${waiver.place}` === id && waiver.state === state) ?? null;
}

function cellsOf(engine: Engine, check: CheckInstance): readonly CellRef[] {
  const { space } = engine;
  const numbers = new Set<number>(check.cell >= 0 ? [check.cell] : []);
  for (const cells of check.operands) for (const cell of cells) if (cell < space.size) numbers.add(cell);
  const refs = [...numbers].map((cell) => space.refOf(cell));
  if (check.cell < 0 && isCondition(check.expression)) return refs.toSorted((a, b) => Number(engine.value(a) !== null) - Number(engine.value(b) !== null));
  // Blank terms say nothing, but a judged cell that is blank is the very point, as is what a condition misses.
  return refs.filter((ref, at) => (at === 0 && check.cell >= 0) || engine.value(ref) !== null);
}

function isCondition(expression: Expression): boolean {
  return expression.type === 'call' && ['OR', 'AND', 'NOT', 'IF', 'MEETS'].includes(expression.name);
}

function messageOf(engine: Engine, result: CheckResult, cells: readonly CellRef[]): string {
  const { check } = result;
  const { space, document } = engine;
  const shown = (text: string | null): string => (text === null ? '空' : plainAmount(decimal(text), document.decimals));
  if (result.operator === null) return conditionInWords(engine, check, cells);
  const gap = shown(decimal(result.difference ?? '0').abs().toFixed());
  const tail = result.isTail ? '（尾差，在四舍五入允许范围内）' : '';
  const first = cells[0];
  if (check.cell >= 0 && first !== undefined) {
    const table = space.region(check.table)?.shape.template;
    const where = table === undefined ? check.table : tableLabel(table);
    return `${where}：${cellLabel(space, first, false)} ${shown(result.actual)} ≠ ${check.expression.type === 'number' ? '规定的' : describe(check.expression, space, check.scope, check.table)} ${shown(result.expected)}，差 ${gap}${tail}`;
  }
  const { expression } = check;
  if (expression.type !== 'binary') return check.says;
  const left = describe(expression.left, space, check.scope, null);
  const right = describe(expression.right, space, check.scope, null);
  return `${left} ${shown(result.actual)} ${FAILING[result.operator] ?? '≠'} ${right} ${shown(result.expected)}，差 ${gap}${tail}`;
}

/** A condition that fails has no two sides: it is said of which row it fails, and what stands there. */
function conditionInWords(engine: Engine, { says, scope }: CheckInstance, cells: readonly CellRef[]): string {
  const { playing, variables } = scope;
  const row = playing?.shape.rows[playing.shape.index.get(Object.values(variables)[0] ?? '') ?? -1];
  if (playing === undefined || row === undefined) return says;
  const { template } = playing.shape;
  const stands = cells.map((ref) => `${columnLabel(template, ref.column)} ${cellText(engine.value(ref), engine.document.decimals, formatOf(playing.shape, ref)) || '空'}`);
  return `${tableLabel(template)}：${rowLabel(row)}（${stands.join('，')}）${says.replace(/^[^：]*：/u, '')}`;
}

/** The relation as it stands when the wanted one fails. */
const FAILING: Readonly<Record<string, string>> = { '=': '≠', '≠': '＝', '≥': '＜', '≤': '＞', '>': '≤', '<': '≥' };

function testFinding(document: Document, outcome: TestOutcome): Finding {
  const { rule } = outcome;
  const id = `${rule.id}@${outcome.table}${outcome.place}`;
  return {
    id, rule: rule.id, severity: rule.severity, table: outcome.table, message: outcome.message, cells: outcome.cells,
    expected: null, actual: outcome.actual, difference: null, isTail: false, waiver: waiverOf(document, id, `${outcome.actual}|null`),
  };
}
