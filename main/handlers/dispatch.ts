/** One way in for every call of both hosts: known name, arguments by their schema, the handler, the answer by its schema. */
import { CALLS, type CallName } from '../../shared/ipc.ts';
import { callMessageSchema } from '../../shared/ipc-message.ts';
import type { Caller, HandlerArgs, Handlers } from './handler.ts';

/** The message is not a call that was agreed on. Never shown in normal use: the renderer is typed by the same table. */
export class RefusedCall extends Error {}

export async function dispatch(handlers: Handlers, message: unknown, caller: Caller): Promise<unknown> {
  const call = callMessageSchema.safeParse(message);
  if (!call.success) throw new RefusedCall('不是约定的调用');
  return run(handlers, call.data.name, call.data.args, caller);
}

async function run<N extends CallName>(handlers: Handlers, name: N, args: unknown, caller: Caller): Promise<unknown> {
  const parsed = CALLS[name].args.safeParse(args);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new RefusedCall(`${name} 的参数不符合约定：${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
  }
  // Parsed by the schema of this very name; the compiler doesn't follow that through the table.
  const answer = await handlers[name](parsed.data as HandlerArgs<N>, caller);
  return CALLS[name].answer.parse(answer);
}
