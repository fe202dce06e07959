/** Web pages saved as one file (.mht, often named .xls): the tables of their HTML parts, as one page. */
import { decodeText } from './read-delimited.ts';

/** Whether a text begins as such a file does. */
export function isMhtml(start: string): boolean {
  return /^(?:[\w-]+:[^\n]*\n)*mime-version:\s*1\.0/iu.test(start.replaceAll('\r', ''));
}

/** The HTML of all parts that hold tables, one behind the other. */
export function readMhtml(bytes: Buffer): string {
  const text = bytes.toString('latin1');
  const boundary = /boundary="?([^"\r\n;]{1,100})"?/iu.exec(text)?.[1];
  const parts = boundary === undefined ? [text] : text.split(`--${boundary}`);
  return parts.map(readPart).filter((part) => /<table/iu.test(part)).join('\n');
}

function readPart(part: string): string {
  const [, head = '', body = ''] = /^\r?\n?([\s\S]*?)\r?\n\r?\n([\s\S]*)$/u.exec(part) ?? [];
  if (!/content-type:\s*text\/html/iu.test(head)) return '';
  const encoding = /content-transfer-encoding:\s*([\w-]+)/iu.exec(head)?.[1]?.toLowerCase();
  if (encoding === 'base64') return decodeText(Buffer.from(body, 'base64'));
  return decodeText(Buffer.from(encoding === 'quoted-printable' ? unquoted(body) : body, 'latin1'));
}

function unquoted(body: string): string {
  return body.replace(/=\r?\n/gu, '').replace(/=([0-9A-F]{2})/giu, (_code, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
