/**
 * A report's text as it comes out of a PDF, a Word file or the clipboard, made readable: hard line breaks, page numbers, running heads
 * and spaces taken out, paragraphs kept apart, and every character still knowing the line and column it came from.
 */

/** A place in the source text, both from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** A line of the source with its number from 1, trimmed; page furniture and table dumps are not among them. */
export interface SourceLine {
  readonly text: string;
  readonly line: number;
}

export interface ReportText {
  /** The running text: no white space but `\n` between paragraphs; digits, %, brackets of one kind. */
  readonly plain: string;
  readonly lines: readonly SourceLine[];
  /** Where the character at an offset of `plain` stood. */
  place(offset: number): TextPlace;
}

const PAGE_MARK = /^[\s\f]*(?:[-–—―－]+\s*\d+\s*[-–—―－]+|[-–—―－]\s*\d+|第\s*\d+\s*页.*|=+\s*第\s*\d+\s*页.*|\d{1,3}\s*[/／]\s*\d{1,3}|[IVXivx]{1,5}|\d{1,3})[\s\f]*$/u;
const TABLE_DUMP = /^-+\s*表格.*-+\s*$/u;
const HAN_NUMBER = '[一二三四五六七八九十]';
/** A line that opens a paragraph: a part, a numbered heading or item. */
const OPENING = new RegExp(String.raw`^\s*(?:第${HAN_NUMBER}+(?:部分|章|节)|${HAN_NUMBER}{1,3}\s*[、.]|[（(]${HAN_NUMBER}{1,3}[）)]|[（(]\d{1,2}[）)]|\d{1,2}\s*[.、]\s*(?!\d)|项目${HAN_NUMBER}+[：:]|[①-⑳])`, 'u');
const CLOSED = /[。！？；：:]\s*$/u;
/** A line of a table: it ends in several figures with nothing but space between them. */
const TABLE_ROW = /^[^，。；]*(?:\s+-?\d[\d,]*(?:\.\d+)?){2,}\s*$/u;
/** “七、机关运行经费”: numbered, short, and nothing but a name. */
const SHORT_TITLE = new RegExp(String.raw`^(?:${HAN_NUMBER}{1,3}[、.]|[（(]${HAN_NUMBER}{1,3}[）)])(?:(?:20\d\d年度?)?[“”\p{Script=Han}]{2,12})?(?:决算|经费|费|采购|国有资产|绩效|收入|支出|收支)$`, 'u');
const HEADING_END = /(?:情况|说明|概况|职责|职能|设置|构成|解释|决算表|事项|结果|措施|部分.*)$/u;
/** A running head that stands at least so often is no line of the text. */
const REPEATS = 3;

/** Reads a report's text. */
export function readReportText(source: string): ReportText {
  const lines = textLines(source);
  const plain: string[] = [];
  const placeLines: number[] = [];
  const columns: number[] = [];
  const push = (character: string, line: number, column: number): void => {
    plain.push(character);
    placeLines.push(line);
    columns.push(column);
  };
  let endsParagraph = true;
  let wasClosed = true;
  for (const { text, line } of lines) {
    const trimmed = text.trim();
    const heads = isHeadingLine(trimmed, wasClosed);
    const isRow = TABLE_ROW.test(text);
    if (endsParagraph || heads || isRow || OPENING.test(text)) push('\n', line, 1);
    [...text].forEach((character, at) => {
      for (const same of normalise(character)) push(same, line, at + 1);
    });
    endsParagraph = heads || isRow;
    wasClosed = endsParagraph || CLOSED.test(trimmed);
  }
  return {
    plain: plain.join(''), lines: lines.map(({ text, line }) => ({ text: text.trim(), line })),
    place: (offset) => ({ line: placeLines[offset] ?? placeLines.at(-1) ?? 1, column: columns[offset] ?? 1 }),
  };
}

/** The lines that hold text: blank ones, page numbers, running heads and dumps of tables are left out. */
function textLines(source: string): readonly SourceLine[] {
  const lines: (SourceLine & { readonly nearsEdge: boolean })[] = [];
  let inDump = false;
  let atEdge = true;
  halfWidth(source).split(/\r\n|\r|\n/u).forEach((text, at) => {
    if (isPageMark(text)) {
      const last = lines.at(-1);
      if (last !== undefined) lines[lines.length - 1] = { ...last, nearsEdge: true };
      atEdge = true;
      inDump &&= !/^=+/u.test(text);
      return;
    }
    inDump ||= TABLE_DUMP.test(text);
    if (inDump || text.trim() === '') return;
    lines.push({ text, line: at + 1, nearsEdge: atEdge || text.startsWith('\f') });
    atEdge = false;
  });
  const heads = runningHeads(lines);
  return lines.filter((line) => !heads.has(line.text.trim()));
}

function isPageMark(line: string): boolean {
  return PAGE_MARK.test(line) || /^\s*=+/u.test(line);
}

/** Lines that stand again and again at the edge of a page, and nowhere else more often. */
function runningHeads(lines: readonly (SourceLine & { readonly nearsEdge: boolean })[]): ReadonlySet<string> {
  const counts = new Map<string, { edge: number; all: number }>();
  for (const { text, nearsEdge } of lines) {
    const trimmed = text.trim();
    if (trimmed.length < 4 || trimmed.length > 50 || /[。；，：]/u.test(trimmed) || /\d[\d,]*\.\d/u.test(trimmed)) continue;
    const seen = counts.get(trimmed) ?? { edge: 0, all: 0 };
    counts.set(trimmed, { edge: seen.edge + (nearsEdge ? 1 : 0), all: seen.all + 1 });
  }
  return new Set([...counts].filter(([, { edge, all }]) => edge >= REPEATS && edge * 3 >= all * 2).map(([text]) => text));
}

/** A heading stands alone on its line: short, without a full stop, and numbered or after the end of a sentence. */
function isHeadingLine(line: string, afterEnd: boolean): boolean {
  const bare = line.replace(/\s/gu, '').replace(/[（(][^（(]*[）)]$/u, '');
  if (bare.length > 45 || /[。；，,]/u.test(bare) || /[：:]$/u.test(bare)) return false;
  if (SHORT_TITLE.test(bare)) return true;
  if (!HEADING_END.test(bare)) return false;
  return OPENING.test(line) || (afterEnd && /决算|经费|采购|国有资产|绩效|概况|名词解释/u.test(bare));
}

const SAME: Readonly<Record<string, string>> = {
  '％': '%', '﹪': '%', '(': '（', ')': '）', '﹙': '（', '﹚': '）', ',': '，', ';': '；', ':': '：', '﹣': '-', '－': '-', '−': '-', '‑': '-', '｡': '。', '‘': '“', '’': '”', '「': '“', '」': '”', '『': '“', '』': '”',
};

/** One character in its one form; '' for white space and what can't be seen. A comma or point between digits is put right by `numbers.ts`. */
function normalise(character: string): string {
  if (/[\s\u00a0\u3000\u200b-\u200f\u2060\ufeff\u00ad\p{Cc}]/u.test(character)) return '';
  const same = SAME[character];
  if (same !== undefined) return same;
  // PDF fonts may hand out 康熙部首 and compatibility forms of common characters.
  return /[\u2e80-\u2fdf\uf900-\ufaff]/u.test(character) ? character.normalize('NFKC') : character;
}

/** Digits, points and letters as lines are told apart by them: one for one, so that every place stays. */
function halfWidth(source: string): string {
  return source.replace(/[０-９．Ａ-Ｚａ-ｚ]/gu, (character) => character.normalize('NFKC'));
}
