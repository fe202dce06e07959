import { describe, expect, it } from 'vitest';
import { readBlock } from '../../../renderer/grid/laid-block.ts';

describe('a block from the clipboard', () => {
  it.each([
    ['lines and tabs', '1\t2\r\n3\t4\r\n', [['1', '2'], ['3', '4']]],
    ['one value', '1,481.36', [['1,481.36']]],
    ['blanks at both ends', '\t2\t\n', [['', '2', '']]],
    ['an empty line inside', '1\n\n2', [['1'], [''], ['2']]],
    ['a text in quotes that holds a line end, a tab and quotes', '"一\n二\t""三"""\t5\n6\t7', [['一\n二\t"三"', '5'], ['6', '7']]],
    ['a quote that opens nothing', '"a"b\t1', [['"a"b', '1']]],
    ['nothing', '', [['']]],
  ])('%s', (_says, text, block) => {
    expect(readBlock(text)).toEqual(block);
  });
});
