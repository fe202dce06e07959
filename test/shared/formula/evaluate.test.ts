import { describe, expect, test } from 'vitest';
import { decimal } from '../../../shared/amount/amount.ts';
import { compile } from '../../../shared/formula/evaluate.ts';
import { parseExpression } from '../../../shared/formula/parse.ts';
import { references } from '../../../shared/formula/syntax.ts';
import { CellError, isAmount, type Value } from '../../../shared/formula/value.ts';

/** The worth of a formula over columns 1 to 9: an amount's text, 空, 错误 code, or the value itself. */
function worth(formula: string, columns: Readonly<Record<number, string | null>> = {}): string | boolean {
  const expression = parseExpression(formula);
  const values = Array.from({ length: 10 }, (_one, at): Value => (columns[at] === undefined || columns[at] === null ? null : decimal(columns[at])));
  const operands = references(expression).map(({ columns: selector }) =>
    selector.kind !== 'list' ? [] : selector.items.flatMap((item) => (item.kind === 'name' ? [Number(item.name)] : Array.from({ length: item.to - item.from + 1 }, (_one, at) => item.from + at))),
  );
  const value = compile(expression)(values, operands);
  if (value instanceof CellError) return `错误 ${value.code}`;
  if (value === null) return '空';
  return isAmount(value) ? value.toFixed() : value;
}

describe('blank is a value of its own', () => {
  test.each<[string, Record<number, string | null>, string | boolean]>([
    ['SUM(1..3栏)', {}, '空'],
    ['SUM(1..3栏)', { 2: '0' }, '0'],
    ['SUM(1..3栏)', { 1: '5', 3: '-2' }, '3'],
    ['1栏 + 2栏', {}, '空'],
    ['1栏 + 2栏', { 1: '5' }, '5'],
    ['1栏 - 2栏', { 2: '5' }, '-5'],
    ['1栏 × 2栏', { 1: '5' }, '0'],
    ['-1栏', {}, '空'],
    ['ABS(1栏)', {}, '空'],
    ['ROUND(1栏, 2)', {}, '空'],
    ['MIN(1..3栏)', {}, '空'],
    ['MAX(1..3栏)', { 1: '-5', 2: '-7' }, '-5'],
    ['MIN(1..3栏, 0)', { 1: '-5', 2: '7' }, '-5'],
    ['COUNT(1..3栏)', {}, '0'],
    ['COUNT(1..3栏)', { 1: '0', 2: '7' }, '2'],
    ['BLANK(1栏)', {}, true],
    ['BLANK(1栏)', { 1: '0' }, false],
    ['1栏 = 0', {}, true],
    ['1栏 = 2栏', { 1: '0' }, true],
    ['1栏 > 2栏', { 1: '0.01' }, true],
    ['1栏 > 2栏', { 2: '-1' }, true],
  ])('%s of %o is %s', (formula, columns, expected) => {
    expect(worth(formula, columns)).toBe(expected);
  });
});

describe('arithmetic is exact', () => {
  test.each([
    ['0.1 + 0.2', '0.3'],
    ['1栏 + 2栏 - 3栏', '0.01'],
    ['100 ÷ 3 × 3 - 100 < 0.000001', true],
    ['ROUND(2.345, 2)', '2.35'],
    ['ROUND(0 - 2.345, 2)', '-2.35'],
    ['ROUND(1481.5, 0)', '1482'],
    ['ABS(0 - 3.5)', '3.5'],
    ['2 × (3 + 4) - 6 ÷ 3', '12'],
    ['-(1 - 3)', '2'],
  ])('%s is %s', (formula, expected) => {
    expect(worth(formula, { 1: '99999999999999.99', 2: '0.02', 3: '100000000000000' })).toBe(expected);
  });
});

describe('shares and growth', () => {
  test.each([
    ['SHARE(1, 3)', '33.33'],
    ['SHARE(2, 3)', '66.67'],
    ['SHARE(1, 8)', '12.5'],
    ['SHARE(1, 16)', '6.25'],
    ['SHARE(1, 32)', '3.13'],
    ['GROWTH(1481.36, 1072.44)', '38.13'],
    ['GROWTH(50, 100)', '-50'],
    ['GROWTH(1栏, 100)', '-100'],
    ['SHARE(1栏, 5)', '0'],
    ['SHARE(5, 0)', '错误 除以零'],
    ['GROWTH(5, 0)', '错误 除以零'],
    ['GROWTH(5, 1栏)', '错误 除以零'],
    ['SHARE(0, 0)', '错误 除以零'],
  ])('%s is %s', (formula, expected) => {
    expect(worth(formula)).toBe(expected);
  });
});

describe('choices', () => {
  test.each<[string, string | boolean]>([
    ['IF(1 > 0, 2, 3)', '2'],
    ['IF(1 < 0, 2, 3)', '3'],
    ['IF(1 < 0, 2 = 3)', true],
    ['IF(1 > 0, "增加", 1 ÷ 0)', '增加'],
    ['AND(1 = 1, 2 = 2)', true],
    ['AND(1 = 1, 2 = 3)', false],
    ['OR(1 = 2, 2 = 2)', true],
    ['OR(1 = 1, 1 ÷ 0 = 1)', true],
    ['NOT(1 = 1)', false],
    ['"持平" = "持平"', true],
    ['"增加" ≠ "减少"', true],
  ])('%s is %s', (formula, expected) => {
    expect(worth(formula)).toBe(expected);
  });
});

describe('errors are values', () => {
  test.each([
    ['1 ÷ 0', '错误 除以零'],
    ['1 ÷ 1栏', '错误 除以零'],
    ['SUM(1 ÷ 0, 5)', '错误 除以零'],
    ['1 + 1 ÷ 0', '错误 除以零'],
    ['IF(1 ÷ 0 = 1, 1, 2)', '错误 除以零'],
    ['AND(1 = 1, 1 ÷ 0 = 1)', '错误 除以零'],
    ['1 + "甲"', '错误 类型不符'],
    ['"甲" < "乙"', '错误 类型不符'],
    ['-"甲"', '错误 类型不符'],
    ['IF(5, 1, 2)', '错误 类型不符'],
    ['NOT(5)', '错误 类型不符'],
    ['AND(5)', '错误 类型不符'],
    ['ABS("甲")', '错误 类型不符'],
    ['1..3栏 + 1', '错误 类型不符'],
    ['SUM(1 = 1)', '错误 类型不符'],
  ])('%s is %s', (formula, expected) => {
    expect(worth(formula, { 2: '1' })).toBe(expected);
  });
});
