/** Every rule on texts, by its id: silent on a text that is right in that respect, told once one thing in it is changed. */
import { describe, expect, it } from 'vitest';
import { Engine } from '../../../shared/formula/engine.ts';
import { loadNarrative } from '../../../shared/narrative/load-narrative.ts';
import { reviewText } from '../../../shared/narrative/review-text.ts';
import { writeNarrative } from '../../../shared/narrative/write.ts';
import { newDocument } from '../../../shared/template/new-document.ts';
import { HENAN, printedAsRounded, SHANGHAI } from '../../fixtures/sample-document.ts';
import { shanghaiYear } from '../../fixtures/shanghai-year.ts';
import { narratedYear, writtenReport } from '../../fixtures/written-report.ts';
import { templateFiles } from '../../main/import/import-fixtures.ts';
import { importedEngine, realText } from './narrative-fixtures.ts';

const { audit, text: chapters } = loadNarrative(templateFiles, HENAN);
if (chapters === null) throw new Error('no text');
const document = printedAsRounded(narratedYear(3, { classes: 3, itemsPerClass: 2 }));
const written = { engine: new Engine(HENAN, document), text: writtenReport(document, chapters) };
const published = { engine: await importedEngine('beiguan-2022.xlsx'), text: realText('beiguan-2022-report.txt') };
const founded = { engine: await importedEngine('shanghai-shegongbu-2024.xlsx'), text: realText('shanghai-shegongbu-2024.txt') };

/** [id, words to find (white space is free), what to put for them]; `$1` keeps a group. */
type Change = readonly [id: string, find: string, put: string];

/** On a text that the template wrote: nothing at all is told of it before. */
const ON_WRITTEN: readonly Change[] = [
  ['C01', String.raw`收、支总计均为\d+`, '收、支总计均为7'],
  ['C02', String.raw`(收、支总计各(?:增加|减少)[\d.]+万元，(?:增长|下降))[\d.]+`, '$13.21'],
  ['C03', String.raw`(财政拨款收入[\d.]+万元，占)[\d.]+`, '$13.21'],
  ['C04', String.raw`(；项目支出)\d+`, '$17'],
  ['C05', String.raw`(财政拨款收、支总计均为)\d+`, '$17'],
  ['C06', String.raw`(占支出合计的)[\d.]+`, '$13.21'],
  ['C07', String.raw`(主要用于以下方面：\p{Script=Han}+[\d.]+万元，占)[\d.]+`, '$13.21'],
  ['C08', String.raw`(1．\p{Script=Han}+（类）[^。]+。年初预算为[\d.]+万元，支出决算为)\d+`, '$17'],
  ['C09', String.raw`(一般公共预算财政拨款支出年初预算为)\d+`, '$17'],
  ['C10', '决算数大于年初预算数', '决算数小于年初预算数'],
  ['C11', String.raw`(年初预算为0万元，支出决算为[\d.]+万元)。`, '$1，完成年初预算的100.00%。'],
  ['C12', String.raw`(（项）。年初预算为[1-9][\d.]*万元，支出决算为[\d.]+万元，完成)年初预算的`, '$1全年预算的'],
  ['C13', '主要包括：[^、]+、', '主要包括：'],
  ['C14', String.raw`(政府性基金预算财政拨款支出决算为)\d+`, '$17'],
  ['C15', String.raw`(国有资本经营预算财政拨款支出决算为)\d+`, '$17'],
  ['C16', String.raw`(“三公”经费财政拨款支出预算为)\d+`, '$17'],
  ['C17', '公务接待', '招待'],
  ['C18', String.raw`(来宾)\d+(人次)`, '$1999$2'],
  ['C19', String.raw`(收、支总计各)(?:增加|减少)([\d.]+万元，)(?:增长|下降)([\d.]+%)`, '$1增加$2下降$3'],
  ['C21', String.raw`(机关运行经费支出(?:增加|减少)[\d.]+万元，(?:增长|下降))[\d.]+`, '$13.21'],
  ['C22', String.raw`(政府采购货物支出)\d+`, '$17'],
  ['C23', String.raw`共有车辆\d+`, '共有车辆99'],
  ['C25', '（三）具体情况([^（]*)支出（类）', '（三）具体情况$1开支（类）'],
  ['C26', String.raw`(保有量为)\d+`, '$199'],
  ['D01', '2022年度支出合计', '2021年度支出合计'],
  ['D03', '2022年度政府性基金预算财政拨款支出决算为[^。]+。', '2022年度没有使用政府性基金预算财政拨款安排的支出。'],
  ['D04', '工作安排变化', '××变化'],
  ['D05', '收、支总计各(?:增加|减少)', '收、支总计各增加（减少）'],
  ['D06', '主要原因是工作安排变化。', '主要原因是。'],
  ['D07', '。主要原因', '。。主要原因'],
  ['D08', String.raw`占([\d.]+)%；`, '占$1；'],
  ['D09', '工作安排变化', '我局安排，我单位执行，我局安排'],
  ['D12', String.raw`(；公务接待费支出决算[\d.]+)万元`, '$1元'],
  ['D13', String.raw`(收、支总计各减少[\d.]+万元，下降[\d.]+%)`, '$1，支出总计增加1万元'],
  ['D14', '工作安排变化', '本部门决算于2023年9月1日批复，公开时间：2023年10月8日'],
  ['D15', String.raw`(；项目支出)[\d.]+`, '$1'],
];

