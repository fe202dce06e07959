/**
 * The sentence language: fixed wording around figures. In braces stand words ({年度}, {部门}), figures by formula
 * ({收支总表[收入总计]}, {SHARE(a, b)}), branches ({若 条件：…｜条件：…｜否则：…}), loops ({逐 科目 in 支出表.项 若 条件 间“；”：…}),
 * parts of which the empty ones are left out ({连 “；”：…｜…}), names of rows ({名 科目 于 支出表}), reasons ({原因 键}), things only the user
 * knows ({填 键：提示}), lists of them and how many they are ({列 键：提示}, {计 键}), and phrases that the set defines ({增减 本年, 上年}).
 */
import { parseExpression, parseLoop } from '../formula/parse.ts';
import { type Expression, FormulaSyntaxError, type Loop } from '../formula/syntax.ts';

export type FigureFormat = 'amount' | 'percent' | 'count';

export type SentenceNode =
  | { readonly kind: 'text'; readonly text: string }
  /** 年度, 上年度, 部门, 序 (place in a loop). */
  | { readonly kind: 'word'; readonly name: string }
  | { readonly kind: 'figure'; readonly expression: Expression; readonly format: FigureFormat; readonly source: string }
  /** Name of the row that a loop variable stands for; `isPath` gives 类（类）款（款）项（项）. */
  | { readonly kind: 'name'; readonly variable: string; readonly isPath: boolean; readonly table: string }
  | { readonly kind: 'choose'; readonly branches: readonly { readonly when: Expression | null; readonly body: readonly SentenceNode[] }[] }
  | { readonly kind: 'each'; readonly loop: Loop; readonly where: Expression | null; readonly separator: string; readonly body: readonly SentenceNode[] }
  /** The parts that say something, with the separator between them: “不涉及的不列”. */
  | { readonly kind: 'join'; readonly separator: string; readonly parts: readonly (readonly SentenceNode[])[] }
  | { readonly kind: 'reason'; readonly key: string }
  | { readonly kind: 'field'; readonly key: string; readonly hint: string; readonly list: FieldList | null }
  /** How many entries the list under a key has. */
  | { readonly kind: 'tally'; readonly key: string };

/** A field that is a list: its headings on paper where it is printed as a table, the first for the entries' numbers. */
export interface FieldList {
  readonly headings: readonly string[];
}

/** A phrase that sentences may use: its parameters stand for formulas. */
export interface Phrase {
  readonly parameters: readonly string[];
  readonly text: string;
}

export type Phrases = Readonly<Record<string, Phrase>>;

export const WORDS = ['年度', '上年度', '部门', '序'] as const;

/** What a sentence is read against: phrases, loop variables around it, and who else judges its formulas (by throwing `FormulaSyntaxError`). */
export interface SentenceContext {
  readonly phrases: Phrases;
  readonly variables: readonly string[];
  readonly approve: (formula: Expression | Loop) => void;
}

const PLAIN: SentenceContext = { phrases: {}, variables: [], approve: () => undefined };

/** Reads a sentence. Throws `FormulaSyntaxError` with the offset in `source`. */
export function parseSentence(source: string, context: Partial<SentenceContext> = {}): readonly SentenceNode[] {
  return new SentenceParser(source, { ...PLAIN, ...context }).all();
}

/** Reads what the user wrote, piece by piece: what stands in braces and can't be read is taken as plain words, never lost. */
export function parseOwnWords(source: string, context: Partial<SentenceContext>): readonly SentenceNode[] {
  const nodes: SentenceNode[] = [];
  for (let at = 0; at < source.length; ) {
    const open = source.indexOf('{', at);
    const stop = open < 0 ? source.length : open;
    if (stop > at) nodes.push({ kind: 'text', text: source.slice(at, stop) });
    if (open < 0) break;
    const piece = bracedPiece(source, open);
    nodes.push(...readable(piece, context));
    at = open + piece.length;
  }
  return nodes;
}

/** From an opening brace to the one that closes it; the brace alone where none does. */
function bracedPiece(source: string, open: number): string {
  try {
    return source.slice(open, matching(source, open) + 1);
  } catch (error) {
    if (error instanceof FormulaSyntaxError) return '{';
    throw error;
  }
}

function readable(piece: string, context: Partial<SentenceContext>): readonly SentenceNode[] {
  try {
    return piece === '{' ? [{ kind: 'text', text: piece }] : parseSentence(piece, context);
  } catch (error) {
    if (error instanceof FormulaSyntaxError) return [{ kind: 'text', text: piece }];
    throw error;
  }
}

class SentenceParser {
  private at = 0;

  constructor(
    private readonly source: string,
    private readonly context: SentenceContext,
  ) {}

  all(): readonly SentenceNode[] {
    const nodes: SentenceNode[] = [];
    while (this.at < this.source.length) {
      const open = this.source.indexOf('{', this.at);
      const stop = open < 0 ? this.source.length : open;
      if (stop > this.at) nodes.push({ kind: 'text', text: this.source.slice(this.at, stop) });
      if (open < 0) break;
      const close = matching(this.source, open);
      nodes.push(...this.braced(this.source.slice(open + 1, close), open + 1));
      this.at = close + 1;
    }
    return nodes;
  }

  private braced(inside: string, offset: number): readonly SentenceNode[] {
    const text = inside.trim();
    if (WORDS.some((word) => word === text)) return [{ kind: 'word', name: text }];
    const command = /^(若|逐|连|原因|填|列|计|名|科目名)\s+([\s\S]*)$/u.exec(text);
    try {
      return command === null ? this.figureOrPhrase(text) : [this.command(command[1] ?? '', command[2] ?? '')];
    } catch (error) {
      if (error instanceof FormulaSyntaxError) throw new FormulaSyntaxError(error.message, offset + error.at);
      throw error;
    }
  }

