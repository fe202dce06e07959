/** The likely causes of wrong figures in a text, each from the figures alone. */
import { describe, expect, it } from 'vitest';
import { decimal } from '../../../shared/amount/amount.ts';
import { amountCause, percentCause } from '../../../shared/narrative/causes.ts';

const others = [{ name: '项目支出', value: decimal('1236.14') }];

describe('the cause of a wrong amount', () => {
  it.each([
    ['1418.36', '1481.36', '有两位数字颠倒'],
    ['1482.36', '1481.36', '只有一位数字不同'],
    ['14813600', '1481.36', '元、万元写错'],
    ['0.15', '1481.36', '元、万元写错'],
    ['14813.6', '1481.36', '小数点错位'],
    ['-1481.36', '1481.36', '正负号写反'],
    ['1236.14', '245.22', '与项目支出的数相同'],
  ])('%s for %s', (written, expected, cause) => {
    expect(amountCause(decimal(written), decimal(expected), others)).toContain(cause);
  });

  it.each([['999', '1481.36'], ['0', '1481.36']])('of %s for %s can\'t be told', (written, expected) => {
    expect(amountCause(decimal(written), decimal(expected), others)).toBe('');
  });
});

describe('the cause of a wrong percentage', () => {
  it('is the base that gives it', () => {
    expect(percentCause(decimal('36.64'), decimal('26.81'), [{ says: '按本年数 11.71 为基数', part: decimal('-4.29'), base: decimal('11.71') }])).toBe('，按本年数 11.71 为基数才得 36.64%');
  });

  it.each([
    ['83.45', '16.55', '与100%的差'],
    ['0.38', '38.13', '小数点错位'],
    ['31.83', '38.13', '颠倒'],
  ])('%s for %s', (written, expected, cause) => {
    expect(percentCause(decimal(written), decimal(expected), [])).toContain(cause);
  });
});
