/** Reads .xls, .xlsx, .ods and .csv into `SheetGrid`s. Cells that exist are visited, never the dimension a sheet claims to have. */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import * as XLSX from '@e965/xlsx';
import { amountText, decimal } from '../../shared/amount/amount.ts';
import { type Outcome, problem } from './import-problem.ts';
import { type FileKind, inspectFile, SIZE_LIMITS } from './inspect-file.ts';
import { shownAmount, shownScale } from './number-format.ts';
import { decodeText, readDelimited } from './read-delimited.ts';
import { readMhtml } from './read-mhtml.ts';
import type { GridCell, GridRow, SheetGrid } from './sheet-grid.ts';

/** Significant digits that a spreadsheet keeps; what a binary float shows beyond them is noise. */
const DIGITS = 15;

/** Values are taken as saved: nothing is recalculated, links are not followed, macros are not loaded. */
const OPTIONS: XLSX.ParsingOptions = { type: 'buffer', dense: true, cellFormula: true, cellNF: true, cellHTML: false, nodim: true };

/** Code page of old .xls files that do not name theirs: GBK. */
const CHINESE = 936;

/** The file's bytes, or which file can't be read and why. */
export async function readWorkbookFile(path: string): Promise<Outcome<Buffer>> {
  const name = basename(path);
  try {
    const { size } = await stat(path);
    if (size > SIZE_LIMITS.file) return problem('too-large', name);
    return { ok: true, value: await readFile(path) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    return problem(code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unreadable', name);
  }
}

/** The sheets of a workbook, or why it can't be read. */
export async function readWorkbook(bytes: Buffer, fileName: string): Promise<Outcome<readonly SheetGrid[]>> {
  const inspected = inspectFile(bytes, fileName);
  if (!inspected.ok) return inspected;
  if (inspected.value === 'delimited') {
    const name = fileName.replace(/\.[^.]*$/, '');
    return { ok: true, value: [{ name, isHidden: false, rows: readDelimited(decodeText(bytes)), merges: [] }] };
  }
  const workbook = await parse(bytes, inspected.value);
  if (typeof workbook === 'string') return problem(workbook, fileName);
  return { ok: true, value: workbook.SheetNames.map((name, at) => toGrid(name, workbook.Sheets[name], workbook.Workbook?.Sheets?.[at]?.Hidden)) };
}

async function parse(bytes: Buffer, kind: FileKind): Promise<XLSX.WorkBook | 'password' | 'truncated'> {
  const isOld = kind === 'ole-workbook' || kind === 'raw-workbook';
  if (isOld) await loadCodePages();
  // biome-ignore lint/suspicious/noConsole: the one place that silences a library which writes to stderr by itself
  const speak = console.error;
  // SheetJS mutters about records and formats it passes over, straight to stderr; there our one line is all a user should read.
  console.error = () => undefined;
  try {
    const options = { ...OPTIONS, sheetStubs: !isOpenDocument(bytes) };
    if (kind === 'markup' || kind === 'mhtml') return XLSX.read(kind === 'mhtml' ? readMhtml(bytes) : decodeText(bytes), { ...options, type: 'string', raw: true });
    return XLSX.read(bytes, isOld ? { ...options, codepage: CHINESE } : options);
  } catch (error) {
    // SheetJS throws plain errors on damaged input; the message tells only passwords apart.
    return error instanceof Error && /password|encrypt/i.test(error.message) ? 'password' : 'truncated';
  } finally {
    console.error = speak;
  }
}

/**
 * A stub is how SheetJS tells a formula that was saved without its result. In OpenDocument it makes one of a formula whose result is
 * an empty text too, as our own blanks are; there every program that writes the format saves results.
 */
function isOpenDocument(bytes: Buffer): boolean {
  return bytes.subarray(0, 2000).includes('opendocument');
}

/** Old .xls files hold text in a code page such as GBK; the tables are large, so they are loaded only when needed. */
async function loadCodePages(): Promise<void> {
  XLSX.set_cptable(await import('@e965/xlsx/dist/cpexcel.full.mjs'));
}

function toGrid(name: string, sheet: XLSX.WorkSheet | undefined, hidden: 0 | 1 | 2 | undefined): SheetGrid {
  const data = sheet?.['!data'] ?? [];
  const rows: GridRow[] = [];
  // Only what is there is visited: both rows and columns may be far apart.
  for (const key in data) {
    const row = Number(key);
    const line = data[row] ?? [];
    const cells: GridCell[] = [];
    for (const at in line) {
      const cell = toCell(row, Number(at), line[at]);
      if (cell !== null) cells.push(cell);
    }
    if (cells.length > 0) rows.push({ row, cells });
  }
  const merges = (sheet?.['!merges'] ?? []).map(({ s, e }) => ({ top: s.r, left: s.c, bottom: e.r, right: e.c }));
  return { name, isHidden: (hidden ?? 0) !== 0, rows, merges };
}

function toCell(row: number, column: number, cell: XLSX.CellObject | undefined): GridCell | null {
  if (cell === undefined) return null;
  const isFormula = cell.f !== undefined;
  // A formula saved without its result comes as a stub; its 0 is SheetJS's, not the workbook's.
  const hasCachedValue = !(isFormula && (cell.t === 'z' || cell.v === undefined));
  const { number, text } = hasCachedValue ? shownAs(cell) : { number: null, text: `=${cell.f}` };
  if (text.trim() === '') return null;
  return { row, column, text, number, isFormula, hasCachedValue, isError: cell.t === 'e' };
}

function shownAs(cell: XLSX.CellObject): Pick<GridCell, 'number' | 'text'> {
  const stored = cell.t === 'n' && typeof cell.v === 'number' ? exactNumber(cell.v) : null;
  if (stored === null) return { number: null, text: shownText(cell, null) };
  const scale = shownScale(typeof cell.z === 'string' ? cell.z : undefined);
  const number = shownAmount(stored, scale);
  // A format that writes the unit says what the figure is, whatever the sheet says.
  return scale.unit === '' ? { number, text: shownText(cell, number) } : { number: null, text: `${number}${scale.unit}` };
}

function shownText(cell: XLSX.CellObject, number: string | null): string {
  if (cell.t === 'z') return '';
  // A format may hide a number, such as zeros; it is there all the same.
  if (number !== null) return cell.w === undefined || cell.w.trim() === '' ? number : cell.w;
  return cell.t === 's' ? String(cell.v ?? '') : (cell.w ?? String(cell.v ?? ''));
}

/** Plain decimal text of a stored number; null for what is no number (infinities can't come from a spreadsheet cell). */
function exactNumber(value: number): string | null {
  // Most figures are short: their shortest text is exact already.
  const short = String(value);
  if (short.length <= DIGITS && /^-?\d+(?:\.\d+)?$/u.test(short)) return short;
  return Number.isFinite(value) ? amountText(decimal(value.toPrecision(DIGITS))) : null;
}
