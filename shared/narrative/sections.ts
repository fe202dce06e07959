/** Finds the sections of a report's 情况说明 by their headings, wherever they stand and however they are numbered. */
import type { ReportText } from './text.ts';

/** A section the template knows: its role, and patterns of its heading without the number. Sub-sections name their parent's role. */
export interface SectionDefinition {
  readonly role: string;
  readonly heading: string;
  readonly within?: string | undefined;
}

export interface Section {
  readonly role: string;
  readonly title: string;
  /** Offsets of the section's body in the running text. */
  readonly start: number;
  readonly end: number;
}

interface HeadingLine {
  readonly level: number;
  readonly title: string;
  readonly at: number;
  readonly bodyAt: number;
}

const LEVELS = [/^第[一二三四五六七八九十]+部分/u, /^[一二三四五六七八九十]{1,3}、/u, /^（[一二三四五六七八九十]{1,3}）/u] as const;

/** The sections of the text that the definitions know, in order. A heading that only a table of contents bears has no body and is passed over. */
export function findSections(text: ReportText, definitions: readonly SectionDefinition[]): readonly Section[] {
  const headings = headingLines(text.plain);
  const found: Section[] = [];
  let parent: string | null = null;
  headings.forEach((heading, index) => {
    const end = endOf(headings, index, text.plain.length);
    const definition = definitions.find((one) => new RegExp(one.heading, 'u').test(heading.title) && (heading.level <= 1 ? one.within === undefined : one.within === undefined || one.within === parent));
    if (heading.level <= 1) parent = definition?.role ?? null;
    if (definition !== undefined && text.plain.slice(heading.bodyAt, end).trim().length > 4) {
      found.push({ role: definition.role, title: heading.title, start: heading.bodyAt, end });
    }
  });
  return lastOfEach(found);
}

/** Contents pages repeat every heading; the body comes last. Several self-standing bodies of one role are kept. */
function lastOfEach(sections: readonly Section[]): readonly Section[] {
  return sections.filter((section, index) => !sections.some((other, at) => at !== index && other.role === section.role && other.end - other.start > 8 * (section.end - section.start)));
}

function headingLines(plain: string): readonly HeadingLine[] {
  const lines: HeadingLine[] = [];
  for (const match of plain.matchAll(/\n([^\n]*)/gu)) {
    const line = match[1] ?? '';
    const level = LEVELS.findIndex((pattern) => pattern.test(line));
    const numbered = LEVELS[level];
    if (numbered === undefined) continue;
    const title = line.replace(numbered, '');
    const cut = title.search(/[。：；]/u);
    const head = cut < 0 ? title : title.slice(0, cut);
    if (head.length > 45) continue;
    const bodyAt = match.index + 1 + (line.length - title.length) + (cut < 0 ? title.length : cut + 1);
    lines.push({ level, title: head, at: match.index, bodyAt });
  }
  return lines;
}

/** A section ends where a heading of its own or a higher level begins. */
function endOf(headings: readonly HeadingLine[], index: number, length: number): number {
  const level = headings[index]?.level ?? 0;
  return headings.slice(index + 1).find((next) => next.level <= level)?.at ?? length;
}
