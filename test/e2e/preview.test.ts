/** The preview: follows edits, leads to cells and back, keeps its place and size; charts; and what comes out of it all on paper. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missing } from './launch-window.ts';
import { SampleWindow } from './sample-window.ts';

/** The browser's own dialog can't be worked by a test: instead of it, the page remembers that it was asked to print. */
const NO_DIALOG = 'window.print = () => { document.documentElement.dataset.printed = String(Number(document.documentElement.dataset.printed ?? 0) + 1); };';

const sample = new SampleWindow();
let folder: string;

const pages = (page: Page) => page.getByRole('region', { name: '报告预览' }).locator('.page');
const status = (page: Page) => page.getByRole('region', { name: '报告预览' }).getByRole('status');

async function toPreview(page: Page): Promise<void> {
  await page.keyboard.press('F7');
  await settled(page);
}

async function settled(page: Page): Promise<void> {
  await status(page).getByText(/共 \d+ 页/u).waitFor({ timeout: 60_000 });
}

/** The number of the page that is in the middle of the window. */
async function currentPage(page: Page): Promise<string> {
  return page.getByRole('textbox', { name: '页码' }).inputValue();
}

/** The directions of the pages that the browser would print now. */
async function printed(page: Page): Promise<string> {
  await page.waitForFunction(() => document.documentElement.dataset['printed'] === '1');
  const path = join(folder, 'printed.pdf');
  await writeFile(path, await page.pdf({ preferCSSPageSize: true, printBackground: true }));
  await page.evaluate(() => { delete document.documentElement.dataset['printed']; });
  const said = execFileSync('pdfinfo', ['-f', '1', '-l', '999', path], { encoding: 'utf8' });
  return [...said.matchAll(/^Page +\d+ size: +([\d.]+) x ([\d.]+)/gmu)].map(([, width, height]) => (Number(width) > Number(height) ? '横' : '竖')).join('');
}

describe.skipIf(missing !== null)('the preview', () => {
  sample.use({ script: NO_DIALOG });
  beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'mingzhang-print-')); });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('sets the changed page anew after an edit, and leaves the others and its place alone', async () => {
    const { page } = sample;
    const drawings = () => pages(page).evaluateAll((elements) => elements.map((element) => element.shadowRoot?.innerHTML ?? ''));
    await toPreview(page);
    await page.getByRole('combobox', { name: '转到表' }).selectOption({ label: await option(page, '公开03表') });
    await expect.poll(() => currentPage(page)).toBe('6');
    await expect.poll(async () => (await drawings()).slice(4, 7).every((drawing) => drawing !== '')).toBe(true);
    const before = await drawings();
    await sample.table('公开03表');
    await sample.cell('2060302', 3).click();
    await page.keyboard.type('88.88');
    await page.keyboard.press('Enter');
    await toPreview(page);
    expect(await currentPage(page)).toBe('6');
    await expect.poll(async () => (await drawings())[5] !== '' && (await drawings())[5] !== before[5]).toBe(true);
    const after = await drawings();
    expect(after).toHaveLength(before.length);
    // 公开02 reads nothing of 公开03.
    expect(after[4]).toBe(before[4]);
  });

  it('leads from a cell to its page, and from the figure there back to the cell', async () => {
    const { page } = sample;
    await sample.table('公开05表');
    await sample.cell('2060302', 3).click();
    await page.keyboard.press('Shift+F7');
    await settled(page);
    await expect.poll(() => currentPage(page)).toBe('8');
    await sample.table('公开01表');
    await toPreview(page);
    const figure = page.locator('.page[data-page="8"] a');
    await figure.first().waitFor({ state: 'attached' });
    const place = await figure.evaluateAll((links) => links.findIndex((link) => link.getAttributeNS('http://www.w3.org/1999/xlink', 'href') === 'cell:T05/2060302/2'));
    await figure.nth(place).click();
    await page.getByRole('region', { name: '公开05表' }).waitFor();
    expect(await sample.where()).toMatch(/公开05表.*2060302.*基本支出/u);
  });

  it('draws the charts beside their chapters, and anew when a figure changes', async () => {
    const { page } = sample;
    const parts = page.getByRole('navigation', { name: '报告的各部分' });
    const labels = async () => (await page.getByRole('figure').filter({ hasText: '支出决算结构' }).first().locator('svg text').allTextContents()).join(' ');
    await parts.getByRole('button', { name: '情况说明' }).click();
    await expect.poll(labels).toContain('1,236.14万元，83.45%');
    await sample.table('公开03表');
    await sample.cell('2060302', 3).click();
    await page.keyboard.type('888.88');
    await page.keyboard.press('Enter');
    await parts.getByRole('button', { name: '情况说明' }).click();
    await expect.poll(labels).toMatch(/基本支出 [\d,]+\.\d\d万元/u);
    expect(await labels()).not.toContain('83.45%');
  });

  it('goes to a page by its number, and is as large as is chosen', async () => {
    const { page } = sample;
    await toPreview(page);
    const field = page.getByRole('textbox', { name: '页码' });
    await field.fill('5');
    await field.press('Enter');
    await expect.poll(() => currentPage(page)).toBe('5');
    const width = async () => Math.round((await pages(page).first().boundingBox())?.width ?? 0);
    await page.getByRole('combobox', { name: '显示比例' }).selectOption('100');
    expect(await width()).toBe(794);
    await page.keyboard.press('Control+=');
    expect(await width()).toBe(992);
    await page.getByRole('combobox', { name: '显示比例' }).selectOption('fit');
    const room = await page.getByRole('region', { name: '报告各页' }).evaluate((element) => [element.scrollWidth, element.clientWidth]);
    expect(room[0]).toBe(room[1]);
  });

  it('prints everything in the size and direction of each page, a draft while errors are open', async () => {
    const { page } = sample;
    await toPreview(page);
    await page.keyboard.press('Control+p');
    const dialog = page.getByRole('dialog', { name: '打印' });
    expect(await dialog.getByRole('checkbox').isChecked()).toBe(true);
    expect(await dialog.getByRole('checkbox').isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: '打印' }).click();
    expect(await printed(page)).toBe('竖竖竖竖横横横竖竖横横横');
  });

  it('prints a range of pages, or one table, or says what is wrong with the range', async () => {
    const { page } = sample;
    await sample.table('公开03表');
    await page.keyboard.press('Control+p');
    const dialog = page.getByRole('dialog', { name: '打印' });
    const range = dialog.getByRole('textbox', { name: '页码范围' });
    await range.fill('3-99');
    await dialog.getByRole('button', { name: '打印' }).click();
    await dialog.getByText('没有第 3-99 页，共 12 页').waitFor();
    await range.fill('1，4－5');
    await dialog.getByRole('button', { name: '打印' }).click();
    expect(await printed(page)).toBe('竖竖横');
    await page.keyboard.press('Control+p');
    // The table at hand is the one offered.
    await dialog.getByRole('radio', { name: '一张表' }).check();
    await dialog.getByRole('button', { name: '打印' }).click();
    expect(await printed(page)).toBe('横');
  });
});

async function option(page: Page, mark: string): Promise<string> {
  const texts = await page.getByRole('combobox', { name: '转到表' }).locator('option').allTextContents();
  return texts.find((text) => text.startsWith(mark)) ?? '';
}
