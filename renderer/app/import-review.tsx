/** What was recognised in a workbook, before anything is opened: tables, what was not placed, conflicts, under which template. */
import type { ImportReview } from '../../shared/ipc.ts';
import { DialogWindow } from './dialog-window.tsx';

export interface ImportReviewProps {
  readonly review: ImportReview;
  readonly onTemplate: (id: string) => void;
  readonly onOpen: () => void;
  readonly onCancel: () => void;
}

export function ImportReviewWindow({ review, onTemplate, onOpen, onCancel }: ImportReviewProps) {
  const { document } = review;
  return (
    <DialogWindow label="导入核对" onCancel={onCancel}>
      <div className="column">
        <h3>导入核对：{review.file}</h3>
        <p className="import-head">
          <span>{document.department || '未写部门'}</span><span>{document.year} 年度</span><span>单位：{document.unit}</span>
          <label>模板 <select value={document.template} onChange={(event) => onTemplate(event.target.value)}>{review.templates.map((template) => <option key={template.id} value={template.id}>{template.name}（匹配 {Math.round(template.score * 100)}%）</option>)}</select></label>
        </p>
        {review.notices.map((notice) => <p key={notice} className="notice">{notice}</p>)}
        <div className="scroll">
          <RecognisedTables review={review} />
          <LostCells review={review} />
          {review.conflicts.length === 0 ? null : <><h3>请核对</h3><ul>{review.conflicts.map((conflict) => <li key={conflict.message}>{conflict.message}</li>)}</ul></>}
        </div>
        <div className="buttons"><button type="button" onClick={onCancel}>取消</button><button type="button" className="primary" onClick={onOpen}>打开</button></div>
      </div>
    </DialogWindow>
  );
}

function RecognisedTables({ review }: { readonly review: ImportReview }) {
  return (
    <table>
      <thead><tr><th>表</th><th>工作表</th><th>区域</th><th className="number">行</th><th className="number">数</th><th className="number">把握</th><th className="number">未识别</th></tr></thead>
      <tbody>
        {review.tables.map((table) => (
          <tr key={table.id}>
            <td>{table.title}</td><td>{table.sheet}</td><td>{table.range}</td>
            <td className="number">{table.rows}</td><td className="number">{table.cells}</td><td className={table.confidence < 0.8 ? 'number doubtful' : 'number'}>{Math.round(table.confidence * 100)}%</td><td className="number">{table.unrecognised.length}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function LostCells({ review }: { readonly review: ImportReview }) {
  const lost = [...review.tables.flatMap((table) => table.unrecognised), ...review.unplaced];
  if (lost.length === 0) return <p>每个单元格都已归位。</p>;
  return (
    <>
      <h3>没有归位的内容（{lost.length}）</h3>
      <ul>{lost.map((cell) => <li key={`${cell.sheet}${cell.address}`}>{cell.sheet}!{cell.address}“{cell.text}”：{cell.why}</li>)}</ul>
    </>
  );
}
