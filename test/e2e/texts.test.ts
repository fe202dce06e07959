/** The report's written parts: rewriting a paragraph with its figures, adding and taking out, 概况 and 名词解释, findings where they are. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SampleWindow } from './sample-window.ts';

const sample = new SampleWindow();
sample.use();

  async function part(name: string): Promise<void> {
    await sample.page.getByRole('navigation', { name: '报告的各部分' }).getByRole('button', { name }).click();
  await sample.page.getByRole('region', { name }).waitFor();
}

const paragraph = (key: string) => sample.page.locator(`[data-paragraph="${key}"]`);

/** What can be done to a paragraph shows when it is pointed at. */
async function use(key: string, tool: RegExp): Promise<void> {
  await paragraph(key).hover();
  await paragraph(key).getByRole('button', { name: tool }).click();
}

async function says(key: string, words: string): Promise<void> {
  await sample.page.waitForFunction(([id, wanted]) => document.querySelector(`[data-paragraph="${id}"] > p`)?.textContent?.includes(wanted ?? '') === true, [key, words] as const, { timeout: 5000 });
}

test('rewrites a paragraph around its live figures, marks it, checks it, and puts it back', async () => {
  const { page } = sample;
  await part('情况说明');
  await paragraph('支出.1').hover();
  await paragraph('支出.1').getByRole('button', { name: /^改写/u }).click();
  const box = paragraph('支出.1').getByRole('textbox');
  await box.press('Control+Home');
  await page.keyboard.insertText('按部门预算管理口径，');
  await box.press('Control+End');
  await page.keyboard.insertText('全年支出合计1500.00万元。');
  await box.press('Enter');
  await says('支出.1', '按部门预算管理口径，2022年度支出合计1481.36万元');
  await paragraph('支出.1').getByText('手工改写').waitFor();
  await page.getByRole('tabpanel', { name: '校验结果' }).getByText('1500.00').first().waitFor();
  await paragraph('支出.1').locator('.found').first().waitFor();
  // A figure of the tables changes: the words stay, the figure follows.
  await sample.table('公开03表');
  await sample.cell('2060302', 4).dblclick();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText('200');
  await page.keyboard.press('Enter');
  await page.getByRole('tabpanel', { name: '校验结果' }).getByText('1500.00').first().click();
  await page.getByRole('region', { name: '情况说明' }).waitFor();
  expect(await paragraph('支出.1').getAttribute('class')).toContain('wanted');
  expect(await paragraph('支出.1').locator('p').first().textContent()).not.toContain('1481.36');
  await paragraph('支出.1').getByRole('button', { name: /^恢复/u }).click();
  await paragraph('支出.1').getByText('手工改写').waitFor({ state: 'detached' });
});

test('names an error of the texts among what keeps the report back, and leads to it', async () => {
  const { page } = sample;
  await part('情况说明');
  await use('支出.1', /^改写/u);
  await page.keyboard.insertText('全年支出合计1500.00万元。');
  await page.keyboard.press('Enter');
  await paragraph('支出.1').locator('.found.error').first().waitFor();
  await sample.table('公开03表');
  await sample.press('Control+E');
  await page.getByRole('dialog', { name: '导出 PDF' }).getByLabel('文件名').fill(join(tmpdir(), 'never-written.pdf'));
  await sample.press('Enter');
  await page.getByRole('dialog', { name: '还有错误' }).getByRole('button', { name: '1500.00' }).first().click();
  await page.getByRole('region', { name: '情况说明' }).waitFor();
  expect(await paragraph('支出.1').getAttribute('class')).toContain('wanted');
});

test('asks for what the side sheets do not say, and leads to the cell to be typed', async () => {
  const { page } = sample;
  await part('情况说明');
  await says('政府采购.1', '［待填：补充资料 政府采购支出总额（万元） 本年数］');
  await paragraph('一般公共预算具体.1.2060302').getByRole('button', { name: '待填：年初预算表 2060302' }).click();
  await page.getByRole('region', { name: '年初预算表' }).waitFor();
  expect(await sample.where()).toContain('社会公益研究');
  await page.keyboard.insertText('0');
  await page.keyboard.press('Enter');
  await part('情况说明');
  await says('一般公共预算具体.1.2060302', '年初预算为0万元，支出决算为111.50万元。决算数大于年初预算数的主要原因是');
});

