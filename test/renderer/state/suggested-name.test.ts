import { expect, test } from 'vitest';
import { suggestedName } from '../../../renderer/state/suggested-name.ts';

test.each([
  ['某市某局', '部门决算', 'pdf', '某市某局2022年度部门决算.pdf'],
  ['某市某局（本级）', '部门决算（草稿）', 'docx', '某市某局（本级）2022年度部门决算（草稿）.docx'],
  ['某局/办公室: "一"\n', '决算公开表', 'xlsx', '某局办公室 一2022年度决算公开表.xlsx'],
  ['', '校验报告', 'pdf', '2022年度校验报告.pdf'],
])('of %j, %s', (department, what, ending, name) => {
  expect(suggestedName({ department, year: 2022 }, what, ending)).toBe(name);
});
