import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { income, workbook } from '../import/import-fixtures.ts';
import { mingzhang, mingzhangWith } from './run-cli.ts';

it('reads a workbook as the window was taught to on this machine', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mingzhang-'));
  const file = join(folder, '表.xlsx');
  await writeFile(file, workbook({ 收入: income.map((line) => line.map((value) => (value === '其他收入' ? '七零八碎' : value))) }));
  await writeFile(join(folder, 'import-words.json'), JSON.stringify({ synonyms: [{ table: '收入表', kind: 'column', text: '七零八碎', key: '7' }] }));
  const args = ['import', file, '--template', 'henan-2022', '--out', join(folder, 'a.mingzhang')];
  expect(mingzhang(...args).out).toContain('模板不认识：列“七零八碎”');
  expect(mingzhangWith(folder, ...args).out).not.toContain('模板不认识');
});
