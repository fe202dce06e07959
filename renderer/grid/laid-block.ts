/** A block from the clipboard laid over the grid from a cell on: what can be entered, and what is refused and why. */
import type { CellRef } from '../../shared/document/document.ts';
import { cellAt, type GridRow } from './grid-columns.ts';
import { enteredAmount } from './entered-amount.ts';

export interface Pasted {
  readonly entries: readonly { readonly ref: CellRef; readonly amount: string | null }[];
  readonly refused: readonly string[];
}

/** Lines and tabs as Excel and WPS put them on the clipboard; a text in quotes may hold both. A last empty line is none. */
export function readBlock(text: string): readonly (readonly string[])[] {
  const lines: string[][] = [[]];
  const body = text.replace(/\r\n?/gu, '\n').replace(/\n$/u, '');
  for (const [, quoted, plain = '', end] of body.matchAll(/(?:"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*))(\t|\n|$)/gu)) {
    lines.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\n') lines.push([]);
    if (end === '') break;
  }
  return lines;
}

/** Lays the block from row `top`, column `left`. Formula cells and texts that are no amounts are refused, the rest stands. */
export function layBlock(block: readonly (readonly string[])[], rows: readonly GridRow[], top: number, left: number, isFormula: (ref: CellRef) => boolean): Pasted {
  const laid = block.flatMap((texts, down) =>
    texts.map((text, across) => {
      const ref = cellAt(rows[top + down], left + across)?.ref ?? null;
      const cell = layCell(text, ref, ref !== null && isFormula(ref));
      return typeof cell === 'string' ? `第 ${down + 1} 行第 ${across + 1} 列${cell}` : cell;
    }),
  );
  return { entries: laid.flatMap((cell) => (typeof cell === 'object' && cell !== null ? [cell] : [])), refused: laid.filter((cell) => typeof cell === 'string') };
}

/** What goes into the cell, why nothing may, or null where there is nothing to say: blank text over a cell that takes none. */
function layCell(text: string, ref: CellRef | null, isFormula: boolean): { readonly ref: CellRef; readonly amount: string | null } | string | null {
  if (ref === null || isFormula) {
    if (text.trim() === '') return null;
    return ref === null ? `“${text}”：此处没有可填的单元格` : `“${text}”：是公式单元格，由公式算出`;
  }
  const entered = enteredAmount(text);
  return entered.ok ? { ref, amount: entered.amount } : `：${entered.why}`;
}
