/** The 情况说明 that a template set writes: chapters in order, each a list of sentences; read from its YAML and checked sentence by sentence. */
import { z } from 'zod';
import { FormulaSyntaxError } from '../formula/syntax.ts';
import { parseSentence, type Phrases, type SentenceNode } from './sentence.ts';

export const narrativeTextFileSchema = z.strictObject({
  phrases: z.record(z.string(), z.strictObject({ parameters: z.array(z.string()), text: z.string() })).default({}),
  chapters: z.array(
    z.strictObject({
      title: z.string(),
      /** Role of the section that audits this chapter, see `schema.ts`. */
      role: z.string(),
      level: z.union([z.literal(1), z.literal(2)]).default(1),
      text: z.array(z.string()).default([]),
    }),
  ),
});

export interface NarrativeChapter {
  readonly title: readonly SentenceNode[];
  readonly role: string;
  readonly level: 1 | 2;
  readonly paragraphs: readonly (readonly SentenceNode[])[];
}

export interface NarrativeText {
  readonly phrases: Phrases;
  readonly chapters: readonly NarrativeChapter[];
}

/** Reads the chapters; a sentence that can't be read is reported with its path in the file and the offset in its text. */
export function readChapters(file: z.infer<typeof narrativeTextFileSchema>, report: (path: readonly (string | number)[], at: number, message: string) => void): NarrativeText {
  const sentence = (source: string, path: readonly (string | number)[]): readonly SentenceNode[] => {
    try {
      return parseSentence(source, file.phrases);
    } catch (error) {
      if (!(error instanceof FormulaSyntaxError)) throw error;
      report(path, error.at, error.message);
      return [];
    }
  };
  return {
    phrases: file.phrases,
    chapters: file.chapters.map((chapter, index) => ({
      title: sentence(chapter.title, ['chapters', index, 'title']), role: chapter.role, level: chapter.level,
      paragraphs: chapter.text.map((text, at) => sentence(text, ['chapters', index, 'text', at])),
    })),
  };
}
