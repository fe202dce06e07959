/** Each rule of families A and B of CHECKS.md can fail in both sets: its formula broken by its own figures, its test by what it looks for. */
import { expect, test } from 'vitest';
import { amountText, decimal } from '../../../shared/amount/amount.ts';
import { type Finding, review } from '../../../shared/check/finding.ts';
import { termsOf } from '../../../shared/check/identity.ts';
import type { CellRef, Document, RowData } from '../../../shared/document/document.ts';
import { applyEdit, setCell } from '../../../shared/document/edit.ts';
import { Engine } from '../../../shared/formula/engine.ts';
import { isAmount } from '../../../shared/formula/value.ts';
import { newDocument } from '../../../shared/template/new-document.ts';
import type { Template } from '../../../shared/template/template.ts';
import { departmentYear, FULL } from '../../fixtures/department-year.ts';
import { withContents } from '../../fixtures/printed-document.ts';
import { HENAN, printedSample, SHANGHAI } from '../../fixtures/sample-document.ts';
import { shanghaiYear } from '../../fixtures/shanghai-year.ts';

/** Rules about sums and relations: what they compare is broken by a million on one side. */
const FORMULAS = [
  ...Array.from({ length: 23 }, (_one, at) => `A${String(at + 1).padStart(2, '0')}`).filter((id) => id !== 'A06'),
  'A29', ...Array.from({ length: 17 }, (_one, at) => `B${String(at + 1).padStart(2, '0')}`),
];

const closing = (engine: Engine): Document['prior'] => ({
  template: engine.template.id, year: engine.document.year - 1,
  tables: Object.fromEntries(engine.template.tables.filter(({ role }) => role === '收支总表' || role === '财拨总表').map(({ id }) => [id, engine.document.tables[id] ?? { rows: [] }])),
});

function withPrior(template: Template, document: Document): Document {
  return { ...document, precision: 'exact', prior: closing(new Engine(template, document)) };
}

const SETS = [
  ['河南', HENAN, withPrior(HENAN, departmentYear(HENAN, 5, FULL))],
  ['上海', SHANGHAI, withPrior(SHANGHAI, shanghaiYear(5, FULL))],
] as const;

for (const [set, template, document] of SETS) {
  const engine = new Engine(template, document);
  test.each(FORMULAS)(`${set} %s is found where its formula is broken`, (id) => {
    const live = engine.checks().filter(({ check, operator }) => check.rule === id && operator !== null);
    expect(live.length, 'the rule compares something').toBeGreaterThan(0);
    const broken = live.some(({ check, operator }) => [...(termsOf(check) ?? [])].some(([node, weight]) => {
      if (node >= engine.space.size) return false;
      const ref = engine.space.refOf(node);
      const value = engine.value(ref);
      const wrong = amountText((isAmount(value) ? value : decimal(0)).minus(1_000_000 * Math.sign(weight) * (operator === '≤' ? -1 : 1)));
      const edit = setCell(document, ref, engine.formula(ref) === null ? wrong : { declared: wrong });
      const found = review(new Engine(template, applyEdit(document, edit))).findings;
      return found.some(({ rule, difference }) => rule === id && difference !== null && decimal(difference).abs().gt(900_000));
    }));
    expect(broken).toBe(true);
  }, 60_000);

  test(`${set}: what is wrong once is told once: no two checks of a rule compare the same`, () => {
    const compared = engine.checks().flatMap(({ check, operator }) => {
      const terms = operator === '=' ? [...(termsOf(check) ?? [])].sort(([a], [b]) => a - b) : [];
      const sign = Math.sign(terms[0]?.[1] ?? 1);
      return terms.length === 0 ? [] : [`${check.rule} ${check.text}: ${terms.map(([node, weight]) => `${node}×${weight * sign}`).join(' ')}`];
    });
    const bare = (one: string): string => `${one.split(' ')[0] ?? ''}${one.split(': ').at(-1) ?? ''}`;
    expect(compared.filter((one, at) => compared.findIndex((other) => bare(other) === bare(one)) < at)).toEqual([]);
  });

  test(`${set} A06: totals of nothing, though there is business`, () => {
    const zero = newDocument(template, { department: '空单位' });
    const total = template.tables.find(({ role }) => role === '支出表');
    const ref = { table: total?.id ?? '', row: '合计', column: total?.columns.find(({ is }) => is === 'amount')?.key ?? '' };
    const rules = review(new Engine(template, withContents(zero, [[ref, { declared: '12' }]]))).findings.map(({ rule }) => rule);
    expect(rules).toContain('A06');
  });
}

