/** Checks that are not arithmetic: 科目 codes and their tree, the deepest level, negative amounts, parts left blank. Named in rules as `test`. */
import { amountText } from '../amount/amount.ts';
import type { CellRef } from '../document/document.ts';
import type { Engine } from '../formula/engine.ts';
import type { CheckState } from '../formula/judge.ts';
import type { Region } from '../formula/space.ts';
import { isAmount } from '../formula/value.ts';
import { hasCell, type ShapeRow } from '../template/table-shape.ts';
import type { Rule, TableTemplate } from '../template/template.ts';
import { columnLabel, rowLabel, tableLabel } from './describe.ts';

/** What a named test found at one place. */
export interface TestOutcome {
  readonly rule: Rule;
  readonly state: CheckState;
  readonly table: string;
  readonly place: string;
  readonly message: string;
  readonly cells: readonly CellRef[];
  readonly actual: string | null;
}

type Verdict = Omit<TestOutcome, 'rule' | 'table'>;
type Test = (engine: Engine, region: Region) => readonly Verdict[];

/** The tests that rules may name. */
const TESTS: Readonly<Record<string, Test>> = {
  'subject-codes': subjectCodes,
  'deepest-level': deepestLevel,
  'negative-amounts': negativeAmounts,
  'blank-parts': blankParts,
};

/** Whether a rule may name this test. */
export function isKnownTest(name: string): boolean {
  return name in TESTS;
}

/** Runs every rule of the engine's template that names a test. */
export function runTests(engine: Engine): readonly TestOutcome[] {
  return engine.template.rules.flatMap((rule) => {
    const test = rule.test === null ? undefined : TESTS[rule.test];
    if (test === undefined) return [];
    const regions = engine.space.regions.filter((region) => rule.tables.length === 0 || rule.tables.includes(region.shape.template.role));
    return regions.flatMap((region) => test(engine, region).map((verdict) => ({ ...verdict, rule, table: region.shape.template.id })));
  });
}

function verdict(state: CheckState, place: string, message: string, cells: readonly CellRef[], actual: string | null = null): Verdict {
  return { state, place, message, cells, actual };
}

/** Fails where wrong; passes once for a table that was looked at; does not apply to one with nothing to look at. */
function summed(failures: readonly Verdict[], looked: number): readonly Verdict[] {
  if (failures.length > 0) return failures;
  return [verdict(looked > 0 ? 'passed' : 'notApplicable', '', '', [])];
}

function subjectCodes(engine: Engine, region: Region): readonly Verdict[] {
  const { subjects } = region.shape.template;
  if (subjects === null) return summed([], 0);
  const rows = region.shape.rows.filter((row) => row.fixed === null);
  const digits = subjects.list === 'functional' ? '3、5、7' : '3、5';
  const failures = rows.flatMap((row): readonly Verdict[] => {
    const fail = (message: string): Verdict => verdict('failed', row.key, `${tableLabel(region.shape.template)}：${rowLabel(row)} ${message}`, rowCells(region, row), row.name);
    if (row.code === null) return [fail('没有科目编码，请补填')];
    if (row.level === null) return [fail(`的科目编码应为${digits}位数字`)];
    const parent = row.level === '类' ? null : row.code.slice(0, -2);
    if (parent !== null && !region.shape.byCode.has(parent)) return [fail(`的上级科目 ${parent} 不在表中`)];
    if (region.shape.byCode.get(row.code) !== region.shape.rows.indexOf(row)) return [fail('在表中重复')];
    const other = otherName(engine, region, row, subjects.list);
    return other === null ? [] : [fail(`与${other}名称不一致`)];
  });
  return summed(failures, rows.length);
}

/** Where the same code bears another name: in an earlier table of the document, or quite another one in the 科目 list. */
function otherName(engine: Engine, region: Region, row: ShapeRow, list: 'functional' | 'economic'): string | null {
  const code = row.code ?? '';
  for (const other of engine.space.regions) {
    if (other === region) break;
    if (other.shape.template.subjects?.list !== list) continue;
    const twin = other.shape.rows[other.shape.byCode.get(code) ?? -1];
    if (twin !== undefined && bare(twin.name) !== bare(row.name)) return `${tableLabel(other.shape.template)}“${twin.name.trim()}”`;
  }
  const listed = engine.template.subjects[list].get(code);
  return listed !== undefined && !isAlike(bare(listed), bare(row.name)) ? `科目表“${listed}”` : null;
}

