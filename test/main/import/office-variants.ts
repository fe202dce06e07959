/** Further variants, as real offices make them: what WPS, a scanner, a predecessor or a county's own habit does to the official layout. */
import * as XLSX from '@e965/xlsx';
import { digitsOf, inLines, isAmount, isCode, isFigure, type Mutation, perSheet, type Role, type Sheet, shifted, spelledOut, spliced, type Value, withColumns } from './variants.ts';

const textOf = (value: Value): string => String(value ?? '');
const unchanged: Mutation['change'] = (book) => book;

/** Rows above the lines, changed cell by cell. */
const inHead = (change: (text: string, row: number, sheet: Sheet) => Value): Mutation['change'] => perSheet((sheet) => ({
  ...sheet, rows: sheet.rows.map((row, at) => (at >= sheet.from ? row : row.map((value) => (typeof value === 'string' ? change(value, at, sheet) : value)))),
}));

const level = (code: string): number => (code.length - 3) / 2;

/** Changes the name beside each code. */
const namesByCode = (change: (name: string, code: string, at: number) => string): Mutation['change'] => perSheet((sheet) => ({
  ...sheet,
  rows: sheet.rows.map((row, at) => (at < sheet.from || at >= sheet.to ? row : row.map((value, column) => {
    const code = textOf(row[column - 1] ?? null).replace(/\s/g, '');
    return typeof value === 'string' && sheet.roles[column] === 'name' && sheet.roles[column - 1] === 'code' && isCode(code) ? change(value, code, at) : value;
  }))),
}));

const codesAs = (join: (parts: readonly string[]) => Value): Mutation['change'] => inLines(['code'], (value) => {
  const code = textOf(value).replace(/\s/g, '');
  return isCode(code) ? join([code.slice(0, 3), code.slice(3, 5), code.slice(5)].filter((part) => part !== '')) : value;
});

/** Code and name in one cell, in the tables that have one list. */
const oneLabel = (join: (code: string, name: string) => string): Mutation['change'] => perSheet((plain) => {
  const at = plain.roles.indexOf('code');
  if (at < 0 || plain.roles[at + 1] !== 'name' || plain.roles.filter((role) => role === 'code').length > 1) return plain;
  const sheet = spelledOut(plain);
  const rows = sheet.rows.map((row, r) => {
    if (r < sheet.from || r >= sheet.to) return row;
    const [code, name] = [textOf(row[at] ?? null).replace(/\s/g, ''), textOf(row[at + 1] ?? null)];
    return row.with(at + 1, isCode(code) ? join(code, name) : name === '' ? code || null : name);
  });
  const order = sheet.roles.flatMap((_role, column) => (column === at ? [] : [column]));
  return withColumns({ ...sheet, rows }, order, order.map((column) => sheet.roles[column] ?? 'gap'));
});

/** Puts a column before the others. */
const withLeft = (heading: string, value: (line: number) => Value): Mutation['change'] => perSheet((plain) => {
  if (plain.roles.filter((role) => role === 'code').length !== 1) return plain;
  const sheet = spelledOut(plain);
  let line = 0;
  const rows = sheet.rows.map((row, at) => {
    if (at < sheet.head || at >= sheet.to) return row;
    if (at < sheet.from) return [at === sheet.head ? heading : null, ...row];
    return [row.some((cell) => cell !== null) ? value(++line) : null, ...row];
  });
  return { ...sheet, rows, merges: [], roles: ['line' as Role, ...sheet.roles] };
});

/** 01 and 04 as two sheets, one a half. */
const halves: Mutation['change'] = (book) => book.flatMap((plain) => {
  const names = plain.roles.flatMap((role, at) => (role === 'name' ? [at] : []));
  const right = names[1];
  if (names.length !== 2 || right === undefined || plain.roles.includes('code')) return [plain];
  const sheet = spelledOut(plain);
  const part = (from: number, to: number, name: string): Sheet => ({
    ...sheet, name, merges: [], roles: sheet.roles.slice(from, to),
    rows: sheet.rows.map((row, at) => (at < sheet.head ? (at === 0 ? row : [row.find((value) => value !== null) ?? null, row.findLast((value) => value !== null) ?? null]) : at < sheet.to ? row.slice(from, to) : row)),
  });
  return [part(0, right, `${sheet.name}收入`), part(right, sheet.roles.length, `${sheet.name}支出`)];
});

