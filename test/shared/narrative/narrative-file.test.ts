/** Mistakes in a set's `narrative.yaml` are told with file, line and what was expected, when it is loaded and not when a text is read. */
import { describe, expect, it } from 'vitest';
import { loadNarrative } from '../../../shared/narrative/load-narrative.ts';
import { HENAN, SHANGHAI } from '../../fixtures/sample-document.ts';
import { templateFiles } from '../../main/import/import-fixtures.ts';

const RULES = 'rules: [{ id: C01, says: 一致, severity: error }]\n';

describe('a narrative file', () => {
  it.each([HENAN, SHANGHAI])('that all sets share means something in $id', (set) => {
    expect(loadNarrative(templateFiles, { ...set, chain: ['national'] }).problems).toEqual([]);
  });

  it.each([
    ["sections:\n  - { role: 收入, heading: '收入(', rule: C01 }\n", 2, '应是正则表达式'],
    ["sections:\n  - role: 收入\n    heading: 收入\n    rule: C01\n    subjects:\n      - { names: [收入], is: '收入表[合计' }\n", 6, '应是公式'],
    ["sections:\n  - role: 收入\n    heading: 收入\n    rule: C01\n    mentions:\n      - { rule: C17, each: ['[甲'] }\n", 6, '应是正则表达式'],
    ["sections:\n  - role: 收入\n    heading: 收入\n    rule: C01\n    subjects:\n      - { names: [收入], is: '收入表[合记, 2]' }\n", 6, '没有行“合记”'],
    ["sections:\n  - role: 收入\n    heading: 收入\n    rule: C01\n    subjects:\n      - { names: [收入], is: ['国资表[合计, 本年收入]', '收人表[合计, 2]'] }\n", 6, '本年收入'],
    ["sections:\n  - role: 三公\n    heading: 三公\n    rule: C01\n    mentions:\n      - { rule: C17, when: '三公表[金额, 决算合记] ≠ 0', each: [出国] }\n", 6, '没有“决算合记”栏'],
    ["sections:\n  - role: 三公\n    heading: 三公\n    rule: C01\n    tallies:\n      - { words: 保有, units: 辆, is: '补充资料[保有辆, 本年]' }\n", 6, '没有行“保有辆”'],
  ])('%j is told with its line', (source, line, words) => {
    const { problems } = loadNarrative({ ...templateFiles, 'own/narrative.yaml': source + RULES }, { ...HENAN, chain: ['own'] });
    expect(problems).toEqual([expect.objectContaining({ file: 'own/narrative.yaml', line, message: expect.stringContaining(words) })]);
  });
});
