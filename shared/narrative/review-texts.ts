/**
 * Audits the document's own texts as they stand: by the same rules as any report's, and each finding knows the paragraph it is about.
 * What is still to be filled in is counted elsewhere and is no finding.
 */
import { type Finding, review, type Review, waiverOf, waiverState } from '../check/finding.ts';
import type { Engine } from '../formula/engine.ts';
import { chineseNumber, printedTerms } from './glossary.ts';
import { bareName } from './lexicon.ts';
import type { LoadedNarrative } from './load-narrative.ts';
import { paperLines } from './paper-lines.ts';
import { begunParts, type ReportTexts, TEXT_PART_NAMES, type TextPart, writeReportTexts } from './report-texts.ts';
import { reviewText, reviewWording } from './review-text.ts';
import { printedParagraphs, type WrittenChapter } from './write.ts';
import type { Run } from './writer.ts';

/** A text line by line, with the paragraph that each line belongs to ('' for headings), and which lines are in the user's own words. */
interface Lines {
  readonly text: readonly string[];
  readonly paragraphs: readonly string[];
  readonly isOwn: readonly boolean[];
}

/** Everything wrong in a document: in its tables, and in the texts that it writes, once they have begun (`withText`). */
export function reviewDocument(engine: Engine, { audit, text }: Pick<LoadedNarrative, 'audit' | 'text'>): Review & { readonly withText: boolean } {
  const tables = review(engine);
  const parts = begunParts(engine);
  if (text === null || parts.length === 0) return { ...tables, withText: false };
  return { ...tables, findings: [...tables.findings, ...reviewTexts(engine, audit, writeReportTexts(engine, text), parts)], withText: true };
}

/** Everything wrong in the parts that have begun, each finding with its part and paragraph. */
export function reviewTexts(engine: Engine, audit: LoadedNarrative['audit'], texts: ReportTexts, parts: readonly TextPart[]): readonly Finding[] {
  const placed = (part: TextPart, lines: Lines, findings: readonly Finding[]): readonly Finding[] => findings.flatMap((finding) => {
    const { place } = finding;
    if (place === undefined) return [finding];
    // What the program writes of exact amounts is rounded, each figure by itself: that is no 尾差.
    if (finding.isTail && lines.isOwn[place.line - 1] === false) return [];
    const section = part === 'narrative' ? place.section : TEXT_PART_NAMES[part];
    return [{ ...finding, place: { ...place, section, part, paragraph: lines.paragraphs[place.line - 1] ?? '' } }];
  });
  return parts.flatMap((part): readonly Finding[] => {
    const lines = linesOf(texts, part);
    const source = lines.text.join('\n');
    if (part === 'narrative') return placed(part, lines, reviewText(engine, audit, source).findings);
    const wording = placed(part, lines, reviewWording(engine, audit, source, TEXT_PART_NAMES[part]));
    return part === 'glossary' ? [...wording, ...reviewTerms(engine, audit, texts)] : wording;
  });
}

function linesOf(texts: ReportTexts, part: TextPart): Lines {
  if (part !== 'glossary') return chapterLines(texts[part]);
  const terms = printedTerms(texts.glossary);
  return { text: terms.map(({ number, term, runs }, at) => `${number}、${term}：${textOf(runs, at)}`), paragraphs: terms.map(({ term }) => term), isOwn: terms.map(({ state }) => state !== 'written') };
}

function chapterLines(chapters: readonly WrittenChapter[]): Lines {
  const lines = chapters.flatMap((chapter): readonly { readonly runs: readonly Run[]; readonly paragraph: string; readonly isOwn: boolean }[] => [
    { runs: [{ kind: 'text', text: chapter.title }], paragraph: '', isOwn: false },
    ...printedParagraphs(chapter).flatMap(({ key, runs, state }) => paperLines(runs).map((line) => ({ runs: line, paragraph: key, isOwn: state !== 'written' }))),
  ]);
  return { text: lines.map(({ runs }, at) => textOf(runs, at)), paragraphs: lines.map(({ paragraph }) => paragraph), isOwn: lines.map(({ isOwn }) => isOwn) };
}

/** What is not filled in yet is stood for by words with which no rule finds fault, never the same twice. */
function textOf(runs: readonly Run[], lineNumber: number): string {
  const isOpen = (run: Run): boolean => run.kind === 'gap' || (run.kind === 'input' && run.text === '');
  return runs.map((run, at) => (isOpen(run) ? `待填${chineseNumber(lineNumber + 1)}之${chineseNumber(at + 1)}` : run.text)).join('').replaceAll('\n', '');
}

/** D11: terms the user took out although the text uses them, and terms of his own that it does not use. */
function reviewTerms(engine: Engine, audit: LoadedNarrative['audit'], texts: ReportTexts): readonly Finding[] {
  const rule = audit.rules.find(({ id }) => id === 'D11');
  if (rule === undefined) return [];
  const body = bareName([...chapterLines(texts.overview).text, ...chapterLines(texts.narrative).text].join(''));
  return texts.glossary.flatMap(({ term, state }): readonly Finding[] => {
    const isSaid = body.includes(bareName(term));
    const message = state === 'removed' && isSaid ? `正文用到“${term}”，名词解释中没有解释` : state === 'added' && !isSaid ? `名词解释列了“${term}”，正文没有用到` : null;
    if (message === null) return [];
    const id = `D11@N${term}`;
    const waiver = waiverOf(engine.document, id, waiverState({ expected: null, actual: null }));
    return [{ id, rule: 'D11', severity: rule.severity, table: 'N', message, cells: [], expected: null, actual: null, difference: null, isTail: false, waiver, place: { section: TEXT_PART_NAMES.glossary, line: 0, column: 0, quote: term, part: 'glossary', paragraph: term } }];
  });
}
