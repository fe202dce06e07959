/** Checks on the wording alone: placeholders, template residue, missing reasons, brackets, percentages, years, how the department calls itself. */
import type { Verdict } from './verdict.ts';
import type { ReportText } from './text.ts';

/** Verdicts on the wording of the 情况说明 (`from`…`to` of the running text). */
export function checkWording(source: ReportText, from: number, to: number, document: { readonly year: number; readonly department: string }): readonly Verdict[] {
  const text = source.plain.slice(from, to);
  const isOneLine = (start: number, end: number): boolean => source.place(start + from).line === source.place(end - 1 + from).line;
  const found = [...patterns(text), ...repeats(text, isOneLine), ...brackets(text), ...years(text, document.year), ...selfNames(text)];
  return [...found.map((verdict) => ({ ...verdict, at: verdict.at + from, end: verdict.end + from })), ...titles(source.plain, document)];
}

interface Pattern {
  readonly rule: string;
  readonly find: RegExp;
  readonly message: (match: string) => string;
}

const PATTERNS: readonly Pattern[] = [
  { rule: 'D04', find: /[X×Ｘ]{2,}|某某|［[^］]*］|…{2,}/gu, message: (match) => `留有占位符“${match}”，请填写` },
  { rule: 'D05', find: /增加（减少）|减少（增加）|增长（下降）|下降（增长）|大于（小于）|小于（大于）|增加\/减少|（如持平[^）]*）|（不涉及的不列）|列明[^。，；]{2,20}|作(?:下述|上述)说明[：:]?|按上述格式[^。]*/gu, message: (match) => `留有模板提示文字“${match}”，请删改` },
  { rule: 'D06', find: /(?:主要原因|原因)(?:是|为|：)(?=[。；\n]|$)/gu, message: () => '“主要原因”后没有写明原因' },
  { rule: 'D07', find: /，，|。。|；；|、、|，。|。，|：：/gu, message: (match) => `标点重复或误用“${match}”` },
  { rule: 'D08', find: /占\d+(?:\.\d+)?(?![\d.%分年人个元万亿位])(?=[，。；])/gu, message: (match) => `“${match}”缺少百分号` },
  { rule: 'D08', find: /(?<![\d.])\d+\.\d(?=%)|(?<![\d.])\d+\.\d{3,}(?=%)/gu, message: (match) => `百分比“${match}%”应保留两位小数` },
];

function patterns(text: string): readonly Verdict[] {
  return PATTERNS.flatMap(({ rule, find, message }) => [...text.matchAll(find)].map((match) => at(rule, message(match[0]), match.index, match.index + match[0].length)));
}

/** A word written twice. Across a line break it may be a title and the sentence after it. */
function repeats(text: string, isOneLine: (start: number, end: number) => boolean): readonly Verdict[] {
  return [...text.matchAll(/(?<again>\p{Script=Han}{2,6})\k<again>/gu)]
    .filter((match) => isOneLine(match.index, match.index + match[0].length))
    .map((match) => at('D07', `文字重复“${match[0]}”`, match.index, match.index + match[0].length));
}

/** Part titles name the department in full and the report's year. The contents page repeats them: each mistake is named once. */
function titles(plain: string, document: { readonly year: number; readonly department: string }): readonly Verdict[] {
  const wrong = [...plain.matchAll(/\n第[一二三四五]部分(?<name>[^\n]*?)(?:(?<year>20\d\d)年度)?(?:部门|单位)?(?:概况|决算表|决算情况说明)(?=\n|$)/gu)].flatMap((match) => {
    const { name = '', year } = match.groups ?? {};
    const start = match.index + 1;
    const wrongName = name !== '' && document.department !== '' && name !== document.department;
    return [
      ...(wrongName ? [at('D01', `标题写“${name}”，单位全称为“${document.department}”`, start, start + match[0].length - 1)] : []),
      ...(year !== undefined && Number(year) !== document.year ? [at('D01', `标题写 ${year} 年度，本报告为 ${document.year} 年度`, start, start + match[0].length - 1)] : []),
    ];
  });
  return wrong.filter((verdict, index) => wrong.findIndex((other) => other.message === verdict.message) === index);
}

function at(rule: string, message: string, from: number, to: number): Verdict {
  return { rule, message, at: from, end: to, cells: [], expected: null, actual: null, difference: null, isTail: false };
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
  return alone.map(({ mark, at: place }) => at('D07', `“${mark}”没有配对的另一半`, place, place + 1));
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

/** A year other than the document's, unless it is last year's in a comparison. */
function years(text: string, year: number): readonly Verdict[] {
  return [...text.matchAll(/(?<![\d〔［【（])(?<year>20\d\d)年度/gu)].flatMap((match) => {
    const written = Number(match.groups?.['year']);
    if (written === year) return [];
    const around = text.slice(Math.max(0, match.index - 8), match.index + 14);
    if (written === year - 1 && /[比较与同]|上年|结转/u.test(around)) return [];
    return [at('D01', `写作 ${written} 年度，本报告为 ${year} 年度`, match.index, match.index + match[0].length)];
  });
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
  return [at('D09', `自称混用：${list}，宜统一`, rarest[1].at, rarest[1].at + rarest[0].length)];
}
