/** A running browser host for tests, and raw requests to it: `fetch` would not let a test lie about host and origin. */
import { mkdir, writeFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, request } from 'node:http';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type BrowserHost, startBrowserHost } from '../../../main/browser/browser-host.ts';
import { startProgram } from '../../../main/handlers/program.ts';
import { builtPage } from '../../../main/pages/built-page.ts';
import { checkout, temporaryFolder } from '../kept-documents.ts';

export interface Served {
  readonly host: BrowserHost;
  readonly port: number;
  readonly cookie: string;
  readonly pages: string;
  readonly data: string;
  readonly log: string[];
}

export async function serve(bodyLimit?: number): Promise<Served> {
  const data = await temporaryFolder();
  const pages = join(data, 'pages');
  await mkdir(join(pages, 'assets'), { recursive: true });
  await writeFile(join(pages, 'index.html'), '<meta property="csp-nonce" nonce="__CSP_NONCE__"><title>明账</title>');
  await writeFile(join(pages, 'assets', 'main.js'), 'export {};');
  await writeFile(join(data, 'secret.json'), '{}');
  const log: string[] = [];
  const host = await startBrowserHost({
    port: 0, log: (line) => log.push(line), ...(bodyLimit === undefined ? {} : { bodyLimit }),
    start: (parts) => startProgram(parts, { program: checkout, data }),
    pages: () => (_request, _response, path) => builtPage(pages, path),
  });
  onTestFinished(() => host.close());
  const port = Number(new URL(host.url).port);
  const cookie = `mingzhang-${port}=${new URL(host.url).searchParams.get('token')}`;
  return { host, port, cookie, pages, data, log };
}

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface Ask {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export function ask({ port }: Served, { method = 'GET', path = '/', headers = {}, body }: Ask): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part)).on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

export function callHeaders({ host, cookie }: Served): Readonly<Record<string, string>> {
  return { origin: host.origin, cookie, 'content-type': 'application/json', 'x-mingzhang-client': 'client-1' };
}

export function call(served: Served, name: string, args: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Reply> {
  return ask(served, { method: 'POST', path: '/call', headers: { ...callHeaders(served), ...headers }, body: JSON.stringify({ name, args }) });
}
