/** Before a block is entered in part: what can't be, and why. */
import type { BlockStep } from '../grid/block-steps.ts';
import { DialogWindow } from './dialog-window.tsx';

export function RefusedWindow({ step, onRest, onCancel }: { readonly step: BlockStep; readonly onRest: () => void; readonly onCancel: () => void }) {
  const { label, edits, refused } = step;
  return (
    <DialogWindow label={`${label}：有单元格不能改`} onCancel={onCancel}>
      <div className="column">
        <h3>{label}：{refused.length} 格不能改</h3>
        <ul className="scroll">{refused.map((why) => <li key={why}>{why}</li>)}</ul>
        <p>{edits.length === 0 ? '没有可以改的单元格。' : `其余 ${edits.length} 格可以${label}。`}</p>
        <div className="buttons">
          <button type="button" className={edits.length === 0 ? 'primary' : ''} onClick={onCancel}>{edits.length === 0 ? '返回' : '取消'}</button>
          {edits.length === 0 ? null : <button type="button" className="primary" onClick={onRest}>{label}其余 {edits.length} 格</button>}
        </div>
      </div>
    </DialogWindow>
  );
}