/** A list in blocks, the blocks below each other, each under its own headings. */
const blocksBelow: Mutation['change'] = perSheet((sheet) => {
  const starts = sheet.roles.flatMap((role, at) => (role === 'code' ? [at] : []));
  if (sheet.roles.filter((role) => role === 'name').length < 2 || starts.length < 2) return sheet;
  const width = (starts[1] ?? 0) - (starts[0] ?? 0);
  const isFooter = (row: readonly Value[]): boolean => row.some((value) => /经费合计/.test(textOf(value)));
  const lines = sheet.rows.slice(sheet.from, sheet.to).filter((row) => !isFooter(row));
  const blocks = starts.flatMap((start) => [...sheet.rows.slice(sheet.head, sheet.from), ...lines].map((row) => row.slice(start, start + width)).filter((row) => row.some((value) => value !== null)));
  const footer = sheet.rows.slice(sheet.from, sheet.to).filter(isFooter).flatMap((row) => row.flatMap((value, at) => (/经费合计/.test(textOf(value)) ? [[value, null, row.slice(at + 1).find((next) => isFigure(next) || /合计/.test(textOf(next))) ?? null]] : [])));
  const before = sheet.rows.slice(0, sheet.head).map((row) => [row[0] ?? null, null, row.at(-1) ?? null]);
  const rows = [...before, ...blocks, ...footer, ...sheet.rows.slice(sheet.to).map((row) => [row[0] ?? null])];
  return { ...sheet, rows, merges: [], roles: sheet.roles.slice(0, width), to: before.length + blocks.length + footer.length };
});

/** Names as a spreadsheet gives them: no two alike. */
const distinct: Mutation['change'] = (book) => book.map((sheet, at) => {
  const same = book.slice(0, at).filter(({ name }) => name === sheet.name).length;
  return same === 0 ? sheet : { ...sheet, name: `${sheet.name} (${same + 1})` };
});

const titlesAsNames: Mutation['change'] = perSheet((sheet) => ({
  ...sheet, name: textOf(sheet.rows.slice(0, sheet.head).flat().find((value) => /表$/u.test(textOf(value))) ?? sheet.name).replace(/[“”]/gu, '').slice(0, 28), merges: sheet.merges.filter(({ s }) => s.r >= sheet.head),
  rows: sheet.rows.map((row, at) => (at < sheet.head ? row.map((value) => (/表$/u.test(textOf(value)) ? null : value)) : row)),
}));

const continued: Mutation['change'] = (book) => book.flatMap((sheet) => {
  if (sheet.to - sheet.from < 10) return [sheet];
  const middle = Math.floor((sheet.from + sheet.to) / 2);
  const top = sheet.rows.slice(0, sheet.from).map((row, at) => (at === 0 ? row.map((value) => (value === null ? null : `${value}（续）`)) : row));
  const second: Sheet = { ...sheet, name: `${sheet.name.slice(0, 28)}下`, rows: [...top, ...sheet.rows.slice(middle)], to: sheet.to - middle + sheet.from, merges: sheet.merges.filter(({ s }) => s.r < sheet.from) };
  return [{ ...sheet, rows: sheet.rows.slice(0, middle), to: middle, merges: sheet.merges.filter(({ s }) => s.r < middle) }, second];
});

const eachLine = (cells: XLSX.WorkSheet, sheet: Sheet, change: (cell: XLSX.CellObject, column: number, row: number) => void): void => {
  for (let row = sheet.from; row < sheet.to; row++) {
    for (let column = 0; column < sheet.roles.length; column++) {
      const cell = cells[XLSX.utils.encode_cell({ r: row, c: column })] as XLSX.CellObject | undefined;
      if (cell !== undefined) change(cell, column, row);
    }
  }
};

const numberCells = (format: string) => (cells: XLSX.WorkSheet, sheet: Sheet): void => eachLine(cells, sheet, (cell, column) => {
  if (sheet.roles[column] !== 'amount' || !isAmount(textOf(cell.v as Value))) return;
  Object.assign(cell, { t: 'n', v: Number(digitsOf(cell.v as string | number)), z: format, w: undefined });
});

/** Every figure a formula with its saved result. */
const formulas = (cells: XLSX.WorkSheet, sheet: Sheet): void => {
  numberCells('#,##0.00')(cells, sheet);
  eachLine(cells, sheet, (cell) => {
    if (cell.t === 'n') cell.f = `ROUND(${cell.v},2)`;
  });
};