/** Findings of a rule after rows of a table of the sample are changed. */
function after(table: string, change: (rows: readonly RowData[]) => readonly RowData[], rule: string): readonly Finding[] {
  const sample = printedSample();
  const data = sample.tables[table];
  if (data === undefined) throw new Error(table);
  return review(new Engine(HENAN, { ...sample, tables: { ...sample.tables, [table]: { ...data, rows: change(data.rows) } } })).findings.filter((finding) => finding.rule === rule);
}

const renamed = (code: string, row: Partial<RowData>) => (rows: readonly RowData[]): readonly RowData[] => rows.map((one) => (one.key === code ? { ...one, ...row } : one));

test.each([
  ['no parent', (rows: readonly RowData[]) => rows.filter(({ key }) => key !== '20805'), /的上级科目 20805 不在表中/u],
  ['another name than in the table before', renamed('2080505', { name: '职业年金缴费' }), /2080505 职业年金缴费 与公开02表“.+”名称不一致/u],
  ['a number of digits that no level has', renamed('2080505', { key: '208050', code: '208050' }), /208050 .*的科目编码应为3、5、7位数字/u],
  ['no code at all', renamed('2080505', { key: '养老', code: undefined }), /没有科目编码，请补填/u],
])('A24: a 科目 with %s', (_what, change, says) => {
  expect(after('T03', change as (rows: readonly RowData[]) => readonly RowData[], 'A24').map(({ message }) => message).join('\n')).toMatch(says);
});

test('A25: figures that stop at the 款', () => {
  expect(after('T03', (rows) => rows.filter(({ key }) => !/^20603\d\d$/u.test(key)).map((row) => (row.key === '20603' ? { ...row, cells: { 2: '5' } } : row)), 'A25').map(({ message }) => message)).toContain('公开03表：20603 应用研究 有数，但没有列示到项级科目');
});

test('A26: 经济分类 figures that stop at the 类', () => {
  const stripped = (rows: readonly RowData[]): readonly RowData[] => rows.filter(({ key }) => key === '302' || !key.startsWith('302'));
  expect(after('T06', stripped, 'A26').map(({ message }) => message)).toEqual(['公开06表：302 商品和服务支出 有数，但没有列示到款级科目']);
});

test('A27: a figure below zero', () => {
  expect(after('T03', renamed('2060302', { cells: { 2: '-1', 3: '2' } }), 'A27').map(({ message, severity }) => [message, severity])).toContainEqual(['公开03表：2060302 社会公益研究 2栏 基本支出 为负数 -1.00，请核实', 'warning']);
});

test.each([
  ['河南', HENAN, ['公务用车购置费', '因公出国（境）费', '公务接待费']],
  ['上海', SHANGHAI, ['公务用车购置费', '因公出国（境）费', '公务接待费']],
] as const)('A28 in %s: parts left blank are one finding for each item, 预算数 and 决算数 together', (_set, template, items) => {
  const table = template.tables.find(({ role }) => role === '三公表');
  const named = (name: string): CellRef => ({ table: table?.id ?? '', row: '金额', column: table?.columns.find((column) => column.name === name)?.key ?? '' });
  const blank = newDocument(template, { department: '测试' });
  const document = withContents(blank, ['预算', '决算'].flatMap((kind) => [[named(`${kind}公务用车运行维护费`), '3'] as const]));
  const findings = review(new Engine(template, document)).findings.filter(({ rule }) => rule === 'A28');
  expect(findings.map(({ message }) => /：(.+)留空/u.exec(message)?.[1]).sort()).toEqual([...items].sort());
  for (const { cells } of findings) expect(cells).toHaveLength(2);
});

test('河南 B11a: fiscal money alone is spent, but not all of it as such', () => {
  const sample = printedSample();
  const states = (document: Document): unknown => new Engine(HENAN, document).checks().filter(({ check }) => check.rule === 'B11a').map(({ state }) => state);
  expect(states(sample)).toEqual(['passed']);
  expect(states(withContents(sample, [[{ table: 'T03', row: '合计', column: '1' }, { declared: '1486.36' }]]))).toEqual(['failed']);
  const business = withContents(sample, [[{ table: 'T02', row: '合计', column: '1' }, { declared: '1486.36' }], [{ table: 'T03', row: '合计', column: '1' }, { declared: '1486.36' }]]);
  expect(states(business)).toEqual(['notApplicable']);
});