/** On the published report, whose tables and 自评表 stand in the text too. */
const ON_PUBLISHED: readonly Change[] = [
  ['C20', '比2021年度减少4.29万元，下降36.64%', '比2021年度增加11.71万元，增长100.00%'],
  ['C24', '项目自评得分96.34', '项目自评得分95.34'],
  ['D02', '支出决算表公开03表', '其他表'],
  ['D03', '说明：我部门没有政府性基金收入，也没有使用政府性基金安排的支出，故本表无数据。', ''],
  ['D10', '第四部分名词解释', '附录'],
  ['D11', '五、经营收入：', '五、债券转贷收入：'],
  ['D12', '公开02表部门：安阳市北关区工业和信息化局单位：万元', '公开02表部门：安阳市北关区工业和信息化局单位：元'],
  ['D16', '2060302社会公益研究111.50', '\n2060302 社会公益研究 111.59 '],
  ['E01', '年度资金总额60', '年度资金总额 61'],
  ['E02', '606058 10 96.67%', '60 60 58 10 95.67%'],
  ['E03', '总分10096.34', '\n总分 100 95.34\n'],
  ['E04', '再次认定≥2家5家55', '再次认定 ≥2 家 5 家 5 4 '],
  ['E04a', '≥40%50%10', '≥40% 30% 10'],
];

/** What is told by a rule, 尾差 left aside. */
function told(report: { readonly engine: Engine; readonly text: string }, id: string): readonly string[] {
  return reviewText(report.engine, audit, report.text).findings.filter((finding) => finding.rule === id && !finding.isTail).map((finding) => finding.message);
}

describe('a text that is right but for one thing', () => {
  it.each(ON_WRITTEN)('is told by %s', (id, find, put) => {
    const pattern = new RegExp(find, id === 'C17' ? 'gu' : 'u');
    expect(written.text).toMatch(pattern);
    expect(told(written, id)).toEqual([]);
    expect(told({ ...written, text: written.text.replace(pattern, put) }, id)).not.toEqual([]);
  });
});

