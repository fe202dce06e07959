/**
 * What the set's own form of self-evaluation gives for a rate of execution: provinces score it by different rules, and the form's formula
 * is the rule. Worked out by the engine on a form with nothing else filled in.
 */
import { amountText, type Decimal } from '../amount/amount.ts';
import { type CellRef, withCells } from '../document/document.ts';
import { Engine } from '../formula/engine.ts';
import { isAmount } from '../formula/value.ts';
import { newEvaluation } from '../template/evaluations.ts';
import { newDocument } from '../template/new-document.ts';
import type { Template } from '../template/template.ts';
import { EVALUATION } from './document-evaluations.ts';
import type { EvaluationTable } from './evaluation-text.ts';

/** A score, and the id of the rule by which the form gives it. */
export interface ExecutionScore {
  readonly rule: string;
  readonly score: Decimal;
}

/** The score that the set's form gives for the table's rate and 分值; null where the set has no such form, or no formula for it. */
export function executionScore(template: Template, { isWhole, budget, execution }: Pick<EvaluationTable, 'isWhole' | 'budget' | 'execution'>): ExecutionScore | null {
  const rate = budget.find((line) => line.name.endsWith('总额'))?.rate ?? null;
  const form = template.forms.find(({ repeats }) => repeats !== isWhole);
  if (rate === null || execution === null || form === undefined || !form.fixedRows.some(({ key }) => key === EVALUATION.budget)) return null;
  // A document's own set has a table for each self-evaluation already.
  const set = { ...template, tables: template.tables.filter((one) => one.form === null) };
  const blank = newDocument(set, { department: '' });
  const begun = newEvaluation(form, blank);
  if (begun === null) return null;
  const { table } = begun.evaluation;
  const begunWith = { ...blank, evaluations: [begun.evaluation], tables: { ...blank.tables, [table]: begun.data } };
  const engine = new Engine(set, withCells(begunWith, table, [
    { row: EVALUATION.budget, column: EVALUATION.weight, to: { declared: amountText(execution.weight) } },
    { row: EVALUATION.budget, column: EVALUATION.rate, to: { declared: amountText(rate) } },
  ]));
  const ref: CellRef = { table, row: EVALUATION.budget, column: EVALUATION.score };
  const [score, formula] = [engine.computedValue(ref), engine.formula(ref)];
  return isAmount(score) && formula !== null ? { rule: formula.rule, score } : null;
}
