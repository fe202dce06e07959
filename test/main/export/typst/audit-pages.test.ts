/** The check report runs on as one text: its tables under their headings, no page turned, their headings again on every page. */
import { expect, test } from 'vitest';
import { renderAudit } from '../../../../main/export/render-audit.ts';
import { review } from '../../../../shared/check/finding.ts';
import { Engine } from '../../../../shared/formula/engine.ts';
import { loadNarrative } from '../../../../shared/narrative/load-narrative.ts';
import { auditReport } from '../../../../shared/report/audit-report.ts';
import { rulePages } from '../../../../shared/report/rule-page.ts';
import { HENAN, sampleDocument } from '../../../fixtures/sample-document.ts';
import { templateFiles } from '../../import/import-fixtures.ts';
import { pageTexts, placedPages } from './pdf-reading.ts';

test('the check report', async () => {
  const engine = new Engine(HENAN, sampleDocument());
  const rules = rulePages(engine, loadNarrative(templateFiles, HENAN).audit.rules, null);
  const { bytes } = await renderAudit('pdf', auditReport({ engine, ...review(engine), withText: false, rules, file: '', addressOf: () => '' }));
  const pages = placedPages(bytes);
  expect(pages.filter(({ width, height }) => width > height)).toEqual([]);
  for (const { width, words } of pages) expect(words.filter(({ left, right }) => left < 0 || right > width).map(({ text }) => text)).toEqual([]);
  const texts = pageTexts(bytes).map((text) => text.replace(/\s/gu, ''));
  const opening = texts.find((text) => text.startsWith('第二部分校验结果'));
  expect(opening).toContain('待处理的问题');
  expect(opening).toContain('302商品和服务支出');
  const continued = texts.filter((text) => text.startsWith('校验规则、公式、容差和出处（续表）'));
  expect(continued.length).toBeGreaterThan(2);
  for (const text of continued) expect(text).toContain('规则公式容差');
}, 60_000);
