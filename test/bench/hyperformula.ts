/** The peer: HyperFormula, installed on demand into a temporary folder. It is GPL and binary floating point, so it is measured against and never shipped. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cellContent } from '../../shared/document/document.ts';
import { ENTERED, type Ledger } from './ledger.ts';

const VERSION = '3.5.0';

interface Address {
  readonly sheet: number;
  readonly row: number;
  readonly col: number;
}

/** As much of its interface as the bench calls. */
export interface Peer {
  setCellContents(address: Address, content: number): unknown;
  getCellValue(address: Address): unknown;
  destroy(): void;
}

export interface PeerBuilder {
  readonly version: string;
  buildFromSheets(sheets: Readonly<Record<string, readonly (readonly (string | number | null)[])[]>>, options: { readonly licenseKey: 'gpl-v3' }): Peer;
}

/** The peer as a module, fetched from the npm registry the first time. */
export function loadPeer(): PeerBuilder {
  const folder = join(tmpdir(), `mingzhang-bench-hyperformula-${VERSION}`);
  if (!existsSync(join(folder, 'node_modules', 'hyperformula'))) {
    mkdirSync(folder, { recursive: true });
    execFileSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', folder, `hyperformula@${VERSION}`], { stdio: 'ignore' });
  }
  const { HyperFormula } = createRequire(join(folder, 'bench.cjs'))('hyperformula') as { readonly HyperFormula: PeerBuilder };
  return HyperFormula;
}

/** The ledger's two tables as sheets with the same formulas: detail (row 1 is 合计), summary below it. */
export function sheetsOf(ledger: Ledger): Readonly<Record<'detail' | 'summary', readonly (readonly (string | number | null)[])[]>> {
  const rowOf = new Map(['合计', ...ledger.codes].map((code, at) => [code, at + 1]));
  const children = (code: string): readonly string[] => ledger.codes.filter((other) => (code === '合计' ? other.length === 3 : other.length === code.length + 2 && other.startsWith(code)));
  const detail = ['合计', ...ledger.codes].map((code) => {
    const row = rowOf.get(code) ?? 0;
    const across = `=SUM(B${row}:F${row})`;
    if (code.length === 7) return [across, ...ENTERED.map((column) => amountOf(ledger, code, column))];
    const below = children(code).map((child) => rowOf.get(child) ?? 0);
    return [across, ...['B', 'C', 'D', 'E', 'F'].map((letter) => `=SUM(${areas(below, letter)})`)];
  });
  const summary = [...ledger.classes.map((code) => [`=detail!A${rowOf.get(code)}`]), [`=SUM(A1:A${ledger.classes.length})`]];
  return { detail, summary };
}

/** Rows one below the other are one range, as a person would write it; others are named one by one. */
function areas(rows: readonly number[], letter: string): string {
  const isRun = rows.every((row, at) => at === 0 || row === (rows[at - 1] ?? 0) + 1);
  return isRun ? `${letter}${rows[0]}:${letter}${rows.at(-1)}` : rows.map((row) => `${letter}${row}`).join(',');
}

function amountOf(ledger: Ledger, row: string, column: string): number {
  const content = cellContent(ledger.document, { table: 'T03', row, column });
  return Number(content);
}
