/** A spreadsheet's hands: every key, the mouse, the input method and the clipboard, on the sample, as the accountant would. */
import { describe, expect, it } from 'vitest';
import { missing } from './launch-window.ts';
import { SampleWindow } from './sample-window.ts';

const sample = new SampleWindow();

/** As WPS puts two rows with a merged cell on the clipboard. */
const WPS = '<html><body><table><tr><td colspan="2">1,000.00</td></tr><tr><td>２００</td><td>3.5</td></tr></table></body></html>';

describe.skipIf(missing !== null && process.env['CI'] === undefined)('on the sample', () => {
  sample.use();

  describe('moving', () => {
    it('goes by arrows, to edges with Ctrl, to ends with Home and End', async () => {
      await sample.table('公开05表');
      await sample.cell('2060302', 4).click();
      await sample.press('ArrowDown');
      expect(await sample.where()).toContain('2060399');
      await sample.press('ArrowUp', 'ArrowLeft');
      expect(await sample.where()).toContain('2060302 社会公益研究 2栏');
      await sample.press('Control+ArrowDown');
      expect(await sample.where()).toContain('208 社会保障和就业支出 2栏');
      await sample.press('Home');
      expect(await sample.where()).toContain('208');
      await sample.press('End');
      expect(await sample.where()).toContain('2栏 基本支出');
      await sample.press('Control+End');
      expect(await sample.where()).toContain('3栏');
      await sample.press('Control+Home');
      expect(await sample.where()).toContain('合计');
    });

    it('confirms with Enter and Tab, back with Shift; goes round inside a selection', async () => {
      await sample.table('公开05表');
      await sample.cell('2060302', 3).click();
      await sample.press('1', 'Tab', '2', 'Enter');
      await sample.shows('2060302', 3, '1.00');
      await sample.shows('2060302', 4, '2.00');
      expect(await sample.where()).toContain('2060399 其他应用研究支出 2栏');
      await sample.press('Shift+Enter');
      expect(await sample.where()).toContain('2060302');
      await sample.press('Tab', 'Shift+Tab');
      expect(await sample.where()).toContain('2060302 社会公益研究 2栏');
      await sample.press('Shift+ArrowDown', 'Shift+ArrowRight');
      expect(await sample.selected()).toBe(4);
      for (const key of ['5', 'Enter', '6', 'Enter', '7', 'Enter', '8', 'Enter']) await sample.press(key);
      await sample.shows('2060302', 3, '5.00');
      await sample.shows('2060399', 3, '6.00');
      await sample.shows('2060302', 4, '7.00');
      await sample.shows('2060399', 4, '8.00');
      expect(await sample.selected()).toBe(4);
    });

    it('moves the way the settings say after Enter', async () => {
      await sample.table('公开05表');
      await sample.press('Control+,');
      const settings = sample.page.getByRole('dialog', { name: '设置' });
      await settings.getByLabel('按 Enter 后移动').selectOption('right');
      await settings.getByRole('button', { name: '关闭' }).click();
      await sample.cell('2060302', 3).click();
      await sample.press('9', 'Enter');
      expect(await sample.where()).toContain('2060302 社会公益研究 3栏');
      await sample.press('Control+,');
      await settings.getByLabel('按 Enter 后移动').selectOption('down');
      await settings.getByRole('button', { name: '关闭' }).click();
    });
  });

  describe('selecting with the mouse', () => {
    it('takes a row by its number, a column by its heading, everything by the corner', async () => {
      await sample.table('公开05表');
      await sample.page.locator('.ag-row[row-id="2060302"] [col-id="gutter"]').click();
      expect(await sample.selected()).toBe(5);
      await sample.page.locator('.ag-header-cell[col-id="c4"]').click();
      const column = await sample.selected();
      expect(column).toBeGreaterThan(15);
      await sample.page.locator('.ag-header-group-cell', { hasText: '本年支出' }).click();
      expect(await sample.selected()).toBe(column * 3);
      await sample.page.locator('.ag-header-cell[col-id="gutter"]').click();
      expect(await sample.selected()).toBeGreaterThan(column * 4);
      await sample.press('Escape');
    });

    it('adds with Ctrl, and the status bar adds up what is selected', async () => {
      await sample.table('公开05表');
      await sample.cell('2060302', 4).click();
      await sample.cell('2060399', 4).click({ modifiers: ['Control'] });
      expect(await sample.selected()).toBe(2);
      const sums = await sample.page.locator('.status .sums').textContent();
      expect(sums).toContain('计数 2');
      expect(sums).toContain('求和 243.32');
      expect(sums).toContain('平均 121.66');
    });

    it('scrolls on when dragged past the edge', async () => {
      await sample.table('公开06表');
      await sample.cell('301', 2).hover();
      await sample.page.mouse.down();
      const grid = await sample.page.locator('.grid-place').boundingBox();
      if (grid === null) throw new Error('no grid');
      await sample.page.mouse.move(grid.x + 300, grid.y + grid.height + 40, { steps: 4 });
      await sample.page.waitForFunction(() => /计数 27/u.test(document.querySelector('.status .sums')?.textContent ?? ''), undefined, { timeout: 8000 });
      await sample.page.mouse.up();
    });

    it('fills by dragging the handle', async () => {
      await sample.table('公开05表');
      await sample.cell('2060302', 4).click();
      const box = await sample.cell('2060302', 4).boundingBox();
      if (box === null) throw new Error('no cell');
      await sample.page.mouse.move(box.x + box.width - 3, box.y + box.height - 3);
      await sample.page.mouse.down();
      await sample.cell('2060399', 4).hover();
      await sample.page.mouse.up();
      await sample.shows('2060399', 4, '111.50');
      await sample.press('Control+Z');
      await sample.shows('2060399', 4, '131.82');
    });

    it('folds 科目 and opens them again', async () => {
      await sample.table('公开05表');
      await sample.page.locator('.ag-row[row-id="20603"] .fold').click();
      await sample.cell('2060302', 4).waitFor({ state: 'detached' });
      await sample.cell('206', 1).click();
      await sample.press('Alt+Enter');
      await sample.cell('20604', 4).waitFor({ state: 'detached' });
      await sample.press('Alt+Enter');
      await sample.page.locator('.ag-row[row-id="20603"] .fold').click();
      await sample.cell('2060302', 4).waitFor();
    });
  });

  describe('typing', () => {
    it('edits in place with F2 and a double click, and lets go with Escape', async () => {
      await sample.table('公开05表');
      await sample.cell('2060302', 4).click();
      await sample.press('F2', 'End', 'Backspace', '1', 'Enter');
      await sample.shows('2060302', 4, '111.51');
      await sample.cell('2060302', 4).dblclick();
      await sample.press('Home', 'Delete', 'Enter');
      await sample.shows('2060302', 4, '11.51');
      await sample.cell('2060302', 4).click();
      await sample.press('9', '9', 'Escape');
      await sample.shows('2060302', 4, '11.51');
      await sample.press('Backspace', '3', 'Enter');
      await sample.shows('2060302', 4, '3.00');
    });

    it('takes an input method from its first key, full-width digits and all', async () => {
      await sample.table('公开05表');
      await sample.cell('2060302', 4).click();
      const session = await sample.page.context().newCDPSession(sample.page);
      await session.send('Input.imeSetComposition', { text: '１２', selectionStart: 2, selectionEnd: 2 });
      expect(await sample.page.locator('.cell-field').getAttribute('data-mode')).toBe('entering');
      await session.send('Input.insertText', { text: '１２．５' });
      await sample.press('Enter');
      await sample.shows('2060302', 4, '12.50');
      await sample.cell('2060302', 1).click();
      await session.send('Input.imeSetComposition', { text: 'gongyi', selectionStart: 6, selectionEnd: 6 });
      await session.send('Input.insertText', { text: '公益研究' });
      await sample.press('Enter');
      await sample.shows('2060302', 1, '公益研究');
    });

    it('keeps what can not be taken in the cell to be put right', async () => {
      await sample.table('公开05表');
      await sample.cell('2060302', 4).click();
      await sample.page.keyboard.type('12a');
      await sample.press('Enter');
      await sample.page.getByRole('alert').getByText('不是金额').waitFor();
      expect(await sample.page.locator('.cell-field').inputValue()).toBe('12a');
      await sample.press('Backspace', 'Enter');
      await sample.shows('2060302', 4, '12.00');
    });

    it('fills a selection with Ctrl+Enter, down with Ctrl+D, right with Ctrl+R', async () => {
      await sample.table('公开05表');
      await sample.cell('2060302', 3).click();
      await sample.press('Shift+ArrowDown', '4', 'Control+Enter');
      await sample.shows('2060399', 3, '4.00');
      await sample.cell('2060302', 4).click();
      await sample.press('Shift+ArrowDown', 'Control+D');
      await sample.shows('2060399', 4, '111.50');
      await sample.cell('2060399', 3).click();
      await sample.press('Shift+ArrowRight', 'Control+R');
      await sample.shows('2060399', 4, '4.00');
    });
  });

  describe('the clipboard', () => {
    it('takes a table from WPS with a merged cell, and gives one with texts kept as texts', async () => {
      await sample.table('公开05表');
      await sample.putOnClipboard('1,000.00\t\n２００\t3.5', WPS);
      await sample.cell('2060302', 3).click();
      await sample.press('Control+V');
      await sample.shows('2060302', 3, '1,000.00');
      await sample.shows('2060302', 4, '');
      await sample.shows('2060399', 3, '200.00');
      await sample.shows('2060399', 4, '3.50');
      await sample.page.locator('.ag-row[row-id="2060302"] [col-id="gutter"]').click();
      await sample.press('Control+C');
      expect(await sample.clipboard()).toBe('2060302\t社会公益研究\t1000.00\t1000.00\t');
    });

    it('moves a block between tables', async () => {
      await sample.table('公开05表');
      await sample.cell('2060302', 4).click();
      await sample.press('Shift+ArrowDown', 'Control+C');
      expect(await sample.clipboard()).toBe('111.50\r\n131.82');
      await sample.table('公开03表');
      await sample.cell('2060302', 5).click();
      await sample.press('Control+V');
      await sample.shows('2060302', 5, '111.50');
      await sample.shows('2060399', 5, '131.82');
    });

    it('pastes from the menu as well', async () => {
      await sample.table('公开05表');
      await sample.putOnClipboard('8.25');
      await sample.cell('2060302', 4).click({ button: 'right' });
      await sample.page.getByRole('menu', { name: '单元格操作' }).getByRole('menuitem', { name: '粘贴' }).click();
      await sample.shows('2060302', 4, '8.25');
    });

    it('copies and cuts from the menu as well', async () => {
      await sample.table('公开05表');
      await sample.putOnClipboard('nothing');
      await sample.cell('2060302', 4).click({ button: 'right' });
      await sample.page.getByRole('menu', { name: '单元格操作' }).getByRole('menuitem', { name: '复制' }).click();
      expect(await sample.clipboard()).toBe('111.50');
      await sample.cell('2060399', 4).click();
      await sample.page.getByRole('menuitem', { name: '编辑' }).click();
      await sample.page.getByRole('menuitem', { name: '剪切' }).click();
      await sample.shows('2060399', 4, '');
      expect(await sample.clipboard()).toBe('131.82');
    });

    it('refuses percents and words, with their place', async () => {
      await sample.table('公开05表');
      await sample.putOnClipboard('5%\n无');
      await sample.cell('2060302', 4).click();
      await sample.press('Control+V');
      const dialog = sample.page.getByRole('dialog', { name: '粘贴：有单元格不能改' });
      await dialog.getByText('是百分数').waitFor();
      await dialog.getByText('2060399 其他应用研究支出 3栏 项目支出').waitFor();
      await dialog.getByText('没有可以填入的单元格').waitFor();
      await dialog.getByRole('button', { name: '取消' }).click();
    });
  });

  it('keeps the row numbers before the names in a narrow window, where the names scroll with the figures', async () => {
    const { page } = sample;
    const size = page.viewportSize();
    await sample.table('公开02表');
    await page.setViewportSize({ width: 1000, height: 640 });
    await page.waitForFunction(() => {
      const [name, figure] = ['c1', 'c2'].map((column) => document.querySelector(`.ag-row[row-id="206"] [col-id="${column}"]`)?.parentElement);
      return name != null && name === figure;
    }, undefined, { timeout: 5000 });
    const places = await Promise.all(['gutter', 'c0', 'c1', 'c2'].map((column) => page.locator(`.ag-row[row-id="206"] [col-id="${column}"]`).evaluate((cell) => cell.getBoundingClientRect().left)));
    if (size !== null) await page.setViewportSize(size);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });
});
