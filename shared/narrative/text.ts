/**
 * A report's text as it comes out of a PDF, a Word file or the clipboard, made readable: hard line breaks, page numbers and
 * spaces taken out, paragraphs kept apart, and every character still knowing the line and column it came from.
 */

/** A place in the source text, both from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

export interface ReportText {
  /** The running text: no white space but `\n` between paragraphs; digits, %, brackets of one kind. */
  readonly plain: string;
  /** Where the character at an offset of `plain` stood. */
  place(offset: number): TextPlace;
}

const PAGE_MARK = /^\s*(?:-\s*\d+\s*-|—\s*\d+\s*—|第\s*\d+\s*页.*|=+\s*第\s*\d+\s*页.*|\d{1,3})\s*$/u;
const TABLE_DUMP = /^-+\s*表格.*-+\s*$/u;
/** A line that opens a paragraph: a part, a numbered heading or item. */
const OPENING = /^\s*(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}\s*[．.、]\s*(?!\d)|项目[一二三四五六七八九十]+[：:]|[①-⑳])/u;
const SENTENCE_END = /[。！？；：:]\s*$/u;

/** Reads a report's text. */
export function readReportText(source: string): ReportText {
  const plain: string[] = [];
  const lines: number[] = [];
  const columns: number[] = [];
  let endsParagraph = true;
  let inDump = false;
  source.split(/\r?\n/u).forEach((line, at) => {
    if (TABLE_DUMP.test(line)) inDump = true;
    else if (/^=+/.test(line)) inDump = false;
    if (inDump || PAGE_MARK.test(line)) return;
    const trimmed = line.trim();
    if (trimmed === '') return;
    if (endsParagraph || OPENING.test(line)) push('\n', at, 0);
    [...line].forEach((character, column) => {
      const same = normalise(character);
      if (same !== '') push(same, at, column);
    });
    // A heading stands alone on its line: short, numbered, and without a full stop.
    endsParagraph = isHeadingLine(trimmed);
  });
  function push(character: string, line: number, column: number): void {
    plain.push(character);
    lines.push(line + 1);
    columns.push(column + 1);
  }
  return {
    plain: plain.join(''),
    place: (offset) => ({ line: lines[offset] ?? lines.at(-1) ?? 1, column: columns[offset] ?? 1 }),
  };
}

function isHeadingLine(line: string): boolean {
  return OPENING.test(line) && line.length <= 45 && !/[。；，,]/u.test(line) && !SENTENCE_END.test(line) && /(?:情况|说明|概况|职责|职能|设置|构成|解释|决算表|事项|结果|措施|部分.*)$/u.test(line.replace(/\s/gu, ''));
}

const SAME: Readonly<Record<string, string>> = { '％': '%', '(': '（', ')': '）', ',': '，', ';': '；', ':': '：', '﹣': '-', '－': '-', '−': '-' };

/** One character in its one form; '' for white space. A comma or point between digits is put right by `numbers.ts`. */
function normalise(character: string): string {
  if (/[\s\u00a0\u3000\u200b\ufeff]/u.test(character)) return '';
  const same = SAME[character];
  if (same !== undefined) return same;
  return /[０-９．Ａ-Ｚａ-ｚ]/u.test(character) ? character.normalize('NFKC') : character;
}
