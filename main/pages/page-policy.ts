/**
 * What the program's pages may do, the same in both hosts: their own scripts, styles and data, nothing from elsewhere. Style
 * elements need the nonce of the page (AG Grid writes some); style attributes are free, as charts and previews are made of them.
 */

/** Stands in the built page for the nonce of this very load. */
export const NONCE_PLACEHOLDER = '__CSP_NONCE__';

export interface Policy {
  readonly nonce: string;
  /** Vite's dev server: its page has an inline script, under the same nonce, and a web socket of its own. */
  readonly isDevelopment: boolean;
}

export function pageHeaders({ nonce, isDevelopment }: Policy): Readonly<Record<string, string>> {
  const rules = [
    "default-src 'none'",
    `script-src 'self'${isDevelopment ? ` 'nonce-${nonce}'` : ''}`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src 'self'${isDevelopment ? ' ws://127.0.0.1:*' : ''}`,
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'content-security-policy': rules.join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=()',
  };
}
