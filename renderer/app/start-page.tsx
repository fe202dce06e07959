/** The first page: new from a workbook, open, recent files, sample, and work left by a window that ended without saving. */
import type { Desk } from '../state/desk.ts';
import type { DeskView } from '../state/desk-view.ts';
import { Icon, type IconName } from './icons.tsx';

export interface StartPageProps {
  readonly desk: Desk;
  readonly view: DeskView;
}

export function StartPage({ desk, view }: StartPageProps) {
  return (
    <main className="start">
      <div className="start-head">
        <h1>明账</h1>
        <p className="lead">部门决算公开：九张公开表联动计算、逐项校验，导出排好版的报告。</p>
      </div>
      {view.pending.map((left) => (
        <div key={left.session} className="notice" role="alert">
          <span>“{left.title}”上次没有保存就结束了，{left.gestures.length === 0 ? '导入的内容可以恢复' : `有 ${left.gestures.length} 步修改可以恢复`}。</span>
          <span className="buttons"><button type="button" className="primary" onClick={() => void desk.recover(left.session)}>恢复</button><button type="button" onClick={() => void desk.forget(left.session)}>放弃</button></span>
        </div>
      ))}
      <div className="start-actions">
        <Action icon="workbook" label="由工作簿新建…" hint="从 Excel、WPS 或 ODS 工作簿导入九张表" isPrimary onClick={() => desk.run('import')} />
        <Action icon="year" label="从上年开始新年度…" hint="上年的文档或工作簿：科目和文字带过来，金额留空，上年数留作对比" onClick={() => desk.run('new-year')} />
        <Action icon="open" label="打开文档…" hint="打开保存过的 .mingzhang 文档" onClick={() => desk.run('open')} />
        <Action icon="merge" label="汇总下级单位…" hint="选择各单位的工作簿或文档，逐格相加成一份" onClick={() => desk.run('merge')} />
        <Action icon="audit" label="审核已有报告…" hint="写好的报告（.docx、.txt）和它的工作簿，逐数核对" onClick={() => desk.run('audit-report')} />
        <Action icon="sample" label="打开示例" hint="用一份公开过的决算试一试" onClick={() => desk.run('open-sample')} />
      </div>
      <p className="drop-hint">也可以把工作簿（.xlsx、.xls、.ods）或文档拖到窗口上；一次拖入几个就是汇总。</p>
      {view.recent.length === 0 ? null : (
        <section className="recent" aria-label="最近的文件">
          <h3>最近的文件</h3>
          {view.recent.map((file) => (
            <div key={file.path} className="recent-file">
              <button type="button" onClick={() => void desk.openPath(file.path)}><span>{file.department || file.name}　{file.year} 年度</span><small><bdi dir="ltr">{file.path}</bdi></small></button>
              <button type="button" className="quiet" aria-label={`从列表中移除 ${file.name}`} title="从列表中移除（不删除文件）" onClick={() => void desk.forgetRecent(file.path)}>×</button>
            </div>
          ))}
        </section>
      )}
    </main>
  );
}

function Action({ icon, label, hint, isPrimary = false, onClick }: { readonly icon: IconName; readonly label: string; readonly hint: string; readonly isPrimary?: boolean; readonly onClick: () => void }) {
  return (
    <button type="button" className={isPrimary ? 'action primary' : 'action'} aria-label={label} onClick={onClick}>
      <Icon name={icon} /><span className="action-label">{label}</span><small>{hint}</small>
    </button>
  );
}
