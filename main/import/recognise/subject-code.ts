/** 科目编码 as workbooks write them: numbers or text, with spaces or line breaks inside, in one column or split over 类, 款, 项. */
import type { GridCell } from '../sheet-grid.ts';
import { normalise } from './label-text.ts';

/** Digits of each column of a split code. */
const FIRST_WIDTH = 3;
const NEXT_WIDTH = 2;

/** What a label cell holds: digits of a code, a name, or both (“2060302 社会公益研究”). */
export interface CodeAndName {
  readonly digits: string;
  readonly name: string;
}

/** Longer texts are prose, and are not walked over by patterns. */
const LONGEST = 120;

/** A code behind its name, in brackets. */
const BEHIND = /^(.*[^\d\s].*)[[(【](\d{3}(?:\d\d){0,2})[\])】]$/u;
/** A code before its name, set off by a space, a mark, or nothing. */
const BEFORE = /^\s*(\d{3}(?:\d\d){0,2})(?:\s*[.、_-]\s*|\s+|(?=[^\d\s]))(\S.*)$/su;

/** The digits of a code that stands alone, also in brackets or where its levels are set apart: 206.03.02, 206-03-02. Null for anything else. */
export function codeDigits(text: string): string | null {
  const flat = /^[[(【](\d[\d.·/_-]*)[\])】]$/u.exec(text)?.[1] ?? text;
  if (/^\d+$/u.test(flat)) return flat;
  const parts = /^(\d{3})[.·/_-](\d{1,2})(?:[.·/_-](\d{1,2}))?$/u.exec(flat);
  if (parts === null) return null;
  // A spreadsheet that took 205.10 for a number has dropped its last zero.
  return parts.slice(1).filter((part) => part !== undefined).map((part, at) => (at === 0 ? part : part.padEnd(NEXT_WIDTH, '0'))).join('');
}

/** Reads a cell of a code column. */
export function readCodeCell(cell: GridCell): CodeAndName {
  const flat = cell.number ?? normalise(cell.text);
  const digits = codeDigits(flat);
  if (digits !== null) return { digits, name: '' };
  if (cell.text.length > LONGEST) return { digits: '', name: cell.text };
  const behind = BEHIND.exec(flat);
  if (behind?.[1] !== undefined && behind[2] !== undefined) return { digits: behind[2], name: cell.text.slice(0, cell.text.search(/[[(（【][\s\d０-９]+[\])）】]\s*$/u)) };
  const [, code = '', name = ''] = BEFORE.exec(cell.text.normalize('NFKC')) ?? [];
  return code === '' ? { digits: '', name: cell.text } : { digits: code, name };
}

/**
 * Joins the columns of a split code. They may hold 206 | 03 | 02, or the whole code of each level in its own column, or leave out
 * what the row above says already: `carried` is the last row's columns.
 */
export function joinCode(parts: readonly string[], carried: readonly string[]): { readonly code: string; readonly parts: readonly string[] } {
  const last = parts.findLastIndex((part) => part !== '');
  const deepest = parts[last] ?? '';
  if (last < 0) return { code: '', parts: carried };
  if (parts.length === 1 || last === 0 || deepest.length > FIRST_WIDTH) return { code: withoutFill(deepest), parts: [deepest] };
  const full = parts.slice(0, last + 1).map((part, at) => padded(part === '' ? (carried[at] ?? '') : part, at));
  return { code: withoutFill(full.join('')), parts: full };
}

/** Systems that want codes of one length fill them up: 2060300 is 20603. No 款 and no 项 is numbered 00. */
function withoutFill(code: string): string {
  let kept = code;
  while ((kept.length === 5 || kept.length === 7) && kept.endsWith('00')) kept = kept.slice(0, -2);
  return kept;
}

/** A part that a spreadsheet took for a number has lost its leading zero. */
function padded(part: string, at: number): string {
  return part === '' ? '' : part.padStart(at === 0 ? FIRST_WIDTH : NEXT_WIDTH, '0');
}