const rich = (cells: XLSX.WorkSheet): void => {
  for (const cell of Object.values(cells) as XLSX.CellObject[]) {
    if (cell?.t === 's' && typeof cell.v === 'string' && cell.v.length > 1) Object.assign(cell, { r: `<r><rPr><b/></rPr><t xml:space="preserve">${cell.v.slice(0, 1)}</t></r><r><t xml:space="preserve">${cell.v.slice(1)}</t></r>` });
  }
};

const grouped = (cells: XLSX.WorkSheet, sheet: Sheet): void => {
  const rows = (cells['!rows'] ??= []);
  for (let row = sheet.from + 1; row < sheet.to; row++) rows[row] = { ...rows[row], level: row % 3 === 0 ? 1 : 2, hidden: row % 4 === 0 };
  cells['!cols'] = sheet.roles.map((role) => ({ hidden: role === 'line', level: 1 }));
  cells['!autofilter'] = { ref: XLSX.utils.encode_range({ s: { r: sheet.from - 1, c: 0 }, e: { r: sheet.to, c: Math.max(1, sheet.roles.length) } }) };
};

const spaced = (value: string | number): string => {
  const [whole = '', fraction = ''] = digitsOf(value).split('.');
  return ` ${whole.replace(/\B(?=(\d{3})+$)/g, '\u00a0')}.${fraction.padEnd(2, '0')}  `;
};

const numerals = '一二三四五六七八九十';

