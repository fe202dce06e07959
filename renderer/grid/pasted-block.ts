/** A block from the clipboard laid over the grid from a cell on: what can be entered, and what is refused and why. */
import type { CellRef } from '../../shared/document/document.ts';
import { cellAt, type GridRow } from './grid-columns.ts';
import { enteredAmount } from './entered-amount.ts';

export interface Pasted {
  readonly entries: readonly { readonly ref: CellRef; readonly amount: string | null }[];
  readonly refused: readonly string[];
}

/** Lines and tabs as Excel and WPS put them on the clipboard; a last empty line is none. */
export function readBlock(text: string): readonly (readonly string[])[] {
  const lines = text.replace(/\r\n?/gu, '\n').replace(/\n$/u, '').split('\n');
  return lines.map((line) => line.split('\t'));
}

/** Lays the block from row `top`, column `left`. Formula cells and texts that are no amounts are refused, the rest stands. */
export function layBlock(block: readonly (readonly string[])[], rows: readonly GridRow[], top: number, left: number, isFormula: (ref: CellRef) => boolean): Pasted {
  const entries: { ref: CellRef; amount: string | null }[] = [];
  const refused: string[] = [];
  block.forEach((texts, down) =>
    texts.forEach((text, across) => {
      const ref = cellAt(rows[top + down], left + across)?.ref ?? null;
      const entered = enteredAmount(text);
      if (ref === null) {
        if (text.trim() !== '') refused.push(`第 ${down + 1} 行第 ${across + 1} 列“${text}”：此处没有可填的单元格`);
      } else if (isFormula(ref)) {
        if (text.trim() !== '') refused.push(`第 ${down + 1} 行第 ${across + 1} 列“${text}”：是公式单元格，由公式算出`);
      } else if (!entered.ok) refused.push(`第 ${down + 1} 行第 ${across + 1} 列：${entered.why}`);
      else entries.push({ ref, amount: entered.amount });
    }),
  );
  return { entries, refused };
}
