/** Calls from the page. Electron would deliver them from any frame of any page; only the window's own main frame is answered. */
import type { CallChannel, EventChannel, HostEvent } from '../../shared/ipc.ts';
import { dispatch, RefusedCall } from '../handlers/dispatch.ts';
import type { Handlers } from '../handlers/handler.ts';
import { APP_ORIGIN } from './app-pages.ts';
import type { ContentsPart, ElectronParts, InvokeEvent } from './electron-parts.ts';

const CALL: CallChannel = 'mingzhang:call';
const EVENT: EventChannel = 'mingzhang:event';

export interface CallPeer {
  readonly contents: ContentsPart;
  /** Name of the page that is loaded now. */
  readonly client: string;
}

export function answerCalls(ipcMain: ElectronParts['ipcMain'], handlers: Handlers, peer: () => CallPeer | null, log: (error: unknown) => void): void {
  ipcMain.handle(CALL, async (event, message) => {
    const asked = peer();
    if (asked === null || !isFromPage(event, asked.contents)) throw new RefusedCall('拒绝访问：不是明账自己的页面');
    try {
      return await dispatch(handlers, message, { client: asked.client, send: (told) => sendEvent(asked.contents, told) });
    } catch (error) {
      if (!(error instanceof RefusedCall)) log(error);
      throw error;
    }
  });
}

export function sendEvent(contents: ContentsPart, event: HostEvent): void {
  if (!contents.isDestroyed()) contents.send(EVENT, event);
}

function isFromPage(event: InvokeEvent, contents: ContentsPart): boolean {
  return event.sender.id === contents.id && event.senderFrame !== null && event.senderFrame === contents.mainFrame && event.senderFrame.origin === APP_ORIGIN;
}
