/** The parts of a sentence that claim something, in order: figures, words of comparison, “没有…”, and brackets around figures. */
import { bareName, type Subject, type SubjectName } from './lexicon.ts';
import type { BudgetBase, Relation } from './claim.ts';
import { type Figure, figuresIn } from './numbers.ts';

interface Span {
  readonly at: number;
  readonly end: number;
}

export type Token = Span &
  (
    | { readonly kind: 'figure'; readonly figure: Figure }
    | { readonly kind: 'relation'; readonly word: Relation; readonly base: BudgetBase }
    | { readonly kind: 'flat' }
    | { readonly kind: 'none'; readonly subject: Subject; readonly words: string }
    | { readonly kind: 'open' }
    | { readonly kind: 'close' }
  );

const BASE = '(?:年初|全年|调整后?的?|当年|年度|本年)?';
const YEAR = String.raw`(?:20\d\d年度?)?`;
const RELATION = new RegExp(
  [
    `决算(?:数|支出|总额)?[^，。；]{0,2}?(?:(?<greater>大于|高于|超过|多于|超出)|(?<less>小于|低于|少于|不及)|(?<same>等于|持平于))了?${YEAR}(?<base1>${BASE})预算`,
    `决算(?:数|支出)?(?:与|和|同|较|比)${YEAR}(?<base2>${BASE})预算数?(?:相比)?(?:(?<differs>存在差异|不一致|有差异|差异|不同)|(?<equal>基本持平|持平|一致|相等|相同|无差异|没有差异))`,
    `(?:决算(?:数|支出)?)?与${YEAR}(?<base3>${BASE})预算数?(?:相比)?(?<flat>基本持平|持平|一致|相等|相同)`,
    `(?<=[，；]|支出|决算)(?:(?<greater2>大于|高于|超过|超出)|(?<less2>小于|低于|少于))${YEAR}(?<base4>${BASE})预算数?`,
    `决算(?:数|支出)?(?:较|比)${YEAR}(?<base5>${BASE})预算数?(?:(?<more>增加|增长|偏高|偏大|有所增加)|(?<fewer>减少|下降|偏低|偏小|有所减少))(?!了?(?:约)?[-\\d])`,
  ].join('|'),
  'gu',
);
const PRIOR_YEAR = String.raw`(?:上年度?|上一年度?|去年|20\d\d年度?)(?:同期)?(?:决算|支出)?(?:数|支出数|支出)?(?:相比|相比较)?`;
const FLAT = new RegExp(`(?:与|和|同|较|比)${PRIOR_YEAR}(?:，)?(?:基本持平|持平|相同|一致|相等|无增减变化|无增减|无变化|没有变化|没有增减变化)|同比(?:基本)?持平`, 'gu');
const REASON = /(?:主要)?原因|主要是(?!由)|主要系|由于|因为|主要用于(?!以下|下列|如下)/gu;

/** The tokens of a sentence. What only explains (“主要原因是…增加200万元”) claims nothing about the section's subjects and is left out. */
export function tokensOf(text: string, names: readonly SubjectName[]): readonly Token[] {
  const silent = explanations(text, names);
  const isSilent = (at: number): boolean => silent.some((span) => at >= span.at && at < span.end);
  const tokens: Token[] = figuresIn(text).map((figure) => ({ kind: 'figure', figure, at: figure.at, end: figure.end }));
  for (const match of text.matchAll(RELATION)) tokens.push({ ...relationOf(match.groups ?? {}), at: match.index, end: match.index + match[0].length });
  for (const match of text.matchAll(FLAT)) tokens.push({ kind: 'flat', at: match.index, end: match.index + match[0].length });
  // What the vehicles cost is an explanation; how many are kept is said after it all the same.
  const isKept = ({ at }: Token): boolean => /保有[^，。；]{0,6}$/u.test(text.slice(Math.max(0, at - 12), at));
  const claims = tokens.filter((token) => !isSilent(token.at) || isKept(token));
  const denied = denials(text, names).filter((token) => !isSilent(token.at));
  return [...claims, ...denied, ...brackets(text, claims)].sort((a, b) => a.at - b.at || a.end - b.end);
}

