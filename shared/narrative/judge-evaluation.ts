/** Checks of self-evaluation tables read from a report's text (family E): sources, rates, weights, scores, totals, targets. */
import { type Decimal, decimal, roundHalfUp } from '../amount/amount.ts';
import { meetsTarget } from '../formula/target.ts';
import { BUDGET_COLUMNS } from './document-evaluations.ts';
import type { EvaluationTable, IndicatorLine } from './evaluation-text.ts';
import type { ExecutionScore } from './execution-score.ts';
import { type LineVerdict, lineVerdict } from './verdict.ts';

/** Every verdict on one table; `ruled` is what the set's own form gives for its rate of execution, null where it has no rule for that. */
export function judgeEvaluation(table: EvaluationTable, year: number, ruled: ExecutionScore | null): readonly LineVerdict[] {
  return [...formYear(table, year), ...sources(table), ...rates(table), ...executed(table, ruled), ...weights(table), ...scores(table), ...total(table), ...targets(table), ...derivedRates(table), ...reasons(table)];
}

function formYear({ title, year }: EvaluationTable, reported: number): readonly LineVerdict[] {
  return year === null || year.value === reported ? [] : [lineVerdict('D01', `${title}写作 ${year.value} 年度，本报告为 ${reported} 年度`, year.word.line, { column: year.word.column })];
}

function sources({ budget, title }: EvaluationTable): readonly LineVerdict[] {
  const whole = budget.find((line) => line.name.endsWith('总额'));
  const parts = budget.filter((line) => line !== whole);
  if (whole === undefined || parts.length === 0) return [];
  return BUDGET_COLUMNS.flatMap((column, at) => {
    const written = whole.figures[at];
    const sum = add(parts.flatMap((part) => part.figures[at] ?? []));
    return written === undefined || written.eq(sum) ? [] : [differs('E01', `${title}：${whole.name}的${column} ${written.toFixed()} ≠ 各资金来源之和 ${sum.toFixed()}，差 ${written.minus(sum).abs().toFixed()}`, whole.word, sum, written)];
  });
}

function rates({ budget, title }: EvaluationTable): readonly LineVerdict[] {
  return budget.flatMap((line) => {
    const [, planned, done] = line.figures;
    if (planned === undefined || done === undefined || line.rate === null || planned.isZero()) return [];
    const expected = roundHalfUp(done.times(100).dividedBy(planned), 2);
    return expected.eq(line.rate) ? [] : [differs('E02', `${title}：${line.name}执行率应为 ${expected.toFixed(2)}%（${done.toFixed()} ÷ ${planned.toFixed()}），表中写 ${line.rate.toFixed()}%`, line.word, expected, line.rate)];
  });
}

/**
 * By the set's own form where it scores the rate; else 得分 = 分值 × 执行率 is the common rule. Whoever wrote the table may score by
 * another, so a difference is only pointed out; full marks from a high rate on are a rule of their own.
 */
function executed({ title, execution, budget, indicators }: EvaluationTable, ruled: ExecutionScore | null): readonly LineVerdict[] {
  const whole = budget.find((line) => line.name.endsWith('总额'));
  const rate = whole?.rate ?? null;
  if (execution === null || whole === undefined || rate === null || (execution.score.eq(execution.weight) && rate.gte(90))) return [];
  const { rule, score: expected } = ruled ?? { rule: 'E02', score: roundHalfUp(execution.weight.times(rate).dividedBy(100), 2) };
  if (expected.minus(execution.score).abs().lte('0.01')) return [];
  const target = indicators.map((line) => line.target.replace(/^[≥>＞]/u, '')).find((bound) => /^[1-9]\d*$/u.test(bound) && roundHalfUp(execution.weight.times(rate).dividedBy(bound), 2).eq(execution.score));
  const hint = target === undefined ? '' : `，按指标值 ${target}% 折算才得 ${execution.score.toFixed()}`;
  const differing = differs(rule, `${title}：预算执行率 ${rate.toFixed()}%，分值 ${execution.weight.toFixed()}，${ruled === null ? '按执行率计' : '按本套自评表的计分办法'}应得 ${expected.toFixed(2)} 分，写 ${execution.score.toFixed()} 分${hint}，请核对评分办法`, whole.word, expected, execution.score);
  return [{ ...differing, severity: 'info' }];
}

function weights(table: EvaluationTable): readonly LineVerdict[] {
  const { total: written, title } = table;
  if (written === null || table.indicators.length === 0) return [];
  const sum = add([...table.indicators.map((line) => line.weight), ...(table.execution === null ? [] : [table.execution.weight])]);
  return [
    ...(written.weight.eq(100) ? [] : [differs('E03', `${title}：总分值写 ${written.weight.toFixed()}，应为 100`, written.word, decimal(100), written.weight)]),
    ...(sum.eq(100) ? [] : [differs('E03', `${title}：各项分值之和为 ${sum.toFixed()}，应为 100`, written.word, decimal(100), sum)]),
  ];
}

