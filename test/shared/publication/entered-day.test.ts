import { expect, test } from 'vitest';
import { dayInWords, enteredDay } from '../../../shared/publication/entered-day.ts';

test.each([
  ['2023年8月10日', '2023-08-10'], ['2023-08-10', '2023-08-10'], ['2023.8.1', '2023-08-01'], ['2023/12/31', '2023-12-31'], ['20240229', '2024-02-29'], [' ２０２３年８月１０日 ', '2023-08-10'],
  ['2023-02-29', null], ['2023年13月1日', null], ['2023-04-31', null], ['10/8/2023', null], ['23年8月10日', null], ['8月10日', null], ['', null],
])('%s is %s', (words, day) => {
  expect(enteredDay(words)).toBe(day);
  if (day !== null) expect(enteredDay(dayInWords(day))).toBe(day);
});
