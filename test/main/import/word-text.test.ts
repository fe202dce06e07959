/** What is read of a Word file is what mammoth reads, and each line knows how a person finds it there. */
import { DeletedTextRun, Document, FootnoteReferenceRun, HeadingLevel, InsertedTextRun, LevelFormat, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx';
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
    table([['项目', '金额'], ['合计', '1']]), new Paragraph('二、支出情况'), new Paragraph('三、财政拨款收支情况\t7'), table([['', '表头'], ['合计', '2']]),
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

/** Headings numbered by Word itself, tracked changes, a footnote, a soft line break. */
function numbered(): Document {
  const heading = (text: string, level: number): Paragraph => new Paragraph({ text, numbering: { reference: 'headings', level }, heading: level === 0 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2 });
  const edit = { id: 1, author: '会计', date: '2023-08-01T00:00:00Z' };
  return new Document({
    numbering: { config: [{ reference: 'headings', levels: [{ level: 0, format: LevelFormat.CHINESE_COUNTING, text: '%1、' }, { level: 1, format: LevelFormat.CHINESE_COUNTING, text: '（%2）' }] }] },
    footnotes: { 1: { children: [new Paragraph('不含结余。')] } },
    sections: [{ children: [
      heading('收入支出决算总体情况说明', 0), new Paragraph({ children: [new TextRun('2022年度收、支总计均为'), new DeletedTextRun({ ...edit, text: '9.99' }), new InsertedTextRun({ ...edit, text: '1481.36' }), new TextRun('万元'), new FootnoteReferenceRun(1), new TextRun('。')] }),
      heading('一般公共预算财政拨款支出决算情况说明', 0), heading('总体情况', 1), new Paragraph({ children: [new TextRun('2022年度一般公共预算财政拨款支出'), new TextRun({ text: '1481.63万元。', break: 1 })] }),
      heading('结构情况', 1), new Paragraph('主要用于以下方面：科学技术支出1113.81万元，占75.91%；社会保障和就业支出32.24万元，占2.18%。'),
    ] }],
  });
}

it('writes the numbers that Word sets by itself, keeps what was inserted and leaves out what was deleted', async () => {
  const source = await reportText('报告.docx', await Packer.toBuffer(numbered()));
  const lines = (source?.text ?? '').split('\n').filter((line) => line !== '');
  expect(lines).toEqual([
    '一、收入支出决算总体情况说明', '2022年度收、支总计均为1481.36万元。', '二、一般公共预算财政拨款支出决算情况说明', '（一）总体情况', '2022年度一般公共预算财政拨款支出1481.63万元。',
    '（二）结构情况', '主要用于以下方面：科学技术支出1113.81万元，占75.91%；社会保障和就业支出32.24万元，占2.18%。',
  ]);
  const found = reviewText(new Engine(HENAN, sampleDocument()), narrativeRules(), source?.text ?? '').findings.map(({ rule, message }) => `${rule} ${message}`);
  expect(found.filter((message) => message.startsWith('C01'))).toEqual([]);
  expect(found).toContainEqual(expect.stringContaining('说明写一般公共预算财政拨款支出 1481.63 万元'));
  expect(found).toContainEqual(expect.stringContaining('应为 75.19%，说明写 75.91%'));
});