function scores({ indicators, title }: EvaluationTable): readonly LineVerdict[] {
  return indicators.flatMap((line) => (line.score.lte(line.weight) ? [] : [differs('E03', `${title}：得分 ${line.score.toFixed()} 大于分值 ${line.weight.toFixed()}`, line.word, line.weight, line.score)]));
}

function total(table: EvaluationTable): readonly LineVerdict[] {
  const { total: written, title } = table;
  if (written === null || table.indicators.length === 0) return [];
  const sum = add([...table.indicators.map((line) => line.score), ...(table.execution === null ? [] : [table.execution.score])]);
  return sum.eq(written.score) ? [] : [differs('E03', `${title}：总分 ${written.score.toFixed()} ≠ 各项得分之和 ${sum.toFixed()}，差 ${written.score.minus(sum).abs().toFixed()}`, written.word, sum, written.score)];
}

/** Full marks for a target that the actual value does not meet. */
function targets({ indicators, title }: EvaluationTable): readonly LineVerdict[] {
  return indicators.flatMap((line) => {
    if (line.target === '' || line.actual === '' || !line.score.eq(line.weight) || meetsTarget(line.target, line.actual)) return [];
    return [{ ...differs('E04a', `${title}：指标值 ${line.target}，实际完成 ${line.actual}，未达到却得满分 ${line.score.toFixed()}`, line.word, decimal(line.target.slice(1)), decimal(line.actual)), difference: null }];
  });
}

const RATES = [
  { name: '预算执行率', says: '全年执行数 ÷ 全年预算数', of: ([, planned, done]: readonly Decimal[]) => ratio(done, planned) },
  { name: '预算调整率', says: '（全年预算数－年初预算数）÷ 年初预算数', of: ([initial, planned]: readonly Decimal[]) => ratio(initial === undefined ? undefined : planned?.minus(initial).abs(), initial) },
  { name: '结转结余率', says: '（全年预算数－全年执行数）÷ 全年预算数', of: ([, planned, done]: readonly Decimal[]) => ratio(done === undefined ? undefined : planned?.minus(done), planned) },
] as const;

/** Rates among the indicators that the budget lines give as well. A form may define them otherwise, so a difference is only pointed out. */
function derivedRates({ budget, indicators, title }: EvaluationTable): readonly LineVerdict[] {
  const whole = budget.find((line) => line.name === '部门预算总额');
  if (whole === undefined) return [];
  return indicators.flatMap((line): readonly LineVerdict[] => {
    const rate = RATES.find(({ name }) => line.before.includes(name));
    const expected = rate?.of(whole.figures) ?? null;
    if (rate === undefined || expected === null || line.actual === '' || expected.minus(line.actual).abs().lte('0.01')) return [];
    return [{ ...differs('E02', `${title}：${rate.name}（${rate.says}）复算为 ${expected.toFixed(2)}%，表中写 ${line.actual}%`, line.word, expected, decimal(line.actual)), severity: 'info' }];
  });
}

function ratio(part: Decimal | undefined, whole: Decimal | undefined): Decimal | null {
  return part === undefined || whole === undefined || whole.isZero() ? null : roundHalfUp(part.times(100).dividedBy(whole), 2);
}

/** Words that a reason has and the name of the next indicator hardly. */
const REASON = /[，。；]|因|未|不|需|待|加强|调整|紧张|完善|无法|减少|影响|较|进度|疫情|(?<!通)过|偏|尚|欠|仍|差|缺|滞后|变化|变动|压缩|节约|提高|有限|困难/u;

/** A deduction without its reason. In running text only what can't be a reason at all is told. */
function reasons({ indicators, title }: EvaluationTable): readonly LineVerdict[] {
  return indicators.flatMap((line): readonly LineVerdict[] => {
    if (line.score.gte(line.weight) || REASON.test(line.after)) return [];
    return [lineVerdict('E04', `${title}：得分 ${line.score.toFixed()} 低于分值 ${line.weight.toFixed()}，没有填写偏差原因`, line.word.line, { column: line.word.column })];
  });
}

function add(values: readonly Decimal[]): Decimal {
  return values.reduce((sum, value) => sum.plus(value), decimal(0));
}

function differs(rule: string, message: string, { line, column }: IndicatorLine['word'], expected: Decimal, actual: Decimal): LineVerdict {
  return lineVerdict(rule, message, line, { column, expected: expected.toFixed(), actual: actual.toFixed(), difference: actual.minus(expected).toFixed() });
}
