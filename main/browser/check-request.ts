/** Whether a request comes from the program's own page. Any page the user visits can reach this port; none of them passes here. */
import type { IncomingMessage } from 'node:http';
import { isSameToken, tokenOf } from './launch-token.ts';

export interface Door {
  readonly port: number;
  readonly token: string;
}
export interface Refusal {
  readonly status: 401 | 403;
  readonly error: string;
}

export function originOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}

/** Host and origin. A name that was made to point here (DNS rebinding) shows in the host, another site's page in the origin. */
export function refuseForeign(request: IncomingMessage, door: Door): Refusal | null {
  const { host, origin } = request.headers;
  if (host !== `127.0.0.1:${door.port}`) return { status: 403, error: '拒绝访问：主机名不符' };
  if (origin !== undefined && origin !== originOf(door.port)) return { status: 403, error: '拒绝访问：来源不符' };
  if (origin === undefined && request.method === 'POST') return { status: 403, error: '拒绝访问：没有来源' };
  const site = request.headers['sec-fetch-site'];
  // A link to the start address from a terminal or a mail is a navigation without a site of its own.
  const isOwn = site === undefined || site === 'same-origin' || site === 'none';
  return isOwn ? null : { status: 403, error: '拒绝访问：来自其他网站' };
}

export function refuseStranger(request: IncomingMessage, door: Door): Refusal | null {
  const isKnown = isSameToken(tokenOf(request.headers.cookie, door.port), door.token);
  return isKnown ? null : { status: 401, error: '请从启动明账的窗口中打开完整的网址（含启动口令），不要直接输入地址' };
}