function bare(name: string): string {
  return name.normalize('NFKC').replace(/[\s　]/gu, '');
}

/** Names differ a little from document to document; more than half of the characters in common is the same 科目. */
function isAlike(a: string, b: string): boolean {
  if (a.includes(b) || b.includes(a)) return true;
  const common = [...new Set(a)].filter((character) => b.includes(character)).length;
  return common * 2 >= Math.min(new Set(a).size, new Set(b).size);
}

function deepestLevel(engine: Engine, region: Region): readonly Verdict[] {
  const { subjects } = region.shape.template;
  if (subjects === null) return summed([], 0);
  const leaves = region.shape.rows.filter((row) => row.fixed === null && row.level !== null && row.children.length === 0 && hasAmount(engine, region, row));
  const failures = leaves
    .filter((row) => row.level !== subjects.deepest)
    .map((row) => verdict('failed', row.key, `${tableLabel(region.shape.template)}：${rowLabel(row)} 有数，但没有列示到${subjects.deepest}级科目`, rowCells(region, row), row.code));
  return summed(failures, leaves.length);
}

function negativeAmounts(engine: Engine, region: Region): readonly Verdict[] {
  let looked = 0;
  const failures: Verdict[] = [];
  for (const ref of cellsOf(region)) {
    const value = engine.value(ref);
    if (!isAmount(value)) continue;
    looked++;
    if (value.isNegative() && !value.isZero()) failures.push(verdict('failed', `${ref.row},${ref.column}`, `${placeLabel(region, ref)} 为负数 ${value.toFixed(engine.document.decimals)}，请核实`, [ref], amountText(value)));
  }
  return summed(failures, looked);
}

/** A total with a figure whose parts are blank: 0.00 belongs there. Parts are the cells of the total's own formula. */
function blankParts(engine: Engine, region: Region): readonly Verdict[] {
  const blank = new Map<string, CellRef[]>();
  let looked = 0;
  for (const ref of cellsOf(region)) {
    if (engine.formula(ref) === null || !isAmount(engine.value(ref))) continue;
    looked++;
    for (const part of engine.precedents(ref)) {
      if (engine.value(part) !== null) continue;
      // 预算数 and 决算数 of one item are one thing to fill in.
      const title = region.shape.template.columns.find((column) => column.key === part.column)?.title ?? part.column;
      const cells = blank.get(title) ?? [];
      if (!cells.some((cell) => cell.row === part.row && cell.column === part.column)) blank.set(title, [...cells, part]);
    }
  }
  const failures = [...blank].map(([title, cells]) => verdict('failed', title, `${tableLabel(region.shape.template)}：${title}留空而合计有数，没有发生的请补填 0.00`, cells));
  return summed(failures, looked);
}

function hasAmount(engine: Engine, region: Region, row: ShapeRow): boolean {
  return rowCells(region, row).some((ref) => {
    const value = engine.value(ref);
    return isAmount(value) && !value.isZero();
  });
}

function rowCells(region: Region, row: ShapeRow): readonly CellRef[] {
  const { template } = region.shape;
  return template.columns.filter((column) => hasCell(region.shape, row, column.key)).map((column) => ({ table: template.id, row: row.key, column: column.key }));
}

function cellsOf(region: Region): readonly CellRef[] {
  return region.shape.rows.flatMap((row) => rowCells(region, row));
}

function placeLabel(region: Region, ref: CellRef): string {
  const table: TableTemplate = region.shape.template;
  const row = region.shape.rows[region.shape.index.get(ref.row) ?? -1];
  return `${tableLabel(table)}：${row === undefined ? ref.row : rowLabel(row)} ${columnLabel(table, ref.column)}`;
}
