/**
 * A head start for the host: what every window begins with is asked for at once, and the file it was started with is opened, while
 * the window's own code is still being read. Each answer that came early goes to the first call that asks for it.
 */
import type { Bridge, CallAnswer, CallArgs, CallName, HostEvent } from '../../shared/ipc.ts';

export function headStart(bridge: Bridge): Bridge {
  const early = new Map<string, Promise<unknown>>();
  const ask = <N extends CallName>(name: N, args: CallArgs<N>): Promise<CallAnswer<N>> => {
    const answer = bridge.call(name, args);
    // Whoever asks for it hears of a failure.
    answer.catch(() => undefined);
    early.set(keyOf(name, args), answer);
    return answer;
  };
  const opened = ask('window.ready', {}).then(({ open }) => (open === null ? null : ask('document.open', { path: open })));
  opened.catch(() => undefined);
  ask('templates.read', {});
  ask('settings.read', {});
  ask('app.info', {});
  return {
    call<N extends CallName>(name: N, args: CallArgs<N>) {
      const key = keyOf(name, args);
      const answer = early.get(key);
      early.delete(key);
      return answer === undefined ? bridge.call(name, args) : (answer as Promise<CallAnswer<N>>);
    },
    listen: heldBack(bridge),
  };
}

/** What the host tells before anyone listens is kept for the first who does. */
function heldBack(bridge: Bridge): Bridge['listen'] {
  let held: HostEvent[] | null = [];
  const stop = bridge.listen((event) => held?.push(event));
  return (listener) => {
    const unlisten = bridge.listen(listener);
    stop();
    for (const event of held ?? []) listener(event);
    held = null;
    return unlisten;
  };
}

function keyOf(name: CallName, args: unknown): string {
  return `${name} ${JSON.stringify(args)}`;
}
