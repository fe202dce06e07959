/** Reads what a section claims, by walking the figures of each paragraph in order and remembering what was last spoken of, as a reader does. */
import { type Claim, pickBudget, type Reading } from './claim.ts';
import { announced } from './announced-subject.ts';
import { isSameSubject, namesOf, type Subject } from './lexicon.ts';
import { distributed, type Share } from './distributed-figures.ts';
import { nameSubject } from './name-subject.ts';
import { type FigureView, readFigure } from './read-figure.ts';
import { itemsIn, type ReadItem, withoutNumbering } from './read-items.ts';
import { carry, freshState, noteSpoken, readingOf, type ReadingState, type SentenceView, switchSubject } from './reading-state.ts';
import { type Token, tokensOf } from './sentence-tokens.ts';

const REASON = /原因|由于|因为|主要是|主要系|系因/u;

/** The claims of a section's text, in order. */
export function readClaims(text: string, reading: Reading): readonly Claim[] {
  const claims: Claim[] = [];
  const view = readingOf(reading, namesOf(reading.subjects));
  let sentence = 0;
  let from = 0;
  for (const paragraph of text.split('\n')) {
    const state = freshState(view);
    const before = claims.length;
    let at = from;
    for (const part of paragraph.split('。')) {
      const follows = text.slice(at, from + paragraph.length);
      readSentence({ text: part, offset: at, sentence: sentence++, rest: follows, isFirst: at === from }, state, claims);
      at += part.length + 1;
    }
    view.head ??= state.head;
    carry(view, state, { hasFigures: claims.slice(before).some((claim) => claim.kind !== 'item'), isNumbered: withoutNumbering(paragraph) !== paragraph });
    from += paragraph.length + 1;
  }
  return withLaterBudgets(claims);
}

function readSentence(sentence: SentenceView, state: ReadingState, claims: Claim[]): void {
  const { text } = sentence;
  state.openChange = -1;
  state.isNamed = false;
  const items = [...knownItems(text, state)];
  const tokens = tokensOf(text, state.view.names);
  if (items.length === 0 && tokens.length === 0) announce(sentence, state);
  const walk: Walk = { sentence, shares: distributed(text, tokens, state), near: 0, far: 0 };
  const takeItems = (until: number): void => {
    for (let next = items[0]; next !== undefined && next.end <= until; next = items[0]) {
      readItem(next, sentence, state, claims);
      walk.far = walk.near = next.end;
      items.shift();
    }
  };
  tokens.forEach((token, index) => {
    takeItems(token.at);
    if (token.at >= (items[0]?.at ?? text.length)) return;
    if (isBracket(token)) turnBracket(token, state);
    else readNext(token, index, walk, state, claims);
  });
  takeItems(text.length);
}

/** How far a sentence has been read. */
interface Walk {
  readonly sentence: SentenceView;
  readonly shares: ReadonlyMap<number, Share>;
  /** End of the last figure or word that claims something. */
  near: number;
  /** End of the last one that was no count. */
  far: number;
}

function readNext(token: Exclude<Token, Bracket>, index: number, walk: Walk, state: ReadingState, claims: Claim[]): void {
  const { sentence, shares } = walk;
  const { text, offset } = sentence;
  const share = shares.get(index);
  const lead = share?.lead ?? text.slice(walk.near, token.at);
  const naming = share?.take === undefined ? nameSubject(withoutWhole(share?.lead ?? text.slice(walk.far, token.at)), state, isCounted(token)) : share.take(state);
  walk.near = token.end;
  if (!isCounted(token)) walk.far = token.end;
  readToken(token, { ...sentence, lead, naming, place: { at: offset + token.at, end: offset + token.end, subject: state.subject, candidates: state.isNamed ? [] : state.spoken } }, state, claims);
  noteSpoken(state);
}

/** What is said in brackets is said in passing. */
function turnBracket({ kind }: Bracket, state: ReadingState): void {
  if (kind === 'open') state.kept.push({ subject: state.subject, actual: state.actual, prior: state.prior, budgets: state.budgets });
  else Object.assign(state, state.kept.pop());
}

/** “1.公务接待费。预算…”, or a heading of its own above the paragraph: what follows is of that. */
function announce({ text, isFirst }: SentenceView, state: ReadingState): void {
  const subject = isFirst ? announced(text, state.view) : undefined;
  if (subject === undefined) return;
  switchSubject(state, subject);
  state.announced = { subject };
}

type Bracket = Extract<Token, { kind: 'open' | 'close' }>;

function isBracket(token: Token): token is Bracket {
  return token.kind === 'open' || token.kind === 'close';
}

/** The whole in “占…的” and what an “执行率” is called by are not what the sentence goes on to speak of. */
function withoutWhole(lead: string): string {
  return lead.replace(/占[^，。；：]*$/u, '').replace(/(?:项目|资金|整体|预算|决算){0,3}(?:执行率|完成率|差异率)[^，。；：]{0,2}$/u, '');
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

interface KnownItem extends ReadItem {
  readonly subject: Subject | null;
  readonly isKnown: boolean;
}

/** The items of a sentence with the rows that they mean, each up to where its name ends. */
function knownItems(text: string, { view }: ReadingState): readonly KnownItem[] {
  if (!view.reading.hasItems) return [];
  return itemsIn(text, view.path).flatMap((item): readonly KnownItem[] => {
    const subject = view.reading.item(item);
    const end = endOfName(text, item, subject);
    return end === null ? [] : [{ ...item, end, subject: subject === 'several' ? null : subject, isKnown: subject !== null }];
  });
}

/** `3.科学技术（类）应用研究（款）社会公益研究（项）` makes that 科目 the subject. */
function readItem({ path, subject, isKnown, at, end }: KnownItem, { offset, rest }: SentenceView, state: ReadingState, claims: Claim[]): void {
  switchSubject(state, subject);
  state.isNamed = true;
  state.announced = { subject };
  state.view.path = path;
  claims.push({ kind: 'item', path, found: isKnown, hasReason: REASON.test(rest), subject, at: offset + at, end: offset + end });
}

/** Where an item's name ends. A bare number is a code only where the name of its row follows it. */
function endOfName(text: string, { path, end }: ReadItem, subject: Subject | 'several' | null): number | null {
  if (path.some((name) => name !== '')) return end;
  if (subject === null || subject === 'several') return null;
  const stem = subject.name.replace(/支出$/u, '');
  const follows = text.slice(end, end + subject.name.length);
  if (isSameSubject(follows, subject.name)) return end + subject.name.length;
  return text.startsWith(stem, end) ? end + stem.length : null;
}

/** “完成预算的0%” may stand before the budget it speaks of, in an overview of what follows. */
function withLaterBudgets(claims: readonly Claim[]): readonly Claim[] {
  return claims.map((claim, at) => {
    if (claim.kind !== 'completion' || claim.isRate || claim.budgets.length > 0 || claim.subject === null) return claim;
    const later = claims.slice(at).find((other) => other.kind === 'budget' && other.subject === claim.subject);
    return later?.kind === 'budget' ? { ...claim, base: later.base, budgets: [{ value: later.value, subject: claim.subject, base: later.base }] } : claim;
  });
}

