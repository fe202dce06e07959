/**
 * What a claim may mean besides: “其中：…，公务接待费3万元。比上年减少2万元” may speak of the 公务接待费 or of the whole. A claim is wrong only where no
 * reading of it is right.
 */
import { type ChangeBase, type Claim, pickBudget, type Spoken } from './claim.ts';

/** The claim as said of something else that the paragraph has spoken of before, where what was said of that can be judged. */
export function otherReadings(claim: Claim): readonly Claim[] {
  return (claim.candidates ?? []).flatMap((spoken) => (spoken.subject === claim.subject ? [] : (readingOf(claim, spoken) ?? [])));
}

function readingOf(claim: Claim, { subject, actual, prior, budgets }: Spoken): Claim | null {
  switch (claim.kind) {
    case 'change': {
      const against = baseOf(claim.against, { subject, actual, prior, budgets });
      return against === null ? null : { ...claim, subject, actual, against };
    }
    case 'flat':
      return prior === null && subject?.prior?.value == null ? null : { ...claim, subject, actual, stated: prior };
    case 'relation':
      return budgets.length === 0 ? null : { ...claim, subject, actual, budget: pickBudget(budgets, claim.base) };
    case 'completion':
      return budgets.length === 0 ? null : { ...claim, subject, actual, budgets };
    default:
      return null;
  }
}

function baseOf(base: ChangeBase, { prior, budgets }: Spoken): ChangeBase | null {
  if (base.kind === 'prior') return { kind: 'prior', stated: prior };
  if (base.kind === 'other') return base;
  const budget = pickBudget(budgets, base.base);
  return budget === null ? null : { ...base, budget };
}
