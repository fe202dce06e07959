/** The report as a whole: its parts and what it must speak of (D10), its glossary (D11), its unit (D12), its dates (D14). */
import type { Engine } from '../formula/engine.ts';
import { bareName } from './lexicon.ts';
import { withoutNumbering } from './read-items.ts';
import type { NarrativeRules } from './schema.ts';
import type { Section } from './sections.ts';
import type { TableList } from './table-list.ts';
import type { ReportText, SourceLine } from './text.ts';
import { type LineVerdict, lineVerdict } from './verdict.ts';

interface Part {
  readonly number: number;
  readonly title: string;
  readonly line: number;
}

/** What is looked at. */
export interface ReportView {
  readonly engine: Engine;
  readonly rules: NarrativeRules;
  readonly text: ReportText;
  readonly sections: readonly Section[];
  readonly tables: TableList;
}

/** All verdicts on the report as a whole. */
export function checkParts(view: ReportView): readonly LineVerdict[] {
  return [...parts(view), ...topics(view), ...glossary(view), ...units(view), ...dates(view)];
}

const NUMERALS = '一二三四五六七八九十';
/** Parts that every report has: what its title says, and what else shows that it is there. */
const PARTS = [
  { name: '概况', title: /概况|基本情况|职责|职能/u },
  { name: '决算表', title: /决算(?:公开)?表|报表/u },
  { name: '决算情况说明', title: /情况说明|说明|情况/u },
  { name: '名词解释', title: /名词|术语/u },
] as const;

function parts({ text, tables }: ReportView): readonly LineVerdict[] {
  const found = partsOf(text);
  const last = found.at(-1);
  if (found.length < 2 || last === undefined) return [];
  // A text that begins with 第三部分 is an excerpt: what it leaves out it can't be asked for.
  const isExcerpt = (found[0]?.number ?? 1) > 1;
  const stands = ({ name, title }: (typeof PARTS)[number]): boolean => isExcerpt || found.some((part) => title.test(part.title)) || headings(text).some((heading) => title.test(heading)) || (name === '决算表' && (tables.body.length > 0 || TABLES_ELSEWHERE.test(text.plain)));
  const missing = PARTS.filter((part) => !stands(part));
  const told = missing.map(({ name }) => lineVerdict('D10', `缺少“${name}”部分`, last.line));
  if (told.length > 0) return told;
  const numbers = new Set(found.map((part) => part.number));
  const gap = [...NUMERALS].findIndex((_numeral, at) => at + 1 > (found[0]?.number ?? 0) && at + 1 < last.number && !numbers.has(at + 1));
  return gap < 0 ? [] : [lineVerdict('D10', `没有“第${NUMERALS[gap] ?? ''}部分”的标题，各部分的序号不连续`, found.find((part) => part.number > gap + 1)?.line ?? last.line, { severity: 'warning' })];
}

/** “报表详见附件”. */
const TABLES_ELSEWHERE = /表[^。\n]{0,12}(?:附件|另附|附后|附表)/u;

/** Numbered headings of sections, without their numbers. */
function headings({ lines }: ReportText): readonly string[] {
  return lines.flatMap(({ text }) => {
    const bare = bareName(text);
    const title = withoutNumbering(bare);
    return title !== bare && title.length < 20 && !/[。，；：]/u.test(title) ? [title] : [];
  });
}

/** Titles 第…部分 as they stand in the body: the last of each number. */
function partsOf(text: ReportText): readonly Part[] {
  const byNumber = new Map<number, Part>();
  text.lines.forEach((line, at) => {
    const match = /^第\s*(?<number>[一二三四五六七八九十])\s*部分(?<title>.*)$/u.exec(line.text);
    if (match === null || line.text.length > 60) return;
    const number = NUMERALS.indexOf(match.groups?.['number'] ?? '') + 1;
    byNumber.set(number, { number, title: bareName(`${match.groups?.['title'] ?? ''}${text.lines[at + 1]?.text ?? ''}`), line: line.line });
  });
  return [...byNumber.values()].sort((a, b) => a.number - b.number);
}

/** What the rules of publication want spoken of; only asked of a whole report. */
function topics({ rules, text, sections, tables }: ReportView): readonly LineVerdict[] {
  const isWhole = partsOf(text).length > 1 || tables.body.length > 0;
  if (!isWhole || new Set(sections.map((section) => section.role)).size < 6) return [];
  const from = Math.min(...sections.map((section) => section.start));
  const body = bareName(text.plain.slice(from, Math.max(...sections.map((section) => section.end))));
  return rules.topics.filter((topic) => !new RegExp(topic.words, 'u').test(body)).map((topic) => lineVerdict('D10', `情况说明没有写${topic.name}`, text.place(from).line));
}

