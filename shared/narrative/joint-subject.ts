/** Several subjects in one breath: “经营支出、对附属单位补助支出共5万元”, “上级补助收入和其他收入均为0万元”. */
import { type Decimal, decimal } from '../amount/amount.ts';
import { amountOr0, type Subject, type TableFigure } from './lexicon.ts';

const SUM = /共|合计|总计|小计|之和/u;
const EACH = /均|各|都|分别/u;

/** The subject that several make together by the words after the last; null where those words don't say how. */
export function jointSubject(chain: readonly Subject[], rest: string): Subject | null {
  const name = chain.map((one) => one.name).join('、');
  if (EACH.test(rest)) return joint(name, chain, farthest);
  return SUM.test(rest) ? joint(`${name}合计`, chain, sum) : null;
}

function joint(name: string, chain: readonly Subject[], together: (values: readonly Decimal[]) => Decimal): Subject {
  const figure = (kind: 'actual' | 'budget' | 'prior'): TableFigure | null => {
    const figures = chain.map((one) => one[kind]);
    const values = figures.flatMap((one) => amountOr0(one) ?? []);
    if (values.length < chain.length) return null;
    return { value: together(values), cells: figures.flatMap((one) => one?.cells ?? []), words: chain.map((one) => one[kind]?.words ?? '').join('、') };
  };
  return { name, names: [name], actual: figure('actual'), budget: figure('budget'), prior: figure('prior'), row: null };
}

function sum(values: readonly Decimal[]): Decimal {
  return values.reduce((total, value) => total.plus(value), decimal(0));
}

/** What is said of each must hold of the one that is farthest from nothing. */
function farthest(values: readonly Decimal[]): Decimal {
  return values.reduce((far, value) => (value.abs().gt(far.abs()) ? value : far), decimal(0));
}
