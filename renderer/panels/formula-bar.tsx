/** Where am I, and what is it: the input, or the formula in words with its values; for a declared value, what the formula gives. */
import { useSyncExternalStore } from 'react';
import { cellContent, type CellRef, type DeclaredValue, declaredValue } from '../../shared/document/document.ts';
import { cellLabel, tableLabel } from '../../shared/check/describe.ts';
import type { Engine } from '../../shared/formula/engine.ts';
import { placeOf } from '../state/cell-edits.ts';
import { takeComputed } from '../state/cell-commands.ts';
import type { EditorState, EditorView } from '../state/editor-state.ts';
import { isLacking } from '../state/lacking-formula.ts';
import { comparedWords } from '../state/prior-figures.ts';
import { typedValue } from '../state/shown-amount.ts';
import type { Snapshot } from '../state/workspace.ts';
import type { Sheet } from '../grid/sheet.ts';
import { comparedOf } from '../grid/sheet-layout.ts';
import { formulaInWords, termsInWords } from './formula-words.ts';

export interface FormulaBarProps {
  readonly state: EditorState;
  readonly sheet: Sheet;
  readonly snapshot: Snapshot;
  readonly shown: EditorView;
}

export function FormulaBar({ state, sheet, snapshot, shown }: FormulaBarProps) {
  const selection = useSyncExternalStore(sheet.subscribe, sheet.selection);
  const { engine } = state.workspace;
  const ref = sheet.refAt(selection.active);
  if (ref === null) {
    const cell = sheet.cellAt(selection.active);
    const compared = comparedOf(cell);
    const table = engine.space.region(sheet.table)?.shape.template;
    return (
      <div className="formula">
        <span className="where">{table === undefined ? '' : `${tableLabel(table)} · `}{placeOf({ engine, sheet }, selection.active)}</span>
        <span className="what">{compared === null ? (cell?.text ?? '') : comparedWords(engine, compared, shown.unit)}</span>
      </div>
    );
  }
  const content = declaredValue(cellContent(snapshot.document, ref));
  const text = (value: ReturnType<typeof engine.value>): string => typedValue(engine, ref, value, shown.unit) || '空';
  const words = formulaInWords(engine, ref);
  return (
    <div className="formula">
      <span className="where" title={cellLabel(engine.space, ref, true)}>{cellLabel(engine.space, ref, true)}</span>
      <span className="what">
        {words === null ? <>录入 <b>{text(engine.value(ref))}</b></> : <><span className="function" title="由公式算出">ƒ</span> ＝ {words}{termsInWords(engine, ref, (cell) => text(engine.value(cell)))}{isLacking(engine, ref) ? <LackingHint engine={engine} /> : <> ＝ <b>{text(engine.computedValue(ref))}</b></>}</>}
        {content !== null ? (
          <span className="declared-value">
            {declaredWord(engine, ref, content)} <b>{text(engine.value(ref))}</b>{content.reason === undefined ? '' : `（${content.reason}）`}
            <button type="button" onClick={() => takeComputed(state, ref)}>采用计算值</button>
          </span>
        ) : null}
      </span>
    </div>
  );
}

/** What to do where the formula has nothing to compute from. */
function LackingHint({ engine }: { readonly engine: Engine }) {
  return <span className="hint">　{engine.priorEngine() === null ? '没有载入上年数：直接录入，或用“文件”菜单的“载入上年数”' : '没有数可算，请直接录入'}</span>;
}

function declaredWord(engine: Engine, ref: CellRef, content: DeclaredValue): string {
  if (content.pinned === true) return '改写为';
  return isLacking(engine, ref) ? '录入' : '表中所印';
}
