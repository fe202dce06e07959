/** The sample open in a window, and how a user finds things in it. One window serves a file of tests; each begins with nothing done. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { forget, type LaunchedWindow, type LaunchOptions, launchWindow } from './launch-window.ts';

export class SampleWindow {
  private opened: LaunchedWindow | null = null;

  get window(): LaunchedWindow {
    if (this.opened === null) throw new Error('the window is not open');
    return this.opened;
  }

  get page(): Page {
    return this.window.page;
  }

  /** Opens the window before the tests of a file, takes everything back before each. */
  use(options: LaunchOptions = {}): void {
    beforeAll(async () => {
      this.opened = await launchWindow(options);
      await this.openSample();
    });
    beforeEach(async () => {
      await this.page.keyboard.press('Escape');
      const undo = this.page.getByRole('toolbar').getByRole('button', { name: '撤销' });
      while (await undo.isEnabled()) await undo.click();
    });
    afterAll(async () => {
      await this.window.close();
      await forget(this.window.data);
    });
  }

  async openSample(): Promise<void> {
    await this.page.getByRole('button', { name: '打开示例' }).click();
    await this.page.getByRole('dialog', { name: '导入核对' }).getByRole('button', { name: '打开' }).click();
    await this.page.locator('.ag-row').first().waitFor();
  }

  /** A cell by its row's key and the form's column, from 0. */
  cell(row: string, column: number): Locator {
    return this.page.locator(`.ag-row[row-id="${row}"] [col-id="c${column}"]`);
  }

  async text(row: string, column: number): Promise<string> {
    return (await this.cell(row, column).textContent()) ?? '';
  }

  /** Waits until a cell shows a text. */
  async shows(row: string, column: number, text: string): Promise<void> {
    await this.page.waitForFunction(
      ([key, at, wanted]) => document.querySelector(`.ag-row[row-id="${key}"] [col-id="c${at}"]`)?.textContent === wanted,
      [row, String(column), text] as const, { timeout: 5000 },
    );
  }

  async table(mark: string): Promise<void> {
    await this.page.getByRole('navigation', { name: '报告的各部分' }).getByRole('button', { name: mark }).click();
    await this.page.getByRole('region', { name: mark }).locator('.ag-row').first().waitFor();
  }

  /** Where the active cell is, as the formula bar says. */
  async where(): Promise<string> {
    return (await this.page.locator('.formula .where').textContent()) ?? '';
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  selected(): Promise<number> {
    return this.page.locator('.ag-cell.is-selected').count();
  }

  async clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  async putOnClipboard(text: string, html?: string): Promise<void> {
    await this.page.evaluate(async ([plain, rich]) => {
      const parts: Record<string, Blob> = { 'text/plain': new Blob([plain ?? ''], { type: 'text/plain' }) };
      if (rich != null) parts['text/html'] = new Blob([rich], { type: 'text/html' });
      await navigator.clipboard.write([new ClipboardItem(parts)]);
    }, [text, html ?? null] as const);
  }
}
