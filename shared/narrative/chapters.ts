/**
 * The texts that a template set writes: the chapters of 概况 and of the 情况说明, each a list of sentences, and the terms of 名词解释;
 * read from its YAML and checked sentence by sentence.
 */
import { z } from 'zod';
import { type Expression, FormulaSyntaxError, type Loop } from '../formula/syntax.ts';
import { parseSentence, type Phrases, type SentenceNode } from './sentence.ts';

const chapterSchema = z.strictObject({
  title: z.string(),
  /** Identity of the chapter; in the 情况说明 the role of the section that audits it, see `schema.ts`. */
  role: z.string(),
  level: z.union([z.literal(1), z.literal(2)]).default(1),
  text: z.array(z.string()).default([]),
});

export const narrativeTextFileSchema = z.strictObject({
  phrases: z.record(z.string(), z.strictObject({ parameters: z.array(z.string()), text: z.string() })).default({}),
  /** 概况. Its fields are named 概况.…: such texts stay when a document is rolled to the next year. */
  overview: z.array(chapterSchema).default([]),
  /** 情况说明. */
  chapters: z.array(chapterSchema),
});

export const glossaryFileSchema = z.strictObject({
  terms: z.array(
    z.strictObject({
      term: z.string().min(1),
      /** The explanation, a sentence. */
      says: z.string(),
      /** Explained where this holds, whether or not the text uses the word. */
      when: z.string().optional(),
      /** Words whose occurrence in the report's text calls for the explanation; the term itself where absent, nothing where empty. */
      words: z.array(z.string().min(1)).optional(),
      /** The form explains it in any case. */
      always: z.boolean().default(false),
    }),
  ),
});

export interface NarrativeChapter {
  readonly title: readonly SentenceNode[];
  readonly role: string;
  readonly level: 1 | 2;
  readonly paragraphs: readonly (readonly SentenceNode[])[];
}

/** A term of the library 名词解释. */
export interface GlossaryTerm {
  readonly term: string;
  readonly says: readonly SentenceNode[];
  readonly when: Expression | null;
  readonly words: readonly string[];
  readonly isAlways: boolean;
}

export interface NarrativeText {
  readonly phrases: Phrases;
  readonly overview: readonly NarrativeChapter[];
  readonly chapters: readonly NarrativeChapter[];
  readonly terms: readonly GlossaryTerm[];
}

type Path = readonly (string | number)[];

/** Reads the sentences of a file. A sentence that can't be read is reported with its path in the file and the offset in its text. */
export class SentenceReader {
  constructor(
    private readonly phrases: Phrases,
    /** Throws `FormulaSyntaxError` for a formula that means nothing in the set. */
    private readonly approve: (formula: Expression | Loop) => void,
    private readonly report: (path: Path, message: string) => void,
  ) {}

  sentence(source: string, path: Path): readonly SentenceNode[] {
    try {
      return parseSentence(source, { phrases: this.phrases, approve: this.approve });
    } catch (error) {
      if (!(error instanceof FormulaSyntaxError)) throw error;
      this.report(path, `${error.message}（第 ${error.at + 1} 字）`);
      return [];
    }
  }

  chapters(list: readonly z.infer<typeof chapterSchema>[], at: string): readonly NarrativeChapter[] {
    return list.map(({ title, role, level, text }, index) => ({
      role, level, title: this.sentence(title, [at, index, 'title']), paragraphs: text.map((one, place) => this.sentence(one, [at, index, 'text', place])),
    }));
  }

  terms({ terms }: z.infer<typeof glossaryFileSchema>): readonly GlossaryTerm[] {
    return terms.map(({ term, says, when, words, always }, index) => ({
      term, says: this.sentence(says, ['terms', index, 'says']), words: words ?? [term], isAlways: always,
      when: when === undefined ? null : this.condition(when, ['terms', index, 'when']),
    }));
  }

  private condition(formula: string, path: Path): Expression | null {
    const [node] = this.sentence(`{若 ${formula}：是}`, path);
    return node?.kind === 'choose' ? (node.branches[0]?.when ?? null) : null;
  }
}
