/** What a figure is beside last year's: 上年数, 增减额, 增减%, from the exact values. */
import { type Decimal, decimal, plainAmount, roundHalfUp, tableAmount } from '../../shared/amount/amount.ts';
import type { CellRef } from '../../shared/document/document.ts';
import type { Engine } from '../../shared/formula/engine.ts';
import { isAmount } from '../../shared/formula/value.ts';
import type { Unit } from '../../shared/amount/amount.ts';
import { shownValue, typedValue } from './shown-amount.ts';

/** A column that stands beside a figure's own. */
export type Compared = 'prior' | 'change' | 'rate';

/** In the order in which they stand. */
export const COMPARED: readonly Compared[] = ['prior', 'change', 'rate'];
export const COMPARED_WORDS: Readonly<Record<Compared, string>> = { prior: '上年数', change: '增减额', rate: '增减%' };

/** A cell of such a column: what it says of which figure. */
export interface ComparedCell {
  readonly what: Compared;
  readonly ref: CellRef;
}

export interface PriorFigures {
  readonly now: Decimal | null;
  readonly before: Decimal | null;
  /** A blank beside a number counts as 0; null where both are blank. */
  readonly change: Decimal | null;
  /** Percent, exact; null where last year's figure is blank or 0. */
  readonly rate: Decimal | null;
}

const ZERO = decimal(0);
const RATE_PLACES = 2;
/** Printed where there is no base to compare with. */
const NO_RATE = '—';

/** The figures of a cell; null where the document has no last year. */
export function priorFigures(engine: Engine, ref: CellRef): PriorFigures | null {
  const prior = engine.priorEngine();
  if (prior === null) return null;
  const [now, before] = [engine.value(ref), prior.value(ref)].map((value) => (isAmount(value) ? value : null));
  if (now == null && before == null) return { now: null, before: null, change: null, rate: null };
  const change = (now ?? ZERO).minus(before ?? ZERO);
  return { now: now ?? null, before: before ?? null, change, rate: before == null || before.isZero() ? null : change.dividedBy(before).times(100) };
}

/** As it stands in the table. */
export function comparedText(engine: Engine, cell: ComparedCell, unit: Unit): string {
  return textOf(engine, cell, unit, shownValue, (rate) => tableAmount(rate, RATE_PLACES));
}

/** As it is copied: as it stands, without separators. */
export function copiedComparison(engine: Engine, cell: ComparedCell, unit: Unit): string {
  return textOf(engine, cell, unit, typedValue, (rate) => plainAmount(roundHalfUp(rate, RATE_PLACES), RATE_PLACES));
}

function textOf(engine: Engine, { what, ref }: ComparedCell, unit: Unit, amountText: typeof shownValue, rateText: (rate: Decimal) => string): string {
  const figures = priorFigures(engine, ref);
  if (figures === null) return '';
  switch (what) {
    case 'prior':
      return amountText(engine, ref, figures.before, unit);
    case 'change':
      return amountText(engine, ref, figures.change, unit);
    case 'rate':
      return figures.rate === null ? (figures.change === null ? '' : NO_RATE) : `${rateText(figures.rate)}%`;
  }
}

/** How it comes about, for the formula bar. */
export function comparedWords(engine: Engine, { what, ref }: ComparedCell, unit: Unit): string {
  const figures = priorFigures(engine, ref);
  if (figures === null) return '';
  const text = (value: Decimal | null): string => typedValue(engine, ref, value, unit) || '空';
  switch (what) {
    case 'prior':
      return `${engine.priorEngine()?.document.year ?? ''} 年度的数 ${text(figures.before)}`;
    case 'change':
      return `本年 ${text(figures.now)} − 上年 ${text(figures.before)} ＝ ${text(figures.change)}`;
    case 'rate':
      return figures.rate === null ? '上年为空或为零，没有增减率' : `增减额 ${text(figures.change)} ÷ 上年 ${text(figures.before)} ＝ ${copiedComparison(engine, { what, ref }, unit)}`;
  }
}
