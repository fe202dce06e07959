/** Audits of the two published reports: every finding here was recomputed by hand, and each says why it is true. */
import { describe, expect, it } from 'vitest';
import { reviewText } from '../../../shared/narrative/review-text.ts';
import { importedEngine, narrativeRules, realText } from './narrative-fixtures.ts';

/** [rule, severity, words of the message, why it is true] */
type Expected = readonly [string, string, string, string];

const BEIGUAN: readonly Expected[] = [
  ['D15', 'error', '经营收入的金额缺失', '“经营收入万元” prints no amount'],
  ['C07', 'info', '应为 1.22%，说明写 1.21%', '18.03 ÷ 1481.36 = 1.217 %; lowered so that the shares make 100'],
  ['C09', 'info', '1334.52 ≠ 各项年初预算之和 1334.50', '1000+27.5+29.9+10+13.5+226+27.6 = 1334.50'],
  ['C25', 'info', '说明写“科学技术（类）”，表中该科目的名称为“科学技术支出”', 'the tables and the structure section say 科学技术支出'],
  ['C25', 'warning', '“机关事业单位基本养老保险缴费”与表中 30108', 'table 06 prints 机关事业单位基本养老保险费'],
  ['C13', 'error', '“对个人和家庭的补助支出”是类级科目', '303 is a 类; its only 款 with a figure is 30302'],
  ['C13', 'error', '列了“差旅费”', '30211 is 0.00 in table 06'],
  ['C13', 'error', '列了“福利费”', '30229 is 0.00'],
  ['C13', 'error', '列了“其他交通费用”', '30239 is 0.00'],
  ['C11', 'error', '国有资本经营预算财政拨款支出的年初预算为 0', 'a completion rate on a budget of nothing'],
  ['C16', 'error', '三公经费预算数 0.36 万元，表中为 空', 'table 09 is empty and says that there is no budget'],
  ['C16', 'warning', '因公出国（境）费写“占0%”', 'a share of a total of nothing'],
  ['C16', 'warning', '公务用车购置及运行维护费写“占0%”', 'the same'],
  ['C16', 'warning', '公务接待费写“占0%”', 'the same'],
  ['C11', 'error', '因公出国（境）费的预算为 0', 'budget 0, “完成预算的0%”'],
  ['C11', 'error', '因公出国（境）费的预算为 0', 'said in the overview before, whose budget follows'],
  ['C12', 'warning', '因公出国（境）费前面写的是预算，比较时写作年初预算', 'two kinds of budget in one item'],
  ['C11', 'error', '公务用车购置及运行维护费的年初预算为 0', 'the same in the overview'],
  ['C11', 'error', '公务用车购置及运行维护费的年初预算为 0', 'budget 0, “完成年初预算的0%”'],
  ['C12', 'warning', '本节的预算口径不一', '预算 of the whole, 年初预算 of the vehicles'],
  ['C16', 'error', '公务接待费预算数 0.36 万元，表中为 空', 'as above'],
  ['C21', 'error', '应为 26.81%，说明写 36.64%', '4.29 ÷ 16.00 = 26.81 %; 36.64 % is 4.29 ÷ 11.71, the wrong base'],
  ['C22', 'error', '授予中小企业合同金额 0.00 占政府采购支出总额 4.00 的比例应为 0.00%', 'the text says 0 of 4 is 100 %'],
  ['C22', 'error', '授予小微企业合同金额写“占100%”', 'a share of 0'],
  ['C22', 'error', '授予小微企业合同金额不应大于授予中小企业合同金额', '4 > 0'],
  ['C26', 'warning', '实际支出 1489.65 万元，表中为 1481.36', 'table 03 totals 1481.36'],
  ['C26', 'warning', '实际支出 1489.65 万元，表中为 1481.36', 'said a second time'],
  ['D08', 'info', '“111.0%”应保留两位小数', 'one place'],
  ['D08', 'info', '“80.9%”应保留两位小数', 'one place'],
  ['D07', 'info', '“全年执行书”疑为“全年执行数”', 'a slip of the pen'],
  ['D07', 'info', '“全年执行书”疑为“全年执行数”', 'the sentence stands there twice'],
  ['D07', 'info', '文字重复“反映反映”', 'in the glossary'],
  ['C24', 'warning', '说明写 3 个项目，项目自评表有 2 张', 'no form for the third'],
  ['C24', 'warning', '“疫情防控”不在前面列出的项目之中', 'named as one of the projects above, which it is not'],
  ['D10', 'warning', '没有“第二部分”的标题', 'the parts go from 第一 to 第三'],
  ['D07', 'info', '“）”没有配对的另一半', 'closing bracket after 统一支出'],
  ['D01', 'warning', '写作 2021 年度', 'project funds of “2021年度” in the report for 2022'],
  ['D01', 'warning', '标题写“北关区工业和信息化局”', 'the tables name 安阳市北关区工业和信息化局'],
  ['D09', 'warning', '自称混用', '我单位, 我局 and 我部门'],
  ['E01', 'error', '全年执行数 1489.65 ≠ 各资金来源之和 1481.36', '1481.36 + 0 + 0'],
  ['E03', 'error', '总分 97.32 ≠ 各项得分之和 97.85', '8.61 + 29.54 + 25 + 34.70 = 97.85'],
  ['E04', 'warning', '国家高新技术企业认定奖补项目自评表：得分 9 低于分值 10，没有填写偏差原因', '通过高企申报要求: 9 of 10, no reason beside it'],
  ['E04a', 'warning', '指标值 >2，实际完成 2', 'more than 2 was the target, 2 was done, full marks given'],
];

