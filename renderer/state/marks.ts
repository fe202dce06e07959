/** Which mark a cell bears for what was found about it. Marks are shapes, not colours alone; the legend explains them. */
import type { Finding, Review } from '../../shared/check/finding.ts';
import type { CellRef } from '../../shared/document/document.ts';

export type Mark = 'error' | 'warning' | 'info' | 'tail';

const RANK: Readonly<Record<Mark, number>> = { error: 3, warning: 2, info: 1, tail: 0 };

export function cellKey({ table, row, column }: CellRef): string {
  return `${table}\n${row}\n${column}`;
}

/** The worst open finding of each cell that one is about: the judged cell, or the first that is named. */
export function marksOf({ findings }: Review): ReadonlyMap<string, Mark> {
  const marks = new Map<string, Mark>();
  for (const finding of findings) {
    const [cell] = finding.cells;
    if (cell === undefined || finding.waiver !== null) continue;
    const key = cellKey(cell);
    const before = marks.get(key);
    const mark = markOf(finding);
    if (before === undefined || RANK[mark] > RANK[before]) marks.set(key, mark);
  }
  return marks;
}

export function markOf({ isTail, severity }: Finding): Mark {
  return isTail ? 'tail' : severity;
}

/** Cells whose mark is not what it was. */
export function changedMarks(before: ReadonlyMap<string, Mark>, after: ReadonlyMap<string, Mark>): readonly CellRef[] {
  const keys = new Set<string>();
  for (const [key, mark] of after) if (before.get(key) !== mark) keys.add(key);
  for (const key of before.keys()) if (!after.has(key)) keys.add(key);
  return [...keys].map((key) => {
    const [table = '', row = '', column = ''] = key.split('\n');
    return { table, row, column };
  });
}
