/** The import review in a real window: what the template does not know is mapped once, and remembered for the next file. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as XLSX from '@e965/xlsx';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forget, type LaunchedWindow, launchWindow, missing } from './launch-window.ts';
import { picture } from './picture.ts';

const folder = mkdtempSync(join(tmpdir(), 'mingzhang-e2e-import-'));

/** The published sample as another office would hand it in: a heading and a label in its own words, a stray text, a subtotal twice. */
function mutated(name: string, change: (sheet: (name: string) => XLSX.WorkSheet, book: XLSX.WorkBook) => void): string {
  const book = XLSX.read(readFileSync(new URL('../../samples/beiguan-2022.xlsx', import.meta.url)));
  change((sheet) => book.Sheets[sheet] ?? {}, book);
  const path = join(folder, name);
  writeFileSync(path, XLSX.write(book, { type: 'buffer' }) as Buffer);
  return path;
}

const textIn = (sheet: XLSX.WorkSheet, from: string, to: string): void => {
  for (const cell of Object.values(sheet) as XLSX.CellObject[]) if (cell.t === 's' && String(cell.v).replace(/\s/gu, '').includes(from)) Object.assign(cell, { v: to, w: to, r: undefined, h: undefined });
};

/** A heading that the form does not know, and no 栏次 that would tell all the same. */
function ownWords(sheet: XLSX.WorkSheet): void {
  textIn(sheet, '财政拨款收入', '上面给的钱');
  for (const column of 'ABCDEFGHI') delete sheet[`${column}6`];
}

const first = mutated('甲局决算.xlsx', (sheet, book) => {
  ownWords(sheet('公开02表'));
  textIn(sheet('公开01表'), '一般公共预算财政拨款收入', '老账上的拨款');
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['本单位人员情况'], ['姓名', '工资'], ['甲', 12.5], ['乙', 11]]), '附页');
});
const second = mutated('乙局决算.xlsx', (sheet) => ownWords(sheet('公开02表')));

let opened: LaunchedWindow;
const review = (page: Page): Locator => page.getByRole('dialog', { name: '导入核对' });

/** Hands a file to the window as a drop does. */
async function drop(page: Page, path: string): Promise<void> {
  const transfer = await page.evaluateHandle(([name, base64]) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(atob(base64 ?? ''), (letter) => letter.charCodeAt(0))], name ?? ''));
    return data;
  }, [path.split('/').at(-1), readFileSync(path).toString('base64')] as const);
  await page.dispatchEvent('.window', 'drop', { dataTransfer: transfer });
  await review(page).waitFor();
}

describe.skipIf(missing !== null && process.env['CI'] === undefined)('the import review', () => {
  beforeAll(async () => {
    opened = await launchWindow();
  });
  afterAll(async () => {
    await opened.close();
    await forget(opened.data);
    rmSync(folder, { recursive: true, force: true });
  });

  it('lists what the template does not know, with address and number of figures', async () => {
    const { page } = opened;
    await drop(page, first);
    const unknown = review(page).getByRole('region', { name: '模板不认识的内容' });
    expect(await unknown.locator('.what b').allTextContents()).toEqual(['本单位人员情况', '上面给的钱', '老账上的拨款']);
    expect(await unknown.locator('small').allTextContents()).toEqual([expect.stringMatching(/^附页!A1，2 个数/u), expect.stringMatching(/^公开02表!D\d+，25 个数/u), expect.stringMatching(/^公开01表!A\d+，1 个数/u)]);
    await picture(page, 'review');
  });

  it('maps a column with the keyboard alone: found by its name, applied at once', async () => {
    const { page } = opened;
    const button = review(page).getByRole('button', { name: '对应到：上面给的钱' });
    await button.focus();
    await page.keyboard.press('Enter');
    const search = page.getByRole('combobox', { name: /上面给的钱/u });
    await search.waitFor();
    await page.keyboard.type('财政');
    await page.getByRole('option', { name: /财政拨款收入/u }).waitFor();
    await picture(page, 'mapping');
    await page.keyboard.press('Escape');
    await search.waitFor({ state: 'detached' });
    expect(await review(page).isVisible()).toBe(true);
    await page.keyboard.press('Enter');
    await page.keyboard.type('财政');
    await page.keyboard.press('Enter');
    await button.waitFor({ state: 'detached' });
    await page.getByText('记住的对应（1）').waitFor();
  });

  it('maps a row with the mouse, by its 行次', async () => {
    const { page } = opened;
    const button = review(page).getByRole('button', { name: '对应到：老账上的拨款' });
    await button.click();
    await page.getByRole('combobox', { name: /老账上的拨款/u }).fill('1行');
    await page.getByRole('listbox').getByRole('option').first().click();
    await button.waitFor({ state: 'detached' });
    await page.getByText('记住的对应（2）').waitFor();
    await picture(page, 'mapped');
  });

  it('knows the words in the next file, in a new window too', async () => {
    const page = await opened.newPage();
    await drop(page, second);
    await page.getByText('记住的对应（2）').waitFor();
    expect(await review(page).getByRole('region', { name: '模板不认识的内容' }).count()).toBe(0);
    await review(page).getByText('每个单元格都已归位').waitFor();
  });

  it('forgets what is taken back, and reads the file again', async () => {
    const { page } = opened;
    await page.getByText('记住的对应（2）').click();
    await review(page).getByRole('button', { name: '不再记住：上面给的钱' }).click();
    await review(page).getByRole('button', { name: '对应到：上面给的钱' }).waitFor();
    await page.getByText('记住的对应（1）').waitFor();
  });

  it('recognises again under another template, and opens what is shown', async () => {
    const { page } = opened;
    const choice = review(page).getByRole('combobox', { name: '模板' });
    await choice.selectOption('shanghai-2024');
    await page.waitForFunction(() => document.querySelector('.import-head')?.textContent?.includes('表名相符') === true && document.querySelector<HTMLSelectElement>('.import-head select')?.value === 'shanghai-2024');
    await choice.selectOption('henan-2022');
    await page.waitForFunction(() => document.querySelector<HTMLSelectElement>('.import-head select')?.value === 'henan-2022');
    await review(page).getByRole('button', { name: '打开', exact: true }).click();
    await page.locator('.ag-row').first().waitFor();
  });

  it('shows the table that the template does not have, as it came', async () => {
    const { page } = opened;
    await page.getByRole('navigation', { name: '报告的各部分' }).getByRole('button', { name: '附页' }).click();
    const sheet = page.getByRole('region', { name: '附表 附页' });
    await sheet.waitFor();
    expect(await sheet.locator('td').allTextContents()).toEqual(['本单位人员情况', '', '姓名', '工资', '甲', '12.5', '乙', '11']);
    await picture(page, 'extra');
  });
});
