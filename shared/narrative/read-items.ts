/**
 * Items of 科目 as a text names them: “3.科学技术（类）应用研究（款）社会公益研究（项）”, with codes (“（类206）”, “2060302社会公益研究”), or under a
 * heading that has said the 类 before.
 */
import { bareName, type ItemName } from './lexicon.ts';

/** An item with its place in the sentence. */
export interface ReadItem extends ItemName {
  readonly at: number;
  readonly end: number;
}

const LEVELS = ['类', '款', '项'] as const;
const CODE_LENGTH = [3, 5, 7] as const;
const MARK = /(?<name>[^\n。；，]*?)（(?<before>\d{0,7})(?<level>[类款项])(?<after>\d{0,7})）/gu;
const NUMBERING = /^(?:[一二三四五六七八九十]{1,3}[、.：]|（[一二三四五六七八九十\d]{1,3}）[、.]?|\d{1,2}[、.)）](?!\d)|[①-⑳])/u;
const BARE_CODE = /^(?<code>\d{7}|\d{5}|\d{3})[-—–]*(?=\p{Script=Han})/u;

interface Mark {
  readonly name: string;
  readonly digits: string;
  readonly level: number;
  readonly at: number;
  readonly end: number;
}

/** The text without its number “（一）”, “1.”. */
export function withoutNumbering(text: string): string {
  return text.replace(NUMBERING, '');
}

/** The items of a sentence, in order; `heading` is the path of the last item before, whose higher levels hold until others are named. */
export function itemsIn(text: string, heading: readonly string[]): readonly ReadItem[] {
  const items: ReadItem[] = [];
  let last = heading;
  for (const group of groups(marksIn(text))) {
    const item = itemOf(group, last);
    items.push(item);
    last = item.path;
  }
  const coded = items.length === 0 ? codedItem(text) : null;
  return coded === null ? items : [coded];
}

function marksIn(text: string): readonly Mark[] {
  return [...text.matchAll(MARK)].map(({ index, 0: whole, groups = {} }): Mark => ({
    name: groups['name'] ?? '', digits: `${groups['before'] ?? ''}${groups['after'] ?? ''}`, level: LEVELS.join('').indexOf(groups['level'] ?? ''), at: index, end: index + whole.length,
  }));
}

/** Marks that follow each other, each a level below the last, are one item. */
function groups(marks: readonly Mark[]): readonly (readonly Mark[])[] {
  const found: Mark[][] = [];
  for (const mark of marks) {
    const open = found.at(-1);
    const before = open?.at(-1);
    if (open !== undefined && before !== undefined && before.end === mark.at && before.level < mark.level) open.push(mark);
    else found.push([mark]);
  }
  return found;
}

function itemOf(marks: readonly Mark[], heading: readonly string[]): ReadItem {
  const [first] = marks;
  const last = marks.at(-1);
  const depth = (last?.level ?? 0) + 1;
  const path = Array.from({ length: depth }, (_one, level) => {
    const mark = marks.find((one) => one.level === level);
    if (mark !== undefined) return nameOf(mark, mark === first);
    return level < (first?.level ?? 0) ? (heading[level] ?? '') : '';
  });
  return { path, code: codeOf(marks, depth), at: first?.at ?? 0, end: last?.end ?? 0 };
}

function nameOf({ name, level }: Mark, isFirst: boolean): string {
  const own = isFirst ? withoutNumbering(name.replace(/^.*：/u, '')) : name;
  const bare = isFirst && level === 0 ? own.replace(/^.*[\d.．、：）①-⑳]/u, '') : own;
  return bareName(bare.replace(/^(?:主要)?(?:用于|其中|包括)/u, '')).replace(/^\d+/u, '');
}

/** 206, 03 and 02 make 2060302; a full code may also stand in the last brackets or before the last name. */
function codeOf(marks: readonly Mark[], depth: number): string | null {
  const wanted = CODE_LENGTH[depth - 1];
  const last = marks.at(-1);
  const before = /(?<code>\d+)\D*$/u.exec(/^\D*\d+/u.exec(last === undefined ? '' : withoutNumbering(last.name))?.[0] ?? '')?.groups?.['code'] ?? '';
  const full = [last?.digits ?? '', before].find((digits) => digits.length === wanted);
  if (full !== undefined) return full;
  const joined = marks.map((mark) => mark.digits).join('');
  return marks.length === depth && joined.length === wanted ? joined : null;
}

function codedItem(text: string): ReadItem | null {
  const plain = withoutNumbering(text);
  const at = text.length - plain.length;
  const code = BARE_CODE.exec(plain);
  const digits = code?.groups?.['code'];
  if (code === null || digits === undefined) return null;
  return { path: Array.from({ length: (digits.length - 3) / 2 + 1 }, () => ''), code: digits, at, end: at + code[0].length };
}
