/** Variants of the third kind: other provinces' forms, other programs' exports, and the columns and tables that offices add. */
import * as XLSX from '@e965/xlsx';
import { digitsOf, inLines, isAmount, isCode, type Mutation, perSheet, type Role, type Sheet, spelledOut, spliced, type Value, withColumns } from './variants.ts';

const textOf = (value: Value | undefined): string => String(value ?? '');
const unchanged: Mutation['change'] = (book) => book;
const isIn = (row: readonly Value[], pattern: RegExp): boolean => row.some((value) => pattern.test(textOf(value).replace(/\s/gu, '')));
const single = (sheet: Sheet): boolean => sheet.roles.filter((role) => role === 'code').length === 1 && sheet.roles.filter((role) => role === 'name').length === 1;
const codeOf = (value: Value | undefined): string => textOf(value).replace(/[\s.·_-]/gu, '').normalize('NFKC');
const level = (code: string): number => Math.min(2, Math.max(0, (code.length - 3) / 2));
/** 栏次 and its numbers, as other variants write them. */
const NUMBERING = /^(?:栏次|[A-N]|[甲乙丙丁戊己]|（\d+）|\d+栏|1=2\+3\+4)$/u;
const numbering = (sheet: Sheet): number => sheet.rows.findIndex((row, at) => at >= sheet.head && at < sheet.from && row.every((value) => value === null || typeof value === 'number' || NUMBERING.test(textOf(value).replace(/\s/gu, ''))) && row.filter((value) => value !== null).length > 1);

