/** Cuts a formula's text into tokens. Full-width signs and the accountant's ×, ÷, ≥ are the same as their half-width forms. */
import { FormulaSyntaxError } from './syntax.ts';

export type Token =
  | { readonly kind: 'number'; readonly text: string; readonly at: number }
  | { readonly kind: 'text'; readonly text: string; readonly at: number }
  | { readonly kind: 'word'; readonly text: string; readonly at: number }
  /** What stands between `[` and `]`, raw. */
  | { readonly kind: 'bracket'; readonly text: string; readonly at: number }
  /** `27行`, `1..8行`, `3栏`, `2..7栏`. */
  | { readonly kind: 'place'; readonly text: string; readonly at: number }
  | { readonly kind: 'sign'; readonly text: string; readonly at: number }
  | { readonly kind: 'end'; readonly text: ''; readonly at: number };

const SAME: Readonly<Record<string, string>> = {
  '（': '(', '）': ')', '，': ',', '＋': '+', '－': '-', '−': '-', '*': '×', '/': '÷', '＝': '=', '<>': '≠', '<=': '≤', '>=': '≥', '＜': '<', '＞': '>', '。': '.',
};

const SPACE = /\s+/uy;
const PLACE = /\d+(?:\s*\.\.\s*\d+)?\s*[行栏]/uy;
const NUMBER = /\d+(?:\.\d+)?/uy;
const TEXT = /"([^"]*)"/uy;
const WORD = /[\p{Script=Han}A-Za-z_][\p{Script=Han}A-Za-z0-9_“”]*/uy;
const SIGN = /<>|<=|>=|[-+×÷*/()（），,.。＋－−＝=≠<≤>≥＜＞|]/uy;

/** Tokens of `source`, ended by one of kind `end`. Throws `FormulaSyntaxError`. */
export function scan(source: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(source);
  };
  while (at < source.length) {
    const space = match(SPACE);
    if (space !== null) {
      at += space[0].length;
      continue;
    }
    const token = source[at] === '[' ? bracket(source, at) : plain(match, at);
    if (token === null) throw new FormulaSyntaxError(`不认识的符号“${source[at]}”`, at);
    tokens.push(token.token);
    at += token.length;
  }
  tokens.push({ kind: 'end', text: '', at: source.length });
  return tokens;
}

function bracket(source: string, at: number): { token: Token; length: number } {
  const close = source.indexOf(']', at);
  if (close < 0) throw new FormulaSyntaxError('“[”没有配对的“]”', at);
  return { token: { kind: 'bracket', text: source.slice(at + 1, close), at }, length: close + 1 - at };
}

function plain(match: (pattern: RegExp) => RegExpExecArray | null, at: number): { token: Token; length: number } | null {
  const place = match(PLACE);
  if (place !== null) return { token: { kind: 'place', text: place[0].replace(/\s/g, ''), at }, length: place[0].length };
  const number = match(NUMBER);
  if (number !== null) return { token: { kind: 'number', text: number[0], at }, length: number[0].length };
  const text = match(TEXT);
  if (text !== null) return { token: { kind: 'text', text: text[1] ?? '', at }, length: text[0].length };
  const word = match(WORD);
  if (word !== null) return { token: { kind: 'word', text: word[0], at }, length: word[0].length };
  const sign = match(SIGN);
  if (sign !== null) return { token: { kind: 'sign', text: SAME[sign[0]] ?? sign[0], at }, length: sign[0].length };
  return null;
}
