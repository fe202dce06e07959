/** A template set of one small form, for tests of formulas: rows 1 to 9 with one amount, and 科目 with two. */
import type { CellContent, Document, RowData } from '../../../shared/document/document.ts';
import { Engine } from '../../../shared/formula/engine.ts';
import { loadTemplate } from '../../../shared/template/load.ts';
import { newDocument } from '../../../shared/template/new-document.ts';
import type { Template } from '../../../shared/template/template.ts';

/** What the form's formulas and the set's rules are, as they would be written in its files. */
export interface Small {
  readonly lines?: readonly string[];
  readonly subjects?: readonly string[];
  readonly rules?: readonly string[];
}

/** The set; every formula belongs to rule A01. */
export function smallSet({ lines = [], subjects = [], rules = [] }: Small): Template {
  const list = (items: readonly string[]): string => (items.length === 0 ? '[]' : `\n${items.map((item) => `  - ${item}`).join('\n')}`);
  const formulas = (items: readonly string[]): string => list(items.map((item) => `A01: '${item}'`));
  const files = {
    'small/set.yaml': 'id: small\nname: 小表\nyear: 2022\nunit: 万元\ndecimals: 2\ntables: [T01.yaml, T03.yaml]\nsubjects: { functional: small/none.yaml, economic: small/none.yaml }\nreport: { cover: "", parts: [] }\n',
    'small/none.yaml': 'subjects: {}\n',
    'small/rules.yaml': `rules: ${list(['{ id: A01, says: 公式, severity: error }', ...rules])}\n`,
    'small/T01.yaml': `id: T01\nrole: 收支总表\ntitle: 行表\npage: portrait\nblocks:\n  - headings:\n      - { is: name, title: 项目 }\n      - { is: line, title: 行次 }\n      - { key: 1, title: 金额 }\n    rows:\n${Array.from({ length: 9 }, (_one, at) => `      - { line: ${at + 1}, label: 第${at + 1}行 }`).join('\n')}\nformulas: ${formulas(lines)}\n`,
    'small/T03.yaml': `id: T03\nrole: 支出表\ntitle: 科目表\npage: portrait\nsubjects: { list: functional, deepest: 项, total: 合计, totalAt: first }\nblocks:\n  - headings:\n      - { is: code, title: 编码 }\n      - { is: name, title: 名称 }\n      - { key: 1, title: 甲 }\n      - { key: 2, title: 乙 }\nformulas: ${formulas(subjects)}\n`,
  };
  const loaded = loadTemplate(files, 'small');
  if (!loaded.ok) throw new Error(loaded.problems.map(({ file, line, message }) => `${file}:${line} ${message}`).join('\n'));
  return loaded.template;
}

/** A document of the set: amounts by 行次, and 科目 rows with their amounts by column. */
export function smallDocument(template: Template, lines: Readonly<Record<string, CellContent>>, subjects: Readonly<Record<string, Readonly<Record<string, CellContent>>>> = {}): Document {
  const blank: Document = { ...newDocument(template, { department: '测试单位' }), precision: 'rounded' };
  const filled = (id: string, cells: (key: string) => RowData['cells']): readonly RowData[] => (blank.tables[id]?.rows ?? []).map((row) => ({ ...row, cells: cells(row.key) }));
  const amount = (content: CellContent | undefined): RowData['cells'] => (content === undefined ? {} : { 1: content });
  const own = Object.entries(subjects).filter(([key]) => key !== '合计').map(([code, cells]): RowData => ({ key: code, code, name: `科目${code}`, cells }));
  return {
    ...blank,
    tables: {
      T01: { rows: filled('T01', (key) => amount(lines[key])) },
      T03: { rows: [...filled('T03', (key) => subjects[key] ?? {}), ...own] },
    },
  };
}

/** The engine over such a document. */
export function smallEngine(small: Small, lines: Readonly<Record<string, CellContent>>, subjects: Parameters<typeof smallDocument>[2] = {}): Engine {
  const template = smallSet(small);
  return new Engine(template, smallDocument(template, lines, subjects));
}

/** A cell of the form by 行次. */
export function line(row: number): { readonly table: string; readonly row: string; readonly column: string } {
  return { table: 'T01', row: String(row), column: '1' };
}
