/** `check --report` writes the whole audit as a PDF and as a workbook. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { read, utils } from '@e965/xlsx';
import { afterAll, expect, test } from 'vitest';
import { mingzhang } from './run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'mingzhang-audit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const data = (name: string): string => fileURLToPath(new URL(`../../../../shared/data/${name}`, import.meta.url));

test('as a workbook: every finding of tables and text, with its rule', () => {
  const target = join(folder, 'audit.xlsx');
  const { status, out } = mingzhang('check', data('beiguan-2022.xlsx'), '--text', data('beiguan-2022-report.txt'), '--report', target);
  expect(status).toBe(1);
  expect(out).toContain(`校验报告已写入 ${target}`);
  const book = read(readFileSync(target));
  expect(book.SheetNames).toEqual(['校验概要', '校验结果', '尾差', '已处理事项', '覆盖情况', '说明文字中没有核对的数', '规则与公式']);
  const rows = utils.sheet_to_json<string[]>(book.Sheets['校验结果'] ?? {}, { header: 1, defval: '' });
  const errors = rows.filter(([severity]) => severity === '错误');
  expect(errors.length).toBe(out.split('\n').filter((line) => /^错误 [A-Z]\d\d/u.test(line)).length);
  expect(errors[0]?.slice(1, 6)).toEqual(['A17', expect.stringMatching(/^公开06表：302 商品和服务支出 11\.71 ≠ 其款级合计 9\.97，差 1\.74\n.+应是其下某一项少 1\.74/u), 11.71, 9.97, 1.74]);
});

test('as a PDF', () => {
  const target = join(folder, 'audit.pdf');
  expect(mingzhang('check', data('shanghai-shegongbu-2024.xlsx'), '--report', target).out).toContain('校验报告已写入');
  expect(readFileSync(target).subarray(0, 5).toString()).toBe('%PDF-');
});

test('another ending, or a folder to check, is refused before anything is done', () => {
  expect(mingzhang('check', data('beiguan-2022.xlsx'), '--report', join(folder, 'audit.docx'))).toMatchObject({ status: 2, err: expect.stringContaining('校验报告只能是 .pdf 或 .xlsx') });
  expect(mingzhang('check', folder, '--report', join(folder, 'other.pdf'))).toMatchObject({ status: 2, err: expect.stringContaining('--report 只能用于一个文件') });
  expect(existsSync(join(folder, 'other.pdf'))).toBe(false);
});
