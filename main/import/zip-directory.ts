/** The list of parts of a zip file, and a check that unpacking it stays within bounds: nothing is unpacked on trust. */
import { inflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly unpacked: number;
  /** Where its local header begins. */
  readonly offset: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const DEFLATED = 8;

/** The zip's directory, or null where the file is cut short or damaged. */
export function readZipDirectory(bytes: Buffer): readonly ZipEntry[] | null {
  const end = findEnd(bytes);
  if (end < 0) return null;
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) return null;
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/'),
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/** What unpacking would lead to: within the limit, over it, or not possible. A part that unpacks to more than it declares is a bomb. */
export function weighZip(bytes: Buffer, entries: readonly ZipEntry[], limit: number): 'fits' | 'too-large' | 'damaged' {
  const declared = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
  if (declared > limit) return 'too-large';
  for (const entry of entries) {
    const data = packedData(bytes, entry);
    if (data === null) return 'damaged';
    if (entry.method !== DEFLATED) continue;
    try {
      inflateRawSync(data, { maxOutputLength: Math.max(entry.unpacked, 1) });
    } catch (error) {
      return error instanceof RangeError ? 'too-large' : 'damaged';
    }
  }
  return 'fits';
}

/** An entry's bytes as they lie in the file; null where the file ends before them. */
export function packedData(bytes: Buffer, entry: ZipEntry): Buffer | null {
  const { offset } = entry;
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== LOCAL_HEADER) return null;
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const end = start + entry.packed;
  return end > bytes.length ? null : bytes.subarray(start, end);
}

/** The end record stands within the last 64 KiB, before a comment of any length. */
function findEnd(bytes: Buffer): number {
  const lowest = Math.max(0, bytes.length - 22 - 0xffff);
  for (let at = bytes.length - 22; at >= lowest; at--) {
    if (bytes.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  return -1;
}
