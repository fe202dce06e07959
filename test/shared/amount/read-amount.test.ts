import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimal, tableAmount } from '../../../shared/amount/amount.ts';
import { readAmount } from '../../../shared/amount/read-amount.ts';

describe('amounts as people and workbooks write them', () => {
  test.each([
    ['1481.36', '1481.36'],
    ['1,481.36', '1481.36'],
    ['1，481.36', '1481.36'],
    ['12,345,678', '12345678'],
    ['１，４８１．３６', '1481.36'],
    [' 1481.36 ', '1481.36'],
    ['\u30001481.36\u00a0', '1481.36'],
    ['1 481.36', '1481.36'],
    ['0', '0'],
    ['0.00', '0'],
    ['-0.00', '0'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['-12.5', '-12.5'],
    ['−12.5', '-12.5'],
    ['－12.5', '-12.5'],
    ['—12.5', '-12.5'],
    ['(12.50)', '-12.5'],
    ['（1,200.00）', '-1200'],
    ['+3', '3'],
    ['¥1,200.00', '1200'],
    ['￥35', '35'],
    ['1200元', '1200'],
    ['1.5E3', '1500'],
    ['1e-05', '0.00001'],
    ['-1.08E-13', '-0.000000000000108'],
    ['001.10', '1.1'],
  ])('“%s” is %s', (text, amount) => {
    expect(readAmount(text)).toEqual({ kind: 'amount', amount });
  });

  test.each(['', ' ', '\u3000', '-', '—', '——', '－', '/', '…', '*'])('“%s” is blank, which is not zero', (text) => {
    expect(readAmount(text)).toEqual({ kind: 'blank' });
  });

  test.each(['12abc', '1,23', '1.2.3', '1,2345', ',123', '1,234,56', '12,34.5', '--5', '(5', '5)', '(-5)', '()', '十二', '1481.36万元', '12%', '1/2', '=1+2', '0x10', '1e999', 'NaN', 'Infinity', '5-3'])(
    '“%s” is refused, not guessed',
    (text) => {
      expect(readAmount(text)).toEqual({ kind: 'not-amount' });
    },
  );

  test('what a table prints is read back', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 16n), 10n ** 16n), (fen) => {
        const amount = decimal(fen.toString()).dividedBy(100);
        const reading = readAmount(tableAmount(amount, 2));
        expect(reading.kind === 'amount' && amount.eq(reading.amount)).toBe(true);
      }),
    );
  });

  test('no text makes it throw, and what it accepts is canonical', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.,-+()（）—eE ，．１元¥%') }), (text) => {
        const reading = readAmount(text);
        if (reading.kind === 'amount') expect(reading.amount).toMatch(/^(0|-?(0|[1-9]\d*)(\.\d*[1-9])?)$/);
      }),
      { numRuns: 2000 },
    );
  });
});
