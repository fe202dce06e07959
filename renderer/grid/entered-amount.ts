/** What was typed or pasted into an amount cell: an amount, blank, a sum such as `=120+2.33`, or a refusal with why. */
import { amountText } from '../../shared/amount/amount.ts';
import { readAmount } from '../../shared/amount/read-amount.ts';
import { compile } from '../../shared/formula/evaluate.ts';
import { parseExpression } from '../../shared/formula/parse.ts';
import { FormulaSyntaxError, references } from '../../shared/formula/syntax.ts';
import { isAmount } from '../../shared/formula/value.ts';

export type Entered = { readonly ok: true; readonly amount: string | null } | { readonly ok: false; readonly why: string };

export function enteredAmount(text: string): Entered {
  const trimmed = text.trim();
  if (/^[=＝]/u.test(trimmed)) return arithmetic(trimmed.slice(1));
  const reading = readAmount(trimmed);
  if (reading.kind === 'blank') return { ok: true, amount: null };
  if (reading.kind === 'amount') return { ok: true, amount: reading.amount };
  return { ok: false, why: /[%％]$/u.test(trimmed) ? `“${text}”是百分数，这里要填金额` : `“${text}”不是金额，请输入数字，如 1481.36` };
}

/** Exact, by the formula language itself; references belong to the form's own formulas. Full-width signs are the same signs. */
function arithmetic(source: string): Entered {
  try {
    const expression = parseExpression(source.normalize('NFKC').replaceAll('×', '*').replaceAll('÷', '/').replaceAll(/(?<=\d),(?=\d{3})/gu, ''));
    if (references(expression).length > 0) return { ok: false, why: '单元格中只能写算式，如 =120+2.33' };
    const value = compile(expression)([], []);
    return isAmount(value) ? { ok: true, amount: amountText(value) } : { ok: false, why: `算式“${source}”没有结果，请核对` };
  } catch (error) {
    if (error instanceof FormulaSyntaxError) return { ok: false, why: `算式有误：${error.message}` };
    throw error;
  }
}
