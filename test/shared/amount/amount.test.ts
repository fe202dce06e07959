import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amountText, convertUnit, decimal, envelope, plainAmount, roundHalfUp, tableAmount, type Unit } from '../../../shared/amount/amount.ts';

describe('四舍五入', () => {
  test.each([
    ['2.345', 2, '2.35'],
    ['2.344999', 2, '2.34'],
    ['-2.345', 2, '-2.35'],
    ['0.005', 2, '0.01'],
    ['-0.005', 2, '-0.01'],
    ['1.005', 2, '1.01'],
    ['0.5', 0, '1'],
    ['1481.36', 1, '1481.4'],
    ['99999999999999.995', 2, '100000000000000'],
  ])('%s to %i places is %s', (amount, places, rounded) => {
    expect(amountText(roundHalfUp(decimal(amount), places))).toBe(rounded);
  });
});

describe('元 and 万元', () => {
  test.each<[string, Unit, Unit, string]>([
    ['14813600', '元', '万元', '1481.36'],
    ['0.01', '元', '万元', '0.000001'],
    ['1481.36', '万元', '元', '14813600'],
    ['-0.5', '万元', '元', '-5000'],
    ['7', '元', '元', '7'],
  ])('%s %s in %s is %s', (amount, from, to, converted) => {
    expect(amountText(convertUnit(decimal(amount), from, to))).toBe(converted);
  });

  test('there and back is the same amount, to the 分', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 18n), 10n ** 18n), (fen) => {
        const yuan = decimal(fen.toString()).dividedBy(100);
        expect(convertUnit(convertUnit(yuan, '元', '万元'), '万元', '元').eq(yuan)).toBe(true);
      }),
    );
  });
});

describe('sums are exact', () => {
  test('whatever the order, to the last 分', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt(-(10n ** 15n), 10n ** 15n), { minLength: 1, maxLength: 60 }), (fen) => {
        const amounts = fen.map((one) => decimal(one.toString()).dividedBy(1_000_000));
        const sum = amounts.reduce((total, amount) => total.plus(amount));
        expect(sum.times(1_000_000).toFixed()).toBe(fen.reduce((total, one) => total + one, 0n).toString());
        expect(amounts.reduceRight((total, amount) => total.plus(amount)).eq(sum)).toBe(true);
      }),
    );
  });
});

describe('the envelope of 尾差', () => {
  test.each([
    [2, 2, '0.01'],
    [9, 2, '0.045'],
    [3, 4, '0.00015'],
    [2, 0, '1'],
  ])('%i figures of %i places may be off by %s', (terms, decimals, allowed) => {
    expect(amountText(envelope(terms, decimals))).toBe(allowed);
  });
});

describe('as printed', () => {
  test.each([
    [null, 2, ''],
    ['0', 2, '0.00'],
    ['1234567.8', 2, '1,234,567.80'],
    ['999', 2, '999.00'],
    ['-1234.565', 2, '-1,234.57'],
    ['-0.001', 2, '0.00'],
    ['1481.36', 0, '1,481'],
    ['1000000', 0, '1,000,000'],
    ['123456789012345678', 2, '123,456,789,012,345,678.00'],
  ])('%s with %i places is “%s” in a table', (amount, decimals, printed) => {
    expect(tableAmount(amount === null ? null : decimal(amount), decimals)).toBe(printed);
  });

  test.each([
    ['0', 2, '0.00'],
    ['-0', 2, '0.00'],
    ['1481.3', 2, '1481.30'],
    ['1481.365', 2, '1481.365'],
    ['-5', 2, '-5.00'],
  ])('%s with %i places is “%s” in a sentence: nothing is hidden', (amount, decimals, printed) => {
    expect(plainAmount(decimal(amount), decimals)).toBe(printed);
  });

  test.each([
    ['1.50', '1.5'],
    ['-0', '0'],
    ['0.000001', '0.000001'],
    ['1e15', '1000000000000000'],
  ])('%s is kept as %s', (amount, text) => {
    expect(amountText(decimal(amount))).toBe(text);
  });
});
