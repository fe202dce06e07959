/** What a host takes for a call, and for the name of the window that makes it. */
import { z } from 'zod';
import { CALLS, type CallName } from './ipc.ts';

const callNames = Object.keys(CALLS) as [CallName, ...CallName[]];

/** One call. Its arguments are checked against the table in `ipc.ts`. */
export const callMessageSchema = z.strictObject({ name: z.enum(callNames), args: z.unknown() });

/** Name of a window among those of one host. */
export const clientIdSchema = z.string().regex(/^[\w-]{8,64}$/);
