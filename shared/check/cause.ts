/**
 * The likely cause of a finding: which cell is wrong, what it should be, and by which slip it went wrong. Said only where the checks
 * leave one cell: where several could be wrong alone, a slip that fits just one of them decides, and otherwise nothing is said.
 */
import { type Decimal, decimal, plainAmount } from '../amount/amount.ts';
import type { CellRef } from '../document/document.ts';
import type { Engine } from '../formula/engine.ts';
import type { CheckInstance } from '../formula/check-wiring.ts';
import type { CheckResult } from '../formula/judge.ts';
import { isAmount, type Value } from '../formula/value.ts';
import { findTable } from '../template/template.ts';
import { cellLabel } from './describe.ts';
import { checkId, type Finding } from './finding.ts';
import { missingRow } from './missing-row.ts';
import { type SlipKind, slipsTo } from './slip.ts';
import { distantSuspects, type Suspect, suspectsOf } from './suspects.ts';

export type CauseKind = 'rounding' | 'figure' | 'blank' | 'last-year' | 'neighbour' | 'omitted' | 'counted-twice' | 'row-missing' | 'part' | SlipKind;

export interface Cause {
  readonly kind: CauseKind;
  /** The cell that is most likely wrong; null where only the kind of mistake shows. */
  readonly cell: CellRef | null;
  /** What should stand there, decimal text; null where the checks do not say it to the last place. */
  readonly suggested: string | null;
  /** One Chinese sentence. */
  readonly words: string;
}

/** How a suspect's figure may have come about. */
interface Reading {
  readonly kind: CauseKind;
  readonly meant: Decimal;
  readonly looseness: number;
}

/** Slips that chance hardly ever imitates: enough to choose between suspects. */
const TELLING: readonly CauseKind[] = ['sign', 'unit', 'scale', 'last-year', 'neighbour', 'omitted', 'counted-twice'];
/** Figures with fewer digits are alike too often to mean anything. */
const TELLING_DIGITS = 3;

/** A document with more errors than this needs other help than a search for each. */
const MOST_SEARCHES = 300;

/** Tells the causes of a document's findings as it stands. What explains one finding explains the others that it mends. */
export class Causes {
  private readonly explained = new Map<CheckInstance, Cause>();
  private searches = 0;

  constructor(private readonly engine: Engine) {}

  /** The likely cause of a finding, null where none can be told. */
  of(finding: Finding): Cause | null {
    if (finding.isTail) return { kind: 'rounding', cell: null, suggested: null, words: '各数分别四舍五入造成的尾差' };
    const failed = checkOf(this.engine, finding);
    if (failed === null) return slipBetween(this.engine, finding);
    if (isHairline(this.engine, failed)) return null;
    return this.explained.get(failed.check) ?? this.culprit(failed) ?? missingRow(this.engine, failed) ?? wrongPart(this.engine, failed) ?? slipBetween(this.engine, finding);
  }

  private culprit(failed: CheckResult): Cause | null {
    const { engine } = this;
    if (++this.searches > MOST_SEARCHES) return null;
    const chosen = choose(engine, failed, suspectsOf(engine, failed), 1) ?? choose(engine, failed, distantSuspects(engine, failed), 2);
    // What has its explanation is no evidence for another.
    if (chosen === null || chosen.suspect.mends.some((check) => this.explained.has(check)) || turnsNegative(chosen.suspect)) return null;
    const cause = named(engine, failed, chosen.suspect, chosen.read);
    for (const check of chosen.suspect.mends) this.explained.set(check, cause);
    return cause;
  }
}

/** Whether the figure would fall below zero by more than a wrong sign: then what is wrong is elsewhere, as where figures are still to come. */
function turnsNegative({ value, meant }: Suspect): boolean {
  return meant?.lt(0) === true && value?.lt(0) !== true && value?.negated().eq(meant) !== true;
}

/** The likely cause of one finding. */
export function causeOf(engine: Engine, finding: Finding): Cause | null {
  return new Causes(engine).of(finding);
}

/** Just beyond what rounding allows: several rounded figures behind it explain that as well as any one that is wrong. */
function isHairline(engine: Engine, { check, difference }: CheckResult): boolean {
  const slack = engine.slackOf(check);
  const steps = decimal(difference ?? '0').abs().minus(slack).times(decimal(10).pow(engine.document.decimals));
  return slack.gt(0) && steps.lt(2);
}

/** The failed check that a finding tells of; null for a named test's and for the text's. */
function checkOf(engine: Engine, finding: Pick<Finding, 'id' | 'cells' | 'difference'>): CheckResult | null {
  const [first] = finding.cells;
  if (first === undefined || finding.difference === null) return null;
  return engine.checksOf(first).find((result) => result.state === 'failed' && checkId(engine, result.check) === finding.id) ?? null;
}