const inHead = (change: (text: string, row: number, sheet: Sheet, column: number) => Value): Mutation['change'] => perSheet((sheet) => ({
  ...sheet, rows: sheet.rows.map((row, at) => (at >= sheet.from ? row : row.map((value, column) => (typeof value === 'string' ? change(value, at, sheet, column) : value)))),
}));
const amounts = (change: (value: string | number) => Value): Mutation['change'] => inLines(['amount'], (value) => (isAmount(value) ? change(value) : value));
const grouped = (value: string | number): string => {
  const [whole = '', fraction = ''] = digitsOf(value).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction.padEnd(2, '0')}`;
};
const spread = (sheet: Sheet, row: number, at: number, values: readonly Value[]): readonly Value[] => [...(sheet.rows[row] ?? []).slice(0, at), ...values, ...(sheet.rows[row] ?? []).slice(at + 1)];

/** The 财决 print: the code over three merged columns, 类 款 项 and 栏次 in one row. */
const codeOverThree = perSheet((sheet) => {
  const at = sheet.roles.indexOf('code');
  const numbers = numbering(sheet);
  if (at < 0 || !single(sheet) || numbers < 0) return sheet;
  const rows = sheet.rows.map((row, r) => (r === numbers ? spread(sheet, r, at, ['类', '款', '项']).with(at + 3, '栏次') : spread(sheet, r, at, [row[at] ?? null, null, null])));
  const wider = ({ s, e }: XLSX.Range): XLSX.Range => ({ s: { r: s.r, c: s.c > at ? s.c + 2 : s.c }, e: { r: e.r, c: e.c >= at ? e.c + 2 : e.c } });
  const codes = sheet.rows.flatMap((_row, r) => (r >= sheet.from && r < sheet.to ? [{ s: { r, c: at }, e: { r, c: at + 2 } }] : []));
  return { ...sheet, rows, merges: [...sheet.merges.filter(({ s }) => s.r !== numbers).map(wider), ...codes], roles: [...sheet.roles.slice(0, at), 'code', 'code', 'code', ...sheet.roles.slice(at + 1)] };
});

/** Each level's whole code in a column of its own. */
const wholeCodes = perSheet((plain) => {
  const at = plain.roles.indexOf('code');
  if (at < 0 || !single(plain)) return plain;
  const sheet = spelledOut(plain);
  const parts = (value: Value): Value[] => {
    const code = codeOf(value);
    return isCode(code) ? [0, 1, 2].map((own) => (level(code) === own ? code : null)) : [value, null, null];
  };
  const last = numbering(sheet) === sheet.from - 1 ? sheet.from - 2 : sheet.from - 1;
  // Blocks below each other repeat their headings among the lines.
  const isLast = (row: readonly Value[], r: number): boolean => r === last || (r > last && row[at] !== null && row[at] === sheet.rows[last]?.[at]);
  const rows = sheet.rows.map((row, r) => (r < sheet.head || r >= sheet.to ? row : spread(sheet, r, at, r >= sheet.from ? parts(row[at] ?? null) : [row[at] ?? null, row[at] ?? null, row[at] ?? null])));
  const heads = rows.map((row, r) => (r < sheet.to && isLast(sheet.rows[r] ?? [], r) ? row.with(at, '类').with(at + 1, '款').with(at + 2, '项') : row));
  return { ...sheet, rows: heads, merges: [], roles: [...sheet.roles.slice(0, at), 'code', 'code', 'code', ...sheet.roles.slice(at + 1)] };
});

/** Names of 类, 款 and 项 in a column each. */
const steppedNames = perSheet((plain) => {
  const [code, at] = [plain.roles.indexOf('code'), plain.roles.indexOf('name')];
  if (code < 0 || at < 0 || !single(plain)) return plain;
  const sheet = spelledOut(plain);
  const rows = sheet.rows.map((row, r) => {
    if (r < sheet.head || r >= sheet.to) return row;
    if (r < sheet.from) return spread(sheet, r, at, [row[at] ?? null, null, null]);
    const own = isCode(codeOf(row[code])) ? level(codeOf(row[code])) : 0;
    return spread(sheet, r, at, [0, 1, 2].map((column) => (column === own ? (row[at] ?? null) : null)));
  });
  const headMerges = sheet.rows.flatMap((row, r) => (r >= sheet.head && r < sheet.from && row[at] !== null ? [{ s: { r, c: at }, e: { r, c: at + 2 } }] : []));
  return { ...sheet, rows, merges: headMerges, roles: [...sheet.roles.slice(0, at), 'name', 'name', 'name', ...sheet.roles.slice(at + 1)] };
});

const withoutNumbering = perSheet((sheet) => {
  const at = numbering(sheet);
  if (at < 0 || sheet.rows[at]?.every((value) => value === null || typeof value === 'number') && sheet.from - sheet.head < 3) return sheet;
  const up = (range: XLSX.Range): XLSX.Range => ({ s: { ...range.s, r: range.s.r > at ? range.s.r - 1 : range.s.r }, e: { ...range.e, r: range.e.r >= at ? range.e.r - 1 : range.e.r } });
  return { ...sheet, rows: sheet.rows.toSpliced(at, 1), merges: sheet.merges.filter(({ s, e }) => !(s.r === at && e.r === at)).map(up), from: sheet.from - 1, to: sheet.to - 1 };
});

const renumbered = (number: (value: Value, column: number) => Value): Mutation['change'] => perSheet((sheet) => {
  const at = numbering(sheet);
  if (at < 0) return sheet;
  const width = Math.max(sheet.roles.length, sheet.rows[at]?.length ?? 0);
  return { ...sheet, merges: sheet.merges.filter(({ s, e }) => !(s.r === at && e.r === at)), rows: sheet.rows.with(at, Array.from({ length: width }, (_, column) => number(sheet.rows[at]?.[column] ?? null, column))) };
});

/** An empty column behind each, as tables copied from a page have them; headings and figures merged over both. */
const doubled = perSheet((sheet) => {
  const rows = sheet.rows.map((row, r) => (r < sheet.head || r >= sheet.to ? row : row.flatMap((value) => [value, null])));
  const wide = ({ s, e }: XLSX.Range): XLSX.Range => ({ s: { r: s.r, c: s.c * 2 }, e: { r: e.r, c: e.c * 2 + 1 } });
  const kept = sheet.merges.map((range) => (range.s.r >= sheet.head && range.s.r < sheet.to ? wide(range) : range));
  const isCovered = (r: number, c: number): boolean => kept.some(({ s, e }) => r >= s.r && r <= e.r && c >= s.c && c <= e.c);
  const own = rows.flatMap((row, r) => (r < sheet.head || r >= sheet.to ? [] : row.flatMap((_value, c) => (c % 2 === 0 && !isCovered(r, c) ? [{ s: { r, c }, e: { r, c: c + 1 } }] : []))));
  return { ...sheet, rows, merges: [...kept, ...own], roles: sheet.roles.flatMap((role): Role[] => [role, 'gap']) };
});

const nameFirst = perSheet((plain) => {
  const at = plain.roles.indexOf('code');
  if (at < 0 || plain.roles[at + 1] !== 'name' || !single(plain)) return plain;
  const sheet = spelledOut(plain);
  const order = sheet.roles.map((_role, column) => (column === at ? at + 1 : column === at + 1 ? at : column));
  return withColumns(sheet, order, order.map((column) => sheet.roles[column] ?? 'gap'));
});

/** A column more, headed as offices head it. */
const withRight = (heading: string, value: (row: readonly Value[], line: number, sheet: Sheet) => Value): Mutation['change'] => perSheet((plain) => {
  if (plain.roles.filter((role) => role === 'name').length !== 1) return plain;
  const sheet = spelledOut(plain);
  const width = Math.max(...sheet.rows.slice(sheet.head, sheet.to).map((row) => row.length), sheet.roles.length);
  const rows = sheet.rows.map((row, at) => {
    if (at < sheet.head || at >= sheet.to) return row;
    const filled = Array.from({ length: width }, (_, column) => row[column] ?? null);
    return [...filled, at < sheet.from ? (at === sheet.head ? heading : null) : row.some((cell) => cell !== null) ? value(row, at - sheet.from, sheet) : null];
  });
  return { ...sheet, rows, roles: [...Array.from({ length: width }, (_, column) => sheet.roles[column] ?? 'gap'), 'gap'] };
});

/** 01 and 04 as one list: the income's lines, then the expenditure's. */
const halvesBelow = perSheet((plain) => {
  const names = plain.roles.flatMap((role, at) => (role === 'name' ? [at] : []));
  const right = names[1];
  if (names.length !== 2 || right === undefined || plain.roles.includes('code')) return plain;
  const sheet = spelledOut(plain);
  const part = (from: number, to: number): readonly (readonly Value[])[] => sheet.rows.slice(sheet.head, sheet.to).map((row) => row.slice(from, to)).filter((row) => row.some((value) => value !== null));
  const before = sheet.rows.slice(0, sheet.head).map((row) => [row[0] ?? null, null, row.findLast((value) => value !== null && value !== row[0]) ?? null]);
  const rows = [...before, ...part(0, right), ...part(right, sheet.roles.length), ...sheet.rows.slice(sheet.to)];
  return { ...sheet, rows, merges: [], roles: sheet.roles.slice(right), to: sheet.head };
});

/** Title, department and unit in one merged cell. */
const captionsInTitle = perSheet((sheet) => {
  const words = sheet.rows.slice(0, sheet.head).flatMap((row) => row.filter((value) => value !== null).map(textOf));
  const [title = '', ...others] = words;
  return { ...sheet, rows: sheet.rows.map((row, at) => (at === 0 ? [`${title}\n${others.join('    ')}`] : at < sheet.head ? [] : row)), merges: [...sheet.merges.filter(({ s }) => s.r >= sheet.head), { s: { r: 0, c: 0 }, e: { r: 0, c: 4 } }] };
});

const unitBelow = perSheet((sheet) => {
  const rows = sheet.rows.map((row, at) => (at < sheet.head ? row.map((value) => (/单位[：:]\s*万元/u.test(textOf(value)) ? textOf(value).replace(/(?:金额)?单位[：:]\s*万元/u, '').trimEnd() || null : value)) : row));
  return { ...sheet, rows: [...rows.slice(0, sheet.to), ['金额单位：万元'], ...rows.slice(sheet.to)] };
});

const emptyWithoutLines = perSheet((sheet) => {
  const hasFigures = sheet.rows.slice(sheet.from, sheet.to).some((row) => row.some((value, column) => sheet.roles[column] === 'amount' && value !== null));
  if (hasFigures || sheet.to - sheet.from < 1) return sheet;
  return { ...sheet, rows: [...sheet.rows.slice(0, sheet.from), ...sheet.rows.slice(sheet.to)], to: sheet.from, merges: sheet.merges.filter(({ s }) => s.r < sheet.from) };
});

/** Pages below each other on the sheet, each with title, captions and headings. */
const pages = perSheet((sheet) => {
  if (sheet.to - sheet.from < 10) return sheet;
  const middle = Math.floor((sheet.from + sheet.to) / 2);
  const top = sheet.rows.slice(0, sheet.from).map((row, at) => (at === 0 ? row.map((value) => (value === null ? null : `${value}（续表1）`)) : row));
  const longer = spliced(sheet, middle, [[], ['第 1 页'], ...top]);
  const copied = sheet.merges.filter(({ s }) => s.r < sheet.from).map(({ s, e }) => ({ s: { r: s.r + middle + 2, c: s.c }, e: { r: e.r + middle + 2, c: e.c } }));
  return { ...longer, merges: [...longer.merges, ...copied] };
});

const extra = (name: string, rows: readonly (readonly Value[])[]): Sheet => ({ name, isHidden: false, rows, merges: [], hiddenRows: [], head: 0, from: 0, to: 0, roles: [] });

const eachLine = (cells: XLSX.WorkSheet, sheet: Sheet, change: (cell: XLSX.CellObject, column: number) => void): void => {
  for (let row = sheet.from; row < sheet.to; row++) {
    for (let column = 0; column < sheet.roles.length; column++) {
      const cell = cells[XLSX.utils.encode_cell({ r: row, c: column })] as XLSX.CellObject | undefined;
      if (cell !== undefined && isAmount(textOf(cell.v as Value)) && sheet.roles[column] === 'amount') change(cell, column);
    }
  }
};

/** Stored in 元, shown in 万元 by the format alone. */
const scaledBy = (format: string, power: number) => (cells: XLSX.WorkSheet, sheet: Sheet): void => eachLine(cells, sheet, (cell) => {
  Object.assign(cell, { t: 'n', v: Number(Number(`${digitsOf(cell.v as string | number)}e${power}`).toPrecision(15)), z: format, w: undefined });
});

const words: Readonly<Record<string, readonly string[]>> = {
  本年收入合计: ['收入合计', '合计'], 财政拨款收入: ['财政拨款'], 上级补助收入: ['上级补助'], 附属单位上缴收入: ['附属单位缴款', '附属单位上缴'],
  本年支出合计: ['支出合计', '合计'], 上缴上级支出: ['上缴上级'], 对附属单位补助支出: ['对附属单位补助'], 科目代码: ['科目编码', '支出功能分类科目编码', '编码'], 功能分类科目编码: ['支出功能分类科目编码', '科目编码'],
  科目名称: ['功能分类科目名称', '名称'], 金额: ['决算数', '本年决算数'], 决算数: ['金额', '本年决算数', '决算金额'],
};
const reworded = (which: number): Mutation['change'] => inHead((text, row, sheet) => (row < sheet.head ? text : (words[text.trim()]?.[which] ?? text)));

/** Each leaves every figure of the form as it is. */
export const countyMutations: readonly Mutation[] = [
  { name: 'figures with their unit behind', stage: 1, change: amounts((value) => `${grouped(value)}万元`) },
  { name: 'figures in 元 with their unit behind', stage: 1, change: amounts((value) => `${Number(`${digitsOf(value)}e4`).toFixed(2)} 元`) },
  { name: 'codes filled up with zeros', stage: 1, change: inLines(['code'], (value) => (isCode(codeOf(value)) && codeOf(value).startsWith('2') ? codeOf(value).padEnd(7, '0') : value)) },
  { name: 'codes with an apostrophe', stage: 1, change: inLines(['code'], (value) => `'${value}`) },
  { name: 'codes in brackets', stage: 1, change: inLines(['code'], (value) => (isCode(codeOf(value)) ? `[${codeOf(value)}]` : value)) },
  { name: 'names with the whole path', stage: 1, change: perSheet((sheet) => {
    const [code, at] = [sheet.roles.indexOf('code'), sheet.roles.indexOf('name')];
    if (code < 0 || !single(sheet)) return sheet;
    const path: string[] = [];
    return { ...sheet, rows: sheet.rows.map((row, r) => {
      if (r < sheet.from || r >= sheet.to || !isCode(codeOf(row[code]))) return row;
      path.splice(level(codeOf(row[code])), 3, textOf(row[at]).trim());
      return row.with(at, path.join('-'));
    }) };
  }) },
  { name: 'totals called 总计', stage: 1, change: perSheet((sheet) => (single(sheet) ? { ...sheet, rows: sheet.rows.map((row, at) => (at < sheet.from || at >= sheet.to ? row : row.map((value) => (textOf(value).trim() === '合计' ? '总　计' : value)))) } : sheet)) },
  { name: 'totals with a colon', stage: 1, change: inLines(['name', 'code'], (value) => (/^(?:合计|总计|本年.*合计)$/u.test(textOf(value)) ? `${value}：` : value)) },
  { name: 'totals called 小计', stage: 1, change: perSheet((sheet) => (single(sheet) ? { ...sheet, rows: sheet.rows.map((row, at) => (at < sheet.from || at >= sheet.to ? row : row.map((value) => (textOf(value).trim() === '合计' ? '小计' : value)))) } : sheet)) },
  { name: 'lines labelled 其中', stage: 1, change: inLines(['name'], (value) => (/^(?:政府性基金预算财政拨款|国有资本经营预算财政拨款)$/u.test(textOf(value)) ? `其中：${value}` : value)) },
  { name: 'titles spaced out', stage: 1, change: inHead((text, row) => (row === 0 && /表$/u.test(text) ? [...text].join('  ') : text)) },
  { name: 'titles with the department before and the year behind', stage: 1, change: inHead((text, row) => (row === 0 && /表$/u.test(text) ? `某市某局${text}（2022年度）` : text)) },
  { name: 'marks as 决算公开NN表', stage: 1, change: inHead((text) => (/^公开\d\d表$/u.test(text) ? `决算${text}` : text)) },
  { name: 'marks as 附件', stage: 1, change: inHead((text) => (/^公开\d\d表$/u.test(text) ? `附件${Number(text.slice(2, 4))}` : text)) },
  { name: 'marks as 表一', stage: 1, change: inHead((text) => (/^公开\d\d表$/u.test(text) ? `表${'一二三四五六七八九'[Number(text.slice(2, 4)) - 1]}` : text)) },
  { name: 'department as 编制单位', stage: 1, change: inHead((text) => text.replace(/^部门：/u, '编制单位（盖章）：')) },
  { name: 'department as 单位名称', stage: 1, change: inHead((text) => text.replace(/^部门：/u, '单位名称: ')) },
  { name: 'department, date and unit in one cell', stage: 1, change: perSheet((sheet) => ({ ...sheet, rows: sheet.rows.map((row, at) => (at < sheet.head && isIn(row, /^部门：/u) ? [`${textOf(row.find((value) => /^部门/u.test(textOf(value))))}      2023年08月15日      金额单位：万元`] : row)) })) },
  { name: 'other words in headings', stage: 1, change: reworded(0) },
  { name: 'further words in headings', stage: 1, change: reworded(1) },
  { name: 'code over three merged columns', stage: 2, change: codeOverThree },
  { name: 'whole codes in a column a level', stage: 2, change: wholeCodes },
  { name: 'names in a column a level', stage: 2, change: steppedNames },
  { name: 'name before code', stage: 2, change: nameFirst },
  { name: 'no row of 栏次', stage: 2, change: withoutNumbering },
  { name: '栏次 with letters', stage: 2, change: renumbered((value, column) => (textOf(value) === '栏次' ? '栏次' : value === null ? null : ('ABCDEFGHIJKLMN'[column] ?? null))) },
  { name: '栏次 as 甲乙丙', stage: 2, change: perSheet((sheet) => {
    const at = numbering(sheet);
    if (at < 0) return sheet;
    let label = 0;
    return { ...sheet, merges: sheet.merges.filter(({ s, e }) => !(s.r === at && e.r === at)), rows: sheet.rows.with(at, sheet.roles.map((role, column) => (role === 'amount' ? (sheet.rows[at]?.[column] ?? null) : ('甲乙丙丁戊己'[label++] ?? null)))) };
  }) },
  { name: '栏次 in brackets', stage: 2, change: renumbered((value) => (typeof value === 'number' ? `（${value}）` : value)) },
  { name: '栏次 that says what is added', stage: 2, change: renumbered((value) => (value === 1 ? '1=2+3+4' : value)) },
  { name: '栏次 as 1栏', stage: 2, change: renumbered((value) => (typeof value === 'number' ? `${value}栏` : value)) },
  { name: 'an empty column behind each', stage: 2, change: doubled },
  { name: 'halves below each other in one list', stage: 2, change: halvesBelow },
  { name: 'a column of shares', stage: 2, adds: true, change: withRight('占比（%）', (row, line, sheet) => (row.some((value, at) => value !== null && sheet.roles[at] === 'amount') ? `${line}.50%` : null)) },
  { name: 'a column of remarks', stage: 2, adds: true, change: withRight('备注', (_row, line) => (line % 4 === 1 ? '见说明' : null)) },
  { name: 'last year, this year and growth', stage: 2, adds: true, change: perSheet((plain) => {
    const at = plain.roles.indexOf('amount');
    if (at < 0 || plain.roles.filter((role) => role === 'name').length !== 2 || plain.roles.includes('code')) return plain;
    const sheet = spelledOut(plain);
    const order = sheet.roles.flatMap((role, column) => (role === 'amount' ? [column, column, column] : [column]));
    const part = (place: number): number => (sheet.roles[order[place] ?? 0] === 'amount' ? [1, 2].filter((back) => order[place - back] === order[place]).length : -1);
    const below = order.map((column, place) => (part(place) < 0 ? (sheet.roles[column] === 'gap' ? null : (sheet.rows[sheet.from - 1]?.[column] ?? null)) : (['上年决算数', '本年决算数', '增减%'][part(place)] ?? null)));
    const rows = sheet.rows.map((row, r) => (r < sheet.head || r >= sheet.to ? row : order.map((column, place) => {
      const value = row[column] ?? null;
      return r < sheet.from || part(place) < 0 || part(place) === 1 || !/\d/u.test(textOf(value)) ? value : [isAmount(textOf(value)) ? Number(digitsOf(textOf(value))) * 2 : 7, null, 3.5][part(place)] ?? null;
    })));
    const numbers = numbering(sheet);
    const lines = rows.filter((_row, r) => r !== numbers).toSpliced(numbers < 0 ? sheet.from : numbers, 0, numbers < 0 ? below : below.map((value) => (value === '栏次' ? null : value)));
    const more = numbers < 0 ? 1 : 0;
    return { ...sheet, rows: lines, merges: [], from: sheet.from + more, to: sheet.to + more, roles: order.map((column) => sheet.roles[column] ?? 'gap') };
  }) },
  { name: 'title, department and unit in one merged cell', stage: 3, change: captionsInTitle },
  { name: 'unit below the table', stage: 3, change: unitBelow },
  { name: 'empty tables without lines', stage: 3, change: emptyWithoutLines },
  { name: 'pages below each other with 续表', stage: 3, change: pages },
  { name: 'signatures right below the lines', stage: 3, change: perSheet((sheet) => ({ ...sheet, rows: sheet.rows.toSpliced(sheet.to, 0, ['单位负责人：张三', '财务负责人：李四', '填表人：王五', '联系电话：0371-6666666'], ['— 3 —'], ['打印日期：2023-08-15 10:22:33']) })) },
  { name: 'a line of text above the title', stage: 3, change: perSheet((sheet) => { const longer = spliced(sheet, 0, [['附件：部门决算公开表'], ['（本表由系统自动生成，请勿修改）']]); return { ...longer, head: sheet.head + 2, from: sheet.from + 2 }; }) },
  { name: 'sheets named GK01', stage: 4, change: (book) => book.map((sheet, at) => ({ ...sheet, name: `GK0${at + 1}` })) },
  { name: 'sheets named by a stranger’s table', stage: 4, change: (book) => book.map((sheet, at) => ({ ...sheet, name: `${at + 1}.${['支出决算表', '财政拨款收入支出决算总表', '收入决算表'][at % 3]}${at}` })) },
  { name: 'department on the first table only', stage: 4, change: (book) => {
    const first = book.find((sheet) => sheet.rows.some((row) => isIn(row, /^部门：/u)));
    return book.map((sheet) => (sheet === first ? sheet : { ...sheet, rows: sheet.rows.map((row, r) => (r < sheet.head ? row.map((value) => (/^部门：/u.test(textOf(value)) ? null : value)) : row)) }));
  } },
  { name: 'tables that the set does not have', stage: 4, adds: true, change: (book) => [...book.slice(0, 5), extra('国有资产占用情况表', [['国有资产占用情况表'], ['公开12表'], ['部门：某某局', null, null, '金额单位：万元'], ['项目', '数量', '价值', '备注'], ['合计', 5, 120.5, null], ['房屋（平方米）', 3, 100.5, null], ['车辆（台）', 2, 20, null]]), extra('政府采购情况表', [['政府采购情况表'], ['部门：某某局', null, '单位：万元'], ['项目', '采购预算', '采购决算'], ['合计', 30, 28], ['货物', 10, 9], ['服务', 20, 19]]), ...book.slice(5)] },
  { name: 'a sheet of working figures', stage: 4, adds: true, change: (book) => [extra('底稿', [['科目', '元', '万元'], ['2060302', 1234567.89, 123.46], ['合计', 1234567.89, 123.46]]), ...book, extra('Sheet99', [[1, 2], [3, 4]])] },
  { name: 'stored in 元, shown in 万元 by the format', stage: 4, change: unchanged, finish: scaledBy('0!.0000', 4) },
  { name: 'stored in thousands', stage: 4, change: unchanged, finish: scaledBy('#,##0.00,', 3) },
  { name: 'comments', stage: 4, change: unchanged, finish: (cells, sheet) => eachLine(cells, sheet, (cell) => { cell.c = [{ a: '审核', t: '请核对 123.45' }]; }) },
];
