/** What kind of file the bytes are, judged by content and never by extension, before any parser sees them. */
import * as XLSX from '@e965/xlsx';
import { type Outcome, problem } from './import-problem.ts';
import { decodeText } from './read-delimited.ts';
import { isMhtml } from './read-mhtml.ts';
import { packedData, readZipDirectory, weighZip, type ZipEntry } from './zip-directory.ts';

/** SheetJS ships its compound-file reader untyped. */
interface CompoundStream {
  readonly content: Uint8Array;
  readonly size: number;
}
interface CompoundFiles {
  read(bytes: Buffer, options: { readonly type: 'buffer' }): object;
  find(container: object, name: string): CompoundStream | null;
}
const compoundFiles: CompoundFiles = XLSX.CFB;

export type FileKind = 'zip-workbook' | 'ole-workbook' | 'raw-workbook' | 'markup' | 'mhtml' | 'delimited';

/** Largest file and largest unpacked content that is read. A 45,000-row workbook unpacks to about 20 MB. */
export const SIZE_LIMITS = { file: 64 * 2 ** 20, unpacked: 96 * 2 ** 20 } as const;

const OLE_MAGIC = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const FILEPASS = 0x2f;

/** The kind of a file that may be read, or why it may not. */
export function inspectFile(bytes: Buffer, fileName: string): Outcome<FileKind> {
  if (bytes.length === 0) return problem('empty', fileName);
  if (bytes.length > SIZE_LIMITS.file) return problem('too-large', fileName, `文件 ${megabytes(bytes.length)} MB`);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return inspectZip(bytes, fileName);
  if (bytes.subarray(0, 8).equals(OLE_MAGIC)) return inspectOle(bytes, fileName);
  if (isRawBiff(bytes)) return { ok: true, value: 'raw-workbook' };
  return inspectText(bytes, fileName);
}

/** Files up to these sizes are read in a second or two, whatever is in them. */
const LIGHT = { file: 4 * 2 ** 20, unpacked: 16 * 2 ** 20, text: 2 ** 20 } as const;

/** Whether a file may take long or much memory to read: it is large, or in a format that can say much in few bytes, as repeated cells do. */
export function isHeavy(bytes: Buffer): boolean {
  if (bytes.length > LIGHT.file) return true;
  if (bytes.subarray(0, 8).equals(OLE_MAGIC)) return false;
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return bytes.length > LIGHT.text || /^[\xef\xbb\xbf\xff\xfe\0\s]*(?:<|mime)/iu.test(bytes.subarray(0, 200).toString('latin1'));
  const entries = readZipDirectory(bytes) ?? [];
  return entries.some(({ name }) => name === 'mimetype') || entries.reduce((sum, { unpacked }) => sum + unpacked, 0) > LIGHT.unpacked;
}

function inspectZip(bytes: Buffer, fileName: string): Outcome<FileKind> {
  const entries = readZipDirectory(bytes);
  if (entries === null) return problem('truncated', fileName);
  if (!holdsWorkbook(bytes, entries)) return problem('other-zip', fileName, describeZip(entries));
  const weight = weighZip(bytes, entries, SIZE_LIMITS.unpacked);
  if (weight === 'too-large') return problem('too-large', fileName, `展开后超过 ${megabytes(SIZE_LIMITS.unpacked)} MB`);
  return weight === 'damaged' ? problem('truncated', fileName) : { ok: true, value: 'zip-workbook' };
}

function holdsWorkbook(bytes: Buffer, entries: readonly ZipEntry[]): boolean {
  if (entries.some((entry) => entry.name === 'xl/workbook.xml' || entry.name === 'xl/workbook.bin')) return true;
  const mimetype = entries.find((entry) => entry.name === 'mimetype');
  const data = mimetype === undefined ? null : packedData(bytes, mimetype);
  return data?.toString('latin1').includes('opendocument.spreadsheet') ?? false;
}

function describeZip(entries: readonly ZipEntry[]): string {
  if (entries.some((entry) => entry.name.startsWith('word/'))) return '看来是 Word 文档';
  if (entries.some((entry) => entry.name.startsWith('ppt/'))) return '看来是演示文稿';
  const inner = entries.find((entry) => /\.(xlsx?|ods|et)$/i.test(entry.name));
  return inner === undefined ? '' : `其中有 ${inner.name}`;
}

function inspectOle(bytes: Buffer, fileName: string): Outcome<FileKind> {
  const container = readContainer(bytes);
  if (container === null) return problem('truncated', fileName);
  const stream = (name: string): CompoundStream | null => compoundFiles.find(container, name);
  if (stream('EncryptedPackage') !== null) return problem('password', fileName);
  const book = stream('Workbook') ?? stream('Book');
  if (book === null) return problem('not-workbook', fileName, stream('WordDocument') === null ? '' : '看来是 Word 文档');
  const content = Buffer.from(book.content);
  if (content.length < book.size) return problem('truncated', fileName);
  return hasPassword(content) ? problem('password', fileName) : { ok: true, value: 'ole-workbook' };
}

/** SheetJS throws on a damaged container; which way it throws says nothing, so any throw means damaged. */
function readContainer(bytes: Buffer): object | null {
  try {
    return compoundFiles.read(bytes, { type: 'buffer' });
  } catch {
    return null;
  }
}

/** FILEPASS is the second or third record of an encrypted workbook stream. */
function hasPassword(stream: Buffer): boolean {
  let at = 0;
  for (let record = 0; record < 8 && at + 4 <= stream.length; record++) {
    if (stream.readUInt16LE(at) === FILEPASS) return true;
    at += 4 + stream.readUInt16LE(at + 2);
  }
  return false;
}

/** A BIFF2–5 stream without a container begins with its BOF record. */
function isRawBiff(bytes: Buffer): boolean {
  return bytes[0] === 0x09 && [0x00, 0x02, 0x04, 0x08].includes(bytes[1] ?? -1) && [0x04, 0x06, 0x08].includes(bytes[2] ?? -1) && bytes[3] === 0;
}

function inspectText(bytes: Buffer, fileName: string): Outcome<FileKind> {
  const head = bytes.subarray(0, 8192);
  const isUtf16 = isWide(head);
  if (!isUtf16 && head.includes(0)) return problem('not-workbook', fileName);
  const start = (isUtf16 ? decodeText(head) : head.toString('latin1')).replace(/^[\u00ef\u00bb\u00bf\ufeff\s]+/u, '').toLowerCase();
  if (start.startsWith('<')) return holdsTable(start, bytes) ? { ok: true, value: 'markup' } : problem('not-workbook', fileName);
  if (isMhtml(start)) return { ok: true, value: 'mhtml' };
  const isNamedText = /\.(csv|tsv|txt)$/i.test(fileName);
  // Accounting systems write tab-separated text and call it .xls.
  const separated = start.split('\n').filter((line) => line.includes('\t')).length >= 3;
  return isNamedText || separated || isUtf16 ? { ok: true, value: 'delimited' } : problem('not-workbook', fileName);
}

/** UTF-16 begins with its byte order mark. */
function isWide(bytes: Buffer): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

/** Styles of any length may stand before the first table of a page. */
function holdsTable(start: string, bytes: Buffer): boolean {
  return start.includes('urn:schemas-microsoft-com:office:spreadsheet') || /<table/iu.test(isWide(bytes) ? decodeText(bytes) : bytes.toString('latin1'));
}

function megabytes(size: number): number {
  return Math.round(size / 2 ** 20);
}
