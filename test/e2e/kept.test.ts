/** What is kept with a document, and what becomes of it when the disk will not take it: real folders, real disks. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { missing } from './launch-window.ts';
import { SampleWindow } from './sample-window.ts';

const folder = mkdtempSync(join(tmpdir(), 'mingzhang-kept-'));
const workbook = fileURLToPath(new URL('../../samples/beiguan-2022.xlsx', import.meta.url));
const sample = new SampleWindow();

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function enter(row: string, column: number, text: string): Promise<void> {
  await sample.cell(row, column).click();
  await sample.page.keyboard.type(text);
  await sample.press('Enter');
}

async function saveAs(path: string): Promise<void> {
  await sample.press('Control+Shift+S');
  await sample.page.getByRole('dialog', { name: '保存文档' }).getByLabel('文件名').fill(path);
  await sample.press('Enter');
}

async function saved(file: string): Promise<void> {
  await vi.waitUntil(() => existsSync(file), { timeout: 10_000 });
  await sample.page.locator('.status .saved').getByText('已保存').waitFor();
}

async function menu(section: string, item: string): Promise<void> {
  await sample.page.getByRole('menubar').getByRole('menuitem', { name: section, exact: true }).click();
  await sample.page.getByRole('menuitem', { name: item }).click();
}

/** A small disk of its own, where this machine lets the test mount one. */
function mount(options: string): string | null {
  const disk = mkdtempSync(join(folder, 'disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    return null;
  }
  onTestFinished(() => void execFileSync('umount', [disk], { stdio: 'ignore' }));
  return disk;
}

async function told(): Promise<string> {
  const notice = sample.page.getByRole('alert');
  await notice.waitFor();
  return (await notice.textContent()) ?? '';
}

describe.skipIf(missing !== null)(`what is kept${missing === null ? '' : `：${missing}`}`, () => {
  sample.use();
  beforeEach(() => sample.table('公开01表'));

  it('tells every change and remark again when the document is opened another day', async () => {
    const { page } = sample;
    await sample.table('公开03表');
    await enter('2060302', 4, '123.45');
    await sample.press('ArrowUp', 'Shift+F2');
    await page.getByLabel('批注').fill('按批复调整');
    await page.getByLabel('批注').blur();
    const file = join(folder, 'record.mingzhang');
    await saveAs(file);
    await saved(file);
    await page.getByRole('button', { name: '关闭', exact: true }).click();
    await page.getByRole('region', { name: '最近的文件' }).getByRole('button').first().click();
    await sample.table('公开03表');
    await page.locator('.ag-row[row-id="2060302"] [col-id="c4"].is-changed').waitFor();
    expect(await page.locator('.is-changed').count()).toBe(1);
    expect(await sample.cell('2060302', 4).locator('.cell').getAttribute('title')).toContain('批注：按批复调整');
    await sample.table('公开01表');
    await menu('查看', '修改记录');
    const record = page.getByRole('dialog', { name: '修改记录' });
    expect(await record.locator('tbody tr').count()).toBe(2);
    await record.getByLabel('查找').fill('2060302 123.45');
    expect(await record.locator('tbody tr').count()).toBe(1);
    await record.getByRole('button', { name: '2060302' }).click();
    await page.getByRole('region', { name: '公开03表' }).waitFor();
    expect(await sample.where()).toContain('2060302');
    await page.getByRole('tab', { name: '单元格' }).click();
    expect(await page.getByRole('tabpanel', { name: '单元格' }).textContent()).toContain('修改记录（1）');
  });

  it('says that a folder can only be read, and saves elsewhere', async (context) => {
    const disk = mount('ro');
    if (disk === null) return context.skip();
    await enter('29', 2, '7');
    await saveAs(join(disk, 'a.mingzhang'));
    expect(await told()).toMatch(/“a\.mingzhang”.*只读.*修改仍在窗口中.*另存为/u);
    expect(await sample.text('29', 2)).toBe('7.00');
    await saveAs(join(folder, 'elsewhere.mingzhang'));
    await saved(join(folder, 'elsewhere.mingzhang'));
    expect(readFileSync(join(folder, 'elsewhere.mingzhang'), 'utf8')).toContain('"1": "7"');
    return undefined;
  });

  it('says that a disk is full, leaves the old file whole and the work in the window', async (context) => {
    const disk = mount('size=512k');
    if (disk === null) return context.skip();
    const file = join(disk, 'b.mingzhang');
    await saveAs(file);
    await saved(file);
    const before = readFileSync(file, 'utf8');
    writeFileSync(join(disk, 'filler'), 'x'.repeat(512 * 1024 - before.length - 8192));
    await enter('29', 2, '8');
    await sample.press('Control+S');
    expect(await told()).toMatch(/“b\.mingzhang”磁盘空间不足.*原文件完好.*修改仍在窗口中/u);
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(readdirSync(disk).filter((name) => name.startsWith('b.mingzhang') || name.includes('tmp'))).toEqual(['b.mingzhang']);
    rmSync(join(disk, 'filler'));
    await sample.press('Control+S');
    await saved(file);
    expect(readFileSync(file, 'utf8')).not.toBe(before);
    return undefined;
  });

  it('says that the folder is gone', async () => {
    const gone = join(folder, 'gone');
    mkdirSync(gone);
    await saveAs(join(gone, 'c.mingzhang'));
    await saved(join(gone, 'c.mingzhang'));
    rmSync(gone, { recursive: true });
    await enter('29', 2, '9');
    await sample.press('Control+S');
    expect(await told()).toMatch(/文件夹不存在.*修改仍在窗口中/u);
    await saveAs(join(folder, 'd.mingzhang'));
    await saved(join(folder, 'd.mingzhang'));
  });

  it('asks before another document takes the place of unsaved work', async () => {
    const { page } = sample;
    const file = join(folder, 'place.mingzhang');
    await saveAs(file);
    await saved(file);
    await enter('29', 2, '3');
    await sample.press('Control+O');
    await page.getByRole('dialog', { name: '打开明账文档' }).getByLabel('路径').fill(file);
    await sample.press('Enter');
    const question = page.getByRole('dialog', { name: '保存修改' });
    await question.getByRole('button', { name: '取消' }).click();
    expect(await sample.text('29', 2)).toBe('3.00');
    await sample.press('Control+O');
    await page.getByRole('dialog', { name: '打开明账文档' }).getByLabel('路径').fill(file);
    await sample.press('Enter');
    await question.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByRole('toolbar').getByRole('button', { name: '撤销', disabled: true }).waitFor();
    await sample.shows('29', 2, '3.00');
    expect(readFileSync(file, 'utf8')).toContain('"1": "3"');
    expect(readdirSync(join(sample.window.data, 'journal'))).toHaveLength(1);
  });

  it('keeps the import review until the question about unsaved work is answered', async () => {
    const { page } = sample;
    await enter('29', 2, '4');
    await sample.press('Control+N');
    await page.getByRole('dialog', { name: '选择工作簿' }).getByLabel('路径').fill(workbook);
    await sample.press('Enter');
    const review = page.getByRole('dialog', { name: '导入核对' });
    const question = page.getByRole('dialog', { name: '保存修改' });
    await review.getByRole('button', { name: '打开', exact: true }).click();
    await question.getByRole('button', { name: '取消' }).click();
    await question.waitFor({ state: 'detached' });
    expect(await review.isVisible()).toBe(true);
    expect(await sample.text('29', 2)).toBe('4.00');
    await review.getByRole('button', { name: '打开', exact: true }).click();
    await question.getByRole('button', { name: '不保存' }).click();
    await review.waitFor({ state: 'detached' });
    await page.getByRole('toolbar').getByRole('button', { name: '撤销', disabled: true }).waitFor();
    expect(await sample.text('29', 2)).not.toBe('4.00');
  });
});
