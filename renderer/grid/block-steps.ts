/** What hands do to a selected block: copy, cut, paste, clear, fill. Each gives the edits to carry out and what was refused and why. */
import { cellLabel } from '../../shared/check/describe.ts';
import { cellContent, type CellRef } from '../../shared/document/document.ts';
import { type Edit, setCell } from '../../shared/document/edit.ts';
import { amountText, plainAmount } from '../../shared/amount/amount.ts';
import { isAmount } from '../../shared/formula/value.ts';
import type { LayoutCell } from '../../shared/report/layout.ts';
import type { Workspace } from '../state/workspace.ts';
import type { GridRow } from './grid-columns.ts';
import { layBlock } from './laid-block.ts';
import type { Rectangle } from './block-area.ts';

type Block = readonly (readonly (LayoutCell | null)[])[];

/** One step to be carried out, and what it leaves out. */
export interface BlockStep {
  readonly label: string;
  readonly edits: readonly Edit[];
  readonly refused: readonly string[];
}

/** The block as text: figures in full precision without separators, blank as nothing. */
export function blockTexts(block: Block, workspace: Workspace): readonly (readonly string[])[] {
  return block.map((line) => line.map((cell) => textOf(cell, workspace)));
}

export function asTabs(texts: readonly (readonly string[])[]): string {
  return texts.map((line) => line.join('\t')).join('\n');
}

/** The table that Excel, WPS and Word take from the clipboard. */
export function asHtml(texts: readonly (readonly string[])[]): string {
  const cell = (text: string): string => `<td>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</td>`;
  return `<table>${texts.map((line) => `<tr>${line.map(cell).join('')}</tr>`).join('')}</table>`;
}

/** Clears every input of the block; a formula's figure can't be cleared. */
export function clearBlock(label: string, block: Block, workspace: Workspace): BlockStep {
  const { engine } = workspace;
  const refs = refsOf(block).filter((ref) => engine.value(ref) !== null);
  const inputs = refs.filter((ref) => engine.formula(ref) === null);
  return {
    label, edits: inputs.map((ref) => setCell(engine.document, ref, null)),
    refused: refs.filter((ref) => engine.formula(ref) !== null).map((ref) => `${placeOf(ref, workspace)}：是公式单元格，由公式算出`),
  };
}

/** Lays a block from the clipboard from the selection's first cell on; a single value goes into every selected cell. */
export function pasteBlock(texts: readonly (readonly string[])[], rows: readonly GridRow[], at: Rectangle, workspace: Workspace): BlockStep {
  const { engine } = workspace;
  const single = texts.length === 1 && texts[0]?.length === 1 ? texts[0][0] : undefined;
  const wide = Array.from({ length: at.right - at.left + 1 }, () => single ?? '');
  const block = single === undefined ? texts : Array.from({ length: at.bottom - at.top + 1 }, () => wide);
  const { entries, refused } = layBlock(block, rows, at.top, at.left, (ref) => engine.formula(ref) !== null);
  return { label: '粘贴', edits: entries.map(({ ref, amount }) => setCell(engine.document, ref, amount)), refused };
}

/** Copies the block's first line down, or its first column to the right. */
export function fillBlock(direction: 'down' | 'right', block: Block, workspace: Workspace): BlockStep {
  const label = direction === 'down' ? '向下填充' : '向右填充';
  const pairs = direction === 'down' ? block.slice(1).flatMap((line) => line.map((to, across) => fillPair(block[0]?.[across], to))) : block.flatMap((line) => line.slice(1).map((to) => fillPair(line[0], to)));
  const wanted = pairs.filter((pair) => pair !== null);
  const isRefused = (pair: FillPair): boolean => workspace.engine.formula(pair.to) !== null;
  return {
    label, edits: wanted.filter((pair) => !isRefused(pair)).map(({ from, to }) => setCell(workspace.engine.document, to, sourceAmount(from, workspace))),
    refused: wanted.filter(isRefused).map(({ to }) => `${placeOf(to, workspace)}：是公式单元格，由公式算出`),
  };
}

interface FillPair {
  readonly from: CellRef;
  readonly to: CellRef;
}

/** Only an amount can be filled, and only into an amount cell. */
function fillPair(from: LayoutCell | null | undefined, to: LayoutCell | null): FillPair | null {
  return from?.ref == null || to?.ref == null ? null : { from: from.ref, to: to.ref };
}

/** An input as entered, a formula cell by the figure that counts. */
function sourceAmount(ref: CellRef, { engine }: Workspace): string | null {
  const content = cellContent(engine.document, ref);
  if (typeof content === 'string') return content;
  const value = engine.value(ref);
  return isAmount(value) ? amountText(value) : null;
}

function textOf(cell: LayoutCell | null, { engine }: Workspace): string {
  if (cell === null) return '';
  if (cell.ref === null) return cell.text;
  const value = engine.value(cell.ref);
  return isAmount(value) ? plainAmount(value, engine.document.decimals) : '';
}

function refsOf(block: Block): readonly CellRef[] {
  return block.flatMap((line) => line.flatMap((cell) => (cell?.ref == null ? [] : [cell.ref])));
}

function placeOf(ref: CellRef, workspace: Workspace): string {
  return cellLabel(workspace.engine.space, ref, false);
}
