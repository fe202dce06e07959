/** What the hands of a spreadsheet's user do without thinking: selecting, coming back, entering row by row, zooming, drawing sizes; and the self-evaluations' own. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDocument, serialise } from '../../shared/document/file.ts';
import { rollDocument } from '../../shared/document/roll.ts';
import { HENAN } from '../fixtures/sample-document.ts';
import { missing } from './launch-window.ts';
import { SampleWindow } from './sample-window.ts';

const sample = new SampleWindow();

/** Where a cell stands on the screen; null where it is scrolled out of the page. */
const placeOf = async (row: string): Promise<number | null> => ((await sample.cell(row, 2).count()) === 0 ? null : ((await sample.cell(row, 2).boundingBox())?.y ?? null));

async function fileNamed(name: string): Promise<string> {
  const path = join(sample.window.data, name);
  const chooser = sample.page.getByRole('dialog').filter({ has: sample.page.getByRole('textbox') });
  await chooser.getByRole('textbox').last().fill(path);
  await sample.page.keyboard.press('Enter');
  await chooser.waitFor({ state: 'detached' });
  return path;
}

describe.skipIf(missing !== null)('habits of a spreadsheet\'s user', () => {
  sample.use();

  it('selects whole rows, columns and the table without leaving the cell', async () => {
    const { page } = sample;
    await sample.table('公开06表');
    await sample.cell('301', 2).click();
    const here = await sample.where();
    const top = await placeOf('301');
    for (const keys of ['Control+Space', 'Shift+Space', 'Control+a', 'Control+Shift+Space']) {
      await sample.press(keys);
      expect(await sample.selected(), keys).toBeGreaterThan(5);
      expect(await sample.where(), keys).toBe(here);
      expect(await placeOf('301'), keys).toBe(top);
      await sample.cell('301', 2).click();
    }
    await page.mouse.wheel(0, 4000);
    await expect.poll(() => placeOf('301')).not.toBe(top);
    await sample.press('Control+Backspace');
    await expect.poll(() => placeOf('301')).toBe(top);
    expect(await sample.where()).toBe(here);
  });

  it('selects what was pasted and stays at its beginning', async () => {
    await sample.table('公开06表');
    await sample.cell('301', 2).click();
    const top = await placeOf('301');
    await sample.press('Control+Shift+End', 'Control+c');
    await expect.poll(() => placeOf('301')).not.toBe(top);
    await sample.press('Control+Home');
    await sample.cell('301', 2).click();
    await sample.press('Control+v');
    await expect.poll(() => sample.selected()).toBeGreaterThan(10);
    expect(await sample.selected()).toBeGreaterThan(10);
    expect(await placeOf('301')).toBe(top);
  });

  it('goes back to the beginning of the next row after Tab and Enter', async () => {
    await sample.table('公开05表');
    await sample.cell('2060302', 3).click();
    await sample.press('1', 'Tab', '2', 'Enter');
    expect(await sample.where()).toContain('2060399');
    expect(await sample.where()).toContain('2栏');
    await sample.shows('2060302', 3, '1.00');
    await sample.shows('2060302', 4, '2.00');
    await sample.press('Enter', 'ArrowRight', 'Enter');
    expect(await sample.where()).toContain('3栏');
  });

  it('fills down by a double click on the handle as far as its neighbour goes, and asks about formulas in between', async () => {
    const { page } = sample;
    await sample.table('公开05表');
    await sample.cell('2080501', 3).click();
    const box = await sample.cell('2080501', 3).boundingBox();
    if (box === null) throw new Error('no cell');
    await page.mouse.dblclick(box.x + box.width - 3, box.y + box.height - 3);
    const refused = page.getByRole('dialog');
    await refused.getByText('是公式单元格').first().waitFor();
    await page.keyboard.press('Escape');
    expect(await page.locator('.cell-field').getAttribute('data-mode')).toBe('idle');
  });

  it('makes the tables larger with Ctrl and the wheel, and says where a sum is', async () => {
    const { page } = sample;
    await sample.table('公开05表');
    await sample.cell('2060302', 4).click();
    await sample.press('Alt+=');
    await page.getByRole('alert').getByText('合计在状态栏').waitFor();
    await sample.cell('2060302', 4).hover();
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -100);
    await page.locator('.status .zoom').getByText('110%').waitFor();
    await page.mouse.wheel(0, 100);
    await page.locator('.status .zoom').getByText('100%').waitFor();
    await page.keyboard.up('Control');
  });

  it('fits a column to what stands in it by a double click on its border', async () => {
    await sample.table('公开07表');
    await sample.table('公开05表');
    const heading = sample.page.locator('.ag-header-cell[col-id="c1"]');
    const box = await heading.boundingBox();
    if (box === null) throw new Error('no heading');
    await sample.page.mouse.move(box.x + box.width - 1, box.y + box.height / 2);
    await sample.page.mouse.down();
    await sample.page.mouse.move(box.x + 120, box.y + box.height / 2, { steps: 4 });
    await sample.page.mouse.up();
    const cut = (): Promise<number> => sample.page.locator('.ag-row [col-id="c1"] .cell').evaluateAll((cells) => cells.filter((cell) => cell.scrollWidth > cell.clientWidth + 1).length);
    expect(await cut()).toBeGreaterThan(0);
    await sample.page.mouse.dblclick(box.x + 119, box.y + box.height / 2);
    await expect.poll(cut).toBe(0);
    expect((await heading.boundingBox())?.width).toBeLessThan(400);
  });

  it('finds the widths and heights that were drawn again in the next window', async () => {
    await sample.table('公开05表');
    const width = async (): Promise<number> => (await sample.cell('2060302', 4).boundingBox())?.width ?? 0;
    const height = async (): Promise<number> => (await sample.cell('2060302', 4).boundingBox())?.height ?? 0;
    const before = [await width(), await height()] as const;
    const heading = await sample.page.locator('.ag-header-cell[col-id="c4"]').boundingBox();
    const gutter = await sample.page.locator('.ag-row[row-id="2060302"] [col-id="gutter"]').boundingBox();
    if (heading === null || gutter === null) throw new Error('no heading');
    await sample.page.mouse.move(heading.x + heading.width - 1, heading.y + heading.height / 2);
    await sample.page.mouse.down();
    await sample.page.mouse.move(heading.x + heading.width + 39, heading.y + heading.height / 2, { steps: 4 });
    await sample.page.mouse.up();
    await sample.page.mouse.move(gutter.x + 10, gutter.y + gutter.height - 2);
    await sample.page.mouse.down();
    await sample.page.mouse.move(gutter.x + 10, gutter.y + gutter.height + 18, { steps: 4 });
    await sample.page.mouse.up();
    const drawn = [await width(), await height()] as const;
    expect(drawn[0]).toBeGreaterThan(before[0] + 20);
    expect(drawn[1]).toBeGreaterThan(before[1] + 10);
    await sample.page.reload();
    await sample.openSample();
    await sample.table('公开05表');
    expect([await width(), await height()]).toEqual(drawn);
  });

  it('writes self-evaluations with an input method, and begins them from last year\'s', async () => {
    const { page } = sample;
    const part = (name: string) => page.getByRole('navigation', { name: '报告的各部分' }).getByRole('button', { name });
    const field = (label: string) => page.getByRole('textbox', { name: label, exact: true });
    await part('＋ 项目自评表').click();
    await field('项目名称').fill('科技奖补');
    await field('数量 年度指标值').focus();
    const session = await page.context().newCDPSession(page);
    await session.send('Input.imeSetComposition', { text: 'wujia', selectionStart: 5, selectionEnd: 5 });
    expect(await field('数量 年度指标值').getAttribute('data-mode')).toBe('typing');
    await session.send('Input.insertText', { text: '≥五家' });
    await sample.press('Enter');
    await expect.poll(() => field('数量 年度指标值').inputValue()).toBe('≥五家');
    await sample.press('Control+Shift+S');
    const old = openDocument(await readFile(await fileNamed('上年.mingzhang').then(saved), 'utf8'));
    if (!old.ok) throw new Error(old.problem);
    await writeFile(join(sample.window.data, '本年.mingzhang'), serialise(rollDocument(old.document, 2023, HENAN)));
    await sample.press('Control+o');
    await fileNamed('本年.mingzhang');
    await page.getByText('2023 年度').first().waitFor();
    await part('科技奖补').click();
    await page.getByRole('button', { name: '删除此表' }).click();
    await page.getByRole('button', { name: '从上年带入 1 张' }).click();
    await part('科技奖补').click();
    expect([await field('数量 年度指标值').inputValue(), await field('数量 实际完成值').inputValue()]).toEqual(['≥五家', '']);
    await page.getByRole('toolbar').getByRole('button', { name: '撤销' }).click();
    await page.getByRole('button', { name: '从上年带入 1 张' }).waitFor();
  });
});

async function saved(path: string): Promise<string> {
  await sample.page.locator('.status .saved').getByText('已保存').waitFor();
  return path;
}
