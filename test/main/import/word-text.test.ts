/** What is read of a Word file is what mammoth reads, and each line knows how a person finds it there. */
import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
import { extractRawText } from 'mammoth';
import { expect, it } from 'vitest';
import { reportText } from '../../../main/import/report-text.ts';
import { renderDocx } from '../../../main/export/docx/render-docx.ts';
import { Engine } from '../../../shared/formula/engine.ts';
import { placeWords } from '../../../shared/check/finding.ts';
import { reviewText } from '../../../shared/narrative/review-text.ts';
import { withSpots } from '../../../shared/narrative/text-spot.ts';
import { outlineReport } from '../../../shared/report/outline.ts';
import { HENAN, sampleDocument } from '../../fixtures/sample-document.ts';
import { narrativeRules } from '../../shared/narrative/narrative-fixtures.ts';

const cell = (text: string): TableCell => new TableCell({ children: [new Paragraph(text)] });
const table = (rows: readonly (readonly string[])[]): Table => new Table({ rows: rows.map((cells) => new TableRow({ children: cells.map(cell) })) });

async function word(children: readonly (Paragraph | Table)[]): Promise<Buffer> {
  return Packer.toBuffer(new Document({ sections: [{ children: [...children] }] }));
}

it('names the paragraph by its heading and first words, a cell by its table and row', async () => {
  const bytes = await word([
    new Paragraph({ text: '收入情况', heading: HeadingLevel.HEADING_1 }), new Paragraph('本部门当年收入合计为一百万元，比上年多。'), new Paragraph(''),
    table([['项目', '金额'], ['合计', '1']]), new Paragraph('二、支出情况'), table([['', '表头'], ['合计', '2']]),
  ]);
  const source = await reportText('报告.docx', bytes);
  const lines = source?.text.split('\n') ?? [];
  const spotOf = (text: string, from = 0): string => {
    const spot = source?.spots?.[lines.indexOf(text, from)];
    return spot == null ? '' : `${spot.heading}｜${spot.words}`;
  };
  expect(spotOf('本部门当年收入合计为一百万元，比上年多。')).toBe('收入情况｜以“本部门当年收入合计为一百万元…”开头的一段');
  expect(spotOf('1')).toBe('收入情况｜第 1 个表第 2 行“合计”');
  expect(spotOf('表头')).toBe('二、支出情况｜第 2 个表第 1 行“表头”');
  expect(source?.spots).toHaveLength(lines.length - 1);
});

it('reads what mammoth reads, of a whole report too', async () => {
  const bytes = Buffer.from(await renderDocx(outlineReport(new Engine(HENAN, sampleDocument()))));
  expect((await reportText('报告.docx', bytes))?.text).toBe((await extractRawText({ buffer: bytes })).value);
});

it('tells a finding where a person finds it', async () => {
  const source = await reportText('报告.docx', await word([new Paragraph('一、收入支出决算总体情况说明'), new Paragraph('2022年度收、支总计均为9.99万元。'), new Paragraph('二、收入决算情况说明'), new Paragraph('2022年度收入合计1万元。')]));
  if (source === null) throw new Error('not read');
  const findings = withSpots(reviewText(new Engine(HENAN, sampleDocument()), narrativeRules(), source.text).findings, source);
  expect(findings.filter(({ rule }) => rule === 'C01').map(({ place }) => (place === undefined ? '' : placeWords(place)))).toEqual(['收入支出决算总体情况说明，以“2022年度收、支总计均为9…”开头的一段']);
});