function glossaryLines(text: ReportText): readonly SourceLine[] {
  const at = text.lines.findLastIndex((line) => /名词解释$/u.test(bareName(line.text)) && line.text.length < 40);
  return at < 0 ? [] : text.lines.slice(at + 1);
}

function glossary({ engine, rules, text }: ReportView): readonly LineVerdict[] {
  const lines = glossaryLines(text);
  const [first] = lines;
  const terms = lines.flatMap((line) => {
    const term = /^(?:[一二三四五六七八九十]{1,3}\s*、|（[一二三四五六七八九十]+）|\(\S+\)|\d{1,2}[.．、])\s*(?<term>[^：:。]{2,24}?)[：:]/u.exec(line.text)?.groups?.['term'];
    return term === undefined ? [] : [{ term: term.replace(/^(?:、|\s)+/u, ''), line: line.line }];
  });
  if (first === undefined || terms.length < 3) return [];
  const explained = bareName(lines.map((line) => line.text).join(''));
  const used = bareName(text.lines.filter((line) => line.line < first.line).map((line) => line.text).join('')) + formNames(engine);
  const idle = terms.filter(({ term }) => !used.includes(bareName(term)) && !bareName(term).split(/[、和及]/u).some((part) => part.length > 2 && used.includes(part)));
  const unexplained = rules.terms.filter((term) => used.includes(bareName(term)) && !explained.includes(bareName(term)));
  return [
    ...idle.map(({ term, line }) => lineVerdict('D11', `名词解释列有“${term}”，正文和各表都没有用到`, line)),
    ...unexplained.map((term) => lineVerdict('D11', `正文用到“${term}”，名词解释没有列出`, first.line)),
  ];
}

function formNames({ space }: Engine): string {
  return bareName(space.regions.flatMap(({ shape }) => [shape.template.title, ...shape.template.columns.flatMap((column) => [...column.path, column.title]), ...shape.rows.map((row) => row.name)]).join('|'));
}

function units({ engine, text }: ReportView): readonly LineVerdict[] {
  const { unit } = engine.document;
  return text.lines.flatMap((line) => {
    const written = /单位\s*[:：]\s*(?<unit>万元|亿元|千元|百元|元)(?![^\s）)，])/u.exec(line.text)?.groups?.['unit'];
    return written === undefined || written === unit ? [] : [lineVerdict('D12', `此处标明单位为${written}，各表以${unit}为单位`, line.line)];
  });
}

const DATE = String.raw`(?<y>20\d\d)年(?<m>\d{1,2})月(?<d>\d{1,2})日`;
const APPROVED = [new RegExp(`${DATE}[^。；\\n]{0,12}批复`, 'u'), new RegExp(`批复[^。；\\n\\d]{0,12}${DATE}`, 'u')];
const PUBLISHED = [new RegExp(`(?:公开|发布|公布)(?:时间|日期)[^。；\\n\\d]{0,6}${DATE}`, 'u'), new RegExp(`${DATE}[^。；\\n\\d]{0,8}(?:向社会公开|公开发布|公布)`, 'u')];

/** Both dates are rarely in a report; where they are, no more days lie between them than the 公开前检查 allows. */
function dates({ text, rules: { deadline } }: ReportView): readonly LineVerdict[] {
  const approved = firstDate(text.plain, APPROVED);
  const published = firstDate(text.plain, PUBLISHED);
  if (approved === null || published === null || deadline === null) return [];
  const days = (published.day - approved.day) / 86_400_000;
  if (days <= deadline) return [];
  const place = text.place(published.at);
  return [lineVerdict('D14', `批复后第 ${days} 日才公开，应在 ${deadline} 日内`, place.line, { column: place.column, expected: String(deadline), actual: String(days) })];
}

function firstDate(plain: string, patterns: readonly RegExp[]): { readonly day: number; readonly at: number } | null {
  for (const pattern of patterns) {
    const match = pattern.exec(plain);
    const { y, m, d } = match?.groups ?? {};
    if (match !== null && y !== undefined && m !== undefined && d !== undefined) return { day: Date.UTC(Number(y), Number(m) - 1, Number(d)), at: match.index };
  }
  return null;
}
