/** Writes one figure: a live formula with the value that our engine computed, an input, or a declared value marked as what it is. */
import type { Cell, CellErrorValue, CellValue } from 'exceljs';
import { amountText, type Decimal, plainAmount } from '../../../shared/amount/amount.ts';
import type { CellRef, DeclaredValue } from '../../../shared/document/document.ts';
import { type A1Compiler, standingDeclaration } from '../../../shared/formula/a1.ts';
import { ERROR_TEXTS } from '../../../shared/formula/a1-piece.ts';
import type { AmountFormat } from '../../../shared/template/template.ts';
import type { Engine } from '../../../shared/formula/engine.ts';
import { CellError, isAmount, type Value } from '../../../shared/formula/value.ts';
import { extraValue } from './extra-columns.ts';
import { FED_BY_LONG_NOTE, hasLongNumber, isLong, LONG_AMOUNT_NOTE, readsLong } from './long-amounts.ts';
import { DECLARED_FILL, numberFormat } from './sheet-looks.ts';

/** A rate is kept as the number before its sign, as it is everywhere else. */
const NUMBER_FORMATS: Readonly<Record<AmountFormat, (decimals: number) => string>> = { amount: numberFormat, percent: () => '0.00"%"', score: () => 'General' };

export interface FigureOptions {
  /** Null where figures only are wanted: no formulas, no marks. */
  readonly formulas: A1Compiler | null;
  readonly isProtected: boolean;
}

export function writeValue(target: Cell, ref: CellRef, format: AmountFormat, engine: Engine, { formulas, isProtected }: FigureOptions): void {
  target.numFmt = NUMBER_FORMATS[format](engine.document.decimals);
  const isFormula = engine.formula(ref) !== null;
  if (isProtected && !isFormula) target.protection = { locked: false };
  const value = extraValue(engine.document, ref) ?? engine.value(ref);
  const declared = standingDeclaration(engine, ref);
  if (isAmount(value) && isLong(value)) writeLong(target, value, formulas === null);
  else if (formulas === null || !isFormula || declared !== null) target.value = constantValue(value);
  else writeFormula(target, ref, value, engine, formulas);
  if (formulas !== null && declared !== null) markDeclared(target, declared, engine.computedValue(ref), engine.document.decimals);
}

/** The note would say more than the figure, which is all that a plain workbook has. */
function writeLong(target: Cell, value: Decimal, isPlain: boolean): void {
  target.value = amountText(value);
  target.numFmt = '@';
  if (!isPlain) target.note = plainNote(LONG_AMOUNT_NOTE);
}

function writeFormula(target: Cell, ref: CellRef, value: Value, engine: Engine, formulas: A1Compiler): void {
  const formula = formulas.formula(ref);
  if (readsLong(engine, ref) || (formula.kind === 'formula' && hasLongNumber(formula.text))) {
    target.value = constantValue(value);
    target.note = plainNote(FED_BY_LONG_NOTE);
    return;
  }
  if (formula.kind === 'formula') {
    target.value = { formula: formula.text, result: cachedValue(value) };
    return;
  }
  target.value = constantValue(value);
  if (formula.kind === 'inexpressible') target.note = plainNote('此格的公式无法写成 Excel 公式，这里是导出时的计算结果。如改动相关数据，请在明账中重新计算后再导出。');
  else if (value instanceof CellError) target.note = plainNote(`${value.code}：${value.origin === '' ? '此格没有可计算的数据' : value.origin}`);
}

/** A figure that nothing computes. Figures that could not be had leave the cell empty: there is nothing to publish. */
function constantValue(value: Value): CellValue {
  if (isAmount(value)) return value.toNumber();
  return value instanceof CellError ? null : value;
}

/** What the formula's result is in the file: a blank is empty text, so that readers do not take it for a value not yet computed. */
function cachedValue(value: Value): number | string | boolean | CellErrorValue {
  if (isAmount(value)) return value.toNumber();
  if (value instanceof CellError) return { error: ERROR_TEXTS[value.code] as CellErrorValue['error'] };
  return value ?? '';
}

function markDeclared(target: Cell, declared: DeclaredValue, computed: Value, decimals: number): void {
  target.fill = DECLARED_FILL;
  const reason = declared.reason === undefined ? '' : `\n原因：${declared.reason}`;
  target.note = plainNote(`此格按填列的数公开，没有用公式。\n按公式应为 ${shownComputed(computed, decimals)}${reason}`);
}

function shownComputed(computed: Value, decimals: number): string {
  if (isAmount(computed)) return plainAmount(computed, decimals);
  return computed instanceof CellError ? `#${computed.code}` : '空';
}

function plainNote(text: string): { texts: { text: string }[] } {
  return { texts: [{ text }] };
}
