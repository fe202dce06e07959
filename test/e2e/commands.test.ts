/** What the menu offers, done by its keys: finding, going, 科目 rows, folding, units, zoom, panels, preview, help. */
import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { missing } from './launch-window.ts';
import { SampleWindow } from './sample-window.ts';

const sample = new SampleWindow();
const workbook = fileURLToPath(new URL('../../samples/beiguan-2022.xlsx', import.meta.url));

describe.skipIf(missing !== null && process.env['CI'] === undefined)('commands', () => {
  sample.use();

  it('finds over all tables and replaces in one step', async () => {
    const { page } = sample;
    await sample.table('公开01表');
    await sample.press('Control+H');
    const bar = page.getByRole('search', { name: '查找和替换' });
    await bar.getByLabel('查找', { exact: true }).fill('111.50');
    await bar.getByText(/共 \d+ 处/u).waitFor();
    await sample.press('Enter');
    await page.getByRole('heading', { name: '收入决算表' }).waitFor();
    await bar.getByText(/第 1 \//u).waitFor();
    await bar.getByLabel('替换为').fill('112.50');
    await bar.getByRole('button', { name: '全部替换' }).click();
    await page.getByRole('alert').getByText(/替换了 \d+ 处，\d+ 处没有替换/u).waitFor();
    await bar.getByLabel('查找', { exact: true }).press('Escape');
    await bar.waitFor({ state: 'detached' });
    await sample.table('公开05表');
    await sample.shows('2060302', 4, '112.50');
    await sample.press('Control+Z');
    await sample.table('公开05表');
    await sample.shows('2060302', 4, '111.50');
  });

  it('looks into a folder that is typed, begins there the next time, and still takes a file', async () => {
    const { page } = sample;
    for (const typed of [dirname(workbook), basename(workbook)]) {
      await page.getByRole('menuitem', { name: '文件' }).click();
      await page.getByRole('menuitem', { name: '载入上年数…' }).click();
      const chooser = page.getByRole('dialog', { name: '选择上年的文档或工作簿' });
      await chooser.getByLabel('路径').fill(typed);
      // A name alone is of the folder listed, which the second time is the one of the first.
      await chooser.getByText(typed === dirname(workbook) ? '上一级' : basename(workbook)).waitFor();
      await sample.press('Enter');
      if (typed === dirname(workbook)) await chooser.getByText(basename(workbook)).click();
      await page.getByRole('dialog', { name: '导入核对' }).getByRole('button', { name: '取消' }).click({ timeout: 20_000 });
    }
  });

  it('goes on in the grid after a window that led there, wherever the window was opened from', async () => {
    await sample.page.getByRole('tab', { name: '校验结果' }).focus();
    await sample.press('Control+G');
    await sample.page.keyboard.type('公开03 2060302 项目支出');
    await sample.press('Enter');
    await sample.page.waitForFunction(() => document.activeElement?.getAttribute('aria-label')?.startsWith('公开03表 2060302') === true);
  });

  it('goes to a cell as it is spoken of', async () => {
    await sample.press('Control+G');
    await sample.page.keyboard.type('公开03 2060302 项目支出');
    await sample.press('Enter');
    expect(await sample.where()).toBe('公开03表 2060302 社会公益研究 3栏 项目支出');
    await sample.press('ArrowDown');
    expect(await sample.where()).toContain('2060399');
  });

  it('inserts a 科目 by its pinyin initials with its 类 and 款, and deletes and moves rows', async () => {
    const { page } = sample;
    await sample.table('公开05表');
    await sample.press('Control+Shift+Equal');
    const dialog = page.getByRole('dialog', { name: '插入科目' });
    await page.keyboard.type('2120803');
    await dialog.getByLabel('名称', { exact: true }).fill('城市建设支出');
    await sample.press('Enter');
    await sample.cell('2120803', 4).waitFor();
    expect(await sample.cell('212', 1).textContent()).not.toBe('');
    expect(await sample.where()).toContain('2120803 城市建设支出 2栏');
    await sample.press('6', 'Enter');
    await sample.shows('212', 3, '6.00');
    await sample.cell('212', 3).click();
    await sample.press('Alt+ArrowUp');
    await page.waitForFunction(() => {
      const position = (id: string): number => Number(document.querySelector(`.ag-row[row-id="${id}"]`)?.getAttribute('row-index'));
      return position('212') < position('210');
    });
    await sample.press('Control+Minus');
    const question = page.getByRole('dialog', { name: '删除科目行' });
    await question.getByText('2120803 城市建设支出').waitFor();
    await question.getByRole('button', { name: '删除' }).click();
    await sample.cell('212', 3).waitFor({ state: 'detached' });
    await sample.press('Control+Z');
    await sample.cell('2120803', 4).waitFor();
    await sample.press('Control+Z', 'Control+Z', 'Control+Z');
    await sample.cell('212', 3).waitFor({ state: 'detached' });
    await sample.press('Control+Shift+Equal');
    await page.keyboard.type('xzyx');
    await dialog.getByRole('option', { name: '2150501 行政运行' }).waitFor();
    await sample.press('Escape');
  });

  it('shows 元 and takes 元 while it is switched to 元', async () => {
    const { page } = sample;
    await sample.table('公开05表');
    await page.getByRole('button', { name: '单位：万元' }).click();
    await sample.shows('2060302', 4, '1,115,000.00');
    await sample.cell('2060302', 4).click();
    await page.keyboard.type('1125000');
    await sample.press('Enter');
    await sample.shows('2060302', 4, '1,125,000.00');
    // Two signs stand beside this one, and may not cut it short.
    await sample.table('公开06表');
    await sample.shows('301', 2, '2,165,800.00');
    expect(await sample.cell('301', 2).locator('.cell, .words').evaluateAll((boxes) => boxes.every((box) => box.scrollWidth <= box.clientWidth))).toBe(true);
    await sample.table('公开05表');
    await page.getByRole('button', { name: '单位：元' }).click();
    await sample.shows('2060302', 4, '112.50');
  });

  it('zooms from 80 to 200 %, and is still where the mouse is', async () => {
    const { page } = sample;
    await sample.table('公开05表');
    for (let at = 0; at < 5; at++) await sample.press('Control+Equal');
    await page.getByRole('button', { name: '150%' }).waitFor();
    expect((await sample.cell('206', 4).boundingBox())?.height).toBeGreaterThan(38);
    await sample.cell('2060302', 4).click();
    await sample.press('5', 'Enter');
    await sample.shows('2060302', 4, '5.00');
    await sample.press('Control+0');
    await page.getByRole('button', { name: '100%' }).waitFor();
  });

  it('explains a cell: formula, what feeds it, what it feeds, what was done to it', async () => {
    const { page } = sample;
    await sample.table('公开05表');
    await sample.cell('2060302', 4).click();
    await page.keyboard.type('120');
    await sample.press('Enter', 'ArrowUp', 'Control+`');
    const panel = page.getByRole('tabpanel', { name: '单元格' });
    await panel.getByText('111.5 → 120').waitFor();
    await panel.getByRole('button', { name: '20603 应用研究 3栏' }).click();
    expect(await sample.where()).toContain('20603 应用研究 3栏');
    await panel.getByText('其项级合计').waitFor();
    await panel.getByText('由这些单元格算出（2）').waitFor();
    await page.getByRole('tab', { name: '校验结果' }).click();
  });

  it('goes from finding to finding with F8', async () => {
    await sample.table('公开01表');
    await sample.press('F8');
    expect(await sample.where()).toContain('公开06表 302');
    await sample.press('F8');
    expect(await sample.where()).toContain('公开06表 301');
    await sample.press('Shift+F8');
    expect(await sample.where()).toContain('公开06表 302');
  });

  it('works by keyboard alone: the menu, F6 from pane to pane, the help sheet', async () => {
    const { page } = sample;
    await sample.table('公开05表');
    await sample.cell('2060302', 4).click();
    await sample.press('F6');
    expect(await page.evaluate(() => document.activeElement?.closest('[data-pane]')?.getAttribute('data-pane'))).toBe('side');
    await sample.press('Shift+F6');
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('cell-field');
    await page.getByRole('menuitem', { name: '编辑' }).focus();
    await sample.press('Enter', 'ArrowDown');
    expect(await page.evaluate(() => document.activeElement?.textContent)).not.toBe('编辑');
    await sample.press('ArrowRight', 'Escape');
    await sample.press('F1');
    const help = page.getByRole('dialog', { name: '快捷键一览' });
    await help.getByText('跳到数据区边缘').waitFor();
    await sample.press('Escape');
    await help.waitFor({ state: 'detached' });
  });

  it('tells a screen reader where it is and what stands there', async () => {
    await sample.table('公开06表');
    await sample.cell('301', 5).click();
    expect(await sample.page.locator('.cell-field').getAttribute('aria-label')).toBe('公开06表 302 商品和服务支出，11.71，公式单元格，有错误，表中所印与公式不同');
  });

  it('has its menus at the keyboard too', async () => {
    const { page } = sample;
    await sample.table('公开03表');
    await sample.cell('2060302', 4).click();
    await sample.press('Shift+F10');
    const menu = page.getByRole('menu', { name: '单元格操作' });
    await menu.waitFor();
    await sample.press('ArrowDown', 'Escape');
    await menu.waitFor({ state: 'detached' });
    await sample.press('ArrowDown');
    expect(await sample.where()).toContain('2060399');
    await sample.press('F10', 'ArrowRight', 'ArrowDown', 'ArrowDown');
    await page.getByRole('menu', { name: '编辑' }).waitFor();
    await sample.press('ArrowRight');
    await page.getByRole('menu', { name: '表格' }).waitFor();
    await sample.press('Escape', 'Escape', 'ArrowUp');
    expect(await sample.where()).toContain('2060302');
  });

  it('freezes rows above and columns left of the cell, and lets go again', async () => {
    const { page } = sample;
    const freeze = async (): Promise<void> => {
      await page.getByRole('menuitem', { name: '查看', exact: true }).click();
      await page.getByRole('menuitem', { name: '冻结窗格' }).click();
    };
    await sample.table('公开03表');
    await sample.cell('20603', 3).click();
    await freeze();
    await page.locator('.ag-grid-pinned-top-rows .ag-row[row-id="206"]').first().waitFor();
    expect(await page.locator('.ag-header .ag-grid-pinned-left-cells [col-id="c2"]').count()).toBe(1);
    await sample.press('Control+End');
    expect(await sample.cell('206', 2).isVisible()).toBe(true);
    await freeze();
    await page.locator('.ag-grid-pinned-top-rows .ag-row[row-id="206"]').first().waitFor({ state: 'detached' });
  });

  it('asks for confirmation of a workbook dropped on the window', async () => {
    const { page } = sample;
    const bytes = readFileSync(workbook).toString('base64');
    const transfer = await page.evaluateHandle((base64) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], '拖入.xlsx'));
      return data;
    }, bytes);
    await page.locator('.window').dispatchEvent('drop', { dataTransfer: transfer });
    const review = page.getByRole('dialog', { name: '导入核对' });
    await review.getByText('导入核对：拖入.xlsx').waitFor({ timeout: 20_000 });
    await review.getByRole('button', { name: '取消' }).click();
  });

  it('takes last year\u2019s workbook beside this year\u2019s figures and marks what moved', async () => {
    const { page } = sample;
    await sample.table('公开05表');
    await page.getByRole('menuitem', { name: '文件' }).click();
    await page.getByRole('menuitem', { name: '载入上年数…' }).click();
    const chooser = page.getByRole('dialog', { name: '选择上年的文档或工作簿' });
    await chooser.getByLabel('路径').fill(workbook);
    await sample.press('Enter');
    await page.getByRole('dialog', { name: '导入核对' }).getByRole('button', { name: '作为上年数载入' }).click({ timeout: 20_000 });
    await page.getByRole('alert').getByText('已载入上年数').waitFor({ timeout: 20_000 });
    await sample.cell('2060302', 4).click();
    await page.keyboard.type('120');
    await sample.press('Enter');
    await page.getByRole('menuitem', { name: '查看' }).click();
    await page.getByRole('menuitem', { name: '与上年对比' }).click();
    await page.locator('.ag-row[row-id="2060302"] [col-id="c4"].is-up').waitFor();
    await sample.cell('2060302', 4).click();
    await sample.press('Control+`');
    const panel = page.getByRole('tabpanel', { name: '单元格' });
    await panel.getByText('上年（2021 年度）').waitFor();
    await panel.getByText('8.50（7.62%）').waitFor();
    await page.getByRole('tab', { name: '校验结果' }).click();
    await page.getByRole('menuitem', { name: '查看' }).click();
    await page.getByRole('menuitem', { name: '与上年对比' }).click();
  });

  it('keeps a column and a row as wide and high as they were drawn', async () => {
    const { page } = sample;
    await sample.table('公开05表');
    const gutter = await page.locator('.ag-row[row-id="2060302"] [col-id="gutter"]').boundingBox();
    const heading = await page.locator('.ag-header-cell[col-id="c4"]').boundingBox();
    if (gutter === null || heading === null) throw new Error('not on the screen');
    await page.mouse.move(gutter.x + 10, gutter.y + gutter.height - 2);
    await page.mouse.down();
    await page.mouse.move(gutter.x + 10, gutter.y + gutter.height + 20, { steps: 3 });
    await page.mouse.up();
    await page.mouse.move(heading.x + heading.width - 1, heading.y + heading.height / 2);
    await page.mouse.down();
    await page.mouse.move(heading.x + heading.width + 59, heading.y + heading.height / 2, { steps: 3 });
    await page.mouse.up();
    await sample.table('公开01表');
    await sample.table('公开05表');
    const cell = await sample.cell('2060302', 4).boundingBox();
    expect(cell?.height).toBeGreaterThan(gutter.height + 15);
    expect(cell?.width).toBeGreaterThan(heading.width + 50);
  });

  it('writes the 情况说明 from the figures, takes reasons where they stand, and leads back to the cells', async () => {
    const { page } = sample;
    await page.getByRole('navigation', { name: '报告的各部分' }).getByRole('button', { name: '情况说明' }).click();
    const text = page.getByRole('region', { name: '情况说明' });
    await text.getByText('1481.36').first().waitFor();
    const left = async (): Promise<number> => Number(/还有 (\d+) 处/u.exec((await text.getByRole('status').textContent()) ?? '')?.[1] ?? 0);
    const before = await left();
    expect(before).toBeGreaterThan(0);
    const field = text.getByRole('textbox').first();
    await field.fill('按实际工作安排');
    await sample.press('Control+Enter');
    await page.waitForFunction((count) => document.querySelector('.narrative [role=status]')?.textContent?.includes(`还有 ${count} 处`), before - 1);
    await page.getByRole('toolbar').getByRole('button', { name: '撤销' }).click();
    await page.waitForFunction((count) => document.querySelector('.narrative [role=status]')?.textContent?.includes(`还有 ${count} 处`), before);
    await text.getByRole('button', { name: '1481.36' }).first().click();
    await page.locator('.formula .where').waitFor();
    expect(await sample.where()).toContain('公开');
  });
});
