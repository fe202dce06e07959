/**
 * The report's styles, by their built-in names where Word has one, so that its heading list, contents and navigation know them. All
 * that makes the look of a text is here and nothing beside the text: who changes a style in Word changes the report.
 */
import { FACES, SIZES } from '../../../shared/report/print-style.ts';
import { DENSITIES, SMALLEST } from '../typst/fit-columns.ts';
import { halfPoints, twips } from './measures.ts';

/** Ids of the styles that the report uses. */
export const STYLES = {
  part: 'Heading1', chapter: 'Heading2', section: 'Heading3', item: 'Heading4', text: 'BodyText', cover: 'Title', coverAbove: 'Subtitle', contentsTitle: 'TOCHeading',
  table: 'ReportTable', tableTitle: 'ReportTableTitle', tableText: 'ReportTableText', tableEnd: 'ReportTableEnd', figure: 'ReportFigure', caption: 'Caption', footer: 'Footer', gap: 'ReportGap',
} as const;

/** Share of the type's size from line to line in a table's cell. */
export const CELL_LINE = 1.12;

/** The style of a table's text in one of the sizes to which tables are fitted. */
export function tableTextStyle(points: number): string {
  return `${STYLES.tableText}${halfPoints(points)}`;
}

/** A style's name as Word writes it, whatever the language of its window; and what it is based on. */
interface Style {
  readonly id: string;
  readonly name: string;
  readonly kind?: 'character';
  readonly basedOn?: string;
  readonly next?: string;
  readonly look: Look;
}

/** Points, but `indent` in characters and `outline` as Word counts levels, from 0. */
interface Look {
  readonly font?: string;
  readonly size?: number;
  readonly isBold?: boolean;
  readonly color?: string;
  readonly line?: number;
  readonly before?: number;
  readonly after?: number;
  readonly align?: 'both' | 'center' | 'left';
  readonly indent?: number;
  readonly left?: number;
  readonly outline?: number;
  readonly keepsWithNext?: boolean;
}

/** Names by which Word on a Chinese Windows knows the typefaces; where one is missing Word takes another of its own. */
const FONTS = { title: '方正小标宋简体', heading: FACES.heading.wanted, subheading: FACES.subheading.wanted, body: FACES.body.wanted, table: '宋体' } as const;

/** Other names of the same designs, and after them what resembles them most. */
const ALTERNATIVES: Readonly<Record<string, readonly string[]>> = {
  [FONTS.title]: [...FACES.title.names, '华文中宋', '宋体'], [FONTS.heading]: FACES.heading.names, [FONTS.subheading]: FACES.subheading.names,
  [FONTS.body]: FACES.body.names, [FONTS.table]: ['SimSun'],
};

const { text, title, tableTitle, contents, pageNumber, linePitch, coverTitle } = SIZES;
const HEADING = { line: linePitch, indent: 2, keepsWithNext: true, align: 'both' } as const;

const SHEET: readonly Style[] = [
  { id: 'Normal', name: 'Normal', look: { font: FONTS.body, size: text, line: linePitch, align: 'both' } },
  { id: STYLES.text, name: 'Body Text', basedOn: 'Normal', look: { indent: 2 } },
  { id: STYLES.part, name: 'heading 1', basedOn: 'Normal', next: STYLES.text, look: { font: FONTS.title, size: title, line: 33, after: linePitch, align: 'center', outline: 0, keepsWithNext: true } },
  { id: STYLES.chapter, name: 'heading 2', basedOn: 'Normal', next: STYLES.text, look: { ...HEADING, font: FONTS.heading, outline: 1 } },
  { id: STYLES.section, name: 'heading 3', basedOn: 'Normal', next: STYLES.text, look: { ...HEADING, font: FONTS.subheading, outline: 2 } },
  { id: STYLES.item, name: 'heading 4', basedOn: 'Normal', next: STYLES.text, look: { ...HEADING, font: FONTS.body, outline: 3 } },
  { id: STYLES.cover, name: 'Title', basedOn: 'Normal', look: { font: FONTS.title, size: coverTitle, line: 54, align: 'center' } },
  { id: STYLES.coverAbove, name: 'Subtitle', basedOn: 'Normal', look: { font: FONTS.title, size: 26, line: 42, after: 30, align: 'center' } },
  { id: STYLES.contentsTitle, name: 'TOC Heading', basedOn: 'Normal', look: { font: FONTS.title, size: title, line: 33, after: linePitch, align: 'center' } },
  { id: 'TOC1', name: 'toc 1', basedOn: 'Normal', look: { font: FONTS.heading, size: contents, line: 25, align: 'left' } },
  { id: 'TOC2', name: 'toc 2', basedOn: 'Normal', look: { size: contents, line: 25, align: 'left', left: 1.5 * contents } },
  { id: 'TOC3', name: 'toc 3', basedOn: 'Normal', look: { size: contents, line: 25, align: 'left', left: 3 * contents } },
  { id: STYLES.caption, name: 'caption', basedOn: 'Normal', look: { font: FONTS.heading, size: 12, line: 20, after: linePitch / 2, align: 'center' } },
  { id: STYLES.footer, name: 'footer', basedOn: 'Normal', look: { font: FONTS.table, size: pageNumber, line: 18, align: 'center' } },
  { id: STYLES.tableTitle, name: '报表标题', basedOn: STYLES.chapter, next: STYLES.text, look: { font: FONTS.title, size: tableTitle, line: 26, after: 4, align: 'center', indent: 0, outline: 1, keepsWithNext: true } },
  { id: STYLES.tableText, name: '报表文字', basedOn: 'Normal', look: { font: FONTS.table, size: 10, line: 12, align: 'left' } },
  ...[...DENSITIES, SMALLEST].map(({ size }): Style => ({ id: tableTextStyle(size), name: `报表文字${size}磅`, basedOn: STYLES.tableText, look: { size, line: size * CELL_LINE } })),
  { id: STYLES.tableEnd, name: '报表结尾', basedOn: 'Normal', look: { size: 1, line: 1 } },
  // As high as the picture in it.
  { id: STYLES.figure, name: '图', basedOn: 'Normal', look: { line: 0, before: linePitch / 2, align: 'center', keepsWithNext: true } },
  { id: STYLES.gap, name: '待填', kind: 'character', look: { color: 'C00000' } },
];

