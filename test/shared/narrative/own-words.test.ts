/** What the user puts in the template's place: paragraphs rewritten, taken out, added; terms likewise; kept or offered in the next year. */
import { describe, expect, it } from 'vitest';
import type { Document } from '../../../shared/document/document.ts';
import { rollDocument } from '../../../shared/document/roll.ts';
import { keyOfAddition, listEntries } from '../../../shared/document/text-keys.ts';
import { Engine } from '../../../shared/formula/engine.ts';
import { chineseNumber, printedTerms } from '../../../shared/narrative/glossary.ts';
import { loadNarrative } from '../../../shared/narrative/load-narrative.ts';
import { paperLines } from '../../../shared/narrative/paper-lines.ts';
import { begunParts, openPlaces, type ReportTexts, writeReportTexts } from '../../../shared/narrative/report-texts.ts';
import { reviewTexts } from '../../../shared/narrative/review-texts.ts';
import { idleParagraphs, sourceOf, type WrittenParagraph } from '../../../shared/narrative/write.ts';
import { textContent } from '../../../shared/report/narrative-blocks.ts';
import { newDocument } from '../../../shared/template/new-document.ts';
import { HENAN, sampleDocument } from '../../fixtures/sample-document.ts';
import { templateFiles, templates } from '../../main/import/import-fixtures.ts';

const narrative = loadNarrative(templateFiles, HENAN);

function engineOf(texts: Document['texts'], document = sampleDocument()): Engine {
  return new Engine(HENAN, texts === undefined ? document : { ...document, texts });
}

function written(texts: Document['texts'], document = sampleDocument()): ReportTexts {
  if (narrative.text === null) throw new Error('no text');
  return writeReportTexts(engineOf(texts, document), narrative.text);
}

function chapter(texts: ReportTexts, role: string): readonly WrittenParagraph[] {
  return texts.narrative.find((one) => one.role === role)?.paragraphs ?? [];
}

function wordsOf(paragraph: WrittenParagraph | undefined): string {
  return paragraph?.runs.map((run) => run.text).join('') ?? '';
}

