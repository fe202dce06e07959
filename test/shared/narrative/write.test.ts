/** The written 情况说明: every figure from its cell, branches as the figures demand, nothing that its own audit would find. */
import { describe, expect, it } from 'vitest';
import type { CellContent, Document } from '../../../shared/document/document.ts';
import { rollDocument } from '../../../shared/document/roll.ts';
import { Engine } from '../../../shared/formula/engine.ts';
import { loadNarrative } from '../../../shared/narrative/load-narrative.ts';
import { reviewText } from '../../../shared/narrative/review-text.ts';
import { parseSentence } from '../../../shared/narrative/sentence.ts';
import { isNarrativeBegun, TEXT_PARTS, writeReportTexts } from '../../../shared/narrative/report-texts.ts';
import { reviewTexts } from '../../../shared/narrative/review-texts.ts';
import { sourceOf, unfilled, type WrittenChapter, writeNarrative } from '../../../shared/narrative/write.ts';
import type { Run } from '../../../shared/narrative/writer.ts';
import { consistentDocument, HENAN, sampleDocument } from '../../fixtures/sample-document.ts';
import { withSideSheets } from '../../fixtures/side-sheets.ts';
import { templateFiles } from '../../main/import/import-fixtures.ts';

const narrative = loadNarrative(templateFiles, HENAN);

function written(document: Document): readonly WrittenChapter[] {
  if (narrative.text === null) throw new Error('no text');
  return writeNarrative(new Engine(HENAN, document), narrative.text);
}

/** As it would be printed, with every reason given. */
function printed(chapters: readonly WrittenChapter[]): string {
  return chapters.map((chapter) => [chapter.title, ...chapter.paragraphs.map((paragraph) => paragraph.runs.map((run) => (run.kind === 'input' ? run.text || '工作安排变化' : run.text)).join(''))].join('\n')).join('\n');
}

/** The figures and branches that are still open. */
function gaps(chapters: readonly WrittenChapter[]): readonly Extract<Run, { kind: 'gap' }>[] {
  return chapters.flatMap((chapter) => chapter.paragraphs).flatMap((paragraph) => paragraph.runs).flatMap((run) => (run.kind === 'gap' ? [run] : []));
}

function withCell(document: Document, table: string, row: string, column: string, content: CellContent): Document {
  const data = document.tables[table] ?? { rows: [] };
  const rows = data.rows.some((one) => one.key === row) ? data.rows : [...data.rows, { key: row, cells: {} }];
  return { ...document, tables: { ...document.tables, [table]: { ...data, rows: rows.map((one) => (one.key === row ? { ...one, cells: { ...one.cells, [column]: content } } : one)) } } };
}

/** The sample with its side sheets filled: no budgets, no purchases, no vehicles, and last year's figures as its own text implies them. */
function filledSample(): Document {
  return withLastYear(withSideSheets(HENAN, sampleDocument()));
}

function withLastYear(document: Document): Document {
  return ['收支总计', '财政拨款收支总计', '一般公共预算财政拨款支出'].reduce((sum, row) => withCell(sum, 'S01', row, '上年', { declared: '1072.44' }), withCell(document, 'S01', '机关运行经费', '上年', '16'));
}

