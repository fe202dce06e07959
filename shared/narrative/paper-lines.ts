/** How a written paragraph stands on paper: what the user filled in brings its own line breaks, a list a paragraph for each entry. */
import { listEntries } from '../document/text-keys.ts';
import type { Run } from './writer.ts';

/** The paragraphs on paper that one written paragraph makes. */
export function paperLines(runs: readonly Run[]): readonly (readonly Run[])[] {
  const lines: Run[][] = [[]];
  for (const run of runs) {
    if (run.kind === 'input' && run.shape === 'list' && run.text !== '') {
      lines.push(...listEntries(run.text).map(({ name, remark }, at): Run[] => [{ kind: 'text', text: `${at + 1}．${name}${remark === '' ? '' : `（${remark}）`}` }]), []);
      continue;
    }
    run.text.split('\n').forEach((text, at) => {
      if (at > 0) lines.push([]);
      lines.at(-1)?.push({ ...run, text });
    });
  }
  return lines.filter((line) => line.some((run) => run.text.trim() !== '' || run.kind !== 'text'));
}
