/** Self-evaluations in a Word file of ours, read back as a finished report's text, hold what the document holds. */
import { extractRawText } from 'mammoth';
import { expect, it } from 'vitest';
import { renderDocx } from '../../../../main/export/docx/render-docx.ts';
import { Engine } from '../../../../shared/formula/engine.ts';
import { readEvaluations } from '../../../../shared/narrative/evaluation-text.ts';
import { executionScore } from '../../../../shared/narrative/execution-score.ts';
import { judgeEvaluation } from '../../../../shared/narrative/judge-evaluation.ts';
import { outlineReport } from '../../../../shared/report/outline.ts';
import { consistentEvaluations } from '../../../fixtures/evaluation-document.ts';
import { HENAN } from '../../../fixtures/sample-document.ts';

it.each([1, 2, 3])('are read whole, amounts in thousands too, and found right (%i)', async (seed) => {
  const document = consistentEvaluations(seed, 2);
  const docx = await renderDocx(outlineReport(new Engine(HENAN, document)));
  const tables = readEvaluations((await extractRawText({ buffer: Buffer.from(docx) })).value);
  expect(tables.map(({ budget, execution }) => [budget.length, execution?.weight.toFixed()])).toEqual([[4, '10'], [4, '10'], [4, '10']]);
  expect(tables.flatMap((table) => judgeEvaluation(table, document.year, executionScore(HENAN, table)))).toEqual([]);
});
