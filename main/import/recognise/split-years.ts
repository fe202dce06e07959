/** Workbooks that hold tables of several years: this year's are the document, last year's its 上年, older ones are no part of it. */
import { yearOfSegment } from './read-header.ts';
import type { Survey } from './recognise-workbook.ts';
import type { Segment } from './segments.ts';

export interface Years {
  readonly own: Survey;
  /** Last year's tables; null where there are none. */
  readonly prior: Survey | null;
}

/** Splits a survey. A table stands for this year, whatever year it bears, where the workbook has no other of its kind. */
export function splitYears(survey: Survey, year: number): Years {
  const isPast = (segment: Segment): boolean => segment.hasBody && segment.title !== null && (yearOfSegment(segment) ?? year) < year;
  const current = new Set(survey.segments.flatMap((segment) => (segment.title !== null && segment.hasBody && !isPast(segment) ? [segment.title.table] : [])));
  const past = new Set(survey.segments.filter((segment) => isPast(segment) && segment.title !== null && current.has(segment.title.table)));
  if (past.size === 0) return { own: survey, prior: null };
  const prior = [...past].filter((segment) => yearOfSegment(segment) === year - 1);
  const own = survey.segments.filter((segment) => !past.has(segment));
  const older = [...past].filter((segment) => !prior.includes(segment));
  return { own: { ...survey, segments: own, asides: older }, prior: prior.length === 0 ? null : { ...survey, segments: prior } };
}
