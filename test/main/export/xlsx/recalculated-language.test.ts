/** Whatever the formula language can say means the same in the exported workbook: random formulas over random figures, by LibreOffice. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportTables } from '../../../../main/export/xlsx/export-tables.ts';
import { placeTables } from '../../../../main/export/xlsx/place-tables.ts';
import { decimal } from '../../../../shared/amount/amount.ts';
import type { CellContent, CellRef } from '../../../../shared/document/document.ts';
import { A1Compiler } from '../../../../shared/formula/a1.ts';
import { ERROR_TEXTS } from '../../../../shared/formula/a1-piece.ts';
import { Engine } from '../../../../shared/formula/engine.ts';
import { CellError, isAmount } from '../../../../shared/formula/value.ts';
import { line, smallDocument, smallSet } from '../../../shared/formula/small-set.ts';
import { type Recalculated, recalculate, withoutOffice } from './libre-office.ts';

/** Rows 1 to 5 are typed or left blank; 6 to 9 are formulas, each of which may read the rows before it. */
const INPUTS = 5;
const FORMULAS = [6, 7, 8, 9];
const WORKBOOKS = 30;

const places = fc.constantFrom(0, 1, 2, 3);
const amountText = fc.tuple(fc.integer({ min: -200_000, max: 200_000 }), places).map(([whole, digits]) => (whole === 0 ? '0' : decimal(whole).dividedBy(10 ** digits).toFixed()));
const content: fc.Arbitrary<CellContent | undefined> = fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constant('0') }, { weight: 5, arbitrary: amountText });

interface Grammar {
  readonly number: string;
  readonly truth: string;
}

function formulaOver(rows: number): fc.Arbitrary<string> {
  const row = fc.integer({ min: 1, max: rows });
  const cell = row.map((at) => `${at}行`);
  const range = fc.tuple(row, row).map(([a, b]) => `${Math.min(a, b)}..${Math.max(a, b)}行`);
  const subjects = fc.constantFrom('科目表[类, 1]', '科目表[款, 1|2]', '科目表[206之下, 2]', '科目表[合计, 1]', '科目表[999, 1]', '科目表[*, *]');
  const literal = fc.constantFrom('0', '1', '2.5', '100', '0.005');
  return fc.letrec<Grammar>((tie) => {
    const number = tie('number');
    const truth = tie('truth');
    const many = fc.array(fc.oneof(number, range, cell, subjects), { minLength: 1, maxLength: 3 }).map((list) => list.join(', '));
    return {
      number: fc.oneof({ maxDepth: 3, withCrossShrink: true }, cell, cell, literal,
        fc.tuple(number, fc.constantFrom('+', '-', '×', '÷'), number).map(([a, sign, b]) => `(${a} ${sign} ${b})`),
        number.map((a) => `-(${a})`),
        fc.tuple(fc.constantFrom('SUM', 'MIN', 'MAX', 'COUNT'), many).map(([name, list]) => `${name}(${list})`),
        fc.tuple(number, fc.constantFrom('0', '1', '2')).map(([a, digits]) => `ROUND(${a}, ${digits})`),
        number.map((a) => `ABS(${a})`),
        fc.tuple(fc.constantFrom('SHARE', 'GROWTH'), number, number).map(([name, a, b]) => `${name}(${a}, ${b})`),
        fc.tuple(truth, number, number).map(([condition, a, b]) => `IF(${condition}, ${a}, ${b})`),
      ),
      truth: fc.oneof({ maxDepth: 2, withCrossShrink: true }, number.map((a) => `BLANK(${a})`),
        fc.tuple(number, fc.constantFrom('=', '≠', '<', '≤', '>', '≥'), number).map(([a, sign, b]) => `${a} ${sign} ${b}`),
        fc.tuple(fc.constantFrom('AND', 'OR'), fc.array(truth, { minLength: 1, maxLength: 3 })).map(([name, list]) => `${name}(${list.join(', ')})`),
        truth.map((a) => `NOT(${a})`),
        fc.tuple(truth, truth).map(([a, b]) => `IF(${a}, ${b})`),
      ),
    };
  }).number;
}

