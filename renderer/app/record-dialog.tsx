/** 修改记录: every change since the document was imported, latest first; to be searched, and to go to the cell from. */
import { useMemo, useState } from 'react';
import { cellLabel } from '../../shared/check/describe.ts';
import type { CellRef } from '../../shared/document/document.ts';
import type { Engine } from '../../shared/formula/engine.ts';
import { changesOf, type RecordedChange } from '../../shared/document/record.ts';
import { contentInWords, timeInWords } from '../panels/change-words.ts';
import type { EditorState } from '../state/editor-state.ts';
import { DialogWindow } from './dialog-window.tsx';

const FIRST = 200;
const LONGEST = 24;

interface Line extends RecordedChange {
  readonly id: number;
  readonly place: string;
  readonly before: string;
  readonly after: string;
}

export function RecordDialog({ state }: { readonly state: EditorState }) {
  const [wanted, setWanted] = useState('');
  const [isLasting, setLasting] = useState(false);
  const [limit, setLimit] = useState(FIRST);
  const { workspace } = state;
  const lines = useMemo(() => changesOf(workspace.record).map((change, id) => lineOf(workspace.engine, change, id)), [workspace]);
  const words = wanted.trim().split(/\s+/u).filter((word) => word !== '');
  const shown = lines.filter((line) => words.every((word) => textOf(line).includes(word)) && (!isLasting || (line.cell !== null && workspace.isChanged(line.cell))));
  const go = ({ cell }: Line): void => {
    if (cell === null) return;
    state.ask(null);
    state.show(cell);
    state.focusGrid();
  };
  return (
    <DialogWindow label="修改记录" onCancel={() => state.ask(null)}>
      <div className="column">
        <h3>修改记录</h3>
        <div className="record-search">
          <label className="field">查找 <input type="text" value={wanted} placeholder="科目、金额、表号或步骤，空格隔开" onChange={(event) => setWanted(event.target.value)} /></label>
          <label><input type="checkbox" checked={isLasting} onChange={(event) => setLasting(event.target.checked)} /> 只看现在与导入时不同的</label>
        </div>
        <div className="scroll">
          <table className="changes">
            <thead><tr><th>时间</th><th>位置与步骤</th><th className="number">原来</th><th className="number">改为</th></tr></thead>
            <tbody>{shown.slice(0, limit).map((line) => <ChangeRow key={line.id} line={line} onGo={() => go(line)} />)}</tbody>
          </table>
          {shown.length === 0 ? <p className="empty">{lines.length === 0 ? '导入以来没有修改。' : '没有符合的修改，请换几个字查找。'}</p> : null}
          {shown.length > limit ? <button type="button" onClick={() => setLimit(limit + FIRST)}>再显示 {Math.min(FIRST, shown.length - limit)} 条</button> : null}
        </div>
        <p className="hint">{`共 ${lines.length} 条${shown.length === lines.length ? '' : `，符合 ${shown.length} 条`}。记录随文档保存；保存前撤销的步骤不在其中，保存后撤销的记为“撤销”；导出、上年转本年和汇总不带记录。`}</p>
        <div className="buttons"><button type="button" className="primary" onClick={() => state.ask(null)}>关闭</button></div>
      </div>
    </DialogWindow>
  );
}

function lineOf(engine: Engine, change: RecordedChange, id: number): Line {
  const { from, to } = change;
  // What is taken from a formula's cell leaves its figure to the formula.
  const empty = change.cell === null || engine.formula(change.cell) === null ? undefined : '按公式';
  // There is no going to a row that was deleted since; the step's own label names it.
  const cell = change.cell !== null && isThere(engine, change.cell) ? change.cell : null;
  return { ...change, id, cell, place: cell === null ? '' : cellLabel(engine.space, cell, true), before: contentInWords(from, empty), after: contentInWords(to, empty) };
}

function isThere({ space }: Engine, { table, row }: CellRef): boolean {
  return space.region(table)?.shape.index.has(row) === true;
}

function ChangeRow({ line, onGo }: { readonly line: Line; readonly onGo: () => void }) {
  const isTold = line.cell !== null || line.from !== null || line.to !== null;
  return (
    <tr>
      <td><time dateTime={line.at}>{timeInWords(line.at)}</time></td>
      <td>{line.cell === null ? line.label : <button type="button" className="quiet" title="转到单元格" onClick={onGo}>{line.place}</button>}{line.cell === null || line.label.includes(line.place) ? null : <small>{line.label}</small>}</td>
      <td className="number">{isTold ? <Content words={line.before} /> : null}</td>
      <td className="number">{isTold ? <Content words={line.after} /> : null}</td>
    </tr>
  );
}

/** Of long texts the beginning; the whole stands in the tooltip. */
function Content({ words }: { readonly words: string }) {
  return words.length <= LONGEST ? words : <span title={words}>{words.slice(0, LONGEST)}…</span>;
}

function textOf({ at, label, place, before, after }: Line): string {
  return `${timeInWords(at)} ${label} ${place} ${before} ${after}`;
}
