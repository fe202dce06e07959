import { describe, expect, it } from 'vitest';
import { enteredAmount } from '../../../renderer/grid/entered-amount.ts';

describe('what is entered into an amount cell', () => {
  it.each([
    ['1481.36', '1481.36'],
    ['1,481.36', '1481.36'],
    ['１，４８１．３６', '1481.36'],
    [' 243.32 ', '243.32'],
    ['(12.5)', '-12.5'],
    ['¥12.00元', '12'],
    ['0.00', '0'],
    ['=120+2.33', '122.33'],
    ['＝（120＋2.33）×2', '244.66'],
    ['=0.1+0.2', '0.3'],
    ['=1,000.00-0.01', '999.99'],
    ['=1÷8', '0.125'],
    ['', null],
    ['—', null],
    ['　', null],
  ])('%s is %s', (text, amount) => {
    expect(enteredAmount(text)).toEqual({ ok: true, amount });
  });

  it.each([
    ['12abc', '不是金额'],
    ['12.5%', '是百分数'],
    ['=120+', '算式有误'],
    ['=27行+1', '只能写算式'],
    ['=1/0', '没有结果'],
    ['1,48.36', '不是金额'],
  ])('%s is refused: %s', (text, why) => {
    const entered = enteredAmount(text);
    expect(entered.ok ? '' : entered.why).toContain(why);
  });
});
