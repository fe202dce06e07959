/** The built renderer's files, by the path of an address. What lies outside its folder is not there, however it is asked for. */
import { randomBytes } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import { errnoOf } from '../files/disk.ts';
import { NONCE_PLACEHOLDER, pageHeaders } from './page-policy.ts';

export interface Page {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.json': 'application/json',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.ico': 'image/x-icon', '.woff2': 'font/woff2', '.woff': 'font/woff', '.ttf': 'font/ttf', '.map': 'application/json',
};

/** Answers a request for `path`, the address's path still encoded. */
export async function builtPage(folder: string, path: string): Promise<Page> {
  const nonce = randomBytes(16).toString('base64');
  const headers = pageHeaders({ nonce, isDevelopment: false });
  const file = await fileInside(folder, path);
  const type = file === null ? undefined : TYPES[extname(file)];
  const body = file === null || type === undefined ? null : await contentOf(file);
  if (body === null || type === undefined) return { status: 404, headers: { ...headers, 'content-type': 'text/plain; charset=utf-8' }, body: Buffer.from('没有这个页面') };
  if (type !== TYPES['.html']) return { status: 200, headers: { ...headers, 'content-type': type, 'cache-control': path.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-store' }, body };
  const html = Buffer.from(body.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce));
  return { status: 200, headers: { ...headers, 'content-type': type, 'cache-control': 'no-store' }, body: html };
}

/** The real path of the file, or null where it is outside the folder or not there. Links that lead out are outside. */
async function fileInside(folder: string, path: string): Promise<string | null> {
  const decoded = decodedPath(path);
  if (decoded === null) return null;
  const wanted = resolve(join(folder, decoded === '/' ? 'index.html' : decoded));
  try {
    const [root, real] = await Promise.all([realpath(folder), realpath(wanted)]);
    return real.startsWith(root + sep) ? real : null;
  } catch (error) {
    if (errnoOf(error) === null) throw error;
    return null;
  }
}

function decodedPath(path: string): string | null {
  try {
    const decoded = decodeURIComponent(path);
    return decoded.startsWith('/') && !/[\0\\]/u.test(decoded) ? decoded : null;
  } catch {
    return null;
  }
}

async function contentOf(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if (errnoOf(error) === null) throw error;
    return null;
  }
}
