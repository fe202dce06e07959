/** The pieces of a paragraph on the screen: words, figures that lead to their cells, and what is to be filled in where it stands. */
import type { KeyboardEvent } from 'react';
import type { Run } from '../../shared/narrative/writer.ts';
import type { EditorState } from '../state/editor-state.ts';
import { setText } from '../state/text-edits.ts';

/** `label` says which paragraph it is to who does not see it. */
export function TextRuns({ state, label, runs }: { readonly state: EditorState; readonly label: string; readonly runs: readonly Run[] }) {
  const isAlone = runs.length === 1;
  const inputs = runs.filter(({ kind }) => kind === 'input');
  return runs.map((run, at) => ({ run, number: at + 1 })).map(({ run, number }) => (
    <TextRun key={number} state={state} run={run} label={inputs.length > 1 ? `${label}，第 ${inputs.indexOf(run) + 1} 处` : label} isAlone={isAlone} />
  ));
}

function TextRun({ state, run, label, isAlone }: { readonly state: EditorState; readonly run: Run; readonly label: string; readonly isAlone: boolean }) {
  switch (run.kind) {
    case 'text':
      return <>{run.text}</>;
    case 'figure': {
      const [cell] = run.cells;
      if (cell === undefined) return <b>{run.text}</b>;
      return <button type="button" className="figure" title={`＝ ${run.formula}（点击转到单元格）`} onClick={() => state.show(cell)}>{run.text}</button>;
    }
    case 'gap': {
      const [cell] = run.cells;
      if (cell === undefined) return <mark title="缺少算出这个数的资料，请补填相应的表">{run.text}</mark>;
      return <button type="button" className="figure gap" title="这个数还没有填（没有的填 0），点击转到要填的单元格" onClick={() => state.show(cell)}>{run.text}</button>;
    }
    case 'input':
      // A step undone brings another text: the field is made anew with it.
      return <Field key={`${run.key}${run.text}`} state={state} run={run} label={label} isBlock={run.shape === 'list' || (isAlone && run.shape === 'field')} />;
  }
}

interface FieldProps {
  readonly state: EditorState;
  readonly run: Extract<Run, { kind: 'input' }>;
  readonly label: string;
  /** Of several lines: Enter is a line break there. */
  readonly isBlock: boolean;
}

function Field({ state, run, label, isBlock }: FieldProps) {
  const { key, text, hint, offered, shape } = run;
  const enter = (entered: string): void => setText(state.workspace, `填写${shape === 'reason' ? '主要原因' : hint}（${label}）`, key, entered.trim() === '' ? null : entered.trim());
  const field = (
    <textarea
      className={isBlock ? 'field-in-text block' : 'field-in-text'} rows={isBlock ? 4 : 1} defaultValue={text} placeholder={hint} aria-label={`${hint}（${label}）`} spellCheck={false}
      onBlur={(event) => enter(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || !takeKey(event, isBlock, text)) return;
        event.preventDefault();
      }}
    />
  );
  if (text !== '' || offered === null) return field;
  return <>{field}<button type="button" className="offered" title={`上年写的是：${offered}`} onClick={() => enter(offered)}>采用上年：{offered.length > 16 ? `${offered.slice(0, 16)}…` : offered}</button></>;
}

/** Whether a key was taken: Escape gives up, Enter is done (of several lines with Ctrl), Tab goes on. */
function takeKey({ key, ctrlKey, shiftKey, currentTarget: field }: KeyboardEvent<HTMLTextAreaElement>, isBlock: boolean, text: string): boolean {
  if (key === 'Tab') return goToField(field, shiftKey ? -1 : 1);
  if (key !== 'Escape' && (key !== 'Enter' || (isBlock && !ctrlKey))) return false;
  if (key === 'Escape') field.value = text;
  field.blur();
  return true;
}

/** From one blank to the next, as in a form: what is typed on must not press a button that takes the paragraph out. */
function goToField(field: HTMLElement, by: 1 | -1): boolean {
  const fields = [...(field.closest('.narrative')?.querySelectorAll<HTMLElement>('.field-in-text') ?? [])];
  const next = fields[fields.indexOf(field) + by];
  next?.focus();
  return next !== undefined;
}
