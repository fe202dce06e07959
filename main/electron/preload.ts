/** The only bridge between the page and the program: calls in, events out, nothing of Electron itself. */
import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge, BridgeHolder, CallAnswer, CallChannel, CallName, EventChannel, HostEvent } from '../../shared/ipc.ts';

const CALL: CallChannel = 'mingzhang:call';
const EVENT: EventChannel = 'mingzhang:event';
const KEY: keyof BridgeHolder = 'mingzhang';

const bridge: Bridge = {
  call: <N extends CallName>(name: N, args: unknown) => ipcRenderer.invoke(CALL, { name, args }) as Promise<CallAnswer<N>>,
  listen: (listener) => {
    const hear = (_event: unknown, event: HostEvent): void => listener(event);
    ipcRenderer.on(EVENT, hear);
    return () => void ipcRenderer.removeListener(EVENT, hear);
  },
};

contextBridge.exposeInMainWorld(KEY, bridge);
