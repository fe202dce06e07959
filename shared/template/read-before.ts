/**
 * What the shipped template files say, as the build has read them: parsing YAML takes longer than all else that a set needs. It goes
 * beside the texts as one more file. A content holds for the very text that it was read from and for no other, so that a file which
 * has been changed since, or is another's, is parsed as ever.
 */
import { z } from 'zod';
import { YamlSource } from './yaml-source.ts';

/** Name of the file among the texts of the sets. */
export const READ_BEFORE = 'read-before.json';

type Texts = Readonly<Record<string, string>>;

const filesSchema = z.record(z.string(), z.object({ text: z.string(), value: z.unknown() }));

/** The file, for the texts of the sets by path. Texts with mistakes are left out: they are to be parsed and reported. */
export function readBefore(texts: Texts): string {
  const read = Object.entries(texts).map(([path, text]) => ({ path, text, source: new YamlSource(text) }));
  return JSON.stringify(Object.fromEntries(read.filter(({ source }) => source.mistakes.length === 0).map(({ path, text, source: { value } }) => [path, { text, value }])));
}

/** The files among `texts` that were read before, by path. */
export function sourcesReadBefore(texts: Texts): Map<string, YamlSource> {
  const kept = texts[READ_BEFORE];
  if (kept === undefined) return new Map();
  const files = Object.entries(filesSchema.parse(JSON.parse(kept)));
  return new Map(files.filter(([path, { text }]) => texts[path] === text).map(([path, { text, value }]) => [path, new YamlSource(text, value)]));
}
