/** How texts of headings and rows are compared: width, spaces, quotes and numbering aside, the words must agree. */

const NOISE = /[\s\u00a0\u200b\ufeff“”"'‘’『』「」]/gu;
const NUMBERING = /^(?:[一二三四五六七八九十]+[、.．,，]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．](?!\d)|(?:其中|加|减)[:：])/u;
/** Longer texts are no labels and no headings. */
const LONGEST_LABEL = 120;
const LEVEL = /[(（](?:类|款|项)[)）]$/u;

/** Words that make two similar headings different things: 预算数 is not 决算数, 上年决算数 not 决算数. */
const TELLING = ['上年', '年初', '年末', '预算', '决算', '增减', '占', '率', '调整', '其他', '购置', '运行', '收入', '支出'] as const;

/** Half-width, without spaces, line breaks and quotation marks. */
export function normalise(text: string): string {
  // Codes and numbers are as they should be.
  if (/^[\w.,%+-]*$/u.test(text)) return text;
  let flat = normalised.get(text);
  if (flat !== undefined) return flat;
  flat = text.normalize('NFKC').replace(NOISE, '').replace(/:$/u, '');
  if (normalised.size >= MOST_KEPT) normalised.clear();
  normalised.set(text, flat);
  return flat;
}

/** The same labels are compared many times over; what is kept stays small. */
const normalised = new Map<string, string>();
const MOST_KEPT = 20_000;

/** A normalised label without its number (“一、”, “（一）”, “1.”), “其中：” and level (“（类）”). */
export function bareLabel(text: string): string {
  return undecorated(normalise(text));
}

function undecorated(text: string): string {
  if (text.length > LONGEST_LABEL) return text;
  let bare = text;
  for (let next = bare.replace(NUMBERING, ''); next !== bare && next !== ''; next = bare.replace(NUMBERING, '')) bare = next;
  return bare.replace(LEVEL, '') || bare;
}

/** The name of a 科目 as it is kept: its number and level are the workbook's layout, as spaces are. */
export function subjectName(text: string): string {
  return undecorated(tidyName(text));
}

/** A normalised title or caption without the words that say it goes on from an earlier page: （续表1）, （续）, 续. */
export function withoutContinuation(text: string): string {
  return text.replace(/(?:\(续表?\d*\)|\(续[一二三四]\)|续表?)$/u, '') || text;
}

/** “……” and the like, that stand for lines which are not there. */
export function isEllipsis(text: string): boolean {
  return /^[.·。—_-]+$/u.test(normalise(text));
}

/** A name as it is kept in documents: spaces and line breaks inside are the form's layout, not part of the name. */
export function tidyName(text: string): string {
  return text.replace(NOISE_IN_NAMES, '');
}
const NOISE_IN_NAMES = /[\s\u00a0\u200b\ufeff]/gu;

/** Likeness of two normalised texts from 0 (different things) to 1 (the same words). */
export function likeness(a: string, b: string): number {
  if (a === b) return 1;
  if (a.length > LONGEST_LABEL || b.length > LONGEST_LABEL) return 0;
  if (isPlainSum(a) ? isSum(b) : isPlainSum(b) && isSum(a)) return 0.86;
  if (TELLING.some((word) => a.includes(word) !== b.includes(word))) return 0;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length >= 4 && long.includes(short)) return 0.7 + (0.3 * short.length) / long.length;
  return diceOf(short, long);
}

function isSum(text: string): boolean {
  return /(?:合计|小计)$/u.test(text);
}

function isPlainSum(text: string): boolean {
  return text === '合计' || text === '小计' || text === '总计';
}

/** Share of common letter pairs. */
function diceOf(a: string, b: string): number {
  if (a.length < 2 || b.length < 2) return 0;
  const pairs = new Set<string>();
  for (let at = 1; at < a.length; at++) pairs.add(a.slice(at - 1, at + 1));
  let common = 0;
  for (let at = 1; at < b.length; at++) if (pairs.has(b.slice(at - 1, at + 1))) common++;
  return (2 * common) / (a.length + b.length - 2);
}
