/** The renderer's client against the real host: what one sends, the other understands. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { browserBridge, type EventStream } from '../../../renderer/bridge/browser-bridge.ts';
import type { Bridge, HostEvent } from '../../../shared/ipc.ts';
import { checkout, documentWith, temporaryFolder, typed } from '../kept-documents.ts';
import { type Served, serve } from './serving.ts';

interface Window {
  readonly bridge: Bridge;
  readonly close: () => void;
}

/** A window without a browser: fetch and the event stream as the page would have them. */
function openWindow({ host, cookie }: Served, client: string): Window {
  const aborter = new AbortController();
  onTestFinished(() => aborter.abort());
  const bridge = browserBridge({
    client,
    fetch: (path, init) => fetch(host.origin + path, { ...init, headers: { ...(init.headers as Record<string, string>), cookie, origin: host.origin } }),
    openEvents: (path) => streamOf(fetch(host.origin + path, { headers: { cookie }, signal: aborter.signal }), () => aborter.abort()),
  });
  return { bridge, close: () => aborter.abort() };
}

function streamOf(response: Promise<Response>, close: () => void): EventStream {
  const target = new EventTarget();
  const read = async (): Promise<void> => {
    let text = '';
    const decoder = new TextDecoder();
    for await (const part of (await response).body ?? []) {
      text += decoder.decode(part as Uint8Array, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) if (block.startsWith('data: ')) target.dispatchEvent(new MessageEvent('message', { data: block.slice(6) }));
    }
  };
  read().catch(() => undefined);
  return { addEventListener: target.addEventListener.bind(target), close } as EventStream;
}

const until = async (holds: () => Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < 100 && !(await holds()); tries++) await new Promise((resolve) => setTimeout(resolve, 20));
};

