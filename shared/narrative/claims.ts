/**
 * What a section claims: amounts under their names, shares of a whole, completion rates, changes against last year, and words such
 * as 大于, 持平. Read by walking the figures of each paragraph in order and remembering what was last spoken of, as a reader does.
 */
import type { Decimal } from '../amount/amount.ts';
import { bareName, type Subject } from './lexicon.ts';
import { type Figure, figuresIn } from './numbers.ts';

/** Which 预算 is meant; '' where the text only says 预算. */
export type BudgetBase = '年初' | '全年' | '';
export type Direction = 'up' | 'down';

interface Placed {
  /** Offsets in the section's text of what the claim stands on. */
  readonly at: number;
  readonly end: number;
  readonly subject: Subject | null;
}

/** An amount as written, for later claims to refer to. */
export interface Stated {
  readonly value: Decimal;
  readonly subject: Subject | null;
  readonly base: BudgetBase;
}

export type Claim = Placed &
  (
    | { readonly kind: 'actual'; readonly value: Decimal }
    | { readonly kind: 'budget'; readonly value: Decimal; readonly base: BudgetBase }
    | { readonly kind: 'count'; readonly value: Decimal; readonly unit: string; readonly sentence: number }
    | { readonly kind: 'missing' }
    | { readonly kind: 'share'; readonly percent: Decimal; readonly text: string; readonly part: Decimal | null; readonly whole: Decimal | null; readonly wholeName: string }
    | { readonly kind: 'completion'; readonly percent: Decimal; readonly text: string; readonly actual: Decimal | null; readonly budgets: readonly Stated[]; readonly base: BudgetBase; readonly isRate: boolean }
    | { readonly kind: 'change'; readonly direction: Direction; readonly amount: Decimal | null; readonly percent: Decimal | null; readonly percentDirection: Direction | null; readonly text: string; readonly actual: Decimal | null; readonly against: 'prior' | Stated }
    | { readonly kind: 'flat'; readonly actual: Decimal | null }
    | { readonly kind: 'relation'; readonly word: '>' | '<' | '=' | '≠'; readonly actual: Decimal | null; readonly budget: Stated | null; readonly hasReason: boolean }
    | { readonly kind: 'item'; readonly path: readonly string[]; readonly found: boolean }
  );

/** How a section's names are recognised. */
export interface Reading {
  readonly subjects: readonly Subject[];
  readonly item: (path: readonly string[]) => Subject | null;
  readonly initial: Subject | null;
  /** Names that shares may be taken of, in whichever section they are at home. */
  readonly wholes: readonly Subject[];
}

type Token =
  | { readonly kind: 'figure'; readonly figure: Figure; readonly at: number; readonly end: number }
  | { readonly kind: 'relation'; readonly word: '>' | '<' | '=' | '≠'; readonly base: BudgetBase; readonly at: number; readonly end: number }
  | { readonly kind: 'flat'; readonly at: number; readonly end: number };

const RELATION = /决算数?[^，。；]{0,2}?(?:(?<greater>大于|高于|超过|多于)|(?<less>小于|低于|少于)|(?<same>等于))(?<base1>年初|全年|调整)?预算|决算数?(?:与|和|同)(?<base2>年初|全年|调整)?预算数?(?:(?<differs>存在差异|不一致|有差异)|(?<equal>基本持平|持平|一致|相等|相同))/gu;
const FLAT = /与(?:上年|上一年|20\d\d年)(?:度|决算数|决算|度决算数|度相比|相比)?(?:基本)?持平/gu;
const ITEM = /(?<class>[^\n。；：]*?)（类）(?<section>[^\n。；]*?)（款）(?<item>[^\n。；]*?)（项）/gu;
const UP = /增加|增长|上升|提高|增幅/u;
const DOWN = /减少|下降|降低|降幅|减幅/u;

interface State {
  subject: Subject | null;
  actual: Decimal | null;
  budgets: Stated[];
  /** First amount of the paragraph: the whole of which shares are taken. */
  head: Decimal | null;
  headName: string;
  /** Place in the list of a change that still may get its percentage. */
  openChange: number;
  named: Map<string, Decimal>;
}

/** The claims of a section's text, in order. */
export function readClaims(text: string, reading: Reading): readonly Claim[] {
  const claims: Claim[] = [];
  const named = new Map<string, Decimal>();
  let head: { value: Decimal | null; name: string } = { value: null, name: '' };
  let sentence = 0;
  let from = 0;
  for (const paragraph of text.split('\n')) {
    const state: State = { subject: reading.initial, actual: null, budgets: [], head: head.value, headName: head.name, openChange: -1, named };
    let at = from;
    for (const part of paragraph.split('。')) {
      readSentence(part, at, sentence++, state, reading, claims);
      at += part.length + 1;
    }
    if (head.value === null) head = { value: state.head, name: state.headName };
    from += paragraph.length + 1;
  }
  return claims;
}

