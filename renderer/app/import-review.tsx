/** What was recognised in a workbook, before anything is opened: tables, what was not placed, conflicts. */
import type { ImportReview } from '../../shared/ipc.ts';
import { DialogWindow } from './dialog-window.tsx';

export function ImportReviewWindow({ review, onOpen, onCancel }: { readonly review: ImportReview; readonly onOpen: () => void; readonly onCancel: () => void }) {
  const lost = [...review.tables.flatMap((table) => table.unrecognised), ...review.unplaced];
  const [template] = review.templates;
  return (
    <DialogWindow label="导入核对" onCancel={onCancel}>
      <div className="column">
        <h3>导入核对：{review.file}</h3>
        <p>{review.document.department || '未写部门'}　{review.document.year} 年度　单位：{review.document.unit}　模板：{template?.name ?? review.document.template}</p>
        {review.notices.map((notice) => <p key={notice} className="notice">{notice}</p>)}
        <div className="scroll">
          <table>
            <thead><tr><th>表</th><th>工作表</th><th>区域</th><th>行</th><th>数</th><th>把握</th><th>未识别</th></tr></thead>
            <tbody>
              {review.tables.map((table) => (
                <tr key={table.id}>
                  <td>{table.title}</td><td>{table.sheet}</td><td>{table.range}</td>
                  <td className="number">{table.rows}</td><td className="number">{table.cells}</td><td className="number">{Math.round(table.confidence * 100)}%</td><td className="number">{table.unrecognised.length}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {lost.length === 0 ? <p>每个单元格都已归位。</p> : <ul>{lost.map((cell) => <li key={`${cell.sheet}${cell.address}`}>{cell.sheet}!{cell.address}“{cell.text}”：{cell.why}</li>)}</ul>}
          {review.conflicts.length === 0 ? null : <><h3>请核对</h3><ul>{review.conflicts.map((conflict) => <li key={conflict.message}>{conflict.message}</li>)}</ul></>}
        </div>
        <div className="buttons"><button type="button" onClick={onCancel}>取消</button><button type="button" className="primary" onClick={onOpen}>打开</button></div>
      </div>
    </DialogWindow>
  );
}