describe('the narrative of the sample', () => {
  it('reads without a mistake in the template', () => {
    expect(narrative.problems).toEqual([]);
  });

  it('has nothing that its own audit finds', () => {
    const document = filledSample();
    const { findings } = reviewText(new Engine(HENAN, document), narrative.audit, printed(written(document)));
    expect(findings.map((finding) => finding.message)).toEqual([]);
  });

  it('takes every figure from its cell: an edit changes the sentences that it feeds', () => {
    const before = printed(written(filledSample()));
    expect(before).toContain('社会公益研究（项）。年初预算为0万元，支出决算为111.50万元');
    const edited = withCell(filledSample(), 'T05', '2060302', '3', '112.50');
    const after = printed(written(edited));
    expect(after).toContain('支出决算为112.50万元');
    expect(after).not.toContain('111.50');
    expect(after).toContain('科学技术支出1114.81万元');
  });

  it('leaves a gap where last year is not known, and counts it', () => {
    const chapters = written(withSideSheets(HENAN, sampleDocument()));
    expect(printed(chapters)).toContain('与上年度相比，［待填：上年决算数］');
    expect(gaps(chapters).map(({ cells }) => cells[0])).toContainEqual({ table: 'S01', row: '收支总计', column: '上年' });
    expect(unfilled(chapters)).toBeGreaterThanOrEqual(gaps(chapters).length);
    expect(gaps(written(filledSample()))).toEqual([]);
  });

  it('never writes a growth from nothing', () => {
    const founded = ['收支总计', '财政拨款收支总计', '一般公共预算财政拨款支出'].reduce((sum, row) => withCell(sum, 'S01', row, '上年', { declared: '0' }), sampleDocument());
    const text = printed(written(founded));
    expect(text).toContain('增加1481.36万元（上年为0）');
    expect(text).not.toContain('增长100');
  });

  it('writes 减少, 持平 and 大于 as the figures have it', () => {
    const down = printed(written(withCell(sampleDocument(), 'S01', '收支总计', '上年', { declared: '2000' })));
    expect(down).toContain('收、支总计各减少518.64万元，下降25.93%');
    const flat = printed(written(withCell(sampleDocument(), 'S01', '收支总计', '上年', { declared: '1481.36' })));
    expect(flat).toContain('收、支总计各与上年度持平');
  });

  it('keeps reasons, and a paragraph replaced by hand with its live figures', () => {
    const texts = { '原因.收支总体': '科技项目增加', '段.收入.1': '全年收入{收入表[合计, 1]}万元，均为财政拨款。', '段.支出.1': '写错的{公式' };
    const text = printed(written({ ...withLastYear(sampleDocument()), texts }));
    expect(text).toContain('主要原因是科技项目增加。');
    expect(text).toContain('全年收入1481.36万元，均为财政拨款。');
    expect(text).toContain('写错的{公式');
  });
});

describe('the narrative of a full department', () => {
  it('writes of every fund and the three public expenses, with nothing wrong by its own audit but what is not filled in', () => {
    const document = withSideSheets(HENAN, consistentDocument());
    const text = printed(written(document));
    expect(text).toContain('政府性基金预算财政拨款支出决算为');
    expect(text).toContain('“三公”经费财政拨款支出预算为');
    const { findings } = reviewText(new Engine(HENAN, document), narrative.audit, text);
    expect(findings.filter((finding) => finding.severity === 'error').map((finding) => finding.message)).toEqual([]);
  });

  it('is begun once something only the text uses is there', () => {
    expect(isNarrativeBegun(new Engine(HENAN, sampleDocument()))).toBe(false);
    expect(isNarrativeBegun(new Engine(HENAN, withLastYear(sampleDocument())))).toBe(true);
  });
});

describe('a year just begun', () => {
  const begun = withSideSheets(HENAN, rollDocument(sampleDocument(), 2023, HENAN), () => null);

  it('is told nothing of by 0: what is to be filled in is named', () => {
    const text = printed(written(begun));
    expect(text).toContain('收、支总计均为［待填：公开01表 总计 金额］万元');
    expect(text).toContain('2023年度没有使用政府性基金预算财政拨款安排的支出。');
    expect(text).not.toMatch(/[为均]0(?:\.00)?万元|100(?:\.00)?%/u);
  });

  it('is told of as soon as a form has a figure, and leads to where it is typed', () => {
    const typed = withCell(begun, 'T03', '2060302', '2', '12.5');
    expect(printed(written(typed))).toContain('支出合计12.50万元，其中：基本支出12.50万元，占100.00%；项目支出0万元');
    expect(gaps(written(typed)).map(({ cells: [cell] }) => cell?.table)).not.toContain('T03');
    expect(gaps(written(begun)).flatMap(({ cells: [cell] }) => (cell?.table === 'T03' ? [cell] : []))).not.toEqual([]);
  });
});

