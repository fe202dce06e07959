/** The check report says everything that was checked, found, decided and left unchecked. */
import { expect, test } from 'vitest';
import { type Finding, review, waiverState } from '../../../shared/check/finding.ts';
import type { Document } from '../../../shared/document/document.ts';
import { Engine } from '../../../shared/formula/engine.ts';
import { loadNarrative } from '../../../shared/narrative/load-narrative.ts';
import { auditOutline } from '../../../shared/report/audit-outline.ts';
import { type AuditReport, auditReport } from '../../../shared/report/audit-report.ts';
import { findRules, rulePages } from '../../../shared/report/rule-page.ts';
import { HENAN, printedSample, sampleDocument } from '../../fixtures/sample-document.ts';
import { FILES } from '../template/template-files.ts';

const TEXT_RULES = loadNarrative(FILES, HENAN).audit.rules;

function reportOf(document: Document): AuditReport {
  const engine = new Engine(HENAN, document);
  return auditReport({ engine, ...review(engine), rules: rulePages(engine, TEXT_RULES), file: '表.xlsx', withText: false, addressOf: ({ table, row }) => `${table}!${row}` });
}

function rowsOf(report: AuditReport, id: string): readonly (readonly string[])[] {
  return report.sections.flatMap(({ tables }) => tables).find((table) => table.id === id)?.rows ?? [];
}

function waive(document: Document, finding: Finding | undefined, state: string): Document {
  if (finding === undefined) throw new Error('the finding is gone');
  return { ...document, waivers: [{ rule: finding.rule, place: finding.id.slice(finding.rule.length + 1), kind: 'waived', reason: '已报送更正', state }] };
}

test('findings with both sides, difference and place; 尾差 apart', () => {
  const report = reportOf(sampleDocument());
  expect(rowsOf(report, 'findings')).toEqual([['错误', 'A17', '公开06表：302 商品和服务支出 11.71 ≠ 其款级合计 9.97，差 1.74\n公开06表 302 商品和服务支出 11.71 另有等式印证，应是其下某一项少 1.74（填错或漏填），从表中不能断定是哪一项', '11.71', '9.97', '1.74', 'T06!302']]);
  expect(rowsOf(report, 'tails')).toHaveLength(1);
  expect(rowsOf(report, 'by-table').find(([mark]) => mark === '公开06表')).toEqual(['公开06表', '一般公共预算财政拨款基本支出决算明细表', '1', '0', '0', '1', '0']);
  expect(report.sections[0]?.sentences.join('')).toContain('有 1 处错误待处理');
});

test('a self-evaluation that was only read in the report goes by its title', () => {
  const engine = new Engine(HENAN, sampleDocument());
  const checked = review(engine);
  const [first] = checked.findings;
  if (first === undefined) throw new Error('the sample has an error');
  const read: Finding = { ...first, table: 'E00', place: { section: '某局部门整体自评表', line: 841, column: 24, quote: '' } };
  const report = auditReport({ engine, ...checked, findings: [read], rules: [], file: '表.xlsx', withText: true, addressOf: () => '' });
  expect(rowsOf(report, 'by-table').at(-1)).toEqual(['自评表', '某局部门整体自评表', '1', '0', '0', '0', '0']);
});

test('a likely cause is printed with its finding', () => {
  const sample = printedSample();
  const rows = sample.tables['T03']?.rows.map((row) => (row.key === '2080505' ? { ...row, cells: { ...row.cells, 2: '13.51' } } : row)) ?? [];
  const messages = rowsOf(reportOf({ ...sample, tables: { ...sample.tables, T03: { rows } } }), 'findings').map(([, , message]) => message);
  expect(messages.filter((message) => message?.includes('\n最可能是 公开03表 2080505'))).not.toEqual([]);
});

test('what was decided is printed with its reason, and what has lapsed is told apart', () => {
  const document = sampleDocument();
  const [error] = review(new Engine(HENAN, document)).findings;
  const kept = reportOf(waive(document, error, error === undefined ? '' : waiverState(error)));
  expect(rowsOf(kept, 'decided')).toEqual([['A17', error?.message, '1.74', '保留并说明', '已报送更正']]);
  expect(rowsOf(kept, 'findings')).toEqual([]);
  expect(rowsOf(kept, 'lapsed')).toEqual([]);
  const lapsed = reportOf(waive(document, error, '11.71|9.96'));
  expect(rowsOf(lapsed, 'decided')).toEqual([]);
  expect(rowsOf(lapsed, 'lapsed')).toEqual([['A17', '公开06表 · 302 商品和服务支出 · 决算数', '已报送更正']]);
  expect(rowsOf(lapsed, 'findings')).toHaveLength(1);
});

