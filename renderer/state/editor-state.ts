/** What the editor shows of the open document: which part, which cells are selected, what is being asked. Nothing here is kept in the file. */
import type { Unit } from '../../shared/amount/amount.ts';
import type { CellRef, Document } from '../../shared/document/document.ts';
import { isKeptText, isReportText } from '../../shared/document/text-keys.ts';
import type { Edit } from '../../shared/document/edit.ts';
import type { Gesture } from '../../shared/document/gesture.ts';
import type { Settings } from '../../shared/ipc.ts';
import type { NarrativeRules } from '../../shared/narrative/schema.ts';
import type { LoadedNarrative } from '../../shared/narrative/load-narrative.ts';
import type { ReportSource } from '../../shared/narrative/text-spot.ts';
import { TEXT_PARTS, type TextPart } from '../../shared/narrative/report-texts.ts';
import type { PublicationItem } from '../../shared/publication/items.ts';
import type { TableTemplate } from '../../shared/template/template.ts';
import { only } from '../grid/selection.ts';
import { Sheet } from '../grid/sheet.ts';
import type { Refusal } from './cell-edits.ts';
import { TextBoard } from './text-board.ts';
import type { Workspace } from './workspace.ts';

/** The report as it will be printed; every other part is one of its texts, or a table, by its id. */
export const PREVIEW = 'preview';
/** A table that the template does not have, by its place among the document's: `extra:0`. */
export const EXTRA = 'extra:';
/** The 公开前检查. */
export const PUBLICATION = 'publication';

export type Prompt =
  | { readonly kind: 'override'; readonly ref: CellRef; readonly amount: string | null }
  | { readonly kind: 'refused'; readonly label: string; readonly edits: readonly Edit[]; readonly refused: readonly Refusal[] }
  | { readonly kind: 'subject' }
  | { readonly kind: 'go-to' }
  | { readonly kind: 'print' }
  | { readonly kind: 'record' }
  | { readonly kind: 'progress'; readonly label: string; readonly phase: string; readonly fraction: number; readonly stop: () => void }
  | { readonly kind: 'delete-rows'; readonly rows: readonly string[] }
  | { readonly kind: 'waive'; readonly finding: string }
  /** `source` holds the exact figures; null to go by the document's own. */
  | { readonly kind: 'tails'; readonly source: Document | null }
  | { readonly kind: 'rules'; readonly rule: string };

export type SidePanel = 'findings' | 'cell' | 'text';

/** A finished report whose text is being audited. */
export interface AuditedText extends ReportSource {
  readonly name: string;
}

export interface EditorView {
  readonly part: string;
  /** The paragraph or term to be in sight, where the part is a text. */
  readonly paragraph: string | null;
  readonly unit: Unit;
  readonly isComparing: boolean;
  readonly panel: SidePanel | null;
  readonly audited: AuditedText | null;
  readonly prompt: Prompt | null;
  readonly search: 'find' | 'replace' | null;
  readonly settings: Settings;
}

export class EditorState {
  private readonly sheets = new Map<string, Sheet>();
  private readonly listeners = new Set<() => void>();
  private readonly flashers = new Set<(ref: CellRef) => void>();
  private readonly settlers = new Set<() => void>();
  private current: EditorView;
  /** 概况, 情况说明 and 名词解释, where the template set writes them. */
  readonly texts: TextBoard | null;
  /** How the text of a report is audited. */
  readonly audit: NarrativeRules;
  /** Gives the grid the focus; the grid on the screen sets it. */
  focusGrid: () => void = () => undefined;
  /** Keeps the user's settings; the desk sets it. */
  saveSettings: (settings: Settings) => void = () => undefined;

  constructor(
    readonly workspace: Workspace,
    settings: Settings,
    /** Says something to the user that needs no answer. */
    readonly say: (message: string) => void,
    /** How the set writes and audits texts. */
    loaded: Pick<LoadedNarrative, 'audit' | 'text'> | null = null,
    /** What must be so before the report is published. */
    readonly publication: readonly PublicationItem[] = [],
  ) {
    this.texts = loaded === null || loaded.text === null ? null : new TextBoard(workspace, loaded.text, loaded.audit);
    this.audit = loaded?.audit ?? { sections: [], topics: [], terms: [], rules: [], deadline: null };
    const { document } = workspace.snapshot();
    this.current = { part: workspace.template.tables[0]?.id ?? PREVIEW, paragraph: null, unit: document.unit, isComparing: false, panel: 'findings', audited: null, prompt: null, search: null, settings };
  }

  readonly view = (): EditorView => this.current;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  onFlash(flasher: (ref: CellRef) => void): () => void {
    this.flashers.add(flasher);
    return () => this.flashers.delete(flasher);
  }

