/** What a text may claim of a subject: the closed list that reading makes and judging takes. */
import type { Decimal } from '../amount/amount.ts';
import type { ItemName, Subject } from './lexicon.ts';

/** Which 预算 is meant; '' where the text only says 预算. */
export type BudgetBase = '年初' | '全年' | '';
export type Direction = 'up' | 'down';
export type Relation = '>' | '<' | '=' | '≠';

interface Placed {
  /** Offsets in the section's text of what the claim stands on. */
  readonly at: number;
  readonly end: number;
  readonly subject: Subject | null;
  /** Of what else it may be said, where the sentence names nothing itself: “其中：…，公务接待费3万元。比上年减少2万元”. */
  readonly candidates?: readonly Spoken[];
}

/** A subject with what the text has said of it. */
export interface Spoken {
  readonly subject: Subject | null;
  readonly actual: Decimal | null;
  /** Last year's amount as the text states it. */
  readonly prior: Decimal | null;
  readonly budgets: readonly Stated[];
}

/** An amount as written, in 万元, with half of its last written place. */
export interface WrittenAmount {
  readonly value: Decimal;
  readonly precision: Decimal;
  /** As it stands in the text. */
  readonly text: string;
}

/** A budget as written, for later claims to refer to. */
export interface Stated {
  readonly value: Decimal;
  readonly subject: Subject | null;
  readonly base: BudgetBase;
}

/** What a change is measured from: last year, a budget of the same text, or something that can't be told. */
export type ChangeBase = { readonly kind: 'prior'; readonly stated: Decimal | null } | { readonly kind: 'budget'; readonly base: BudgetBase; readonly budget: Stated | null } | { readonly kind: 'other' };

export type Claim = Placed &
  (
    | ({ readonly kind: 'actual' } & WrittenAmount)
    | ({ readonly kind: 'prior' } & WrittenAmount)
    | ({ readonly kind: 'budget'; readonly base: BudgetBase } & WrittenAmount)
    | { readonly kind: 'count'; readonly value: Decimal; readonly unit: string; readonly lead: string; readonly sentence: number }
    | { readonly kind: 'missing'; readonly what: 'amount' | 'percent' | 'count' }
    | { readonly kind: 'share'; readonly percent: Decimal; readonly text: string; readonly part: Decimal | null; readonly whole: Decimal | null; readonly wholeName: string; /** What it may be of besides, where no whole is named. */ readonly otherWholes: readonly Decimal[] }
    | { readonly kind: 'completion'; readonly percent: Decimal; readonly text: string; readonly actual: Decimal | null; readonly budgets: readonly Stated[]; readonly base: BudgetBase; readonly isRate: boolean }
    | { readonly kind: 'change'; readonly direction: Direction; readonly amount: WrittenAmount | null; readonly percent: Decimal | null; readonly percentDirection: Direction | null; readonly text: string; readonly actual: Decimal | null; readonly against: ChangeBase }
    | { readonly kind: 'flat'; readonly actual: Decimal | null; readonly stated: Decimal | null }
    | { readonly kind: 'relation'; readonly word: Relation; readonly base: BudgetBase; readonly actual: Decimal | null; readonly budget: Stated | null; readonly hasReason: boolean }
    | { readonly kind: 'none'; readonly words: string }
    | { readonly kind: 'item'; readonly path: readonly string[]; readonly found: boolean; readonly hasReason: boolean }
  );

/** How a section's names are recognised. */
export interface Reading {
  readonly subjects: readonly Subject[];
  /** The row that an item means; `several` where that can't be told. */
  readonly item: (name: ItemName) => Subject | 'several' | null;
  /** Whether the section lists items by their path. */
  readonly hasItems: boolean;
  readonly initial: Subject | null;
  /** Of what a share is taken where no whole is named. */
  readonly whole: Subject | null;
  /** Names that shares may be taken of, in whichever section they are at home. */
  readonly wholes: readonly Subject[];
  readonly year: number;
  readonly department: string;
}

/** The budget that a base word means; where it was not written, the only one there is. */
export function pickBudget(budgets: readonly Stated[], base: BudgetBase): Stated | null {
  return budgets.find((budget) => budget.base === base) ?? (base === '' || budgets.every((budget) => budget.base === '') ? (budgets.at(-1) ?? null) : null);
}
