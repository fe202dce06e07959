/** Reports as other provinces word them: what is right in them is left alone, and one slip in them is found. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { withCell } from '../../../shared/document/document.ts';
import { Engine } from '../../../shared/formula/engine.ts';
import { reviewText } from '../../../shared/narrative/review-text.ts';
import { HENAN, sampleDocument } from '../../fixtures/sample-document.ts';
import { narrativeRules } from './narrative-fixtures.ts';

/** The sample with “三公” of its own: 10 planned, 8 spent. */
const THREE_PUBLIC = Object.entries({ 2: '0', 4: '1', 5: '6', 6: '3', 8: '0', 10: '0', 11: '6', 12: '2' });
const spent = THREE_PUBLIC.reduce((document, [column, amount]) => withCell(document, { table: 'T09', row: '金额', column }, amount), sampleDocument());
const engines = { plain: new Engine(HENAN, sampleDocument()), spent: new Engine(HENAN, spent) };
const rules = narrativeRules();

function wording(name: string): string {
  return readFileSync(new URL(`../../fixtures/report-wordings/${name}.txt`, import.meta.url), 'utf8');
}

function told(name: string, text: string, atLeast: readonly string[] = ['error', 'warning']): readonly string[] {
  return reviewText(name === 'three-public' ? engines.spent : engines.plain, rules, text).findings.filter((finding) => atLeast.includes(finding.severity)).map((finding) => `${finding.rule} ${finding.message}`);
}

/** [change, what is told of it] */
type Slip = readonly [from: string, to: string, rule: string];

const WORDINGS: readonly (readonly [name: string, expected: readonly string[], slips: readonly Slip[]])[] = [
  ['arabic-numbering', [], [
    ['收入总计1,481.36万元，支出', '收入总计1,418.36万元，支出', 'C01'], ['增长38.13%，主要是', '增长36.13%，主要是', 'C02'], ['占总支出的16.55%', '占总支出的15.55%', 'C04'], ['占总支出的16.55%', '占总支出的17.00%', 'C04'], ['基本支出245.22万元，占', '基本支出254.22万元，占', 'C04'],
    ['同比增长38.13%', '同比下降38.13%', 'C19'], ['较2021年度增长38.13%', '较2020年度增长38.13%', 'D01'], ['（类）1,113.81万元', '（类）1,131.81万元', 'C07'], ['占比1.22%', '占比12.2%', 'C07'], ['（类）支出32.24万元', '（类）支出23.24万元', 'C07'], ['卫生健康18.35万元', '卫生健康18.53万元', 'C07'], ['公用经费11.71万元', '公用经费17.11万元', 'C13'],
    ['下降26.81%', '下降36.64%', 'C21'], ['货物支出4.00万元', '货物支出3.00万元', 'C22'], ['本部门共有车辆1辆', '本部门共有车辆2辆', 'C23'], ['截至2022年', '截至2021年', 'D01'],
  ]],
  ['asides-and-units', ['D12 全文金额以万元为单位'], [
    ['均为0.15亿元', '均为0.51亿元', 'C01'], ['增幅38.13%', '增幅83.13%', 'C02'], ['财政拨款收入1481.36万元（', '财政拨款收入1481.63万元（', 'C03'], ['比上年增加408.92万元，增长', '比上年增加418.92万元，增长', 'C02'],
    ['117135.00元', '11.71元', 'C21'], ['（类）2022年度决算1113.81', '（类）2022年度决算1113.18', 'C08'], ['公务接待费预算0万元，决算0万元', '公务接待费预算0万元，决算2万元', 'C16'], ['降低26.81%', '降低28.61%', 'C21'],
  ]],
  ['broken-lines', [], [['各增\n加 408.92', '各增\n加 480.92', 'C02'], ['16.55%', '16.65%', 'C04'], ['20\n21 年度减少', '20\n20 年度减少', 'D01'], ['245.22\n万元', '246.22\n万元', 'C04']]],
  ['budget-first', ['说明中没有列示', 'D12 全文金额以万元为单位'], [
    ['总收入1481.36万元', '总收入1841.36万元', 'C01'], ['完成年初预算的111.00%', '完成年初预算的101.00%', 'C06'], ['完成调整后预算的98.76%', '完成调整后预算的99.76%', 'C06'], ['完成年初预算的61.56%', '完成年初预算的65.16%', 'C06'],
    ['减少9.57万元，下降', '减少7.59万元，下降', 'C06'], ['下降34.67%', '下降53.08%', 'C06'], ['小于年初预算数。主要是', '大于年初预算数。主要是', 'C10'], ['比上年16.00万元减少4.29', '比上年16.00万元减少4.92', 'C21'],
  ]],
  ['listed-amounts', [], [
    ['与上年1072.44万元相比，增加408.92', '与上年1072.44万元相比，增加480.92', 'C02'], ['本年收入合计1481.36', '本年收入合计1418.36', 'C01'], ['结余分配0万元', '结余分配3万元', 'C01'], ['占支出合计的83.45%', '占支出合计的85.43%', 'C04'],
    ['基本工资135.26万元', '基本工资153.26万元', 'C13'], ['退休费16.93万元。', '退休费16.93万元、津贴补贴3.00万元。', 'C13'], ['奖金27.28万元、', '', 'C13'], ['同比增长38.13%', '同比增长3.813%', 'C02'], ['降低26.81%', '降低36.64%', 'C21'],
    ['授予中小企业合同金额4万元', '授予中小企业合同金额5万元', 'C22'], ['共有车辆1辆', '共有车辆4辆', 'C23'], ['评级为良的1个', '评级为良的2个', 'C24'], ['占支出合计的100%。', '占支出合计的99%。', 'C06'],
  ]],
  ['three-public', [], [
    ['预算为10.00万元', '预算为1.00万元', 'C16'], ['完成预算的80.00%', '完成预算的88.00%', 'C16'], ['下降11.11%', '下降12.50%', 'C02'], ['占“三公”经费支出的25.00%', '占“三公”经费支出的52.00%', 'C16'], ['完成预算的66.67%', '完成预算的67.66%', 'C16'],
    ['决算数较预算数减少1.00', '决算数较预算数增加1.00', 'C16'], ['国内公务接待支出2.00', '国内公务接待支出3.00', 'C18'], ['共接待国内来宾20批次、150人次', '共接待国内来宾0批次、0人次', 'C18'], ['接待0批次、0人次', '接待3批次、0人次', 'C18'],
    ['下降14.29%', '下降16.67%', 'C16'], ['购置公务用车0辆', '购置公务用车1辆', 'C18'], ['公务用车运行维护费6.00', '公务用车运行维护费9.00', 'C16'], ['保有量为2辆', '保有量为3辆', 'C26'], ['因公出国（境）费支出0万元', '因公出国（境）费支出5万元', 'C16'],
  ]],
];

describe.each(WORDINGS)('the wording %s', (name, expected, slips) => {
  it('has nothing wrong', () => {
    expect(told(name, wording(name)).filter((message) => !expected.some((words) => message.includes(words)))).toEqual([]);
  });

  it.each(slips)('%s → %s is found', (from, to, rule) => {
    const text = wording(name);
    expect(text).toContain(from);
    const before = told(name, text, ['error', 'warning', 'info']);
    const after = told(name, text.replace(from, to), ['error', 'warning', 'info']).filter((message) => !before.includes(message));
    expect(after.filter((message) => message.startsWith(rule))).not.toEqual([]);
  });
});
