/** What is found is explained, mended and looked up in the window. */
import { expect, test } from 'vitest';
import { SampleWindow } from './sample-window.ts';

const sample = new SampleWindow();
sample.use();

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
  await sample.page.getByRole('menuitem', { name: '校验', exact: true }).click();
  await sample.page.getByRole('menuitem', { name: /校验规则/ }).click();
  expect(await dialog.getByRole('list').getByRole('button').count()).toBeGreaterThan(70);
  await dialog.getByRole('button', { name: '关闭' }).click();
});