function readSentence(text: string, offset: number, sentence: number, state: State, reading: Reading, claims: Claim[]): void {
  let previous = 0;
  state.openChange = -1;
  readItem(text, offset, state, reading, claims);
  for (const token of tokensOf(text)) {
    const lead = text.slice(previous, token.at);
    previous = token.end;
    // The whole in “占…的” is not what the sentence goes on to speak of.
    const rest = nameSubject(lead.replace(/占[^，。；：]*$/u, ''), state, reading);
    const place = { at: offset + token.at, end: offset + token.end, subject: state.subject };
    if (token.kind === 'relation') {
      const budget = pickBudget(state.budgets, token.base);
      claims.push({ ...place, kind: 'relation', word: token.word, actual: state.actual, budget, hasReason: /原因/u.test(text.slice(token.at)) });
    } else if (token.kind === 'flat') claims.push({ ...place, kind: 'flat', actual: state.actual });
    else readFigure(token.figure, { text, lead, rest, place, sentence }, state, claims, reading);
  }
}

/** `3.科学技术（类）应用研究（款）社会公益研究（项）` makes that 科目 the subject. */
function readItem(text: string, offset: number, state: State, reading: Reading, claims: Claim[]): void {
  for (const match of text.matchAll(ITEM)) {
    const { class: first = '', section = '', item = '' } = match.groups ?? {};
    const path = [first.replace(/^.*[\d.．、：]/u, ''), section, item];
    const subject = reading.item(path);
    switchSubject(state, subject);
    claims.push({ kind: 'item', path, found: subject !== null, subject, at: offset + match.index, end: offset + match.index + match[0].length });
  }
}

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = figuresIn(text).map((figure) => ({ kind: 'figure', figure, at: figure.at, end: figure.end }));
  for (const match of text.matchAll(RELATION)) {
    const groups = match.groups ?? {};
    tokens.push({ kind: 'relation', word: relationIn(groups), base: baseOf(groups['base1'] ?? groups['base2'] ?? ''), at: match.index, end: match.index + match[0].length });
  }
  for (const match of text.matchAll(FLAT)) tokens.push({ kind: 'flat', at: match.index, end: match.index + match[0].length });
  return tokens.sort((a, b) => a.at - b.at);
}

function relationIn(groups: Readonly<Record<string, string | undefined>>): '>' | '<' | '≠' | '=' {
  if (groups['greater'] !== undefined) return '>';
  if (groups['less'] !== undefined) return '<';
  return groups['differs'] === undefined ? '=' : '≠';
}

/** Makes the last subject named in `lead` the current one; returns what follows its name. */
function nameSubject(lead: string, state: State, reading: Reading): string {
  const bare = bareName(lead);
  const best = reading.subjects
    .flatMap((subject) => subject.names.flatMap((name): readonly NamedAt[] => {
      const start = bare.lastIndexOf(bareName(name));
      return start < 0 ? [] : [{ subject, start, end: start + bareName(name).length }];
    }))
    .reduce<NamedAt | null>((kept, next) => (kept === null || isFuller(next, kept) ? next : kept), null);
  if (best === null) return bare;
  if (best.subject !== state.subject) switchSubject(state, best.subject);
  return bare.slice(best.end);
}

/** Where a name stands in a lead. */
interface NamedAt {
  readonly subject: Subject;
  readonly start: number;
  readonly end: number;
}

/** The later name wins, but not against a longer one that it is a part of. */
function isFuller(next: NamedAt, kept: NamedAt): boolean {
  if (next.start >= kept.start && next.end <= kept.end) return false;
  return next.end >= kept.end;
}

function switchSubject(state: State, subject: Subject | null): void {
  state.subject = subject;
  state.actual = null;
  state.budgets = [];
}

interface FigureContext {
  readonly text: string;
  readonly lead: string;
  readonly rest: string;
  readonly place: Placed;
  readonly sentence: number;
}

function readFigure(figure: Figure, context: FigureContext, state: State, claims: Claim[], reading: Reading): void {
  const { place, lead } = context;
  switch (figure.kind) {
    case 'missing':
      state.actual = null;
      claims.push({ ...place, kind: 'missing' });
      return;
    case 'count':
      claims.push({ ...place, kind: 'count', value: figure.value, unit: figure.unit, sentence: context.sentence });
      return;
    case 'percent':
      readPercent(figure.value, figure.text, context, state, claims, reading);
      return;
    case 'amount': {
      const direction = directionOf(lead);
      if (direction !== null) readChange(figure.value, direction, figure.text, context, state, claims);
      else readAmount(figure.value, context, state, claims);
    }
  }
}

function readAmount(value: Decimal, { rest, place }: FigureContext, state: State, claims: Claim[]): void {
  const budget = budgetOf(rest);
  if (budget !== null) {
    const stated = { value, subject: state.subject, base: budget };
    state.budgets = [...state.budgets.filter((other) => other.base !== budget), stated];
    claims.push({ ...place, kind: 'budget', value, base: budget });
    return;
  }
  state.actual = value;
  if (state.head === null) {
    state.head = value;
    state.headName = state.subject?.name ?? '';
  }
  if (state.subject !== null && !state.named.has(state.subject.name)) state.named.set(state.subject.name, value);
  claims.push({ ...place, kind: 'actual', value });
}

