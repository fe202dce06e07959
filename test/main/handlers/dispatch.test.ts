import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { dispatch, RefusedCall } from '../../../main/handlers/dispatch.ts';
import type { Caller, Handlers, HostParts } from '../../../main/handlers/handler.ts';
import { startProgram } from '../../../main/handlers/program.ts';
import { CALLS, type HostEvent, settingsSchema } from '../../../shared/ipc.ts';
import { checkout, documentWith, temporaryFolder } from '../kept-documents.ts';

const host: HostParts = {
  kind: 'browser', choose: () => Promise.resolve({ native: false, paths: [] }), reveal: () => Promise.resolve(false), remember: () => undefined, firstFile: () => null, unsaved: () => undefined,
};

async function program(): Promise<{ handlers: Handlers; caller: Caller; events: HostEvent[]; folder: string }> {
  const folder = await temporaryFolder();
  const started = startProgram(host, { program: checkout, data: folder });
  onTestFinished(() => started.stop());
  const events: HostEvent[] = [];
  return { handlers: started.handlers, caller: { client: 'client-1', send: (event) => void events.push(event) }, events, folder };
}

describe('dispatch', () => {
  it('has a handler for every call of the table', async () => {
    const { handlers } = await program();
    expect(Object.keys(handlers).sort()).toEqual(Object.keys(CALLS).sort());
  });

  it.each([undefined, 7, {}, { name: 'toString', args: {} }, { name: 'app.info' }, { name: 'app.info', args: {}, extra: 1 }])('refuses %j', async (message) => {
    const { handlers, caller } = await program();
    await expect(dispatch(handlers, message, caller)).rejects.toThrow(RefusedCall);
  });

  it('rejects an answer that is not what was agreed on: a bug must not pass for data', async () => {
    const { handlers, caller } = await program();
    const broken = { ...handlers, 'app.info': () => ({ version: 1 }) } as unknown as Handlers;
    await expect(dispatch(broken, { name: 'app.info', args: {} }, caller)).rejects.not.toThrow(RefusedCall);
  });

  it('hands handlers what the schema made of the arguments', async () => {
    const { handlers, caller } = await program();
    await dispatch(handlers, { name: 'settings.write', args: {} }, caller);
    expect(await dispatch(handlers, { name: 'settings.read', args: {} }, caller)).toEqual(settingsSchema.parse({ enterMoves: 'down', zoom: 100, theme: 'system' }));
  });
});

describe('saving', () => {
  it('refuses a name that is not a document\'s, whatever is there', async () => {
    const { handlers, caller, folder } = await program();
    const args = { path: join(folder, '.bashrc'), document: await documentWith('1'), fingerprint: null, force: true };
    expect(await handlers['document.save'](args, caller)).toMatchObject({ ok: false, code: 'unsupported', message: expect.stringContaining('.mingzhang') });
  });

  it('counts as saved even where the list of recent files can not be written', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'file');
    const overFile = startProgram(host, { program: checkout, data: file });
    onTestFinished(() => overFile.stop());
    await writeFile(file, 'a file where the data folder should be');
    const args = { path: join(folder, 'x.mingzhang'), document: await documentWith('1'), fingerprint: null, force: false };
    const caller: Caller = { client: 'client-1', send: () => undefined };
    expect(await overFile.handlers['document.save'](args, caller)).toMatchObject({ ok: true });
    expect(await overFile.handlers['settings.write'](settingsSchema.parse({ enterMoves: 'up', zoom: 100, theme: 'dark' }), caller)).toMatchObject({ ok: false, message: expect.stringContaining('设置没有保存') });
    expect(await overFile.handlers['journal.begin']({ session: 'session-1', path: null, title: '决算', base: args.document }, caller)).toMatchObject({ ok: false, message: expect.stringContaining('恢复日志') });
  });
});

describe('importing', () => {
  it.each([
    [{ path: '/none/x.xlsx' }, 'missing'],
    [{ name: 'x.xlsx', base64: '' }, 'empty'],
    [{ name: 'x.xlsx', base64: Buffer.from('%PDF-1.7').toString('base64') }, 'not-a-workbook'],
  ] as const)('answers %j with %s and words', async (source, code) => {
    const { handlers, caller } = await program();
    const outcome = await handlers['import.run']({ job: 'import-job', source, template: null, year: null }, caller);
    expect(outcome).toMatchObject({ ok: false, code, message: expect.stringMatching(/x\.xlsx.*请/u) });
  }, 30_000);
});
