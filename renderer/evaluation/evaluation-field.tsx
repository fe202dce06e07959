/** One cell of a self-evaluation to be typed in: words or a figure. What a formula gives is shown, and overridden only with a reason. */
import type { ClipboardEvent, KeyboardEvent } from 'react';
import { readTabbed } from '../grid/clipboard-text.ts';
import { blockOf, neighbour } from './evaluation-keys.ts';

export interface FieldProps {
  /** What stands in the document, as it is typed. */
  readonly text: string;
  readonly label: string;
  readonly kind: 'words' | 'figure';
  readonly isFormula: boolean;
  readonly mark: string | null;
  readonly line: number;
  readonly column: number;
  readonly place: string;
  readonly onFocus: () => void;
  /** Takes what was entered; false where it can't be taken, and the field goes back. */
  readonly onEnter: (text: string) => boolean;
  /** Typed on a formula without F2. */
  readonly onLocked: () => void;
  /** A block from a spreadsheet: texts for the fields of the form from here on; `place` is null where the form has none. */
  readonly onPaste: (block: readonly { readonly place: string | null; readonly text: string }[]) => void;
}

type Direction = 'up' | 'down' | 'left' | 'right';
type Meaning = Direction | 'cancel' | 'break' | 'type';

const ARROWS: Readonly<Record<string, Meaning>> = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' };
const KEYS: Readonly<Record<string, Meaning>> = { Enter: 'down', 'Shift+Enter': 'up', 'Alt+Enter': 'break', Escape: 'cancel', F2: 'type' };

/** What a key means: arrows go from field to field until something is typed; Alt+Enter is a line of its own, as in a spreadsheet. */
function meaningOf({ key, altKey, shiftKey, ctrlKey, metaKey, nativeEvent }: KeyboardEvent, isIdle: boolean): Meaning | null {
  if (ctrlKey || metaKey || nativeEvent.isComposing) return null;
  const pressed = `${altKey ? 'Alt+' : ''}${shiftKey ? 'Shift+' : ''}${key}`;
  return KEYS[pressed] ?? (isIdle ? (ARROWS[pressed] ?? null) : null);
}

/** A key that would put a character into a field; an input method has no more to say of its keys. */
function isTyping({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return !ctrlKey && !metaKey && (key.length === 1 || key === 'Process');
}

export function EvaluationField(props: FieldProps) {
  const { text, label, kind, isFormula, mark, line, column, place } = props;
  const finish = (field: HTMLTextAreaElement): void => {
    field.dataset['mode'] = 'idle';
    field.readOnly = isFormula;
    if (field.value.trim() !== text && !props.onEnter(field.value.trim())) field.value = text;
    grow(field);
  };
  const leave = (field: HTMLTextAreaElement, direction: Direction): void => {
    finish(field);
    neighbour(field, direction)?.focus();
  };
  const act = (field: HTMLTextAreaElement, meaning: Meaning): void => {
    if (meaning === 'cancel') {
      field.value = text;
      finish(field);
      field.select();
    } else if (meaning === 'break') breakLine(field);
    else if (meaning === 'type') begin(field);
    else leave(field, meaning);
  };
  const press = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    const meaning = meaningOf(event, event.currentTarget.dataset['mode'] === 'idle');
    if (meaning === null) {
      if (event.currentTarget.readOnly && isTyping(event)) props.onLocked();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    act(event.currentTarget, meaning);
  };
  const paste = (event: ClipboardEvent<HTMLTextAreaElement>): void => {
    const block = readTabbed(event.clipboardData.getData('text/plain'));
    if (block.length * Math.max(...block.map((cells) => cells.length)) <= 1) {
      if (event.currentTarget.readOnly) props.onLocked();
      return;
    }
    event.preventDefault();
    const fields = blockOf(event.currentTarget, block.length, Math.max(...block.map((cells) => cells.length)));
    props.onPaste(block.flatMap((cells, row) => cells.map((one, at) => ({ place: fields[row]?.[at]?.dataset['place'] ?? null, text: one.trim() }))));
  };
  return (
    <textarea
      ref={(field) => {
        if (field !== null) grow(field);
      }}
      className={[kind, isFormula && 'is-formula', mark !== null && `has-${mark}`].filter(Boolean).join(' ')} rows={1} defaultValue={text} readOnly={isFormula} tabIndex={isFormula ? -1 : 0} aria-label={label} title={isFormula ? '由公式算出；按 F2 改写' : undefined}
      data-line={line} data-column={column} data-place={place} data-mode="idle" spellCheck={false}
      onFocus={(event) => {
        event.currentTarget.select();
        props.onFocus();
      }}
      onInput={(event) => {
        event.currentTarget.dataset['mode'] = 'typing';
        grow(event.currentTarget);
      }}
      onBlur={(event) => finish(event.currentTarget)} onKeyDown={press} onPaste={paste} onDoubleClick={(event) => begin(event.currentTarget)}
    />
  );
}

/** A formula is typed over only from here, so that no stray key asks for a reason. */
function begin(field: HTMLTextAreaElement): void {
  field.dataset['mode'] = 'typing';
  field.readOnly = false;
  field.setSelectionRange(field.value.length, field.value.length);
}

function breakLine(field: HTMLTextAreaElement): void {
  field.dataset['mode'] = 'typing';
  field.setRangeText('\n', field.selectionStart, field.selectionEnd, 'end');
  grow(field);
}

/** As high as what stands in it. */
function grow(field: HTMLTextAreaElement): void {
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight}px`;
}
