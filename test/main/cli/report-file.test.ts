/** A finished report in Word beside its workbook: sentences and tables alike are read, and what differs is found. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
import { afterAll, describe, expect, it } from 'vitest';
import { readReportFile } from '../../../main/cli/report-file.ts';
import { Engine } from '../../../shared/formula/engine.ts';
import { reviewText } from '../../../shared/narrative/review-text.ts';
import { HENAN, sampleDocument } from '../../fixtures/sample-document.ts';
import { narrativeRules } from '../../shared/narrative/narrative-fixtures.ts';

const folder = mkdtempSync(join(tmpdir(), 'report-file-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const engine = new Engine(HENAN, sampleDocument());
const sentences = readFileSync(new URL('../../fixtures/report-wordings/listed-amounts.txt', import.meta.url), 'utf8').split('\n');
const EXPENDITURE = [
  ['科目代码', '科目名称', '本年支出合计', '基本支出', '项目支出'], ['栏次', '', '1', '2', '3'], ['合计', '', '1,481.36', '245.22', '1,236.14'], ['206', '科学技术支出', '1,113.81', '', '1,113.81'], ['20603', '应用研究', '243.32', '', '243.32'],
  ['2060302', '社会公益研究', '111.50', '', '111.50'], ['208', '社会保障和就业支出', '32.24', '32.24', ''], ['221', '住房保障支出', '18.03', '18.03', '0.00'],
];

/** The findings of a Word file of these sentences and this table 03. */
async function findings(name: string, text: readonly string[], table: readonly (readonly string[])[]): Promise<readonly string[]> {
  const rows = table.map((cells) => new TableRow({ children: cells.map((cell) => new TableCell({ children: [new Paragraph(cell)] })) }));
  const children = [new Paragraph('支出决算表'), new Paragraph('公开03表'), new Paragraph('单位：万元'), new Table({ rows }), new Paragraph('注：本表反映部门本年度各项支出情况。'), ...text.map((line) => new Paragraph(line))];
  const path = join(folder, name);
  writeFileSync(path, await Packer.toBuffer(new Document({ sections: [{ children }] })));
  return reviewText(engine, narrativeRules(), (await readReportFile(path)).text).findings.filter((finding) => finding.severity === 'error').map((finding) => `${finding.rule} ${finding.message}`);
}

describe('a report in Word', () => {
  it('that agrees with the workbook has no error but the sections that it lacks', async () => {
    expect((await findings('right.docx', sentences, EXPENDITURE)).filter((message) => !message.startsWith('D10'))).toEqual([]);
  });

  it('with another figure in its table says which', async () => {
    const changed = EXPENDITURE.map((row) => row.map((cell) => (cell === '243.32' ? '234.32' : cell)));
    expect(await findings('table.docx', sentences, changed)).toContainEqual(expect.stringContaining('报告中公开03表 20603 应用研究印作 234.32，工作簿为 243.32，差 9.00'));
  });

  it('with another figure in a sentence says which', async () => {
    const changed = sentences.map((line) => line.replace('基本支出245.22万元，占支出合计', '基本支出254.22万元，占支出合计'));
    expect(await findings('sentence.docx', changed, EXPENDITURE)).toContainEqual(expect.stringContaining('说明写基本支出 254.22 万元，表中为 245.22 万元（公开03表 合计 2栏 基本支出），差 9.00，有两位数字颠倒'));
  });
});
