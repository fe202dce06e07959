/** Checks of self-evaluation tables read from a report's text (family E): sources, rates, weights, scores, totals, targets. */
import { type Decimal, decimal, roundHalfUp } from '../amount/amount.ts';
import type { EvaluationTable, IndicatorLine } from './evaluation-text.ts';

export interface EvaluationVerdict {
  readonly rule: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly expected: string | null;
  readonly actual: string | null;
  readonly difference: string | null;
}

const COLUMNS = ['年初预算数', '全年预算数', '全年执行数'] as const;

/** Every verdict on one table. */
export function judgeEvaluation(table: EvaluationTable): readonly EvaluationVerdict[] {
  return [...sources(table), ...rates(table), ...weights(table), ...scores(table), ...total(table), ...targets(table)];
}

function sources({ budget, title }: EvaluationTable): readonly EvaluationVerdict[] {
  const whole = budget.find((line) => line.name.endsWith('总额'));
  const parts = budget.filter((line) => line !== whole);
  if (whole === undefined || parts.length === 0) return [];
  return COLUMNS.flatMap((column, at) => {
    const written = whole.figures[at];
    const sum = add(parts.flatMap((part) => part.figures[at] ?? []));
    return written === undefined || written.eq(sum) ? [] : [differs('E01', `${title}：${whole.name}的${column} ${written.toFixed()} ≠ 各资金来源之和 ${sum.toFixed()}，差 ${written.minus(sum).abs().toFixed()}`, whole.word, sum, written)];
  });
}

function rates({ budget, title }: EvaluationTable): readonly EvaluationVerdict[] {
  return budget.flatMap((line) => {
    const [, planned, done] = line.figures;
    if (planned === undefined || done === undefined || line.rate === null || planned.isZero()) return [];
    const expected = roundHalfUp(done.times(100).dividedBy(planned), 2);
    return expected.eq(line.rate) ? [] : [differs('E02', `${title}：${line.name}执行率应为 ${expected.toFixed(2)}%（${done.toFixed()} ÷ ${planned.toFixed()}），表中写 ${line.rate.toFixed()}%`, line.word, expected, line.rate)];
  });
}

function weights(table: EvaluationTable): readonly EvaluationVerdict[] {
  const { total: written, title } = table;
  if (written === null || table.indicators.length === 0) return [];
  const sum = add([...table.indicators.map((line) => line.weight), ...(table.execution === null ? [] : [table.execution.weight])]);
  return sum.eq(100) ? [] : [differs('E03', `${title}：各项分值之和为 ${sum.toFixed()}，应为 100`, written.word, decimal(100), sum)];
}

function scores({ indicators, title }: EvaluationTable): readonly EvaluationVerdict[] {
  return indicators.flatMap((line) => (line.score.lte(line.weight) ? [] : [differs('E03', `${title}：得分 ${line.score.toFixed()} 大于分值 ${line.weight.toFixed()}`, line.word, line.weight, line.score)]));
}

function total(table: EvaluationTable): readonly EvaluationVerdict[] {
  const { total: written, title } = table;
  if (written === null || table.indicators.length === 0) return [];
  const sum = add([...table.indicators.map((line) => line.score), ...(table.execution === null ? [] : [table.execution.score])]);
  return sum.eq(written.score) ? [] : [differs('E03', `${title}：总分 ${written.score.toFixed()} ≠ 各项得分之和 ${sum.toFixed()}，差 ${written.score.minus(sum).abs().toFixed()}`, written.word, sum, written.score)];
}

/** Full marks for a target that the actual value does not meet. */
function targets({ indicators, title }: EvaluationTable): readonly EvaluationVerdict[] {
  return indicators.flatMap((line) => {
    if (line.target === '' || line.actual === '' || !line.score.eq(line.weight) || meets(line)) return [];
    return [{ ...differs('E04', `${title}：指标值 ${line.target}，实际完成 ${line.actual}，未达到却得满分 ${line.score.toFixed()}`, line.word, decimal(line.target.slice(1)), decimal(line.actual)), difference: null }];
  });
}

function meets(line: IndicatorLine): boolean {
  const bound = decimal(line.target.slice(1));
  const value = decimal(line.actual);
  switch (line.target[0]) {
    case '≥':
      return value.gte(bound);
    case '≤':
      return value.lte(bound);
    case '>':
    case '＞':
      return value.gt(bound);
    case '<':
    case '＜':
      return value.lt(bound);
    default:
      return value.eq(bound);
  }
}

function add(values: readonly Decimal[]): Decimal {
  return values.reduce((sum, value) => sum.plus(value), decimal(0));
}

function differs(rule: string, message: string, word: { line: number; column: number }, expected: Decimal, actual: Decimal): EvaluationVerdict {
  return { rule, message, line: word.line, column: word.column, expected: expected.toFixed(), actual: actual.toFixed(), difference: actual.minus(expected).toFixed() };
}
