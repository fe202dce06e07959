/** Ctrl+G: to a cell by its table, row and column as an accountant says them: `公开03 2060302 基本支出`, `01 27行`. */
import { type FormEvent, useState } from 'react';
import { cellLabel } from '../../shared/check/describe.ts';
import type { EditorState } from '../state/editor-state.ts';
import { placesMeant } from '../state/find-cells.ts';
import { DialogWindow } from './dialog-window.tsx';

export function GoToDialog({ state }: { readonly state: EditorState }) {
  const [wanted, setWanted] = useState('');
  const { engine } = state.workspace;
  const places = wanted.trim() === '' ? [] : placesMeant(engine, wanted, state.view().part);
  const [first] = places;
  const go = (place: typeof first): void => {
    if (place === undefined) return;
    state.ask(null);
    state.show(place);
    state.focusGrid();
  };
  return (
    <DialogWindow label="定位单元格" onCancel={() => state.ask(null)}>
      <form onSubmit={(event: FormEvent) => { event.preventDefault(); go(first); }}>
        <h3>定位单元格</h3>
        <label className="field">表、行、栏 <input type="text" value={wanted} placeholder="如 公开03 2060302 基本支出，或 01 27行" onChange={(event) => setWanted(event.target.value)} /></label>
        <div className="scroll chooser" role="listbox" aria-label="符合的单元格">
          {places.map((place, at) => <button key={`${place.table}${place.row}${place.column}`} type="button" role="option" aria-selected={at === 0} onClick={() => go(place)}>{cellLabel(engine.space, place, true)}</button>)}
        </div>
        <p className="hint">{wanted.trim() !== '' && places.length === 0 ? '没有这样的单元格，请换一种说法：表号、科目编码或行次、栏次或栏名' : '表可省略，默认为当前表'}</p>
        <div className="buttons"><button type="button" onClick={() => state.ask(null)}>取消</button><button type="submit" className="primary" disabled={first === undefined}>转到</button></div>
      </form>
    </DialogWindow>
  );
}
