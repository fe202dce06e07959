/** What a loop runs over: the rows of its tables, each 科目 once however many tables list it. */
import { NO_SCOPE, type Scope, type Space } from './space.ts';
import type { Loop } from './syntax.ts';

/** One scope, inside `outer`, for each 科目 or row that the loop meets, in the order in which it meets them. */
export function loopScopes(space: Space, loop: Loop, outer: Scope = NO_SCOPE): readonly Scope[] {
  const codes = new Set<string>();
  for (const source of loop.sources) {
    const region = space.regionIn(source.table, outer);
    for (const position of region === null ? [] : space.rows(source.rows, region, outer)) {
      const row = region?.shape.rows[position];
      if (row !== undefined && (loop.named === null || row.name.trim() === loop.named)) codes.add(row.code ?? row.key);
    }
  }
  return [...codes].map((code) => ({ ...outer, variables: { ...outer.variables, [loop.variable]: code } }));
}
