/**
 * Writes the report's texts: sentences of the template, or the user's own words where a paragraph was rewritten, taken out or added,
 * with their figures as structured runs, so that the editor, the checks and the renderers all know which cells a figure comes from.
 * Nothing here is stored; it is always derived.
 */
import type { Engine } from '../formula/engine.ts';
import type { NarrativeChapter, NarrativeText } from './chapters.ts';
import type { SentenceNode } from './sentence.ts';
import { anchorOf, paragraphTextKey } from '../document/text-keys.ts';
import { type Place, type Run, TOP, withoutRepeatedGaps, Writer } from './writer.ts';

/** Whose words a paragraph is: the template's, the user's in its place, the template's taken out, or the user's beside them. */
export type ParagraphState = 'written' | 'rewritten' | 'removed' | 'added';

export interface WrittenParagraph {
  /** Identity of the paragraph: its chapter, place in the template and loop item, for what the user puts in its place. */
  readonly key: string;
  readonly runs: readonly Run[];
  readonly state: ParagraphState;
  /** What the template writes here; nothing for the user's additions. */
  readonly template: readonly Run[];
}

export interface WrittenChapter {
  readonly title: string;
  readonly role: string;
  /** 1 for 一、, 2 for （一）. */
  readonly level: 1 | 2;
  readonly paragraphs: readonly WrittenParagraph[];
}

/** The whole 情况说明 of the engine's document. */
export function writeNarrative(engine: Engine, text: NarrativeText): readonly WrittenChapter[] {
  return writeChapters(engine, text, text.chapters);
}

/** 概况. */
export function writeOverview(engine: Engine, text: NarrativeText): readonly WrittenChapter[] {
  return writeChapters(engine, text, text.overview);
}

/** How many reasons, fields and figures of the texts are still to be given. */
export function unfilled(chapters: readonly WrittenChapter[]): number {
  return openRuns(chapters.flatMap(printedParagraphs).flatMap((paragraph) => paragraph.runs));
}

/** How many of these runs are still to be given. */
export function openRuns(runs: readonly Run[]): number {
  return runs.filter((run) => run.kind === 'gap' || (run.kind === 'input' && run.text === '')).length;
}

/** The paragraphs of a chapter that go to paper. */
export function printedParagraphs(chapter: WrittenChapter): readonly WrittenParagraph[] {
  return chapter.paragraphs.filter(({ state }) => state !== 'removed');
}

/** The user's paragraphs for items that the figures leave out at present: kept, to stand again once the item has figures. */
export function idleParagraphs(texts: Readonly<Record<string, string>>, chapters: readonly WrittenChapter[]): readonly { readonly key: string; readonly words: string }[] {
  const shown = new Set(chapters.flatMap(({ paragraphs }) => paragraphs.map(({ key }) => paragraphTextKey(key))));
  const prefixes = chapters.map(({ role }) => paragraphTextKey(`${role}.`));
  const idle = Object.entries(texts).filter(([key, words]) => words !== '' && !shown.has(key) && prefixes.some((prefix) => key.startsWith(prefix)));
  return idle.map(([key, words]) => ({ key: paragraphOf(key), words }));
}

/** A paragraph in the sentence language, its figures in braces: what rewriting it begins with. */
export function sourceOf(runs: readonly Run[]): string {
  return runs.map((run) => run.source ?? run.text).join('');
}

function writeChapters(engine: Engine, text: NarrativeText, chapters: readonly NarrativeChapter[]): readonly WrittenChapter[] {
  const writer = new Writer(engine, text.phrases);
  const texts = engine.document.texts ?? {};
  return chapters.map(({ title, role, level, paragraphs }) => {
    const drafts = paragraphs.flatMap((nodes, index) => draft(writer, nodes, `${role}.${index + 1}`));
    const own = drafts.flatMap((one) => withOwnWords(writer, one, texts[paragraphTextKey(one.key)]));
    return { title: writer.runs(title, TOP).map((run) => run.text).join(''), role, level, paragraphs: withAdditions(writer, role, own, texts) };
  });
}

interface Draft {
  readonly key: string;
  readonly place: Place;
  readonly runs: readonly Run[];
}

/** A sentence that loops over items gives a paragraph for each, known by the item, not by its place. */
function draft(writer: Writer, nodes: readonly SentenceNode[], key: string): readonly Draft[] {
  const drafts: { key: string; place: Place; runs: Run[] }[] = [{ key, place: TOP, runs: [] }];
  const seen = new Map<string, number>([[key, 1]]);
  for (const piece of withoutRepeatedGaps(writer.pieces(nodes, TOP))) {
    if (piece.kind !== 'break') {
      drafts.at(-1)?.runs.push(piece);
      continue;
    }
    const own = `${key}${piece.place.suffix}`;
    const count = (seen.get(own) ?? 0) + 1;
    seen.set(own, count);
    drafts.push({ key: count === 1 ? own : `${own}#${count}`, place: piece.place, runs: [] });
  }
  return drafts;
}

/** A paragraph that the figures leave empty is none, unless the user has put words there. */
function withOwnWords(writer: Writer, { key, place, runs }: Draft, own: string | undefined): readonly WrittenParagraph[] {
  if (own === undefined) return runs.length === 0 ? [] : [{ key, runs, state: 'written', template: runs }];
  if (own === '') return runs.length === 0 ? [] : [{ key, runs, state: 'removed', template: runs }];
  return [{ key, runs: writer.ownRuns(own, place.ordinal), state: 'rewritten', template: runs }];
}

/** Puts the user's added paragraphs after those they were added to; where such a one is gone, at the end of the chapter. */
function withAdditions(writer: Writer, role: string, paragraphs: readonly WrittenParagraph[], texts: Readonly<Record<string, string>>): readonly WrittenParagraph[] {
  const prefix = paragraphTextKey(`${role}.`);
  const keys = Object.keys(texts).filter((key) => key.startsWith(prefix) && key.includes('+') && texts[key] !== '').map(paragraphOf);
  if (keys.length === 0) return paragraphs;
  const left = new Set(keys.sort(byNumber));
  const take = (key: string): WrittenParagraph => {
    left.delete(key);
    return { key, runs: writer.ownRuns(texts[paragraphTextKey(key)] ?? ''), state: 'added', template: [] };
  };
  const after = (anchor: string): readonly WrittenParagraph[] => [...left].filter((key) => anchorOf(key) === anchor).flatMap((key) => [take(key), ...after(key)]);
  const placed = [...after(`${role}.0`), ...paragraphs.flatMap((paragraph) => [paragraph, ...after(paragraph.key)])];
  return [...placed, ...[...left].flatMap((key) => (left.has(key) ? [take(key), ...after(key)] : []))];
}

/** The paragraph that a text's key names. */
function paragraphOf(textKey: string): string {
  return textKey.slice(paragraphTextKey('').length);
}

function byNumber(a: string, b: string): number {
  return Number(a.slice(a.lastIndexOf('+') + 1)) - Number(b.slice(b.lastIndexOf('+') + 1)) || (a < b ? -1 : 1);
}