test('gives up on Escape, takes out, puts back, and adds', async () => {
  const { page } = sample;
  await part('情况说明');
  await use('收入.1', /^改写/u);
  await page.keyboard.insertText('不要这句');
  await page.keyboard.press('Escape');
  expect(await paragraph('收入.1').textContent()).not.toContain('不要这句');
  await use('收入.1', /^删去/u);
  await paragraph('收入.1').getByText('已删去').waitFor();
  await use('收入.1', /^恢复/u);
  await use('收入.1', /后加一段$/u);
  await page.getByRole('textbox', { name: '新的一段' }).waitFor();
  await page.keyboard.insertText('本年收入{收入表[合计, 1]}万元，均已入账。');
  await page.keyboard.press('Enter');
  await says('收入.1+1', '本年收入1481.36万元，均已入账。');
  await page.getByRole('toolbar').getByRole('button', { name: '撤销' }).click();
  await paragraph('收入.1+1').waitFor({ state: 'detached' });
});

test('composes with an input method without ending the paragraph', async () => {
  const { page } = sample;
  await part('情况说明');
  await use('收入.1', /^改写/u);
  const session = await page.context().newCDPSession(page);
  await session.send('Input.imeSetComposition', { text: 'ceshi', selectionStart: 5, selectionEnd: 5 });
  await page.keyboard.press('Enter');
  await paragraph('收入.1').getByRole('textbox').waitFor();
  await session.send('Input.insertText', { text: '测试' });
  await page.keyboard.press('Enter');
  await says('收入.1', '测试');
});

test('fills in 概况 with lines of its own, and counts what is left', async () => {
  const { page } = sample;
  const badge = page.getByRole('navigation', { name: '报告的各部分' }).getByRole('button', { name: '概况' });
  await badge.getByRole('img', { name: '3 处待填写' }).waitFor();
  await part('概况');
  const units = page.getByRole('textbox', { name: /每行一个单位/u });
  await units.fill('局本级｜行政\n发展服务中心\t事业');
  expect(await units.getAttribute('aria-label')).toMatch(/（“二、机构设置”第 \d+ 段.*）$/u);
  await units.press('Control+Enter');
  await says('概况机构.2', '共2个，具体是');
  await badge.getByRole('img', { name: '2 处待填写' }).waitFor();
});

test('explains the terms that the report uses, and takes others', async () => {
  const { page } = sample;
  await part('名词解释');
  const page1 = page.getByRole('region', { name: '名词解释' });
  await page1.getByText('一、财政拨款收入：').waitFor();
  await page1.getByRole('textbox', { name: '名词', exact: true }).fill('产业扶持资金');
  await page1.getByRole('textbox', { name: '解释' }).fill('指扶持产业发展的资金。');
  await page1.getByRole('button', { name: '添加' }).click();
  await paragraph('产业扶持资金').getByText('手工添加').waitFor();
  await use('基本支出', /^删去/u);
  await paragraph('基本支出').getByText('已删去').waitFor();
  await paragraph('基本支出').locator('.found').waitFor();
  await page.keyboard.press('Control+Z');
  await paragraph('基本支出').getByText('已删去').waitFor({ state: 'detached' });
});

test('goes by Tab from one place to be filled in to the next, past what can be done to the paragraphs', async () => {
  const { page } = sample;
  await part('概况');
  const fields = page.locator('.field-in-text');
  await fields.first().click();
  for (const words of ['一项职责', '一个机构', '一个单位\n又一个单位']) {
    await page.keyboard.type(words);
    await page.keyboard.press('Tab');
  }
  await page.locator('.preview-head', { hasText: '各处都已填写' }).waitFor();
  expect(await fields.evaluateAll((all) => all.map((one) => (one instanceof HTMLTextAreaElement ? one.value : null)))).toEqual(['一项职责', '一个机构', '一个单位\n又一个单位']);
});

test('leaves the keyboard at a paragraph that was ended by a key', async () => {
  const { page } = sample;
  const focused = () => page.evaluate(() => document.activeElement?.closest('[data-paragraph]')?.getAttribute('data-paragraph') ?? null);
  await part('情况说明');
  await use('支出.1', /^改写/u);
  await page.keyboard.insertText('如有出入以附表为准。');
  await page.keyboard.press('Enter');
  await says('支出.1', '以附表为准');
  expect(await focused()).toBe('支出.1');
  await use('支出.1', /加一段$/u);
  await page.keyboard.insertText('另有说明。');
  await page.keyboard.press('Enter');
  await page.locator('.paragraph.added', { hasText: '另有说明' }).waitFor();
  expect(await focused()).toMatch(/^支出\.1\W/u);
});
