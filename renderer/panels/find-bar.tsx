/** Find and replace over all tables, docked over the grid. */
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { tableLabel } from '../../shared/check/describe.ts';
import type { EditorState } from '../state/editor-state.ts';
import { cellOfHit, findHits, type Hit, replaceEdit, type Search } from '../state/find-cells.ts';
import type { Snapshot } from '../state/workspace.ts';

export interface FindBarProps {
  readonly state: EditorState;
  readonly mode: 'find' | 'replace';
  readonly snapshot: Snapshot;
}

export function FindBar({ state, mode, snapshot }: FindBarProps) {
  const [text, setText] = useState('');
  const [by, setBy] = useState('');
  const [isWhole, setWhole] = useState(false);
  const [isHere, setHere] = useState(false);
  const [at, setAt] = useState(-1);
  const field = useRef<HTMLInputElement>(null);
  // Opening it again by its shortcut brings the focus back.
  useEffect(() => field.current?.select(), []);
  const { engine } = state.workspace;
  const { unit, part } = state.view();
  const search: Search = useMemo(() => ({ text, isWhole, table: isHere ? part : null }), [text, isWhole, isHere, part]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the engine's figures are those of the snapshot
  const hits = useMemo(() => findHits(engine, search, unit), [engine, search, unit, snapshot.document]);
  const close = (): void => {
    state.change({ search: null });
    state.focusGrid();
  };
  const step = (by: 1 | -1): void => {
    if (hits.length === 0) return;
    const next = (Math.max(at, by === 1 ? -1 : 0) + by + hits.length) % hits.length;
    setAt(next);
    showHit(state, hits[next]);
    field.current?.focus();
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && event.target instanceof HTMLInputElement && event.target.type === 'text') step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  };
  const current = hits[at];
  const replaceOne = (): void => {
    if (current === undefined) step(1);
    else replaceHits(state, [current], search, by);
  };
  return (
    <search className="find-bar" aria-label="查找和替换" onKeyDown={press}>
      <label>查找 <input ref={field} type="text" value={text} onChange={(event) => { setText(event.target.value); setAt(-1); }} /></label>
      <span className="count" role="status">{text.trim() === '' ? '' : hits.length === 0 ? '没有找到' : `${at < 0 ? '共' : `第 ${at + 1} /`} ${hits.length} 处${current === undefined ? '' : `（${tableOf(state, current)}）`}`}</span>
      <button type="button" disabled={hits.length === 0} onClick={() => step(-1)}>上一个</button>
      <button type="button" disabled={hits.length === 0} onClick={() => step(1)}>下一个</button>
      <label><input type="checkbox" checked={isWhole} onChange={(event) => setWhole(event.target.checked)} /> 整格相同</label>
      <label><input type="checkbox" checked={isHere} onChange={(event) => setHere(event.target.checked)} /> 只查本表</label>
      <button type="button" className="quiet" aria-label="关闭查找" onClick={close}>×</button>
      {mode === 'replace' ? (
        <div className="replace-row">
          <label>替换为 <input type="text" value={by} onChange={(event) => setBy(event.target.value)} /></label>
          <button type="button" disabled={hits.length === 0} onClick={replaceOne}>替换</button>
          <button type="button" disabled={hits.length === 0} onClick={() => replaceHits(state, hits, search, by)}>全部替换</button>
        </div>
      ) : null}
    </search>
  );
}

function showHit(state: EditorState, hit: Hit | undefined): void {
  const cell = hit === undefined ? null : cellOfHit(state.workspace.engine, hit);
  if (cell !== null) state.show(cell);
}

function tableOf({ workspace: { template } }: EditorState, hit: Hit): string {
  const table = template.tables.find((one) => one.id === hit.table);
  return table === undefined ? '' : tableLabel(table);
}

/** What takes no replacement is counted and told. */
function replaceHits(state: EditorState, hits: readonly Hit[], search: Search, by: string): void {
  const edits = hits.flatMap((hit) => replaceEdit(state.workspace.engine, hit, search, by, state.view().unit) ?? []);
  if (edits.length > 0) state.workspace.carryOut(`替换“${search.text}”为“${by}”`, edits);
  const left = hits.length - edits.length;
  if (left > 0) state.say(`替换了 ${edits.length} 处，${left} 处没有替换：公式单元格、表样固定文字，或替换后不是金额`);
}
