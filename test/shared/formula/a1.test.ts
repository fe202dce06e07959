/** How formulas read in the exported workbook. What they give there is proved by LibreOffice in test/main/export/xlsx. */
import { describe, expect, it } from 'vitest';
import { areas, columnLetters, type SheetCell } from '../../../shared/formula/a1-area.ts';
import { A1Compiler, type PlaceOf } from '../../../shared/formula/a1.ts';
import type { CellContent } from '../../../shared/document/document.ts';
import { line, smallEngine } from './small-set.ts';

/** Lines stand in C4 and below on a sheet of their own; 科目 rows from C3 on another. */
const ROWS = ['合计', '206', '20603', '2060302', '2060399', '208'];
const place: PlaceOf = ({ table, row, column }) =>
  table === 'T01' ? { sheet: '行表', row: 3 + Number(row), column: 3 } : { sheet: '科目表', row: 3 + ROWS.indexOf(row), column: 2 + Number(column) };
const SUBJECTS = { 206: {}, 20603: {}, 2060302: { 1: '1.5' }, 2060399: { 1: '2' }, 208: { 1: '3' } };

function formulaOf(text: string, lines: Readonly<Record<string, CellContent>> = {}): string {
  const engine = smallEngine({ lines: [`9行 = ${text}`], subjects: ['[合计|父级, 1] = SUM(下级)'] }, lines, SUBJECTS);
  const formula = new A1Compiler(engine, place).formula(line(9));
  return formula.kind === 'formula' ? formula.text : formula.kind;
}

