/** The document's own self-evaluations as a text speaks of them: the budget, the score; and whether a report prints the same. */
import { convertUnit, type Decimal } from '../amount/amount.ts';
import type { CellRef } from '../document/document.ts';
import type { Engine } from '../formula/engine.ts';
import { isAmount } from '../formula/value.ts';
import type { EvaluationTable } from './evaluation-text.ts';
import { bareName } from './lexicon.ts';
import { type LineVerdict, lineVerdict } from './verdict.ts';

/** Names of a form's cells, as the rules know them. */
export const EVALUATION = { budget: '预算总额', weight: '分值', rate: '执行率', score: '得分', total: '总分' } as const;
/** Columns of the budget, in the order in which a form has them. */
export const BUDGET_COLUMNS = ['年初预算数', '全年预算数', '全年执行数'] as const;

/** What the text is held to: a self-evaluation of the document, or one that the report itself prints. Amounts in 万元. */
export interface SpokenEvaluation extends Pick<EvaluationTable, 'title' | 'isWhole'> {
  readonly budget: readonly { readonly name: string; readonly figures: readonly Decimal[] }[];
  readonly total: { readonly score: Decimal } | null;
  /** The document's table; null for one that is only printed. */
  readonly table: string | null;
}

/** The document's self-evaluations, the blank ones left out. */
export function documentEvaluations(engine: Engine): readonly SpokenEvaluation[] {
  const { document, template } = engine;
  return (document.evaluations ?? []).flatMap(({ table, form }): readonly SpokenEvaluation[] => {
    const known = template.tables.find(({ id }) => id === table);
    const value = (row: string, column: string): Decimal | null => amountAt(engine, { table, row, column });
    const figures = BUDGET_COLUMNS.flatMap((column) => {
      const amount = value(EVALUATION.budget, column);
      return amount === null ? [] : [convertUnit(amount, document.unit, '万元')];
    });
    const score = value(EVALUATION.total, EVALUATION.score);
    const budget = figures.length === BUDGET_COLUMNS.length ? [{ name: EVALUATION.budget, figures }] : [];
    if (known === undefined || (budget.length === 0 && score === null)) return [];
    return [{ title: known.title, isWhole: template.forms.find(({ id }) => id === form)?.repeats !== true, budget, total: score === null ? null : { score }, table }];
  });
}

function amountAt(engine: Engine, ref: CellRef): Decimal | null {
  const value = engine.exists(ref) ? engine.value(ref) : null;
  return isAmount(value) ? value : null;
}

/** The project that an 自评表 is of. */
export function projectName(title: string): string {
  return bareName(title).replace(/(?:项目)?(?:支出)?(?:绩效)?(?:目标)?自评(?:价)?表$/u, '').replace(/项目$/u, '');
}

/** What the text is held to: the document's, and of those that the report prints the ones that it does not have. */
export function spokenOf(own: readonly SpokenEvaluation[], printed: readonly EvaluationTable[]): readonly SpokenEvaluation[] {
  return [...own, ...printed.filter((table) => !own.some((one) => isSame(one, table))).map((table) => ({ ...table, table: null }))];
}

function isSame(a: Pick<SpokenEvaluation, 'title' | 'isWhole'>, b: Pick<SpokenEvaluation, 'title' | 'isWhole'>): boolean {
  return a.isWhole === b.isWhole && (a.isWhole || projectName(a.title) === projectName(b.title));
}

/** D16: what a report prints in its 自评表 and the document has otherwise. */
export function differingEvaluations(own: readonly SpokenEvaluation[], printed: readonly EvaluationTable[]): readonly LineVerdict[] {
  return printed.flatMap((table): readonly LineVerdict[] => {
    const twin = own.find((one) => isSame(one, table));
    const whole = table.budget.find((line) => line.name.endsWith('总额'));
    if (twin === undefined) return [];
    const differs = (what: string, written: Decimal | undefined, expected: Decimal | undefined, { line, column }: { readonly line: number; readonly column: number }): readonly LineVerdict[] =>
      written === undefined || expected === undefined || written.eq(expected) ? [] : [lineVerdict('D16', `报告中${table.title}的${what}印作 ${written.toFixed()}，文档中为 ${expected.toFixed()}，差 ${written.minus(expected).abs().toFixed()}`, line, { column, expected: expected.toFixed(), actual: written.toFixed(), difference: written.minus(expected).toFixed() })];
    return [
      ...(whole === undefined ? [] : BUDGET_COLUMNS.flatMap((column, at) => differs(`${whole.name}${column}`, whole.figures[at], twin.budget[0]?.figures[at], whole.word))),
      ...(table.total === null ? [] : differs('总分', table.total.score, twin.total?.score, table.total.word)),
    ];
  });
}
