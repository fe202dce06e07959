/** The department's name and the report's year, the same wherever they are written (D01): a wrong year of the report's own figures is an error, what may be meant so is not. */
import type { ReportText } from './text.ts';
import { type Verdict, verdict } from './verdict.ts';

const DOUBT = { severity: 'warning' } as const;

/** Whose report of which year it is. */
export interface Identity {
  readonly year: number;
  readonly department: string;
}

/** Verdicts on names and years; years are looked for in the 情况说明 (`from`…`to`), names and titles everywhere. */
export function checkIdentity(text: ReportText, from: number, to: number, identity: Identity): readonly Verdict[] {
  return [...titles(text.plain, identity), ...strangers(text.plain, identity), ...nearNames(text.plain, identity.department), ...titleNames(text.plain, identity.department).flatMap((name) => nearNames(text.plain, name)), ...[...years(text.plain.slice(from, to), identity.year), ...foundings(text.plain.slice(from, to))].map((one) => ({ ...one, at: one.at + from, end: one.end + from }))];
}

/** A part's title with the department's name and the year in it. */
const PART_TITLE = /\n第[一二三四五]部分\n?(?<name>[^\n]*?)(?:(?<year>20\d\d)年度?)?(?:部门|单位)?(?:概况|决算表|决算情况(?:说明)?)(?=\n|$)/gu;

/** Cover and part titles name the department in full and the report's year. The contents page repeats them: each mistake is named once. */
function titles(plain: string, { year: reported, department }: Identity): readonly Verdict[] {
  const wrong = [...plain.matchAll(PART_TITLE), ...cover(plain)].flatMap((match) => {
    const { name = '', year } = match.groups ?? {};
    const place = { at: match.index + 1, end: match.index + match[0].length };
    const isWrongName = department !== '' && name !== department && isDepartment(name);
    return [
      ...(isWrongName ? [verdict('D01', `标题写“${name}”，单位全称为“${department}”`, place, DOUBT)] : []),
      ...(year !== undefined && Number(year) !== reported ? [verdict('D01', `标题写 ${year} 年度，本报告为 ${reported} 年度`, place)] : []),
    ];
  });
  return wrong.filter((one, index) => wrong.findIndex((other) => other.message === one.message) === index);
}

/** Whether words before 概况 or 决算表 name a department: 本部门 and 部门基本 do not. */
function isDepartment(name: string): boolean {
  return name.length >= 4 && !/^(?:本|我|部门|单位|公开)/u.test(name);
}

/** Names that part titles give the department, where they differ from the workbook's but repeat. */
function titleNames(plain: string, department: string): readonly string[] {
  const names = [...plain.matchAll(PART_TITLE)].map((match) => match.groups?.['name'] ?? '');
  return [...new Set(names)].filter((name) => name !== department && isDepartment(name) && names.filter((other) => other === name).length > 1);
}

/** The first lines of a report: only their year, since the file's own name may stand among them. */
function cover(plain: string): readonly RegExpExecArray[] {
  const match = /^\n?[^\n。]{0,60}?(?<year>20\d\d)年度?(?:部门|单位)?决算/u.exec(plain);
  return match === null ? [] : [match];
}

/** How a report speaks of its department: “某某局2022年度收入合计”, “某某局2022年度部门决算” on the cover. */
const OWN_NAME = /(?<=^|[\n。，])(?<name>\p{Script=Han}{4,30}(?:局|委|委员会|办|办公室|厅|部|会|院|校|中学|小学|大学|学院|幼儿园|中心|馆|站|所|处|队|社|政府|办事处))(?<year>20\d\d)年度?(?:部门|单位|收|支|财政|一般公共|政府性|机关|“三公)/gu;

/** Another department's name where the report speaks of its own: last year's of a sister, or a form passed on. A short form is no other name. */
function strangers(plain: string, { department }: Identity): readonly Verdict[] {
  if (department === '') return [];
  return [...plain.matchAll(OWN_NAME)].flatMap((match) => {
    const name = match.groups?.['name'] ?? '';
    if (!isDepartment(name) || isShortOf(name, department) || isShortOf(department, name)) return [];
    return [verdict('D01', `此处写“${name}”，单位全称为“${department}”`, { at: match.index, end: match.index + name.length }, DOUBT)];
  });
}

/** Whether the characters of one stand in the other in their order: 工信局 in 工业和信息化局. */
function isShortOf(short: string, full: string): boolean {
  let at = 0;
  for (const character of full) if (character === short[at]) at++;
  return at === short.length;
}

/** A name that is the department's but for one character, left out, put in or wrong. */
function nearNames(plain: string, department: string): readonly Verdict[] {
  const size = department.length;
  if (size < 6) return [];
  const found: Verdict[] = [];
  const half = Math.floor(size / 2);
  const anchors = [{ part: department.slice(0, half), at: 0 }, { part: department.slice(-half), at: size - half }];
  for (const anchor of anchors) {
    for (let at = plain.indexOf(anchor.part); at >= 0; at = plain.indexOf(anchor.part, at + 1)) {
      const near = nearAt(plain, at, anchor.at === 0, department);
      if (near !== null && !found.some((one) => one.at < near.at + near.text.length && near.at < one.end)) found.push(verdict('D01', `“${near.text}”疑为单位名称“${department}”的误写`, { at: near.at, end: near.at + near.text.length }, DOUBT));
    }
  }
  return found;
}

