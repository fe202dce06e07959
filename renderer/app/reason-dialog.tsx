/** Overriding a formula: what the formula gives, what is entered instead, and why. */
import { type FormEvent, useState } from 'react';
import { DialogWindow } from './dialog-window.tsx';

export function ReasonDialog({ place, computed, entered, onDone, onCancel }: { readonly place: string; readonly computed: string; readonly entered: string; readonly onDone: (reason: string) => void; readonly onCancel: () => void }) {
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (reason.trim() !== '') onDone(reason.trim());
  };
  return (
    <DialogWindow label="改写公式单元格" onCancel={onCancel}>
      <form onSubmit={submit}>
        <h3>改写公式单元格</h3>
        <p>{place} 由公式算出 {computed}，要改为 {entered}。改写后会有标记，校验仍会提示两者的差额。</p>
        <label>原因（必填） <input type="text" value={reason} onChange={(event) => setReason(event.target.value)} /></label>
        <div className="buttons"><button type="button" onClick={onCancel}>取消</button><button type="submit" className="primary" disabled={reason.trim() === ''}>改写</button></div>
      </form>
    </DialogWindow>
  );
}
