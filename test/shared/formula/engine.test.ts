import { describe, expect, test } from 'vitest';
import { applyEdit, setCell } from '../../../shared/document/edit.ts';
import { Engine } from '../../../shared/formula/engine.ts';
import { CellError, isAmount, type Value } from '../../../shared/formula/value.ts';
import { line, smallDocument, smallEngine, smallSet } from './small-set.ts';

function shown(value: Value): string {
  if (value instanceof CellError) return `${value.code}：${value.origin}`;
  return value === null ? '空' : isAmount(value) ? value.toFixed() : String(value);
}

describe('errors name the cell where they began', () => {
  test('除以零, and all that follows from it', () => {
    const engine = smallEngine({ lines: ['3行 = 1行 ÷ 2行', '4行 = 3行 + 1', '5行 = SUM(3..4行)', '6行 = 1行 + 1'] }, { 1: '5' });
    expect([3, 4, 5, 6].map((row) => shown(engine.value(line(row))))).toEqual(['除以零：行表 第3行 金额', '除以零：行表 第3行 金额', '除以零：行表 第3行 金额', '6']);
    const repair = setCell(engine.document, line(2), '2');
    engine.update(applyEdit(engine.document, repair), [repair]);
    expect([3, 4, 5].map((row) => shown(engine.value(line(row))))).toEqual(['2.5', '3.5', '6']);
  });

  test('循环引用: the cells on the cycle; what stands behind it has the same error; the rest goes on', () => {
    const engine = smallEngine({ lines: ['1行 = 2行 + 9行', '2行 = 3行', '3行 = 1行', '4行 = 1行 + 1', '5行 = 9行 × 2'] }, { 9: '7' });
    expect([1, 2, 3, 4, 5].map((row) => shown(engine.value(line(row))))).toEqual(['循环引用：行表 第1行 金额', '循环引用：行表 第2行 金额', '循环引用：行表 第3行 金额', '循环引用：行表 第1行 金额', '14']);
    const edit = setCell(engine.document, line(9), '8');
    engine.update(applyEdit(engine.document, edit), [edit]);
    const fresh = new Engine(engine.template, engine.document);
    expect([1, 2, 3, 4, 5].map((row) => shown(engine.value(line(row))))).toEqual([1, 2, 3, 4, 5].map((row) => shown(fresh.value(line(row)))));
    expect(engine.checks().filter((result) => result.state === 'passed').length, 'an error never passes').toBe(1);
  });

  test('a declared value on a cycle breaks it for those that read it', () => {
    const engine = smallEngine({ lines: ['1行 = 2行', '2行 = 1行', '3行 = 1行 + 1'] }, { 1: { declared: '4' } });
    expect([1, 3].map((row) => shown(engine.value(line(row))))).toEqual(['4', '5']);
  });

  test('a cell of itself is a cycle too', () => {
    expect(shown(smallEngine({ lines: ['1行 = SUM(1..3行)'] }, { 2: '1' }).value(line(1)))).toBe('循环引用：行表 第1行 金额');
  });

  test('引用不存在 and 缺少数据 never pass a check', () => {
    const engine = smallEngine({ rules: ['{ id: B15, says: 上年, severity: error, holds: "收支总表[1行] = 上年.收支总表[2行]" }'] }, { 1: '5' });
    expect(engine.checks().map(({ check, state, why }) => [check.rule, state, why])).toContainEqual(['B15', 'insufficientData', '缺少数据：上年决算数']);
  });
});

describe('科目', () => {
  const TREE = { 206: {}, 20603: {}, 2060302: { 1: '3', 2: '4' }, 2060399: { 1: '5' }, 208: { 1: '7' } };

  test('parents sum what they have below; a 科目 without rows below is entered', () => {
    const engine = smallEngine({ subjects: ['[合计|父级, 1..2] = SUM(下级)'] }, {}, TREE);
    const cell = (row: string, column: string): string => shown(engine.value({ table: 'T03', row, column }));
    expect([cell('20603', '1'), cell('206', '1'), cell('合计', '1'), cell('20603', '2'), cell('合计', '2'), cell('208', '2')]).toEqual(['8', '8', '15', '4', '4', '空']);
    expect(engine.formula({ table: 'T03', row: '208', column: '1' })).toBeNull();
    expect(engine.formula({ table: 'T03', row: '206', column: '1' })).not.toBeNull();
  });

  test('a row that comes is summed, a row that goes is not', () => {
    const engine = smallEngine({ subjects: ['[合计|父级, 1..2] = SUM(下级)'] }, {}, TREE);
    const total = { table: 'T03', row: '合计', column: '1' };
    const insert = { kind: 'insert-row', table: 'T03', at: 3, row: { key: '2060301', code: '2060301', cells: { 1: '100' } } } as const;
    const changes = engine.update(applyEdit(engine.document, insert), [insert]);
    expect(changes.structural).toBe(true);
    expect(changes.cells).toContainEqual(total);
    expect(shown(engine.value(total))).toBe('115');
  });
});

