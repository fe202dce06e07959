/** Reads a JSON body up to a limit, and no byte beyond. */
import type { IncomingMessage } from 'node:http';

/** A workbook at the import limit (64 MB) as base64, and room for the rest. */
const BODY_LIMIT = 96 * 2 ** 20;

export type Body = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly status: 400 | 413 | 415; readonly error: string };

export async function readJson(request: IncomingMessage, limit: number = BODY_LIMIT): Promise<Body> {
  if (!/^application\/json\b/u.test(request.headers['content-type'] ?? '')) return { ok: false, status: 415, error: '请求须为 JSON' };
  if (Number(request.headers['content-length'] ?? 0) > limit) return tooLarge();
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > limit) return tooLarge();
    parts.push(part);
  }
  try {
    return { ok: true, value: JSON.parse(Buffer.concat(parts).toString('utf8')) };
  } catch {
    return { ok: false, status: 400, error: '请求内容无法解析' };
  }
}

function tooLarge(): Body {
  return { ok: false, status: 413, error: '内容过大，未接收。请改用“导入”从磁盘选择文件' };
}