const SHANGHAI: readonly Expected[] = [
  ['C20', 'error', '收支总计上年为 0', 'founded in 2024: the increase equals the whole'],
  ['C20', 'error', '财政拨款收、支总计上年为 0', 'the same'],
  ['C20', 'error', '一般公共预算财政拨款支出上年为 0', 'the same'],
  ['C07', 'info', '应为 9.56%，说明写 9.55%', '29.42 ÷ 307.82 = 9.5575 %'],
  ['C11', 'error', '年初预算为 0，不得写完成年初预算的95.89%', '307.82 ÷ 321.02 = 95.89 %: the 全年预算 was meant'],
  ['C25', 'warning', '住房公积金的用途与事业单位医疗的完全相同', 'copied from the item above'],
  ['C13', 'error', '列了“邮电费”', '30207 is 0.00'],
  ['C20', 'error', '机关运行经费支出上年为 0', 'founded in 2024'],
  ['C22', 'error', '合计不应大于政府采购总额', '21.07 + 21.07 > 21.07'],
  ['D05', 'error', '留有模板提示文字“仍保留该表格式', 'an instruction of the form, under 基金'],
  ['D05', 'error', '留有模板提示文字“仍保留该表格式', 'the same under 国资'],
  ['D01', 'warning', '标题写“中共上海市普陀区委社会工作部”', 'the tables name 上海市普陀区委社会工作部'],
];

const CASES = [
  ['beiguan-2022.xlsx', 'beiguan-2022-report.txt', BEIGUAN],
  ['shanghai-shegongbu-2024.xlsx', 'shanghai-shegongbu-2024.txt', SHANGHAI],
] as const;

describe.each(CASES)('the text of %s', (workbook, text, expected) => {
  it('has exactly the findings that a careful reader makes', async () => {
    const engine = await importedEngine(workbook);
    const { findings } = reviewText(engine, narrativeRules(), realText(text));
    const left = [...findings];
    const unmet = expected.filter(([rule, severity, words]) => {
      const at = left.findIndex((finding) => finding.rule === rule && finding.severity === severity && finding.message.includes(words));
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
    expect(unmet).toEqual([]);
    expect(left.map((finding) => finding.message)).toEqual([]);
  });

  it('says where each finding stands in the source', async () => {
    const engine = await importedEngine(workbook);
    const source = realText(text);
    const lines = source.split('\n');
    for (const { place, message } of reviewText(engine, narrativeRules(), source).findings) {
      expect(place, message).toBeDefined();
      expect(lines[(place?.line ?? 0) - 1]?.length ?? 0, message).toBeGreaterThanOrEqual(place?.column ?? 1);
    }
  });
});

/** Changes of one figure, word or year of the text that must each be found where they were made. */
const MUTATIONS: readonly (readonly [string, string, string])[] = [
  ['收、支总计均为 1481.36万元', '收、支总计均为 1482.36万元', 'C01'],
  ['增长 38.13%。主要原因是', '增长 39.13%。主要原因是', 'C02'],
  ['245.22万元，占 16.55%', '245.22万元，占 17.55%', 'C04'],
  ['项目支出 1236.14万元', '项目支出 1226.14万元', 'C04'],
  ['社会保障和就业支出 32.24 万元', '社会保障和就业支出 33.24 万元', 'C07'],
  ['支出决算为 111.50 万元', '支出决算为 112.50 万元', 'C08'],
  ['完成年初预算的 57.05%', '完成年初预算的 67.05%', 'C08'],
  ['减少 4.29 万元，下降', '增加 4.29 万元，下降', 'C19'],
  ['公用经费 11.71 万元', '公用经费 12.71 万元', 'C13'],
  ['我单位共有车辆 1 辆', '我单位共有车辆 2 辆', 'C23'],
  ['2022 年度收入合计', '2021 年度收入合计', 'D01'],
  ['政府采购货物支出 4 万元', '政府采购货物支出 3 万元', 'C22'],
];

describe('one change in a text', () => {
  it.each(MUTATIONS)('%s → %s is found by %s', async (from, to, rule) => {
    const engine = await importedEngine('beiguan-2022.xlsx');
    const source = realText('beiguan-2022-report.txt');
    const plain = source.replace(/\n\n/gu, '\n');
    const loose = new RegExp([...from.replace(/\s/gu, '')].map((character) => character.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')).join('\\s*'), 'u');
    expect(loose.test(plain)).toBe(true);
    const rules = narrativeRules();
    const before = reviewText(engine, rules, plain).findings.filter((finding) => finding.rule === rule).length;
    const after = reviewText(engine, rules, plain.replace(loose, to.replace(/\s/gu, ''))).findings.filter((finding) => finding.rule === rule).length;
    expect(after).toBeGreaterThan(before);
  });
});