describe('a side sheet that nobody has filled in', () => {
  const blank = withSideSheets(HENAN, sampleDocument(), () => null);

  it('is asked for where its figure would stand, and leads there', () => {
    const text = printed(written(blank));
    expect(text).toContain('（项）。年初预算为［待填：年初预算表 2060302 社会公益研究 年初预算］万元，支出决算为111.50万元。\n');
    expect(text).toContain('支出年初预算为［待填：年初预算表 合计 年初预算］万元，支出决算为1481.36万元。其中：');
    expect(text).toContain('共有车辆［待填：补充资料 车辆合计（辆） 本年数］辆');
    expect(text).not.toMatch(/为0万元|[^\d]0(?:辆|个|台)|没有政府采购|没有机关运行/u);
    const cells = gaps(written(blank)).map(({ cells: [cell] }) => `${cell?.table} ${cell?.row} ${cell?.column}`);
    expect(cells).toContain('S02 2060302 年初预算');
    expect(cells).toContain('S01 政府采购货物支出 本年');
  });

  it('makes no statement that there is none, until 0 is typed', () => {
    expect(printed(written(blank))).toContain('十一、政府采购支出情况说明\n［待填：补充资料 政府采购支出总额（万元） 本年数］\n');
    const typed = ['政府采购货物支出', '政府采购工程支出', '政府采购服务支出'].reduce((sum, row) => withCell(sum, 'S01', row, '本年', '0'), blank);
    expect(printed(written(typed))).toContain('2022年度没有政府采购支出。');
  });

  it('is left alone where the published table itself says that there is nothing', () => {
    const staff = (blank.tables['T06']?.rows ?? []).filter(({ key }) => !key.startsWith('302'));
    expect(printed(written({ ...blank, tables: { ...blank.tables, T06: { rows: staff } } }))).toContain('2022年度没有机关运行经费支出。');
    expect(printed(written({ ...blank, tables: { ...blank.tables, T06: { rows: [] } } }))).not.toContain('没有机关运行经费');
  });

  it('does not list a 科目 that has neither budget nor expenditure', () => {
    const rows = (blank.tables['T05']?.rows ?? []).map((row) => (row.key === '2060302' ? { ...row, cells: {} } : row));
    expect(printed(written({ ...blank, tables: { ...blank.tables, T05: { rows } } }))).not.toContain('社会公益研究（项）');
  });

  it('is asked for once in a paragraph, and stays open in a paragraph rewritten by hand', () => {
    const [paragraph] = written(blank).find(({ role }) => role === '政府采购')?.paragraphs ?? [];
    expect(paragraph?.runs.filter(({ kind }) => kind === 'gap')).toHaveLength(1);
    const own = { ...blank, texts: { '段.政府采购.1': `我部门：${sourceOf(paragraph?.runs ?? [])}` } };
    expect(printed(written(own))).toContain('我部门：［待填：补充资料 政府采购支出总额（万元） 本年数］');
    expect(unfilled(written(own))).toBe(unfilled(written(blank)));
  });

  it('may be asked whether it is blank', () => {
    const own = { ...blank, texts: { '段.政府采购.1': '{若 BLANK(补充资料[政府采购货物支出, 本年])：还没有填。｜否则：填了。}{若 COUNT(补充资料[大型设备台数, 本年]) = 0：也没有。｜否则：有。}' } };
    expect(printed(written(own))).toContain('还没有填。也没有。');
  });

  it('has no finding of the audit of its own text', () => {
    const engine = new Engine(HENAN, { ...blank, texts: { '段.概况.1': '职责' } });
    if (narrative.text === null) throw new Error('no text');
    const findings = reviewTexts(engine, narrative.audit, writeReportTexts(engine, narrative.text), TEXT_PARTS);
    expect(findings.map(({ message }) => message)).toEqual([]);
  });
});

describe('sentences', () => {
  it.each(['{', '{若 1 = 1}', '{逐 科目 in 支出表.项}', '{名 科目 于 支出表}', '{支出表[合计}', '{SHARE(1)}'])('%s is refused with its place', (source) => {
    expect(() => parseSentence(source)).toThrow(/[\u4e00-\u9fff]/);
  });
});
