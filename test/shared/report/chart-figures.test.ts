import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal, tableAmount } from '../../../shared/amount/amount.ts';
import { type Document, withCell } from '../../../shared/document/document.ts';
import { Engine } from '../../../shared/formula/engine.ts';
import { loadNarrative } from '../../../shared/narrative/load-narrative.ts';
import { writeNarrative } from '../../../shared/narrative/write.ts';
import { type Chart, chartInWords } from '../../../shared/report/chart.ts';
import { chartFigures } from '../../../shared/report/chart-figures.ts';
import { narrativeBlocks, numberedFigures } from '../../../shared/report/narrative-blocks.ts';
import { outlineReport } from '../../../shared/report/outline.ts';
import { loadTemplate } from '../../../shared/template/load.ts';
import { newDocument } from '../../../shared/template/new-document.ts';
import { consistentDocument, HENAN, sampleDocument, SHANGHAI } from '../../fixtures/sample-document.ts';
import { departmentYear, FULL } from '../../fixtures/department-year.ts';
import { withContents } from '../../fixtures/printed-document.ts';
import { edited, FILES } from '../template/template-files.ts';

const charts = (document: Document, template = HENAN): ReadonlyMap<string, Chart> => new Map(chartFigures(new Engine(template, document)).map(({ block }) => [block.id.replace('chart-', ''), block.chart]));
const figures = (chart: Chart | undefined): readonly string[] => (chart?.series ?? []).flatMap(({ name, points }) => points.map(({ label, printed, share }) => [name, label, printed, share].filter((part) => part !== null && part !== '').join(' ')));

function set(files: typeof FILES, id = 'henan-2022') {
  const loaded = loadTemplate(files, id);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.template;
}

describe('the charts of the sample', () => {
  const sample = charts(sampleDocument());

  it('show the parts of 收入 and 支出 with the shares that the text prints', () => {
    expect(figures(sample.get('支出结构'))).toEqual(['项目支出 1,236.14 83.45%', '基本支出 245.22 16.55%']);
    expect(figures(sample.get('收入结构'))).toEqual(['财政拨款收入 1,481.36 100.00%']);
  });

  it('leave out a year that is not known', () => {
    expect(sample.get('收支变动')?.series.map(({ name }) => name)).toEqual(['2022年度']);
    const prior = { template: HENAN.id, year: 2021, tables: consistentDocument().tables };
    expect(charts({ ...sampleDocument(), prior }).get('收支变动')?.series.map(({ name }) => name)).toEqual(['2021年度', '2022年度']);
  });

  it.each([HENAN, SHANGHAI])('show last year where only its 收支总计 is known, from the 补充资料 ($id)', (template) => {
    const document = withContents(newDocument(template, { department: '' }), [[{ table: 'S01', row: '收支总计', column: '上年' }, { declared: '1072.44' }]]);
    expect(figures(charts(document, template).get('收支变动'))).toContain(`${template.year - 1}年度 收、支总计 1,072.44`);
  });

  it('have a label for each 类 with a figure, and none without', () => {
    const pie = sample.get('一般公共预算支出结构');
    const engine = new Engine(HENAN, sampleDocument());
    const rows = sampleDocument().tables['T05']?.rows.filter((row) => row.code?.length === 3) ?? [];
    expect(pie?.series[0]?.points.map((point) => point.label).toSorted()).toEqual(rows.map((row) => row.name?.trim()).toSorted());
    for (const point of pie?.series[0]?.points ?? []) expect(point.cells.map((cell) => tableAmount(decimal(String(engine.value(cell))), 2))).toEqual([point.printed]);
  });

  it('say every figure in words for those who see no chart', () => {
    const chart = sample.get('支出结构');
    expect(chart === undefined ? '' : chartInWords(chart)).toBe('饼图。项目支出1,236.14万元（83.45%）、基本支出245.22万元（16.55%）。');
  });

  it('are gone where nothing would show', () => {
    expect(chartFigures(new Engine(HENAN, newDocument(HENAN, { department: '' })))).toEqual([]);
    expect(sample.has('三公')).toBe(false);
  });
});