describe('a paragraph', () => {
  it('written again from its own source says the same, with the same figures live', () => {
    for (const part of ['overview', 'narrative'] as const) {
      for (const { paragraphs } of written(undefined)[part]) {
        for (const paragraph of paragraphs) {
          const again = written({ [`段.${paragraph.key}`]: sourceOf(paragraph.runs) })[part].flatMap((one) => one.paragraphs).find(({ key }) => key === paragraph.key);
          expect(again?.state, paragraph.key).toBe('rewritten');
          const bare = (runs: WrittenParagraph['runs']) => runs.filter(({ kind }) => kind !== 'gap').map((run) => ({ ...run, source: null }));
          expect(wordsOf(again), paragraph.key).toBe(wordsOf(paragraph));
          expect(bare(again?.runs ?? []).filter(({ kind }) => kind === 'figure'), paragraph.key).toEqual(bare(paragraph.runs).filter(({ kind }) => kind === 'figure'));
        }
      }
    }
  });

  it('of an item is known by the item, wherever it stands in the list', () => {
    const item = chapter(written(undefined), '一般公共预算具体').find(({ key }) => key.endsWith('.2060302'));
    expect(wordsOf(item)).toMatch(/^1．科学技术支出（类）.*社会公益研究（项）。/u);
    const own = written({ '段.一般公共预算具体.1.2060302': '{序}．{名 2060302 于 一般公共预算表}{一般公共预算表[2060302, 1]}万元。' });
    expect(wordsOf(chapter(own, '一般公共预算具体').find(({ key }) => key.endsWith('.2060302')))).toBe('1．社会公益研究111.50万元。');
  });

  it('taken out is kept to be put back, and goes nowhere', () => {
    const texts = { '段.政府采购.1': '' };
    const [paragraph] = chapter(written(texts), '政府采购');
    expect(paragraph).toMatchObject({ key: '政府采购.1', state: 'removed' });
    expect(openPlaces(written(texts), 'narrative')).toBeLessThanOrEqual(openPlaces(written(undefined), 'narrative'));
    expect(JSON.stringify(reviewTexts(engineOf(texts), narrative.audit, written(texts), ['narrative']))).not.toContain('没有政府采购支出');
  });

  it('added stands after the one it was added to, several in order, and at the end where that one is gone', () => {
    const texts = { '段.收入.1+1': '甲', '段.收入.1+2': '乙{收入表[合计, 1]}万元', '段.收入.1+1+1': '丙', '段.收入.0+1': '首', '段.收入.9+1': '尾' };
    const paragraphs = chapter(written(texts), '收入');
    expect(paragraphs.map(({ key, state }) => `${key} ${state}`)).toEqual(['收入.0+1 added', '收入.1 written', '收入.1+1 added', '收入.1+1+1 added', '收入.1+2 added', '收入.9+1 added']);
    expect(wordsOf(paragraphs[4])).toBe('乙1481.36万元');
    expect(keyOfAddition(texts, '收入.1')).toBe('收入.1+3');
  });

  it('written for an item that has no figures now is kept and told', () => {
    const texts = { '段.一般公共预算具体.1.2010101': '旧科目的说明', '段.收入.1': '本年没有收入。', '段.收入.1+1': '加' };
    expect(idleParagraphs(texts, written(texts).narrative)).toEqual([{ key: '一般公共预算具体.1.2010101', words: '旧科目的说明' }]);
    expect(idleParagraphs(texts, written(texts).overview)).toEqual([]);
  });

  it('of own words keeps what can not be read as plain words, the rest live', () => {
    const own = written({ '段.收入.1': '{收入表[合计, 1]}万元{没有这个}{收入表[合计}及{' });
    expect(wordsOf(chapter(own, '收入')[0])).toBe('1481.36万元{没有这个}{收入表[合计}及{');
  });

  it('is checked against the tables like any other, and the finding knows it', () => {
    const texts = { '段.支出.1': '{年度}年度支出合计1482.36万元，其中：基本支出{支出表[合计, 2]}万元，占{SHARE(支出表[合计, 2], 支出表[合计, 1])}。' };
    const findings = reviewTexts(engineOf(texts), narrative.audit, written(texts), ['narrative']);
    const wrong = findings.filter(({ message }) => message.includes('1482.36'));
    expect(wrong.length).toBeGreaterThan(0);
    expect(wrong[0]).toMatchObject({ rule: 'C04', table: 'N', place: { part: 'narrative', paragraph: '支出.1' } });
  });
});

describe('名词解释', () => {
  const terms = (texts: Document['texts']): readonly string[] => printedTerms(written(texts).glossary).map(({ number, term }) => `${number}、${term}`);

  it('explains what the report speaks of and nothing else', () => {
    const list = terms(undefined);
    expect(list[0]).toBe('一、财政拨款收入');
    expect(list.join()).toContain('基本支出');
    expect(list.join()).not.toContain('国有资本经营预算财政拨款');
    expect(list.join()).not.toContain('结余分配');
    expect(terms({ '段.收入.1': '本年的收入均为财政拨款收入。' }).join()).not.toContain('附属单位上缴收入');
  });

  it('calls for a term by a figure of the tables, whether or not the text says it', () => {
    const document = sampleDocument();
    const rows = document.tables['T01']?.rows ?? [];
    const tables = { ...document.tables, T01: { ...document.tables['T01'], rows: rows.map((row) => (row.key === '59' ? { ...row, cells: { 2: '5' } } : row)) } };
    expect(printedTerms(written(undefined, { ...document, tables }).glossary).map(({ term }) => term)).toContain('结余分配');
  });

  it('takes what the user adds, drops and explains in his own words', () => {
    const texts = { '名词.基本支出': '', '名词.项目支出': '指本部门的项目共{支出表[合计, 3]}万元。', '名词.产业扶持资金': '指扶持产业的资金。' };
    const glossary = written(texts).glossary;
    expect(terms(texts).join()).not.toContain('基本支出');
    expect(terms(texts).at(-1)).toMatch(/、产业扶持资金$/u);
    expect(glossary.find(({ term }) => term === '项目支出')).toMatchObject({ state: 'rewritten' });
    expect(glossary.find(({ term }) => term === '项目支出')?.runs.map(({ text }) => text).join('')).toBe('指本部门的项目共1236.14万元。');
    const findings = reviewTexts(engineOf(texts), narrative.audit, written(texts), ['glossary']);
    expect(findings.map(({ rule, place }) => `${rule} ${place?.paragraph}`)).toEqual(['D11 基本支出', 'D11 产业扶持资金']);
  });

  it.each([[1, '一'], [10, '十'], [12, '十二'], [20, '二十'], [21, '二十一'], [100, '一百'], [101, '一百零一'], [110, '一百一十'], [119, '一百一十九'], [1010, '一千零一十']])('%i is numbered %s', (number, words) => {
    expect(chineseNumber(number)).toBe(words);
  });
});

