/** `mingzhang round`: the 尾差 of a workbook in 万元 go by the workbook in 元 of the same tables; what is written has none left. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportTables } from '../../../main/export/xlsx/export-tables.ts';
import { review } from '../../../shared/check/finding.ts';
import { openDocument } from '../../../shared/document/file.ts';
import { Engine } from '../../../shared/formula/engine.ts';
import { departmentYear } from '../../fixtures/department-year.ts';
import { inYuan } from '../../fixtures/in-yuan.ts';
import { HENAN, printedAsRounded } from '../../fixtures/sample-document.ts';
import { mingzhang, sharedPath } from './run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'mingzhang-round-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const [printed, exact, out] = ['公开表.xlsx', '元.xlsx', '结果.mingzhang'].map((name) => join(folder, name)) as [string, string, string];

beforeAll(async () => {
  const { prior: _prior, ...year } = departmentYear(HENAN, 7, { classes: 3, itemsPerClass: 2 });
  writeFileSync(printed, await exportTables(new Engine(HENAN, printedAsRounded(year)), { plain: true }));
  writeFileSync(exact, await exportTables(new Engine(HENAN, inYuan(year)), { plain: true }));
});

test('writes the document without 尾差 and names the figures that leave plain rounding', () => {
  const { status, out: told, err } = mingzhang('round', printed, '--exact', exact, '--out', out);
  expect([status, err]).toEqual([0, '']);
  expect(told).toMatch(/印出来有 \d+ 处横竖不相等。\d+ 个数多进或少进最末一位/u);
  expect(told).toMatch(/公开0\d表 .+ \d+\.\d{3,} +\d+\.\d\d +\d+\.\d\d/u);
  const opened = openDocument(readFileSync(out, 'utf8'));
  if (!opened.ok) throw new Error(opened.problem);
  expect(review(new Engine(HENAN, opened.document)).findings).toEqual([]);
  expect(opened.record?.at(-1)?.label).toMatch(/^消除尾差/u);
});

test('refuses what is no more exact, or of other figures, in one line', () => {
  expect(mingzhang('round', printed, '--out', out)).toMatchObject({ status: 2, err: expect.stringContaining('--exact 元工作簿') });
  expect(mingzhang('round', sharedPath('beiguan-2022.xlsx'), '--exact', exact, '--out', out)).toMatchObject({ status: 2, err: expect.stringContaining('不是同一套数') });
});
