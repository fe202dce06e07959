/** Turns the nodes of a sentence into runs over an engine's figures: every figure knows its cells, every live piece how it is written. */
import { amountText, type Decimal, decimal, roundHalfUp } from '../amount/amount.ts';
import { assertNever } from '../assert-never.ts';
import type { CellRef } from '../document/document.ts';
import type { Engine } from '../formula/engine.ts';
import { loopScopes } from '../formula/loop.ts';
import { query } from '../formula/query.ts';
import { NO_SCOPE, type Scope } from '../formula/space.ts';
import { type Expression, references } from '../formula/syntax.ts';
import { CellError, isAmount, type Value } from '../formula/value.ts';
import { openFigure } from './open-figure.ts';
import { type FigureFormat, parseOwnWords, type Phrases, type SentenceNode } from './sentence.ts';
import { fieldTextKey, listEntries } from '../document/text-keys.ts';

/**
 * A piece of a paragraph. `source` is the live piece as the sentence language writes it, braces and all, with what loop variables stand
 * for in their place, so that it means the same outside the loop.
 */
export type Run =
  | { readonly kind: 'text'; readonly text: string; readonly source?: string }
  /** A live figure: its text as printed, the cells it comes from, the formula as written. */
  | { readonly kind: 'figure'; readonly text: string; readonly cells: readonly CellRef[]; readonly formula: string; readonly source: string }
  /** What only the user knows. `text` is '' until filled; `offered` is what last year's report said here; a list with `headings` is printed as a table. */
  | { readonly kind: 'input'; readonly key: string; readonly text: string; readonly hint: string; readonly shape: 'reason' | 'field' | 'list'; readonly headings: readonly string[]; readonly offered: string | null; readonly source: string }
  /** A figure that can't be given, or a branch that can't be chosen: what is to be filled in, and the cells where that can be done. */
  | { readonly kind: 'gap'; readonly text: string; readonly of: 'figure' | 'branch'; readonly cells: readonly CellRef[]; readonly source?: string };

/** Where a sentence is written: what loop variables stand for. */
export interface Place {
  readonly scope: Scope;
  /** Place in the innermost loop, from 1. */
  readonly ordinal: number;
  /** The loop variables as part of a key, to tell one item's reason and paragraph from another's. */
  readonly suffix: string;
}

/** Outside every loop. */
export const TOP: Place = { scope: NO_SCOPE, ordinal: 0, suffix: '' };

/** A run, or the end of a paragraph with the place at which the next one begins. */
export type Piece = Run | { readonly kind: 'break'; readonly place: Place };

type Gap = Extract<Run, { kind: 'gap' }>;
type Figure = Extract<SentenceNode, { kind: 'figure' }>;
type Input = Extract<SentenceNode, { kind: 'reason' | 'field' }>;

/** Writes sentences from one engine's figures and its document's texts. */
export class Writer {
  constructor(
    private readonly engine: Engine,
    private readonly phrases: Phrases = {},
  ) {}

  /** The sentence's pieces; a line break in its wording ends a paragraph. */
  pieces(nodes: readonly SentenceNode[], place: Place): readonly Piece[] {
    return nodes.flatMap((node) => this.piece(node, place));
  }

  /** The sentence as one paragraph. */
  runs(nodes: readonly SentenceNode[], place: Place): readonly Run[] {
    return withoutRepeatedGaps(this.pieces(nodes, place).filter((piece) => piece.kind !== 'break'));
  }

  /** The user's own words, with the figures that they name live. `ordinal` is what {序} stands for. */
  ownRuns(words: string, ordinal = 0): readonly Run[] {
    return this.runs(parseOwnWords(words, { phrases: this.phrases }), { ...TOP, ordinal });
  }

