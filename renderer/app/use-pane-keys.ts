/** F6 goes from pane to pane, as in office programs: the grid, the side panel, the parts, the tools. */
import { useEffect } from 'react';
import type { EditorState } from '../state/editor-state.ts';

export function usePaneKeys(state: EditorState): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'F6' || document.querySelector('dialog[open]') !== null) return;
      event.preventDefault();
      const pane = nextPane(event.shiftKey ? -1 : 1);
      if (pane?.dataset['pane'] === 'grid') state.focusGrid();
      else pane?.querySelector<HTMLElement>('button:not(:disabled), input')?.focus();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [state]);
}

function nextPane(by: 1 | -1): HTMLElement | undefined {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')];
  const at = Math.max(0, panes.findIndex((pane) => pane.contains(document.activeElement)));
  return panes[(at + by + panes.length) % panes.length];
}
