/**
 * A paragraph being rewritten: free words with the figures between them as chips. A chip is one character to the keyboard and stays
 * live; what is typed around it is the user's. The browser edits it, so that input methods and its own undo work; only the result is read.
 */
import { useEffect, useRef } from 'react';
import type { Run } from '../../shared/narrative/writer.ts';
import type { EditorState } from '../state/editor-state.ts';

export interface ParagraphEditorProps {
  readonly state: EditorState;
  readonly label: string;
  readonly runs: readonly Run[];
  /** What came of it in the sentence language; null where it was given up. */
  readonly onDone: (words: string | null) => void;
}

export function ParagraphEditor({ state, label, runs, onDone }: ParagraphEditorProps) {
  const box = useRef<HTMLDivElement>(null);
  const done = useRef(false);
  const finish = (isKept: boolean): void => {
    if (done.current) return;
    done.current = true;
    onDone(isKept && box.current !== null ? wordsOf(box.current).replace(/\s*\n\s*/gu, '').trim() : null);
  };
  const finishNow = useRef(finish);
  finishNow.current = finish;
  const shown = useRef(runs);
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    element.replaceChildren(...shown.current.map((run) => pieceOf(run)));
    element.focus();
    window.getSelection()?.selectAllChildren(element);
    window.getSelection()?.collapseToEnd();
    return state.onSettle(() => finishNow.current(true));
  }, [state]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: no field of the platform holds figures between the words
    <div
      ref={box} className="rewriting" contentEditable suppressContentEditableWarning role="textbox" tabIndex={0} aria-multiline="true" aria-label={label} spellCheck={false}
      onBlur={() => finish(true)}
      onPaste={(event) => {
        event.preventDefault();
        document.execCommand('insertText', false, event.clipboardData.getData('text/plain').replace(/\s*\n\s*/gu, ''));
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
        event.preventDefault();
        finish(event.key === 'Enter');
      }}
    />
  );
}

/** Words as words; anything live as a chip that knows how it is written. */
function pieceOf(run: Run): Node {
  if (run.source === undefined) return document.createTextNode(run.text);
  const chip = document.createElement('span');
  chip.className = `piece ${run.kind}`;
  chip.contentEditable = 'false';
  chip.dataset['source'] = run.source;
  chip.title = run.kind === 'figure' ? `＝ ${run.formula}` : run.source;
  chip.textContent = run.kind === 'input' && run.text === '' ? `【${run.hint}】` : run.text;
  return chip;
}

function wordsOf(node: Node): string {
  return [...node.childNodes].map((child) => (child instanceof HTMLElement ? (child.dataset['source'] ?? wordsOf(child)) : (child.textContent ?? ''))).join('');
}
