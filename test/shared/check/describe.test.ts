/** Formulas in words mean what they mean in signs. */
import { expect, test } from 'vitest';
import { describe as inWords } from '../../../shared/check/describe.ts';
import { Engine } from '../../../shared/formula/engine.ts';
import { parseExpression } from '../../../shared/formula/parse.ts';
import { NO_SCOPE } from '../../../shared/formula/space.ts';
import { HENAN, sampleDocument } from '../../fixtures/sample-document.ts';

const { space } = new Engine(HENAN, sampleDocument());

test.each([
  ['10-(3-1)', '10－（3－1）'],
  ['10-3-1', '10－3－1'],
  ['10-(3+1)', '10－（3＋1）'],
  ['10+(3-1)', '10＋3－1'],
  ['(1+2)×3', '（1＋2）×3'],
  ['1+2×3', '1＋2×3'],
  ['12÷(2×3)', '12÷（2×3）'],
  ['12÷2×3', '12÷2×3'],
  ['-(1+2)', '－（1＋2）'],
  ['1+2=3', '1＋2＝3'],
])('%s is said as %s', (formula, words) => {
  expect(inWords(parseExpression(formula), space, NO_SCOPE, null)).toBe(words);
});
