/** Asks for a reason, without which nothing is done. */
import { type FormEvent, useState } from 'react';
import { DialogWindow } from './dialog-window.tsx';

export interface ReasonDialogProps {
  readonly title: string;
  readonly action: string;
  readonly explanation: string;
  readonly onDone: (reason: string) => void;
  readonly onCancel: () => void;
}

export function ReasonDialog({ title, action, explanation, onDone, onCancel }: ReasonDialogProps) {
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (reason.trim() !== '') onDone(reason.trim());
  };
  return (
    <DialogWindow label={title} onCancel={onCancel}>
      <form onSubmit={submit}>
        <h3>{title}</h3>
        <p>{explanation}</p>
        <label className="field">原因（必填） <input type="text" value={reason} onChange={(event) => setReason(event.target.value)} /></label>
        <div className="buttons"><button type="button" onClick={onCancel}>取消</button><button type="submit" className="primary" disabled={reason.trim() === ''}>{action}</button></div>
      </form>
    </DialogWindow>
  );
}
