/** A finance office states of a rule only what differs, and adds its own: data, validated at its place. */
import { expect, test } from 'vitest';
import { review } from '../../../shared/check/finding.ts';
import { Engine } from '../../../shared/formula/engine.ts';
import { loadNarrative } from '../../../shared/narrative/load-narrative.ts';
import { loadTemplate, type TemplateFiles } from '../../../shared/template/load.ts';
import type { Template } from '../../../shared/template/template.ts';
import { HENAN, printedSample } from '../../fixtures/sample-document.ts';
import { FILES } from './template-files.ts';

function withRules(rules: string, others: TemplateFiles = {}): TemplateFiles {
  return { ...FILES, 'anyang-2022/set.yaml': 'id: anyang-2022\nname: 安阳市2022年度部门决算公开\nextends: henan-2022\n', 'anyang-2022/rules.yaml': rules, ...others };
}

function loaded(files: TemplateFiles): Template {
  const set = loadTemplate(files, 'anyang-2022');
  if (!set.ok) throw new Error(set.problems.map(({ message }) => message).join('\n'));
  return set.template;
}

function mistakes(rules: string): readonly string[] {
  const set = loadTemplate(withRules(rules), 'anyang-2022');
  return set.ok ? [] : set.problems.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`);
}

test('severity and tolerance of a rule are restated, the rest of it stays', () => {
  const set = loaded(withRules('rules:\n  - { id: A17, severity: warning, tolerance: 2 }\n  - { id: A25, severity: info }\n'));
  const before = HENAN.rules.find(({ id }) => id === 'A17');
  expect(set.rules.find(({ id }) => id === 'A17')).toEqual({ ...before, severity: 'warning', tolerance: '2' });
  const { test: name, tables } = set.rules.find(({ id }) => id === 'A25') ?? {};
  expect([name, tables]).toEqual(['deepest-level', ['收入表', '支出表', '一般公共预算表', '基金表', '国资表']]);
  expect(set.rules.map(({ id }) => id)).toEqual(HENAN.rules.map(({ id }) => id));
});

test('the restated tolerance is the one that judges', () => {
  const document = { ...printedSample(), template: 'anyang-2022' };
  const severities = (rules: string): readonly string[] => review(new Engine(loaded(withRules(rules)), document)).findings.map(({ rule, severity }) => `${rule} ${severity}`);
  expect(severities('rules: []\n')).toEqual(['A17 error', 'A17 info']);
  expect(severities('rules:\n  - { id: A17, severity: warning }\n')).toEqual(['A17 warning', 'A17 info']);
  expect(severities('rules:\n  - { id: A17, tolerance: 1.74 }\n')).toEqual(['A17 info', 'A17 info']);
  expect(severities("rules:\n  - { id: A17, tolerance: '0' }\n")).toEqual(['A17 error', 'A17 error']);
});

test('a rule of the office’s own is judged and told like any other', () => {
  const own = 'rules:\n  - id: X01\n    says: 公用经费不应超过人员经费的百分之一\n    holds: 基本支出表[公用经费合计] ≤ 基本支出表[人员经费合计] × 0.01\n    severity: warning\n    source: 安阳市财政局编审要求\n';
  const set = loaded(withRules(own));
  const finding = review(new Engine(set, { ...printedSample(), template: 'anyang-2022' })).findings.find(({ rule }) => rule === 'X01');
  expect(finding).toMatchObject({ severity: 'warning', table: 'T06' });
  expect(finding?.message).toMatch(/^公开06表 公用经费合计 [\d.]+ ＞ /u);
});

test('a formula that is restated takes the place of the whole definition', () => {
  const set = loaded(withRules("rules:\n  - { id: A29, holds: '支出表[合计, 项目支出] ≥ 0' }\n"));
  const rule = set.rules.find(({ id }) => id === 'A29');
  expect(rule?.loop).toBeNull();
  expect(rule?.says).toBe(HENAN.rules.find(({ id }) => id === 'A29')?.says);
});

test.each([
  ['a new rule without its sentence', "rules:\n  - { id: X01, severity: error, holds: '支出表[合计, 基本支出] ≥ 0' }\n", 'anyang-2022/rules.yaml:2:11 所继承的模板没有规则 X01，新规则须写明 says（一句话说明）'],
  ['a new rule without severity', "rules:\n  - { id: X01, says: 甲, holds: '支出表[合计, 基本支出] ≥ 0' }\n", 'anyang-2022/rules.yaml:2:11 所继承的模板没有规则 X01，新规则须写明 severity（级别）'],
  ['an id that is none', 'rules:\n  - { id: 甲一, says: 甲, severity: error }\n', 'anyang-2022/rules.yaml:2:11 rules.0.id：规则号为一个大写字母加两位数字，如 A07；本地自有的规则请用 X、Y、Z 开头，如 X01'],
  ['a severity that is none', 'rules:\n  - { id: A17, severity: 严重 }\n', 'anyang-2022/rules.yaml:2:26 rules.0.severity：级别应为 error（错误）、warning（警告）或 info（提示）'],
  ['a cell that is none', "rules:\n  - { id: X01, says: 甲, severity: error, holds: '支出表[合计, 基本] ≥ 0' }\n", 'anyang-2022/rules.yaml:2:50 支出决算表没有“基本”栏，有：本年支出合计、基本支出、项目支出、上缴上级支出、经营支出、对附属单位补助支出（公式：支出表[合计, 基本] ≥ 0）'],
])('%s is reported at its place', (_what, rules, wanted) => {
  expect(mistakes(rules)).toEqual([wanted]);
});

test('rules about the text are restated likewise', () => {
  const files = withRules('rules: []\n', { 'anyang-2022/narrative.yaml': 'rules:\n  - { id: D07, severity: warning }\n' });
  const { audit, problems } = loadNarrative(files, loaded(files));
  const before = loadNarrative(FILES, HENAN).audit;
  expect(problems).toEqual([]);
  expect(audit.sections).toEqual(before.sections);
  expect(audit.rules.find(({ id }) => id === 'D07')).toEqual({ ...before.rules.find(({ id }) => id === 'D07'), severity: 'warning' });
  const broken = withRules('rules: []\n', { 'anyang-2022/narrative.yaml': 'rules:\n  - { id: D77, severity: warning }\n' });
  expect(loadNarrative(broken, loaded(broken)).problems.map(({ line, column }) => [line, column])).toEqual([[2, 11]]);
});
