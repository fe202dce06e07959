/** A spreadsheet's hands on a block of cells, with real keys, mouse and clipboard. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { forget, type LaunchedWindow, launchWindow, missing } from './launch-window.ts';

let opened: LaunchedWindow;
let page: Page;

/** A cell by its row's first key and the form's column. */
const cell = (row: string, column: number) => page.locator(`.ag-row[row-id="${row}"] [col-id="c${column}"]`);
const text = (row: string, column: number) => cell(row, column).textContent();
const selected = () => page.locator('.ag-cell.is-selected').count();
const sums = () => page.locator('.status .sums').textContent();

async function shows(row: string, column: number, amount: string): Promise<void> {
  await page.waitForFunction(([key, at, wanted]) => document.querySelector(`.ag-row[row-id="${key}"] [col-id="c${at}"]`)?.textContent === wanted, [row, String(column), amount]);
}

const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
const putOnClipboard = (block: string) => page.evaluate((value) => navigator.clipboard.writeText(value), block);

describe.skipIf(missing !== null && process.env['CI'] === undefined)('a block of cells', () => {
  beforeAll(async () => {
    opened = await launchWindow();
    page = opened.page;
    await page.getByRole('button', { name: '打开示例' }).click();
    await page.getByRole('dialog', { name: '导入核对' }).getByRole('button', { name: '打开' }).click();
    await page.getByRole('navigation', { name: '报告的各部分' }).getByRole('button', { name: '公开05表' }).click();
    await page.locator('.ag-row[row-id="2060302"]').first().waitFor();
  });
  afterAll(async () => {
    await opened.close();
    await forget(opened.data);
  });
  beforeEach(async () => {
    const undo = page.getByRole('button', { name: '撤销' });
    while (await undo.isEnabled()) await undo.click();
  });

  it('is selected by dragging, by Shift with a click, and by Shift with arrows; the status adds it up', async () => {
    await cell('2060302', 2).hover();
    await page.mouse.down();
    await cell('2060399', 4).hover();
    await page.mouse.up();
    const dragged = await selected();
    expect(dragged).toBeGreaterThan(5);
    const sum = await sums();
    expect(sum).toContain('计数');
    await cell('2060302', 2).click();
    expect(await selected()).toBe(0);
    await cell('2060399', 4).click({ modifiers: ['Shift'] });
    expect(await selected()).toBe(dragged);
    await cell('2060302', 2).click();
    await page.keyboard.press('Shift+ArrowRight');
    expect(await selected()).toBe(2);
    await page.keyboard.press('Shift+ArrowLeft');
    await page.keyboard.press('Shift+ArrowLeft');
    expect(await selected()).toBe(2);
  });

  it('reaches to the edge of the figures with Ctrl+Shift+arrow and to everything with Ctrl+A', async () => {
    await cell('206', 2).click();
    await page.keyboard.press('Control+Shift+ArrowDown');
    expect(await selected()).toBeGreaterThan(4);
    await page.keyboard.press('Control+a');
    expect(await selected()).toBeGreaterThan(30);
    await page.keyboard.press('Control+Home');
    expect(await selected()).toBe(0);
    expect(await page.locator('.formula .where').textContent()).not.toContain('206');
  });

  it('is copied as lines and tabs and pasted as it was', async () => {
    const before = await text('2060302', 4);
    await cell('2060302', 3).click();
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Control+c');
    expect(await clipboard()).toBe(`${(await text('2060302', 3))?.replaceAll(',', '')}\t${before?.replaceAll(',', '')}`);
    const html = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      return (await item?.getType('text/html'))?.text();
    });
    expect(html).toContain('<td');
    await cell('2060399', 3).click();
    await page.keyboard.press('Control+v');
    await shows('2060399', 4, before ?? '');
  });

  it('is cut: the figures go to the clipboard and leave the cells, in one step', async () => {
    const before = await text('2060302', 4);
    await cell('2060302', 4).click();
    await page.keyboard.press('Control+x');
    await shows('2060302', 4, '');
    expect(await clipboard()).toBe(before?.replaceAll(',', ''));
    await page.keyboard.press('Control+z');
    await shows('2060302', 4, before ?? '');
  });

  it('says which cells a paste can not change, and pastes the rest only when told to', async () => {
    await putOnClipboard('1\t2\n3\tabc\n');
    const before = await text('2060302', 3);
    await cell('20603', 3).click();
    await page.keyboard.press('Control+v');
    const dialog = page.getByRole('dialog', { name: '粘贴：有单元格不能改' });
    await dialog.getByText('是公式单元格').first().waitFor();
    await dialog.getByText('“abc”不是金额').waitFor();
    await dialog.getByRole('button', { name: '取消' }).click();
    expect(await text('2060302', 3)).toBe(before);
    await page.keyboard.press('Control+v');
    await dialog.getByRole('button', { name: '粘贴其余 1 格' }).click();
    await shows('2060302', 3, '3.00');
    expect(await page.getByRole('button', { name: '撤销' }).getAttribute('title')).toContain('粘贴');
  });

  it('takes one value into every selected cell', async () => {
    await putOnClipboard('7.5');
    await cell('2060302', 3).click();
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Control+v');
    await shows('2060302', 3, '7.50');
    await shows('2060302', 4, '7.50');
  });

  it('is cleared with Delete, and a formula is not', async () => {
    await cell('2060302', 3).click();
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Delete');
    await shows('2060302', 3, '');
    await shows('2060302', 4, '');
    await cell('206', 4).click();
    await page.keyboard.press('Delete');
    await page.getByRole('alert').getByText('由公式算出').waitFor();
    await shows('206', 4, '1,002.31');
  });

  it('is filled down and to the right', async () => {
    const from = await text('2060302', 3);
    await cell('2060302', 3).click();
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Control+r');
    await shows('2060302', 4, from ?? '');
  });
});
