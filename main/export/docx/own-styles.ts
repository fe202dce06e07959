/**
 * A department's styles, out of a Word file of its own. Styles are known by their names: a Chinese Word calls “heading 1” 1 or 10
 * in its files, so they get the ids that the report uses. What the file lacks is taken from our sheet.
 */
import { inflateRawSync } from 'node:zlib';
import { ImportedXmlComponent, type IThemeOptions, readTheme } from 'docx';
import { packedData, readZipDirectory } from '../../import/zip-directory.ts';
import { completed, NAMESPACE, STYLE_IDS } from './style-sheet.ts';

export interface OwnStyles {
  /** A styles.xml. */
  readonly styles: string;
  /** Colours and typefaces that the styles may refer to. */
  readonly theme: IThemeOptions | null;
}

/** Why a file can't be used, in Chinese, to follow its name. */
export type OwnStylesOutcome = { readonly ok: true; readonly value: OwnStyles } | { readonly ok: false; readonly problem: string };

/** Largest styles.xml that is unpacked; Word's own have some 50 KB. */
const LARGEST = 8 * 2 ** 20;

/** Built-in styles that the library would add a second time under the usual id; Word does not tell names apart by their capitals. */
const BUILT_IN: Readonly<Record<string, string>> = {
  'normal table': 'TableNormal', strong: 'Strong', 'list paragraph': 'ListParagraph', hyperlink: 'Hyperlink', header: 'Header', 'line number': 'LineNumber', bibliography: 'Bibliography',
  'footnote reference': 'FootnoteReference', 'footnote text': 'FootnoteText', 'endnote reference': 'EndnoteReference', 'endnote text': 'EndnoteText',
  ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((level) => [[`heading ${level}`, `Heading${level}`], [`toc ${level}`, `TOC${level}`]])),
};

export function readOwnStyles(bytes: Buffer): OwnStylesOutcome {
  const part = unpacked(bytes, 'word/styles.xml');
  if (part === null) return { ok: false, problem: '不是可读的 Word 文件（.docx），取不出样式。请用 Word/WPS 打开后另存为 .docx' };
  const xml = part.toString('utf8').replace(/^\u{feff}/u, '');
  if (!new RegExp(`<w:styles [^>]*xmlns:w="${NAMESPACE}"`, 'u').test(xml) || !isWellFormed(xml)) {
    return { ok: false, problem: '其中的样式不是通常的 Word 格式，取不出来。请用 Word 打开后另存为“Word 文档（*.docx）”' };
  }
  // Lists are not taken over; a heading that numbers itself would number ours twice.
  const { text, ids } = withUsualIds(xml.replace(/<w:numPr>[\s\S]*?<\/w:numPr>/gu, ''));
  return { ok: true, value: { styles: completed(text, ids), theme: themeOf(bytes) } };
}

/** One part of the file; null where it can't be had. */
function unpacked(bytes: Buffer, name: string): Buffer | null {
  const entry = readZipDirectory(bytes)?.find((one) => one.name === name);
  const data = entry === undefined ? null : packedData(bytes, entry);
  if (entry === undefined || data === null) return null;
  try {
    return entry.method === 0 ? data : inflateRawSync(data, { maxOutputLength: LARGEST });
  } catch {
    return null;
  }
}

function isWellFormed(xml: string): boolean {
  try {
    ImportedXmlComponent.fromXmlString(xml);
    return true;
  } catch {
    return false;
  }
}

function withUsualIds(xml: string): { readonly text: string; readonly ids: ReadonlySet<string> } {
  const styles = [...xml.matchAll(/<w:style [^>]*w:styleId="([^"]*)"[^>]*>\s*<w:name w:val="([^"]*)"/gu)].map(([, id = '', name = '']) => ({ id, name }));
  const taken = new Set([...STYLE_IDS.values(), ...Object.values(BUILT_IN)]);
  const renamed = new Map(styles.map(({ id, name }) => {
    const usual = STYLE_IDS.get(name.toLowerCase()) ?? BUILT_IN[name.toLowerCase()];
    // A style of another name may go by a usual id.
    return [id, usual ?? (taken.has(id) ? `${id}Own` : id)] as const;
  }));
  const newId = (id: string): string => renamed.get(id) ?? id;
  const text = xml
    .replace(/(<w:style [^>]*w:styleId=")([^"]*)"/gu, (_whole, before: string, id: string) => `${before}${newId(id)}"`)
    .replace(/(<w:(?:basedOn|next|link) w:val=")([^"]*)"/gu, (_whole, before: string, id: string) => `${before}${newId(id)}"`);
  return { text, ids: new Set(styles.map(({ id }) => newId(id))) };
}

/** Null where the file has none. */
function themeOf(bytes: Buffer): IThemeOptions | null {
  try {
    return readTheme(bytes);
  } catch {
    return null;
  }
}
