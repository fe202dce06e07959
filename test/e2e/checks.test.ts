/** What is found is explained, mended and looked up in the window. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { exportTables } from '../../main/export/xlsx/export-tables.ts';
import { serialise } from '../../shared/document/file.ts';
import { Engine } from '../../shared/formula/engine.ts';
import { departmentYear } from '../fixtures/department-year.ts';
import { inYuan } from '../fixtures/in-yuan.ts';
import { withoutIdleDeclarations } from '../fixtures/printed-document.ts';
import { HENAN, printedAsRounded } from '../fixtures/sample-document.ts';
import { forget, launchWindow } from './launch-window.ts';
import { SampleWindow } from './sample-window.ts';

const sample = new SampleWindow();
sample.use();

const folder = mkdtempSync(join(tmpdir(), 'mingzhang-checks-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function choose(item: RegExp): Promise<void> {
  await sample.page.getByRole('menuitem', { name: '校验', exact: true }).click();
  await sample.page.getByRole('menuitem', { name: item }).click();
}

/** The findings panel. */
function findings() {
  return sample.page.getByRole('tabpanel', { name: '校验结果' });
}

async function spoil(): Promise<void> {
  await sample.table('公开03表');
  await sample.cell('2080505', 3).click();
  await sample.page.keyboard.type('13.51');
  await sample.press('Enter');
}

test('two digits the other way round are found, named and put right with one click', async () => {
  await spoil();
  const mendIt = findings().getByRole('button', { name: '改为 15.31' }).first();
  await mendIt.waitFor();
  expect(await findings().textContent()).toContain('应为 15.31（相邻两位数字颠倒）');
  await mendIt.click();
  await sample.shows('2080505', 3, '15.31');
  expect(await findings().textContent()).not.toContain('相邻两位数字颠倒');
});

test('a rule is opened from its finding, and others are searched for', async () => {
  await findings().getByRole('button', { name: 'A17' }).first().click();
  const dialog = sample.page.getByRole('dialog', { name: '校验规则' });
  const page = dialog.getByRole('article');
  expect(await page.textContent()).toContain('公式公开06表 [父级, 决算数] = SUM(下级)');
  expect(await page.textContent()).toContain('未通过 2');
  await dialog.getByRole('textbox').fill('三公 预算');
  expect(await dialog.getByRole('list').textContent()).toContain('C16');
  await dialog.getByRole('button', { name: '关闭' }).click();
  await choose(/校验规则/);
  expect(await dialog.getByRole('list').getByRole('button').count()).toBeGreaterThan(70);
  await dialog.getByRole('button', { name: '关闭' }).click();
});

test('a finished report is audited against the open tables, and a finding leads to its cell', async () => {
  await choose(/审核说明文字/);
  const dialog = sample.page.getByRole('dialog', { name: '选择要审核的报告' });
  await dialog.getByRole('textbox').fill(fileURLToPath(new URL('../../../shared/data/beiguan-2022-report.txt', import.meta.url)));
  await dialog.getByRole('button', { name: '确定' }).click();
  const panel = sample.page.getByRole('tabpanel', { name: '文字审核' });
  await panel.getByText('beiguan-2022-report.txt：错误').waitFor();
  const lines = (await panel.locator('.quote').allTextContents()).map((quote) => Number(/第 (\d+) 行/u.exec(quote)?.[1]));
  expect(lines.length).toBeGreaterThan(2);
  expect(lines).toEqual(lines.toSorted((a, b) => a - b));
  await panel.getByText('没有核对的数').click();
  await panel.getByText(/说明文字共写出 \d+ 个数，核对了 \d+ 个，没有核对的 \d+ 个，请人工核对。/u).waitFor();
  expect(await panel.locator('.open-figures li').allTextContents()).toContainEqual(expect.stringContaining('0台：没有认出说的是哪一项'));
  const finding = panel.getByRole('article').filter({ hasText: '30211' }).first();
  await finding.locator('.place').click();
  await sample.page.getByRole('region', { name: '公开06表' }).waitFor();
  expect(await sample.where()).toContain('30211');
  await panel.getByRole('button', { name: '结束审核' }).click();
  await findings().waitFor();
});

