/** What a report lacks is told with it, and never keeps it from leaving. */
import { expect, test } from 'vitest';
import { composeReport } from '../../../main/jobs/make-report.ts';
import type { Document } from '../../../shared/document/document.ts';
import { Engine } from '../../../shared/formula/engine.ts';
import { HENAN, sampleDocument } from '../../fixtures/sample-document.ts';
import { templateFiles } from '../import/import-fixtures.ts';

const noticesOf = (texts: Document['texts']): readonly string[] => composeReport(new Engine(HENAN, { ...sampleDocument(), ...(texts === undefined ? {} : { texts }) }), templateFiles).notices;

test.each([
  ['tables alone', undefined, ['概况、情况说明、名词解释还没有编写，这份报告里没有']],
  ['概况 begun', { '填.概况.主要职责': '职责' }, ['情况说明还没有编写，这份报告里没有', '概况还有 2 处待填写，报告中用方括号标出']],
  ['情况说明 begun', { '原因.收支总体': '项目增加' }, ['概况还没有编写，这份报告里没有', '情况说明还有']],
])('of %s', (_what, texts, begins) => {
  const notices = noticesOf(texts);
  expect(notices.map((notice, at) => notice.startsWith(begins[at] ?? '没有此条'))).toEqual(begins.map(() => true));
});
