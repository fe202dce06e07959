/** The written 情况说明: every figure from its cell, branches as the figures demand, nothing that its own audit would find. */
import { describe, expect, it } from 'vitest';
import type { CellContent, Document } from '../../../shared/document/document.ts';
import { Engine } from '../../../shared/formula/engine.ts';
import { loadNarrative } from '../../../shared/narrative/load-narrative.ts';
import { reviewText } from '../../../shared/narrative/review-text.ts';
import { parseSentence } from '../../../shared/narrative/sentence.ts';
import { isNarrativeBegun } from '../../../shared/narrative/report-texts.ts';
import { unfilled, type WrittenChapter, writeNarrative } from '../../../shared/narrative/write.ts';
import { consistentDocument, HENAN, sampleDocument } from '../../fixtures/sample-document.ts';
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

function withCell(document: Document, table: string, row: string, column: string, content: CellContent): Document {
  const data = document.tables[table] ?? { rows: [] };
  const rows = data.rows.some((one) => one.key === row) ? data.rows : [...data.rows, { key: row, cells: {} }];
  return { ...document, tables: { ...document.tables, [table]: { ...data, rows: rows.map((one) => (one.key === row ? { ...one, cells: { ...one.cells, [column]: content } } : one)) } } };
}

/** Last year's figures, which the sample's own text implies. */
function withLastYear(document: Document): Document {
  return ['收支总计', '财政拨款收支总计', '一般公共预算财政拨款支出'].reduce((sum, row) => withCell(sum, 'S01', row, '上年', { declared: '1072.44' }), withCell(document, 'S01', '机关运行经费', '上年', '16'));
}

describe('the narrative of the sample', () => {
  it('reads without a mistake in the template', () => {
    expect(narrative.problems).toEqual([]);
  });

  it('has nothing that its own audit finds', () => {
    const document = withLastYear(sampleDocument());
    const { findings } = reviewText(new Engine(HENAN, document), narrative.audit, printed(written(document)));
    expect(findings.map((finding) => finding.message)).toEqual([]);
  });

  it('takes every figure from its cell: an edit changes the sentences that it feeds', () => {
    const before = printed(written(withLastYear(sampleDocument())));
    expect(before).toContain('社会公益研究（项）。年初预算为0万元，支出决算为111.50万元');
    const edited = withCell(withLastYear(sampleDocument()), 'T05', '2060302', '3', '112.50');
    const after = printed(written(edited));
    expect(after).toContain('支出决算为112.50万元');
    expect(after).not.toContain('111.50');
    expect(after).toContain('科学技术支出1114.81万元');
  });

  it('leaves a gap where last year is not known, and counts it', () => {
    const gaps = (chapters: readonly WrittenChapter[]): number => chapters.flatMap((chapter) => chapter.paragraphs).flatMap((paragraph) => paragraph.runs).filter((run) => run.kind === 'gap').length;
    const chapters = written(sampleDocument());
    expect(printed(chapters)).toContain('［待填：上年决算数］');
    expect(gaps(chapters)).toBeGreaterThan(2);
    expect(unfilled(chapters)).toBeGreaterThanOrEqual(gaps(chapters));
    expect(gaps(written(withLastYear(sampleDocument())))).toBe(0);
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
    const document = consistentDocument();
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

describe('sentences', () => {
  it.each(['{', '{若 1 = 1}', '{逐 科目 in 支出表.项}', '{名 科目 于 支出表}', '{支出表[合计}', '{SHARE(1)}'])('%s is refused with its place', (source) => {
    expect(() => parseSentence(source)).toThrow(/[\u4e00-\u9fff]/);
  });
});
