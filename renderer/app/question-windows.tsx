/** The questions that must be asked before something would be lost or published. */
import type { Finding } from '../../shared/check/finding.ts';
import { DialogWindow } from './dialog-window.tsx';

export function LeaveWindow({ onSave, onDiscard, onCancel }: { readonly onSave: () => void; readonly onDiscard: () => void; readonly onCancel: () => void }) {
  return (
    <DialogWindow label="保存修改" onCancel={onCancel}>
      <div className="column">
        <h3>有未保存的修改</h3>
        <p>离开这份文档前要保存吗？不保存，修改将不再保留。</p>
        <div className="buttons"><button type="button" onClick={onCancel}>取消</button><button type="button" onClick={onDiscard}>不保存</button><button type="button" className="primary" onClick={onSave}>保存</button></div>
      </div>
    </DialogWindow>
  );
}

export function ChangedWindow({ isOwn, onOverwrite, onSaveAs, onCancel }: { readonly isOwn: boolean; readonly onOverwrite: () => void; readonly onSaveAs: () => void; readonly onCancel: () => void }) {
  return (
    <DialogWindow label={isOwn ? '文件已被修改' : '已有同名文件'} onCancel={onCancel}>
      <div className="column">
        <h3>{isOwn ? '文件已被其他人或程序修改' : '此处已有同名文件'}</h3>
        <p>没有覆盖。您的修改仍在窗口中。</p>
        <div className="buttons"><button type="button" onClick={onCancel}>取消</button><button type="button" onClick={onOverwrite}>覆盖</button><button type="button" className="primary" onClick={onSaveAs}>另存为…</button></div>
      </div>
    </DialogWindow>
  );
}

const MOST_NAMED = 50;

/** What keeps the final report back, each error with the way to it; a draft may go out all the same. */
export function DraftWindow({ findings, onShow, onDraft, onCancel }: { readonly findings: readonly Finding[]; readonly onShow: (finding: Finding) => void; readonly onDraft: () => void; readonly onCancel: () => void }) {
  return (
    <DialogWindow label="还有错误" onCancel={onCancel}>
      <div className="column">
        <h3>还有 {findings.length} 处未处理的错误，不能导出正式稿</h3>
        <p>点一处错误转到它的单元格或段落：改正，或说明原因并保留。内部传阅可先导出带“草稿”水印的文件。</p>
        <div className="scroll draft-findings">
          {findings.slice(0, MOST_NAMED).map((finding) => <button key={finding.id} type="button" onClick={() => onShow(finding)}>{finding.message}</button>)}
          {findings.length > MOST_NAMED ? <p>另有 {findings.length - MOST_NAMED} 处，见右侧校验结果。</p> : null}
        </div>
        <div className="buttons"><button type="button" onClick={onCancel}>返回修改</button><button type="button" onClick={onDraft}>导出草稿</button></div>
      </div>
    </DialogWindow>
  );
}
