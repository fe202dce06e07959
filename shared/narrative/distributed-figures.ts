/** “基本支出和项目支出分别为245.22万元和1236.14万元，分别占16.55%和83.45%”: each figure is given to the one that it is of. */
import { bareName } from './lexicon.ts';
import { chainEnding } from './name-subject.ts';
import { type ReadingState, switchSubject } from './reading-state.ts';
import type { Token } from './sentence-tokens.ts';

/** How a figure is to be read instead of by the words before it. */
export interface Share {
  /** The words that lead to it. */
  readonly lead: string;
  /** Makes its subject the current one and returns the words after the name; absent where `lead` names it. */
  readonly take?: (state: ReadingState) => string;
}

type Numbered = { readonly index: number; readonly token: Token };

/** The figures of a sentence that are shared out among several, by their place among the tokens. */
export function distributed(text: string, tokens: readonly Token[], state: ReadingState): ReadonlyMap<number, Share> {
  const shares = new Map<number, Share>();
  for (const { index: at } of text.matchAll(/分别/gu)) {
    const group = groupAt(text, tokens, at);
    const [first] = group;
    if (first === undefined || group.length < 2) continue;
    const before = tokens.findLast((token) => token.kind === 'figure' && token.end <= at)?.end ?? 0;
    const clause = text.slice(before, at).replace(/^.*(?:[；：]|其中)/u, '').replace(/^，/u, '');
    const verb = text.slice(at + 2, first.token.at);
    group.forEach(({ index, token }, place) => shares.set(index, shareOf({ clause, verb, token, place, size: group.length, state })));
  }
  return shares;
}

/** The figures that follow 分别 with nothing but “、” or 和 between them. */
function groupAt(text: string, tokens: readonly Token[], at: number): readonly Numbered[] {
  const figures = tokens.flatMap((token, index): readonly Numbered[] => (token.kind === 'figure' && token.at > at ? [{ index, token }] : []));
  const [first] = figures;
  if (first === undefined || /[。；：，\d]/u.test(text.slice(at, first.token.at))) return [];
  const end = figures.findIndex(({ token }, place) => place > 0 && !/^(?:，|、)?[和及与]?$/u.test(text.slice(figures[place - 1]?.token.end ?? 0, token.at)));
  return end < 0 ? figures : figures.slice(0, end);
}

interface Part {
  readonly clause: string;
  readonly verb: string;
  readonly token: Token;
  readonly place: number;
  readonly size: number;
  readonly state: ReadingState;
}

function shareOf({ clause, verb, token, place, size, state }: Part): Share {
  if (token.kind === 'figure' && token.figure.kind === 'count') return countShare(clause, verb, place, size);
  const chain = chainEnding(bareName(clause), state.view.names);
  if (chain.length === size) {
    return { lead: verb, take: (now) => {
      now.shared = chain;
      switchSubject(now, chain[place] ?? null);
      now.isNamed = true;
      return verb;
    } };
  }
  // 收、支总计 is one subject of two.
  if (chain.length === 1 && /、|收支/u.test(clause)) return { lead: `${clause}${verb}` };
  return { lead: verb, take: (now) => takeShared(now, clause === '' ? place : -1, size, verb) };
}

/** The figures after a second 分别 are of the same ones, in the same order. */
function takeShared(state: ReadingState, place: number, size: number, verb: string): string {
  const subject = state.shared.length === size ? (state.shared[place] ?? null) : null;
  switchSubject(state, subject);
  const said = state.spoken.find((one) => one.subject === subject);
  if (said !== undefined) Object.assign(state, said);
  state.isNamed = true;
  return verb;
}

function countShare(clause: string, verb: string, place: number, size: number): Share {
  const names = clause.split(/[、和及与]/u);
  const name = names.length === size ? names[place] : undefined;
  return { lead: name === undefined ? '' : `${name}${verb}` };
}
