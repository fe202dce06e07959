/** Long work: how far it is, and a way to stop it. */
import type { Work } from '../state/desk-view.ts';
import { DialogWindow } from './dialog-window.tsx';

export function ProgressWindow({ work, onCancel }: { readonly work: Pick<Work, 'title' | 'phase' | 'fraction'>; readonly onCancel: () => void }) {
  return (
    <DialogWindow label={work.title} onCancel={onCancel}>
      <div className="column">
        <h3>{work.title}</h3>
        <p>{work.phase || '请稍候……'}</p>
        {work.fraction === null ? <progress aria-label={work.title} /> : <progress aria-label={work.title} value={work.fraction} max={1} />}
        <div className="buttons"><button type="button" onClick={onCancel}>取消</button></div>
      </div>
    </DialogWindow>
  );
}