describe('the bridge', () => {
  it('opens what it saved, remembers it, and keeps settings', async () => {
    const { bridge } = openWindow(await serve(), 'window-one');
    const path = join(await temporaryFolder(), '决算.mingzhang');
    const document = await documentWith('8.80');
    const saved = await bridge.call('document.save', { path, document, fingerprint: null, force: false });
    expect(saved).toMatchObject({ ok: true });
    expect(await bridge.call('document.open', { path })).toEqual({ ok: true, path, document, fingerprint: saved.ok ? saved.fingerprint : '' });
    expect(await bridge.call('recent.list', {})).toMatchObject([{ path, name: '决算.mingzhang', department: '测试单位', year: 2022 }]);
    await bridge.call('recent.forget', { path });
    expect(await bridge.call('recent.list', {})).toEqual([]);
    // Figures are taken from it without its being worked on.
    expect(await bridge.call('document.read', { path })).toEqual({ ok: true, document });
    expect(await bridge.call('document.read', { path: `${path}x` })).toMatchObject({ ok: false, code: 'missing' });
    expect(await bridge.call('recent.list', {})).toEqual([]);
    const exports = { archival: false, oneSheet: false, plain: false, protect: false, styles: '' };
    expect(await bridge.call('settings.read', {})).toEqual({ enterMoves: 'down', zoom: 100, theme: 'system', priorColumns: false, exports });
    const changed = { enterMoves: 'right', zoom: 120, theme: 'dark', priorColumns: true, exports: { ...exports, plain: true } } as const;
    await bridge.call('settings.write', changed);
    expect(await bridge.call('settings.read', {})).toEqual(changed);
  });

  it('lists folders for the chooser in the page', async () => {
    const { bridge } = openWindow(await serve(), 'window-one');
    const folder = await temporaryFolder();
    for (const name of ['b.xlsx', '~$b.xlsx', 'a.mingzhang', 'c.txt', 'd.rtf', '.hidden.xlsx']) await writeFile(join(folder, name), 'x');
    const listed = await bridge.call('files.list', { folder });
    expect(listed.ok ? listed.entries.map(({ name, kind }) => [name, kind]) : listed).toEqual([['a.mingzhang', 'document'], ['b.xlsx', 'workbook'], ['c.txt', 'text']]);
    expect(await bridge.call('files.list', { folder: join(folder, 'none') })).toMatchObject({ ok: false, code: 'missing' });
    expect(await bridge.call('files.choose', { purpose: 'open', suggested: '' })).toEqual({ native: false, paths: [] });
  });

  it('imports a workbook with progress, by path and by bytes alike', async () => {
    const { bridge } = openWindow(await serve(), 'window-one');
    const events: HostEvent[] = [];
    bridge.listen((event) => events.push(event));
    const { path } = await bridge.call('sample.source', {});
    const byPath = await bridge.call('import.run', { job: 'import-job-1', source: { path }, template: null, year: null });
    if (!byPath.ok) throw new Error(byPath.message);
    expect(byPath.review.tables.map((table) => table.id)).toEqual(['T01', 'T02', 'T03', 'T04', 'T05', 'T06', 'T07', 'T08', 'T09']);
    expect(byPath.review.templates[0]).toMatchObject({ id: 'henan-2022' });
    const base64 = await readFile(path, 'base64');
    const byBytes = await bridge.call('import.run', { job: 'import-job-2', source: { name: 'beiguan-2022.xlsx', base64 }, template: null, year: null });
    expect(byBytes.ok && byBytes.review.document).toEqual(byPath.review.document);
    await until(async () => events.some((event) => event.kind === 'progress' && event.job === 'import-job-2' && event.fraction === 1));
    expect(events.map((event) => event.kind === 'progress' && event.job)).toContain('import-job-1');
  }, 60_000);

  it('cancels an import', async () => {
    const { bridge } = openWindow(await serve(), 'window-one');
    const begun = new Promise((resolve) => bridge.listen(resolve));
    const { path } = await bridge.call('sample.source', {});
    const running = bridge.call('import.run', { job: 'import-job-1', source: { path }, template: null, year: null });
    await begun;
    await bridge.call('job.cancel', { job: 'import-job-1' });
    expect(await running).toMatchObject({ ok: false, code: 'cancelled' });
  }, 30_000);

  it('offers the journal of a closed window to the next, whose own stays its own', async () => {
    const served = await serve();
    const first = openWindow(served, 'window-one');
    const second = openWindow(served, 'window-two');
    const base = await documentWith('1');
    for (const [window, session] of [[first, 'session-1'], [second, 'session-2']] as const) {
      expect(await window.bridge.call('journal.begin', { session, path: null, title: '决算', base })).toEqual({ ok: true });
      expect(await window.bridge.call('journal.append', { session, gesture: typed(base, '2') })).toEqual({ ok: true });
    }
    expect(await second.bridge.call('journal.pending', {})).toEqual([]);
    first.close();
    await until(async () => (await second.bridge.call('journal.pending', {})).length > 0);
    expect(await second.bridge.call('journal.pending', {})).toMatchObject([{ session: 'session-1', base, gestures: [{ edits: [{ to: '2' }] }] }]);
    await second.bridge.call('journal.close', { session: 'session-1' });
    expect(await second.bridge.call('journal.pending', {})).toEqual([]);
  });

  it('rejects what the host refuses, and says so when the host is gone', async () => {
    const served = await serve();
    const { bridge } = openWindow(served, 'window-one');
    await expect(bridge.call('journal.close', { session: 'x' })).rejects.toThrow('journal.close 的参数');
    await expect(bridge.call('journal.append', { session: 'no-such-session', gesture: typed(await documentWith('1'), '2') })).rejects.toThrow('程序内部出错');
    expect(served.log[0]).toContain('no journal session');
    await served.host.close();
    await expect(bridge.call('app.info', {})).rejects.toThrow('连接已断开');
  });

  it('serves the templates that the checkout holds', async () => {
    const { bridge } = openWindow(await serve(), 'window-one');
    const { files } = await bridge.call('templates.read', {});
    expect(files['henan-2022/set.yaml']).toBe(await readFile(join(checkout, 'templates/henan-2022/set.yaml'), 'utf8'));
  });
});
