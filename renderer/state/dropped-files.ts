/** Files dropped on the window: a document is opened as one that has no place on the disk yet, a workbook imported. */
import { openDocument } from '../../shared/document/file.ts';
import type { Desk } from './desk.ts';
import { base64Of } from './file-bytes.ts';

export async function takeDropped(desk: Desk, name: string, bytes: Uint8Array): Promise<void> {
  if (!name.toLowerCase().endsWith('.mingzhang')) return desk.imports.read({ name, base64: base64Of(bytes) });
  const opened = openDocument(new TextDecoder().decode(bytes));
  if (opened.ok) await desk.begin(() => desk.sessions.start(opened, null, null));
  else desk.say(`${name}：${opened.problem}。请换一个文件，或拖入工作簿。`);
}
