/** Workbooks into which several departments' tables were put together: a document is one department's, and their figures must not mix. */
import type { TableTemplate } from '../../../shared/template/template.ts';
import { departmentsOf } from './read-header.ts';
import type { Segment } from './segments.ts';

/** A form that was left empty bears no department's name. */
const PLACEHOLDER = /[xX×ＸＸ*＊_]{2,}|某某|填写/u;

/** The departments that have the same table in the workbook, in the order of the sheets; none where all tables are one department's. */
export function severalDepartments(segments: readonly Segment[]): readonly string[] {
  const owners = new Map<TableTemplate, string[]>();
  for (const segment of segments) {
    if (segment.title === null || !segment.hasBody || segment.isContinued || segment.sheet.isHidden) continue;
    const own = owners.get(segment.title.table) ?? [];
    owners.set(segment.title.table, own);
    for (const name of departmentsOf(segment)) if (!PLACEHOLDER.test(name) && !own.some((other) => isSame(name, other))) own.push(name);
  }
  return [...owners.values()].find((names) => names.length > 1) ?? [];
}

/** A department may be named in full on one sheet and in short on another. */
function isSame(a: string, b: string): boolean {
  return a.includes(b) || b.includes(a);
}