describe('the published report with one thing changed', () => {
  const loose = (words: string): RegExp => new RegExp([...words.replace(/\s/gu, '')].map((character) => character.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')).join('\\s*'), 'u');

  it.each(ON_PUBLISHED)('is told by %s', (id, find, put) => {
    expect(published.text).toMatch(loose(find));
    const before = told(published, id);
    expect(told({ ...published, text: published.text.replace(loose(find), put) }, id).filter((message) => !before.includes(message))).not.toEqual([]);
  });

  it('says growth from nothing (C20) only as long as it is written', () => {
    expect(told(founded, 'C20')).toHaveLength(4);
    expect(told(founded, 'C20').filter((message) => !message.endsWith('可写“上年为0”'))).toEqual([]);
    expect(told({ ...founded, text: founded.text.replaceAll(/，\s*增长\s*100\.00%/gu, '') }, 'C20')).toEqual([]);
  });
});

describe('an amount left out where the table is blank', () => {
  it('is not said to be 0 there', () => {
    const blank = { engine: new Engine(HENAN, newDocument(HENAN, { department: '某局' })), text: '二、收入决算情况说明\n2022年度收入合计万元。' };
    expect(told(blank, 'D15')).toEqual([expect.stringContaining('表中为 空')]);
  });
});

describe('自评表 of a report', () => {
  const table = (title: string): string => `${title}\n（2022年度）\n年初预算数 全年预算数 全年执行数 分值 执行率 得分\n年度资金总额 10 10 10 10 90% 10\n`;
  const tablesOf = (text: string): readonly string[] => reviewText(published.engine, audit, text).findings.filter(({ rule }) => rule === 'E02').map((finding) => finding.table);

  it('are E00 for the department as a whole and E01… for the projects, wherever they stand', () => {
    expect(tablesOf(table('甲项目自评表') + table('乙项目自评表'))).toEqual(['E01', 'E02']);
    expect(tablesOf(table('甲项目自评表') + table('部门整体自评表') + table('乙项目自评表'))).toEqual(['E01', 'E00', 'E02']);
  });
});

describe('the score of the execution rate', () => {
  const line = (title: string, score: string): string => `${title}\n（2022年度）\n年初预算数 全年预算数 全年执行数 分值 执行率 得分\n${title === '部门整体自评表' ? '部门预算总额' : '年度资金总额'} 100 100 80 10 80.00% ${score}\n`;
  const scored = (engine: Engine, text: string): readonly string[] => reviewText(engine, audit, text).findings.flatMap(({ rule, severity, expected, actual }) => (severity === 'info' ? [`${rule} ${expected ?? ''} ${actual ?? ''}`] : []));

  it('is the one that the set’s own form gives: 90 % earn the department all of it, 100 % a project', () => {
    expect(scored(published.engine, line('部门整体自评表', '8.89') + line('甲项目自评表', '8'))).toEqual([]);
    expect(scored(published.engine, line('部门整体自评表', '8') + line('甲项目自评表', '8.89'))).toEqual(['E06 8.89 8', 'E06 8 8.89']);
  });

  it('is in proportion where the set has no form', () => {
    expect(scored(founded.engine, line('部门整体自评表', '8'))).toEqual([]);
    expect(scored(founded.engine, line('部门整体自评表', '8.89'))).toEqual(['E02 8 8.89']);
  });
});

describe('the rules', () => {
  it('each have their test', () => {
    const tested = new Set([...ON_WRITTEN, ...ON_PUBLISHED].map(([id]) => id));
    expect(audit.rules.map((rule) => rule.id).filter((id) => !tested.has(id))).toEqual([]);
  });
});

describe('a report in the forms of 上海', () => {
  it.each([['基金', '八、', 'T08', 'C14'], ['国资', '九、', 'T09', 'C15']])('has the 年初预算 of an item of %s judged by the budgets that the document holds', (_role, number, table, rule) => {
    const { audit: rules, text } = loadNarrative(templateFiles, SHANGHAI);
    if (text === null) throw new Error('no text');
    const year = shanghaiYear(3, { classes: 3, itemsPerClass: 2 });
    const items = new Engine(SHANGHAI, year).space.region(table)?.shape.rows.filter(({ level }) => level === '项') ?? [];
    const S02 = { rows: items.map(({ key, code, name }) => ({ key, code: code ?? '', name, cells: { 年初预算: '12.34' } })) };
    const engine = new Engine(SHANGHAI, { ...year, tables: { ...year.tables, S02 } });
    const written = writeNarrative(engine, text).map(({ title, paragraphs }) => [title, ...paragraphs.map(({ runs }) => runs.map((run) => (run.kind === 'input' ? '工作安排变化' : run.text)).join(''))].join('\n')).join('\n');
    const at = written.indexOf('年初预算为12.34万元', written.indexOf(`\n${number}`));
    const slipped = `${written.slice(0, at)}${written.slice(at).replace('12.34', '13.34')}`;
    const told = (source: string): readonly string[] => reviewText(engine, rules, source).findings.filter((finding) => finding.rule === rule && !finding.isTail).map(({ message }) => message);
    expect([items.length > 0, at > 0, told(written)]).toEqual([true, true, []]);
    expect(told(slipped)).toEqual([expect.stringContaining('13.34')]);
  });

  it.each([['政府性基金预算财政拨款', 'C14'], ['国有资本经营预算财政拨款', 'C15']])('or of another province has the %s judged, whatever the 支出合计 is called', (fund, rule) => {
    for (const name of [`${fund}支出`, `${fund}支出合计`, '支出合计', `${fund}收入`]) {
      const source = `八、${fund}收入支出决算情况说明\n2022年度${name}7.00万元。`;
      expect(reviewText(published.engine, audit, source).findings.map((finding) => finding.rule), name).toContain(rule);
    }
  });
});