describe('a formula in A1', () => {
  it.each([
    ['SUM(1..8行)', 'IF(COUNT(C4:C11)=0,"",ROUND(SUM(C4:C11),2))'],
    ['1行 + 2行 + 4行', 'IF(COUNT(C4:C5,C7)=0,"",ROUND(SUM(C4:C5,C7),2))'],
    ['1行 + 2行 - 3行', 'IF(COUNT(C4:C6)=0,"",ROUND(SUM(C4:C5)-N(C6),2))'],
    ['-(1行 - 2行)', 'IF(COUNT(C4:C5)=0,"",ROUND(N(C5)-N(C4),2))'],
    ['1行 + 1行', 'IF(COUNT(C4,C4)=0,"",ROUND(SUM(C4,C4),2))'],
    ['3行', 'IF(COUNT(C6)=0,"",C6)'],
    ['科目表[206, 1]', `IF(COUNT('科目表'!C4)=0,"",'科目表'!C4)`],
    ['SUM(科目表[类, 1])', `IF(COUNT('科目表'!C4,'科目表'!C8)=0,"",ROUND(SUM('科目表'!C4,'科目表'!C8),2))`],
    ['1行 + 科目表[999, 1]', 'IF(COUNT(C4)=0,"",C4)'],
    ['科目表[999, 1]', 'constant'],
    ['1行 × 2行', 'IF(COUNT(C4:C5)=0,"",ROUND((N(C4)*N(C5)),4))'],
    ['1行 × 0.5', 'ROUND((N(C4)*0.5),3)'],
    ['1行 ÷ 100', '(N(C4)/100)'],
    ['ABS(1行)', 'IF(COUNT(C4)=0,"",ROUND(ABS(N(C4)),2))'],
    ['MIN(1..3行, 0)', 'ROUND(MIN(C4:C6,0),2)'],
    ['COUNT(1..3行)', 'COUNT(C4:C6)'],
    ['SHARE(1行, 2行)', 'ROUND(N(C4)*100/N(C5),2)'],
    ['IF(1行 + 2行 = 3行, 1行, 0)', 'IF(IF(ROUND(SUM(C4:C5),2)=N(C6),COUNT(C4)=0,FALSE),"",ROUND(IF(ROUND(SUM(C4:C5),2)=N(C6),N(C4),0),2))'],
    ['AND(1行 ≠ 2行, NOT(BLANK(3行)))', 'AND(N(C4)<>N(C5),NOT(COUNT(C6)=0))'],
    ['OR(1行 > 0, SHARE(1行, 2行) ≤ 5)', 'IF(N(C4)>0,TRUE,ROUND(N(C4)*100/N(C5),2)<=5)'],
    ['IF(1行 > 0, 1行)', 'inexpressible'],
    ['IF("甲" = "乙", 1行, 2行)', 'IF(IF(EXACT("甲","乙"),COUNT(C4)=0,COUNT(C5)=0),"",ROUND(IF(EXACT("甲","乙"),N(C4),N(C5)),2))'],
    ['IF((1行 > 0) ≠ (2行 > 0), 1, 2)', 'ROUND(IF((N(C4)>0)<>(N(C5)>0),1,2),2)'],
    ['IF(1行 = "甲", 1, 2)', 'ROUND(IF(FALSE,1,2),2)'],
    ['上年.行表[1行] + 1行', 'N(C4)+#N/A'],
    ['上年.行表[1行]', 'constant'],
  ])('%s is %s', (text, expected) => {
    expect(formulaOf(text)).toBe(expected);
  });

  it('rounds to the decimals that the document holds', () => {
    expect(formulaOf('SUM(1..2行)', { 1: '0.1234' })).toBe('IF(COUNT(C4:C5)=0,"",ROUND(SUM(C4:C5),4))');
  });

  it('never takes an error for a blank', () => {
    const engine = smallEngine({ lines: ['8行 = 1行 ÷ 2行', '9行 = 8行 + 3行'] }, { 1: '1' });
    expect(new A1Compiler(engine, place).formula(line(9))).toEqual({ kind: 'formula', text: 'IF(AND(COUNT(C6,C11)=0,SUM(C6,C11)=0),"",SUM(C6,C11))' });
  });

  it('takes a declared value and a circle as what they are', () => {
    const declared = smallEngine({ lines: ['8行 = 1行 ÷ 2行', '9行 = 8行'] }, { 8: { declared: '4' } });
    expect(new A1Compiler(declared, place).formula(line(9))).toEqual({ kind: 'formula', text: 'IF(COUNT(C11)=0,"",C11)' });
    const circle = smallEngine({ lines: ['7行 = 8行', '8行 = 7行', '9行 = 8行 + 1行'] }, {});
    expect(new A1Compiler(circle, place).formula(line(8))).toEqual({ kind: 'constant' });
    expect(new A1Compiler(circle, place).formula(line(9))).toMatchObject({ text: 'N(C4)+#NUM!' });
  });

  it('splits what one call can not take', () => {
    const codes = Array.from({ length: 300 }, (_one, at) => String(2_010_100 + at));
    const engine = smallEngine({ lines: ['9行 = SUM(科目表[项, 1])'] }, {}, Object.fromEntries(codes.map((code) => [code, { 1: '1' }])));
    const scattered: PlaceOf = (ref) => (ref.table === 'T01' ? place(ref) : { sheet: '行表', row: 2 * codes.indexOf(ref.row) + 20, column: 5 });
    const formula = new A1Compiler(engine, scattered).formula(line(9));
    expect(formula.kind).toBe('formula');
    const calls = formula.kind === 'formula' ? [...formula.text.matchAll(/(?:SUM|COUNT)\(([^()]*)\)/gu)].map(([, list = '']) => list.split(',').length) : [];
    expect(calls).toEqual([250, 50, 250, 50]);
  });
});

describe('the ranges of a set of cells', () => {
  const cells = (...list: readonly (readonly [number, number])[]): readonly SheetCell[] => list.map(([row, column]) => ({ sheet: '表', row, column }));

  it.each([
    ['one cell', cells([4, 3]), ['C4']],
    ['a column in any order', cells([6, 3], [4, 3], [5, 3]), ['C4:C6']],
    ['a block', cells([4, 3], [4, 4], [5, 3], [5, 4]), ['C4:D5']],
    ['a gap', cells([4, 3], [6, 3]), ['C4', 'C6']],
    ['two columns of unlike length', cells([4, 3], [4, 4], [5, 3]), ['C4:D4', 'C5']],
    ['a cell named twice', cells([4, 3], [5, 3], [4, 3]), ['C4:C5', 'C4']],
  ])('%s', (_name, given, expected) => {
    expect(areas(given, '表')).toEqual(expected);
  });

  it('names other sheets, and columns beyond Z', () => {
    expect(areas([{ sheet: "张'三", row: 1, column: 28 }], '表')).toEqual(["'张''三'!AB1"]);
    expect([1, 26, 27, 703].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AAA']);
  });
});
