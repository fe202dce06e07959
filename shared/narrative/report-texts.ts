/** The report's three written parts together: 概况, 情况说明, 名词解释; which of them have begun, and what is still to be filled in. */
import { isKeptText, isPublicationText } from '../document/text-keys.ts';
import type { Engine } from '../formula/engine.ts';
import type { NarrativeText } from './chapters.ts';
import { printedTerms, writeGlossary, type WrittenTerm } from './glossary.ts';
import { openRuns, unfilled, type WrittenChapter, writeNarrative, writeOverview } from './write.ts';

export interface ReportTexts {
  readonly overview: readonly WrittenChapter[];
  readonly narrative: readonly WrittenChapter[];
  readonly glossary: readonly WrittenTerm[];
}

/** The parts that are written, as the template's outline names them. */
export const TEXT_PARTS = ['overview', 'narrative', 'glossary'] as const;
export type TextPart = (typeof TEXT_PARTS)[number];

/** What accountants call the parts. */
export const TEXT_PART_NAMES: Readonly<Record<TextPart, string>> = { overview: '概况', narrative: '情况说明', glossary: '名词解释' };

/** All texts of the engine's document. */
export function writeReportTexts(engine: Engine, text: NarrativeText): ReportTexts {
  const overview = writeOverview(engine, text);
  const narrative = writeNarrative(engine, text);
  return { overview, narrative, glossary: writeGlossary(engine, text, [...overview, ...narrative]) };
}

/** Whether the accountant has begun on the 情况说明: words written, or a figure that only the text uses. */
export function isNarrativeBegun({ template, document }: Engine): boolean {
  if (Object.keys(document.texts ?? {}).some((key) => !isKeptText(key) && !isPublicationText(key))) return true;
  const side = template.tables.filter((table) => !table.isPublished);
  return side.some((table) => document.tables[table.id]?.rows.some((row) => Object.keys(row.cells).length > 0) === true);
}

/** The parts that go to paper: those begun, and 名词解释 with any of them. Until then a report of the tables alone is whole. */
export function begunParts(engine: Engine): readonly TextPart[] {
  const isOverview = Object.keys(engine.document.texts ?? {}).some(isKeptText);
  const isNarrative = isNarrativeBegun(engine);
  return [...(isOverview ? ['overview' as const] : []), ...(isNarrative ? ['narrative' as const] : []), ...(isOverview || isNarrative ? ['glossary' as const] : [])];
}

/** How many places of a part are still to be filled in. */
export function openPlaces(texts: ReportTexts, part: TextPart): number {
  return part === 'glossary' ? openRuns(printedTerms(texts.glossary).flatMap(({ runs }) => runs)) : unfilled(texts[part]);
}
