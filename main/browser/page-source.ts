/** Where the browser host's pages come from: the built renderer, or in development the sources through Vite's own server. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { builtPage } from '../pages/built-page.ts';
import { NONCE_PLACEHOLDER, pageHeaders } from '../pages/page-policy.ts';
import type { PageSource } from './browser-host.ts';

/** The pages of the last `npm run build`. */
export function builtPages(program: string): PageSource {
  return (_request, _response, path) => builtPage(join(program, 'out', 'renderer'), path);
}

/** The sources, rebuilt as they change. Vite is there only in a checkout, so it is loaded only here. */
export async function developmentPages(program: string, server: Server): Promise<PageSource> {
  const { createServer } = await import('vite');
  const vite = await createServer({ configFile: join(program, 'vite.config.ts'), appType: 'custom', server: { middlewareMode: true, hmr: { server } } });
  return async (request, response, path) => {
    const nonce = randomBytes(16).toString('base64');
    const headers = pageHeaders({ nonce, isDevelopment: true });
    if (path === '/') {
      const html = await vite.transformIndexHtml('/', await readFile(join(program, 'renderer', 'index.html'), 'utf8'));
      return { status: 200, headers: { ...headers, 'content-type': 'text/html; charset=utf-8' }, body: Buffer.from(html.replaceAll(NONCE_PLACEHOLDER, nonce)) };
    }
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    vite.middlewares(request, response, () => response.writeHead(404).end());
    return 'answered';
  };
}
