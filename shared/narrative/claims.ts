/** Reads what a section claims, by walking the figures of each paragraph in order and remembering what was last spoken of, as a reader does. */
import { type Claim, pickBudget, type Reading } from './claim.ts';
import { bareName, namesOf } from './lexicon.ts';
import { nameSubject } from './name-subject.ts';
import { type FigureView, readFigure } from './read-figure.ts';
import { freshState, readingOf, type ReadingState, type SentenceView, switchSubject } from './reading-state.ts';
import { type Token, tokensOf } from './sentence-tokens.ts';

const ITEM = /(?<class>[^\n。；：，]*?)（类）(?:(?<section>[^\n。；，]*?)（款）)?(?:(?<item>[^\n。；，]*?)（项）)?/gu;
const REASON = /原因|由于|因为|主要是|主要系|系因/u;

/** The claims of a section's text, in order. */
export function readClaims(text: string, reading: Reading): readonly Claim[] {
  const claims: Claim[] = [];
  const view = readingOf(reading, namesOf(reading.subjects));
  let sentence = 0;
  let from = 0;
  for (const paragraph of text.split('\n')) {
    const state = freshState(view, reading.initial);
    let at = from;
    for (const part of paragraph.split('。')) {
      readSentence({ text: part, offset: at, sentence: sentence++, rest: text.slice(at, from + paragraph.length) }, state, claims);
      at += part.length + 1;
    }
    view.head ??= state.head;
    from += paragraph.length + 1;
  }
  return withLaterBudgets(claims);
}

function readSentence(sentence: SentenceView, state: ReadingState, claims: Claim[]): void {
  const { text, offset } = sentence;
  state.openChange = -1;
  const items = readItems(sentence, state, claims);
  let near = items;
  let far = items;
  for (const token of tokensOf(text, state.view.names)) {
    if (token.at < items) continue;
    if (isBracket(token)) {
      if (token.kind === 'open') state.kept.push({ subject: state.subject, actual: state.actual, prior: state.prior, budgets: state.budgets });
      else Object.assign(state, state.kept.pop());
      continue;
    }
    const lead = text.slice(near, token.at);
    const naming = nameSubject(withoutWhole(text.slice(far, token.at)), state, isCounted(token));
    near = token.end;
    if (!isCounted(token)) far = token.end;
    readToken(token, { ...sentence, lead, naming, place: { at: offset + token.at, end: offset + token.end, subject: state.subject } }, state, claims);
  }
}

type Bracket = Extract<Token, { kind: 'open' | 'close' }>;

function isBracket(token: Token): token is Bracket {
  return token.kind === 'open' || token.kind === 'close';
}

/** The whole in “占…的” and what an “执行率” is called by are not what the sentence goes on to speak of. */
function withoutWhole(lead: string): string {
  return lead.replace(/占[^，。；：]*$/u, '').replace(/(?:项目|资金|整体|预算){0,3}(?:执行率|完成率)[^，。；：]{0,2}$/u, '');
}

function isCounted(token: Token): boolean {
  return token.kind === 'figure' && (token.figure.kind === 'count' || (token.figure.kind === 'missing' && token.figure.what === 'count'));
}

function readToken(token: Exclude<Token, Bracket>, view: FigureView, state: ReadingState, claims: Claim[]): void {
  switch (token.kind) {
    case 'relation':
      claims.push({ ...view.place, kind: 'relation', word: token.word, base: token.base, actual: state.actual, budget: pickBudget(state.budgets, token.base), hasReason: REASON.test(view.rest.slice(token.at)) });
      return;
    case 'flat':
      claims.push({ ...view.place, kind: 'flat', actual: state.actual, stated: state.prior });
      return;
    case 'none':
      claims.push({ ...view.place, subject: token.subject, kind: 'none', words: token.words });
      return;
    case 'figure':
      readFigure(token.figure, view, state, claims);
  }
}

/** `3.科学技术（类）应用研究（款）社会公益研究（项）` makes that 科目 the subject; returns where the last item ends. */
function readItems({ text, offset, rest }: SentenceView, state: ReadingState, claims: Claim[]): number {
  if (!state.view.reading.hasItems) return 0;
  let end = 0;
  for (const match of text.matchAll(ITEM)) {
    const { class: first = '', section, item } = match.groups ?? {};
    const path = [first.replace(/^.*[\d.．、：）①-⑳]/u, '').replace(/^(?:主要)?(?:用于|其中|包括)/u, ''), section, item].flatMap((name) => (name === undefined ? [] : bareName(name).replace(/^\d+/u, '')));
    const subject = state.view.reading.item(path);
    switchSubject(state, subject);
    end = match.index + match[0].length;
    claims.push({ kind: 'item', path, found: subject !== null, hasReason: REASON.test(rest), subject, at: offset + match.index, end: offset + end });
  }
  return end;
}

/** “完成预算的0%” may stand before the budget it speaks of, in an overview of what follows. */
function withLaterBudgets(claims: readonly Claim[]): readonly Claim[] {
  return claims.map((claim, at) => {
    if (claim.kind !== 'completion' || claim.isRate || claim.budgets.length > 0 || claim.subject === null) return claim;
    const later = claims.slice(at).find((other) => other.kind === 'budget' && other.subject === claim.subject);
    return later?.kind === 'budget' ? { ...claim, base: later.base, budgets: [{ value: later.value, subject: claim.subject, base: later.base }] } : claim;
  });
}
