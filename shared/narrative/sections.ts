/** Finds the sections of a report's 情况说明 by their headings, wherever they stand and however they are numbered. */
import { bareName } from './lexicon.ts';
import type { ReportText } from './text.ts';

/** A section the template knows: its role, and patterns of its heading without number and quotation marks. Sub-sections name their parent's role. */
export interface SectionDefinition {
  readonly role: string;
  readonly heading: string;
  readonly otherwise?: string | undefined;
  readonly within?: string | undefined;
  readonly under?: readonly string[] | undefined;
}

export interface Section {
  readonly role: string;
  readonly title: string;
  /** Offsets of the section's body in the running text. */
  readonly start: number;
  readonly end: number;
}

interface HeadingLine {
  /** 0 for 第一部分, 1 for 一、, 2 for （一）, 3 for 1., 4 for （1）, 5 for ①; a heading without a number is 1. */
  readonly level: number;
  readonly title: string;
  readonly at: number;
  readonly bodyAt: number;
}

interface KnownHeading extends HeadingLine {
  readonly definition: SectionDefinition | null;
  readonly parent: string | null;
}

const HAN = '[一二三四五六七八九十]';
const LEVELS = [
  new RegExp(`^第${HAN}+(?:部分|章|节)[、：]?`, 'u'), new RegExp(`^${HAN}{1,3}[、．.：]`, 'u'), new RegExp(`^（${HAN}{1,3}）[、．]?`, 'u'), /^\d{1,2}[、．.]/u, /^（\d{1,2}）[、．]?/u, /^[①-⑳]/u,
] as const;
/** A self-standing heading is no longer than this. */
const LONGEST = 45;

/** The sections of the text that the definitions know, in order. A heading that only a table of contents bears has no body and is passed over. */
export function findSections(text: ReportText, definitions: readonly SectionDefinition[]): readonly Section[] {
  const headings = known(beforeGlossary(headingLines(text.plain)), definitions);
  const found = headings.flatMap((heading, index): readonly Section[] => {
    const { definition } = heading;
    if (definition === null) return [];
    const end = endOf(headings, index, text.plain.length);
    if (text.plain.slice(heading.bodyAt, end).trim().length <= 4) return [];
    return [{ role: definition.role, title: heading.title, start: heading.bodyAt, end }];
  });
  return lastOfEach(found);
}

/** The 名词解释 explains the very words that the sections are headed by. */
function beforeGlossary(headings: readonly HeadingLine[]): readonly HeadingLine[] {
  const last = headings.findLastIndex((heading) => /名词解释$/u.test(heading.title));
  return last < headings.length / 2 ? headings : headings.slice(0, last + 1);
}

/** Which definition each heading means. Within a section its own sub-sections come first; a heading of the section's own kind opens no other. */
function known(headings: readonly HeadingLine[], definitions: readonly SectionDefinition[]): readonly KnownHeading[] {
  const open: (SectionDefinition | null)[] = [];
  const patterns = definitions.map((one) => {
    const own = new RegExp(one.heading, 'u');
    const isMissing = one.otherwise !== undefined && !headings.some((heading) => own.test(bareName(heading.title)));
    return { one, pattern: isMissing ? new RegExp(`${one.heading}|${one.otherwise ?? ''}`, 'u') : own };
  });
  return headings.map((heading) => {
    open.length = Math.min(open.length, heading.level);
    const parent = open.findLast((one) => one !== null && one !== undefined)?.role ?? null;
    const name = bareName(heading.title);
    const fits = patterns.flatMap(({ one, pattern }) => (pattern.test(name) ? [one] : []));
    const definition = fits.find((one) => one.within !== undefined && one.within === parent) ?? fits.find((one) => one.within === undefined && one.role !== parent && (parent === null || one.under?.includes(parent) !== false)) ?? null;
    while (open.length < heading.level) open.push(null);
    open[heading.level] = definition;
    return { ...heading, definition, parent };
  });
}

/** Contents pages repeat every heading; the body comes last. Several self-standing bodies of one role are kept. */
function lastOfEach(sections: readonly Section[]): readonly Section[] {
  return sections.filter((section, index) => !sections.some((other, at) => at !== index && other.role === section.role && other.end - other.start > 8 * (section.end - section.start)));
}

function headingLines(plain: string): readonly HeadingLine[] {
  return [...plain.matchAll(/\n([^\n]*)/gu)].flatMap((match) => headingOf(match[1] ?? '', match.index) ?? []);
}

/** An unnumbered heading stands alone on its line and says so at its end. */
const UNNUMBERED = /^[^。；，：]{4,40}(?:情况|说明|名词解释)$|^名词解释$/u;

function headingOf(line: string, at: number): HeadingLine | null {
  const level = LEVELS.findIndex((pattern) => pattern.test(line));
  const numbering = LEVELS[level];
  if (numbering === undefined && !UNNUMBERED.test(line)) return null;
  const title = numbering === undefined ? line : line.replace(numbering, '');
  const [head = ''] = title.split(/[。：；]/u, 1);
  const shown = head.replace(/[.．…·]{2,}.*$/u, '');
  if (shown.length > LONGEST) return null;
  const bodyAt = at + 1 + (line.length - title.length) + Math.min(head.length + 1, title.length);
  return { level: numbering === undefined ? 1 : level, title: shown, at, bodyAt };
}

/** A section ends where a heading of its own or a higher level begins, or any other section of its rank. Items such as “1.…（项）” end nothing. */
function endOf(headings: readonly KnownHeading[], index: number, length: number): number {
  const own = headings[index];
  if (own === undefined) return length;
  const next = headings.slice(index + 1).find((heading) => {
    if (heading.definition === null) return heading.level <= Math.min(own.level, 2);
    return heading.level <= own.level || (heading.definition.within === undefined && own.definition?.within === undefined && own.definition?.role !== heading.definition.role && heading.parent !== own.definition?.role);
  });
  return next?.at ?? length;
}
