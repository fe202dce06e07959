/** 审核已有报告: a finished report and the figures that it rests on, chosen together. */
import { type FormEvent, useState } from 'react';
import type { Desk } from '../state/desk.ts';
import { auditReport } from '../state/report-commands.ts';
import { DialogWindow } from './dialog-window.tsx';

export function AuditWindow({ desk, onCancel }: { readonly desk: Desk; readonly onCancel: () => void }) {
  const [report, setReport] = useState('');
  const [figures, setFigures] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (report !== '' && figures !== '') void auditReport(desk, report, figures);
  };
  const left = [report === '' ? '报告' : '', figures === '' ? '工作簿' : ''].filter((word) => word !== '').join('和');
  return (
    <DialogWindow label="审核已有报告" onCancel={onCancel}>
      <form className="audit" onSubmit={submit}>
        <h3>审核已有报告</h3>
        <p>报告里的说明文字、表和自评表，逐数与工作簿核对；哪一行哪个数不对、差多少，列在右侧。</p>
        <Picked label="报告（.docx、.txt）" path={report} onPick={() => void desk.files.ask('audit', '').then((path) => setReport(path ?? report))} />
        <Picked label="工作簿或明账文档" path={figures} onPick={() => void desk.files.ask('figures', '').then((path) => setFigures(path ?? figures))} />
        <p className="hint" role="status">{left === '' ? '' : `请选择${left}`}</p>
        <div className="buttons"><button type="button" onClick={onCancel}>取消</button><button type="submit" className="primary" disabled={left !== ''}>开始审核</button></div>
      </form>
    </DialogWindow>
  );
}

function Picked({ label, path, onPick }: { readonly label: string; readonly path: string; readonly onPick: () => void }) {
  return (
    <div className="picked">
      <span>{label}</span><bdi className="path" title={path}>{path === '' ? '还没有选择' : path.split(/[\\/]/u).at(-1)}</bdi><button type="button" aria-label={`选择${label}`} onClick={onPick}>选择…</button>
    </div>
  );
}
