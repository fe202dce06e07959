import { describe, expect, it } from 'vitest';
import { fitColumns, textWidth } from '../../../../main/export/typst/fit-columns.ts';
import type { PrintedCell, PrintedTable } from '../../../../shared/report/printed-table.ts';

/** A line of text columns and amounts: `名 | 1.00 | 2.00`. */
function table(...lines: readonly string[]): PrintedTable {
  const cells = (line: string): readonly PrintedCell[] =>
    line.split('|').map((part, column): PrintedCell => ({ kind: column === 0 ? 'name' : 'amount', text: part.trim(), ref: null, column, colSpan: 1, rowSpan: 1, indent: 0, isTotal: false, format: 'amount' }));
  const columns = cells(lines[0] ?? '').map((_cell, at) => ({ is: at === 0 ? ('name' as const) : ('amount' as const), key: String(at), block: 0, width: at === 0 ? 40 : 20 }));
  return { id: 'T01', title: '', mark: null, department: '', unit: '', orientation: 'portrait', columns, header: [], lines: lines.map(cells), notes: [] };
}
const total = (widths: readonly number[]): number => widths.reduce((sum, width) => sum + width, 0);

describe('widths of columns', () => {
  it('keep the proportions of the form where everything fits', () => {
    const [fit] = fitColumns(table('名称 | 1.00 | 2.00'), 400);
    expect(fit?.columns).toEqual([200, 100, 100]);
  });

  it('give an amount what it needs and take it from the others', () => {
    const huge = '-123,456,789,012,345.67';
    for (const fit of fitColumns(table(`名称 | ${huge} | 2.00`), 400)) {
      expect(fit.columns[1]).toBeGreaterThanOrEqual(textWidth(huge) * fit.size + 2 * fit.aside);
      expect(total(fit.columns)).toBeCloseTo(400);
      expect(fit.breaksAmounts).toBe(false);
    }
  });

  it('set the type smaller where the amounts leave no room', () => {
    const line = `名 | ${Array.from({ length: 12 }, () => '-12,345,678.90').join(' | ')}`;
    const [fit] = fitColumns(table(line), 700);
    expect(fit?.size).toBeLessThan(9);
    expect(total(fit?.columns ?? [])).toBeLessThanOrEqual(700.01);
  });

  it('let amounts go on in the next line only as the last resort', () => {
    const line = `名 | ${Array.from({ length: 12 }, () => '-999,999,999,999,999,999,999.99').join(' | ')}`;
    const [fit, ...others] = fitColumns(table(line), 700);
    expect(others).toEqual([]);
    expect(fit?.breaksAmounts).toBe(true);
    expect(total(fit?.columns ?? [])).toBeCloseTo(700);
  });
});
