import { describe, expect, test } from 'vitest';
import { parseAssignment, parseExpression, parseLoop } from '../../../shared/formula/parse.ts';
import { scan } from '../../../shared/formula/scan.ts';
import { type Expression, FormulaSyntaxError, type Reference, references } from '../../../shared/formula/syntax.ts';

/** A tree in brackets, so that precedence can be read. */
function shown(expression: Expression): string {
  switch (expression.type) {
    case 'number':
      return expression.value.toFixed();
    case 'text':
      return `"${expression.value}"`;
    case 'reference':
      return expression.text;
    case 'negate':
      return `-${shown(expression.operand)}`;
    case 'binary':
      return `(${shown(expression.left)} ${expression.operator} ${shown(expression.right)})`;
    case 'call':
      return `${expression.name}(${expression.arguments.map(shown).join(', ')})`;
  }
}

function mistake(parse: () => unknown): { readonly at: number; readonly message: string } {
  try {
    parse();
  } catch (error) {
    if (error instanceof FormulaSyntaxError) return { at: error.at, message: error.message };
    throw error;
  }
  throw new Error('no mistake was found');
}

function only(source: string): Reference {
  const [reference, ...more] = references(parseExpression(source));
  if (reference === undefined || more.length > 0) throw new Error(`one reference expected in ${source}`);
  return reference;
}

describe('tokens', () => {
  test('stand where they were written', () => {
    expect(scan('27行 = SUM(1..8行) × 1.5').map(({ kind, text, at }) => [kind, text, at])).toEqual([
      ['place', '27行', 0], ['sign', '=', 4], ['word', 'SUM', 6], ['sign', '(', 9], ['place', '1..8行', 10], ['sign', ')', 15], ['sign', '×', 17], ['number', '1.5', 19], ['end', '', 22],
    ]);
  });

  test.each([
    ['（1栏＋2栏）＝3栏', '(1栏+2栏)=3栏'],
    ['1栏 * 2栏 / 3栏', '1栏 × 2栏 ÷ 3栏'],
    ['1栏 <> 2栏', '1栏 ≠ 2栏'],
    ['1栏 >= 2栏', '1栏 ≥ 2栏'],
    ['1栏 <= 2栏', '1栏 ≤ 2栏'],
    ['SUM(1栏，2栏)', 'SUM(1栏,2栏)'],
    ['1栏 − 2栏 － 3栏', '1栏 - 2栏 - 3栏'],
  ])('%s is the same as %s', (full, half) => {
    const signs = (source: string): readonly string[] => scan(source).map(({ kind, text }) => `${kind} ${text}`);
    expect(signs(full)).toEqual(signs(half));
  });
});

describe('expressions', () => {
  test.each([
    ['1栏 + 2栏 × 3栏', '(1栏 + (2栏 × 3栏))'],
    ['(1栏 + 2栏) × 3栏', '((1栏 + 2栏) × 3栏)'],
    ['1栏 - 2栏 - 3栏', '((1栏 - 2栏) - 3栏)'],
    ['1栏 ÷ 2栏 ÷ 3栏', '((1栏 ÷ 2栏) ÷ 3栏)'],
    ['-1栏 + 2栏', '(-1栏 + 2栏)'],
    ['1栏 + 2栏 ≥ 3栏 - 4栏', '((1栏 + 2栏) ≥ (3栏 - 4栏))'],
    ['占比(1栏, 2栏)', 'SHARE(1栏, 2栏)'],
    ['如果(1栏 > 0, "有", "无")', 'IF((1栏 > 0), "有", "无")'],
    ['sum(1..3栏)', 'SUM(1..3栏)'],
    ['四舍五入(支出表[合计, 基本支出] × 0.5, 2)', 'ROUND((支出表[合计, 基本支出] × 0.5), 2)'],
    ['上年.收支总表[年末结转和结余]', '上年.收支总表[年末结转和结余]'],
  ])('%s', (source, tree) => {
    expect(shown(parseExpression(source))).toBe(tree);
  });

  test('references say rows and columns by name', () => {
    expect(only('支出表[合计|206, 2..6]')).toMatchObject({ table: '支出表', rows: { kind: 'list', items: [{ kind: 'name', name: '合计' }, { kind: 'name', name: '206' }] }, columns: { kind: 'list', items: [{ kind: 'range', from: 2, to: 6 }] } });
    expect(only('SUM(下级)')).toMatchObject({ table: null, rows: { kind: 'children' }, columns: { kind: 'auto' } });
    expect(only('[类|款|项|父级|末级, *]')).toMatchObject({ rows: { kind: 'list', items: ['类', '款', '项', '父级', '末级'].map((set) => ({ kind: 'set', set })) }, columns: { kind: 'all' } });
    expect(only('[本行, 本栏]')).toMatchObject({ rows: { kind: 'this' }, columns: { kind: 'auto' } });
    expect(only('[27行, 合计]')).toMatchObject({ rows: { kind: 'list', items: [{ kind: 'name', name: '27' }] } });
    expect(only('SUM([1..8行, 金额])')).toMatchObject({ rows: { kind: 'list', items: [{ kind: 'range', from: 1, to: 8 }] } });
    expect(only('上年.收支总表[31行]')).toMatchObject({ prior: true, table: '收支总表' });
  });

  test('a loop variable stands for a row only where it is one', () => {
    const variable = (names: readonly string[]): unknown => references(parseExpression('支出表[科目, 1栏]', names))[0]?.rows;
    expect(variable(['科目'])).toEqual({ kind: 'variable', name: '科目' });
    expect(variable([])).toEqual({ kind: 'list', items: [{ kind: 'name', name: '科目' }] });
  });
});

