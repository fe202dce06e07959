/** What the Electron host refuses: calls from elsewhere, ways out of its page, rights it doesn't need. */
import { describe, expect, it } from 'vitest';
import { APP_ORIGIN } from '../../../main/electron/app-pages.ts';
import { cancellable, started } from './fake-electron.ts';

describe('calls', () => {
  it('are answered for the window\'s own main frame', async () => {
    const { electron } = await started();
    expect(await electron.call('app.info', {})).toMatchObject({ host: 'electron' });
  });

  it('are refused from other frames, origins and contents', async () => {
    const { electron } = await started();
    const message = { name: 'app.info', args: {} };
    const { webContents } = electron.window;
    const refused = [
      { senderFrame: null },
      { senderFrame: { origin: APP_ORIGIN } },
      { sender: { id: webContents.id + 1 } },
    ];
    for (const event of refused) await expect(electron.callFrom(event, message)).rejects.toThrow('拒绝访问');
    Object.assign(webContents.mainFrame, { origin: 'https://evil.example' });
    await expect(electron.callFrom({}, message)).rejects.toThrow('拒绝访问');
  });

  it.each([
    [null], ['app.info'], [{ name: 'app.info' , args: {}, more: 1 }], [{ name: '__proto__', args: {} }], [{ name: 'document.open', args: { path: 1 } }], [{ name: 'job.cancel', args: { job: '../x' } }],
  ])('are rejected when they are not agreed on: %j', async (message) => {
    const { electron, logged } = await started();
    await expect(electron.callFrom({}, message)).rejects.toThrow(/不是约定|参数/u);
    expect(logged).toEqual([]);
  });

  it('reject with a bug, which is logged', async () => {
    const { electron, logged } = await started();
    const gesture = { label: '输入', at: '', edits: [] };
    await expect(electron.call('journal.append', { session: 'no-such-session', gesture })).rejects.toThrow('no journal session');
    expect(logged).toHaveLength(1);
  });
});

describe('the window', () => {
  it('is isolated and sandboxed', async () => {
    const { electron } = await started();
    expect(electron.window.options.webPreferences).toMatchObject({ contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true, webviewTag: false });
    expect(electron.window.options.webPreferences?.preload).toMatch(/out.preload.preload\.cjs$/u);
  });

  it.each([
    ['https://example.com/', true], ['file:///etc/passwd', true], ['app://other/', true], ['app://mingzhang.evil.example/', true], ['javascript:alert(1)', true], [`${APP_ORIGIN}/`, false],
  ])('on navigation to %s: refused is %s', async (url, refused) => {
    const { electron } = await started();
    const event = cancellable({ url });
    electron.window.webContents.emit('will-navigate', event);
    expect(event.isPrevented()).toBe(refused);
  });

  it('opens no other windows, web views or downloads', async () => {
    const { electron } = await started();
    expect(electron.window.webContents.openHandler?.()).toEqual({ action: 'deny' });
    const [webview, download] = [cancellable(), cancellable()];
    electron.window.webContents.emit('will-attach-webview', webview);
    electron.sessionEvents.emit('will-download', download);
    expect([webview.isPrevented(), download.isPrevented()]).toEqual([true, true]);
  });
});

describe('the session', () => {
  it('grants the clipboard to the own page and nothing else to anyone', async () => {
    const { electron } = await started();
    const asked = (permission: string, requestingUrl: string) => new Promise((resolve) => electron.askPermission(null, permission, resolve, { requestingUrl }));
    expect(await asked('clipboard-read', `${APP_ORIGIN}/`)).toBe(true);
    expect(await asked('clipboard-read', 'https://evil.example/')).toBe(false);
    for (const permission of ['media', 'geolocation', 'notifications', 'openExternal', 'fileSystem', 'usb']) {
      expect(await asked(permission, `${APP_ORIGIN}/`)).toBe(false);
      expect(electron.checkPermission(null, permission, APP_ORIGIN)).toBe(false);
    }
    expect(electron.allowDevice()).toBe(false);
  });

  it.each([
    ['https://example.com/x.js', true], ['http://127.0.0.1/', true], ['file:///etc/passwd', true], ['ws://example.com/', true],
    [`${APP_ORIGIN}/assets/main.js`, false], ['data:image/png;base64,AA', false], [`blob:${APP_ORIGIN}/1`, false],
  ])('lets a request to %s go: cancelled is %s', async (url, cancelled) => {
    const { electron } = await started();
    expect(await new Promise((resolve) => electron.filter({ url }, resolve))).toEqual({ cancel: cancelled });
  });

  it('serves pages of the built folder only, under the policy', async () => {
    const { electron } = await started();
    expect(electron.schemes).toMatchObject([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
    for (const address of ['app://mingzhang/..%2f..%2fpackage.json', 'app://mingzhang/%2e%2e/%2e%2e/package.json', 'app://other/index.html']) {
      expect((await electron.page(new Request(address))).status).toBe(404);
    }
    expect((await electron.page(new Request('app://mingzhang/', { method: 'POST' }))).status).toBe(404);
    expect((await electron.page(new Request('app://mingzhang/none.js'))).headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});
