/** A file dropped on the window, as bytes for the host. */
import type { ImportSource } from '../state/session.ts';

export async function readDropped(file: File): Promise<ImportSource> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return { name: file.name, base64: btoa(binary) };
}
