/** The element that a grid lives in. React only puts it on the page; what happens inside is the grid's. */
import { useEffect, useRef } from 'react';
import type { EditorState } from '../state/editor-state.ts';
import { GridView } from './grid-view.ts';
import type { Sheet } from './sheet.ts';

export interface TableGridProps {
  readonly state: EditorState;
  readonly sheet: Sheet;
  readonly openMenu: (x: number, y: number) => void;
}

export function TableGrid({ state, sheet, openMenu }: TableGridProps) {
  const place = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (place.current === null || field.current === null) return undefined;
    const view = new GridView(place.current, field.current, state, sheet, openMenu);
    return () => view.destroy();
  }, [state, sheet, openMenu]);
  return (
    <div className="grid" data-pane="grid">
      <div className="grid-place" ref={place} />
      <textarea ref={field} className="cell-field" data-mode="idle" rows={1} wrap="off" spellCheck={false} autoComplete="off" aria-label="单元格" />
    </div>
  );
}
