/** The bottom line: what is selected in numbers, the unit, the zoom, whether what was done is safe. */
import { useSyncExternalStore } from 'react';
import { decimal, type Decimal } from '../../shared/amount/amount.ts';
import type { Settings } from '../../shared/ipc.ts';
import type { Engine } from '../../shared/formula/engine.ts';
import { isAmount, type Value } from '../../shared/formula/value.ts';
import type { LayoutCell } from '../../shared/report/layout.ts';
import { type Selection, spotsOf } from '../grid/selection.ts';
import type { Sheet } from '../grid/sheet.ts';
import { comparedOf } from '../grid/sheet-layout.ts';
import type { Desk } from '../state/desk.ts';
import type { EditorState, EditorView } from '../state/editor-state.ts';
import { priorFigures } from '../state/prior-figures.ts';
import { shownValue } from '../state/shown-amount.ts';
import type { Snapshot } from '../state/workspace.ts';

export interface StatusBarProps {
  readonly desk: Desk;
  readonly state: EditorState;
  readonly snapshot: Snapshot;
  readonly shown: EditorView;
  readonly settings: Settings;
}

export function StatusBar({ desk, state, snapshot, shown, settings }: StatusBarProps) {
  const { document } = snapshot;
  const { sheet } = state;
  return (
    <footer className="status" data-pane="status">
      <span className="whose">{document.department}　{document.year} 年度</span>
      {sheet === null ? null : <SelectionSums state={state} sheet={sheet} />}
      <span className="end" />
      <SavedState snapshot={snapshot} />
      <button type="button" title="切换显示单位，文档的单位不变" onClick={() => desk.run('toggle-unit')}>单位：{shown.unit}</button>
      <span className="zoom">
        <button type="button" aria-label="缩小" disabled={settings.zoom <= 80} onClick={() => desk.run('zoom-out')}>−</button>
        <button type="button" title="恢复 100%" onClick={() => desk.run('zoom-reset')}>{settings.zoom}%</button>
        <button type="button" aria-label="放大" disabled={settings.zoom >= 200} onClick={() => desk.run('zoom-in')}>+</button>
      </span>
    </footer>
  );
}

function SavedState({ snapshot: { isSaved, kept } }: { readonly snapshot: Snapshot }) {
  if (kept.state === 'failed') return <span className="saved failed" role="status">修改没有记入恢复日志：{kept.message}</span>;
  const words = isSaved ? '已保存' : kept.state === 'writing' ? '正在记入恢复日志…' : '未保存（修改已记入恢复日志）';
  return <span className={isSaved ? 'saved' : 'saved is-open'} role="status">{words}</span>;
}

function SelectionSums({ state, sheet }: { readonly state: EditorState; readonly sheet: Sheet }) {
  const selection = useSyncExternalStore(sheet.subscribe, sheet.selection);
  const { count, sum, sample } = sumOf(state, sheet, selection);
  if (count < 2 || sample === null) return <span className="sums" />;
  const { engine } = state.workspace;
  const text = (value: Decimal): string => shownValue(engine, sample, value, state.view().unit);
  return <span className="sums" aria-live="polite"><span>计数 {count}</span><span>平均 {text(sum.dividedBy(count))}</span><span>求和 <b>{text(sum)}</b></span></span>;
}

/** Sums of the selected amounts; blanks don't count. */
function sumOf(state: EditorState, sheet: Sheet, selection: Selection) {
  const { engine } = state.workspace;
  let sum = decimal(0);
  let count = 0;
  let sample: ReturnType<Sheet['refAt']> = null;
  for (const spot of spotsOf(selection)) {
    const cell = sheet.cellAt(spot);
    const value = cell === null || cell.column !== spot.column ? null : figureOf(engine, cell);
    if (cell === null || !isAmount(value)) continue;
    sum = sum.plus(value);
    count++;
    sample ??= cell.ref ?? comparedOf(cell)?.ref ?? null;
  }
  return { sum, count, sample };
}

/** The amount that a cell shows: the form's, last year's, or the change; a rate is none. */
function figureOf(engine: Engine, cell: LayoutCell): Value {
  if (cell.ref !== null) return engine.value(cell.ref);
  const compared = comparedOf(cell);
  const figures = compared === null || compared.what === 'rate' ? null : priorFigures(engine, compared.ref);
  return (compared?.what === 'prior' ? figures?.before : figures?.change) ?? null;
}
