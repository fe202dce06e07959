/** Setting a finding aside takes a reason, which stays in the document; it lapses when the figures change. */
import { type FormEvent, useState } from 'react';
import type { Finding } from '../../shared/check/finding.ts';
import { DialogWindow } from './dialog-window.tsx';

export function WaiveWindow({ finding, onDone, onCancel }: { readonly finding: Finding; readonly onDone: (reason: string) => void; readonly onCancel: () => void }) {
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (reason.trim() !== '') onDone(reason.trim());
  };
  return (
    <DialogWindow label="说明原因" onCancel={onCancel}>
      <form onSubmit={submit}>
        <h3>这一处为什么可以保留</h3>
        <p>{finding.message}</p>
        <p>原因记入文档。两边的数有任何变动，说明即失效，校验重新提示。</p>
        <label>原因（必填） <input type="text" value={reason} onChange={(event) => setReason(event.target.value)} /></label>
        <div className="buttons"><button type="button" onClick={onCancel}>取消</button><button type="submit" className="primary" disabled={reason.trim() === ''}>保留</button></div>
      </form>
    </DialogWindow>
  );
}
