/** Checks that are not arithmetic: 科目 codes and their tree, the deepest level, negative amounts, parts left blank. Named in rules as `test`. */
import { amountText, type Decimal, plainAmount } from '../amount/amount.ts';
import type { CellRef } from '../document/document.ts';
import type { Engine } from '../formula/engine.ts';
import type { CheckState } from '../formula/judge.ts';
import type { Region } from '../formula/space.ts';
import { isAmount } from '../formula/value.ts';
import { hasCell, type ShapeRow } from '../template/table-shape.ts';
import type { Classification, Rule, TableTemplate } from '../template/template.ts';
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

export type Verdict = Omit<TestOutcome, 'rule' | 'table' | 'state'>;

/** What a look at one row, or at a whole table, came to. `looked` is false where there was nothing to judge. */
export interface Look {
  readonly looked: boolean;
  readonly failures: readonly Verdict[];
}

/** A test looks at row after row, so that an edit needs a look at its row only, or at a table as a whole. */
export type NamedTest =
  | { readonly by: 'row'; readonly look: (engine: Engine, region: Region, position: number) => Look }
  | { readonly by: 'table'; readonly look: (engine: Engine, region: Region) => Look };

/** The tests that rules may name. */
const TESTS: Readonly<Record<string, NamedTest>> = {
  'subject-codes': { by: 'row', look: subjectCode },
  'deepest-level': { by: 'row', look: deepestLevel },
  'doubtful-amounts': { by: 'row', look: doubtfulAmounts },
  'blank-parts': { by: 'table', look: blankParts },
};

/** Whether a rule may name this test. */
export function isKnownTest(name: string): boolean {
  return name in TESTS;
}

/** The test of a rule; null for rules that are formulas. */
export function testOf(rule: Rule): NamedTest | null {
  return rule.test === null ? null : (TESTS[rule.test] ?? null);
}

const NOTHING: Look = { looked: false, failures: [] };
const WELL: Look = { looked: true, failures: [] };

function verdict(place: string, message: string, cells: readonly CellRef[], actual: string | null = null): Verdict {
  return { place, message, cells, actual };
}

function subjectCode(engine: Engine, region: Region, position: number): Look {
  const { subjects } = region.shape.template;
  const row = region.shape.rows[position];
  if (subjects === null || row === undefined || row.fixed !== null) return NOTHING;
  const wrong = codeMistake(engine, region, row, position, subjects.list);
  if (wrong === null) return WELL;
  return { looked: true, failures: [verdict(row.key, `${tableLabel(region.shape.template)}：${rowLabel(row)} ${wrong}`, rowCells(region, row), row.name)] };
}

function codeMistake(engine: Engine, region: Region, row: ShapeRow, position: number, list: Classification): string | null {
  if (row.code === null) return '没有科目编码，请补填';
  if (row.level === null) return `的科目编码应为${list === 'functional' ? '3、5、7' : '3、5'}位数字`;
  const parent = row.level === '类' ? null : row.code.slice(0, -2);
  if (parent !== null && !region.shape.byCode.has(parent)) return `的上级科目 ${parent} 不在表中`;
  if (region.shape.byCode.get(row.code) !== position) return '在表中重复';
  const other = otherName(engine, region, row, list);
  return other === null ? null : `与${other}名称不一致`;
}

/** Where the same code bears another name: in an earlier table of the document, or quite another one in the 科目 list. */
function otherName(engine: Engine, region: Region, row: ShapeRow, list: Classification): string | null {
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

function deepestLevel(engine: Engine, region: Region, position: number): Look {
  const { subjects } = region.shape.template;
  const row = region.shape.rows[position];
  if (subjects === null || row === undefined || row.fixed !== null || row.level === null || row.children.length > 0 || !hasAmount(engine, region, row)) return NOTHING;
  if (row.level === subjects.deepest) return WELL;
  const message = `${tableLabel(region.shape.template)}：${rowLabel(row)} 有数，但没有列示到${subjects.deepest}级科目`;
  return { looked: true, failures: [verdict(row.key, message, rowCells(region, row), row.code)] };
}

function doubtfulAmounts(engine: Engine, region: Region, position: number): Look {
  const row = region.shape.rows[position];
  if (row === undefined) return NOTHING;
  let looked = false;
  const failures: Verdict[] = [];
  for (const ref of rowCells(region, row)) {
    const value = engine.value(ref);
    if (!isAmount(value)) continue;
    looked = true;
    const doubt = doubtOf(value, engine.document.decimals, region, ref);
    if (doubt !== null) failures.push(verdict(`${ref.row},${ref.column}`, `${placeLabel(region, ref)} ${doubt}，请核实`, [ref], amountText(value)));
  }
  if (failures.length > 0) return { looked, failures };
  return looked ? WELL : NOTHING;
}

function doubtOf(value: Decimal, decimals: number, { shape }: Region, { column }: CellRef): string | null {
  if (value.isNegative() && !value.isZero()) return `为负数 ${plainAmount(value, decimals)}`;
  const isPercent = shape.template.columns.find(({ key }) => key === column)?.format === 'percent';
  return isPercent && value.gt(100) ? `为 ${plainAmount(value, 2)}%，超过 100%` : null;
}

/** A total with a figure whose parts are blank: 0.00 belongs there. Parts are the cells of the total's own formula. */
function blankParts(engine: Engine, region: Region): Look {
  const blank = new Map<string, CellRef[]>();
  let looked = false;
  for (const ref of cellsOf(region)) {
    if (engine.formula(ref) === null || !isAmount(engine.value(ref))) continue;
    looked = true;
    for (const part of engine.precedents(ref)) if (engine.value(part) === null) collectBlank(blank, part, region);
  }
  const failures = [...blank].map(([title, cells]) => verdict(title, `${tableLabel(region.shape.template)}：${title}留空而合计有数，没有发生的请补填 0.00`, cells));
  return { looked, failures };
}

/** 预算数 and 决算数 of one item are one thing to fill in. */
function collectBlank(blank: Map<string, CellRef[]>, part: CellRef, region: Region): void {
  const column = region.shape.template.columns.find(({ key }) => key === part.column);
  // The form may set 预算数 beside 决算数 below each item, or the items below each of the two.
  const title = column?.path.findLast((heading) => !/[预决]算数$/u.test(heading)) ?? column?.title ?? part.column;
  const cells = blank.get(title) ?? [];
  if (!cells.some((cell) => cell.row === part.row && cell.column === part.column)) blank.set(title, [...cells, part]);
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
