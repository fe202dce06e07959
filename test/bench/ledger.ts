/** The bench's workbook: 项 rows in three levels × six columns, with row, column and cross-table sums, as a template set and document. */
import { amountText, decimal } from '../../shared/amount/amount.ts';
import type { Document, RowData } from '../../shared/document/document.ts';
import { loadTemplate } from '../../shared/template/load.ts';
import { newDocument } from '../../shared/template/new-document.ts';
import type { Template } from '../../shared/template/template.ts';

/** How many 类, 款 in each and 项 in each of those. */
export type Widths = readonly [number, number, number];

export const SIZES: Readonly<Record<number, Widths>> = { 100: [5, 4, 5], 1000: [10, 10, 10], 10_000: [25, 20, 20] };

/** Columns 2 to 6 are entered, column 1 is their sum. */
export const ENTERED: readonly string[] = ['2', '3', '4', '5', '6'];

export interface Ledger {
  readonly template: Template;
  readonly document: Document;
  /** 科目编码 in the order of the rows. */
  readonly codes: readonly string[];
  readonly items: readonly string[];
  readonly classes: readonly string[];
}

const FEN_PER_WAN_YUAN = 1_000_000;

/** Builds the ledger of a size; amounts are 万元 exact to the 分, so six places. */
export function ledger([classCount, groupCount, itemCount]: Widths): Ledger {
  const classes = Array.from({ length: classCount }, (_one, at) => String(201 + at));
  const codes = classes.flatMap((type) => [type, ...numbered(type, groupCount).flatMap((group) => [group, ...numbered(group, itemCount)])]);
  const items = codes.filter((code) => code.length === 7);
  const template = benchTemplate(classes);
  const blank = newDocument(template, { department: '测算单位' });
  const draw = fenAmounts(codes.length);
  const rows = codes.map((code): RowData => ({ key: code, code, name: `科目${code}`, cells: code.length === 7 ? Object.fromEntries(ENTERED.map((column) => [column, draw()])) : {} }));
  const detail = blank.tables['T03'];
  if (detail === undefined) throw new Error('the bench set has no T03');
  return { template, document: { ...blank, tables: { ...blank.tables, T03: { rows: [...detail.rows, ...rows] } } }, codes, items, classes };
}

/** Amounts of 分 as 万元, up to a hundred million 元. */
export function fenAmounts(seed: number): () => string {
  let state = seed + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return amountText(decimal(state).times(5).dividedBy(FEN_PER_WAN_YUAN));
  };
}

function numbered(code: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_one, at) => `${code}${String(at + 1).padStart(2, '0')}`);
}

function benchTemplate(classes: readonly string[]): Template {
  const columns = ['1', ...ENTERED].map((key) => `      - { key: ${key}, title: 第${key}栏 }`).join('\n');
  const files = {
    'bench/set.yaml': `id: bench
name: 测速
year: 2022
unit: 万元
decimals: 6
tables: [T01.yaml, T03.yaml]
subjects: { functional: bench/subjects.yaml, economic: bench/subjects.yaml }
report: { cover: '', parts: [] }
`,
    'bench/subjects.yaml': 'subjects: {}\n',
    'bench/rules.yaml': `rules:
  - { id: A01, says: 行内合计, severity: error }
  - { id: A02, says: 下级合计, severity: error }
  - { id: B01, says: 表间, severity: error }
`,
    'bench/T03.yaml': `id: T03
role: 支出表
title: 明细
page: landscape
subjects: { list: functional, deepest: 项, total: 合计, totalAt: first }
blocks:
  - headings:
      - { is: code, title: 科目编码 }
      - { is: name, title: 科目名称 }
${columns}
formulas:
  - A01: 1栏 = SUM(2..6栏)
  - A02: '[合计|父级, 1..6] = SUM(下级)'
`,
    'bench/T01.yaml': `id: T01
role: 收支总表
title: 总表
page: portrait
blocks:
  - headings:
      - { is: name, title: 项目 }
      - { is: line, title: 行次 }
      - { key: 1, title: 金额 }
    rows:
${classes.map((code, at) => `      - { line: ${at + 1}, label: 科目${code}, code: ${code} }`).join('\n')}
      - { line: ${classes.length + 1}, label: 总计 }
formulas:
  - B01: '[类, 1] = 支出表[本行, 1]'
  - A02: ${classes.length + 1}行 = SUM(1..${classes.length}行)
`,
  };
  const loaded = loadTemplate(files, 'bench');
  if (!loaded.ok) throw new Error(loaded.problems.map((problem) => `${problem.file}:${problem.line} ${problem.message}`).join('\n'));
  return loaded.template;
}
