/** What a number format does to the size of what it shows: `0!.0000` and `#,##0.00,,` print 元 as 万元 or millions. What is printed counts. */
import { amountText, decimal } from '../../shared/amount/amount.ts';

export interface ShownScale {
  /** Power of ten that the stored number is divided by. */
  readonly power: number;
  /** The unit that the format writes behind the figure; '' for none. */
  readonly unit: string;
}

const PLAIN: ShownScale = { power: 0, unit: '' };
const kept = new Map<string, ShownScale>();
const MOST_KEPT = 500;

/** The scale of a format's first section. */
export function shownScale(format: string | undefined): ShownScale {
  if (format === undefined || !/[,.]/u.test(format) || format.length > 255) return PLAIN;
  let scale = kept.get(format);
  if (scale === undefined) {
    if (kept.size >= MOST_KEPT) kept.clear();
    scale = readScale(format);
    kept.set(format, scale);
  }
  return scale;
}

function readScale(format: string): ShownScale {
  const first = format.split(';')[0] ?? '';
  // Literal points stand as a letter that no format has; other literals, colours, fillers and paddings go.
  const digits = first.replace(/[\\!]\.|"\."/gu, '点').replace(/"[^"]*"|\[[^\]]*\]|[\\!_*]./gu, '');
  const thousands = /,+(?=[^0#?,]*$)|,+(?=\.)/u.exec(digits)?.[0].length ?? 0;
  const point = digits.lastIndexOf('点');
  const behind = point < 0 || digits.includes('.') ? 0 : (digits.slice(point).match(/[0#?]/gu)?.length ?? 0);
  const power = 3 * thousands + behind;
  if (power === 0 || !/[0#?]/u.test(digits)) return PLAIN;
  return { power, unit: /(亿元|万元|千元|亿|万)"?[^"]*$/u.exec(first)?.[1] ?? '' };
}

/** A stored number as it is printed, exactly. */
export function shownAmount(number: string, { power }: ShownScale): string {
  return power === 0 ? number : amountText(decimal(number).times(`1e-${power}`));
}
