/** The figures in a sentence: amounts with their unit, percentages, counts, and figures that are missing (“经营收入万元”, “占%”). */
import { Decimal, decimal } from '../amount/amount.ts';

interface Span {
  readonly text: string;
  readonly at: number;
  readonly end: number;
}

/** Units that amounts are written in, and how many 万元 one of each is. */
const UNITS = { 元: decimal('0.0001'), 百元: decimal('0.01'), 千元: decimal('0.1'), 万元: decimal(1), 百万元: decimal(100), 亿元: decimal(10_000) } as const;

export type WrittenUnit = keyof typeof UNITS;

export type Figure = Span &
  (
    | { readonly kind: 'amount'; /** In 万元. */ readonly value: Decimal; readonly unit: WrittenUnit; /** Half of the last written place, in 万元. */ readonly precision: Decimal }
    | { readonly kind: 'percent'; readonly value: Decimal }
    | { readonly kind: 'count'; readonly value: Decimal; readonly unit: string }
    | { readonly kind: 'missing'; readonly what: 'amount' | 'percent' | 'count' }
  );

const NUMBER = String.raw`-?\d+(?:，\d{3}(?!\d))*(?:\.\d+)?`;
/** What a name or a verb ends in, before an amount that was left out. */
const NAMED = '收入|支出|费|费用|合计|总计|总额|金额|预算|决算|经费|资金|结余|结转|预算数|决算数|执行数|为|是|共|计|各|均|各增加|增加|减少|增加了|减少了|达';
const FIGURE = new RegExp(
  [
    `(?<amount>${NUMBER})多?余?(?<unit>百万元|万元|亿元|千元|百元|元|亿(?=[（，。；、]|$)|万(?=[（，。；、]|$))`,
    // “分别为1.20、3.40万元”: the unit of the last is that of all.
    String.raw`(?<=(?:分别|各)[^，。；：\d]{0,8}(?:\d[\d.]*[、，和及]){0,5})(?<first>\d+\.\d+|\d+(?=[、和及]))(?=(?:[、，和及]\d+(?:\.\d+)?){1,5}(?<unitOfLast>万元|亿元|元))`,
    `(?<percent>${NUMBER})%`,
    `(?<count>${NUMBER})(?<of>人次|个|人|辆|台|批次|批|次|家|分|项|户|张)`,
    `(?<=${NAMED})[_＿]*(?<missing>万元(?!时|以|（含)|元(?=[，；。、]))`,
    '(?<=占|增长|下降|增长了|下降了|占比|占比为|执行率|执行率为|(?:预算|决算|支出|收入|总额|合计)数?的)(?<missingPercent>%)',
    '(?<=车辆|用车|保有量|保有量为|团组|批次|累计|外宾|来宾)(?<missingCount>[辆个]|人次)(?=[、，。；（])',
  ].join('|'),
  'gu',
);

/** Every figure of a text, in order; offsets are of the text. A bound such as “100万元（含）以上” is no figure of the department's. */
export function figuresIn(text: string): readonly Figure[] {
  return [...text.matchAll(FIGURE)].flatMap((match): readonly Figure[] => {
    const at = match.index;
    const end = at + match[0].length;
    if (/^（(?:含|不含)(?:税|本数)?）|^以[上下]/u.test(text.slice(end, end + 6))) return [];
    return figureOf(match.groups ?? {}, { text: match[0], at, end });
  });
}

function figureOf(groups: Readonly<Record<string, string | undefined>>, place: Span): readonly Figure[] {
  const { percent, count, of } = groups;
  const amount = groups['amount'] ?? groups['first'];
  const unit = groups['unit'] ?? groups['unitOfLast'];
  if (groups['missing'] !== undefined) return [{ kind: 'missing', what: 'amount', ...place }];
  if (groups['missingPercent'] !== undefined) return [{ kind: 'missing', what: 'percent', ...place }];
  if (groups['missingCount'] !== undefined) return [{ kind: 'missing', what: 'count', ...place }];
  if (percent !== undefined) return [{ kind: 'percent', value: decimalOf(percent), ...place }];
  if (count !== undefined && of !== undefined) return [{ kind: 'count', value: decimalOf(count), unit: of, ...place }];
  if (amount === undefined || unit === undefined) return [];
  const written = decimalOf(amount);
  const full = (unit.endsWith('元') ? unit : `${unit}元`) as WrittenUnit;
  const size = UNITS[full];
  return [{ kind: 'amount', value: written.times(size), unit: full, precision: new Decimal(10).pow(-placesOf(amount)).times(size).dividedBy(2), ...place }];
}

/** Places after the point as written, zeros at the end included. */
export function placesOf(text: string): number {
  return /\.(?<places>\d+)/u.exec(text)?.groups?.['places']?.length ?? 0;
}

function decimalOf(text: string): Decimal {
  return new Decimal(text.replaceAll('，', ''));
}