describe('概况', () => {
  const units = Array.from({ length: 200 }, (_one, at) => `第${at + 1}中学${at % 2 === 0 ? '｜公益一类' : '\t'}`).join('\n');

  it('lists units of any number, a paragraph each, and counts them', () => {
    const { overview } = written({ '填.概况.决算单位': units });
    const paragraph = overview.find(({ role }) => role === '概况机构')?.paragraphs.at(-1);
    const lines = paperLines(paragraph?.runs ?? []).map((line) => line.map(({ text }) => text).join(''));
    expect(lines[0]).toContain('共200个，具体是：');
    expect(lines).toHaveLength(201);
    expect(lines.slice(1, 3)).toEqual(['1．第1中学（公益一类）', '2．第2中学']);
  });

  it('lists them as a table where the form does, with headings of its own', () => {
    const set = templates.find(({ id }) => id === 'shanghai-2024');
    if (set === undefined) throw new Error('no set');
    const { text } = loadNarrative(templateFiles, set);
    if (text === null) throw new Error('no text');
    const engine = new Engine(set, { ...newDocument(set, { department: '某局' }), texts: { '填.概况.决算单位': units } });
    const blocks = textContent(engine, writeReportTexts(engine, text), ['overview']).overview ?? [];
    const [listing] = blocks.filter((block) => block.kind === 'listing');
    expect(listing?.columns).toEqual(['序号', '单位名称', '备注']);
    expect(listing?.rows).toHaveLength(200);
    expect(listing?.rows[199]).toEqual(['200', '第200中学', '']);
  });

  it.each([['甲\n\n 乙｜备 \n丙\tx\ty', [['甲', ''], ['乙', '备'], ['丙', 'x y']]], ['', []]])('reads the entries of %j', (text, entries) => {
    expect(listEntries(text).map(({ name, remark }) => [name, remark])).toEqual(entries);
  });

  it('is kept in the next year; reasons are offered again, figures and rewritten paragraphs are not taken over', () => {
    const document: Document = { ...sampleDocument(), texts: { '填.概况.主要职责': '职责', '段.概况机构.1': '机构', '名词.基本支出': '', '原因.收支总体': '项目增加', '段.收入.1': '旧' } };
    const next = rollDocument(document, 2023, HENAN);
    expect(next.texts).toEqual({ '填.概况.主要职责': '职责', '段.概况机构.1': '机构', '名词.基本支出': '' });
    expect(next.prior?.texts).toEqual({ '原因.收支总体': '项目增加', '段.收入.1': '旧' });
    expect(begunParts(new Engine(HENAN, next))).toEqual(['overview', 'glossary']);
    const rise = { ...next, tables: { ...next.tables, T01: { ...next.tables['T01'], rows: (next.tables['T01']?.rows ?? []).map((row) => (row.key === '29' ? { ...row, cells: { 1: '1' } } : row)) } } };
    const offered = chapter(written(undefined, rise), '收支总体').flatMap(({ runs }) => runs).flatMap((run) => (run.kind === 'input' ? [run.offered] : []));
    expect(offered).toEqual(['项目增加']);
  });
});
