/** Mistakes in a set's `narrative.yaml` are told with file, line and what was expected, when it is loaded and not when a text is read. */
import { describe, expect, it } from 'vitest';
import { loadNarrative } from '../../../shared/narrative/load-narrative.ts';
import { HENAN } from '../../fixtures/sample-document.ts';
import { templateFiles } from '../../main/import/import-fixtures.ts';

const RULES = 'rules: [{ id: C01, says: 一致, severity: error }]\n';

describe('a narrative file', () => {
  it.each([
    ["sections:\n  - { role: 收入, heading: '收入(', rule: C01 }\n", 2, '应是正则表达式'],
    ["sections:\n  - role: 收入\n    heading: 收入\n    rule: C01\n    subjects:\n      - { names: [收入], is: '收入表[合计' }\n", 6, '应是公式'],
    ["sections:\n  - role: 收入\n    heading: 收入\n    rule: C01\n    mentions:\n      - { rule: C17, each: ['[甲'] }\n", 6, '应是正则表达式'],
  ])('%j is told with its line', (source, line, words) => {
    const { problems } = loadNarrative({ ...templateFiles, 'own/narrative.yaml': source + RULES }, { ...HENAN, chain: ['own'] });
    expect(problems).toEqual([expect.objectContaining({ file: 'own/narrative.yaml', line, message: expect.stringContaining(words) })]);
  });
});
