/** What the browser host refuses: any page that the user visits can try to reach it. */
import { symlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ask, call, callHeaders, serve } from './serving.ts';

describe('the launch token', () => {
  it('opens the page once and goes on as a cookie that scripts can not read', async () => {
    const served = await serve();
    const entered = await ask(served, { path: new URL(served.host.url).pathname + new URL(served.host.url).search });
    expect(entered).toMatchObject({ status: 303, headers: { location: '/' } });
    expect(entered.headers['set-cookie']).toEqual([`${served.cookie}; HttpOnly; SameSite=Strict; Path=/`]);
    expect(await ask(served, { headers: { cookie: served.cookie } })).toMatchObject({ status: 200 });
  });

  it('is new at every start and long', async () => {
    const tokens = await Promise.all([serve(), serve()]).then((all) => all.map(({ cookie }) => cookie.split('=')[1]));
    expect(new Set(tokens).size).toBe(2);
    expect(tokens[0]).toMatch(/^[\w-]{43}$/u);
  });

  it.each(['', 'wrong', 'x'.repeat(43)])('%j opens nothing', async (token) => {
    const served = await serve();
    expect(await ask(served, { path: `/?token=${token}` })).toMatchObject({ status: 401, text: expect.stringContaining('启动口令不符') });
    for (const path of ['/', '/assets/main.js', '/events?client=client-1', '/%2e%2e/secret.json']) {
      expect((await ask(served, { path, headers: { cookie: `mingzhang-${served.port}=${token}` } })).status).toBe(401);
    }
    expect((await call(served, 'app.info', {}, { cookie: '' })).status).toBe(401);
  });
});

describe('requests from elsewhere', () => {
  it.each([['http://evil.example'], ['null'], ['http://localhost:1'], ['https://127.0.0.1']])('are refused with the origin %s, cookie or not', async (origin) => {
    const served = await serve();
    expect((await call(served, 'app.info', {}, { origin })).status).toBe(403);
    expect((await ask(served, { path: '/events?client=client-1', headers: { cookie: served.cookie, origin } })).status).toBe(403);
  });

  it('are refused without an origin, under another host name, or from another site', async () => {
    const served = await serve();
    const { origin: _origin, ...headers } = callHeaders(served);
    expect((await ask(served, { method: 'POST', path: '/call', headers, body: '{}' })).status).toBe(403);
    expect((await call(served, 'app.info', {}, { host: `evil.example:${served.port}` })).status).toBe(403);
    expect((await ask(served, { headers: { cookie: served.cookie, host: `localhost:${served.port}` } })).status).toBe(403);
    expect((await ask(served, { headers: { cookie: served.cookie, 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
  });

  it('never reach it over the network', async () => {
    const served = await serve();
    const outside = Object.values((await import('node:os')).networkInterfaces()).flat().find((address) => address?.family === 'IPv4' && !address.internal);
    if (outside === undefined) return;
    await expect(new Promise((resolve, reject) => connect(served.port, outside.address).on('connect', resolve).on('error', reject))).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

describe('calls', () => {
  it('are answered when they are agreed on', async () => {
    const served = await serve();
    const answered = await call(served, 'app.info', {});
    expect(answered.status).toBe(200);
    expect(JSON.parse(answered.text)).toMatchObject({ answered: true, answer: { host: 'browser', version: expect.stringMatching(/^\d/u) } });
  });

  it.each([
    ['app.inf', {}, '不是约定的调用'],
    ['constructor', {}, '不是约定的调用'],
    ['app.info', { more: 1 }, 'app.info 的参数'],
    ['document.open', { path: 7 }, 'document.open 的参数'],
    ['settings.write', { zoom: 5000 }, 'settings.write 的参数'],
    ['journal.close', { session: '../../etc' }, 'journal.close 的参数'],
    ['document.save', { path: '/x', document: {}, fingerprint: null, force: true }, 'document.save 的参数'],
  ])('%s %j is refused', async (name, args, says) => {
    const served = await serve();
    const refused = await call(served, name, args);
    expect([refused.status, JSON.parse(refused.text)]).toEqual([400, { answered: false, error: expect.stringContaining(says) }]);
  });

  it('must be JSON, small enough, and name their window', async () => {
    const served = await serve(10_000);
    const send = (headers: Record<string, string>, body: string) => ask(served, { method: 'POST', path: '/call', headers: { ...callHeaders(served), ...headers }, body });
    expect((await send({}, '{')).status).toBe(400);
    expect((await send({ 'content-type': 'text/plain' }, '{}')).status).toBe(415);
    expect((await send({ 'x-mingzhang-client': '../x' }, '{}')).status).toBe(400);
    expect(await send({}, 'x'.repeat(10_001))).toMatchObject({ status: 413, text: expect.stringContaining('内容过大') });
    const chunked = await ask(served, { method: 'POST', path: '/call', headers: { ...callHeaders(served), 'transfer-encoding': 'chunked' }, body: 'x'.repeat(10_001) });
    expect(chunked.status).toBe(413);
    expect((await ask(served, { method: 'GET', path: '/call', headers: callHeaders(served) })).status).toBe(400);
    expect((await ask(served, { method: 'DELETE', path: '/', headers: { cookie: served.cookie } })).status).toBe(400);
  });
});

describe('pages', () => {
  it('come with a policy that allows their own scripts and one nonce a load', async () => {
    const served = await serve();
    const loads = await Promise.all([1, 2].map(() => ask(served, { headers: { cookie: served.cookie } })));
    const nonces = loads.map(({ text }) => /nonce="([^"]+)"/u.exec(text)?.[1] ?? '');
    expect(new Set(nonces).size).toBe(2);
    loads.forEach(({ headers }, at) => {
      const policy = headers['content-security-policy'];
      expect(policy).toContain("default-src 'none'; script-src 'self'; ");
      expect(policy).toContain(`style-src 'self' 'nonce-${nonces[at]}'`);
      expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|https?:/u);
      expect(headers).toMatchObject({ 'x-frame-options': 'DENY', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
    });
    expect((await ask(served, { path: '/assets/main.js', headers: { cookie: served.cookie } })).headers['content-type']).toContain('text/javascript');
  });

  it.each(['/../secret.json', '/%2e%2e/secret.json', '/..%2fsecret.json', '/assets/..%5c..%5csecret.json', '/assets/../../secret.json', '/%00', '/%', '//etc/passwd', '/link.json', '/assets', '/assets/'])('are not found at %s', async (path) => {
    const served = await serve();
    await symlink(join(served.data, 'secret.json'), join(served.pages, 'link.json'));
    const found = await ask(served, { path, headers: { cookie: served.cookie } });
    expect([found.status, found.text]).toEqual([404, '没有这个页面']);
  });
});
