/** What a text says of self-evaluations is held to the document's own, where it has them, whether or not the report prints them. */
import { expect, test } from 'vitest';
import { Engine } from '../../../shared/formula/engine.ts';
import { reviewText } from '../../../shared/narrative/review-text.ts';
import { withEvaluations } from '../../../shared/template/evaluations.ts';
import { sampleWithEvaluations } from '../../fixtures/evaluation-document.ts';
import { HENAN, sampleDocument } from '../../fixtures/sample-document.ts';
import { narrativeRules, realText } from './narrative-fixtures.ts';

const rules = narrativeRules();
const document = sampleWithEvaluations();
const engine = new Engine(withEvaluations(HENAN, document), document);
const report = realText('beiguan-2022-report.txt');

function told(source: string, by = engine): readonly string[] {
  return reviewText(by, rules, source).findings.flatMap(({ rule, message, expected, actual, cells: [cell] }) => (rule === 'C24' || (rule === 'D16' && message.includes('自评表')) ? [`${rule} ${expected ?? ''} ${actual ?? ''} ${cell?.table ?? ''}`] : []));
}

test('what the form gives for the rate of execution is right in a document with self-evaluations too', () => {
  expect(reviewText(engine, rules, report).findings.filter(({ rule }) => rule === 'E02' || rule === 'E06')).toEqual([]);
});

test('of the published report the same is told as without the document’s', () => {
  expect(told(report)).toEqual(['C24   ', 'C24   ']);
  expect(told(report, new Engine(HENAN, sampleDocument()))).toEqual(told(report));
});

test('a text without 自评表 is held to those of the document, and leads to their cells', () => {
  const text = (score: string, done: string): string => `十三、预算绩效情况说明\n（二）整体绩效自评结果。\n年初预算数1415.52万元，全年预算数1922.65万元，全年执行数${done}万元，自评得分${score}分。\n项目一：国家高新技术企业认定奖补项目\n国家高新技术企业认定奖补项目年初预算数60万元，自评得分96.34分。`;
  expect(told(text('97.32', '1489.65'))).toEqual([]);
  expect(told(text('97.85', '1481.36'))).toEqual(['C24 1489.65 1481.36 E00', 'C24 97.32 97.85 E00']);
  expect(told(text('97.85', '1481.36'), new Engine(HENAN, sampleDocument()))).toEqual([]);
});

test('a printed 自评表 that differs from the document’s is told, and the text is held to the document’s', () => {
  const printed = report.replace(/总分\s*100\s*96\.34/u, '总分 100 95.34').replace('自评得分 96.34', '自评得分 95.34');
  expect(printed).not.toBe(report);
  expect(told(printed)).toEqual(expect.arrayContaining(['C24 96.34 95.34 E01', 'D16 96.34 95.34 ']));
});
