/** Very many cells entered at once: worked through a slice at a time, so that the window shows how far it is and lets it be stopped. */
import type { Plan, TextEntry } from './cell-edits.ts';
import type { EditorState } from './editor-state.ts';

/** Texts that are entered before anyone could stop it. */
const QUICK = 15_000;
const SLICE = 3_000;

export function isLong(entries: readonly TextEntry[]): boolean {
  return entries.length > QUICK;
}

/** The plan for all entries, or null where the user stopped it: nothing has been changed then. */
export async function planInSlices(state: EditorState, label: string, entries: readonly TextEntry[], plan: (slice: readonly TextEntry[]) => Plan): Promise<Plan | null> {
  let isStopped = false;
  const stop = (): void => {
    isStopped = true;
  };
  const edits: Plan['edits'][number][] = [];
  const refused: Plan['refused'][number][] = [];
  for (let at = 0; at < entries.length; at += SLICE) {
    state.ask({ kind: 'progress', label, phase: `已核对 ${at} 格，共 ${entries.length} 格`, fraction: at / entries.length, stop });
    await painted();
    if (isStopped) break;
    const part = plan(entries.slice(at, at + SLICE));
    for (const edit of part.edits) edits.push(edit);
    for (const refusal of part.refused) refused.push(refusal);
  }
  state.ask(null);
  if (!isStopped) return { edits, refused };
  state.say(`已停止${label}，没有改动任何单元格`);
  return null;
}

/** Until the window has shown what it was told, and heard a click on 取消. */
function painted(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 4));
}
