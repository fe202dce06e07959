/** What a handler of the bridge is given. The table of handlers is complete by its type: a call without one does not compile. */
import type { z } from 'zod';
import type { CALLS, CallAnswer, CallName, HostEvent } from '../../shared/ipc.ts';

/** The window that made the call. */
export interface Caller {
  readonly client: string;
  send(event: HostEvent): void;
}

export type HandlerArgs<N extends CallName> = z.output<(typeof CALLS)[N]['args']>;
type Handler<N extends CallName> = (args: HandlerArgs<N>, caller: Caller) => CallAnswer<N> | Promise<CallAnswer<N>>;
export type Handlers = { readonly [N in CallName]: Handler<N> };

/** The few things in which the hosts differ. */
export interface HostParts {
  readonly kind: 'electron' | 'browser';
  choose(args: HandlerArgs<'files.choose'>): Promise<CallAnswer<'files.choose'>>;
  /** Whether the file could be shown in the system's file manager. */
  reveal(path: string): Promise<boolean>;
  /** A document was opened or saved: for the system's own list of recent documents. */
  remember(path: string): void;
  /** The file that the program was started with; null when there is none, or another window has it. */
  firstFile(): string | null;
  /** Prints the window's page through the system's dialog; absent where the page can only print itself. */
  readonly print?: (client: string) => Promise<void>;
  unsaved(client: string, state: HandlerArgs<'window.unsaved'>): void;
}
