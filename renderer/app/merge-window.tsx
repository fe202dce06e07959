/** 汇总下级单位: the files in a list, what is in the way, the name of the sum. */
import { type FormEvent, useSyncExternalStore } from 'react';
import type { MergeBoard, UnitFile } from '../state/merge-board.ts';
import { doubtOf, lostCells, obstaclesOf } from '../state/merge-obstacles.ts';
import { DialogWindow } from './dialog-window.tsx';

export function MergeWindow({ board, onCancel }: { readonly board: MergeBoard; readonly onCancel: () => void }) {
  const { units, department } = useSyncExternalStore(board.subscribe, board.snapshot);
  const obstacles = obstaclesOf(units);
  const counted = units.filter((unit) => unit.isIn).length;
  const why = whyNot(counted, obstacles.size, department);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (why === '') void board.sum();
  };
  return (
    <DialogWindow label="汇总下级单位" onCancel={onCancel}>
      <form className="merge" onSubmit={submit}>
        <h3>汇总下级单位</h3>
        <div className="scroll">
          <table>
            <thead><tr><th>计入</th><th>部门</th><th>年度</th><th>单位</th><th>文件</th><th>识别</th><th aria-label="移除" /></tr></thead>
            <tbody>{units.map((unit) => <UnitRow key={unit.id} board={board} unit={unit} obstacle={obstacles.get(unit.id) ?? null} doubt={doubtOf(unit, units)} />)}</tbody>
          </table>
        </div>
        <div className="buttons start-side">
          <button type="button" onClick={() => void board.addChosen()}>添加文件…</button>
          {obstacles.size === 0 ? null : <button type="button" onClick={() => board.include([...obstacles.keys()], false)}>不计入有冲突的 {obstacles.size} 个</button>}
        </div>
        <label>汇总后的部门名称 <input type="text" value={department} placeholder="如：某某市某某局（汇总）" onChange={(event) => board.rename(event.target.value)} /></label>
        <p className="hint" role="status">{why === '' ? `计入 ${counted} 个文件。逐格相加，合计由公式重新计算。` : why}</p>
        <div className="buttons"><button type="button" onClick={onCancel}>取消</button><button type="submit" className="primary" disabled={why !== ''}>汇总</button></div>
      </form>
    </DialogWindow>
  );
}

function whyNot(counted: number, obstacles: number, department: string): string {
  if (counted < 2) return '请添加两个以上可以计入的文件';
  if (obstacles > 0) return `有 ${obstacles} 个文件与其他文件冲突，请按提示处理`;
  return department.trim() === '' ? '请填写汇总后的部门名称' : '';
}

function UnitRow({ board, unit, obstacle, doubt }: { readonly board: MergeBoard; readonly unit: UnitFile; readonly obstacle: string | null; readonly doubt: string }) {
  const { id, file, document, problem, isIn } = unit;
  return (
    <>
      <tr className={isIn ? undefined : 'is-out'}>
        <td><input type="checkbox" aria-label={`计入 ${file}`} checked={isIn} disabled={document === null} onChange={(event) => board.include([id], event.target.checked)} /></td>
        <td>{document === null ? '' : document.department || '未写部门'}</td><td>{document?.year ?? ''}</td><td>{document?.unit ?? ''}</td><td className="file">{file}</td>
        <td className="recognised"><Recognised board={board} unit={unit} /></td>
        <td><button type="button" className="quiet" aria-label={`移除 ${file}`} onClick={() => board.remove(id)}>×</button></td>
      </tr>
      {[problem, obstacle ?? '', doubt].filter((words) => words !== '').map((words) => <tr key={words} className="told"><td /><td colSpan={6} className={words === doubt ? 'doubtful' : 'problem'}>{words}</td></tr>)}
    </>
  );
}

function Recognised({ board, unit }: { readonly board: MergeBoard; readonly unit: UnitFile }) {
  if (unit.document === null) return <span className="problem">没有读出</span>;
  if (unit.review === null) return <span>明账文档</span>;
  const lost = lostCells(unit);
  return <><span className={lost === 0 ? 'all-placed' : 'doubtful'}>{lost === 0 ? '全部归位' : `${lost} 格没有归位`}</span> <button type="button" className="quiet" aria-label={`核对 ${unit.file}`} onClick={() => board.look(unit.id)}>核对…</button></>;
}