function relationOf(groups: Readonly<Record<string, string | undefined>>): { kind: 'relation'; word: Relation; base: BudgetBase } {
  const base = groups['base1'] ?? groups['base2'] ?? groups['base3'] ?? groups['base4'] ?? groups['base5'] ?? '';
  const has = (...keys: readonly string[]): boolean => keys.some((key) => groups[key] !== undefined);
  const word = has('greater', 'greater2', 'more') ? '>' : has('less', 'less2', 'fewer') ? '<' : has('differs') ? '≠' : '=';
  return { kind: 'relation', word, base: baseOf(base) };
}

/** 年初, 全年 (also 调整) or only 预算. */
export function baseOf(words: string): BudgetBase {
  if (/年初/u.test(words)) return '年初';
  return /全年|调整/u.test(words) ? '全年' : '';
}

/** From a word of explaining to the end of the sentence, or to where the sentence takes up a subject again. */
function explanations(text: string, names: readonly SubjectName[]): readonly Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(REASON)) {
    if ((spans.at(-1)?.end ?? 0) > match.index) continue;
    // “主要用于：教育支出…” lists the section's own subjects.
    if (match[0].startsWith('主要用于') && startsWithName(text.slice(match.index + match[0].length), names)) continue;
    spans.push({ at: match.index, end: resumesAt(text, match.index, names) });
  }
  return spans;
}

/** After why the 决算数 is not the 预算数 a sentence may go on to last year. */
const TO_LAST_YEAR = new RegExp(`，(?:与|和|同|较|比)${PRIOR_YEAR}，?(?:均|各)?(?:增|减|下降|上升|持平|基本持平|无)`, 'u');

function resumesAt(text: string, from: number, names: readonly SubjectName[]): number {
  const ofBudget = /预算数?的$|差异的?$|预算数?，?(?:其|的)?$/u.test(text.slice(0, from));
  const next = ofBudget ? TO_LAST_YEAR.exec(text.slice(from)) : null;
  const named = resumesAtName(text, from, names);
  return next === null ? named : Math.min(named, from + next.index);
}

function resumesAtName(text: string, from: number, names: readonly SubjectName[]): number {
  for (const match of text.slice(from).matchAll(/；|其中/gu)) {
    const next = from + match.index + match[0].length;
    if (startsWithName(text.slice(next), names)) return from + match.index;
  }
  return text.length;
}

function startsWithName(text: string, names: readonly SubjectName[]): boolean {
  const bare = bareName(text.slice(0, 60)).replace(/^[：，（）\d.、]*/u, '');
  return names.some((name) => bare.startsWith(name.bare));
}

const DENIED = /(?:没有|未发生|未使用|未安排|未产生|不涉及|无)(?<what>[^，。；：]{0,40})|(?<before>[^，。；：]{2,40})(?:均未发生|未发生|没有发生|未产生)/gu;
const NO_DENIAL = /增减|变化|变动|差异|预算安排|年初预算|原因/u;

/** “无政府性基金预算财政拨款收入”, “公务接待费未发生”: subjects that the text says do not occur. */
function denials(text: string, names: readonly SubjectName[]): readonly Token[] {
  return [...text.matchAll(DENIED)].flatMap((match): readonly Token[] => {
    const { what, before } = match.groups ?? {};
    const words = bareName(what ?? before ?? '');
    if (NO_DENIAL.test(match[0])) return [];
    const denied = what === undefined ? names.filter((name) => words.includes(name.bare)) : names.filter((name) => words.replace(/^(?:使用|发生|安排)/u, '').startsWith(name.bare));
    const subjects = new Set(denied.map((name) => name.subject));
    return [...subjects].map((subject) => ({ kind: 'none', subject, words: match[0], at: match.index, end: match.index + match[0].length }));
  });
}

/** Brackets that hold figures: what is said in them is said in passing. */
function brackets(text: string, claims: readonly Token[]): readonly Token[] {
  return [...text.matchAll(/（[^（）]*）/gu)].flatMap((match): readonly Token[] => {
    const end = match.index + match[0].length;
    const holds = claims.some((token) => token.at > match.index && token.end < end);
    return holds ? [{ kind: 'open', at: match.index, end: match.index + 1 }, { kind: 'close', at: end - 1, end }] : [];
  });
}