/** The words at an anchor that differ from the name by one character; null where they are the name, or another. */
function nearAt(plain: string, at: number, isHead: boolean, name: string): { readonly at: number; readonly text: string } | null {
  const size = name.length;
  const half = Math.floor(size / 2);
  const candidates = [size, size - 1, size + 1].map((length) => (isHead ? { at, text: plain.slice(at, at + length) } : { at: at + half - length, text: plain.slice(Math.max(0, at + half - length), at + half) }));
  if (candidates[0]?.text === name) return null;
  return candidates.find(({ text }) => text.length >= size - 1 && !text.includes('\n') && isOneApart(text, name)) ?? null;
}

/** Same head and same tail but for one place, which is not at either end: there another word may begin. */
function isOneApart(text: string, name: string): boolean {
  let head = 0;
  while (head < text.length && text[head] === name[head]) head++;
  let tail = 0;
  while (tail < text.length - head && text[text.length - 1 - tail] === name[name.length - 1 - tail]) tail++;
  return head > 0 && tail > 0 && head + tail >= Math.max(text.length, name.length) - 1 && text !== name;
}

const COMPARED = /(?:与|比|较|同)$/u;
/** After these words a year without 度 is the report's own. */
const OWN_YEAR = /^(?:[我本](?:单位|部门|局|院|校)|年初预算|期末|末|底|12月31日|“三公”|收入|支出|决算|机关运行|政府采购|因公|公务|共接待|部门决算|一般公共|财政拨款)/u;

/** A sentence that opens with a bare year and states a figure of it: “2022年我单位收入合计…万元”. */
const OPENS_WITH_FIGURE = /^[^，。；\n]{0,30}?\d[\d.，]*(?:亿元|万元|元|辆|台|人次|批次|批)/u;
const OF_ANOTHER_YEAR = /预算(?!财政)|计划|结转|上年|以来|成立|购置的|\d月|[起底至末]/u;

/** A year other than the report's, unless it is last year's in a comparison; and a comparison with any other year, the report's own included. */
function years(text: string, year: number): readonly Verdict[] {
  return [...text.matchAll(/(?<![\d〔［【（月])(?<year>20\d\d)年(?<degree>度)?/gu)].flatMap((match) => {
    const end = match.index + match[0].length;
    const before = text.slice(Math.max(0, match.index - 8), match.index);
    const after = text.slice(end, end + 44);
    const written = { year: Number(match.groups?.['year']), hasDegree: match.groups?.['degree'] !== undefined, before, after };
    const says = COMPARED.test(before) && !/^年初|^[^，。]{0,12}预算/u.test(after) ? comparedYear(written, year) : ownYear(written, year);
    return says === null ? [] : [verdict('D01', says, { at: match.index, end }, OWN_YEAR.test(after) ? {} : DOUBT)];
  });
}

interface WrittenYear {
  readonly year: number;
  readonly hasDegree: boolean;
  readonly before: string;
  readonly after: string;
}

/** Only a comparison of figures is meant: “与2019年成立的…” is none. */
function comparedYear({ year: written, hasDegree, after }: WrittenYear, year: number): string | null {
  if (written === year) return `与本年（${year} 年）相比，疑应为 ${year - 1} 年`;
  const ofFigures = hasDegree || /^(?:相比|决算|同期|增加|减少|增长|下降|持平|基本持平|，|支出|收入|数)/u.test(after);
  return written === year - 1 || !ofFigures ? null : `与 ${written} 年相比，上年应为 ${year - 1} 年`;
}

function ownYear({ year: written, hasDegree, before, after }: WrittenYear, year: number): string | null {
  const opening = /(?:^|[。\n；：）、])$/u.test(before) ? (OPENS_WITH_FIGURE.exec(after)?.[0] ?? '') : '';
  const isOwn = hasDegree || OWN_YEAR.test(after) || /截至$/u.test(before) || (opening !== '' && !OF_ANOTHER_YEAR.test(opening));
  if (written === year || !isOwn || /^之后|^以来|^起/u.test(after)) return null;
  return written === year - 1 && /上年$/u.test(before) || (written === year - 1 && /^(?:结转|结余|末|年末|决算数?(?:为|是|相比)|同期)/u.test(after)) ? null : `写作 ${written} 年度，本报告为 ${year} 年度`;
}

/** “单位于2024年成立” is one year wherever it is said; the rarer one is taken for the wrong one. */
function foundings(text: string): readonly Verdict[] {
  const found = [...text.matchAll(/(?:单位|部门|本部|我局|机构)(?:于|在)?(?<year>20\d\d)年(?:\d{1,2}月)?新?(?:成立|组建|设立)/gu)];
  const times = (year: string | undefined): number => found.filter((match) => match.groups?.['year'] === year).length;
  const usual = found.toSorted((a, b) => times(b.groups?.['year']) - times(a.groups?.['year']))[0]?.groups?.['year'];
  return found.filter((match) => match.groups?.['year'] !== usual).map((match) => verdict('D01', `此处写 ${match.groups?.['year'] ?? ''} 年成立，别处写 ${usual ?? ''} 年`, { at: match.index, end: match.index + match[0].length }, DOUBT));
}
