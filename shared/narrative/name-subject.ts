/**
 * Tells of which subject an amount speaks. A name counts only where nothing unknown stands around it: in “政府性基金预算财政拨款收入” the
 * subject 财政拨款收入 is not meant, and after “公务接待费中外宾接待” an amount is not the 公务接待费's. Better unjudged than wrongly judged.
 */
import { bareName, type Subject, type SubjectName } from './lexicon.ts';
import { type ReadingState, switchSubject } from './reading-state.ts';

/** What may stand between a name and its amount without another thing being meant. */
const LINK = /20\d\d年度?|(?:本|全|上|去|当|上一|一)年(?:度|末|初|同期)?|年初|年末|年底|年度|期末|调整后?|批复|同期|预算|决算|执行书?|实际|实有|支出|收入|拨款|财政|安排|总额|总计|合计|共计|小计|金额|经费|费用|资金|采购|数额|数|额|共|为|是|达到?|约|近|均|各|完成|相比|同比|比|较|与|和|同|了|的|其中|包括|具体|构成|实现|取得|分为|累计|增加|减少|增长|下降|上升|降低|提高|增幅|降幅|幅度|持平|总|仅|已|主要用于|用于|以下|方面|类|款|项|规模|情况|如下|发生|列支|使用|开支|人次|批次|个|人|辆|台|批|次|部门|单位|我|本|由|到|至/gu;
/** How a department may call itself before a name. */
const ORGANISATION = /(?:局|委|厅|部|办|院|校|学|中心|会|镇|乡|街道|处|所|馆|站|队|本级|机关|系统|单位|部门)$/u;

/** Whether words hold nothing but what links a name to its amount. */
function isLink(words: string): boolean {
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
    if (!isCount && !isLink(bare)) switchSubject(state, null);
    return bare;
  }
  const rest = bare.slice(best.end);
  const isMeant = isOwnName(bare.slice(0, best.start), state.view.reading.department) && (isCount || isLink(rest)) && !/分别/u.test(rest);
  const subject = isMeant ? best.subject : null;
  if (subject !== state.subject) switchSubject(state, subject);
  return rest;
}

function lastNamed(bare: string, names: readonly SubjectName[]): NamedAt | null {
  let best: NamedAt | null = null;
  for (const { subject, bare: name } of names) {
    const start = bare.lastIndexOf(name);
    if (start < 0) continue;
    const next = { subject, start, end: start + name.length };
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
  const words = before.replaceAll(bareName(department), '').replace(/^.*[，。；：、）\d]/u, '').replace(/^(?:年度|年)/u, '');
  return isLink(words) || ORGANISATION.test(words) || /(?:主要用于|一是|二是|三是|四是)$/u.test(words);
}

/** The subject whose longest name `words` ends in; null for none. */
export function subjectEnding(words: string, names: readonly SubjectName[]): Subject | null {
  const bare = bareName(words);
  let best: SubjectName | null = null;
  for (const name of names) if (bare.endsWith(name.bare) && name.bare.length > (best?.bare.length ?? 0)) best = name;
  return best?.subject ?? null;
}
