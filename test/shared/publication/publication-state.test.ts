import { describe, expect, it } from 'vitest';
import type { Document } from '../../../shared/document/document.ts';
import { Engine } from '../../../shared/formula/engine.ts';
import { isNarrativeBegun } from '../../../shared/narrative/report-texts.ts';
import { loadPublication } from '../../../shared/publication/items.ts';
import { answerPublication, APPROVED_ON, type PublicationFacts, PUBLISHED_ON, tickKey } from '../../../shared/publication/publication-state.ts';
import { loadTemplate, templateIds } from '../../../shared/template/load.ts';
import { newDocument } from '../../../shared/template/new-document.ts';
import { consistentDocument, HENAN, sampleDocument, SHANGHAI } from '../../fixtures/sample-document.ts';
import { withSideSheets } from '../../fixtures/side-sheets.ts';
import { edited, FILES } from '../template/template-files.ts';

const { items } = loadPublication(FILES, HENAN);
const DONE: PublicationFacts = { findings: [], openPlaces: () => 0 };
const answers = (document: Document, facts: PublicationFacts = DONE) => new Map(answerPublication(new Engine(HENAN, document), items, facts).map((answer) => [answer.item.id, answer]));
const written = (document: Document, texts: Readonly<Record<string, string>>): Document => ({ ...document, texts });
const side = (document: Document, cells: Readonly<Record<string, string>>): Document => {
  const rows = (document.tables['S01']?.rows ?? []).map((row) => (cells[row.key] === undefined ? row : { ...row, cells: { ...row.cells, 本年: cells[row.key] ?? '' } }));
  return { ...document, tables: { ...document.tables, S01: { rows } } };
};

describe('what must be so before publication', () => {
  it('is read without a mistake in every set', () => {
    for (const id of templateIds(FILES)) {
      const set = loadTemplate(FILES, id);
      if (!set.ok) throw new Error(id);
      const { items: list, problems } = loadPublication(FILES, set.template);
      expect(problems).toEqual([]);
      expect(list.map((item) => item.id)).toContain('D14');
    }
  });

  it('is judged from the tables where it can be, and leads to the cell that is blank', () => {
    const sample = answers(sampleDocument());
    expect(sample.get('表齐全')?.state).toBe('satisfied');
    expect(sample.get('功能分类到项')?.state).toBe('satisfied');
    expect(sample.get('三公分项')?.state).toBe('inapplicable');
    expect(sample.get('政府采购')).toMatchObject({ state: 'missing', words: '还没有填写补充资料 政府采购货物支出（万元） 本年数', cell: { table: 'S01', row: '政府采购货物支出', column: '本年' } });
    const bought = side(sampleDocument(), { 政府采购货物支出: '1', 政府采购工程支出: '0', 政府采购服务支出: '2', 中小企业合同金额: '3' });
    expect(answers(bought).get('政府采购')?.state).toBe('satisfied');
    const full = consistentDocument();
    expect(answers(full).get('三公分项')?.state).toBe('satisfied');
    const rows = (full.tables['T09']?.rows ?? []).map((row) => ({ ...row, cells: Object.fromEntries(Object.entries(row.cells).filter(([column]) => column !== '12')) }));
    expect(answers({ ...full, tables: { ...full.tables, T09: { rows } } }).get('三公分项')).toMatchObject({ state: 'missing', table: 'T09', cell: { column: '12' } });
  });

  it('misses figures or a 说明 in every table of an empty set', () => {
    const blank = answers(newDocument(HENAN, { department: '' }));
    expect(blank.get('表齐全')).toMatchObject({ state: 'missing', words: expect.stringContaining('收入支出决算总表'), table: 'T01' });
  });

  it('misses what the text and the checks leave open', () => {
    const finding = { id: 'A', rule: 'A17', severity: 'error', table: 'T06', message: '差 1.74', cells: [{ table: 'T06', row: '302', column: '决算数' }], expected: null, actual: null, difference: null, isTail: false, waiver: null } as const;
    const open = answers(sampleDocument(), { findings: [finding], openPlaces: () => 3 });
    expect(open.get('校验')).toMatchObject({ state: 'missing', cell: { row: '302' } });
    expect(open.get('说明')).toMatchObject({ state: 'missing', words: '还有 3 处待填写', part: 'narrative' });
    expect(answers(sampleDocument(), { findings: [], openPlaces: () => null }).get('名词解释')).toMatchObject({ state: 'missing', words: expect.stringContaining('概况或情况说明'), part: 'narrative' });
  });

  it('leads to the paragraph where an error of the text stands', () => {
    const place = { section: '二、收入决算情况说明', line: 1, column: 1, quote: '', part: 'narrative', paragraph: '收入.1' } as const;
    const finding = { id: 'C', rule: 'D15', severity: 'error', table: 'N', message: '金额缺失', cells: [], expected: null, actual: null, difference: null, isTail: false, waiver: null, place } as const;
    expect(answers(sampleDocument(), { ...DONE, findings: [finding] }).get('校验')).toMatchObject({ state: 'missing', cell: null, table: null, part: 'narrative' });
  });

  it('is ticked off by hand where the document has no figures to judge it by', () => {
    const formula = edited('henan-2022/publication.yaml', 'items:', "items:\n  - { id: 去年, says: 与上年相符, holds: '上年.收支总表[收入总计] > 0' }");
    const { items: list, problems } = loadPublication(formula, HENAN);
    expect(problems).toEqual([]);
    const answer = (document: Document) => answerPublication(new Engine(HENAN, document), list, DONE).find(({ item }) => item.id === '去年');
    expect(answer(sampleDocument())).toMatchObject({ state: 'unconfirmed', isByHand: true });
    expect(answer(written(sampleDocument(), { [tickKey('去年')]: '已确认' }))).toMatchObject({ state: 'satisfied', isByHand: true });
    expect(answers(sampleDocument()).get('政府采购')).toMatchObject({ isByHand: false });
  });

  it('is ticked off by hand where no program can see it, and that begins no text', () => {
    const ticked = written(sampleDocument(), { [tickKey('涉密')]: '已确认' });
    expect([answers(sampleDocument()).get('涉密')?.state, answers(ticked).get('涉密')?.state, answers(ticked).get('网址')?.state]).toEqual(['unconfirmed', 'satisfied', 'unconfirmed']);
    expect(isNarrativeBegun(new Engine(HENAN, ticked))).toBe(false);
  });

  it.each([
    [undefined, undefined, 'missing', '请填写批复日期'],
    ['2023-08-10', undefined, 'unconfirmed', '应在 2023年8月30日 前公开，公开后请填写公开日期'],
    ['2023-08-10', '2023-08-30', 'satisfied', '批复后第 20 日公开'],
    ['2023-08-10', '2023-08-31', 'missing', '批复后第 21 日才公开，应在 2023年8月30日 前'],
    ['2024-02-20', '2024-03-11', 'satisfied', '批复后第 20 日公开'],
    ['2023-08-10', '2023-08-01', 'missing', '公开日期早于批复日期，请核对'],
  ])('approved %s and published %s is %s', (approved, published, state, words) => {
    const texts = { ...(approved === undefined ? {} : { [APPROVED_ON]: approved }), ...(published === undefined ? {} : { [PUBLISHED_ON]: published }) };
    const document = written(sampleDocument(), texts);
    expect(answers(document).get('D14')).toMatchObject({ state, words });
  });
});

