/** What pages may ask of the system: the clipboard, for the program's own page. Everything else is denied without asking. */
import { isOwnAddress } from './app-pages.ts';
import type { ContentsPart, SessionPart } from './electron-parts.ts';

const GRANTED = ['clipboard-read', 'clipboard-sanitized-write'];

/** Addresses that stay inside the program. */
const INSIDE = ['blob:', 'data:', 'devtools:'];

export function guardSession(session: SessionPart): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => answer(GRANTED.includes(permission) && isOwnAddress(details.requestingUrl ?? '')));
  session.setPermissionCheckHandler((_contents, permission, origin) => GRANTED.includes(permission) && isOwnAddress(origin));
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isOwnAddress(url) && !INSIDE.some((scheme) => url.startsWith(scheme)) }));
  session.on('will-download', (event) => event.preventDefault());
}

/** The window shows the program's page and stays there; it opens no others. */
export function guardContents(contents: ContentsPart): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-navigate', (event) => {
    if (!isOwnAddress(event.url)) event.preventDefault();
  });
}
