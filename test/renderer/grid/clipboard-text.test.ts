// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { readHtml, readTabbed, writeHtml, writeTabbed } from '../../../renderer/grid/clipboard-text.ts';
import { pastedBlock } from '../../../renderer/grid/grid-clipboard.ts';

describe('tab-separated text', () => {
  it.each([
    ['lines and tabs', '1\t2\r\n3\t4\r\n', [['1', '2'], ['3', '4']]],
    ['one value', '1,481.36', [['1,481.36']]],
    ['blanks at both ends', '\t2\t\n', [['', '2', '']]],
    ['an empty line inside', '1\n\n2', [['1'], [''], ['2']]],
    ['a text in quotes that holds a line end, a tab and quotes', '"一\n二\t""三"""\t5\n6\t7', [['一\n二\t"三"', '5'], ['6', '7']]],
    ['a quote that opens nothing', '"a"b\t1', [['"a"b', '1']]],
    ['nothing', '', [['']]],
  ])('reads %s', (_says, text, block) => {
    expect(readTabbed(text)).toEqual(block);
  });

  it('reads what it wrote', () => {
    const block = [['合计', '1481.36'], ['一\n二', '说"三"'], ['', 'a\tb']];
    expect(readTabbed(writeTabbed(block))).toEqual(block);
  });
});

/** As WPS and Excel put a range with a merged heading on the clipboard. */
const MERGED = `<html><body><!--StartFragment--><table border=0><col width=72 span=3>
<tr><td colspan=2 rowspan=1 class=xl65>项目</td><td>1,481.36</td></tr>
<tr><td rowspan=2>2060302</td><td>社会公益<br>研究</td><td x:num="243.32">243.32</td></tr>
<tr><td>其他&nbsp;支出</td><td>—</td></tr></table><!--EndFragment--></body></html>`;

describe('an HTML table', () => {
  it('is read with merged cells as one text and blanks', () => {
    expect(readHtml(MERGED)).toEqual([['项目', '', '1,481.36'], ['2060302', '社会公益研究', '243.32'], ['', '其他 支出', '—']]);
  });

  it('is nothing where there is no table', () => {
    expect(readHtml('<p>一般公共预算</p>')).toBeNull();
  });

  it('comes before the text, as only it knows of merged cells; without it the text is taken', () => {
    expect(pastedBlock(MERGED, '项目\t1,481.36')?.[0]).toHaveLength(3);
    expect(pastedBlock('<b>5</b>', '5\t6')).toEqual([['5', '6']]);
    expect(pastedBlock('', '')).toBeNull();
  });

  it('keeps codes as texts, and says nothing as markup', () => {
    const html = writeHtml([['2060302', '<b>&', '3.00']], (_row, column) => column === 0);
    expect(html).toContain('mso-number-format');
    expect(readHtml(html)).toEqual([['2060302', '<b>&', '3.00']]);
  });
});