  /** Asked before a command runs: what is being typed is to be entered first. */
  onSettle(settler: () => void): () => void {
    this.settlers.add(settler);
    return () => this.settlers.delete(settler);
  }

  settle(): void {
    for (const settler of this.settlers) settler();
  }

  change(change: Partial<EditorView>): void {
    this.current = { ...this.current, ...change };
    for (const listener of this.listeners) listener();
  }

  ask(prompt: Prompt | null): void {
    this.change({ prompt });
  }

  /** The table shown, null where the preview is. */
  get table(): TableTemplate | null {
    return this.workspace.template.tables.find((table) => table.id === this.current.part) ?? null;
  }

  /** The sheet of the table shown. */
  get sheet(): Sheet | null {
    return this.table === null ? null : this.sheetOf(this.table);
  }

  sheetOf(table: TableTemplate): Sheet {
    let sheet = this.sheets.get(table.id);
    if (sheet === undefined) {
      const isComparing = (): boolean => this.current.settings.priorColumns && table.isPublished && this.workspace.engine.priorEngine() !== null;
      sheet = new Sheet(this.workspace, table, this.current.settings.sizes?.[this.sizesOf(table.id)], isComparing);
      this.sheets.set(table.id, sheet);
    }
    return sheet;
  }

  /** Sizes that the user drew are there again the next time, in every document of the set. */
  keepSizes({ table, widths, heights }: Sheet): void {
    const { settings } = this.current;
    this.saveSettings({ ...settings, sizes: { ...settings.sizes, [this.sizesOf(table)]: { widths: Object.fromEntries(widths), heights: Object.fromEntries(heights) } } });
  }

  private sizesOf(table: string): string {
    return `${this.workspace.template.id} ${table}`;
  }

  /** The active cell, where it is a figure. */
  get cell(): CellRef | null {
    const { sheet } = this;
    return sheet?.refAt(sheet.selection().active) ?? null;
  }

  /** Shows a cell: its table, selected, in sight, flashed. */
  show(ref: CellRef): void {
    const table = this.workspace.template.tables.find((one) => one.id === ref.table);
    if (table === undefined) return;
    const sheet = this.sheetOf(table);
    const spot = sheet.spotOf(ref);
    if (this.current.part !== table.id) this.change({ part: table.id });
    if (spot === null) return;
    sheet.select(only(spot));
    for (const flasher of this.flashers) flasher(ref);
  }

  /** Shows a paragraph of a text, or a term. */
  showParagraph(part: TextPart, paragraph: string): void {
    this.change({ part, paragraph });
  }

  /** One table on or back among the parts, around the ends. */
  turn(by: 1 | -1): void {
    const parts = [...this.workspace.template.tables.map((table) => table.id), ...(this.workspace.snapshot().document.extraSheets ?? []).map((_sheet, at) => `${EXTRA}${at}`), ...(this.texts === null ? [] : TEXT_PARTS), PREVIEW, ...(this.publication.length === 0 ? [] : [PUBLICATION])];
    const at = parts.indexOf(this.current.part);
    this.change({ part: parts[(at + by + parts.length) % parts.length] ?? PREVIEW });
  }

  undo(): void {
    this.lookAt(this.workspace.undo());
  }

  redo(): void {
    this.lookAt(this.workspace.redo());
  }

  /** What was undone or done again is shown, wherever it is. */
  private lookAt(gesture: Gesture | null): void {
    const begun = gesture?.edits.find((one) => one.kind === 'add-evaluation');
    if (begun?.kind === 'add-evaluation') this.change({ part: begun.evaluation.table });
    const isGone = gesture?.edits.some((one) => one.kind === 'remove-evaluation' && one.evaluation.table === this.current.part) === true;
    if (isGone) this.change({ part: this.workspace.template.tables[0]?.id ?? PREVIEW });
    const edit = gesture?.edits.find((one) => one.kind === 'set-cell' || one.kind === 'set-text');
    if (edit?.kind === 'set-text') this.change({ part: textPartOf(edit.key) });
    if (edit?.kind !== 'set-cell') return;
    const sheet = this.sheet;
    const spot = edit.table === this.current.part ? sheet?.spotOf(edit) : null;
    if (sheet != null && spot != null) sheet.select(only(spot));
    else this.show(edit);
  }
}

/** The part that holds the text of a key. */
function textPartOf(key: string): TextPart | typeof PUBLICATION {
  if (!isReportText(key)) return PUBLICATION;
  if (/^(?:填\.)?名词\./u.test(key)) return 'glossary';
  return isKeptText(key) ? 'overview' : 'narrative';
}
