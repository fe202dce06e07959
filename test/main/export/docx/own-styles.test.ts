/** A department's Word file gives its styles to the report, as a Chinese Word writes them. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Document, Packer, Paragraph } from 'docx';
import { describe, expect, it } from 'vitest';
import { readOwnStyles } from '../../../../main/export/docx/own-styles.ts';
import { renderDocx } from '../../../../main/export/docx/render-docx.ts';
import { Engine } from '../../../../shared/formula/engine.ts';
import { outlineReport } from '../../../../shared/report/outline.ts';
import { newDocument } from '../../../../shared/template/new-document.ts';
import { HENAN } from '../../../fixtures/sample-document.ts';
import { bodyTexts, officePdf, partOf, withoutWriter } from './docx-reading.ts';

const NAMESPACE = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const STYLES = `<w:styles xmlns:w="${NAMESPACE}">
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:pPr><w:ind w:firstLineChars="200" w:firstLine="640"/></w:pPr><w:rPr><w:rFonts w:eastAsia="隶书"/><w:sz w:val="30"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="10"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:next w:val="a"/><w:link w:val="11"/><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr><w:jc w:val="right"/></w:pPr><w:rPr><w:color w:val="0000FF"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="11"><w:name w:val="标题 1 字符"/><w:link w:val="10"/></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Heading2"><w:name w:val="单位自定"/><w:basedOn w:val="10"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/><w:basedOn w:val="a"/></w:style>
</w:styles>`;

async function fileWith(styles: string): Promise<Buffer> {
  return Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('样式')] }] }), undefined, [{ path: 'word/styles.xml', data: styles }]);
}

function stylesOf(docx: Uint8Array): ReadonlyMap<string, string> {
  return new Map([...partOf(docx, 'word/styles.xml').matchAll(/<w:style .*?w:styleId="([^"]+)".*?<\/w:style>/gu)].map(([xml, id]) => [id ?? '', xml]));
}

const outline = outlineReport(new Engine(HENAN, newDocument(HENAN, { department: '某局' })));

describe('the styles of a department', () => {
  it('are used by name for text and headings, and ours only where the file has none', async () => {
    const own = readOwnStyles(await fileWith(STYLES));
    if (!own.ok) throw new Error(own.problem);
    const docx = await renderDocx(outline, { own: own.value });
    const styles = stylesOf(docx);
    expect(styles.get('Normal')).toContain('隶书');
    expect(styles.get('Heading1')).toMatch(/<w:basedOn w:val="Normal"\/>.*<w:link w:val="11"\/>.*0000FF/u);
    expect(styles.get('11')).toContain('<w:link w:val="Heading1"/>');
    expect(styles.get('Heading2Own')).toMatch(/单位自定.*<w:basedOn w:val="Heading1"\/>/u);
    expect(styles.get('Heading2')).toContain('heading 2');
    expect(styles.get('BodyText')).not.toMatch(/w:eastAsia|w:sz|w:spacing/u);
    const names = [...partOf(docx, 'word/styles.xml').matchAll(/<w:name w:val="([^"]+)"/gu)].map(([, name]) => name?.toLowerCase());
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    expect(partOf(docx, 'word/styles.xml')).not.toContain('numPr');
    expect(bodyTexts(docx)).toEqual(bodyTexts(await renderDocx(outline)));
  });

  it('can be those of an exported report that was restyled in Word', async () => {
    const exported = await renderDocx(outline);
    const own = readOwnStyles(Buffer.from(exported));
    if (!own.ok) throw new Error(own.problem);
    expect([...stylesOf(await renderDocx(outline, { own: own.value }))]).toEqual([...stylesOf(exported)]);
  });

  it.skipIf(withoutWriter)('do not indent the cells of a table, whatever the text does', async () => {
    const own = readOwnStyles(await fileWith(STYLES));
    if (!own.ok) throw new Error(own.problem);
    expect(stylesOf(await renderDocx(outline, { own: own.value })).get('ReportTableText')).toContain('w:firstLine="0"');
    expect(officePdf(await renderDocx(outline, { own: own.value })).length).toBeGreaterThan(10_000);
  });

  it('are refused with one clear sentence where they can not be had', async () => {
    const folder = join(dirname(createRequire(import.meta.url).resolve('mammoth/package.json')), 'test', 'test-data');
    const files: readonly Buffer[] = [
      Buffer.from(''), Buffer.from('not a zip'), (await fileWith(STYLES)).subarray(0, 900), await fileWith('<w:styles'), await fileWith(STYLES.replace(NAMESPACE, 'http://purl.oclc.org/ooxml/wordprocessingml/main')),
      await fileWith(STYLES.replace('</w:docDefaults>', '')), readFileSync(join(folder, 'strict-format.docx')),
    ];
    for (const bytes of files) {
      const outcome = readOwnStyles(bytes);
      expect(outcome).toMatchObject({ ok: false });
      if (!outcome.ok) expect(outcome.problem).toMatch(/^[^\n]*另存为[^\n]*$/u);
    }
  });
});
