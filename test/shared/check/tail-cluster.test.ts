/** 尾差 of one table and size are read and accepted as one. */
import { expect, test } from 'vitest';
import { review } from '../../../shared/check/finding.ts';
import { clusterTails, clusterWords } from '../../../shared/check/tail-cluster.ts';
import { Engine } from '../../../shared/formula/engine.ts';
import { consistentDocument, HENAN } from '../../fixtures/sample-document.ts';

test('each 尾差 stands in one item: its table’s of that size', () => {
  const document = consistentDocument();
  const { findings } = review(new Engine(HENAN, document));
  const items = clusterTails(findings);
  const clusters = items.flatMap((item) => (item.kind === 'tails' ? [item] : []));
  expect(items.flatMap((item) => (item.kind === 'tails' ? item.findings : [item.finding])).map(({ id }) => id).sort()).toEqual(findings.map(({ id }) => id).sort());
  expect(new Set(clusters.map(({ table, difference }) => `${table} ${difference}`)).size).toBe(clusters.length);
  expect(clusters.length).toBeGreaterThan(5);
  for (const { table, findings: own } of clusters) {
    expect(new Set(own.map((finding) => finding.table))).toEqual(new Set([table]));
    expect(new Set(own.map(({ difference }) => difference?.replace('-', ''))).size).toBe(1);
  }
  const [first] = clusters;
  expect(first === undefined ? '' : clusterWords(document, HENAN, first)).toMatch(/^公开\d\d表：\d+ 处尾差，每处差 0\.0\d，均在四舍五入允许范围内（[A-B]\d\d(?:、[A-B]\d\d)*）$/u);
});

test('what is accepted already is no part of a cluster', () => {
  const { findings } = review(new Engine(HENAN, consistentDocument()));
  const waived = findings.map((finding, at) => (at === 0 ? { ...finding, waiver: { rule: finding.rule, place: '', kind: 'accepted' as const, reason: '尾差', state: '' } } : finding));
  expect(clusterTails(waived)[0]).toEqual({ kind: 'finding', finding: waived[0] });
});