/** 年初预算, 全年预算, 预算 before an amount; the 预算 inside 一般公共预算财政拨款 and its like is no budget. */
function budgetOf(rest: string): BudgetBase | null {
  const words = rest.replace(/(?:一般公共|政府性基金|国有资本经营)预算/gu, '');
  if (!/预算/u.test(words) || /决算[^预]*$/u.test(words) || /预算(?:总)?支出资金/u.test(words)) return null;
  return baseOf(words);
}

function baseOf(words: string): BudgetBase {
  if (/年初/u.test(words)) return '年初';
  return /全年|调整/u.test(words) ? '全年' : '';
}

function directionOf(lead: string): Direction | null {
  const words = /(?:增加|增长|上升|提高|增幅|减少|下降|降低|降幅|减幅)(?:了|为|至)?$/u.exec(lead)?.[0];
  if (words === undefined) return null;
  return UP.test(words) ? 'up' : DOWN.test(words) ? 'down' : null;
}

function readChange(amount: Decimal, direction: Direction, text: string, context: FigureContext, state: State, claims: Claim[]): void {
  state.openChange = claims.length;
  claims.push({ ...context.place, kind: 'change', direction, amount, percent: null, percentDirection: null, text, actual: state.actual, against: againstOf(context, state) });
}

/** “比年初预算增加…” is a change against that budget, everything else against last year. */
function againstOf({ text, place }: FigureContext, state: State): 'prior' | Stated {
  const before = text.slice(0, Math.max(0, text.length - (place.end - place.at)));
  const match = /[比较与](年初|全年|调整)?预算(?!财政)[^，。；]{0,4}(?:增加|减少|增长|下降)/u.exec(before);
  return match === null ? 'prior' : (pickBudget(state.budgets, baseOf(match[1] ?? '')) ?? 'prior');
}

function readPercent(percent: Decimal, text: string, context: FigureContext, state: State, claims: Claim[], reading: Reading): void {
  const { lead, place } = context;
  const completion = /完成(年初|全年|调整)?预算数?的?$|(预算)?执行率(?:为|达|达到)?$|完成率(?:为|达)?$/u.exec(bareName(lead));
  if (completion !== null) {
    const isRate = completion[0].includes('率');
    claims.push({ ...place, kind: 'completion', percent, text, actual: state.actual, budgets: state.budgets, base: isRate ? '全年' : baseOf(completion[1] ?? ''), isRate });
    return;
  }
  const share = /占(?<whole>[^，。；：]*?)的?(?:比例|比重)?(?:为)?$/u.exec(lead);
  if (share !== null) {
    const whole = wholeOf(share.groups?.['whole'] ?? '', state, reading);
    claims.push({ ...place, kind: 'share', percent, text, part: state.actual, ...whole });
    return;
  }
  const direction = directionOf(lead);
  if (direction !== null) closeChange(percent, direction, text, context, state, claims);
}

function closeChange(percent: Decimal, direction: Direction, text: string, context: FigureContext, state: State, claims: Claim[]): void {
  const open = claims[state.openChange];
  if (open?.kind === 'change' && open.percent === null) {
    claims[state.openChange] = { ...open, percent, percentDirection: direction, text, end: context.place.end };
    state.openChange = -1;
    return;
  }
  claims.push({ ...context.place, kind: 'change', direction, amount: null, percent, percentDirection: direction, text, actual: state.actual, against: againstOf(context, state) });
}

/** The whole that a share names, as written in the section or as the tables have it; else the paragraph's first amount. */
function wholeOf(name: string, state: State, reading: Reading): { whole: Decimal | null; wholeName: string } {
  if (name === '') return { whole: state.head ?? reading.initial?.actual?.value ?? null, wholeName: state.headName };
  const subject = longestNamed(name, reading.subjects) ?? longestNamed(name, reading.wholes);
  const written = subject === null ? undefined : state.named.get(subject.name);
  return { whole: written ?? subject?.actual?.value ?? null, wholeName: subject?.name ?? name };
}

function longestNamed(name: string, subjects: readonly Subject[]): Subject | null {
  const bare = bareName(name);
  let best: { subject: Subject; length: number } | null = null;
  for (const subject of subjects) {
    for (const candidate of subject.names) {
      const { length } = bareName(candidate);
      if (bare.endsWith(bareName(candidate)) && length > (best?.length ?? 0)) best = { subject, length };
    }
  }
  return best?.subject ?? null;
}

/** The budget that a base word means; where it was not written, the only one there is. */
export function pickBudget(budgets: readonly Stated[], base: BudgetBase): Stated | null {
  return budgets.find((budget) => budget.base === base) ?? (base === '' || budgets.every((budget) => budget.base === '') ? (budgets.at(-1) ?? null) : null);
}