describe('a chart of any document', () => {
  it('prints what the cells hold: shares of the exact amounts, joined slices their exact sum', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (seed) => {
      const document = departmentYear(HENAN, seed, FULL);
      const engine = new Engine(HENAN, document);
      for (const { block } of chartFigures(engine)) {
        for (const point of block.chart.series.flatMap(({ points }) => points)) {
          if (point.value === null) continue;
          expect(point.printed).toBe(tableAmount(decimal(point.value), document.decimals));
        }
        if (block.id === 'chart-收支变动' || block.id === 'chart-三公') continue;
        const points = block.chart.series[0]?.points ?? [];
        if (block.chart.kind === 'pie') expect(points.length).toBeLessThanOrEqual(8);
        const total = points.reduce((sum, point) => sum.plus(point.value ?? 0), decimal(0));
        for (const point of points) expect(point.share).toBe(`${decimal(point.value ?? 0).times(100).dividedBy(total).toDecimalPlaces(2).toFixed(2)}%`);
      }
    }), { numRuns: 30 });
  });

  it('joins the smallest of many slices, and shows as bars many of a like size', () => {
    const classes = (amounts: readonly number[]): Chart | undefined => {
      const rows = amounts.map((amount, at) => ({ key: `${201 + at}`, code: `${201 + at}`, name: `第${at + 1}类支出`, cells: { 2: String(amount), 3: '0' } }));
      return charts({ ...newDocument(HENAN, { department: '' }), tables: { ...newDocument(HENAN, { department: '' }).tables, T05: { rows } } }).get('一般公共预算支出结构');
    };
    const joined = classes([5000, 3000, 2000, 900, 800, 700, 600, 3, 2, 1]);
    expect(joined?.kind).toBe('pie');
    expect(figures(joined).at(-1)).toBe('其余 3 项 6.00 0.05%');
    const alike = classes([9, 8, 7, 9, 8, 7, 9, 8, 7, 9, 8, 7]);
    expect(alike?.kind).toBe('bar');
    expect(alike?.series[0]?.points).toHaveLength(12);
  });

  it('is never higher than a page: the largest labels stay, the others are one', () => {
    const items = edited('national/charts.yaml', 'charts:', "charts:\n  - { id: 各项, kind: bar, title: 各项, series: [基本, 项目], after: { table: 支出表 }, points: [{ each: 科目 in 支出表.项, values: ['支出表[科目, 基本支出]', '支出表[科目, 项目支出]'] }] }");
    const template = set(items);
    const rows = Array.from({ length: 300 }, (_none, at) => ({ key: `20601${String(10 + at).padStart(2, '0')}`.slice(0, 7), at })).filter(({ key }, at, all) => all.findIndex((one) => one.key === key) === at)
      .map(({ key, at }) => ({ key, code: key, name: `第${at}项`, cells: { 2: String(at), 3: '1' } }));
    const document = { ...newDocument(template, { department: '' }), tables: { ...newDocument(template, { department: '' }).tables, T03: { rows } } };
    const placed = chartFigures(new Engine(template, document)).find(({ block }) => block.id === 'chart-各项');
    expect(placed?.block.height).toBeLessThan(190);
    const [basic, project] = placed?.block.chart.series ?? [];
    expect([basic?.points.length, project?.points.length, basic?.points.at(-1)?.label]).toEqual([14, 14, `其余 ${rows.length - 13} 项`]);
    const total = (basic?.points ?? []).reduce((sum, point) => sum.plus(point.value ?? 0), decimal(0));
    expect(total.toFixed()).toBe(String(rows.reduce((sum, row) => sum + Number(row.cells[2]), 0)));
  });

  it('turns into bars where an amount is negative, as a pie has no place for it', () => {
    const document = sampleDocument();
    const negative = withCell(document, { table: 'T03', row: '合计', column: '2' }, { declared: '-12.5' });
    const chart = charts(negative).get('支出结构');
    expect(chart?.kind).toBe('bar');
    expect(figures(chart).join()).toContain('基本支出 -12.50');
  });
});

