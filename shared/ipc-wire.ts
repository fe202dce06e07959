/**
 * How a call travels. Both hosts take the same message and hand it to the same dispatch; only the carrier differs.
 *
 * Browser host: `POST /call`, body `CallMessage`, answer `CallReply`; status 200 answered, 400 malformed, 401 no launch token,
 * 403 wrong origin or host, 413 too large, 500 a bug. `GET /events?client=…` is a server-sent event stream of `HostEvent`.
 * The launch token comes in the opened address once and lives on as an HttpOnly cookie, so scripts never see it.
 * Electron: `ipcRenderer.invoke(CallChannel, CallMessage)`, answers and rejects as a promise; events on `EventChannel`.
 */
import { z } from 'zod';
import { CALLS, type CallName } from './ipc.ts';

/** The paths of the browser host. */
export const CALL_PATH = '/call';
export const EVENTS_PATH = '/events';

/** The header that names the window a call comes from; a request another site could cause can't carry it. */
export const CLIENT_HEADER = 'x-mingzhang-client';

const callNames = Object.keys(CALLS) as [CallName, ...CallName[]];

/** One call. Its arguments are checked against the table in `ipc.ts`. */
export const callMessageSchema = z.strictObject({ name: z.enum(callNames), args: z.unknown() });

/** What comes back: the answer of the call, or why it was refused. */
export const callReplySchema = z.discriminatedUnion('answered', [
  z.strictObject({ answered: z.literal(true), answer: z.unknown() }),
  z.strictObject({ answered: z.literal(false), error: z.string() }),
]);
export type CallReply = z.infer<typeof callReplySchema>;

/** Name of a window among those of one host. */
export const clientIdSchema = z.string().regex(/^[\w-]{8,64}$/);
