/**
 * How a call travels. Both hosts take the same message and hand it to the same dispatch; only the carrier differs.
 *
 * Browser host: `POST /call`, body `CallMessage`, answer `CallReply`; status 200 answered, 400 malformed, 401 no launch token,
 * 403 wrong origin or host, 413 too large, 500 a bug. `GET /events?client=…` is a server-sent event stream of `HostEvent`.
 * The launch token comes in the opened address once and lives on as an HttpOnly cookie, so scripts never see it.
 * Electron: `ipcRenderer.invoke(CallChannel, CallMessage)`, answers and rejects as a promise; events on `EventChannel`.
 *
 * Nothing is imported here but types: the page makes its first calls before its own code has been read.
 */

/** The paths of the browser host. */
export const CALL_PATH = '/call';
export const EVENTS_PATH = '/events';

/** The header that names the window a call comes from; a request another site could cause can't carry it. */
export const CLIENT_HEADER = 'x-mingzhang-client';

/** What comes back: the answer of the call, or why it was refused. */
export type CallReply = { readonly answered: true; readonly answer: unknown } | { readonly answered: false; readonly error: string };

/** Whether a value is a reply at all; the host has checked the answer in it against the table of calls. */
export function isCallReply(value: unknown): value is CallReply {
  if (typeof value !== 'object' || value === null || !('answered' in value)) return false;
  return value.answered === true ? 'answer' in value : value.answered === false && 'error' in value && typeof value.error === 'string';
}