describe('charts in the report', () => {
  it('stand after their chapters and are numbered as they appear, those after tables first', () => {
    const files = edited('national/charts.yaml', 'charts:', "charts:\n  - { id: 附图, kind: bar, title: '{部门}{年度}年', after: { table: 收入表 }, points: [{ label: 收入, values: ['收入表[合计, 1]'] }] }");
    const template = set(files);
    const engine = new Engine(template, sampleDocument());
    const { text } = loadNarrative(FILES, template);
    if (text === null) throw new Error('no text');
    const blocks = narrativeBlocks(writeNarrative(engine, text), chartFigures(engine));
    const outline = outlineReport(engine, { narrative: blocks });
    const all = outline.parts.flatMap((part) => part.blocks);
    expect(all.flatMap((block) => (block.kind === 'figure' ? [block.caption] : []))).toEqual([
      '图1 安阳市北关区工业和信息化局2022年（单位：万元）', '图2 2022年度收入、支出决算情况（单位：万元）', '图3 2022年度收入决算结构（单位：万元）',
      '图4 2022年度支出决算结构（单位：万元）', '图5 2022年度一般公共预算财政拨款支出决算结构（单位：万元）',
    ]);
    const shown = numberedFigures(engine, writeNarrative(engine, text)).map(({ block, number }) => `图${number} ${block.caption}`);
    expect(shown).toEqual(all.flatMap((block) => (block.kind === 'figure' ? [block.caption] : [])).slice(1));
    const at = (id: string): number => all.findIndex((block) => block.kind === 'figure' && block.id === id);
    expect(all[at('chart-附图') - 1]).toMatchObject({ kind: 'table', id: 'T02' });
    expect(all.slice(0, at('chart-支出结构')).findLast((block) => block.kind === 'heading')).toMatchObject({ title: expect.stringContaining('支出决算情况说明') });
  });

  it('stand at the end where the report has no such chapter', () => {
    const engine = new Engine(HENAN, sampleDocument());
    expect(narrativeBlocks([], chartFigures(engine)).map((block) => block.kind)).toEqual(Array(4).fill('figure'));
  });
});

describe('the charts of a template set', () => {
  it('come from the sets that it extends, replaced by id, done without by name', () => {
    expect(set(FILES, 'shanghai-2024').charts.map(({ id }) => id)).toEqual(['收支变动', '收入结构', '支出结构', '一般公共预算支出结构', '三公']);
    const files = { ...FILES, 'shanghai-2024/charts.yaml': 'without: [三公, 收入结构]\n' };
    expect(set(files, 'shanghai-2024').charts.map(({ id }) => id)).toEqual(['收支变动', '支出结构', '一般公共预算支出结构']);
  });

  const CHARTS = 'national/charts.yaml';
  it.each([
    ['an unknown cell', "'收支总表[收入总计]'", "'收支总表[收入合计总]'", /收入支出决算总表没有行“收入合计总”/, '收支总表[收入合计总]'],
    ['a broken formula', "'收支总表[收入总计]'", "'收支总表[收入总计] ++ 1'", /此处应为数、单元格或函数/, '+ 1'],
    ['too few formulas', "['补充资料[收支总计, 上年]', '收支总表[收入总计]']", "['收支总表[收入总计]']", /有 2 个系列，应写 2 个公式，写了 1 个/, "['收支总表[收入总计]']"],
    ['an unknown word', '{年度}年度收入', '{年份}年度收入', /花括号内只能是 年度、上年度 或 部门/, '{年份}'],
    ['an unknown table', 'after: { chapter: 收支总体 }', 'after: { table: 收入总表 }', /没有表“收入总表”/, '收入总表'],
    ['an unknown kind', 'kind: bar', 'kind: 柱', /应为 bar、pie 之一/, '柱'],
    ['a chart that is not there to do without', '# 情况说明', 'without: [无此图]\n# 情况说明', /所继承的模板没有图“无此图”/, '无此图'],
    ['a pie of two series', 'kind: bar', 'kind: pie', /饼图（pie）只能有一个系列/, "['{上年度}"],
  ])('with %s are refused at their place', (_what, from, to, says, at) => {
    const files = edited(CHARTS, from, to);
    const loaded = loadTemplate(files, 'henan-2022');
    const problem = loaded.ok ? undefined : loaded.problems[0];
    expect(problem?.message).toMatch(says);
    const offset = (files[CHARTS] ?? '').indexOf(at);
    const before = (files[CHARTS] ?? '').slice(0, offset).split('\n');
    expect([problem?.file, problem?.line, problem?.column]).toEqual([CHARTS, before.length, (before.at(-1)?.length ?? 0) + 1]);
  });
});
