/** Exports and previews of the sample, errors included: what leaves the program, and what does not. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { read, utils } from '@e965/xlsx';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Caller, Handlers, HostParts } from '../../../main/handlers/handler.ts';
import { startProgram } from '../../../main/handlers/program.ts';
import { type Document, withCell } from '../../../shared/document/document.ts';
import type { HostEvent } from '../../../shared/ipc.ts';
import { checkout, temporaryFolder } from '../kept-documents.ts';

const host: HostParts = {
  kind: 'browser', choose: () => Promise.resolve({ native: false, paths: [] }), reveal: () => Promise.resolve(false), remember: () => undefined, firstFile: () => null, unsaved: () => undefined,
};

interface Running {
  readonly handlers: Handlers;
  readonly caller: Caller;
  readonly events: HostEvent[];
  readonly folder: string;
}

async function running(): Promise<Running> {
  const folder = await temporaryFolder();
  const program = startProgram(host, { program: checkout, data: join(folder, 'data') });
  onTestFinished(() => program.stop());
  const events: HostEvent[] = [];
  return { handlers: program.handlers, caller: { client: 'client-1', send: (event) => void events.push(event) }, events, folder };
}

let sample: Document;
beforeAll(async () => {
  const program = startProgram(host, { program: checkout, data: join(checkout, 'none') });
  const caller: Caller = { client: 'client-1', send: () => undefined };
  const { path } = await program.handlers['sample.source']({}, caller);
  const imported = await program.handlers['import.run']({ job: 'import-job', source: { path }, template: null, year: null }, caller);
  await program.stop();
  if (!imported.ok) throw new Error(imported.message);
  sample = imported.review.document;
}, 60_000);

const look = { archival: false, styles: '', plain: false, protect: false, oneSheet: false };

const STARTS = { pdf: '%PDF-', xlsx: 'PK\u0003\u0004', docx: 'PK\u0003\u0004' } as const;

describe('an export', () => {
  it.each(['pdf', 'xlsx', 'docx'] as const)('of a document with open errors is refused as %s, naming them, and goes as a draft', async (kind) => {
    const { handlers, caller, events, folder } = await running();
    const path = join(folder, `report.${kind}`);
    const refused = await handlers['export.run']({ job: 'export-job', kind, path, document: sample, draft: false, look }, caller);
    expect(refused).toMatchObject({ ok: false, code: 'open-errors', message: expect.stringContaining('302') });
    expect(await readdir(folder)).not.toContain(`report.${kind}`);
    expect(await handlers['export.run']({ job: 'export-job', kind, path, document: sample, draft: true, look }, caller)).toMatchObject({ ok: true, path });
    expect((await readFile(path)).toString('latin1').startsWith(STARTS[kind])).toBe(true);
    const shares = events.flatMap((event) => (event.kind === 'progress' && event.fraction !== null ? [event.fraction] : []));
    expect(shares.at(-1)).toBe(1);
  }, 60_000);

  it('of the check report names what is wrong in the tables and in the texts of the document', async () => {
    const { handlers, caller, folder } = await running();
    const path = join(folder, 'audit.xlsx');
    const document = { ...sample, texts: { '段.支出.1': '{年度}年度支出合计1482.36万元。' } };
    expect(await handlers['export.run']({ job: 'export-job', kind: 'audit-xlsx', path, document, draft: true, look }, caller)).toMatchObject({ ok: true, path });
    const { Sheets } = read(await readFile(path));
    const rules = utils.sheet_to_json<string[]>(Sheets['校验结果'] ?? {}, { header: 1, defval: '' }).map(([, rule]) => rule);
    expect(rules).toEqual(expect.arrayContaining(['A17', 'C04']));
    expect(utils.sheet_to_csv(Sheets['校验概要'] ?? {})).toContain('并审核了报告的说明文字');
  }, 60_000);

  it('cancelled leaves the old file and no scrap', async () => {
    const { handlers, caller, folder } = await running();
    const path = join(folder, 'report.pdf');
    await writeFile(path, 'old');
    const exporting = handlers['export.run']({ job: 'export-job', kind: 'pdf', path, document: sample, draft: true, look }, {
      ...caller,
      send: (event) => {
        if (event.kind === 'progress' && event.fraction === 0.2) void handlers['job.cancel']({ job: 'export-job' }, caller);
      },
    });
    expect(await exporting).toMatchObject({ ok: false, code: 'cancelled' });
    expect([await readFile(path, 'utf8'), await readdir(folder)]).toEqual(['old', ['report.pdf']]);
  }, 60_000);

  it('takes the styles of a Word file that is chosen, and says where it can not', async () => {
    const { handlers, caller, folder } = await running();
    const path = join(folder, 'report.docx');
    const attempt = (styles: string, kind: 'docx' | 'xlsx' = 'docx') => handlers['export.run']({ job: 'export-job', kind, path: join(folder, `report.${kind}`), document: sample, draft: true, look: { ...look, styles } }, caller);
    await writeFile(join(folder, 'bad.docx'), 'no Word file');
    expect(await attempt(join(folder, 'bad.docx'))).toMatchObject({ ok: false, code: 'unsupported', message: expect.stringContaining('bad.docx') });
    expect(await attempt(join(folder, 'none.docx'))).toMatchObject({ ok: false, code: 'missing', message: expect.stringContaining('none.docx') });
    expect(await readdir(folder)).not.toContain('report.docx');
    // A workbook has no use for them.
    expect(await attempt(join(folder, 'none.docx'), 'xlsx')).toMatchObject({ ok: true });
    expect(await attempt('')).toMatchObject({ ok: true, path });
    expect(await attempt(path)).toMatchObject({ ok: true, path });
  }, 60_000);

  it('needs a name of its kind, a folder that is there, and a template that is known', async () => {
    const { handlers, caller, folder } = await running();
    const attempt = (path: string, document = sample) => handlers['export.run']({ job: 'export-job', kind: 'pdf', path, document, draft: true, look }, caller);
    expect(await attempt(join(folder, 'report.exe'))).toMatchObject({ code: 'unsupported', message: expect.stringContaining('.pdf') });
    expect(await attempt(join(folder, 'none', 'report.pdf'))).toMatchObject({ code: 'missing', message: expect.stringContaining('文件夹') });
    expect(await attempt(join(folder, 'report.pdf'), { ...sample, template: 'atlantis-2022' })).toMatchObject({ code: 'unsupported', message: expect.stringContaining('atlantis-2022') });
    await mkdir(join(folder, 'folder.pdf'));
    expect(await attempt(join(folder, 'folder.pdf'))).toMatchObject({ ok: false, message: expect.stringContaining('folder.pdf') });
  }, 60_000);
});

describe('the preview', () => {
  it('draws the pages of the last document asked for, and skips those that came between', async () => {
    const { handlers, caller } = await running();
    const asked = ['一', '二', '三'].map((department) => handlers['preview.render']({ document: { ...sample, department }, draft: false, known: [] }, caller));
    const [first, second, third] = await Promise.all(asked);
    expect(second).toMatchObject({ ok: false, code: 'cancelled' });
    for (const drawn of [first, third]) {
      if (drawn === undefined || !drawn.ok) throw new Error(drawn?.message ?? 'nothing drawn');
      expect(drawn.pages.length).toBeGreaterThan(9);
      for (const { svg } of drawn.pages) expect(svg?.startsWith('<svg ')).toBe(true);
    }
    expect(first).not.toEqual(third);
  }, 60_000);

  it('hands over only the pages that an edit changed', async () => {
    const { handlers, caller } = await running();
    const rendered = async (document: Document, known: readonly string[]) => {
      const drawn = await handlers['preview.render']({ document, draft: false, known: [...known] }, caller);
      if (!drawn.ok) throw new Error(drawn.message);
      return drawn.pages;
    };
    const before = await rendered(sample, []);
    const edited = withCell(sample, { table: 'T06', row: '30201', column: '决算数' }, '6.94');
    const after = await rendered(edited, before.map(({ hash }) => hash));
    const fresh = await rendered(edited, []);
    expect(after.map(({ hash }) => hash)).toEqual(fresh.map(({ hash }) => hash));
    const changed = after.flatMap(({ svg }, at) => (svg === null ? [] : [at]));
    expect(changed).toEqual(after.flatMap(({ hash }, at) => (hash === before[at]?.hash ? [] : [at])));
    expect(changed).toHaveLength(1);
    const marked = await handlers['preview.render']({ document: edited, draft: true, known: fresh.map(({ hash }) => hash) }, caller);
    expect(marked.ok && marked.pages.every(({ svg }) => svg !== null)).toBe(true);
  }, 60_000);

  it('says when the template is not there', async () => {
    const { handlers, caller } = await running();
    expect(await handlers['preview.render']({ document: { ...sample, template: 'atlantis-2022' }, draft: false, known: [] }, caller)).toMatchObject({ ok: false, code: 'unsupported' });
  }, 60_000);
});
