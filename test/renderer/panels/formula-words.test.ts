/** What the formula bar says of a formula, on the sample. */
import { expect, test } from 'vitest';
import { formulaInWords, termsInWords } from '../../../renderer/panels/formula-words.ts';
import { timeInWords } from '../../../renderer/panels/change-words.ts';
import { shownValue } from '../../../renderer/state/shown-amount.ts';
import type { CellRef } from '../../../shared/document/document.ts';
import { openWorkspace } from '../open-workspace.ts';

const { workspace: { engine } } = openWorkspace();
const terms = (ref: CellRef): string => termsInWords(engine, ref, (cell) => shownValue(engine, cell, engine.value(cell), '万元'));

test('a sum tells its figures, blanks and zeros left out', () => {
  expect(formulaInWords(engine, { table: 'T03', row: '215', column: '1' })).toBe('2至6栏之和');
  expect(terms({ table: 'T03', row: '215', column: '1' })).toBe('（176.60 ＋ 122.33）');
});

test('one figure alone needs no telling, nor does an input', () => {
  expect(terms({ table: 'T03', row: '206', column: '1' })).toBe('');
  expect(formulaInWords(engine, { table: 'T03', row: '2060302', column: '3' })).toBeNull();
  expect(terms({ table: 'T03', row: '2060302', column: '3' })).toBe('');
});

test('a long sum tells its first figures and how many there are', () => {
  expect(terms({ table: 'T06', row: '301', column: '决算数' })).toMatch(/^（135\.26 ＋ .* ＋ …，共 \d+ 项）$/u);
});

test('a time is told as far as it is needed', () => {
  const now = new Date(2026, 2, 5, 9, 0, 0);
  const at = (year: number, month: number, day: number): string => timeInWords(new Date(year, month, day, 14, 5, 9).toISOString(), now);
  expect(at(2026, 2, 5)).toBe('14:05:09');
  expect(at(2026, 1, 3)).toBe('2月3日 14:05:09');
  expect(at(2025, 11, 31)).toBe('2025年12月31日 14:05:09');
});
