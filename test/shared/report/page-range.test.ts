import { describe, expect, it } from 'vitest';
import { readPageRange } from '../../../shared/report/page-range.ts';

describe('a page range', () => {
  it.each([
    ['1-3,5', [1, 2, 3, 5]],
    ['5，2－3', [2, 3, 5]],
    ['３、1', [1, 3]],
    ['2-4, 3-5', [2, 3, 4, 5]],
    [' 7 ', [7]],
    ['1至2', [1, 2]],
  ])('%j is %j', (text, pages) => {
    expect(readPageRange(text, 10)).toEqual(pages);
  });

  it.each([['', /请输入页码/], ['，', /请输入页码/], ['a', /看不懂“a”/], ['1-', /看不懂“1-”/], ['0', /没有第 0 页，共 10 页/], ['9-11', /没有第 9-11 页/], ['5-3', /“5-3”前大后小，请写成 3-5/], ['99999999', /看不懂/]])('%j is refused with words', (text, words) => {
    expect(readPageRange(text, 10)).toMatch(words);
  });
});
