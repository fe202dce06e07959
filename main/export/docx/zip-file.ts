/** Packs a Word file's parts into one. The library would do so in JavaScript, which takes longer than making the parts. */
import { crc32, deflateRawSync } from 'node:zlib';

/** A part's path and content; text is written as UTF-8. */
export type ZipPart = readonly [path: string, content: string | Uint8Array];

const LOCAL_HEADER = 0x04034b50;
const DIRECTORY_ENTRY = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
/** 2.0, the first version with deflation; and the flag of names in UTF-8. */
const VERSION = 20;
const UTF8_NAMES = 0x0800;
const DEFLATED = 8;
/** 1980-01-01, the first day of the format's calendar: when a part was made is nobody's concern. */
const DATE = 0x0021;

/** The zip file, parts in their order. */
export function zipped(parts: Iterable<ZipPart>): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, content] of parts) {
    const name = Buffer.from(path);
    const data = typeof content === 'string' ? Buffer.from(content) : content;
    const packed = deflateRawSync(data);
    const common = commonHeader(name, data, packed);
    const local = Buffer.concat([numbers([LOCAL_HEADER, 4]), common, name]);
    // No comment, first disk, no attributes; then where the part begins.
    directory.push(numbers([DIRECTORY_ENTRY, 4], [VERSION, 2]), common, numbers([0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]), name);
    files.push(local, packed);
    offset += local.length + packed.length;
  }
  const count = files.length / 2;
  const entries = Buffer.concat(directory);
  return Buffer.concat([...files, entries, numbers([END_OF_DIRECTORY, 4], [0, 2], [0, 2], [count, 2], [count, 2], [entries.length, 4], [offset, 4], [0, 2])]);
}

/** What a part's own header and its entry in the directory have in common. */
function commonHeader(name: Buffer, data: Uint8Array, packed: Buffer): Buffer {
  return numbers([VERSION, 2], [UTF8_NAMES, 2], [DEFLATED, 2], [0, 2], [DATE, 2], [crc32(data), 4], [packed.length, 4], [data.length, 4], [name.length, 2], [0, 2]);
}

/** Numbers in so many bytes each, the lowest first. */
function numbers(...list: readonly (readonly [value: number, bytes: 2 | 4])[]): Buffer {
  const buffer = Buffer.alloc(list.reduce((sum, [, bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [value, bytes] of list) at = buffer.writeUIntLE(value, at, bytes);
  return buffer;
}
