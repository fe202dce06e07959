/**
 * The launch token: made anew at every start, part of the one address that the user opens. It is then kept as a cookie that
 * scripts can't read and other sites can't have sent, named by the port because cookies don't tell ports apart.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export function isSameToken(given: string | null | undefined, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given ?? ''), digest(token));
}

export function tokenCookie(port: number, token: string): string {
  return `${cookieName(port)}=${token}; HttpOnly; SameSite=Strict; Path=/`;
}

/** The token that a request's cookie header brings, or null. */
export function tokenOf(cookies: string | undefined, port: number): string | null {
  for (const cookie of (cookies ?? '').split(';')) {
    const [name, value] = cookie.trim().split('=', 2);
    if (name === cookieName(port)) return value ?? null;
  }
  return null;
}

function cookieName(port: number): string {
  return `mingzhang-${port}`;
}
