/** The first page: new from a workbook, open, recent files, sample, and work left by a window that ended without saving. */
import type { CallAnswer } from '../../shared/ipc.ts';

export interface StartPageProps {
  readonly recent: CallAnswer<'recent.list'>;
  readonly pending: CallAnswer<'journal.pending'>;
  readonly onImport: () => void;
  readonly onOpen: () => void;
  readonly onSample: () => void;
  readonly onRecent: (path: string) => void;
  readonly onRecover: (session: string) => void;
  readonly onForget: (session: string) => void;
}

export function StartPage(props: StartPageProps) {
  return (
    <main className="start">
      <div>
        <h1>明账</h1>
        <p className="lead">部门决算公开：九张公开表联动计算、逐项校验，导出排好版的报告。</p>
      </div>
      {props.pending.map((left) => (
        <div key={left.session} className="notice" role="alert">
          <span>“{left.title}”上次没有保存就结束了，有 {left.gestures.length} 步修改可以恢复。</span>
          <span className="actions"><button type="button" className="primary" onClick={() => props.onRecover(left.session)}>恢复</button>　<button type="button" onClick={() => props.onForget(left.session)}>放弃</button></span>
        </div>
      ))}
      <div className="actions">
        <button type="button" className="primary" onClick={props.onImport}>由工作簿新建…</button>
        <button type="button" onClick={props.onOpen}>打开文档…</button>
        <button type="button" onClick={props.onSample}>打开示例</button>
      </div>
      <p className="lead">也可以把工作簿（.xlsx、.xls、.ods）拖到窗口上。</p>
      {props.recent.length === 0 ? null : (
        <section className="recent" aria-label="最近的文件">
          <h3>最近的文件</h3>
          {props.recent.map((file) => <button key={file.path} type="button" onClick={() => props.onRecent(file.path)}><span>{file.department || file.name}　{file.year} 年度</span><small>{file.path}</small></button>)}
        </section>
      )}
    </main>
  );
}
