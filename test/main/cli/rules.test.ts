/** `mingzhang rules` lists what is checked, and tells one rule in full. */
import { expect, test } from 'vitest';
import { mingzhang } from './run-cli.ts';

test('one rule in full, by its id in any case', () => {
  const { status, out } = mingzhang('rules', 'a17', '--template', 'henan-2022');
  expect(status).toBe(0);
  expect(out).toContain('A17　基本支出决算明细表：每个类级科目应等于其款级科目之和');
  expect(out).toContain('公式：公开06表 [父级, 决算数] = SUM(下级)　即 公开06表 301 工资福利支出 ＝ 其款级合计');
  expect(out).toMatch(/容差：按四舍五入数的个数推算/u);
});

test('all of them, a line each, those for the text among them', () => {
  const { out } = mingzhang('rules', '--template', 'shanghai-2024');
  for (const id of ['A01', 'A29', 'B17', 'C16', 'D15']) expect(out).toMatch(new RegExp(`^${id} `, 'mu'));
});

test('the word that everyone uses finds the rules that allow for it', () => {
  const { out } = mingzhang('rules', '尾差', '--template', 'henan-2022');
  expect(out).toMatch(/^A17 /mu);
  expect(out).not.toMatch(/^D15 /mu);
});

test('words that no rule has are refused', () => {
  expect(mingzhang('rules', '没有这样的词')).toMatchObject({ status: 2, err: expect.stringContaining('没有与“没有这样的词”有关的规则') });
});
