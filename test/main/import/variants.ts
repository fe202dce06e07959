/**
 * Variants of a workbook: what real departments do to the official layout, each a seeded mutation, alone or one after another.
 * All of them must import to the document of the clean file.
 */
import * as XLSX from '@e965/xlsx';

export type Value = string | number | null;

/** One table as a sheet, with what the mutations need to know of it. Row and column numbers from 0. */
export interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
  readonly rows: readonly (readonly Value[])[];
  readonly merges: readonly XLSX.Range[];
  readonly hiddenRows: readonly number[];
  /** First heading row, first line, and the row after the last line. */
  readonly head: number;
  readonly from: number;
  readonly to: number;
  readonly roles: readonly Role[];
}

/** What a column holds; `gap` is a column that a mutation put in. */
export type Role = 'code' | 'name' | 'line' | 'amount' | 'gap';

/** Numbers from 0 to 1 that a seed fixes (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface Mutation {
  readonly name: string;
  /** Mutations of cells come before those of tables, of sheets, of the book. */
  readonly stage: 1 | 2 | 3 | 4;
  readonly change: (book: readonly Sheet[], random: () => number) => readonly Sheet[];
  /** The document holds more than the clean one: what both have must be the same. */
  readonly adds?: true;
  /** What only a file can hold: formulas, formats, groups, filters. */
  readonly finish?: (cells: XLSX.WorkSheet, sheet: Sheet) => void;
}

export const perSheet = (change: (sheet: Sheet, random: () => number) => Sheet): Mutation['change'] => (book, random) => book.map((sheet) => change(sheet, random));

/** Changes the cells of some columns in the lines of a table. */
export function inLines(roles: readonly Role[], change: (value: string | number, random: () => number) => Value): Mutation['change'] {
  return perSheet((sheet, random) => ({
    ...sheet,
    rows: sheet.rows.map((row, at) => (at < sheet.from || at >= sheet.to ? row : row.map((value, column) => (value !== null && roles.includes(sheet.roles[column] ?? 'gap') ? change(value, random) : value)))),
  }));
}