  private piece(node: SentenceNode, place: Place): readonly Piece[] {
    switch (node.kind) {
      case 'text':
        return brokenText(node.text, place);
      case 'word':
        return [{ kind: 'text', text: this.word(node.name, place), source: `{${node.name}}` }];
      case 'name':
        return [{ kind: 'text', text: this.name(node, place), source: `{${node.isPath ? '科目名' : '名'} ${standsFor(node.variable, place)} 于 ${node.table}}` }];
      case 'figure':
        return [this.figure(node, place)];
      case 'reason':
      case 'field':
        return [this.input(node, place)];
      case 'tally':
        return [{ kind: 'text', text: String(listEntries(this.engine.document.texts?.[fieldTextKey(node.key)] ?? '').length), source: `{计 ${node.key}}` }];
      case 'choose':
        return this.choose(node, place);
      case 'each':
        return this.each(node, place);
      case 'join': {
        const parts = node.parts.map((part) => this.pieces(part, place)).filter((pieces) => pieces.length > 0);
        return parts.flatMap((pieces, at) => (at === 0 ? pieces : [{ kind: 'text', text: node.separator }, ...pieces]));
      }
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

  private input(node: Input, place: Place): Run {
    return node.kind === 'reason' ? this.reason(node.key, place) : this.field(node, place);
  }

  private reason(name: string, place: Place): Run {
    return { kind: 'input', ...this.saidAt(`原因.${name}${place.suffix}`), hint: '请填写主要原因', shape: 'reason', headings: [], source: `{原因 ${name}${place.suffix}}` };
  }

  private field({ key, hint, list }: Extract<SentenceNode, { kind: 'field' }>, place: Place): Run {
    const said = this.saidAt(fieldTextKey(`${key}${place.suffix}`));
    if (list === null) return { kind: 'input', ...said, hint, shape: 'field', headings: [], source: `{填 ${key}${place.suffix}：${hint}}` };
    const table = list.headings.length === 0 ? '' : `（${list.headings.join('、')}）`;
    return { kind: 'input', ...said, hint, shape: 'list', headings: list.headings, source: `{列 ${key}${place.suffix}${table}：${hint}}` };
  }

  /** What the document says under a key, and what last year's said. */
  private saidAt(key: string): { readonly key: string; readonly text: string; readonly offered: string | null } {
    const { texts, prior } = this.engine.document;
    return { key, text: texts?.[key] ?? '', offered: prior?.texts?.[key] ?? null };
  }

  private figure(node: Figure, place: Place): Run {
    const formula = withoutVariables(node, place);
    const gap = this.gap(node.expression, place);
    if (gap !== null) return { ...gap, of: 'figure', source: `{${formula}}` };
    const { value, cells } = query(this.engine, node.expression, place.scope);
    return { kind: 'figure', text: textAmount(value, node.format, this.engine.document.decimals), cells, formula, source: `{${formula}}` };
  }

  private choose(node: Extract<SentenceNode, { kind: 'choose' }>, place: Place): readonly Piece[] {
    for (const { when, body } of node.branches) {
      if (when === null) return this.pieces(body, place);
      const gap = this.gap(when, place);
      if (gap !== null) return [{ ...gap, of: 'branch' }];
      if (query(this.engine, when, place.scope).value === true) return this.pieces(body, place);
    }
    return [];
  }

  /** What is to be filled in before a formula can be answered, null where it can be. A branch is kept for rewriting as the figure on which it hangs. */
  private gap(expression: Expression, { scope }: Place): Omit<Gap, 'of'> | null {
    const open = openFigure(this.engine, expression, scope);
    if (open !== null) return { kind: 'gap', text: gapText(open.says), cells: [open.cell], ...this.sourceOf(open.named) };
    const { value, cells } = query(this.engine, expression, scope);
    if (!(value instanceof CellError)) return null;
    const [cell] = cells.filter((ref) => this.engine.value(ref) instanceof CellError);
    return { kind: 'gap', text: gapText(value.origin === '' ? value.code : value.origin), cells: cell === undefined ? [] : [cell], ...(cell === undefined ? {} : this.sourceOf(cell)) };
  }

  /** A cell of a side sheet as the sentence language names it. */
  private sourceOf({ table, row, column }: CellRef): { readonly source?: string } {
    const template = this.engine.space.region(table)?.shape.template;
    return template === undefined || template.isPublished || column === '' ? {} : { source: `{${template.role}[${row}, ${column}]}` };
  }

  private each(node: Extract<SentenceNode, { kind: 'each' }>, place: Place): readonly Piece[] {
    const kept = loopScopes(this.engine.space, node.loop, place.scope).filter((scope) => node.where === null || query(this.engine, node.where, scope).value === true);
    return kept.flatMap((scope, index): readonly Piece[] => {
      const inner = { scope, ordinal: index + 1, suffix: `${place.suffix}.${scope.variables[node.loop.variable] ?? ''}` };
      const separator: readonly Run[] = index > 0 && node.separator !== '' ? [{ kind: 'text', text: node.separator }] : [];
      return [...separator, ...this.pieces(node.body, inner)];
    });
  }

  /** A row's name, or 类（类）款（款）项（项） down to it. */
  private name(node: Extract<SentenceNode, { kind: 'name' }>, place: Place): string {
    const region = this.engine.space.region(node.table);
    const code = standsFor(node.variable, place);
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

function brokenText(text: string, place: Place): readonly Piece[] {
  return text.split('\n').flatMap((line, at): readonly Piece[] => [...(at === 0 ? [] : [{ kind: 'break' as const, place }]), ...(line === '' ? [] : [{ kind: 'text' as const, text: line }])]);
}

/** A loop variable's 科目编码 or row key; a name that is no variable is one itself. */
function standsFor(name: string, place: Place): string {
  return place.scope.variables[name] ?? name;
}

/** The figure's formula with the rows that its loop variables stand for, so that it means the same outside the loop. */
function withoutVariables({ expression, source }: Figure, place: Place): string {
  return references(expression).toReversed().reduce((text, { at, rows }) => {
    if (rows.kind !== 'variable') return text;
    return text.slice(0, at) + text.slice(at).replace(/\[[^,，\]]*/u, `[${standsFor(rows.name, place)}`);
  }, source);
}

function gapText(what: string): string {
  return `［待填：${what}］`;
}

/** What is not filled in is asked for once in a paragraph: a branch that hangs on a figure named before says nothing more, unless its sentence would break off. */
export function withoutRepeatedGaps<P extends Piece>(pieces: readonly P[]): readonly P[] {
  const asked = new Set<string>();
  return pieces.filter((piece, at) => {
    if (piece.kind === 'break') asked.clear();
    if (piece.kind !== 'gap') return true;
    const cells = piece.cells.map(({ table, row, column }) => `${table}/${row}/${column}`);
    const isRepeated = piece.of === 'branch' && cells.some((cell) => asked.has(cell));
    for (const cell of cells) asked.add(cell);
    const before = pieces[at - 1];
    return !isRepeated || (before?.kind === 'text' && /[，、：]$/u.test(before.text));
  });
}

/** How figures are printed in text: no separators; zero as 0; percentages with two places; counts as they are. */
export function textAmount(value: Value, format: FigureFormat, decimals: number): string {
  const amount: Decimal | null = isAmount(value) ? value : null;
  if (amount === null && value !== null) return String(value);
  if (format === 'percent') return `${(amount ?? decimal(0)).toFixed(2)}%`;
  if (amount === null || amount.isZero()) return '0';
  return format === 'count' ? amountText(amount) : roundHalfUp(amount, decimals).toFixed(decimals);
}
