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

type Obstacle = 'changed' | 'exists' | 'moved';

const OBSTACLES: Readonly<Record<Obstacle, { readonly label: string; readonly title: string; readonly words: string; readonly write: string }>> = {
  changed: { label: '文件已被修改', title: '文件已被其他人或程序修改', words: '没有覆盖。您的修改仍在窗口中。', write: '覆盖' },
  exists: { label: '已有同名文件', title: '此处已有同名文件', words: '没有覆盖。您的修改仍在窗口中。', write: '覆盖' },
  moved: { label: '文件已不在原处', title: '文件已不在原处，可能被移动、改名或删除', words: '没有写入。您的修改仍在窗口中：可以仍存到原处，或用“另存为”选定移动、改名后的文件。', write: '仍存到原处' },
};

/** What stands where the document is to be saved, or no longer does. */
export function ObstacleWindow({ obstacle, onWrite, onSaveAs, onCancel }: { readonly obstacle: Obstacle; readonly onWrite: () => void; readonly onSaveAs: () => void; readonly onCancel: () => void }) {
  const { label, title, words, write } = OBSTACLES[obstacle];
  return (
    <DialogWindow label={label} onCancel={onCancel}>
      <div className="column">
        <h3>{title}</h3>
        <p>{words}</p>
        <div className="buttons"><button type="button" onClick={onCancel}>取消</button><button type="button" onClick={onWrite}>{write}</button><button type="button" className="primary" onClick={onSaveAs}>另存为…</button></div>
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