export const isCode = (value: string | number): boolean => /^\d+$/.test(String(value));
const wide = (text: string): string => text.replace(/[0-9.,()-]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) + 0xfee0));
const grouped = (value: string | number): string => {
  const [whole = '', fraction = ''] = digitsOf(value).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction.padEnd(2, '0')}`;
};
export const plain = (value: string | number): string => String(value).normalize('NFKC').replace(/[\s¥]/gu, '');
export const isAmount = (value: string | number): boolean => /^(?=.*\d)[\d,.]+$/.test(plain(value));
/** A figure, also with its unit behind. */
export const isFigure = (value: Value): boolean => value !== null && /^\d/.test(plain(value));
/** The digits of a figure, however it is written. */
export const digitsOf = (value: string | number): string => plain(value).replaceAll(',', '');

/** Multiplies the stated figures without binary noise. */
function inUnit(unit: string, shift: number): Mutation['change'] {
  return perSheet((sheet) => ({
    ...sheet,
    rows: sheet.rows.map((row, at) => row.map((value, column) => {
      if (typeof value === 'string' && /单位[：:]\s*万元/.test(value)) return value.replace('万元', unit);
      if (value === null || at < sheet.from || at >= sheet.to || sheet.roles[column] !== 'amount' || !isAmount(value)) return value;
      const moved = Number(`${digitsOf(value)}e${shift}`).toPrecision(15);
      return Number(moved);
    })),
  }));
}

/** Rearranges the columns of a table; -1 makes an empty one. Titles and notes stay where they are. */
export function withColumns(sheet: Sheet, order: readonly number[], roles: readonly Role[]): Sheet {
  return { ...sheet, merges: [], roles, rows: sheet.rows.map((row, at) => (at < sheet.head || at >= sheet.to ? row : order.map((column) => row[column] ?? null))) };
}

/** Fills merged headings so that columns can be moved about on their own. */
export function spelledOut(sheet: Sheet): Sheet {
  const rows = sheet.rows.map((row) => [...row]);
  for (const { s, e } of sheet.merges) {
    if (s.r < sheet.head || s.r >= sheet.from) continue;
    for (let r = s.r; r <= e.r; r++) for (let c = s.c; c <= e.c; c++) (rows[r] ?? [])[c] = sheet.rows[s.r]?.[s.c] ?? null;
  }
  return { ...sheet, rows, merges: sheet.merges.filter(({ s }) => s.r < sheet.head || s.r >= sheet.from) };
}

const splitCodes = perSheet((sheet) => {
  const at = sheet.roles.indexOf('code');
  const isSingle = at >= 0 && sheet.roles.filter((role) => role === 'code').length === 1;
  if (!isSingle) return sheet;
  const parts = (value: Value): Value[] => {
    const code = String(value ?? '').replace(/\s/g, '');
    return /^\d+$/.test(code) ? [code.slice(0, 3), code.slice(3, 5) || null, code.slice(5) || null] : [value, null, null];
  };
  const rows = sheet.rows.map((row, r) => [...row.slice(0, at), ...(r >= sheet.from && r < sheet.to ? parts(row[at] ?? null) : [row[at] ?? null, null, null]), ...row.slice(at + 1)]);
  const title = rows[sheet.from - 1]?.every((value) => value === null || typeof value === 'number' || String(value).replace(/\s/gu, '') === '栏次') ? sheet.from - 2 : sheet.from - 1;
  const heads = rows.map((row, r) => (r === title ? row.map((value, c) => (c === at ? '类' : c === at + 1 ? '款' : c === at + 2 ? '项' : value)) : row));
  return { ...sheet, rows: heads, merges: sheet.merges.filter(({ s, e }) => s.r === e.r && s.r < sheet.head).slice(0, 0), roles: [...sheet.roles.slice(0, at), 'code', 'code', 'code', ...sheet.roles.slice(at + 1)] };
});

const permute = perSheet((plain, random) => {
  if (plain.roles.filter((role) => role === 'name').length !== 1) return plain;
  const sheet = spelledOut(plain);
  const labels = sheet.roles.flatMap((role, at) => (role === 'amount' ? [] : [at]));
  const amounts = sheet.roles.flatMap((role, at) => (role === 'amount' ? [at] : [])).map((at) => ({ at, key: random() })).sort((a, b) => a.key - b.key).map(({ at }) => at);
  const order = [...labels, ...amounts];
  return withColumns(sheet, order, order.map((at) => sheet.roles[at] ?? 'gap'));
});

const dropColumns = (role: Role, only: (sheet: Sheet) => boolean): Mutation['change'] => perSheet((plain) => {
  if (!plain.roles.includes(role) || !only(plain)) return plain;
  const sheet = spelledOut(plain);
  const order = sheet.roles.flatMap((own, at) => (own === role ? [] : [at]));
  return withColumns(sheet, order, order.map((at) => sheet.roles[at] ?? 'gap'));
});

const moveTotal = perSheet((sheet) => {
  const isTotal = (row: readonly Value[] | undefined): boolean => row?.some((value) => value === '合计') ?? false;
  const at = sheet.rows.findIndex((row, r) => r >= sheet.from && r < sheet.to && isTotal(row));
  if (at < 0 || sheet.merges.some(({ s }) => s.r >= sheet.from && s.r < sheet.to)) return sheet;
  const total = sheet.rows[at] ?? [];
  const rows = sheet.rows.filter((_row, r) => r !== at);
  const isFirst = at === sheet.from;
  return { ...sheet, rows: rows.toSpliced(isFirst ? sheet.to - 1 : sheet.from, 0, total) };
});

/** Side-by-side blocks of a 科目 list, written as one list. */
const stackBlocks = perSheet((sheet) => {
  const starts = sheet.roles.flatMap((role, at) => (role === 'code' ? [at] : []));
  if (starts.length < 2) return sheet;
  const width = (starts[1] ?? 0) - (starts[0] ?? 0);
  const lines = sheet.rows.slice(sheet.from, sheet.to);
  const isFooter = (row: readonly Value[]): boolean => row.some((value) => typeof value === 'string' && /经费合计/.test(value));
  const list = starts.flatMap((start) => lines.filter((row) => !isFooter(row)).map((row) => row.slice(start, start + width))).filter((row) => row.some((value) => value !== null));
  const footer = lines.filter(isFooter).flatMap((row) => {
    const labels = row.flatMap((value, at) => (typeof value === 'string' && /经费合计/.test(value) ? [at] : []));
    return labels.map((at, index) => [row[at] ?? null, null, row.slice(at + 1, labels[index + 1] ?? row.length).find(isFigure) ?? null]);
  });
  const before = sheet.rows.slice(0, sheet.head).map((row) => [row[0] ?? null, null, row.at(-1) ?? null]);
  const heads = sheet.rows.slice(sheet.head, sheet.from).map((row) => row.slice(0, width));
  const after = sheet.rows.slice(sheet.to).map((row) => [row[0] ?? null]);
  const rows = [...before, ...heads, ...list, ...footer, ...after];
  return { ...sheet, rows, merges: [], roles: sheet.roles.slice(0, width), to: sheet.from + list.length + footer.length };
});

export const shifted = (sheet: Sheet, down: number, right: number): Sheet => ({
  ...sheet,
  rows: [...Array.from({ length: down }, () => []), ...sheet.rows.map((row) => [...Array.from({ length: right }, () => null), ...row])],
  merges: sheet.merges.map(({ s, e }) => ({ s: { r: s.r + down, c: s.c + right }, e: { r: e.r + down, c: e.c + right } })),
  hiddenRows: sheet.hiddenRows.map((row) => row + down),
  head: sheet.head + down, from: sheet.from + down, to: sheet.to + down,
  roles: [...Array.from({ length: right }, (): Role => 'gap'), ...sheet.roles],
});

export const spliced = (sheet: Sheet, at: number, lines: readonly (readonly Value[])[]): Sheet => ({
  ...sheet, rows: sheet.rows.toSpliced(at, 0, ...lines), to: sheet.to + lines.length,
  merges: sheet.merges.map(({ s, e }) => (s.r >= at ? { s: { r: s.r + lines.length, c: s.c }, e: { r: e.r + lines.length, c: e.c } } : { s, e })),
  hiddenRows: sheet.hiddenRows.map((row) => (row >= at ? row + lines.length : row)),
});

const repeatHeadings = perSheet((sheet, random) => {
  if (sheet.to - sheet.from < 8) return sheet;
  const at = sheet.from + 3 + Math.floor(random() * (sheet.to - sheet.from - 6));
  const heads = sheet.rows.slice(sheet.head, sheet.from);
  const copied = sheet.merges.filter(({ s }) => s.r >= sheet.head && s.r < sheet.from).map(({ s, e }) => ({ s: { r: s.r - sheet.head + at, c: s.c }, e: { r: e.r - sheet.head + at, c: e.c } }));
  const longer = spliced(sheet, at, heads);
  return { ...longer, merges: [...longer.merges, ...copied] };
});

const surround = perSheet((sheet) => {
  const before = shifted(sheet, 2, 0);
  const rows = [['附件2'], [], ...before.rows.slice(2), [], ['单位负责人：', null, '财务负责人：', null, '制表人：'], ['第 1 页，共 9 页']];
  return { ...before, rows };
});

const onTwoSheets: Mutation['change'] = (book) => book.flatMap((sheet) => {
  if (sheet.to - sheet.from < 10) return [sheet];
  const middle = Math.floor((sheet.from + sheet.to) / 2);
  const heads = sheet.rows.slice(sheet.head, sheet.from);
  const headMerges = sheet.merges.filter(({ s }) => s.r < sheet.from);
  const tail = sheet.rows.slice(middle);
  const down = heads.length - middle;
  const second: Sheet = {
    ...sheet, name: `${sheet.name}续`, rows: [...heads, ...tail], head: 0, from: heads.length, to: sheet.to + down,
    merges: [
      ...headMerges.filter(({ s }) => s.r >= sheet.head).map(({ s, e }) => ({ s: { r: s.r - sheet.head, c: s.c }, e: { r: e.r - sheet.head, c: e.c } })),
      ...sheet.merges.filter(({ s }) => s.r >= middle).map(({ s, e }) => ({ s: { r: s.r + down, c: s.c }, e: { r: e.r + down, c: e.c } })),
    ],
  };
  return [{ ...sheet, rows: sheet.rows.slice(0, middle), merges: sheet.merges.filter(({ s }) => s.r < middle), to: middle }, second];
});

const onOneSheet: Mutation['change'] = (book) => {
  let rows: (readonly Value[])[] = [];
  let merges: XLSX.Range[] = [];
  for (const sheet of book) {
    const moved = shifted(sheet, rows.length === 0 ? 0 : rows.length + 2, 0);
    rows = [...rows, ...moved.rows.slice(rows.length)];
    merges = [...merges, ...moved.merges];
  }
  const [first] = book;
  return first === undefined ? [] : [{ ...first, name: '全部', rows, merges, hiddenRows: [], head: 0, from: 0, to: 0, roles: [] }];
};

/** Every mutation that issue 4 names and that leaves the figures as they are. */
export const mutations: readonly Mutation[] = [
  { name: 'in 元', stage: 1, change: inUnit('元', 4) },
  { name: 'in 千元', stage: 1, change: inUnit('千元', 1) },
  { name: 'in 亿元', stage: 1, change: inUnit('亿元', -4) },
  { name: 'amounts as text with separators', stage: 1, change: inLines(['amount'], (value) => (isAmount(value) ? grouped(value) : value)) },
  { name: 'full-width amounts', stage: 1, change: inLines(['amount'], (value) => (isAmount(value) ? wide(grouped(value)) : value)) },
  { name: 'spaces inside names', stage: 1, change: inLines(['name'], (value) => (typeof value === 'string' ? `　${[...value].join(' ')} ` : value)) },
  { name: 'line breaks inside names', stage: 1, change: inLines(['name'], (value) => (typeof value === 'string' && value.length > 6 ? `${value.slice(0, 5)}\n${value.slice(5)}` : value)) },
  { name: 'codes as numbers', stage: 1, change: inLines(['code'], (value) => (isCode(value) ? Number(value) : value)) },
  { name: 'codes with trailing spaces', stage: 1, change: inLines(['code'], (value) => (isCode(value) ? `${value}  ` : value)) },
  { name: 'codes broken over lines', stage: 1, change: inLines(['code'], (value) => (String(value).length > 5 && isCode(value) ? `${String(value).slice(0, 6)}\n${String(value).slice(6)}` : value)) },
  { name: 'full-width codes', stage: 1, change: inLines(['code'], (value) => (isCode(value) ? wide(String(value)) : value)) },
  { name: 'Arabic numbering', stage: 1, change: inLines(['name'], (value) => (typeof value === 'string' ? value.replace(/^[一二三四五六七八九十]+、/, '（一）') : value)) },
  { name: 'blanks as dashes', stage: 1, change: perSheet((sheet, random) => ({ ...sheet, rows: sheet.rows.map((row, at) => (at < sheet.from || at >= sheet.to || row.every((value) => value === null) ? row : sheet.roles.map((role, column) => (role === 'amount' && (row[column] ?? null) === null ? (['—', '-', '/', '－'][Math.floor(random() * 4)] ?? null) : (row[column] ?? null))))) })) },
  { name: 'blocks stacked into one list', stage: 2, change: stackBlocks },
  { name: 'codes split over 类款项', stage: 2, change: splitCodes },
  { name: 'no 科目编码', stage: 2, change: dropColumns('code', (sheet) => sheet.roles.filter((role) => role === 'code').length === 1 && sheet.roles.includes('name') && sheet.rows.slice(sheet.from, sheet.to).every((row) => row[0] === null || isCode(row[0] ?? ''))) },
  { name: 'no 行次', stage: 2, change: dropColumns('line', () => true) },
  { name: 'columns in another order', stage: 2, change: permute },
  { name: '合计 at the other end', stage: 2, change: moveTotal },
  { name: 'merges lost', stage: 2, change: perSheet((sheet) => ({ ...sheet, merges: [] })) },
  { name: 'headings repeated at a page break', stage: 3, change: repeatHeadings },
  { name: 'hidden rows', stage: 3, change: perSheet((sheet) => ({ ...sheet, hiddenRows: [sheet.from, sheet.from + 2] })) },
  { name: 'text and notes around', stage: 3, change: surround },
  { name: 'leading blank rows and columns', stage: 3, change: perSheet((sheet) => shifted(sheet, 3, 2)) },
  { name: 'one table on two sheets', stage: 4, change: onTwoSheets },
  { name: 'hidden sheets', stage: 4, change: perSheet((sheet, random) => ({ ...sheet, isHidden: random() < 0.4 })) },
  { name: 'other sheet names', stage: 4, change: (book) => book.map((sheet, at) => ({ ...sheet, name: `Sheet${at + 1}` })) },
  { name: 'sheets in another order', stage: 4, change: (book) => book.toReversed() },
  { name: 'all tables on one sheet', stage: 4, change: onOneSheet },
];

/** Applies mutations in the order of their stages. */
export function mutate(book: readonly Sheet[], chosen: readonly Mutation[], seed: number): readonly Sheet[] {
  const random = seeded(seed);
  return chosen.toSorted((a, b) => a.stage - b.stage).reduce((sheets, mutation) => mutation.change(sheets, random), book);
}

/** The sheets of a clean workbook. `layout` says where headings and lines begin, by the sheet's position. */
export function readBook(bytes: Buffer, layout: readonly { readonly head: number; readonly from: number; readonly roles: string }[]): readonly Sheet[] {
  const book = XLSX.read(bytes);
  const role = { c: 'code', n: 'name', l: 'line', a: 'amount' } as const;
  return book.SheetNames.map((name, at) => {
    const sheet = book.Sheets[name] ?? {};
    const rows = XLSX.utils.sheet_to_json<Value[]>(sheet, { header: 1, defval: null, raw: true, blankrows: true });
    const { head = 0, from = 0, roles = '' } = layout[at] ?? {};
    const note = rows.findIndex((row) => typeof row[0] === 'string' && /^(注|说明)/.test(row[0]));
    return { name, isHidden: false, rows, merges: sheet['!merges'] ?? [], hiddenRows: [], head, from, to: note < 0 ? rows.length : note, roles: [...roles].map((letter) => role[letter as keyof typeof role]) };
  });
}

/** The sheets as a file. */
export function writeBook(sheets: readonly Sheet[], bookType: XLSX.BookType = 'xlsx', chosen: readonly Mutation[] = []): Buffer {
  const book = XLSX.utils.book_new();
  for (const sheet of sheets) {
    const cells = XLSX.utils.aoa_to_sheet(sheet.rows.map((row) => [...row]));
    cells['!merges'] = [...sheet.merges];
    const hidden: { hidden?: boolean }[] = [];
    for (const row of sheet.hiddenRows) hidden[row] = { hidden: true };
    cells['!rows'] = hidden as XLSX.RowInfo[];
    for (const { finish } of chosen) finish?.(cells, sheet);
    XLSX.utils.book_append_sheet(book, cells, sheet.name);
  }
  // A workbook must show at least one sheet.
  const allHidden = sheets.every((sheet) => sheet.isHidden);
  book.Workbook = { Sheets: sheets.map((sheet, at) => ({ Hidden: sheet.isHidden && !(allHidden && at === 0) ? 1 : 0 })) };
  return XLSX.write(book, { type: 'buffer', bookType }) as Buffer;
}
