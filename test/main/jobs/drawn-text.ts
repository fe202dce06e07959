/**
 * Reads the preview's drawn pages, whose text is glyphs without characters. Which glyph is which digit is learnt from figures whose text
 * is known: every figure that leads to a cell is drawn right before its link.
 */
import { cellLink } from '../../../shared/report/cell-link.ts';
import type { CellRef } from '../../../shared/document/document.ts';

type Alphabet = ReadonlyMap<string, string>;

const TEXT = /<g class="typst-text"[^>]*>((?:\s*<use[^>]*>)*)\s*<\/g>/gu;
const LINKED = /<g class="typst-text"[^>]*>((?:\s*<use[^>]*>)*)\s*<\/g>\s*<a (?:transform="[^"]*" )?href="(cell:[^"]+)"/gu;

/** Glyphs by the characters that they draw, as far as the figures of these pages tell. */
export function learnGlyphs(pages: readonly string[], figures: readonly { readonly cell: CellRef; readonly text: string }[]): Alphabet {
  const known = new Map<string, Set<string>>();
  for (const { cell, text } of figures) known.set(cellLink(cell), (known.get(cellLink(cell)) ?? new Set()).add(text));
  const alphabet = new Map<string, string>();
  for (const [, drawn = '', link = ''] of pages.flatMap((page) => [...page.matchAll(LINKED)])) {
    const glyphs = glyphsOf(drawn);
    const texts = [...(known.get(link) ?? [])].filter((text) => text.length === glyphs.length);
    // One cell stands in several places in several forms: only what can't be mistaken teaches.
    if (texts.length !== 1) continue;
    glyphs.forEach((glyph, at) => {
      const character = texts[0]?.[at] ?? '';
      if ((alphabet.get(glyph) ?? character) !== character) throw new Error(`one glyph for ${alphabet.get(glyph)} and ${character}`);
      alphabet.set(glyph, character);
    });
  }
  return alphabet;
}

/** What the pages show, a line for each piece of text, with □ for what is no part of a figure; charts are drawn with characters. */
export function drawnText(pages: readonly string[], alphabet: Alphabet): string {
  return pages.flatMap((page) => [
    ...[...page.matchAll(TEXT)].map(([, drawn = '']) => glyphsOf(drawn).map((glyph) => alphabet.get(glyph) ?? '□').join('')),
    ...[...page.matchAll(/data:image\/svg\+xml;base64,([^"]+)/gu)].map(([, data = '']) => Buffer.from(data, 'base64').toString('utf8').replace(/<[^>]*>/gu, '\n')),
  ]).join('\n');
}

function glyphsOf(drawn: string): readonly string[] {
  return [...drawn.matchAll(/xlink:href="#([^"]+)"/gu)].map(([, glyph = '']) => glyph);
}