test('a decision about the text has not lapsed because the text was not read', () => {
  const document = sampleDocument();
  const [rule] = TEXT_RULES;
  const decided: Document = { ...document, waivers: [{ rule: rule?.id ?? '', place: '第1段', kind: 'waived', reason: '按批复文件表述', state: '1|2' }] };
  const unread = reportOf(decided);
  expect(rowsOf(unread, 'lapsed')).toEqual([]);
  expect(rowsOf(unread, 'unread')).toEqual([[rule?.id, '第1段', '按批复文件表述']]);
  const own = reportOf({ ...document, waivers: [['E03', '某局部门整体自评表：总分'], ['E03', 'E00总分,得分']].map(([id = '', place = '']) => ({ rule: id, place, kind: 'waived', reason: '按批复文件表述', state: '1|2' })) });
  expect([rowsOf(own, 'unread').map((row) => row[1]), rowsOf(own, 'lapsed').map((row) => row[1])]).toEqual([['某局部门整体自评表：总分'], ['已删除的自评表 · 总分 · 得分']]);
  const engine = new Engine(HENAN, decided);
  const read = auditReport({ engine, ...review(engine), rules: rulePages(engine, TEXT_RULES, []), file: '', withText: true, addressOf: () => '' });
  expect([rowsOf(read, 'lapsed').length, rowsOf(read, 'unread').length]).toEqual([1, 0]);
});

test('a rule that holds for tables and texts has one page, which counts both', () => {
  const engine = new Engine(HENAN, sampleDocument());
  const finding: Finding = { id: 'E01@某局部门整体自评表x', rule: 'E01', severity: 'error', table: 'E00', message: 'x', cells: [], expected: null, actual: null, difference: null, isTail: false, waiver: null, place: { section: '某局部门整体自评表', line: 1, column: 1, quote: '' } };
  const pages = rulePages(engine, TEXT_RULES, [...review(engine).findings, finding]);
  expect(new Set(pages.map(({ id }) => id)).size).toBe(pages.length);
  expect(pages.filter(({ id }) => id === 'E01').map(({ coverage }) => coverage?.failed)).toEqual([1]);
  expect(pages.find(({ id }) => id === 'A17')?.coverage?.failed).toBe(2);
});

test('coverage counts every check once and says why some could not be judged', () => {
  const engine = new Engine(HENAN, sampleDocument());
  const rows = rowsOf(reportOf(sampleDocument()), 'coverage');
  const { coverage } = review(engine);
  const sum = (at: number): number => rows.reduce((total, row) => total + Number(row[at] ?? 0), 0);
  expect([sum(3), sum(4), sum(5), sum(6)]).toEqual([coverage.passed, coverage.failed, coverage.notApplicable, coverage.insufficientData]);
  expect(rows.find(([id]) => id === 'B15')?.at(-1)).toMatch(/^缺少数据：上年/u);
  expect(rows.map(([id]) => id)).toEqual([...HENAN.rules.map(({ id }) => id), ...TEXT_RULES.map(({ id }) => id)].sort());
});

test('each formula of each rule is listed, and rules are found by table, id and word', () => {
  const pages = rulePages(new Engine(HENAN, sampleDocument()), TEXT_RULES);
  expect(rowsOf(reportOf(sampleDocument()), 'rules')).toHaveLength(pages.reduce((sum, { formulas }) => sum + Math.max(1, formulas.length), 0));
  const found = (search: string): readonly string[] => findRules(pages, search).map(({ id }) => id);
  expect(found('a17')).toEqual(['A17']);
  expect(found('公开09表')).toContain('A23');
  expect(found('结转 国有资本经营')).toContain('A14');
  expect(found('没有这样的词')).toEqual([]);
});

test('the outline has a part for each section, in order', () => {
  const outline = auditOutline(reportOf(sampleDocument()));
  expect(outline.cover).toEqual(['安阳市北关区工业和信息化局', '2022年度部门决算', '校验报告']);
  expect(outline.parts.map(({ title }) => title)).toEqual(['第一部分 校验概要', '第二部分 校验结果', '第三部分 已处理事项', '第四部分 覆盖情况', '第五部分 规则与公式']);
});
