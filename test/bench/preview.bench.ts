/** The preview's speed: the first time, and after each of many single edits; in the process that sets it, so without the way to the window. */
import { cpus } from 'node:os';
import { LivePreview } from '../../main/jobs/live-preview.ts';
import { type Document, withCell } from '../../shared/document/document.ts';
import { consistentDocument, sampleDocument } from '../fixtures/sample-document.ts';
import { FILES } from '../shared/template/template-files.ts';
import { milliseconds, printTable, quantile } from './timing.ts';

const EDITS = 40;
const WARM = 5;

interface Edited {
  readonly name: string;
  readonly document: Document;
  /** An entered cell of 公开06, which feeds its totals and the text. */
  readonly row: string;
}

const begun = (document: Document): Document => ({ ...document, texts: { '原因.收支总体': '项目增加', '填.概况.主要职责': '职责' } });
const DOCUMENTS: readonly Edited[] = [
  { name: '示例部门', document: begun(sampleDocument()), row: '30201' },
  { name: '各表都满的部门', document: begun(consistentDocument()), row: '30201' },
];

async function measure({ name, document, row }: Edited): Promise<readonly string[]> {
  const live = new LivePreview(FILES);
  const start = performance.now();
  const first = await live.render({ document, draft: false, known: [] });
  const cold = performance.now() - start;
  if (!first.ok) throw new Error(first.detail);
  let known = first.pages.map(({ hash }) => hash);
  const times: number[] = [];
  let changed = 0;
  for (let at = 0; at < EDITS + WARM; at++) {
    const edited = withCell(document, { table: 'T06', row, column: '决算数' }, `${7 + at}.${String(at).padStart(2, '0')}`);
    const began = performance.now();
    const preview = await live.render({ document: edited, draft: false, known });
    if (at >= WARM) times.push(performance.now() - began);
    if (!preview.ok) throw new Error(preview.detail);
    known = preview.pages.map(({ hash }) => hash);
    changed = preview.pages.filter(({ svg }) => svg !== null).length;
  }
  return [name, String(known.length), milliseconds(cold), milliseconds(quantile(times, 0.5)), milliseconds(quantile(times, 0.95)), String(changed)];
}

const rows: (readonly string[])[] = [['文档', '页', '第一次', '改一格 p50', '改一格 p95', '换的页']];
for (const document of DOCUMENTS) rows.push(await measure(document));
printTable(`预览（${cpus().length} 核，${cpus()[0]?.model ?? ''}）`, rows);
process.exit(0);