/** Lines between all cells. */
const TABLE_STYLE = `<w:style w:type="table" w:customStyle="1" w:styleId="${STYLES.table}"><w:name w:val="报表"/><w:qFormat/><w:tblPr><w:tblBorders>${['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`).join('')}</w:tblBorders></w:tblPr></w:style>`;

export const NAMESPACE = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const DEFAULTS = `<w:docDefaults><w:rPrDefault><w:rPr>${fonts(FONTS.body)}<w:sz w:val="${halfPoints(text)}"/><w:szCs w:val="${halfPoints(text)}"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>`;

/** The report's own styles.xml. */
export function styleSheet(): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles xmlns:w="${NAMESPACE}">${DEFAULTS}${SHEET.map(styleXml).join('')}${TABLE_STYLE}</w:styles>`;
}

/** Ids of our styles by their names in small letters. */
export const STYLE_IDS: ReadonlyMap<string, string> = new Map([...SHEET.map(({ name, id }) => [name.toLowerCase(), id] as const), ['报表', STYLES.table]]);

/** A department's styles.xml, its ids the usual ones, with those of ours that it lacks. */
export function completed(own: string, ids: ReadonlySet<string>): string {
  const missing = [...SHEET.filter(({ id }) => !ids.has(id)).map(styleXml), ids.has(STYLES.table) ? '' : TABLE_STYLE];
  return own.replace('</w:styles>', () => `${missing.join('')}</w:styles>`);
}

/** fontTable.xml, which tells Word the other names of each typeface. */
export function fontTable(): string {
  const entries = Object.values(FONTS).map((name) => `<w:font w:name="${name}"><w:altName w:val="${(ALTERNATIVES[name] ?? []).filter((other) => other !== name).join(',')}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="default"/></w:font>`);
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="${NAMESPACE}">${entries.join('')}</w:fonts>`;
}

function styleXml({ id, name, kind = 'paragraph' as const, basedOn, next, look }: Omit<Style, 'kind'> & { readonly kind?: 'paragraph' | 'character' }): string {
  const links = [basedOn === undefined ? '' : `<w:basedOn w:val="${basedOn}"/>`, next === undefined ? '' : `<w:next w:val="${next}"/>`].join('');
  const isOurs = id.startsWith('Report');
  const properties = kind === 'character' ? '' : `<w:pPr>${paragraphXml(look)}</w:pPr>`;
  return `<w:style w:type="${kind}"${id === 'Normal' ? ' w:default="1"' : ''}${isOurs ? ' w:customStyle="1"' : ''} w:styleId="${id}"><w:name w:val="${name}"/>${links}<w:qFormat/>${properties}<w:rPr>${runXml(look)}</w:rPr></w:style>`;
}

function paragraphXml({ keepsWithNext, line, before, after, indent = 0, left = 0, align, outline }: Look): string {
  return [
    keepsWithNext === true ? '<w:keepNext/>' : '',
    line === undefined ? '' : spacingXml(line, before, after),
    // Said always: the style below may be a department's own, with an indent.
    `<w:ind w:left="${twips(left)}" w:firstLineChars="${indent * 100}" w:firstLine="${twips(indent * text)}"/>`,
    align === undefined ? '' : `<w:jc w:val="${align}"/>`,
    outline === undefined ? '' : `<w:outlineLvl w:val="${outline}"/>`,
  ].join('');
}

/** A `line` of 0 is as high as what stands in it. */
function spacingXml(line: number, before = 0, after = 0): string {
  const height = line === 0 ? 'w:line="240" w:lineRule="auto"' : `w:line="${twips(line)}" w:lineRule="exact"`;
  return `<w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/><w:spacing w:before="${twips(before)}" w:after="${twips(after)}" ${height}/>`;
}

function runXml({ font, size, isBold, color }: Look): string {
  return [
    font === undefined ? '' : fonts(font),
    isBold === true ? '<w:b/>' : '',
    color === undefined ? '' : `<w:color w:val="${color}"/>`,
    size === undefined ? '' : `<w:sz w:val="${halfPoints(size)}"/><w:szCs w:val="${halfPoints(size)}"/>`,
  ].join('');
}

function fonts(name: string): string {
  return `<w:rFonts w:ascii="${name}" w:hAnsi="${name}" w:eastAsia="${name}" w:cs="${name}"/>`;
}
