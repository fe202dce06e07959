/** The program's pages under `app://mingzhang`, and nothing else from anywhere: it works without a network, and has none. */
import { builtPage } from '../pages/built-page.ts';
import type { ElectronParts, SessionPart } from './electron-parts.ts';

const SCHEME = 'app';
export const APP_ORIGIN = `${SCHEME}://mingzhang`;

/** Must be said before Electron is ready. */
export function registerScheme(protocol: ElectronParts['protocol']): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }]);
}

export function serveAppPages(session: SessionPart, folder: string): void {
  session.protocol.handle(SCHEME, (request) => appPage(request, folder));
}

async function appPage(request: Request, folder: string): Promise<Response> {
  const { host, pathname } = new URL(request.url);
  if (host !== 'mingzhang' || (request.method !== 'GET' && request.method !== 'HEAD')) return new Response('没有这个页面', { status: 404 });
  const { status, headers, body } = await builtPage(folder, pathname);
  return new Response(request.method === 'HEAD' ? null : Buffer.from(body), { status, headers });
}

export function isOwnAddress(address: string): boolean {
  return address === APP_ORIGIN || address.startsWith(`${APP_ORIGIN}/`);
}
