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

/** Reads a cell of a code column. */
export function readCodeCell(cell: GridCell): CodeAndName {
  const flat = cell.number ?? normalise(cell.text);
  if (/^\d+$/u.test(flat)) return { digits: flat, name: '' };
  const both = /^(\d{3}(?:\d\d){0,2})[.、-]?(\D.*)$/u.exec(flat);
  const name = cell.text.normalize('NFKC').replace(/^[\s\d]+[.、-]?/u, '');
  return both?.[1] === undefined ? { digits: '', name: cell.text } : { digits: both[1], name };
}

/**
 * Joins the columns of a split code. They may hold 206 | 03 | 02, or the whole code of each level in its own column, or leave out
 * what the row above says already: `carried` is the last row's columns.
 */
export function joinCode(parts: readonly string[], carried: readonly string[]): { readonly code: string; readonly parts: readonly string[] } {
  const last = parts.findLastIndex((part) => part !== '');
  const deepest = parts[last] ?? '';
  if (last < 0) return { code: '', parts: carried };
  if (parts.length === 1 || last === 0 || deepest.length > FIRST_WIDTH) return { code: deepest, parts: [deepest] };
  const full = parts.slice(0, last + 1).map((part, at) => padded(part === '' ? (carried[at] ?? '') : part, at));
  return { code: full.join(''), parts: full };
}

/** A part that a spreadsheet took for a number has lost its leading zero. */
function padded(part: string, at: number): string {
  return part === '' ? '' : part.padStart(at === 0 ? FIRST_WIDTH : NEXT_WIDTH, '0');
}
