/** Exports beside the PDF: Word from the menu, and how files are to differ from the usual, kept among the settings. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { bodyTexts, partOf } from '../main/export/docx/docx-reading.ts';
import { SampleWindow } from './sample-window.ts';

const sample = new SampleWindow();
sample.use();
const folder = mkdtempSync(join(tmpdir(), 'mingzhang-exports-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function exportDraft(page: Page, button: string, title: string, name: string): Promise<string> {
  const target = join(folder, name);
  await page.getByRole('toolbar').getByRole('button', { name: button }).click();
  await page.getByRole('dialog', { name: title }).getByLabel('文件名').fill(target);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: '还有错误' }).getByRole('button', { name: '导出草稿' }).click();
  await page.getByRole('alert').getByText(`已导出 ${target}`).waitFor();
  await page.getByRole('button', { name: '知道了' }).click();
  return target;
}

describe('exporting', () => {
  it('writes the report as a Word file, as a draft with its mark', async () => {
    const docx = readFileSync(await exportDraft(sample.page, '导出 Word', '导出 Word', 'report.docx'));
    expect(bodyTexts(docx)).toContain('收入支出决算总表');
    expect(partOf(docx, 'word/header1.xml')).toContain('草稿');
  });

  it('writes what the menu said, however the ending is written', async () => {
    const pdf = readFileSync(await exportDraft(sample.page, '导出 PDF', '导出 PDF', 'REPORT.PDF'));
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('says once what holds for every file, and is silent when there is nothing new', async () => {
    const { page } = sample;
    const target = join(folder, 'again.pdf');
    await page.getByRole('toolbar').getByRole('button', { name: '导出 PDF' }).click();
    await page.getByRole('dialog', { name: '导出 PDF' }).getByLabel('文件名').fill(target);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: '还有错误' }).getByRole('button', { name: '导出草稿' }).click();
    const told = page.getByRole('alert').filter({ hasText: '已导出' });
    await told.waitFor();
    expect(await told.locator('span').textContent()).toMatch(/^已导出 \S+again\.pdf(?:。此前提示过的 \d+ 处情况仍在)?$/u);
    await told.waitFor({ state: 'detached' });
  });

  it('follows the settings, and keeps them', async () => {
    const { page } = sample;
    await page.keyboard.press('Control+,');
    const settings = page.getByRole('dialog', { name: '设置' });
    await settings.getByLabel('工作簿只要数').check();
    await settings.getByLabel('同一张工作表').check();
    await settings.getByRole('button', { name: '选择本单位的 .docx…' }).click();
    const chooser = page.getByRole('dialog', { name: '选择有本单位样式的 Word 文件' });
    await chooser.getByLabel('路径').fill(join(folder, 'none.docx'));
    await page.keyboard.press('Enter');
    await settings.getByText('none.docx').waitFor();
    await settings.getByRole('button', { name: '关闭' }).click();
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load(readFileSync(await exportDraft(page, '导出工作簿', '导出工作簿', 'tables.xlsx')) as never);
    expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual(['决算公开表']);
    expect(readFileSync(join(sample.window.data, 'settings.json'), 'utf8')).toContain('"oneSheet": true');
  });

  it('says which file of styles it can not read, and writes nothing', async () => {
    const { page } = sample;
    const target = join(folder, 'styled.docx');
    await page.getByRole('toolbar').getByRole('button', { name: '导出 Word' }).click();
    await page.getByRole('dialog', { name: '导出 Word' }).getByLabel('文件名').fill(target);
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('“none.docx”找不到').waitFor();
    expect(existsSync(target)).toBe(false);
  });
});
