/** Last year beside this year in a real window: 上年数, 增减额 and 增减% as columns that follow every edit and can be selected and copied. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Document, withCell, withTable } from '../../shared/document/document.ts';
import { serialise } from '../../shared/document/file.ts';
import { sampleDocument } from '../fixtures/sample-document.ts';
import { forget, type LaunchedWindow, launchWindow, missing } from './launch-window.ts';
import { picture } from './picture.ts';

const folder = mkdtempSync(join(tmpdir(), 'mingzhang-prior-'));
const file = join(folder, '两年.mingzhang');

/** The sample, and beside it a year in which one 项 was less and another was not there. */
function twoYears(): Document {
  const now = sampleDocument();
  const less = withCell(now, { table: 'T05', row: '2060302', column: '3' }, '100');
  const rows = less.tables['T05']?.rows.filter(({ key }) => key !== '2080505') ?? [];
  const { template, year, tables } = withTable(less, 'T05', { ...less.tables['T05'], rows });
  return { ...now, prior: { template, year: year - 1, tables } };
}
writeFileSync(file, serialise(twoYears()));

let opened: LaunchedWindow;
const page = (): Page => opened.page;
const cell = (row: string, column: string): Locator => page().locator(`.ag-row[row-id="${row}"] [col-id="${column}"]`);
const press = (...keys: readonly string[]): Promise<void> => keys.reduce((before, key) => before.then(() => page().keyboard.press(key)), Promise.resolve());
const texts = (row: string, columns: readonly string[]): Promise<(string | null)[]> => Promise.all(columns.map((column) => cell(row, column).locator('.words').textContent()));
const formula = (): Promise<string | null> => page().locator('.formula').textContent();

async function table(mark: string): Promise<void> {
  await page().getByRole('navigation', { name: '报告的各部分' }).getByRole('button', { name: mark }).click();
  await page().getByRole('region', { name: mark }).locator('.ag-row').first().waitFor();
}

async function showColumns(): Promise<void> {
  await press('Shift+F9');
  await cell('2060302', 'p4').waitFor();
}

describe.skipIf(missing !== null && process.env['CI'] === undefined)('last year\u2019s columns', () => {
  beforeAll(async () => {
    opened = await launchWindow({ file });
    await page().locator('.ag-row').first().waitFor();
  });
  beforeEach(async () => {
    await press('Escape');
    const undo = page().getByRole('toolbar').getByRole('button', { name: '撤销' });
    while (await undo.isEnabled()) await undo.click();
    await table('公开05表');
    if ((await cell('2060302', 'p4').count()) > 0) await press('Shift+F9');
    await cell('2060302', 'p4').waitFor({ state: 'detached' });
  });
  afterAll(async () => {
    await opened.close();
    await forget(opened.data);
    rmSync(folder, { recursive: true, force: true });
  });

  it('stand beside each amount, exact, and follow an edit up to the totals', async () => {
    await cell('2060302', 'c4').click();
    await showColumns();
    expect(await page().locator('.ag-header-group-cell[col-id^="g"]').filter({ hasText: '项目支出' }).count()).toBe(1);
    expect(await page().locator('.ag-header-cell[col-id="p4"], .ag-header-cell[col-id="d4"], .ag-header-cell[col-id="r4"]').allInnerTexts()).toEqual(['上年数', '增减额', '增减%']);
    expect(await texts('2060302', ['c4', 'p4', 'd4', 'r4'])).toEqual(['111.50', '100.00', '11.50', '11.50%']);
    expect((await texts('2080505', ['p3', 'd3', 'r3']))).toEqual(['', await cell('2080505', 'c3').locator('.words').textContent(), '—']);
    expect(await page().locator('.formula .where').textContent()).toContain('2060302');
    await page().keyboard.type('120');
    await press('Enter');
    await vi.waitFor(async () => expect(await texts('2060302', ['d4', 'r4'])).toEqual(['20.00', '20.00%']));
    expect(await page().locator('.grid').evaluate((grid) => grid.scrollLeft)).toBe(0);
    await picture(page(), 'prior-05');
    await cell('2060302', 'd4').click();
    expect(await formula()).toContain('增减额本年 120.00 − 上年 100.00 ＝ 20.00');
  });

  it('refuse what is typed in them, and are passed over by Tab and by what is pasted', async () => {
    await showColumns();
    await cell('2060302', 'p4').click();
    await page().keyboard.type('5');
    await press('Enter');
    await page().getByRole('alert').getByText(/2060302.*上年数：是与上年对比的列.*请改左边的本年数/u).waitFor();
    await press('Escape');
    await cell('2060302', 'c3').click();
    await press('Tab');
    expect(await page().locator('.ag-cell.is-active').getAttribute('col-id')).toBe('c4');
    await page().evaluate(() => navigator.clipboard.writeText('7\t8'));
    await cell('2060302', 'c3').click();
    await press('Control+V');
    await vi.waitFor(async () => expect(await texts('2060302', ['c3', 'p4', 'c4'])).toEqual(['7.00', '100.00', '8.00']));
  });

  it('are copied as they are shown, summed, and pasted back over the form\u2019s own columns only', async () => {
    await showColumns();
    await cell('2060302', 'c4').click();
    await cell('2060302', 'r4').click({ modifiers: ['Shift'] });
    await press('Control+C');
    expect(await page().evaluate(() => navigator.clipboard.readText())).toBe('111.50\t100.00\t11.50\t11.50%');
    await cell('2080505', 'c4').click();
    await press('Control+V');
    await vi.waitFor(async () => expect(await texts('2080505', ['c4'])).toEqual(['111.50']));
    await cell('2060302', 'd4').click();
    await cell('2080505', 'd4').click({ modifiers: ['Shift'] });
    expect(await page().locator('.status .sums').textContent()).toContain('求和');
  });

  it('stay with frozen panes, and are remembered', async () => {
    // Frozen columns need room: the panel goes.
    await press('F9');
    await showColumns();
    await cell('2060302', 'c3').click();
    await page().getByRole('menubar').getByRole('menuitem', { name: '查看', exact: true }).click();
    await page().getByRole('menuitem', { name: '冻结窗格 / 取消冻结' }).click();
    await page().locator('.ag-header .ag-grid-pinned-left-cells [col-id="r2"]').first().waitFor();
    expect(await page().locator('.ag-header .ag-grid-pinned-left-cells [col-id="c3"]').count()).toBe(0);
    await press('Shift+F9');
    await cell('2060302', 'p4').waitFor({ state: 'detached' });
    await page().locator('.ag-header .ag-grid-pinned-left-cells [col-id="c2"]').first().waitFor();
    await press('Shift+F9');
    await press('F9');
    await table('公开01表');
    await page().locator('[col-id="p2"]').first().waitFor();
    await picture(page(), 'prior-01');
    await table('公开06表');
    await picture(page(), 'prior-06');
    await vi.waitFor(() => expect(JSON.parse(readFileSync(join(opened.data, 'settings.json'), 'utf8'))).toMatchObject({ priorColumns: true }));
  });
});
