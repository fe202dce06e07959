/**
 * Writes the 情况说明: sentences of the template (or the user's own, where one was replaced) with their figures, as structured runs, so
 * that the editor, the checks and the renderers all know which cells a figure comes from. Nothing here is stored; it is always derived.
 */
import { amountText, type Decimal, decimal, roundHalfUp } from '../amount/amount.ts';
import type { CellRef } from '../document/document.ts';
import type { Engine } from '../formula/engine.ts';
import { query } from '../formula/query.ts';
import { NO_SCOPE, type Scope } from '../formula/space.ts';
import { FormulaSyntaxError } from '../formula/syntax.ts';
import { CellError, isAmount, type Value } from '../formula/value.ts';
import { assertNever } from '../assert-never.ts';
import type { NarrativeChapter, NarrativeText } from './chapters.ts';
import { type FigureFormat, parseSentence, type SentenceNode } from './sentence.ts';

export type Run =
  | { readonly kind: 'text'; readonly text: string }
  /** A live figure: its text as printed, the cells it comes from, the formula as written. */
  | { readonly kind: 'figure'; readonly text: string; readonly cells: readonly CellRef[]; readonly formula: string }
  /** What only the user knows: a reason or another field. `text` is '' until filled. */
  | { readonly kind: 'input'; readonly key: string; readonly text: string; readonly hint: string; readonly isReason: boolean }
  /** A figure that can't be given, and why. */
  | { readonly kind: 'gap'; readonly text: string };

export interface WrittenParagraph {
  /** Identity of the paragraph, for what the user puts in its place. */
  readonly key: string;
  readonly runs: readonly Run[];
  /** The user's own words stand here. */
  readonly isReplaced: boolean;
}

export interface WrittenChapter {
  readonly title: string;
  readonly role: string;
  /** 1 for 一、, 2 for （一）. */
  readonly level: 1 | 2;
  readonly paragraphs: readonly WrittenParagraph[];
}

/** The whole 情况说明 of the engine's document. */
export function writeNarrative(engine: Engine, text: NarrativeText): readonly WrittenChapter[] {
  return text.chapters.map((chapter) => writeChapter(engine, chapter, text));
}

/** Whether the accountant has begun on the text: words written, or a figure that only the text uses. */
export function isNarrativeBegun({ template, document }: Engine): boolean {
  if (Object.keys(document.texts ?? {}).length > 0) return true;
  const side = template.tables.filter((table) => !table.isPublished);
  return side.some((table) => document.tables[table.id]?.rows.some((row) => Object.keys(row.cells).length > 0) === true);
}

/** How many reasons, fields and figures of the text are still to be given. */
export function unfilled(chapters: readonly WrittenChapter[]): number {
  const runs = chapters.flatMap((chapter) => chapter.paragraphs).flatMap((paragraph) => paragraph.runs);
  return runs.filter((run) => run.kind === 'gap' || (run.kind === 'input' && run.text === '')).length;
}

function writeChapter(engine: Engine, chapter: NarrativeChapter, text: NarrativeText): WrittenChapter {
  const writer = new Writer(engine);
  const paragraphs = chapter.paragraphs.flatMap((paragraph, index): readonly WrittenParagraph[] => {
    const key = `${chapter.role}.${index + 1}`;
    const own = engine.document.texts?.[`段.${key}`];
    const nodes = own === undefined ? paragraph : ownSentence(own, text);
    return splitParagraphs(writer.runs(nodes, TOP)).map((runs, part) => ({ key: part === 0 ? key : `${key}.${part}`, runs, isReplaced: own !== undefined }));
  });
  const title = writer.runs(chapter.title, TOP).map((run) => run.text).join('');
  return { title, role: chapter.role, level: chapter.level, paragraphs };
}

/** A sentence of the user's own; what can't be read as a formula is taken as plain words, never lost. */
function ownSentence(own: string, text: NarrativeText): readonly SentenceNode[] {
  try {
    return parseSentence(own, text.phrases);
  } catch (error) {
    if (error instanceof FormulaSyntaxError) return [{ kind: 'text', text: own }];
    throw error;
  }
}

/** A sentence that loops over items gives a paragraph for each: line breaks in its text part them. */
function splitParagraphs(runs: readonly Run[]): readonly (readonly Run[])[] {
  const paragraphs: Run[][] = [[]];
  for (const run of runs) {
    if (run.kind !== 'text' || !run.text.includes('\n')) {
      paragraphs.at(-1)?.push(run);
      continue;
    }
    run.text.split('\n').forEach((piece, at) => {
      if (at > 0) paragraphs.push([]);
      if (piece !== '') paragraphs.at(-1)?.push({ kind: 'text', text: piece });
    });
  }
  return paragraphs.filter((paragraph) => paragraph.length > 0);
}

interface Place {
  readonly scope: Scope;
  /** Place in the innermost loop, from 1. */
  readonly ordinal: number;
  /** What loop variables stand for, to tell one item's reason from another's. */
  readonly suffix: string;
}

