/** Changes of one figure, word, year or name of a text, as a slip of the hand makes them. */

export interface Mutation {
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  readonly at: number;
  /** Line of the source, from 1. */
  readonly line: number;
  readonly text: string;
}

const plusOne = (places: (figure: string) => number) => (figure: string): readonly string[] => [(Number(figure) + 1).toFixed(places(figure))];
const written = (figure: string): number => figure.split('.')[1]?.length ?? 0;
const OPPOSITE: Readonly<Record<string, string>> = { 增加: '减少', 减少: '增加', 增长: '下降', 下降: '增长', 大于: '小于', 小于: '大于', 持平: '存在差异' };

const KINDS: readonly (readonly [kind: string, find: RegExp, change: (found: string) => readonly string[]])[] = [
  ['amount', /(?<![\d.])\d+(?:\.\d+)?(?=\s*万元(?!（含))/gu, plusOne(written)],
  ['percent', /\d+(?:\.\d+)?(?=%)/gu, plusOne(written)],
  ['direction', /增加|减少|增长|下降|大于|小于|持平/gu, (word) => [OPPOSITE[word] ?? word]],
  ['count', /\d+(?=\s*(?:个|人次|辆))/gu, plusOne(() => 0)],
  ['year', /20\d\d(?=\s*年)/gu, (year) => [String(Number(year) - 1), String(Number(year) + 1)]],
];

/** Every such change of the lines `from`…`to` of a text. */
export function mutationsOf(text: string, from = 1, to = Number.POSITIVE_INFINITY): readonly Mutation[] {
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length;
  return KINDS.flatMap(([kind, find, change]) => [...text.matchAll(find)].flatMap((match) => {
    const line = lineAt(match.index);
    if (line < from || line > to) return [];
    return change(match[0]).map((changed): Mutation => ({ kind, from: match[0], to: changed, at: match.index, line, text: text.slice(0, match.index) + changed + text.slice(match.index + match[0].length) }));
  }));
}

/** What stands around a change, for the message of a miss. */
export function around(text: string, { at, from, to, line }: Mutation): string {
  return `${line}: ${text.slice(Math.max(0, at - 20), at)}[${from}→${to}]${text.slice(at + from.length, at + from.length + 10)}`.replaceAll('\n', '');
}
