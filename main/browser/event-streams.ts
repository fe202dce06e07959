/** The open windows: one event stream each, whose end is the window's end. */
import type { ServerResponse } from 'node:http';
import type { HostEvent } from '../../shared/ipc.ts';

const HEARTBEAT = 20_000;

export interface WindowWatch {
  opened(client: string): void;
  gone(client: string): void;
}

export class EventStreams {
  private readonly streams = new Map<string, ServerResponse>();
  private readonly heartbeat: NodeJS.Timeout;

  constructor(private readonly watch: WindowWatch) {
    // A stream that only the other end knows to be dead is found out by writing to it.
    this.heartbeat = setInterval(() => {
      for (const stream of this.streams.values()) stream.write(':\n\n');
    }, HEARTBEAT).unref();
  }

  get count(): number {
    return this.streams.size;
  }

  open(client: string, response: ServerResponse): void {
    this.streams.get(client)?.end();
    this.streams.set(client, response);
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    response.write('retry: 1000\n\n');
    this.watch.opened(client);
    response.on('close', () => {
      // A reconnected window has put its new stream in the place of this one.
      if (this.streams.get(client) !== response) return;
      this.streams.delete(client);
      this.watch.gone(client);
    });
  }

  send(client: string, event: HostEvent): void {
    this.streams.get(client)?.write(`data: ${JSON.stringify(event)}\n\n`);
  }

  close(): void {
    clearInterval(this.heartbeat);
    for (const stream of this.streams.values()) stream.end();
  }
}