const TOP: Place = { scope: NO_SCOPE, ordinal: 0, suffix: '' };

class Writer {
  constructor(private readonly engine: Engine) {}

  runs(nodes: readonly SentenceNode[], place: Place): readonly Run[] {
    return nodes.flatMap((node) => this.run(node, place));
  }

  private run(node: SentenceNode, place: Place): readonly Run[] {
    switch (node.kind) {
      case 'text':
        return [node];
      case 'word':
        return [{ kind: 'text', text: this.word(node.name, place) }];
      case 'name':
        return [{ kind: 'text', text: this.name(node, place) }];
      case 'figure':
        return [this.figure(node.expression, node.format, node.source, place)];
      case 'reason':
      case 'field':
        return [this.input(node, place)];
      case 'choose':
        return this.choose(node, place);
      case 'each':
        return this.each(node, place);
      default:
        return assertNever(node);
    }
  }

  private word(name: string, place: Place): string {
    const { document } = this.engine;
    switch (name) {
      case '年度':
        return String(document.year);
      case '上年度':
        return String(document.year - 1);
      case '部门':
        return document.department;
      default:
        return String(place.ordinal);
    }
  }

  private input(node: Extract<SentenceNode, { kind: 'reason' | 'field' }>, place: Place): Run {
    const isReason = node.kind === 'reason';
    const key = `${isReason ? '原因' : '填'}.${node.key}${place.suffix}`;
    return { kind: 'input', key, text: this.engine.document.texts?.[key] ?? '', hint: node.kind === 'field' ? node.hint : '请填写主要原因', isReason };
  }

  private figure(expression: Parameters<typeof query>[1], format: FigureFormat, formula: string, place: Place): Run {
    const { value, cells } = query(this.engine, expression, place.scope);
    if (value instanceof CellError) return { kind: 'gap', text: `［待填：${value.origin === '' ? value.code : value.origin}］` };
    return { kind: 'figure', text: textAmount(value, format, this.engine.document.decimals), cells, formula };
  }

  private choose(node: Extract<SentenceNode, { kind: 'choose' }>, place: Place): readonly Run[] {
    for (const { when, body } of node.branches) {
      if (when === null) return this.runs(body, place);
      const { value } = query(this.engine, when, place.scope);
      if (value === true) return this.runs(body, place);
      if (value instanceof CellError) return [{ kind: 'gap', text: `［待填：${value.origin === '' ? value.code : value.origin}］` }];
    }
    return [];
  }

  private each(node: Extract<SentenceNode, { kind: 'each' }>, place: Place): readonly Run[] {
    const { space } = this.engine;
    const codes = new Set<string>();
    for (const source of node.loop.sources) {
      const region = space.region(source.table);
      if (region === null) continue;
      for (const position of space.rows(source.rows, region, place.scope)) {
        const row = region.shape.rows[position];
        if (row !== undefined) codes.add(row.code ?? row.key);
      }
    }
    const kept = [...codes].map((code) => ({ ...place.scope, variables: { ...place.scope.variables, [node.loop.variable]: code } })).filter((scope) => node.where === null || query(this.engine, node.where, scope).value === true);
    return kept.flatMap((scope, index): readonly Run[] => {
      const inner = { scope, ordinal: index + 1, suffix: `.${scope.variables[node.loop.variable] ?? ''}` };
      const separator: readonly Run[] = index > 0 && node.separator !== '' ? [{ kind: 'text', text: node.separator }] : [];
      return [...separator, ...this.runs(node.body, inner)];
    });
  }

  /** A row's name, or 类（类）款（款）项（项） down to it. */
  private name(node: Extract<SentenceNode, { kind: 'name' }>, place: Place): string {
    const region = this.engine.space.region(node.table);
    const code = place.scope.variables[node.variable] ?? '';
    if (region === null) return code;
    const rows = region.shape.rows;
    let at = region.shape.byCode.get(code) ?? region.shape.index.get(code) ?? -1;
    if (!node.isPath) return rows[at]?.name.trim() ?? code;
    const path: string[] = [];
    for (let row = rows[at]; row !== undefined && row.fixed === null; row = rows[at]) {
      path.unshift(`${row.name.trim()}${row.level === null ? '' : `（${row.level}）`}`);
      at = row.parent;
    }
    return path.join('');
  }
}

/** How figures are printed in text: no separators; zero as 0; percentages with two places; counts as they are. */
export function textAmount(value: Value, format: FigureFormat, decimals: number): string {
  const amount: Decimal | null = isAmount(value) ? value : null;
  if (amount === null && value !== null) return String(value);
  if (format === 'percent') return `${(amount ?? decimal(0)).toFixed(2)}%`;
  if (amount === null || amount.isZero()) return '0';
  return format === 'count' ? amountText(amount) : roundHalfUp(amount, decimals).toFixed(decimals);
}
