/** Files dropped on the window: a document is opened as one that has no place on the disk yet, a workbook imported, several are units to be added up. */
import { openDocument } from '../../shared/document/file.ts';
import type { Desk } from './desk.ts';
import { base64Of, textOfBase64 } from './file-bytes.ts';
import { mergeUnits } from './merge-board.ts';
import { isDocumentName } from './session.ts';

interface DroppedFile {
  readonly name: string;
  readonly base64: string;
}

export async function takeDropped(desk: Desk, files: readonly File[]): Promise<void> {
  const dropped = await Promise.all(files.map(async (file): Promise<DroppedFile> => ({ name: file.name, base64: base64Of(new Uint8Array(await file.arrayBuffer())) })));
  const { task } = desk.snapshot();
  const [first, ...others] = dropped;
  if (first === undefined) return;
  if (task?.kind === 'merge') await task.board.add(dropped);
  else if (others.length > 0) await mergeUnits(desk, dropped);
  else if (isDocumentName(first.name)) await openDropped(desk, first);
  else await desk.imports.read(first);
}

async function openDropped(desk: Desk, { name, base64 }: DroppedFile): Promise<void> {
  const opened = openDocument(textOfBase64(base64));
  if (opened.ok) await desk.begin(() => desk.sessions.start(opened, null, null));
  else desk.say(`${name}：${opened.problem}。请换一个文件，或拖入工作簿。`);
}
