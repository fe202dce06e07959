/** 汇总下级单位 in a real window: several files chosen or dropped, what is in the way, the sum as a new document. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serialise } from '../../shared/document/file.ts';
import { sampleDocument } from '../fixtures/sample-document.ts';
import { forget, type LaunchedWindow, launchWindow, missing } from './launch-window.ts';
import { picture } from './picture.ts';

const folder = mkdtempSync(join(tmpdir(), 'mingzhang-merge-'));
const workbook = fileURLToPath(new URL('../../samples/beiguan-2022.xlsx', import.meta.url));
copyFileSync(workbook, join(folder, '甲局.xlsx'));
writeFileSync(join(folder, '乙局.mingzhang'), serialise({ ...sampleDocument(), department: '乙局' }));
writeFileSync(join(folder, '丙局.mingzhang'), serialise({ ...sampleDocument(), department: '丙局', year: 2021 }));
writeFileSync(join(folder, '坏.mingzhang'), 'no document');

let opened: LaunchedWindow;
const page = (): Page => opened.page;
const merge = (): Locator => page().getByRole('dialog', { name: '汇总下级单位' });
const files = (): Promise<string[]> => merge().locator('td.file').allTextContents();

/** Hands files to an element as a drop does. */
async function drop(target: string, names: readonly string[]): Promise<void> {
  const transfer = await page().evaluateHandle((dropped) => {
    const data = new DataTransfer();
    for (const [name, base64] of dropped) data.items.add(new File([Uint8Array.from(atob(base64 ?? ''), (letter) => letter.charCodeAt(0))], name ?? ''));
    return data;
  }, names.map((name) => [name, readFileSync(join(folder, name)).toString('base64')] as const));
  await page().dispatchEvent(target, 'drop', { dataTransfer: transfer });
}

describe.skipIf(missing !== null && process.env['CI'] === undefined)('the sum of subordinate units', () => {
  beforeAll(async () => {
    opened = await launchWindow();
  });
  afterAll(async () => {
    await opened.close();
    await forget(opened.data);
    rmSync(folder, { recursive: true, force: true });
  });

  it('lists the files that were chosen, each with its department, year, unit and what was recognised', async () => {
    await page().getByRole('button', { name: '汇总下级单位…' }).click();
    const chooser = page().getByRole('dialog', { name: '选择下级单位的文档或工作簿' });
    await chooser.getByRole('textbox').fill(`${folder}/`);
    await page().keyboard.press('Enter');
    for (const name of ['甲局.xlsx', '乙局.mingzhang', '丙局.mingzhang']) await chooser.getByRole('button', { name, pressed: false }).click();
    await picture(page(), 'units');
    await chooser.getByRole('button', { name: '确定（3 个）' }).click();
    await merge().getByRole('checkbox', { name: '计入 丙局.mingzhang' }).waitFor({ timeout: 20_000 });
    expect(await files()).toEqual(['甲局.xlsx', '乙局.mingzhang', '丙局.mingzhang']);
    expect(await merge().getByRole('row').filter({ hasText: '甲局.xlsx' }).textContent()).toContain('安阳市北关区工业和信息化局2022万元甲局.xlsx全部归位');
    expect(await merge().getByRole('row').filter({ hasText: '乙局.mingzhang' }).textContent()).toContain('乙局2022万元乙局.mingzhang明账文档');
  });

  it('says what is in the way, and goes on without it on request', async () => {
    expect(await merge().getByText('年度是 2021，其他文件是 2022，不能汇总。').textContent()).toContain('或不计入它');
    expect(await merge().getByRole('status').textContent()).toBe('有 1 个文件与其他文件冲突，请按提示处理');
    await picture(page(), 'merge');
    await merge().getByRole('button', { name: '不计入有冲突的 1 个' }).click();
    expect(await merge().getByRole('checkbox', { name: '计入 丙局.mingzhang' }).isChecked()).toBe(false);
    expect(await merge().getByRole('status').textContent()).toBe('请填写汇总后的部门名称');
    expect(await merge().getByRole('button', { name: '汇总', exact: true }).isDisabled()).toBe(true);
  });

  it('shows what was recognised in one of the workbooks', async () => {
    await merge().getByRole('button', { name: '核对 甲局.xlsx' }).click();
    const review = page().getByRole('dialog', { name: '导入核对' });
    await review.getByText('每个单元格都已归位').waitFor();
    await review.getByRole('button', { name: '采用' }).click();
    await review.waitFor({ state: 'detached' });
    expect(await files()).toHaveLength(3);
  });

  it('opens the sum, not yet saved, and tells what it leaves out', async () => {
    await merge().getByLabel('汇总后的部门名称').fill('两局汇总');
    await page().keyboard.press('Enter');
    await page().locator('.status .whose').getByText('两局汇总　2022 年度').waitFor({ timeout: 20_000 });
    const told = (await page().getByRole('alert').textContent()) ?? '';
    expect(told).toContain('已汇总 2 个单位，尚未保存。单位之间的往来没有抵销，请核对。');
    expect(told).toContain('尾差会累积');
    await page().getByRole('navigation', { name: '报告的各部分' }).getByRole('button', { name: '公开05表' }).click();
    await page().locator('.ag-row[row-id="2060302"] [col-id="c4"]').getByText('223.00').waitFor();
    expect(await page().locator('.status .saved').textContent()).toContain('未保存');
  });

  it('takes several files dropped on the window, more on the list, and names one that can\u2019t be read', async () => {
    await page().getByRole('button', { name: '知道了' }).click();
    await drop('.window', ['乙局.mingzhang', '坏.mingzhang']);
    await merge().getByText(/坏\.mingzhang：.*请换一个文件/u).waitFor();
    await drop('dialog[open]', ['乙局.mingzhang']);
    await merge().getByText('与“乙局.mingzhang”是同一个部门，请核对是否重复').first().waitFor();
    expect(await files()).toHaveLength(3);
    await merge().getByRole('button', { name: '移除 坏.mingzhang' }).click();
    expect(await files()).toHaveLength(2);
  });

  it('stops reading when it is told to, and keeps what was read and what is open', async () => {
    await drop('dialog[open]', ['丙局.mingzhang', '甲局.xlsx', '甲局.xlsx', '甲局.xlsx']);
    await page().getByRole('dialog', { name: /正在读取 2 \/ 4：甲局\.xlsx/u }).getByRole('button', { name: '取消' }).click();
    await page().getByRole('dialog', { name: /正在读取/u }).waitFor({ state: 'detached' });
    expect((await files()).slice(0, 3)).toEqual(['乙局.mingzhang', '乙局.mingzhang', '丙局.mingzhang']);
    expect((await files()).length).toBeLessThan(6);
    await page().keyboard.press('Escape');
    await merge().waitFor({ state: 'detached' });
    expect(await page().locator('.status .whose').textContent()).toContain('两局汇总');
  });
});