/** Each leaves every figure as it is. */
export const officeMutations: readonly Mutation[] = [
  { name: 'figures as text with spaces between thousands', stage: 1, change: inLines(['amount'], (value) => (isAmount(value) ? spaced(value) : value)) },
  { name: 'figures with a currency mark', stage: 1, change: inLines(['amount'], (value) => (isAmount(value) ? `￥${textOf(value).trim()}` : value)) },
  { name: 'blanks printed as —', stage: 1, change: perSheet((sheet) => ({ ...sheet, rows: sheet.rows.map((row, at) => (at < sheet.from || at >= sheet.to || row.every((value) => value === null) ? row : sheet.roles.map((role, column) => (role === 'amount' && (row[column] ?? null) === null ? '—' : row[column] ?? null)))) })) },
  { name: 'codes with dots', stage: 1, change: codesAs((parts) => parts.join('.')) },
  { name: 'codes with hyphens', stage: 1, change: codesAs((parts) => parts.join('-')) },
  { name: 'codes with spaces', stage: 1, change: codesAs((parts) => parts.join(' ')) },
  { name: 'names with their level', stage: 1, change: namesByCode((name, code) => `${name.trim()}（${['类', '款', '项'][level(code)] ?? '项'}）`) },
  { name: 'names indented by full-width spaces', stage: 1, change: namesByCode((name, code) => `${'　　'.repeat(level(code))}${name.trim()}`) },
  { name: 'names numbered by level', stage: 1, change: namesByCode((name, code, at) => `${[`${numerals[at % 10]}、`, `（${numerals[at % 10]}）`, `${at}. `][level(code)] ?? ''}${name.trim()}`) },
  { name: 'unit in brackets below the title', stage: 1, change: inHead((text) => (/单位[：:]\s*万元/.test(text) ? '（单位：万元）' : text)) },
  { name: 'unit behind the title', stage: 1, change: inHead((text, row) => (row === 0 ? `${text}（万元）` : /^\s*(?:金额)?单位[：:]\s*万元/.test(text) ? null : text)) },
  { name: 'unit in two cells', stage: 1, change: perSheet((sheet) => ({ ...sheet, rows: sheet.rows.map((row, at) => (at < sheet.head && row.some((value) => /^\s*单位[：:]\s*万元/.test(textOf(value))) ? [...row.map((value) => (/^\s*单位[：:]/.test(textOf(value)) ? '金额单位：' : value)), '万元'] : row)) })) },
  { name: 'headings spaced out', stage: 1, change: inHead((text, row, sheet) => (row >= sheet.head && text.length <= 6 ? [...text].join(' ') : text)) },
  { name: 'headings broken over lines', stage: 1, change: inHead((text, row, sheet) => (row >= sheet.head && text.length > 4 ? `${text.slice(0, 3)}\r\n${text.slice(3)}` : text)) },
  { name: 'headings with the unit', stage: 1, change: inHead((text, row, sheet) => (row >= sheet.head && /(?:支出|收入|决算数|金额|结余|合计|小计)$/u.test(text) && text !== '支出' && text !== '收入' ? `${text}（万元）` : text)) },
  { name: 'year and department in the title', stage: 1, change: inHead((text, row) => (row === 0 && /表$/u.test(text) ? `某某市某某局2022年度部门${text}` : text)) },
  { name: 'code and name in one cell', stage: 2, change: oneLabel((code, name) => `${code} ${name}`) },
  { name: 'code in brackets behind the name', stage: 2, change: oneLabel((code, name) => `${name.trim()}[${code}]`) },
  { name: 'code and name joined by a hyphen', stage: 2, change: oneLabel((code, name) => `${code}-${name.trim()}`) },
  { name: 'a column of running numbers', stage: 2, change: withLeft('序号', (line) => line) },
  { name: 'one sheet a half', stage: 2, change: halves },
  { name: 'blocks below each other under headings of their own', stage: 2, change: blocksBelow },
  { name: 'a line of headings more above', stage: 2, change: perSheet((sheet) => {
    if (sheet.roles.filter((role) => role === 'name').length !== 1) return sheet;
    const first = sheet.roles.indexOf('amount');
    const line = sheet.roles.map((_role, column) => (column === first ? '2022年度决算数' : null));
    const longer = spliced(sheet, sheet.head, [line]);
    return { ...longer, from: sheet.from + 1, merges: [...longer.merges, { s: { r: sheet.head, c: first }, e: { r: sheet.head, c: sheet.roles.length - 1 } }] };
  }) },
  { name: 'empty lines in between', stage: 3, change: perSheet((sheet) => (sheet.to - sheet.from < 6 ? sheet : spliced(spliced(sheet, sheet.to - 1, [[], [null, '……']]), sheet.from + 2, [[], []]))) },
  { name: 'a subtitle and a note above', stage: 3, change: perSheet((sheet) => {
    const longer = spliced(sheet, 1, [['（按功能分类科目）'], ['2022年度']]);
    return { ...longer, head: sheet.head + 2, from: sheet.from + 2 };
  }) },
  { name: 'marked as 附表', stage: 3, change: inHead((text, row) => (/^公开\d\d表$/u.test(text) ? `附表${Number(text.slice(2, 4))}` : row === 0 ? `附表：${text}` : text)) },
  { name: 'a date as number among the captions', stage: 3, change: perSheet((sheet) => {
    const longer = spliced(sheet, 1, [['编制日期：', 45_291]]);
    return { ...longer, head: sheet.head + 1, from: sheet.from + 1 };
  }) },
  { name: 'a margin on every side', stage: 3, change: perSheet((sheet) => shifted(sheet, 1, 1)) },
  { name: 'continued with title and captions', stage: 4, change: continued },
  { name: 'titles as sheet names only', stage: 4, change: (book, random) => distinct(titlesAsNames(book, random), random) },
  { name: 'units on the first sheet only', stage: 4, change: (book) => book.map((sheet, at) => (at === 0 ? sheet : { ...sheet, rows: sheet.rows.map((row, r) => (r < sheet.head ? row.map((value) => (/单位[：:]\s*万元/.test(textOf(value)) ? textOf(value).replace(/(?:金额)?单位[：:]\s*万元/u, '').trimEnd() || null : value)) : row)) })) },
  { name: 'a cover and a list of contents', stage: 4, change: (book) => {
    const plain = (name: string, rows: readonly (readonly Value[])[]): Sheet => ({ name, isHidden: false, rows, merges: [], hiddenRows: [], head: 0, from: 0, to: 0, roles: [] });
    return [plain('封面', [[], [null, '部门决算公开表'], [null, '（2022年度）'], [null, '编制日期：2023年8月']]), plain('目录', [['目  录'], ...book.flatMap((sheet, at) => {
      const title = sheet.rows.flat().find((value) => /表$/u.test(textOf(value)));
      return title === undefined ? [] : [[at + 1, title ?? null, at + 3]];
    })]), ...book];
  } },
  { name: 'figures as numbers in the accounting format', stage: 4, change: unchanged, finish: numberCells('_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ') },
  { name: 'figures that hide their zeros', stage: 4, change: unchanged, finish: numberCells('#,##0.00;-#,##0.00;;@') },
  { name: 'figures as formulas with saved results', stage: 4, change: unchanged, finish: formulas },
  { name: 'rich text', stage: 4, change: unchanged, finish: rich },
  { name: 'grouped, filtered and hidden rows and columns', stage: 4, change: unchanged, finish: grouped },
];
