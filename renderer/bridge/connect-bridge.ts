/** The bridge of whichever host is behind: Electron's preload puts one on the window, otherwise it is the browser host. */
import type { Bridge, BridgeHolder } from '../../shared/ipc.ts';
import { browserBridge } from './browser-bridge.ts';

export function connectBridge(holder: BridgeHolder = globalThis as BridgeHolder): Bridge {
  return holder.mingzhang ?? browserBridge();
}
