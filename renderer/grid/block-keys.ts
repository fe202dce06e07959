/** Keys of the grid that AG Grid Community would take otherwise: movement as in Excel, selection, clearing, filling. */
import type { SelectedBlock } from './selected-block.ts';
import { destination } from './block-area.ts';

export type BlockCommand = 'clear' | 'fill-down' | 'fill-right';

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

const MOVES: ReadonlySet<string> = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End']);
const SELECTS: Readonly<Record<string, 'selectAll' | 'selectRows' | 'selectColumns'>> = { 'ctrl+a': 'selectAll', 'shift+ ': 'selectRows', 'ctrl+ ': 'selectColumns' };
const COMMANDS: Readonly<Record<string, BlockCommand>> = { delete: 'clear', 'ctrl+d': 'fill-down', 'ctrl+r': 'fill-right' };

/** Whether a key press is handled here, so that AG Grid leaves it alone. */
export function isGridKey(event: Key): boolean {
  return !event.altKey && (MOVES.has(event.key) || nameOf(event) in SELECTS || nameOf(event) in COMMANDS);
}

/** Carries out a key press on the block. */
export function pressKey(event: Key, block: SelectedBlock, run: (command: BlockCommand) => void): void {
  const name = nameOf(event);
  const select = SELECTS[name];
  const command = COMMANDS[name];
  if (select !== undefined) block[select]();
  else if (command !== undefined) run(command);
  else move(event, block);
}

function move(event: Key, block: SelectedBlock): void {
  const from = event.shiftKey ? block.head : block.anchor;
  const to = from === null ? null : destination(from, event.key, event.ctrlKey || event.metaKey, block.ground);
  if (to === null) return;
  if (event.shiftKey) block.extendTo(to);
  else block.focus(to);
}

function nameOf(event: Key): string {
  return `${event.ctrlKey || event.metaKey ? 'ctrl+' : ''}${event.shiftKey ? 'shift+' : ''}${event.key.toLowerCase()}`;
}
