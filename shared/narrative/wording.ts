/** Checks on the wording alone: placeholders, template residue, missing reasons, brackets, percentages, how the department calls itself. */
import type { ReportText } from './text.ts';
import { type Verdict, verdict } from './verdict.ts';

/** Verdicts on the wording: placeholders and template residue anywhere in the report, the rest in the 情况说明 (`from`…`to` of the running text). */
export function checkWording(source: ReportText, from: number, to: number): readonly Verdict[] {
  const text = source.plain.slice(from, to);
  const isOneLine = (start: number, end: number): boolean => source.place(start).line === source.place(end - 1).line;
  const found = [...patterns(text, PATTERNS), ...brackets(text), ...selfNames(text)];
  return [...found.map((one) => ({ ...one, at: one.at + from, end: one.end + from })), ...patterns(source.plain, RESIDUE), ...repeats(from === 0 ? '' : source.plain.slice(from), (start, end) => isOneLine(start + from, end + from)).map((one) => ({ ...one, at: one.at + from, end: one.end + from }))];
}

interface Pattern {
  readonly rule: string;
  readonly find: RegExp;
  readonly message: (match: string) => string;
}

const RESIDUE: readonly Pattern[] = [
  { rule: 'D04', find: /[X×Ｘ]{2,}(?!\d)|某某|［[^］]*］|[_＿]{2,}|(?<![\d.．…·]{2})…{2,}(?![\d.．…·])|[△▲□■○◎]{2,}/gu, message: (match) => `留有占位符“${match}”，请填写` },
  { rule: 'D05', find: /增加（减少）|减少（增加）|增长（下降）|下降（增长）|上升（下降）|下降（上升）|增加（下降）|增长（减少）|大于（小于）|小于（大于）|高于（低于）|低于（高于）|(?:增加|增长|大于|高于|上升)[/／](?:减少|下降|小于|低于)(?:[/／]持平)?|（如持平[^）]*）|（不涉及的不列）|列明[^。，；]{2,20}|作(?:下述|上述)说明[：:]?|按上述格式[^。]*|仍保留该表格式(?:[^。\n]*作[下上]述说明[：:]?)?|请(?:根据|结合)实际[^。，；]{0,20}|（(?:根据|按照|结合)(?:实际|本部门|本单位)[^）]*）|（此处[^）]*）|（如有[^）]*）|（若[^）]*）/gu, message: (match) => `留有模板提示文字“${match}”，请删改` },
];

const PATTERNS: readonly Pattern[] = [
  { rule: 'D06', find: /(?:原因(?:是|为|：|是：|为：)|的主要原因)(?=[。；\n]|$)/gu, message: () => '“主要原因”后没有写明原因' },
  { rule: 'D07', find: /，，|。。|；；|、、|，。|。，|：：/gu, message: (match) => `标点重复或误用“${match}”` },
  { rule: 'D07', find: /(?:年初预算|全年预算|全年执行|支出决算|收入决算)(?![数为是共约达额各均总计有仅的比])\p{Script=Han}(?=\d[\d.]*万元)/gu, message: (match) => `“${match}”疑为“${match.slice(0, -1)}数”` },
  { rule: 'D08', find: /占\d+(?:\.\d+)?(?![\d.%分年人个元万亿位])(?=[，。；])/gu, message: (match) => `“${match}”缺少百分号` },
  { rule: 'D08', find: /(?<![\d.])\d+\.\d(?=%)|(?<![\d.])\d+\.\d{3,}(?=%)/gu, message: (match) => `百分比“${match}%”应保留两位小数` },
];

function patterns(text: string, wanted: readonly Pattern[]): readonly Verdict[] {
  return wanted.flatMap(({ rule, find, message }) => [...text.matchAll(find)].map((match) => verdict(rule, message(match[0]), { at: match.index, end: match.index + match[0].length })));
}

/** A word written twice. Across a line break it may be a title and the sentence after it. */
function repeats(text: string, isOneLine: (start: number, end: number) => boolean): readonly Verdict[] {
  return [...text.matchAll(/(?<again>\p{Script=Han}{2,6})\k<again>/gu)]
    .filter((match) => isOneLine(match.index, match.index + match[0].length))
    .map((match) => verdict('D07', `文字重复“${match[0]}”`, { at: match.index, end: match.index + match[0].length }));
}

const PAIRS: Readonly<Record<string, string>> = { '）': '（', '》': '《', '”': '“', '】': '【' };

/** Brackets and quotation marks without their other half, paragraph by paragraph. Item numbers such as “1）” stand alone by right. */
function brackets(text: string): readonly Verdict[] {
  const open: Mark[] = [];
  const alone: Mark[] = [];
  [...text].forEach((mark, index) => {
    if (mark === '\n') alone.push(...open.splice(0));
    else if (Object.values(PAIRS).includes(mark)) open.push({ mark, at: index });
    else if (PAIRS[mark] !== undefined && !closes(open, PAIRS[mark]) && !/[\d一二三四五六七八九十]/u.test(text[index - 1] ?? '')) alone.push({ mark, at: index });
  });
  return alone.map(({ mark, at }) => verdict('D07', `“${mark}”没有配对的另一半`, { at, end: at + 1 }));
}

interface Mark {
  readonly mark: string;
  readonly at: number;
}

/** Takes the last open mark away where it is `opening`. */
function closes(open: Mark[], opening: string): boolean {
  if (open.at(-1)?.mark !== opening) return false;
  open.pop();
  return true;
}

/** 我部门, 我单位, 我局 used side by side: the rarer ones are named once. */
function selfNames(text: string): readonly Verdict[] {
  const used = new Map<string, { count: number; at: number }>();
  for (const match of text.matchAll(/(?:我|本)(?:部门|单位|局|委|厅|办|中心|院|校|馆)/gu)) {
    const seen = used.get(match[0]) ?? { count: 0, at: match.index };
    used.set(match[0], { ...seen, count: seen.count + 1 });
  }
  if (used.size < 2) return [];
  const sorted = [...used].sort((a, b) => b[1].count - a[1].count);
  const rarest = sorted.at(-1);
  if (rarest === undefined) return [];
  const list = sorted.map(([name, { count }]) => `${name} ${count} 处`).join('、');
  return [verdict('D09', `自称混用：${list}，宜统一`, { at: rarest[1].at, end: rarest[1].at + rarest[0].length })];
}
