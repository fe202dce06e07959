/** Format migrations: one function per step `vN → vN+1`, applied in order. Version 1 is the first, so the list is empty. */
import { FORMAT_VERSION } from './document.ts';

type Migration = (document: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** `migrations[0]` turns version 1 into version 2, and so on. */
const migrations: readonly Migration[] = [];

/** The raw value in the current format version, or why it can't be brought there. */
export function migrate(raw: unknown): { readonly ok: true; readonly value: Readonly<Record<string, unknown>> } | { readonly ok: false; readonly problem: string } {
  if (typeof raw !== 'object' || raw === null || !('format' in raw) || raw.format !== 'mingzhang' || !('version' in raw)) {
    return { ok: false, problem: '不是明账文档（缺少格式标记）' };
  }
  const version = raw.version;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return { ok: false, problem: '文档的格式版本无效' };
  }
  if (version > FORMAT_VERSION) {
    return { ok: false, problem: `文档由更新版本的明账保存（格式版本 ${version}），请升级明账后再打开` };
  }
  let value = raw as Readonly<Record<string, unknown>>;
  for (let step = version; step < FORMAT_VERSION; step++) {
    value = { ...migrations[step - 1]?.(value), version: step + 1 };
  }
  return { ok: true, value };
}