describe('the list of 上海', () => {
  const set = loadPublication(FILES, SHANGHAI);
  const state = (document: Document, id: string) => answerPublication(new Engine(SHANGHAI, document), set.items, DONE).find(({ item }) => item.id === id)?.state;

  it('reads without a mistake and asks for what its own form tells of', () => {
    expect(set.problems).toEqual([]);
    const blank = newDocument(SHANGHAI, { department: '某局' });
    const full = withSideSheets(SHANGHAI, blank);
    expect(['政府采购', '国有资产', '绩效数'].map((id) => [state(blank, id), state(full, id)])).toEqual([['missing', 'satisfied'], ['missing', 'satisfied'], ['missing', 'satisfied']]);
  });
});

describe('the list of a template set', () => {
  const FILE = 'henan-2022/publication.yaml';
  it.each([
    ['a cell that the set does not have', '补充资料[机关运行经费, 本年]', '补充资料[机关运转经费, 本年]', /没有行“机关运转经费”/],
    ['a formula that breaks off', 'NOT(BLANK(补充资料[机关运行经费, 本年]))', 'NOT(BLANK(补充资料[机关运行经费, 本年])', /遇到公式末尾/],
    ['a demand of no kind', "holds: 'NOT(BLANK(补充资料[机关运行经费, 本年]))'", 'hold: 1', /不认识“hold”|缺少此项/],
    ['a table of no known role', 'items:', 'items:\n  - { id: 表, says: 表齐全, tables: [收入表, 收人表] }', /没有表“收人表”/],
    ['an item to do without that is not there', 'items:', 'without: [无此项]\nitems:', /所继承的模板没有检查项“无此项”/],
  ])('with %s is refused with its place', (_what, from, to, says) => {
    const [problem] = loadPublication(edited(FILE, from, to), HENAN).problems;
    expect(problem).toMatchObject({ file: FILE, message: expect.stringMatching(says) });
    expect(problem?.line).toBeGreaterThan(1);
  });
});
