/** Before publication: the list of demands, ticked and dated, and the gate that names what keeps the final report back. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { missing } from './launch-window.ts';
import { SampleWindow } from './sample-window.ts';

const sample = new SampleWindow();

describe.skipIf(missing !== null)('before publication', () => {
  sample.use();

  it('lists what is satisfied, leads to what is missing, keeps ticks and dates in the document', async () => {
    const { page } = sample;
    await page.getByRole('navigation', { name: '报告的各部分' }).getByRole('button', { name: '公开前检查' }).click();
    const list = page.getByRole('region', { name: '公开前检查' });
    const state = (says: string) => list.getByRole('listitem').filter({ hasText: says }).getAttribute('class');
    expect(await state('各表齐全')).toBe('satisfied');
    expect(await state('批复后20日内')).toBe('missing');
    await list.getByRole('checkbox', { name: /保密审查/u }).check();
    await expect.poll(() => state('保密审查')).toBe('satisfied');
    await list.getByLabel('批复日期').fill('2023年13月1日');
    await list.getByLabel('批复日期').press('Enter');
    await list.getByRole('alert').getByText('不是日期').waitFor();
    await list.getByLabel('批复日期').fill('2023.8.10');
    await list.getByLabel('公开日期').fill('20230910');
    await list.getByLabel('公开日期').press('Enter');
    await list.getByText('批复后第 31 日才公开，应在 2023年8月30日 前').waitFor();
    expect(await list.getByLabel('批复日期').inputValue()).toBe('2023年8月10日');
    await page.getByRole('toolbar', { name: '常用操作' }).getByRole('button', { name: '撤销' }).click();
    await list.getByText('应在 2023年8月30日 前公开').waitFor();
    await list.getByRole('button', { name: /查看：说明政府采购/u }).click();
    expect(await sample.where()).toContain('政府采购货物支出');
  });

  it('holds the final report back, naming the error and leading to it, and lets a draft go', async () => {
    const { page } = sample;
    const choose = async (name: string): Promise<string> => {
      const chooser = page.getByRole('dialog').filter({ has: page.getByRole('textbox') });
      const path = join(sample.window.data, name);
      await chooser.getByRole('textbox').last().fill(path);
      await page.keyboard.press('Enter');
      return path;
    };
    await page.keyboard.press('Control+e');
    const path = await choose('final.pdf');
    const gate = page.getByRole('dialog', { name: '还有错误' });
    await gate.waitFor({ timeout: 60_000 });
    await gate.getByRole('button', { name: /302 商品和服务支出/u }).click();
    expect(await sample.where()).toContain('公开06表 302');
    await expect(readFile(path)).rejects.toThrow();
    await page.keyboard.press('Control+e');
    const draft = await choose('draft.pdf');
    await gate.getByRole('button', { name: '导出草稿' }).click();
    await page.getByRole('alert').getByText('已导出').waitFor({ timeout: 60_000 });
    expect((await readFile(draft)).subarray(0, 5).toString()).toBe('%PDF-');
  });
});