describe('two identities of one cell', () => {
  test('the first defines it, the second is a check by itself', () => {
    const engine = smallEngine({ subjects: ['1栏 = 2栏', '[合计, 1..2] = SUM(类)'] }, {}, { 206: { 1: { declared: '9' }, 2: '4' }, 208: { 2: '1' } });
    const failed = engine.checks().filter(({ state }) => state === 'failed');
    expect(failed.map(({ check, actual, expected }) => [engine.space.refOf(check.cell).row, check.text, actual, expected])).toEqual([
      ['206', '1栏 = 2栏', '9', '4'],
      ['合计', '[合计, 1..2] = SUM(类)', '5', '10'],
    ]);
  });
});

describe('declared values', () => {
  const LINES = { lines: ['3行 = 1行 + 2行', '4行 = 3行 × 2'] };

  test('stand in for the computed one, which is kept beside', () => {
    const engine = smallEngine(LINES, { 1: '1', 2: '2', 3: { declared: '5' } });
    expect([shown(engine.value(line(3))), shown(engine.computedValue(line(3))), shown(engine.value(line(4)))]).toEqual(['5', '3', '10']);
  });

  test('a declared blank is blank to all that read it', () => {
    const engine = smallEngine(LINES, { 1: '1', 2: '2', 3: { declared: null } });
    expect([shown(engine.value(line(3))), shown(engine.value(line(4)))]).toEqual(['空', '0']);
  });

  test('recalculation stops at a declared value', () => {
    const engine = smallEngine(LINES, { 1: '1', 2: '2', 3: { declared: '5' } });
    const edit = setCell(engine.document, line(1), '100');
    const changes = engine.update(applyEdit(engine.document, edit), [edit]);
    expect(changes.cells).toEqual([line(1)]);
    expect(shown(engine.computedValue(line(3)))).toBe('102');
  });
});

describe('尾差', () => {
  const small = { lines: ['9行 = SUM(1..8行)'] };
  /** Eight terms and their sum: nine rounded figures, so 0.045. */
  const eight = { 1: '1', 2: '1', 3: '1', 4: '1', 5: '1', 6: '1', 7: '1', 8: '1' };

  test.each([
    ['8', 'passed', false],
    ['8.04', 'failed', true],
    ['7.96', 'failed', true],
    ['8.05', 'failed', false],
  ])('%s for eight ones is %s, 尾差 %s', (declared, state, isTail) => {
    expect(smallEngine(small, { ...eight, 9: { declared } }).checks()[0]).toMatchObject({ state, isTail });
  });

  test('blank terms widen nothing; exact documents allow nothing', () => {
    expect(smallEngine(small, { 1: '1', 9: { declared: '1.02' } }).checks()[0]).toMatchObject({ state: 'failed', isTail: false });
    const template = smallSet(small);
    const exact = { ...smallDocument(template, { ...eight, 9: { declared: '8.01' } }), precision: 'exact' } as const;
    expect(new Engine(template, exact).checks()[0]).toMatchObject({ state: 'failed', isTail: false });
  });

  test('a term that comes to zero is a term: the cell is judged anew though its sum is the same', () => {
    const engine = smallEngine(small, { 1: '1', 2: '1', 9: { declared: '2.02' } });
    expect(engine.checks()[0]).toMatchObject({ state: 'failed', isTail: false });
    const edit = setCell(engine.document, line(3), '0');
    expect(engine.update(applyEdit(engine.document, edit), [edit]).checks).toEqual([0]);
    expect(engine.checks()[0]).toMatchObject({ state: 'failed', isTail: true });
  });
});

test('states are told apart: passed, failed, not applicable, insufficient', () => {
  const rules = [
    '{ id: B01, says: 一, severity: error, holds: "收支总表[1行] ≥ 收支总表[2行]" }',
    '{ id: B02, says: 二, severity: error, holds: "收支总表[1行] ≠ 0", when: "收支总表[3行] > 0" }',
    '{ id: B03, says: 三, severity: error, holds: "收支总表[4行] = 收支总表[5行]" }',
    '{ id: B04, says: 四, severity: error, for: "科目 in 支出表.项", holds: "支出表[科目, 1栏] = 0" }',
    '{ id: B05, says: 五, severity: error, holds: "收支总表[1行] ÷ 收支总表[6行] = 1" }',
    '{ id: B06, says: 六, severity: error, holds: "基金表[合计, 1栏] = 0" }',
  ];
  const engine = smallEngine({ rules }, { 1: '2', 2: '3', 6: '0' });
  expect(engine.checks().map(({ check, state, why }) => [check.rule, state, why])).toEqual([
    ['B01', 'failed', null],
    ['B02', 'notApplicable', '条件不成立'],
    ['B03', 'notApplicable', '两边均为空'],
    ['B04', 'notApplicable', '没有适用的行'],
    ['B05', 'insufficientData', '除以零'],
    ['B06', 'notApplicable', '本套表没有基金表'],
  ]);
});