/** The one suspect that stands out, by what it mends or by a slip that only it shows. `least` is how many failing checks must speak. */
function choose(engine: Engine, failed: CheckResult, all: readonly Suspect[], least: number): { readonly suspect: Suspect; readonly read: Reading | null } | null {
  const suspects = all.filter(({ leavesOthers, mended }) => !leavesOthers && mended >= least);
  const top = suspects.filter(({ mended }) => mended === suspects[0]?.mended);
  const [first] = top;
  if (first === undefined) return null;
  if (top.length === 1 && (first.mended > 1 || suspects.length === 1)) return { suspect: first, read: reading(engine, failed, first, false) };
  const told = top.flatMap((suspect) => {
    const read = reading(engine, failed, suspect, true);
    return read === null ? [] : [{ suspect, read }];
  });
  const [only] = told;
  return told.length === 1 && only !== undefined ? only : null;
}

/** The slip that explains a suspect's figure, the one nearest to what the checks ask for. */
function reading(engine: Engine, failed: CheckResult, suspect: Suspect, mustTell: boolean): Reading | null {
  const { value, meant, least, most, isCertain, ref } = suspect;
  if (meant === null) return null;
  if (value === null) return mustTell ? null : { kind: 'blank', meant, looseness: 0 };
  const fits = (candidate: Decimal): boolean => (isCertain ? candidate.eq(meant) : (least === null || candidate.gte(least)) && (most === null || candidate.lte(most)));
  const taken = takenFrom(engine, failed, ref, value, meant);
  const slips: readonly Reading[] = slipsTo(value, engine.document.decimals).filter((slip) => fits(slip.meant));
  const readings = [...slips.filter(({ kind }) => kind === 'sign' || kind === 'unit'), ...(taken === null ? [] : [{ kind: taken, meant, looseness: 0 }]), ...slips];
  const step = decimal(10).pow(engine.document.decimals);
  const distance = (one: Reading): Decimal => one.meant.minus(meant).abs().times(step).plus(one.looseness);
  const nearest = readings.reduce<Reading | null>((best, one) => (best === null || distance(one).lt(distance(best)) ? one : best), null);
  return mustTell && (nearest === null || !TELLING.includes(nearest.kind) || digitsOf(value) < TELLING_DIGITS) ? null : nearest;
}

/** Whether the figure is another's: last year's, a neighbour's, or its sum with one part left out or counted twice. */
function takenFrom(engine: Engine, failed: CheckResult, ref: CellRef, value: Decimal, meant: Decimal): CauseKind | null {
  if (value.isZero()) return null;
  if (isSameAmount(lastYear(engine, ref), value)) return 'last-year';
  const part = partLeftOut(engine, failed, ref, value.minus(meant));
  if (part !== null) return part;
  return digitsOf(value) >= TELLING_DIGITS && neighbours(engine, ref).some((cell) => isSameAmount(engine.value(cell), value)) ? 'neighbour' : null;
}

function isSameAmount(other: Value, value: Decimal): boolean {
  return isAmount(other) && value.eq(other);
}

function lastYear(engine: Engine, ref: CellRef): Value {
  const prior = engine.priorEngine();
  const role = engine.template.tables.find(({ id }) => id === ref.table)?.role ?? '';
  const table = prior === null ? null : findTable(prior.template.tables, role);
  return table === null ? null : (prior?.value({ ...ref, table: table.id }) ?? null);
}

/** A total that is off by exactly one of its parts. */
function partLeftOut(engine: Engine, { check }: CheckResult, ref: CellRef, error: Decimal): CauseKind | null {
  if (check.cell < 0 || engine.space.cell(ref) !== check.cell) return null;
  const parts = check.operands.flat().filter((node) => isSameAmount(engine.operandValue(node), error.abs()));
  if (parts.length === 0) return null;
  return error.isNegative() ? 'omitted' : 'counted-twice';
}

/** Figures above, below, left and right on the form. */
function neighbours(engine: Engine, ref: CellRef): readonly CellRef[] {
  const shape = engine.space.region(ref.table)?.shape;
  const row = shape?.index.get(ref.row);
  if (shape === undefined || row === undefined) return [];
  const column = shape.template.columns.findIndex(({ key }) => key === ref.column);
  const rows = [row - 1, row + 1].flatMap((at) => shape.rows[at]?.key ?? []).map((key) => ({ ...ref, row: key }));
  const columns = [column - 1, column + 1].flatMap((at) => shape.template.columns[at]?.key ?? []).map((key) => ({ ...ref, column: key }));
  const following = new Set(engine.dependents(ref).map((cell) => engine.space.cell(cell)));
  // A total that follows the figure is alike because of it.
  return [...rows, ...columns].filter((cell) => engine.exists(cell) && !following.has(engine.space.cell(cell)));
}

