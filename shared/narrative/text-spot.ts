/** Where a line of a report's text stands in the file that it was read from, as a person finds it there: Word numbers no lines. */
import type { FindingPlace } from '../check/finding.ts';

export interface TextSpot {
  /** The heading above it; '' where none is. */
  readonly heading: string;
  /** `以“…”开头的一段`, `第 3 个表第 5 行“…”`. */
  readonly words: string;
}

/** A report's text. `spots` has one for each line, null for an empty one; it is null itself where the file's lines are what a person counts. */
export interface ReportSource {
  readonly text: string;
  readonly spots: readonly (TextSpot | null)[] | null;
}

/** What was found, each with its place as a person finds it in the file. */
export function withSpots<T extends { readonly place?: FindingPlace | undefined }>(found: readonly T[], { spots }: Pick<ReportSource, 'spots'>): readonly T[] {
  if (spots === null) return found;
  return found.map((finding) => {
    const { place } = finding;
    const spot = place === undefined ? null : spots[place.line - 1];
    if (place === undefined || spot == null) return finding;
    const { heading, words } = spot;
    const under = heading === '' || heading.includes(place.section) || place.section.includes(heading) ? place.section : heading;
    return { ...finding, place: { ...place, where: `${under}，${words}` } };
  });
}
