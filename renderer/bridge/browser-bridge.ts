/** The bridge over HTTP to the browser host on this machine: calls as POST, events as a server-sent stream. */
import type { Bridge, CallAnswer, CallArgs, CallName, HostEvent } from '../../shared/ipc.ts';
import { CALL_PATH, CLIENT_HEADER, EVENTS_PATH, isCallReply } from '../../shared/ipc-wire.ts';

const HOST_GONE = '与明账后台服务的连接已断开。请回到启动它的窗口，重新运行后刷新本页；已输入的内容保留在日志中，重新打开时可恢复。';

/** What the bridge needs of the browser, so that it can be tested without one. */
export interface BrowserParts {
  fetch(path: string, init: RequestInit): Promise<Response>;
  openEvents(path: string): EventStream;
  readonly client: string;
}
export type EventStream = Pick<EventSource, 'addEventListener' | 'close'>;

export function browserBridge(parts: BrowserParts = windowParts()): Bridge {
  const listeners = new Set<(event: HostEvent) => void>();
  // Opened at once: the host takes the stream's end as the window's end, and then offers its journal for recovery.
  const stream = parts.openEvents(`${EVENTS_PATH}?client=${parts.client}`);
  stream.addEventListener('message', (message: MessageEvent<string>) => {
    const event = JSON.parse(message.data) as HostEvent;
    for (const listener of listeners) listener(event);
  });
  return {
    call: (name, args) => post(parts, name, args),
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

async function post<N extends CallName>(parts: BrowserParts, name: N, args: CallArgs<N>): Promise<CallAnswer<N>> {
  const response = await parts
    .fetch(CALL_PATH, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [CLIENT_HEADER]: parts.client },
      body: JSON.stringify({ name, args }),
    })
    .catch((cause: unknown) => {
      throw new Error(HOST_GONE, { cause });
    });
  const reply: unknown = await response.json();
  if (!isCallReply(reply)) throw new Error('the host answered with something else than a reply');
  if (!reply.answered) throw new Error(reply.error);
  // The host has checked the answer against the table; checking a large document twice would only cost time.
  return reply.answer as CallAnswer<N>;
}

function windowParts(): BrowserParts {
  return {
    fetch: (path, init) => fetch(path, init),
    openEvents: (path) => new EventSource(path),
    client: crypto.randomUUID(),
  };
}
