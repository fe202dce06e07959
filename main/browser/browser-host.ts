/**
 * The browser host: the renderer and its calls on 127.0.0.1, for this machine's browser alone. Plain node:http; what travels is
 * in shared/ipc-wire.ts. Every request passes the same door: own host name, own origin, launch token.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { clientIdSchema } from '../../shared/ipc-message.ts';
import { CALL_PATH, type CallReply, CLIENT_HEADER, EVENTS_PATH } from '../../shared/ipc-wire.ts';
import { dispatch, RefusedCall } from '../handlers/dispatch.ts';
import type { HostParts } from '../handlers/handler.ts';
import type { Program } from '../handlers/program.ts';
import type { Page } from '../pages/built-page.ts';
import { type Door, originOf, type Refusal, refuseForeign, refuseStranger } from './check-request.ts';
import { EventStreams } from './event-streams.ts';
import { isSameToken, newToken, tokenCookie } from './launch-token.ts';
import { readJson } from './read-body.ts';

export interface BrowserHostOptions {
  /** 0: any free port. */
  readonly port: number;
  readonly start: (host: HostParts) => Program;
  /** The file to open in the first window. */
  readonly file?: string | null;
  /** The page source; given the server so that a dev server can share it. */
  readonly pages: (server: Server) => PageSource | Promise<PageSource>;
  readonly log: (line: string) => void;
  readonly bodyLimit?: number;
}
export type PageSource = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<Page | 'answered'>;

export interface BrowserHost {
  /** The address to open, with the launch token. */
  readonly url: string;
  readonly origin: string;
  close(): Promise<void>;
}

/** What the browser host can't do natively, the renderer does in the page. */
function hostParts(file: string | null): HostParts {
  let waiting = file;
  return {
    kind: 'browser',
    choose: () => Promise.resolve({ native: false, paths: [] }),
    reveal: () => Promise.resolve(false),
    remember: () => undefined,
    firstFile: () => {
      const first = waiting;
      waiting = null;
      return first;
    },
    unsaved: () => undefined,
  };
}

export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const program = options.start(hostParts(options.file ?? null));
  const streams = new EventStreams({ opened: (client) => program.windowOpened(client), gone: (client) => program.windowGone(client) });
  const server = createServer();
  const pages = await options.pages(server);
  const port = await listening(server, options.port);
  if (options.file != null) program.prepare(options.file);
  const door: Door = { port, token: newToken() };
  const visit: Visit = { door, program, streams, pages, options };
  server.on('request', (request, response) => {
    answer(visit, request, response).catch((error: unknown) => failed(response, error, options.log));
  });
  return {
    url: `${originOf(port)}/?token=${door.token}`,
    origin: originOf(port),
    close: async () => {
      streams.close();
      await program.stop();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

interface Visit {
  readonly door: Door;
  readonly program: Program;
  readonly streams: EventStreams;
  readonly pages: PageSource;
  readonly options: BrowserHostOptions;
}

function listening(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

async function answer(visit: Visit, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const foreign = refuseForeign(request, visit.door);
  if (foreign !== null) return refuse(response, foreign);
  // Split by hand: `new URL` would tidy `/../` away before the containment check has seen it.
  const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
  const parameters = new URLSearchParams(query);
  if (path === '/' && parameters.has('token')) return enter(visit.door, parameters.get('token'), response);
  const stranger = refuseStranger(request, visit.door);
  if (stranger !== null) return refuse(response, stranger);
  if (path === CALL_PATH) return call(visit, request, response);
  if (path === EVENTS_PATH) return openEvents(visit, parameters.get('client'), response);
  return page(visit, request, response, path);
}

/** The token leaves the address bar at once, so that it is in no history and no screenshot. */
function enter(door: Door, given: string | null, response: ServerResponse): void {
  if (!isSameToken(given, door.token)) refuse(response, { status: 401, error: '启动口令不符，可能来自上一次启动。请用本次启动时给出的网址' });
  else response.writeHead(303, { location: '/', 'set-cookie': tokenCookie(door.port, door.token), 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }).end();
}

async function call(visit: Visit, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const client = clientIdSchema.safeParse(request.headers[CLIENT_HEADER]);
  if (request.method !== 'POST' || !client.success) return reply(response, 400, { answered: false, error: '不是约定的调用' });
  const body = await readJson(request, visit.options.bodyLimit);
  if (!body.ok) {
    // The rest of an oversized body is not read; the connection can't be used again.
    response.setHeader('connection', 'close');
    return reply(response, body.status, { answered: false, error: body.error });
  }
  try {
    const answered = await dispatch(visit.program.handlers, body.value, { client: client.data, send: (event) => visit.streams.send(client.data, event) });
    reply(response, 200, { answered: true, answer: answered });
  } catch (error) {
    if (!(error instanceof RefusedCall)) throw error;
    reply(response, 400, { answered: false, error: error.message });
  }
}

function openEvents(visit: Visit, given: string | null, response: ServerResponse): void {
  const client = clientIdSchema.safeParse(given);
  if (client.success) visit.streams.open(client.data, response);
  else reply(response, 400, { answered: false, error: '不是约定的窗口' });
}

async function page(visit: Visit, request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return reply(response, 400, { answered: false, error: '不是约定的请求' });
  const found = await visit.pages(request, response, path);
  if (found === 'answered') return;
  response.writeHead(found.status, { ...found.headers, 'content-length': found.body.length });
  response.end(request.method === 'HEAD' ? undefined : found.body);
}

function refuse(response: ServerResponse, { status, error }: Refusal): void {
  response.setHeader('connection', 'close');
  reply(response, status, { answered: false, error });
}

function reply(response: ServerResponse, status: number, body: CallReply): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }).end(text);
}

/** A bug: said once in full where the program was started, and to the window in a line. */
function failed(response: ServerResponse, error: unknown, log: (line: string) => void): void {
  log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  if (response.headersSent) response.destroy();
  else reply(response, 500, { answered: false, error: '程序内部出错，这一步没有完成。请先保存文档，再重试；仍不行请把启动窗口中的出错信息发给维护人员' });
}
