/** 上年转本年: what comes along is counted as it is. */
import { expect, it } from 'vitest';
import { carriedOver, rollDocument } from '../../../shared/document/roll.ts';
import { sampleWithEvaluations } from '../../fixtures/evaluation-document.ts';
import { HENAN, sampleDocument } from '../../fixtures/sample-document.ts';

it('counts the 科目, evaluations, texts and last year\u2019s figures that a rolled document has', () => {
  const last = { ...sampleWithEvaluations(), texts: { '填.概况.职责': '一项', '名词.其他': '一词', '原因.收入': '减少', '段.支出.1': '一段' }, extraSheets: [{ name: '附表', cells: { A1: '说明', B1: { amount: '3' } } }] };
  const next = rollDocument(last, last.year + 1, HENAN);
  const counted = carriedOver(next);
  expect(counted).toMatchObject({ evaluations: last.evaluations?.length, texts: 2, reasons: 1, extraSheets: 1 });
  expect(counted.subjects).toBe(Object.values(last.tables).flatMap(({ rows }) => rows.filter(({ code }) => code !== undefined)).length);
  const amounts = Object.values(last.tables).flatMap(({ rows }) => rows.flatMap(({ cells }) => Object.values(cells).filter((content) => typeof content === 'string' || !('text' in content))));
  expect(counted.figures).toBe(amounts.length);
});

it('counts no figure of last year in a document that has none', () => {
  expect(carriedOver(sampleDocument())).toMatchObject({ reasons: 0, figures: 0, evaluations: 0 });
});