test('a report that is none is refused in words', async () => {
  const path = join(folder, '坏.docx');
  writeFileSync(path, 'no zip at all');
  await choose(/审核说明文字/);
  const dialog = sample.page.getByRole('dialog', { name: '选择要审核的报告' });
  await dialog.getByRole('textbox').fill(path);
  await dialog.getByRole('button', { name: '确定' }).click();
  await sample.page.getByText(/“坏\.docx”.*不是可读的 Word 文件/).waitFor();
});

test('the check report is written with errors open', async () => {
  const path = join(folder, '校验报告.pdf');
  await choose(/导出校验报告（PDF）/);
  const dialog = sample.page.getByRole('dialog', { name: '导出校验报告' });
  await dialog.getByRole('textbox').fill(path);
  await dialog.getByRole('button', { name: '确定' }).click();
  await sample.page.getByText(`已导出 ${path}`).waitFor({ timeout: 20_000 });
  expect(existsSync(path) && readFileSync(path).subarray(0, 5).toString()).toBe('%PDF-');
});

test('尾差 of an exact document is planned, shown, carried out and taken back', async () => {
  const file = join(folder, '精确.mingzhang');
  const { prior: _rounded, ...exact } = departmentYear(HENAN, 7, { classes: 4, itemsPerClass: 2 });
  writeFileSync(file, serialise({ ...exact, department: '精确单位' }));
  const window = await launchWindow({ file });
  try {
    const { page } = window;
    await page.locator('.ag-row').first().waitFor();
    const open = async (): Promise<void> => {
      await page.getByRole('menuitem', { name: '校验', exact: true }).click();
      await page.getByRole('menuitem', { name: /消除尾差/ }).click();
    };
    const dialog = page.getByRole('dialog', { name: '消除尾差' });
    await open();
    expect(await dialog.textContent()).toMatch(/印出来有 \d+ 处横竖不相等/);
    expect(await dialog.getByRole('row').count()).toBeGreaterThan(3);
    await dialog.getByRole('button', { name: '按此调整' }).click();
    await open();
    expect(await dialog.textContent()).toContain('没有尾差');
    await dialog.getByRole('button', { name: '关闭' }).click();
    await page.getByRole('toolbar').getByRole('button', { name: '撤销' }).click();
    await open();
    expect(await dialog.textContent()).toContain('处横竖不相等');
  } finally {
    await window.close();
    await forget(window.data);
  }
});

test('尾差 of a printed document are removed by the workbook in 元, chosen in the dialog', async () => {
  const [file, yuan] = [join(folder, '印出.mingzhang'), join(folder, '元.xlsx')];
  const { prior: _rounded, ...exact } = departmentYear(HENAN, 7, { classes: 4, itemsPerClass: 2 });
  writeFileSync(file, serialise(withoutIdleDeclarations(HENAN, printedAsRounded({ ...exact, department: '印出单位' }))));
  writeFileSync(yuan, await exportTables(new Engine(HENAN, inYuan(exact)), { plain: true }));
  const window = await launchWindow({ file });
  try {
    const { page } = window;
    await page.locator('.ag-row').first().waitFor();
    await page.getByRole('menuitem', { name: '校验', exact: true }).click();
    await page.getByRole('menuitem', { name: /消除尾差/ }).click();
    const dialog = page.getByRole('dialog', { name: '消除尾差' });
    expect(await dialog.textContent()).toContain('不知道精确到元的原数');
    await dialog.getByRole('button', { name: '按元的工作簿取精确数…' }).click();
    const chooser = page.getByRole('dialog', { name: '选择以元为单位的同一套表' });
    await chooser.getByRole('textbox').fill(yuan);
    await chooser.getByRole('button', { name: '确定' }).click();
    await page.getByRole('button', { name: '以此为精确数' }).click();
    await dialog.getByText(/印出来有 \d+ 处横竖不相等/u).waitFor();
    expect(await dialog.getByRole('row').count()).toBeGreaterThan(3);
    await dialog.getByRole('button', { name: '按此调整' }).click();
    await page.getByRole('tabpanel', { name: '校验结果' }).getByText('没有待处理的问题').waitFor();
  } finally {
    await window.close();
    await forget(window.data);
  }
});