function digitsOf(value: Decimal): number {
  return value.abs().toFixed().replace('.', '').replace(/^0+|0+$/gu, '').length;
}

const HOW: Readonly<Partial<Record<CauseKind, string>>> = {
  sign: '正负号写反', unit: '元与万元相差一万倍', scale: '小数点错位', transposed: '相邻两位数字颠倒', 'digit-doubled': '多敲了一位数字', 'digit-lost': '少敲了一位数字',
  'last-year': '填了上年的数', neighbour: '填了相邻一格的数', omitted: '合计漏加了一项', 'counted-twice': '合计重复加了一项', blank: '漏填',
};

function named(engine: Engine, failed: CheckResult, suspect: Suspect, read: Reading | null): Cause {
  const { decimals } = engine.document;
  const { ref, value, mended, isCertain } = suspect;
  const meant = read?.meant ?? suspect.meant;
  const kind = read?.kind ?? 'figure';
  const isExact = meant !== null && (isCertain || read !== null);
  const should = meant === null ? '有误' : `应为 ${plainAmount(meant, decimals)}${isExact ? '' : ' 左右'}`;
  const stands = value === null ? '空' : plainAmount(value, decimals);
  const words = `最可能是 ${cellLabel(engine.space, ref, true)} ${stands} ${should}${inBrackets(HOW[kind])}${evidence(failed, mended, kind)}`;
  return { kind, cell: ref, suggested: isExact ? plainAmount(meant, decimals) : null, words };
}

function inBrackets(how: string | undefined): string {
  return how === undefined ? '' : `（${how}）`;
}

/** Why this cell and no other. */
function evidence({ check }: CheckResult, mended: number, kind: CauseKind): string {
  if (mended > 1) return `：${mended} 条等式同时不平，改这一处即可全部成立`;
  return check.cell < 0 && kind === 'figure' ? '：等式中其余各数另有等式印证' : '';
}

/** Whether other checks vouch for the figure that a finding judges: then its formula's terms are wrong, and to take what they give would be too. */
export function isVouchedFor(engine: Engine, finding: Pick<Finding, 'id' | 'cells' | 'difference'>): boolean {
  const failed = checkOf(engine, finding);
  if (failed === null || failed.check.cell < 0) return false;
  const isJudged = ({ ref }: Suspect): boolean => engine.space.cell(ref) === failed.check.cell;
  return !suspectsOf(engine, failed).some(isJudged) && !distantSuspects(engine, failed).some(isJudged);
}

/** The total is vouched for and several of its parts could be the one: which can't be told, but that it is one of them. */
function wrongPart(engine: Engine, failed: CheckResult): Cause | null {
  const { check, actual, difference } = failed;
  if (check.cell < 0 || suspectsOf(engine, failed).length < 2) return null;
  const judged = engine.space.refOf(check.cell);
  const finding = { cells: [judged], difference, id: checkId(engine, check) };
  if (!isVouchedFor(engine, finding)) return null;
  const { decimals } = engine.document;
  const gap = decimal(difference ?? '0');
  const words = `${cellLabel(engine.space, judged, true)} ${actual === null ? '空' : plainAmount(decimal(actual), decimals)} 另有等式印证，应是其下某一项${gap.gt(0) ? '少' : '多'} ${plainAmount(gap.abs(), decimals)}（填错${gap.gt(0) ? '或漏填' : ''}），从表中不能断定是哪一项`;
  return { kind: 'part', cell: null, suggested: null, words };
}

/** Both sides are the same figure but for a slip that leaves no doubt, whichever of them is wrong. */
function slipBetween(engine: Engine, { actual, expected }: Finding): Cause | null {
  if (actual === null || expected === null || !isPlain(actual) || !isPlain(expected)) return null;
  const [left, right] = [decimal(actual), decimal(expected)];
  if (digitsOf(left) < TELLING_DIGITS || digitsOf(right) < TELLING_DIGITS) return null;
  const slips = slipsTo(left, engine.document.decimals).filter(({ meant }) => meant.eq(right));
  const slip = slips.find(({ kind }) => TELLING.includes(kind));
  return slip === undefined ? null : { kind: slip.kind, cell: null, suggested: null, words: `可能是${HOW[slip.kind] ?? ''}` };
}

function isPlain(text: string): boolean {
  return /^-?\d+(?:\.\d+)?$/u.test(text);
}
