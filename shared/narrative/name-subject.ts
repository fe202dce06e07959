/**
 * Tells of which subject an amount speaks. A name counts only where nothing unknown stands around it: in “政府性基金预算财政拨款收入” the
 * subject 财政拨款收入 is not meant, and after “公务接待费中外宾接待” an amount is not the 公务接待费's. Better unjudged than wrongly judged.
 */
import { jointSubject } from './joint-subject.ts';
import { bareName, type Subject, type SubjectName } from './lexicon.ts';
import { type ReadingState, type SectionReading, switchSubject } from './reading-state.ts';

/** What may stand between a name and its amount without another thing being meant. */
const LINK = /20\d\d年度?|(?:本|全|上|去|当|上一|一)年(?:度|末|初|同期)?|年初|年末|年底|年度|期末|调整后?|批复|同期|预算|决算|执行书?|实际|实有|支出|收入|拨款|财政|安排|总额|总计|合计|共计|小计|金额|经费|费用|资金|采购|数额|数|额|共|为|是|达到?|约|近|均|各|完成|相比|同比|比|较|与|和|同|了|的|其中|包括|具体|构成|实现|取得|分为|累计|增加|减少|增长|下降|上升|降低|提高|增幅|降幅|幅度|持平|总|仅|已|主要用于|用于|以下|方面|类|款|项|规模|情况|如下|发生|列支|使用|开支|人次|批次|个|人|辆|台|批|次|部门|单位|我|本|由|到|至/gu;
/** How a department may call itself before a name. */
const ORGANISATION = /(?:局|委|厅|部|办|院|校|学|中心|会|镇|乡|街道|处|所|馆|站|队|本级|机关|系统|单位|部门)$/u;

/** Whether words hold nothing but what links a name to its amount. */
export function isLink(words: string): boolean {
  return words.replace(/（[^（）]*）/gu, '').replace(LINK, '').replace(/[^\p{Script=Han}]/gu, '').length < 2;
}

interface NamedAt {
  readonly subject: Subject;
  readonly start: number;
  readonly end: number;
}

/**
 * Makes the last subject named in `lead` the current one, and none where something unknown is named; returns what follows the name.
 * Before a count an unknown thing changes nothing yet: the amount after it is judged with the words before both.
 */
export function nameSubject(lead: string, state: ReadingState, isCount: boolean): string {
  const bare = bareName(lead);
  const best = lastNamed(bare, state.view.names);
  if (best === null) {
    if (!isCount && (!isLink(bare) || (state.actual !== null && OTHER_MONEY.test(bare)))) switchSubject(state, null);
    return bare;
  }
  const rest = bare.slice(best.end);
  const isMeant = isCount || isLink(rest);
  const subject = isMeant ? meantBy(bare, best, rest, state.view) : null;
  state.isNamed = true;
  if (subject !== state.subject) switchSubject(state, subject);
  return rest;
}

/** “，本年财政拨款收入” after an amount is another amount, though no word in it is a name. */
const OTHER_MONEY = /(?:(?:本年|当年|财政)[^占比较]*|[；，、](?:其中[：，]?)?(?:基本|项目)?)(?:收入|支出|拨款)(?:决算|合计|总计|数|共|为|是)*$/u;

/** One subject, or what several joined by 、 or 和 make together. */
function meantBy(bare: string, named: NamedAt, rest: string, { names, reading }: SectionReading): Subject | null {
  const chain = chainBefore(bare, named, names);
  const [first] = chain;
  if (first === undefined || !isOwnName(bare.slice(0, first.start), reading.department)) return null;
  const subjects = [...new Set(chain.map((one) => one.subject))];
  const joint = subjects.length > 1 ? jointSubject(subjects, rest) : null;
  return joint ?? (/分别/u.test(rest) ? null : named.subject);
}

