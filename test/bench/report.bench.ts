/**
 * The whole report from a document, cold: a thread started for one export, as the window does, from its first line to the file's
 * bytes. Beside it, in turn, LibreOffice turning the same Word file into a PDF. Needs a build.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { ExportMessage, ExportThread } from '../../main/jobs/export-worker.ts';
import type { Document } from '../../shared/document/document.ts';
import { READ_BEFORE } from '../../shared/template/read-before.ts';
import { sampleDocument } from '../fixtures/sample-document.ts';
import { FILES } from '../shared/template/template-files.ts';
import { milliseconds, printTable, quantile, ratio } from './timing.ts';

const ROUNDS = 6;
const WARM = 1;
const AIMS = { docx: 500, pdf: 800, ratio: 0.2 } as const;

/** As a built program hands them to its threads. */
const templates = { ...FILES, [READ_BEFORE]: readFileSync(new URL(`../../out/main/${READ_BEFORE}`, import.meta.url), 'utf8') };
const worker = new URL('../../out/main/export-worker.js', import.meta.url);
const run = promisify(execFile);

/** The sample with its text begun, so that 情况说明 and charts are in the report. */
function writtenSample(): Document {
  return { ...sampleDocument(), texts: { '原因.收支总体': '项目增加' } };
}

interface Made {
  readonly bytes: Uint8Array;
  readonly time: number;
}

async function exported(kind: 'docx' | 'pdf', document: Document): Promise<Made> {
  const look = { archival: false, plain: false, protect: false, oneSheet: false };
  const workerData: ExportThread = { templates, export: { kind, document, draft: true, look, styles: null } };
  const start = performance.now();
  const thread = new Worker(worker, { workerData });
  try {
    const bytes = await new Promise<Uint8Array>((resolve, reject) => {
      thread.on('error', reject);
      thread.on('message', (message: ExportMessage) => {
        if (message.kind !== 'exported') return;
        if (message.exported.ok) resolve(message.exported.bytes);
        else reject(new Error(message.exported.code));
      });
    });
    return { bytes, time: performance.now() - start };
  } finally {
    await thread.terminate();
  }
}

async function converted(folder: string, docx: Uint8Array): Promise<number> {
  writeFileSync(join(folder, 'report.docx'), docx);
  const start = performance.now();
  await run('soffice', [`-env:UserInstallation=file://${join(folder, 'profile')}`, '--headless', '--convert-to', 'pdf', '--outdir', folder, join(folder, 'report.docx')]);
  return performance.now() - start;
}

const folder = mkdtempSync(join(tmpdir(), 'mingzhang-bench-'));
try {
  const document = writtenSample();
  const times = { docx: [] as number[], pdf: [] as number[], office: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    const docx = await exported('docx', document);
    const pdf = await exported('pdf', document);
    const office = await converted(folder, docx.bytes);
    // The first round fills the system's cache of files, for all three.
    if (round < WARM) continue;
    times.docx.push(docx.time);
    times.pdf.push(pdf.time);
    times.office.push(office);
  }
  const rows = ([0.5, 0.95] as const).map((at) => {
    const [docx, pdf, office] = [quantile(times.docx, at), quantile(times.pdf, at), quantile(times.office, at)];
    return [`p${at * 100}`, milliseconds(docx), milliseconds(pdf), milliseconds(office), ratio(docx, office), ratio(pdf, office)];
  });
  const aims = ['目标', `< ${AIMS.docx} ms`, `< ${AIMS.pdf} ms`, '', `< ${AIMS.ratio}×`, `< ${AIMS.ratio}×`];
  printTable('样例的整份报告，冷启动；soffice 把同一份 docx 转成 PDF', [['', 'docx', 'PDF', 'soffice', 'docx/soffice', 'PDF/soffice'], ...rows, aims]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
