/** What the user does to the report's words, as steps with a name: fill in, rewrite, take out, add, put back. */
import { anchorOf, keyOfAddition, paragraphTextKey, termTextKey } from '../../shared/document/text-keys.ts';
import type { Workspace } from './workspace.ts';

/** Sets one text; null takes it away. */
export function setText(workspace: Workspace, label: string, key: string, to: string | null): void {
  const from = workspace.snapshot().document.texts?.[key] ?? null;
  if (from !== to) workspace.carryOut(label, [{ kind: 'set-text', key, from, to }]);
}

/** The paragraph in the user's words. Without any it goes: one of the template's is taken out, an added one is no more. */
export function rewriteParagraph(workspace: Workspace, paragraph: string, words: string): void {
  if (words === '') removeParagraph(workspace, paragraph);
  else setText(workspace, anchorOf(paragraph) === null ? '改写段落' : '填写段落', paragraphTextKey(paragraph), words);
}

export function removeParagraph(workspace: Workspace, paragraph: string): void {
  setText(workspace, '删去段落', paragraphTextKey(paragraph), anchorOf(paragraph) === null ? '' : null);
}

/** The template's paragraph again. */
export function restoreParagraph(workspace: Workspace, paragraph: string): void {
  setText(workspace, '恢复自动生成的段落', paragraphTextKey(paragraph), null);
}

/** Key of a paragraph to be added after `anchor`; it is there once it has words. */
export function nextAddition(workspace: Workspace, anchor: string): string {
  return keyOfAddition(workspace.snapshot().document.texts ?? {}, anchor);
}

export function explainTerm(workspace: Workspace, label: string, term: string, words: string | null): void {
  setText(workspace, label, termTextKey(term), words);
}
