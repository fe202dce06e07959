/**
 * A TrueType font cut down to the characters of a text. Whoever paints reads the whole font anew for every piece of text, and a Chinese
 * one has ten million bytes. Glyphs keep their numbers, so that only their outlines and the index to them are written anew.
 */

/** What painting needs; rules for ligatures, whose glyphs would be lacking, and for vertical text stay behind. */
const KEPT = ['GDEF', 'GPOS', 'OS/2', 'cmap', 'head', 'hhea', 'hmtx', 'maxp', 'name', 'post'];
const DIRECTORY_ENTRY = 16;
const LONG_INDEX_FORMAT = 1;
/** Flags of a glyph that is put together of others. */
const COMPOUND = { wordArguments: 1, scale: 8, more: 32, twoScales: 64, matrix: 128 };

type Tables = ReadonlyMap<string, Buffer>;

/** The smaller font; null where this one is of a kind that is not understood. */
export function fontWithOnly(font: Buffer, text: string): Buffer | null {
  const tables = tablesOf(font);
  const [head, maxp, loca, glyf] = ['head', 'maxp', 'loca', 'glyf'].map((name) => tables.get(name));
  const cmap = wideCharacterMap(tables.get('cmap'));
  if (head === undefined || maxp === undefined || loca === undefined || glyf === undefined || cmap === null) return null;
  const isLong = head.readInt16BE(50) === LONG_INDEX_FORMAT;
  const offset = (glyph: number): number => (isLong ? loca.readUInt32BE(glyph * 4) : loca.readUInt16BE(glyph * 2) * 2);
  const outline = (glyph: number): Buffer => glyf.subarray(offset(glyph), offset(glyph + 1));
  const wanted = withParts([0, ...[...new Set(text)].map((character) => glyphOf(cmap, character.codePointAt(0) ?? 0))], outline);
  const count = maxp.readUInt16BE(4);
  const index = Buffer.alloc((count + 1) * 4);
  const outlines: Buffer[] = [];
  const offsetNow = Buffer.alloc(4);
  let at = 0;
  // Most glyphs are not wanted: up to the next one that is, all begin where it does.
  const sorted = [...wanted].sort((a, b) => a - b);
  sorted.forEach((glyph, order) => {
    const padded = padTo4(outline(glyph));
    outlines.push(padded);
    at += padded.length;
    offsetNow.writeUInt32BE(at);
    index.fill(offsetNow, (glyph + 1) * 4, ((sorted[order + 1] ?? count) + 1) * 4);
  });
  const newHead = Buffer.from(head);
  newHead.writeInt16BE(LONG_INDEX_FORMAT, 50);
  const kept = KEPT.flatMap((name) => (tables.has(name) ? [[name, tables.get(name) ?? Buffer.alloc(0)] as const] : []));
  return assembled(new Map([...kept, ['head', newHead], ['loca', index], ['glyf', Buffer.concat(outlines)]]));
}

function tablesOf(font: Buffer): Tables {
  const count = font.readUInt16BE(4);
  return new Map(Array.from({ length: count }, (_none, at) => {
    const entry = 12 + at * DIRECTORY_ENTRY;
    const start = font.readUInt32BE(entry + 8);
    return [font.toString('latin1', entry, entry + 4), font.subarray(start, start + font.readUInt32BE(entry + 12))] as const;
  }));
}

/** The subtable of format 12, which knows every character of Unicode. */
function wideCharacterMap(cmap: Buffer | undefined): Buffer | null {
  const count = cmap?.readUInt16BE(2) ?? 0;
  for (let at = 0; cmap !== undefined && at < count; at++) {
    const subtable = cmap.subarray(cmap.readUInt32BE(4 + at * 8 + 4));
    if (subtable.readUInt16BE(0) === 12) return subtable;
  }
  return null;
}

function glyphOf(map: Buffer, character: number): number {
  let [low, high] = [0, map.readUInt32BE(12) - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const group = 16 + middle * 12;
    const first = map.readUInt32BE(group);
    if (character < first) high = middle - 1;
    else if (character > map.readUInt32BE(group + 4)) low = middle + 1;
    else return map.readUInt32BE(group + 8) + character - first;
  }
  return 0;
}

/** The glyphs and those that they are put together of. */
function withParts(glyphs: readonly number[], outline: (glyph: number) => Buffer): ReadonlySet<number> {
  const found = new Set<number>();
  const queue = [...glyphs];
  for (let glyph = queue.pop(); glyph !== undefined; glyph = queue.pop()) {
    if (found.has(glyph)) continue;
    found.add(glyph);
    queue.push(...partsOf(outline(glyph)));
  }
  return found;
}

function partsOf(outline: Buffer): readonly number[] {
  if (outline.length < 10 || outline.readInt16BE(0) >= 0) return [];
  const parts: number[] = [];
  let at = 10;
  for (let flags = COMPOUND.more; (flags & COMPOUND.more) !== 0; ) {
    flags = outline.readUInt16BE(at);
    parts.push(outline.readUInt16BE(at + 2));
    at += partSize(flags);
  }
  return parts;
}

/** Bytes of one part: flags and glyph, where it is put, how it is scaled. */
function partSize(flags: number): number {
  const place = (flags & COMPOUND.wordArguments) !== 0 ? 4 : 2;
  if ((flags & COMPOUND.matrix) !== 0) return 4 + place + 8;
  if ((flags & COMPOUND.twoScales) !== 0) return 4 + place + 4;
  return 4 + place + ((flags & COMPOUND.scale) !== 0 ? 2 : 0);
}

/** Without checksums: nobody who paints looks at them. */
function assembled(tables: Tables): Buffer {
  const sorted = [...tables].sort(([a], [b]) => (a < b ? -1 : 1));
  const directory = Buffer.alloc(12 + sorted.length * DIRECTORY_ENTRY);
  directory.writeUInt32BE(0x00010000, 0);
  directory.writeUInt16BE(sorted.length, 4);
  const parts: Buffer[] = [directory];
  let at = directory.length;
  sorted.forEach(([name, table], index) => {
    const entry = 12 + index * DIRECTORY_ENTRY;
    directory.write(name, entry, 'latin1');
    directory.writeUInt32BE(at, entry + 8);
    directory.writeUInt32BE(table.length, entry + 12);
    const padded = padTo4(table);
    parts.push(padded);
    at += padded.length;
  });
  return Buffer.concat(parts);
}

function padTo4(bytes: Buffer): Buffer {
  return bytes.length % 4 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(4 - (bytes.length % 4))]);
}
