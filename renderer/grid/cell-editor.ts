/**
 * One text field lies under the active cell and has the focus while the grid has it. Typing goes into it from the first key, an input
 * method's as well; the clipboard's events come to it, as the system gives them only to a field. It becomes visible when typed in.
 */

export type EditorMode = 'idle' | 'entering' | 'editing';

export interface EditorHost {
  /** The active cell's text in full, and what screen readers call the cell. */
  text(): string;
  label(): string;
  /** Where the active cell is, within the grid's element; null where it is scrolled out of sight. */
  place(): { readonly left: number; readonly top: number; readonly width: number; readonly height: number } | null;
  /** Brings the active cell into sight. */
  reveal(): void;
  /** Takes an entered text; false where it can't be taken. */
  commit(text: string): boolean;
}

export class CellEditor {
  private currentMode: EditorMode = 'idle';
  private before = '';

  constructor(
    readonly field: HTMLTextAreaElement,
    private readonly host: EditorHost,
  ) {
    field.addEventListener('input', () => this.typed());
    field.addEventListener('compositionstart', () => this.typed());
    field.addEventListener('blur', () => this.settle());
  }

  get mode(): EditorMode {
    return this.currentMode;
  }

  /** A window that led here is closed only after this, and gives the focus back to where it was opened from. */
  focus(): void {
    this.field.focus({ preventScroll: true });
    if (document.querySelector('dialog[open]') !== null) window.setTimeout(() => this.field.focus({ preventScroll: true }));
  }

  /** Takes the focus unless the user is typing elsewhere, as in the find bar. */
  offerFocus(): void {
    if (!(document.activeElement instanceof HTMLInputElement)) this.focus();
  }

  /** Edits the text that stands there, as F2 and a double click do. */
  edit(text: string = this.host.text()): void {
    this.before = this.host.text();
    this.currentMode = 'editing';
    this.field.value = text;
    this.field.setSelectionRange(text.length, text.length);
    this.show();
  }

  /** F2 while typing: the arrows move in the text instead of leaving it. */
  toggle(): void {
    this.currentMode = this.currentMode === 'entering' ? 'editing' : 'entering';
    this.show();
  }

  /** Takes what was typed; false where it can't be taken: it stays to be put right. */
  commit(): boolean {
    if (this.currentMode === 'idle') return true;
    const text = this.field.value;
    const isSame = this.currentMode === 'editing' && text === this.before;
    // First out of the way: entering may open a dialog, and the field then loses the focus.
    this.reset();
    if (isSame || this.host.commit(text)) return true;
    this.edit(text);
    return false;
  }

  /** The focus goes elsewhere: what can be taken is taken, the rest has been told. */
  settle(): void {
    if (!this.commit()) this.cancel();
  }

  cancel(): void {
    this.reset();
  }

  /** The active cell is another: only what is seen of the field has to follow at once. */
  moved(): void {
    this.field.setAttribute('aria-label', this.host.label());
    if (this.currentMode !== 'idle') this.follow();
  }

  /** Goes where the active cell is. This measures the page, so that it is left until the field is seen. */
  follow(): void {
    const place = this.host.place();
    const { style } = this.field;
    if (place !== null) {
      style.transform = `translate(${place.left}px, ${place.top}px)`;
      style.height = `${place.height}px`;
      style.width = `${this.currentMode === 'idle' ? place.width : Math.max(place.width, 24 + this.field.value.length * 9)}px`;
    }
  }

  private typed(): void {
    if (this.currentMode === 'idle') this.currentMode = 'entering';
    this.show();
  }

  private show(): void {
    if (this.field.dataset['mode'] === 'idle') this.host.reveal();
    this.field.dataset['mode'] = this.currentMode;
    this.follow();
  }

  private reset(): void {
    this.currentMode = 'idle';
    this.field.value = '';
    this.field.dataset['mode'] = 'idle';
  }
}