  private command(name: string, rest: string): SentenceNode {
    switch (name) {
      case '若':
        return { kind: 'choose', branches: this.branches(rest) };
      case '逐':
        return this.loop(rest);
      case '连':
        return this.join(rest);
      case '原因':
        return { kind: 'reason', key: rest.trim() };
      case '计':
        return { kind: 'tally', key: rest.trim() };
      case '填':
      case '列': {
        const [key = '', hint = ''] = cut(rest, '：');
        const named = /^(?<key>[^（]+)(?:（(?<headings>[^）]*)）)?$/u.exec(key.trim());
        const headings = named?.groups?.['headings']?.split('、') ?? [];
        return { kind: 'field', key: (named?.groups?.['key'] ?? key).trim(), hint, list: name === '列' ? { headings } : null };
      }
      default:
        return this.nameOf(rest, name === '科目名');
    }
  }

  private nameOf(rest: string, isPath: boolean): SentenceNode {
    const [variable = '', table = ''] = rest.split(/\s+于\s+/u).map((part) => part.trim());
    const isRow = this.context.variables.includes(variable) || /^\d+$/u.test(variable);
    if (!isRow || table === '') throw new FormulaSyntaxError('应写成“名 科目 于 表名”，用在“逐”之内，或写明科目编码，如“名 206 于 支出表”', 0);
    return { kind: 'name', variable, isPath, table };
  }

  private branches(rest: string): readonly { when: Expression | null; body: readonly SentenceNode[] }[] {
    return splitTop(rest, '｜').map((part) => {
      const [condition = '', body] = cut(part, '：');
      if (body === undefined) throw new FormulaSyntaxError('“若”应写成“若 条件：文字｜否则：文字”', 0);
      const when = condition.trim() === '否则' ? null : this.expression(condition);
      return { when, body: parseSentence(body, this.context) };
    });
  }

  private join(rest: string): SentenceNode {
    const match = /^“(?<separator>[^”]*)”\s*：(?<parts>[\s\S]*)$/u.exec(rest.trim());
    if (match === null) throw new FormulaSyntaxError('“连”应写成“连 “；”：文字｜文字”', 0);
    const parts = splitTop(match.groups?.['parts'] ?? '', '｜');
    return { kind: 'join', separator: match.groups?.['separator'] ?? '', parts: parts.map((part) => parseSentence(part, this.context)) };
  }

  private loop(rest: string): SentenceNode {
    const [head = '', body] = cut(rest, '：');
    if (body === undefined) throw new FormulaSyntaxError('“逐”应写成“逐 科目 in 表名.行：文字”', 0);
    const match = /^(?<loop>.*?)(?:\s+若\s+(?<where>.*?))?(?:\s+间\s*“(?<separator>[^”]*)”)?$/u.exec(head.trim());
    const { loop: loopText = '', where, separator = '' } = match?.groups ?? {};
    const loop = parseLoop(loopText);
    this.context.approve(loop);
    const inner = { ...this.context, variables: [...this.context.variables, loop.variable] };
    return {
      kind: 'each', loop, separator, where: where === undefined ? null : new SentenceParser('', inner).expression(where),
      body: parseSentence(body, inner),
    };
  }

  private expression(text: string): Expression {
    const expression = parseExpression(text, this.context.variables);
    this.context.approve(expression);
    return expression;
  }

  private figureOrPhrase(text: string): readonly SentenceNode[] {
    const used = /^(?<name>\p{Script=Han}+)\s+(?<arguments>[\s\S]+)$/u.exec(text);
    const phrase = this.context.phrases[used?.groups?.['name'] ?? ''];
    if (phrase !== undefined) return parseSentence(substitute(phrase, splitTop(used?.groups?.['arguments'] ?? '', ',')), this.context);
    const counted = /^(?<formula>[\s\S]+?)\s*\|\s*个数$/u.exec(text);
    const formula = counted?.groups?.['formula'] ?? text;
    const expression = this.expression(formula);
    const isPercent = expression.type === 'call' && (expression.name === 'SHARE' || expression.name === 'GROWTH');
    return [{ kind: 'figure', expression, format: counted !== null ? 'count' : isPercent ? 'percent' : 'amount', source: text }];
  }
}

function substitute(phrase: Phrase, given: readonly string[]): string {
  if (given.length !== phrase.parameters.length) throw new FormulaSyntaxError(`此短语需要 ${phrase.parameters.length} 个参数，写了 ${given.length} 个`, 0);
  return phrase.parameters.reduce((text, parameter, at) => text.replaceAll(`〔${parameter}〕`, (given[at] ?? '').trim()), phrase.text);
}

/** Place of the brace that closes the one at `open`. */
function matching(source: string, open: number): number {
  let depth = 0;
  for (let at = open; at < source.length; at++) {
    if (source[at] === '{') depth++;
    else if (source[at] === '}' && --depth === 0) return at;
  }
  throw new FormulaSyntaxError('“{”没有配对的“}”', open);
}

/** Cuts at the first `mark` outside braces and brackets; one part where there is none. */
function cut(text: string, mark: string): readonly string[] {
  const [first = '', ...rest] = splitTop(text, mark);
  return rest.length === 0 ? [first] : [first, text.slice(first.length + mark.length)];
}

function splitTop(text: string, mark: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if ('{[('.includes(character)) depth++;
    else if ('}])'.includes(character)) depth--;
    else if (depth === 0 && text.startsWith(mark, at)) {
      parts.push(text.slice(from, at));
      from = at + mark.length;
    }
  }
  return [...parts, text.slice(from)];
}