describe('assignments and loops', () => {
  test('name their target', () => {
    expect(parseAssignment('[合计|父级, 1..7] = SUM(下级)')).toMatchObject({ target: { rows: { kind: 'list' } }, expression: { type: 'call', name: 'SUM' } });
    expect(parseAssignment('27行 = SUM(1..8行)')).toMatchObject({ target: { rows: { kind: 'list', items: [{ kind: 'name', name: '27' }] }, columns: { kind: 'auto' } } });
  });

  test('run over rows of several tables', () => {
    expect(parseLoop('科目 in 支出表.末级, 收入表.* named 行政运行')).toEqual({
      variable: '科目', named: '行政运行',
      sources: [{ table: '支出表', rows: { kind: 'list', items: [{ kind: 'set', set: '末级' }] } }, { table: '收入表', rows: { kind: 'all' } }],
    });
  });
});

describe('mistakes say where and what was expected', () => {
  test.each<[string, number, RegExp]>([
    ['', 0, /此处应为数、单元格或函数，遇到公式末尾/],
    ['1栏 +', 4, /遇到公式末尾/],
    ['1栏 2栏', 3, /公式到此应已结束，遇到“2栏”/],
    ['(1栏 + 2栏', 8, /此处应为“\)”，遇到公式末尾/],
    ['SUM(1栏 2栏)', 7, /此处应为“,”或“\)”，遇到“2栏”/],
    ['SUMM(1栏)', 0, /没有函数“SUMM”，可用：SUM、/],
    ['ROUND(1栏)', 0, /函数 ROUND 需要 2 个参数，写了 1 个/],
    ['IF(1栏)', 0, /函数 IF 需要 2 至 3 个参数，写了 1 个/],
    ['SUM()', 0, /函数 SUM 需要至少 1 个参数，写了 0 个/],
    ['1栏 + 支出表', 5, /“支出表”后应为“\[行, 栏\]”或“\(”/],
    ['支出表[合计, 1', 3, /“\[”没有配对的“\]”/],
    ['支出表[合计, 1, 2]', 0, /只能有“行, 栏”两部分/],
    ['支出表[合计|, 1]', 0, /缺少行的名称/],
    ['支出表[合计, 1|]', 0, /缺少栏的名称/],
    ['1栏 # 2栏', 3, /不认识的符号“#”/],
    ['上年.31行', 0, /“上年\.”后应为“表名\[行, 栏\]”/],
    ['1栏 = × 2栏', 5, /遇到“×”/],
  ])('%s', (source, at, message) => {
    const found = mistake(() => parseExpression(source));
    expect(found.message).toMatch(message);
    expect(found.at).toBe(at);
  });

  test.each<[string, RegExp]>([
    ['SUM(1..8行)', /应写成“目标 = 公式”/],
    ['1 = 2栏', /应写成“目标 = 公式”/],
    ['支出表[合计, 1] = 2栏', /公式只能定义本表的单元格/],
  ])('as an assignment: %s', (source, message) => {
    expect(mistake(() => parseAssignment(source)).message).toMatch(message);
  });

  test.each(['科目', '科目 in', '科目 in 支出表', '科目 in 支出表.'])('as a loop: %s', (source) => {
    expect(mistake(() => parseLoop(source)).message).toMatch(/应写成/);
  });
});
