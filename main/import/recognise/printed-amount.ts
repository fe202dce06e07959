/** Figures as cells print them: a number, a text that reads as one, or one with its unit behind it, which then counts for it alone. */
import { readAmount } from '../../../shared/amount/read-amount.ts';
import type { GridCell } from '../sheet-grid.ts';
import type { SourceUnit } from './captions.ts';

export interface PrintedAmount {
  /** Null for blanks and the marks that stand for them. */
  readonly amount: string | null;
  /** The unit in the cell itself, as in “1,481.36万元”. */
  readonly unit: SourceUnit | null;
}

/** Longer texts are prose. */
const LONGEST = 60;
const WITH_UNIT = /^(.*[\d)])(亿元|万元|千元|元|亿|万)$/u;
const UNITS: Readonly<Record<string, SourceUnit>> = { 亿元: '亿元', 亿: '亿元', 万元: '万元', 万: '万元', 千元: '千元', 元: '元' };

/** What a text prints; null where it is no amount. */
export function printedAmount(text: string): PrintedAmount | null {
  if (text.length <= LONGEST && /[元万亿]\s*$/u.test(text)) {
    const [, figure = '', unit = ''] = WITH_UNIT.exec(text.normalize('NFKC').replace(/\s/gu, '')) ?? [];
    const reading = readAmount(figure);
    if (reading.kind === 'amount') return { amount: reading.amount, unit: UNITS[unit] ?? null };
  }
  const reading = readAmount(text);
  if (reading.kind === 'not-amount') return null;
  return { amount: reading.kind === 'amount' ? reading.amount : null, unit: null };
}

/** Whether a cell shows an amount, as number or as text. */
export function holdsAmount(cell: GridCell): boolean {
  return cell.number !== null || (printedAmount(cell.text)?.amount ?? null) !== null;
}
