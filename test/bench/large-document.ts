/** A document of the 河南 set whose table 03 has ten thousand 科目 rows, for the window's bench. */
import { amountText, decimal } from '../../shared/amount/amount.ts';
import type { Document, RowData } from '../../shared/document/document.ts';
import { newDocument } from '../../shared/template/new-document.ts';
import type { Template } from '../../shared/template/template.ts';

const CLASSES = 24;
const GROUPS = 20;
const ITEMS = 20;
const ENTERED = ['2', '3', '4', '5', '6'] as const;

export interface LargeDocument {
  readonly document: Document;
  /** 科目编码 in the order of the rows. */
  readonly codes: readonly string[];
}

export function largeDocument(template: Template): LargeDocument {
  const codes = children('2', CLASSES).flatMap((type) => [type, ...children(type, GROUPS).flatMap((group) => [group, ...children(group, ITEMS)])]);
  const blank = newDocument(template, { department: '测速单位' });
  const table = blank.tables['T03'];
  if (table === undefined) throw new Error('the set has no T03');
  const rows = codes.map((code, at): RowData => ({ key: code, code, name: `科目${code}`, cells: code.length === 7 ? Object.fromEntries(ENTERED.map((column, place) => [column, amountOf(at * ENTERED.length + place)])) : {} }));
  return { document: { ...blank, tables: { ...blank.tables, T03: { ...table, rows: [...table.rows, ...rows] } } }, codes };
}

/** Whole 分 as 万元, spread by a multiplier, so that a place says its amount. */
export function amountOf(place: number): string {
  return amountText(decimal((place * 7919) % 1_000_000).dividedBy(100));
}

function children(code: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_one, at) => `${code}${String(at + 1).padStart(2, '0')}`);
}
