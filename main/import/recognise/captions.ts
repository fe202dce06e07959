/** What stands around tables: 公开NN表, 部门, 单位, year, notes, page numbers, signatures. */
import { normalise, withoutContinuation } from './label-text.ts';

/** Units that workbooks state; figures are converted to 元 or 万元. */
export type SourceUnit = '元' | '千元' | '万元' | '亿元';

export interface Caption {
  readonly mark: number | null;
  readonly department: string | null;
  /** The caption names a department but its value stands in the cell to the right. */
  readonly departmentFollows: boolean;
  /** So does a date, a person or the like. */
  readonly valueFollows: boolean;
  readonly unit: SourceUnit | null;
  readonly isSideText: boolean;
}

const MARK = /公开0*(\d{1,2})(?:-\d)?表/u;
const OTHER_MARK = /^(?:(?:财决|附|批复)?0?\d{1,2}(?:-\d)?表|(?:附表|表)(?:\d{1,2}(?:-\d)?|[一二三四五六七八九十]{1,3})?)$/u;
const UNIT = /(?:单位|计量)[:：]?\(?(?:人民币)?(亿元|万元|千元|元)|^(?:人民币)?(亿元|万元|千元|元)$|[(（](?:单位[:：])?(亿元|万元|千元|元)[)）]$/u;
const DEPARTMENT = /(?:编制|填报|编报|预算)?(?:部门|单位)(?:名称)?(?:[(（][^)）]{0,20}[)）])?\s{0,20}[:：]\s{0,60}(.*)$/su;
const VALUE_END = /\s{2,}|\n|(?:金额|计量)?单位\s{0,20}[:：]|公开\d|20\d\d年/u;
const SIDE_TEXT = [
  /^第?\d+页(?:[,，]?共\d+页)?$/u, /^共\d+页$/u, /^[-—–]+\d+[-—–]+$/u, /^\d+\/\d+$/u,
  /^(?:单位负责人|部门负责人|财务负责人|主管领导|制表|填表|填报|审核|复核|负责人|编制日期|填报日期|报送日期|打印日期|制表日期|日期|联系电话|电话|盖章|\(盖章\))/u,
  /^(?:目录|封面|续表|\(续\)|续|附件\d*|附表\d*)$/u, /^(?:19|20)\d\d年(?:度)?(?:\d+月)?(?:\d+日)?$/u, /^\((?:19|20)\d\d年度?\)$/u,
  /^第[一二三四五]部分/u, /部门决算(?:公开)?(?:表|报告|报表)?$/u, /^单位决算(?:公开)?/u,
];

/** Longer texts are prose. The bound also keeps patterns from being walked over pages of spaces. */
const LONGEST = 400;
const NO_CAPTION: Caption = { mark: null, department: null, departmentFollows: false, valueFollows: false, unit: null, isSideText: false };

/** Reads the captions that a cell holds; one cell may hold several. */
export function readCaption(text: string): Caption {
  if (text.length > LONGEST) return NO_CAPTION;
  const flat = normalise(text);
  const mark = MARK.exec(flat)?.[1];
  const unit = UNIT.exec(flat);
  const named = DEPARTMENT.exec(withoutUnit(text.normalize('NFKC')));
  const department = named?.[1] === undefined ? null : departmentName(named[1]);
  const shown = withoutContinuation(flat);
  const isSideText = OTHER_MARK.test(shown) || SIDE_TEXT.some((pattern) => pattern.test(shown));
  return {
    mark: mark === undefined ? null : Number(mark),
    department: department === '' ? null : department,
    departmentFollows: department === '',
    unit: ((unit?.[1] ?? unit?.[2] ?? unit?.[3]) as SourceUnit | undefined) ?? null,
    valueFollows: department === '' || (isSideText && /[:：]\s*$/u.test(text)),
    isSideText,
  };
}

/** Whether a cell holds nothing but captions. */
export function isCaption(caption: Caption): boolean {
  return caption.mark !== null || caption.department !== null || caption.departmentFollows || caption.unit !== null || caption.isSideText;
}

/** 注 or 说明 under a table; null for other text. */
export function noteKind(text: string): 'note' | 'statement' | null {
  const flat = normalise(text);
  if (/^(?:说明|备注|注)\d*[:：]/u.test(flat)) return /^说明/u.test(flat) || /(?:无数据|空表|无相关数据|没有数据)/u.test(flat) ? 'statement' : 'note';
  if (/^(?:注|备注)\d*[.、]?.{6,}/u.test(flat)) return 'note';
  return /^本表(?:反映|金额|为空|无)/u.test(flat) ? (/无数据|为空/u.test(flat) ? 'statement' : 'note') : null;
}

const CHINESE_DIGITS = '〇一二三四五六七八九';

/** The year that a title, cover or file name states, such as 2022年度 or 二〇二二年. */
export function yearIn(text: string): number | null {
  const flat = normalise(text).replace(/[○Ｏ零]/gu, '〇');
  const written = /二〇[〇一二三四五六七八九]{2}(?=年)/u.exec(flat)?.[0];
  const digits = written === undefined ? /(?<!\d)((?:19|20)\d{2})(?=年)/u.exec(flat)?.[1] : [...written].map((digit) => (digit === '二' ? 2 : CHINESE_DIGITS.indexOf(digit))).join('');
  return digits === undefined ? null : Number(digits);
}

/** The year in a file or sheet name, where 年 is often left out. */
export function yearInName(name: string): number | null {
  const digits = /(?<!\d)(20\d{2})(?!\d)/u.exec(name)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** “金额单位：万元” also reads “单位：”, so it is taken out before the department is looked for. */
function withoutUnit(text: string): string {
  return text.replace(/(?:金额|计量)?单位\s{0,20}[:：]?\s{0,20}\(?(?:人民币)?(?:亿|万|千)?元\)?/gu, '  ');
}

function departmentName(text: string): string {
  const value = text.split(VALUE_END)[0] ?? '';
  return value.replace(/[\s\u200b]+/gu, '').replaceAll('(', '（').replaceAll(')', '）');
}
