/** The self-evaluations in the window: begun, filled in by keys and by pasting, weights that do not make 100, undone, found and taken out. */
import { mkdirSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { SampleWindow } from './sample-window.ts';

const sample = new SampleWindow();
const shots = process.env['SCREENSHOTS'];

function part(name: string): Locator {
  return sample.page.getByRole('navigation', { name: '报告的各部分' }).getByRole('button', { name });
}

function field(label: string): Locator {
  return sample.page.getByRole('textbox', { name: label, exact: true });
}

async function shot(name: string): Promise<void> {
  if (shots === undefined) return;
  mkdirSync(shots, { recursive: true });
  await sample.page.screenshot({ path: `${shots}/${name}.png` });
}

describe('the self-evaluations', () => {
  sample.use();

  it('are begun from the form and filled in by keys', async () => {
    await part('＋ 部门整体自评表').click();
    await field('部门预算总额 全年执行数').waitFor();
    await field('政府预算资金 年初预算数').fill('1415.52');
    await sample.press('Tab');
    expect(await sample.page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('政府预算资金 全年预算数');
    await sample.page.keyboard.type('1914.36');
    await sample.press('Tab');
    await sample.page.keyboard.type('=1481+0.36');
    await sample.press('Enter');
    expect(await field('部门预算总额 全年执行数').inputValue()).toBe('1481.36');
    expect(await field('部门预算总额 预算执行率').inputValue()).toBe('77.38%');
    expect(await field('部门预算总额 得分').inputValue()).toBe('8.6');
    await field('预算执行率 实际完成值').fill('77.38%');
    await sample.press('ArrowUp');
    await field('预算执行率 得分').fill('1');
    await sample.press('Enter');
    // Full marks for a target that was not reached.
    await sample.page.locator('textarea.has-warning').first().waitFor();
    await shot('evaluation-light');
    await sample.page.emulateMedia({ colorScheme: 'dark' });
    await shot('evaluation-dark');
    await sample.page.emulateMedia({ colorScheme: 'light' });
    await sample.press('Control+z');
    expect(await field('预算执行率 得分').inputValue()).toBe('');
  });

  it('go by Tab to what is to be filled in, say what is typed on a formula, and show an indicator added', async () => {
    const focused = () => sample.page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    await part('＋ 部门整体自评表').click();
    await field('部门（单位）名称').focus();
    await sample.press('Tab');
    expect(await focused()).toBe('政府预算资金 年初预算数');
    await field('部门预算总额 全年预算数').focus();
    await sample.page.keyboard.type('1490');
    await sample.page.getByText('部门预算总额 全年预算数由公式算出').waitFor();
    expect(await field('部门预算总额 全年预算数').inputValue()).toBe('');
    await sample.page.getByRole('combobox', { name: '添加指标' }).selectOption('效益指标');
    await sample.page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === '三级指标');
    await sample.page.keyboard.type('企业满意率');
    await sample.press('Enter');
    await sample.page.getByRole('button', { name: '删除 企业满意率' }).waitFor();
  });

  it('put a figure in place of a formula once a reason is given', async () => {
    await part('＋ 部门整体自评表').click();
    await field('政府预算资金 全年预算数').fill('200');
    await sample.press('Tab');
    await sample.page.keyboard.type('100');
    await sample.press('Enter');
    const rate = field('部门预算总额 预算执行率');
    expect(await rate.inputValue()).toBe('50.00%');
    await rate.focus();
    await sample.press('F2');
    await rate.fill('60%');
    await sample.press('Enter');
    const dialog = sample.page.getByRole('dialog', { name: '改写公式单元格' });
    await dialog.getByText('要改为 60%。').waitFor();
    expect(await rate.inputValue()).toBe('50.00%');
    await dialog.getByRole('textbox').fill('按批复');
    await sample.press('Enter');
    await sample.page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('textarea[aria-label="部门预算总额 预算执行率"]')?.value === '60.00%');
  });

  it('take a block of rows from a spreadsheet, and refuse what is no figure', async () => {
    await part('＋ 项目自评表').click();
    await field('数量 年度指标值').waitFor();
    await sample.putOnClipboard('≥5家\t10家\t10\t10\n通过认定\t90%\t10\t九\n=1年\t1年\t10\t10\n');
    await field('数量 年度指标值').focus();
    await sample.press('Control+v');
    expect([await field('数量 实际完成值').inputValue(), await field('时效 得分').inputValue(), await field('质量 得分').inputValue()]).toEqual(['10家', '10', '']);
    await sample.page.getByText('有 1 格没有粘贴').waitFor();
    await sample.press('Control+z');
    expect(await field('数量 实际完成值').inputValue()).toBe('');
    await sample.putOnClipboard('10\t9\t8\t7\n');
    await field('数量 分值').focus();
    await sample.press('Control+v');
    expect(await field('数量 得分').inputValue()).toBe('9');
    await sample.page.getByText(/有 \d+ 格没有粘贴.*超出了自评表/u).waitFor();
  });

  it('say when the weights do not make 100, lead to what was found, and name the part', async () => {
    await part('＋ 项目自评表').click();
    await field('项目名称').fill('科技奖补');
    await sample.press('Enter');
    await part('科技奖补项目自评表').waitFor();
    await field('数量 分值').fill('15');
    await sample.press('Enter');
    const weights = sample.page.getByRole('status', { name: '分值合计' });
    await weights.getByText('105').waitFor();
    expect(await weights.textContent()).toContain('应为 100');
    await part('公开02表').click();
    await sample.page.locator('.finding .place', { hasText: '科技奖补' }).first().click();
    await sample.page.getByRole('region', { name: '科技奖补项目自评表' }).waitFor();
    await sample.page.getByRole('button', { name: '删除 数量' }).click();
    await weights.getByText('90').waitFor();
    await sample.page.getByRole('combobox', { name: '添加指标' }).selectOption('产出指标');
    await field('三级指标').last().waitFor();
    await sample.page.getByRole('button', { name: '复制为新项目' }).click();
    await part('项目自评表（2）').waitFor();
    await sample.page.getByRole('button', { name: '删除此表' }).click();
    await part('科技奖补项目自评表').waitFor();
    await shot('evaluation-project');
  });
});
