/** What an accountant does, in a real window with real keys, mouse and clipboard. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { forget, type LaunchedWindow, launchWindow, missing } from './launch-window.ts';

const folder = mkdtempSync(join(tmpdir(), 'mingzhang-e2e-files-'));
let opened: LaunchedWindow;

async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: '打开示例' }).click();
  await page.getByRole('dialog', { name: '导入核对' }).getByRole('button', { name: '打开' }).click();
  await page.locator('.ag-row').first().waitFor();
}

/** A cell by its row's first key and the form's column. */
function cell(page: Page, row: string, column: number) {
  return page.locator(`.ag-row[row-id="${row}"] [col-id="c${column}"]`);
}

async function showTable(page: Page, mark: string): Promise<void> {
  await page.getByRole('navigation', { name: '报告的各部分' }).getByRole('button', { name: mark }).click();
}

const errors = (page: Page) => page.locator('.finding.error');

describe.skipIf(missing !== null && process.env['CI'] === undefined)('the editor', () => {
  beforeEach(async () => {
    opened = await launchWindow();
  });
  afterEach(async () => {
    await opened.close();
    await forget(opened.data);
    rmSync(join(folder, 'sample.mingzhang'), { force: true });
  });

  it('imports the sample, shows what was recognised, and opens nine live tables', async () => {
    const { page } = opened;
    await page.getByRole('button', { name: '打开示例' }).click();
    const review = page.getByRole('dialog', { name: '导入核对' });
    await review.getByText('每个单元格都已归位').waitFor();
    expect(await review.locator('tbody').first().locator('tr').count()).toBe(9);
    await review.getByRole('button', { name: '打开' }).click();
    await page.getByRole('heading', { name: '收入支出决算总表' }).waitFor();
    await cell(page, '27', 2).waitFor();
    expect(await cell(page, '27', 2).textContent()).toBe('1,481.36');
  });

  it('jumps from a finding to its cell; taking the computed value makes the error leave; undo brings it back', async () => {
    const { page } = opened;
    await openSample(page);
    await errors(page).locator('.place').click();
    await page.locator('.formula .where', { hasText: '公开06表 302 商品和服务支出' }).waitFor();
    expect(await page.locator('.formula .what').textContent()).toContain('其款级合计');
    await page.getByRole('button', { name: '采用计算值', exact: true }).click();
    await page.waitForFunction(() => ![...document.querySelectorAll('.finding.error')].some((card) => card.textContent?.includes('A17')));
    expect(await cell(page, '301', 5).textContent()).toContain('9.97');
    expect(await cell(page, '301', 5).getAttribute('class')).not.toMatch(/has-error|is-declared/);
    await page.getByRole('button', { name: '撤销' }).click();
    await page.locator('.finding.error', { hasText: '302 商品和服务支出 11.71' }).waitFor();
    expect(await cell(page, '301', 5).textContent()).toContain('11.71');
    await page.getByRole('button', { name: '重做' }).click();
    expect(await cell(page, '301', 5).textContent()).toContain('9.97');
  });

  it('types over a cell: subtotals, the linked table and the findings follow at once', async () => {
    const { page } = opened;
    await openSample(page);
    await showTable(page, '公开05表');
    await cell(page, '2060302', 4).click();
    await page.keyboard.type('=111.50+0.50');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('.ag-row[row-id="206"] [col-id="c4"]')?.textContent === '1,114.31');
    expect(await cell(page, '合计', 4).textContent()).toBe('1,236.64');
    await showTable(page, '公开04表');
    expect(await cell(page, '6', 6).textContent()).toBe('1,114.31');
  });

  it('opens every table at its beginning, even where its inputs stand at its end', async () => {
    const { page } = opened;
    await openSample(page);
    await showTable(page, '公开04表');
    await cell(page, '1', 2).waitFor();
    await page.waitForTimeout(200);
    expect(await cell(page, '1', 0).evaluate((element) => element.getBoundingClientRect().left >= (element.closest('.ag-root')?.getBoundingClientRect().left ?? 0) && element.textContent)).toContain('一、一般公共预算财政拨款');
    await page.locator('.where', { hasText: '公开04表 1行' }).waitFor();
  });

  it('refuses what is no amount, and says why', async () => {
    const { page } = opened;
    await openSample(page);
    await cell(page, '29', 2).click();
    await page.keyboard.type('12abc');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('“12abc”不是金额').waitFor();
    expect(await cell(page, '29', 2).textContent()).toBe('0.00');
  });

  it('overrides a formula only with a reason, and marks it', async () => {
    const { page } = opened;
    await openSample(page);
    await cell(page, '27', 2).click();
    await page.keyboard.type('1482.36');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: '改写公式单元格' });
    await dialog.waitFor();
    expect(await dialog.getByRole('button', { name: '改写' }).isDisabled()).toBe(true);
    await page.keyboard.type('以决算批复为准');
    await page.keyboard.press('Enter');
    await page.locator('.ag-row[row-id="27"] .is-declared').waitFor();
    await page.locator('.finding.error', { hasText: '27行 本年收入合计 1482.36' }).first().waitFor();
  });

  it('pastes a block from the clipboard and says which cells took nothing', async () => {
    const { page } = opened;
    await openSample(page);
    await showTable(page, '公开05表');
    await cell(page, '2060302', 3).click();
    await page.evaluate(() => navigator.clipboard.writeText('1,000.00\t２００\n—\t300'));
    await page.keyboard.press('Control+V');
    await page.waitForFunction(() => document.querySelector('.ag-row[row-id="2060302"] [col-id="c3"]')?.textContent === '1,000.00');
    expect(await cell(page, '2060302', 4).textContent()).toBe('200.00');
    expect(await cell(page, '2060399', 4).textContent()).toBe('300.00');
    expect(await cell(page, '20603', 3).textContent()).toBe('1,000.00');
    await cell(page, '206', 3).click();
    await page.keyboard.press('Control+V');
    await page.getByRole('dialog', { name: '粘贴：有单元格不能改' }).getByText('是公式单元格').first().waitFor();
  });

  it('saves, closes and opens the same document again', async () => {
    const { page } = opened;
    await openSample(page);
    await cell(page, '29', 2).click();
    await page.keyboard.type('12.34');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+S');
    const chooser = page.getByRole('dialog', { name: '保存文档' });
    await chooser.getByLabel('文件名').fill(join(folder, 'sample'));
    await page.keyboard.press('Enter');
    await page.locator('.status .saved').getByText('已保存').waitFor();
    const file = join(folder, 'sample.mingzhang');
    expect(existsSync(file)).toBe(true);
    const saved = readFileSync(file, 'utf8');
    expect(z.looseObject({ template: z.string() }).parse(JSON.parse(saved)).template).toBe('henan-2022');
    await page.getByRole('button', { name: '关闭', exact: true }).click();
    await page.getByRole('region', { name: '最近的文件' }).getByRole('button').first().click();
    await page.locator('.ag-row').first().waitFor();
    expect(await cell(page, '29', 2).textContent()).toBe('12.34');
    await page.keyboard.press('Control+S');
    expect(readFileSync(file, 'utf8')).toBe(saved);
  });

  it('corrects 302 in table 06, takes it back, saves, and opens the very document that was imported', async () => {
    const { page } = opened;
    const file = join(folder, 'sample.mingzhang');
    await openSample(page);
    const save = async (keys: string): Promise<string> => {
      await page.keyboard.press(keys);
      await page.getByRole('dialog', { name: '保存文档' }).getByLabel('文件名').fill(file);
      await page.keyboard.press('Enter');
      await page.locator('.status .saved').getByText('已保存').waitFor();
      return readFileSync(file, 'utf8');
    };
    const imported = await save('Control+S');
    await showTable(page, '公开06表');
    await cell(page, '301', 5).click();
    // What its parts add up to: no reason is asked for.
    await page.keyboard.type('9.97');
    await page.keyboard.press('Enter');
    await errors(page).filter({ hasText: '302 商品和服务支出 11.71' }).waitFor({ state: 'detached' });
    expect(await cell(page, '301', 5).textContent()).toBe('9.97');
    await page.keyboard.press('Control+Z');
    await errors(page).filter({ hasText: '302 商品和服务支出 11.71' }).waitFor();
    await page.keyboard.press('Control+S');
    await page.locator('.status .saved').getByText('已保存').waitFor();
    expect(readFileSync(file, 'utf8')).toBe(imported);
    await page.getByRole('button', { name: '关闭', exact: true }).click();
    await page.getByRole('region', { name: '最近的文件' }).getByRole('button').first().click();
    await errors(page).filter({ hasText: '302 商品和服务支出 11.71' }).waitFor();
    await showTable(page, '公开06表');
    expect(await cell(page, '301', 5).textContent()).toBe('11.71');
  });

  it('replaces no file unasked: neither one that another program changed, nor one of the same name', async () => {
    const { page } = opened;
    const file = join(folder, 'sample.mingzhang');
    const saveTo = async (keys: string, name: string): Promise<void> => {
      await page.keyboard.press(keys);
      await page.getByRole('dialog', { name: '保存文档' }).getByLabel('文件名').fill(name);
      await page.keyboard.press('Enter');
    };
    await openSample(page);
    await saveTo('Control+S', file);
    await page.locator('.status .saved').getByText('已保存').waitFor();
    const own = readFileSync(file, 'utf8');
    writeFileSync(file, own.replace('"year": 2022', '"year": 2021'));
    await cell(page, '29', 2).click();
    await page.keyboard.type('5');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+S');
    const changed = page.getByRole('dialog', { name: '文件已被修改' });
    await changed.getByRole('button', { name: '取消' }).click();
    expect(readFileSync(file, 'utf8')).toContain('"year": 2021');
    const other = join(folder, 'other.mingzhang');
    writeFileSync(other, 'someone else’s');
    await saveTo('Control+Shift+S', other);
    const exists = page.getByRole('dialog', { name: '已有同名文件' });
    await exists.getByRole('button', { name: '取消' }).click();
    expect(readFileSync(other, 'utf8')).toBe('someone else’s');
    await page.keyboard.press('Control+S');
    await changed.getByRole('button', { name: '覆盖' }).click();
    await page.locator('.status .saved').getByText('已保存').waitFor();
    expect(readFileSync(file, 'utf8')).toContain('"29"');
    rmSync(file);
    await cell(page, '29', 2).click();
    await page.keyboard.type('6');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+S');
    await page.getByRole('dialog', { name: '文件已不在原处' }).getByRole('button', { name: '仍存到原处' }).click();
    await page.locator('.status .saved').getByText('已保存').waitFor();
    expect(readFileSync(file, 'utf8')).toContain('"1": "6"');
    expect(readFileSync(file, 'utf8')).toContain('"year": 2022');
  });

  it('keeps an error with a reason and accepts a 尾差; new figures open the error again', async () => {
    const { page } = opened;
    await openSample(page);
    const open = (severity: string) => page.locator(`.finding.${severity}:not(.kept)`);
    await open('error').getByRole('button', { name: '说明原因并保留…' }).click();
    await page.keyboard.type('批复即如此');
    await page.keyboard.press('Enter');
    await page.locator('.finding.kept', { hasText: '原因：批复即如此' }).waitFor();
    // The button that opened the window is gone; the keyboard goes on in the panel where it was.
    await page.waitForFunction(() => document.activeElement?.closest('[data-pane="side"]') != null);
    await open('tail').getByRole('button', { name: '接受尾差' }).click();
    await page.getByText('没有待处理的问题').waitFor();
    expect(await page.locator('.parts .badge:not(.open)').count()).toBe(0);
    await showTable(page, '公开06表');
    await cell(page, '301', 5).click();
    await page.keyboard.type('12');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: '改写公式单元格' }).getByRole('textbox').fill('更正');
    await page.keyboard.press('Enter');
    await open('error').filter({ hasText: '302 商品和服务支出 12.00' }).waitFor();
    await page.getByRole('button', { name: '撤销' }).click();
    await page.getByText('没有待处理的问题').waitFor();
    await page.locator('.finding.kept.error').getByRole('button', { name: '撤回说明' }).click();
    await open('error').filter({ hasText: '302 商品和服务支出 11.71' }).waitFor();
  });

  it('asks before unsaved work would be lost', async () => {
    const { page } = opened;
    await openSample(page);
    await page.getByRole('button', { name: '关闭', exact: true }).click();
    const question = page.getByRole('dialog', { name: '保存修改' });
    await question.getByRole('button', { name: '取消' }).click();
    await page.getByRole('button', { name: '关闭', exact: true }).click();
    await question.getByRole('button', { name: '不保存' }).click();
    await page.getByRole('button', { name: '打开示例' }).waitFor();
  });

  it('does not export errors, but a draft when told to', async () => {
    const { page } = opened;
    await openSample(page);
    await page.keyboard.press('Control+E');
    const target = join(folder, 'report.pdf');
    await page.getByRole('dialog', { name: '导出 PDF' }).getByLabel('文件名').fill(target);
    await page.keyboard.press('Enter');
    const question = page.getByRole('dialog', { name: '还有错误' });
    await question.getByText('302 商品和服务支出').waitFor();
    expect(existsSync(target)).toBe(false);
    await question.getByRole('button', { name: '导出草稿' }).click();
    await page.getByRole('alert').getByText('已导出').waitFor();
    expect(readFileSync(target).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('loses nothing typed when it is killed between two edits', async () => {
    const { page } = opened;
    await openSample(page);
    for (const [row, amount] of [['28', '1.11'], ['29', '2.22']] as const) {
      await cell(page, row, 2).click();
      await page.keyboard.type(amount);
      await page.keyboard.press('Enter');
      await page.waitForFunction(([key, text]) => document.querySelector(`.ag-row[row-id="${key}"] [col-id="c2"]`)?.textContent === text, [row, amount]);
    }
    await page.waitForTimeout(300);
    await opened.kill();
    opened = await launchWindow({ data: opened.data });
    await opened.page.getByRole('alert').getByText('有 2 步修改可以恢复').waitFor();
    await opened.page.getByRole('button', { name: '恢复' }).click();
    await opened.page.locator('.ag-row').first().waitFor();
    expect(await cell(opened.page, '28', 2).textContent()).toBe('1.11');
    expect(await cell(opened.page, '29', 2).textContent()).toBe('2.22');
  });
});
