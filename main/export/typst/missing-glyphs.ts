/**
 * Characters that no font on this machine has, so that a rare name such as 䶮 never turns into a box unnoticed. PDF/A forbids
 * such boxes: a trial export of the characters alone tells. Each character is tried once in a compiler's life.
 */
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { familyList } from './font-choice.ts';
import { compiled, unshowable } from './typst-outcome.ts';

/** Always in the bundled fonts: ASCII. */
const PLAIN = /^[\n -~]$/u;

const MOST_SEEN = 500;

export class GlyphCheck {
  private readonly known = new Map<string, boolean>();
  private readonly seen = new Map<string, readonly string[]>();

  constructor(
    private readonly compiler: NodeCompiler,
    private readonly families: readonly string[],
  ) {}

  /** Characters of the texts that can't be shown. */
  missingIn(texts: readonly string[]): readonly string[] {
    const characters = [...new Set(texts.flatMap((text) => this.charactersOf(text)))];
    const fresh = characters.filter((character) => !this.known.has(character));
    if (fresh.length > 0) {
      const missing = new Set(this.tried(fresh));
      for (const character of fresh) this.known.set(character, !missing.has(character));
    }
    return characters.filter((character) => this.known.get(character) === false);
  }

  /** Texts that were looked through a moment ago are mostly the same ones. */
  private charactersOf(text: string): readonly string[] {
    const known = this.seen.get(text);
    if (known !== undefined) return known;
    const characters = [...new Set(text)].filter((character) => !PLAIN.test(character));
    if (this.seen.size >= MOST_SEEN) this.seen.clear();
    this.seen.set(text, characters);
    return characters;
  }

  private tried(characters: readonly string[]): readonly string[] {
    // By code point: no character needs escaping then.
    const codes = characters.map((character) => character.codePointAt(0));
    const source = `#set text(font: ${familyList(this.families)})\n#for code in (${codes.join(', ')},) { box(str.from-unicode(code)) + parbreak() }`;
    const { document } = compiled(this.compiler, source);
    try {
      this.compiler.pdf(document, { pdfStandard: 'a-2b', pdfTags: false });
      return [];
    } catch (error) {
      const texts = unshowable(error);
      if (texts === null) throw error;
      return texts.flatMap((text) => [...text]);
    }
  }
}
