/** A wrong figure in the user's own words gives way to the right one, live where the template or a table has it; in another's words it is only said. */
import { describe, expect, test } from 'vitest';
import { mend, mendsOf } from '../../../renderer/state/mend-finding.ts';
import type { Workspace } from '../../../renderer/state/workspace.ts';
import type { Finding } from '../../../shared/check/finding.ts';
import { loadNarrative } from '../../../shared/narrative/load-narrative.ts';
import { writeReportTexts } from '../../../shared/narrative/report-texts.ts';
import { reviewText } from '../../../shared/narrative/review-text.ts';
import { reviewTexts } from '../../../shared/narrative/review-texts.ts';
import { rightWords, standsOnWrong } from '../../../shared/narrative/right-words.ts';
import { HENAN, sampleDocument } from '../../fixtures/sample-document.ts';
import { templateFiles } from '../../main/import/import-fixtures.ts';
import { openWorkspace } from '../open-workspace.ts';

const { audit, text } = loadNarrative(templateFiles, HENAN);
if (text === null) throw new Error('no text');
const texts = text;

function found(workspace: Workspace): readonly Finding[] {
  return reviewTexts(workspace.engine, audit, writeReportTexts(workspace.engine, texts), ['narrative']).filter(({ place }) => /^(?:收入|支出|一般公共预算结构)\./u.test(place?.paragraph ?? ''));
}

function written(workspace: Workspace, key: string): string {
  return writeReportTexts(workspace.engine, texts).narrative.flatMap(({ paragraphs }) => paragraphs).find((one) => one.key === key)?.runs.map((run) => run.text).join('') ?? '';
}

/** The first thing offered about the one finding in a paragraph, done. */
function mended(words: string, key: string): { readonly label: string | undefined; readonly source: string | undefined; readonly left: number; readonly workspace: Workspace; readonly before: readonly Finding[] } {
  const { workspace } = openWorkspace({ ...sampleDocument(), texts: { [`段.${key}`]: words } });
  const before = found(workspace);
  const [finding] = before;
  const [offer] = finding === undefined ? [] : mendsOf(workspace.engine, finding, null, writeReportTexts(workspace.engine, texts));
  if (offer !== undefined) mend(workspace, offer);
  return { label: offer?.label, source: workspace.snapshot().document.texts?.[`段.${key}`], left: found(workspace).length, workspace, before };
}

describe('of a rewritten paragraph', () => {
  test('a wrong amount becomes the live one', () => {
    const { label, source, left, workspace, before } = mended('2022年度支出合计1418.36万元，比预想的少。', '支出.1');
    expect([label, left]).toEqual(['改为 1481.36（随表更新）', 0]);
    expect(source).toMatch(/^2022年度支出合计\{[^}]+\}万元，比预想的少。$/u);
    expect(written(workspace, '支出.1')).toBe('2022年度支出合计1481.36万元，比预想的少。');
    expect(workspace.history.done.at(-1)?.label).toBe('改为 1481.36（随表更新）（改写的段落）');
    workspace.undo();
    expect(found(workspace)).toEqual(before);
  });

  test('a wrong share becomes the live one, with its sign', () => {
    const { label, source, workspace } = mended('2022年度支出合计{支出表[合计, 本年支出合计]}万元，其中：基本支出{支出表[合计, 基本支出]}万元，占61.55%。', '支出.1');
    expect(label).toBe('改为 16.55%（随表更新）');
    expect(source).toMatch(/，占\{[^}]+\}。$/u);
    expect(written(workspace, '支出.1')).toBe('2022年度支出合计1481.36万元，其中：基本支出245.22万元，占16.55%。');
  });

  test('an amount that stands there twice is left to the user', () => {
    expect(mended('2022年度支出合计1418.36万元，即1418.36万元。', '支出.1').label).toBeUndefined();
  });
});

test('of a report by another nothing is offered of the table, and how it should read is said', () => {
  const { workspace } = openWorkspace();
  const [finding] = reviewText(workspace.engine, audit, '三、支出决算情况说明\n2022年度支出合计1418.36万元，其中：基本支出245.22万元，占61.55%。').findings.filter(({ rule }) => rule === 'C04');
  if (finding === undefined) throw new Error('nothing is found');
  expect(mendsOf(workspace.engine, finding, null, null)).toEqual([]);
  expect(rightWords(finding)).toBe('算情况说明2022年度支出合计1481.36万元，其中：');
});

test('a share of a wrong amount is not put right before the amount is', () => {
  const { workspace } = openWorkspace();
  const findings = reviewText(workspace.engine, audit, '三、支出决算情况说明\n2022年度支出合计1418.36万元，其中：基本支出245.22万元，占16.55%。').findings.filter(({ rule }) => rule === 'C04');
  expect(findings.map((finding) => [finding.actual, standsOnWrong(finding, findings)])).toEqual([['1418.36', false], ['16.55', true]]);
});