/** The names that stand before one, joined to it by 、 or 和, and itself. */
function chainBefore(bare: string, last: NamedAt, names: readonly SubjectName[]): readonly NamedAt[] {
  const joined = /[、和及与]$/u.exec(bare.slice(0, last.start));
  const head = joined === null ? '' : bare.slice(0, joined.index);
  const before = joined === null ? null : lastNamed(head, names);
  return before === null || before.end < head.length ? [last] : [...chainBefore(head, before, names), last];
}

/** The subjects of a list of names that ends the words; empty where they end in no name. */
export function chainEnding(bare: string, names: readonly SubjectName[]): readonly Subject[] {
  const last = lastNamed(bare, names);
  return last === null || !isLink(bare.slice(last.end)) ? [] : chainBefore(bare, last, names).map((one) => one.subject);
}

/** The one subject that words name and nothing else; null where they don't. */
export function soleSubject(words: string, { names, reading }: SectionReading): Subject | null {
  const bare = bareName(words);
  const named = lastNamed(bare, names);
  if (named === null || !isOwnName(bare.slice(0, named.start), reading.department) || !isLink(bare.slice(named.end).replace(/说明|用$/gu, ''))) return null;
  return chainBefore(bare, named, names).length > 1 ? null : named.subject;
}

/** “收入、支出决算总计” is the 收入、支出总计: 决算 inside a name is passed over. */
function lastNamed(bare: string, names: readonly SubjectName[]): NamedAt | null {
  const kept = [...bare.matchAll(/决算(?!数)|(?<kept>.)/gsu)].flatMap((match) => (match.groups?.['kept'] === undefined ? [] : match.index));
  const words = kept.map((at) => bare[at]).join('');
  let best: NamedAt | null = null;
  for (const { subject, bare: name } of names) {
    const start = words.lastIndexOf(name);
    if (start < 0) continue;
    const next = { subject, start: kept[start] ?? 0, end: (kept[start + name.length - 1] ?? 0) + 1 };
    if (best === null || isFuller(next, best)) best = next;
  }
  return best;
}

/** The later name wins, but not against a longer one that it is a part of. */
function isFuller(next: NamedAt, kept: NamedAt): boolean {
  if (next.start >= kept.start && next.end <= kept.end) return false;
  return next.end >= kept.end;
}

/** Whether the words before a name leave it the name that it is. */
function isOwnName(before: string, department: string): boolean {
  const words = before.replaceAll(bareName(department), '').replace(/（[^（）]*）/gu, '').replace(/^.*[，。；：、）\d]/u, '').replace(/^(?:年度|年)/u, '');
  return isLink(words) || ORGANISATION.test(words) || /(?:主要用于|一是|二是|三是|四是)$/u.test(words);
}

/** The subject that the words after 占 mean: by its name, or by what is left of it (“全部支出” is 支出合计); null for none. */
export function wholeNamed(words: string, names: readonly SubjectName[], department: string): Subject | null {
  const bare = bareName(words).replaceAll('决算', '');
  let best: SubjectName | null = null;
  for (const name of names) if (bare.endsWith(name.bare) && name.bare.length > (best?.bare.length ?? 0)) best = name;
  if (best !== null && isOwnName(bare.slice(0, bare.length - best.bare.length), department)) return best.subject;
  const stem = stemOf(bare);
  return names.find((name) => stemOf(name.bare) === stem)?.subject ?? null;
}

/** The subject of the section whose name ends as the words do: 基本支出 in the section of the 一般公共预算财政拨款基本支出. */
export function shortlyNamed(words: string, names: readonly SubjectName[]): Subject | null {
  const stem = stemOf(bareName(words));
  return stem.length < 4 ? null : (names.find((name) => name.bare.endsWith(stem))?.subject ?? null);
}

function stemOf(bare: string): string {
  return bare.replace(/决算|本年度?|当年|全年|全部|(?:20\d\d)?年度|20\d\d年|总额|总量|合计|总计|总数|比重|比例|总|数|额|的/gu, '');
}