const workbook = fc.record({
  lines: fc.array(content, { minLength: INPUTS, maxLength: INPUTS }),
  subjects: fc.array(content, { minLength: 6, maxLength: 6 }),
  formulas: fc.tuple(...FORMULAS.map((at) => formulaOver(at - 1))),
});
type Case = typeof workbook extends fc.Arbitrary<infer T> ? T : never;

function engineOf({ lines, subjects, formulas }: Case): Engine {
  const template = smallSet({ lines: formulas.map((formula, at) => `${at + INPUTS + 1}行 = ${formula}`), subjects: ['[合计|父级, 1..2] = SUM(下级)'] });
  const typed = Object.fromEntries(lines.flatMap((one, at) => (one === undefined ? [] : [[String(at + 1), one]])));
  const [a, b, c, d, e, f] = subjects;
  const leaf = (one: CellContent | undefined, two: CellContent | undefined): Record<string, CellContent> => ({ ...(one === undefined ? {} : { 1: one }), ...(two === undefined ? {} : { 2: two }) });
  return new Engine(template, smallDocument(template, typed, { 206: {}, 20603: {}, 2060302: leaf(a, b), 2060399: leaf(c, d), 208: leaf(e, f) }));
}

/** What is wrong at a cell, null where both agree. Binary floats agree to 12 digits; what is rounded agrees to the last place. */
function disagreement(engine: Engine, ref: CellRef, theirs: ReturnType<Recalculated>): string | null {
  const value = engine.value(ref);
  const shown = theirs?.number ?? theirs?.text.trim() ?? '';
  if (value instanceof CellError) return shown === ERROR_TEXTS[value.code] ? null : `ours ${value.code}, theirs ${shown}`;
  if (!isAmount(value)) return shown === '' ? null : `ours ${value}, theirs ${shown}`;
  if (theirs?.number == null) return `ours ${value}, theirs ${shown}`;
  const gap = value.minus(theirs.number).abs();
  return gap.lte(value.abs().times('1e-12')) ? null : `ours ${value}, theirs ${shown}`;
}

/** Errors that no random formula over plain cells begins. */
const ERRORS: readonly Case[] = [
  ['1行 + 上年.行表[1行]', 'IF(1行 > 0, 2行, 上年.行表[1行])', '1..3行 + 1行', 'SUM(6行, 8行)'],
  ['7行 + 1行', '6行', '6行 + 1行', 'COUNT(6行, 1..2行)'],
].map(([a = '', b = '', c = '', d = '']) => ({ lines: ['1', '2', undefined, '3', undefined], subjects: [], formulas: [a, b, c, d] }));

describe.skipIf(withoutOffice)('the formula language in a workbook', () => {
  it('gives our values, blanks and errors', async () => {
    const engines = [...fc.sample(workbook, { numRuns: WORKBOOKS, seed: Number(process.env['SEED'] ?? 20_221_231) }), ...ERRORS].map(engineOf);
    const answers = await recalculate(await Promise.all(engines.map((engine) => exportTables(engine))));
    const wrong: string[] = [];
    let compiled = 0;
    engines.forEach((engine, at) => {
      const placed = placeTables(engine);
      const compiler = new A1Compiler(engine, placed.place);
      for (const row of FORMULAS) {
        const ref = line(row);
        const place = placed.place(ref);
        const formula = compiler.formula(ref);
        if (place === null || formula.kind !== 'formula') continue;
        compiled++;
        const problem = disagreement(engine, ref, answers[at]?.(place.sheet, place.row, place.column));
        if (problem !== null) wrong.push(`${engine.formula(ref)?.formula.text}\n  ${formula.text}\n  ${problem}`);
      }
    });
    expect(wrong).toEqual([]);
    expect(compiled).toBeGreaterThan(WORKBOOKS * 2);
  }, 120_000);
});
