/** Department, year and unit as the sheets state them: in captions, titles and covers. */
import { type SourceUnit, yearIn, yearInName } from './captions.ts';
import type { Segment } from './segments.ts';

export interface Header {
  readonly department: string | null;
  readonly year: number | null;
  /** The unit that most tables state. */
  readonly unit: SourceUnit | null;
}

/** The year that a table states in its title or captions, else its sheet in its name. */
export function yearOfSegment(segment: Segment): number | null {
  return yearsOf(segment)[0] ?? yearInName(segment.sheet.name);
}

/** Reads the header; where sheets disagree, what most of the set's own tables say, and only then what the others do. */
export function readHeader(segments: readonly Segment[]): Header {
  const own = segments.filter((segment) => segment.title !== null);
  const fromMost = <T>(read: (segment: Segment) => readonly T[]): T | null => mostOften(own.flatMap(read)) ?? mostOften(segments.flatMap(read));
  return {
    department: fromMost(departmentsOf),
    // A workbook of two years is this year's, with last year's beside it.
    year: mostOften(segments.flatMap((segment) => yearsOf(segment)).sort((a, b) => b - a)),
    unit: fromMost((segment) => (segment.hasBody ? [...segment.captions.values()].flatMap((caption) => caption.unit ?? []) : [])),
  };
}

/** The departments that its captions name. */
export function departmentsOf(segment: Segment): readonly string[] {
  return [...segment.captions].flatMap(([cell, caption]) => {
    if (caption.department !== null) return [caption.department];
    if (!caption.departmentFollows) return [];
    const row = segment.rows.find((candidate) => candidate.row === cell.row);
    const value = row?.cells.find((candidate) => candidate.column > cell.column)?.text.replace(/\s+/gu, '') ?? '';
    return value === '' || /^(?:亿|万|千)?元$/u.test(value) ? [] : [value];
  });
}

/** Only titles, captions and covers are asked: a note may speak of another year. */
function yearsOf(segment: Segment): readonly number[] {
  const titles = [...segment.titleCells, ...segment.captions.keys()];
  // The day a form was filled in is in the year after.
  return titles.filter((cell) => !/日期|时间/u.test(cell.text)).flatMap((cell) => yearIn(cell.text) ?? []);
}

function mostOften<T>(values: readonly T[]): T | null {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best: T | null = null;
  for (const [value, count] of counts) if (best === null || count > (counts.get(best) ?? 0)) best = value;
  return best;
}
