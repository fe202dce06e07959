/** From one year to the next in a real window: last year's file becomes a new year's document, or stands beside this year's. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { serialise } from '../../shared/document/file.ts';
import { sampleDocument } from '../fixtures/sample-document.ts';
import { forget, type LaunchedWindow, launchWindow, missing } from './launch-window.ts';
import { picture } from './picture.ts';

const folder = mkdtempSync(join(tmpdir(), 'mingzhang-year-'));
const workbook = fileURLToPath(new URL('../../samples/beiguan-2022.xlsx', import.meta.url));
const kept = join(folder, '新年度.mingzhang');

let opened: LaunchedWindow;
const page = (): Page => opened.page;
const dialog = (name: string): Locator => page().getByRole('dialog', { name });
const cell = (row: string, column: number): Locator => page().locator(`.ag-row[row-id="${row}"] [col-id="c${column}"]`);

async function fileMenu(item: string): Promise<void> {
  await page().getByRole('menubar').getByRole('menuitem', { name: '文件', exact: true }).click();
  await page().getByRole('menuitem', { name: item }).click();
}

async function choose(chooser: string, path: string): Promise<void> {
  await dialog(chooser).getByRole('textbox').fill(path);
  await page().keyboard.press('Enter');
}

async function table(mark: string): Promise<void> {
  await page().getByRole('navigation', { name: '报告的各部分' }).getByRole('button', { name: mark }).click();
  await page().getByRole('region', { name: mark }).locator('.ag-row').first().waitFor();
}

async function lastYearOf(row: string, column: number): Promise<string> {
  await cell(row, column).click();
  await page().getByRole('tab', { name: '单元格' }).click();
  return (await page().getByRole('tabpanel', { name: '单元格' }).locator('section').filter({ hasText: '上年（' }).textContent()) ?? '';
}

describe.skipIf(missing !== null && process.env['CI'] === undefined)('the next year', () => {
  beforeAll(async () => {
    opened = await launchWindow();
  });
  afterAll(async () => {
    await opened.close();
    await forget(opened.data);
    rmSync(folder, { recursive: true, force: true });
  });

  it('begins on the start page with last year\u2019s workbook, looked at before the year is chosen', async () => {
    await page().getByRole('button', { name: '从上年开始新年度…' }).click();
    await picture(page(), 'start');
    await choose('选择上年的文档或工作簿', workbook);
    await dialog('导入核对').getByRole('button', { name: '下一步：选择新年度' }).click({ timeout: 20_000 });
    const year = dialog('转为新年度');
    expect(await year.textContent()).toMatch(/带到新年度.*各表的科目 \d{2,} 行.*留待填写.*留作上年数2022 年度的 \d{3,} 个数/su);
    await picture(page(), 'new-year');
    const field = year.getByRole('textbox');
    await field.fill('2022');
    expect(await year.getByRole('status').textContent()).toBe('新年度须是晚于 2022 的四位年份');
    expect(await year.getByRole('button', { name: '生成新年度文档' }).isDisabled()).toBe(true);
    await field.fill('2023');
    await page().keyboard.press('Enter');
    await page().locator('.status .whose').getByText('2023 年度').waitFor();
    expect(await dialog('导入核对').count()).toBe(0);
  });

  it('has last year\u2019s 科目 without figures, and last year\u2019s figures beside them', async () => {
    await table('公开05表');
    expect(await cell('2060302', 4).textContent()).toBe('');
    expect(await lastYearOf('2060302', 4)).toContain('上年（2022 年度）上年数111.50');
    expect(await page().locator('.status .saved').textContent()).toContain('未保存');
    await page().keyboard.press('Control+S');
    await choose('保存文档', kept);
    await vi.waitUntil(() => existsSync(kept), { timeout: 10_000 });
    expect(JSON.parse(readFileSync(kept, 'utf8'))).toMatchObject({ year: 2023, prior: { year: 2022 } });
  });

  it('goes on from the open document, and asks about what is unsaved first', async () => {
    await cell('2060302', 4).click();
    await page().keyboard.type('120.25');
    await page().keyboard.press('Enter');
    await fileMenu('转为新年度…');
    await dialog('转为新年度').getByRole('button', { name: '生成新年度文档' }).click();
    await dialog('保存修改').getByRole('button', { name: '取消' }).click();
    await dialog('转为新年度').getByRole('button', { name: '生成新年度文档' }).click();
    await dialog('保存修改').getByRole('button', { name: '保存', exact: true }).click();
    await page().locator('.status .whose').getByText('2024 年度').waitFor();
    await table('公开05表');
    expect(await lastYearOf('2060302', 4)).toContain('上年（2023 年度）上年数120.25');
  });

  it('takes last year\u2019s document beside this year\u2019s figures, as one step that can be undone', async () => {
    const last = join(folder, '上年.mingzhang');
    writeFileSync(last, serialise({ ...sampleDocument(), year: 2023 }));
    await fileMenu('载入上年数…');
    await choose('选择上年的文档或工作簿', last);
    await page().getByRole('alert').getByText('已载入上年数').waitFor();
    expect(await lastYearOf('2060302', 4)).toContain('上年（2023 年度）上年数111.50');
    await page().getByRole('toolbar').getByRole('button', { name: '撤销' }).click();
    expect(await lastYearOf('2060302', 4)).toContain('上年数120.25');
  });

  it('refuses a later year\u2019s document as last year\u2019s, and says what to choose', async () => {
    const later = join(folder, '以后.mingzhang');
    writeFileSync(later, serialise({ ...sampleDocument(), year: 2025 }));
    await fileMenu('载入上年数…');
    await choose('选择上年的文档或工作簿', later);
    await page().getByRole('alert').getByText('所选文件是 2025 年度的，晚于本文档的 2024 年度。请选择上年的文件').waitFor();
  });

  it('audits a finished report from the start page: report and workbook in one step', async () => {
    await page().getByRole('toolbar').getByRole('button', { name: '关闭' }).click();
    await dialog('保存修改').getByRole('button', { name: '不保存' }).click();
    await page().getByRole('button', { name: '审核已有报告…' }).click();
    const audit = dialog('审核已有报告');
    expect(await audit.getByRole('status').textContent()).toBe('请选择报告和工作簿');
    await audit.getByRole('button', { name: '选择报告（.docx、.txt）' }).click();
    await choose('选择要审核的报告', fileURLToPath(new URL('../../../shared/data/beiguan-2022-report.txt', import.meta.url)));
    expect(await audit.getByRole('button', { name: '开始审核' }).isDisabled()).toBe(true);
    await audit.getByRole('button', { name: '选择工作簿或明账文档' }).click();
    await choose('选择报告所据的文档或工作簿', workbook);
    await audit.getByText('beiguan-2022.xlsx').waitFor();
    await picture(page(), 'audit');
    await audit.getByRole('button', { name: '开始审核' }).click();
    await dialog('导入核对').getByRole('button', { name: '打开并审核' }).click({ timeout: 20_000 });
    await page().getByRole('tabpanel', { name: '文字审核' }).getByText(/beiguan-2022-report\.txt：错误 \d+/u).waitFor();
    expect(await audit.count()).toBe(0);
    await picture(page(), 'audited');
  });

  it('opens a document to audit a report from its own file', async () => {
    const report = join(folder, '报告.txt');
    writeFileSync(report, '一、收入支出决算总体情况说明\n2023年度收入总计1.00万元。\n');
    await page().getByRole('menubar').getByRole('menuitem', { name: '校验', exact: true }).click();
    await page().getByRole('menuitem', { name: '审核已有报告…' }).click();
    const audit = dialog('审核已有报告');
    await audit.getByRole('button', { name: '选择报告（.docx、.txt）' }).click();
    await choose('选择要审核的报告', report);
    await audit.getByRole('button', { name: '选择工作簿或明账文档' }).click();
    await choose('选择报告所据的文档或工作簿', kept);
    await audit.getByRole('button', { name: '开始审核' }).click();
    await dialog('保存修改').getByRole('button', { name: '不保存' }).click();
    await page().getByRole('tabpanel', { name: '文字审核' }).getByText(/报告\.txt/u).waitFor();
    expect(await page().locator('.bar .title').textContent()).toContain('新年度.mingzhang');
  });
});
