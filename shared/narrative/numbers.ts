/** The figures in a sentence: amounts with their unit, percentages, counts, and amounts that are missing (“经营收入万元”). */
import { convertUnit, Decimal } from '../amount/amount.ts';

export type Figure =
  | { readonly kind: 'amount'; /** In 万元. */ readonly value: Decimal; readonly unit: '元' | '万元' | '亿元'; readonly text: string; readonly at: number; readonly end: number }
  | { readonly kind: 'percent'; readonly value: Decimal; readonly text: string; readonly at: number; readonly end: number }
  | { readonly kind: 'count'; readonly value: Decimal; readonly unit: string; readonly text: string; readonly at: number; readonly end: number }
  | { readonly kind: 'missing'; readonly text: string; readonly at: number; readonly end: number };

const NUMBER = String.raw`-?\d+(?:，\d{3})*(?:\.\d+)?`;
const FIGURE = new RegExp(
  `(?<amount>${NUMBER})(?<unit>万元|亿元|元|万(?=[（，。；]))|(?<percent>${NUMBER})%|(?<count>${NUMBER})(?<of>个|人次|人|辆|台|批次|批|次|家|分|项)|(?<=收入|支出|费|费用|合计|总计|总额|金额|预算|决算|经费|预算为|决算为|合计为|总计为|支出为|收入为|费为|增加|减少)(?<missing>万元)(?!时)`,
  'gu',
);

/** Every figure of a text, in order; offsets are of the text. */
export function figuresIn(text: string): readonly Figure[] {
  return [...text.matchAll(FIGURE)].flatMap((match): readonly Figure[] => {
    const at = match.index;
    return figureOf(match.groups ?? {}, { text: match[0], at, end: at + match[0].length });
  });
}

function figureOf({ amount, unit, percent, count, of, missing }: Readonly<Record<string, string | undefined>>, place: { readonly text: string; readonly at: number; readonly end: number }): readonly Figure[] {
  if (missing !== undefined) return [{ kind: 'missing', ...place }];
  if (percent !== undefined) return [{ kind: 'percent', value: decimalOf(percent), ...place }];
  if (count !== undefined && of !== undefined) return [{ kind: 'count', value: decimalOf(count), unit: of, ...place }];
  if (amount === undefined || unit === undefined) return [];
  return [{ kind: 'amount', value: inTenThousands(decimalOf(amount), unit), unit: unit === '万' ? '万元' : (unit as '元'), ...place }];
}

function decimalOf(text: string): Decimal {
  return new Decimal(text.replaceAll('，', ''));
}

function inTenThousands(value: Decimal, unit: string): Decimal {
  if (unit === '元') return convertUnit(value, '元', '万元');
  return unit === '亿元' ? value.times(10_000) : value;
}
