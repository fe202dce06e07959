import { describe, expect, it } from 'vitest';
import { attainment, meetsTarget, readTarget } from '../../../shared/formula/target.ts';

describe('targets of indicators', () => {
  it.each([
    ['≥90%', '≥', '90', '%'], ['≤60万元', '≤', '60', '万元'], ['>2家', '>', '2', '家'], ['＝100％', '=', '100', '%'], ['=1年', '=', '1', '年'], ['不低于 95%', '≥', '95', '%'], ['<=1,200.5', '≤', '1200.5', ''],
  ])('reads %s', (text, relation, bound, unit) => {
    const target = readTarget(text);
    expect([target?.relation, target?.bound.toFixed(), target?.unit]).toEqual([relation, bound, unit]);
  });

  it.each(['完成', '相关', '90%', '≥', '≥九成', '不断加强', ''])('leaves %s to words', (text) => {
    expect(readTarget(text)).toBeNull();
  });

  it.each([
    ['≥90%', '95%', true, '1'], ['≥90%', '90%', true, '1'], ['≥90%', '45%', false, '0.5'],
    ['≤30%', '30%', true, '1'], ['≤30%', '36%', false, '0.8'], ['≤30%', '120%', false, '0'],
    ['>2家', '2家', false, '1'], ['>2家', '3家', true, '1'], ['=100%', '110%', false, '0.9'], ['=100%', '50%', false, '0.5'],
    ['≤0', '3', false, '0'], ['≥95', '95%', true, '1'],
  ])('holds %s against %s', (target, actual, met, share) => {
    expect(meetsTarget(target, actual)).toBe(met);
    expect(attainment(target, actual)?.toFixed()).toBe(share);
  });

  it.each([['完成', '100%'], ['≥90%', '基本完成'], ['≥60万元', '58家'], ['≥90%', null]])('holds nothing against what can not be compared: %s, %s', (target, actual) => {
    expect(meetsTarget(target, actual)).toBe(true);
    expect(attainment(target, actual)).toBeNull();
  });
});
