/** Every finding, worst first; a click shows its cell. */
import type { Finding } from '../../shared/check/finding.ts';
import type { CellRef } from '../../shared/document/document.ts';
import type { Severity } from '../../shared/template/template.ts';
import type { Snapshot } from '../state/workspace.ts';

const WORDS: Readonly<Record<Severity, string>> = { error: '错误', warning: '警告', info: '提示' };

export interface FindingsPanelProps {
  readonly snapshot: Snapshot;
  readonly onJump: (ref: CellRef) => void;
  readonly onAccept: (finding: Finding) => void;
  /** Keeping a finding asks for a reason. */
  readonly onWaive: (finding: Finding) => void;
  readonly onReopen: (finding: Finding) => void;
}

export function FindingsPanel(props: FindingsPanelProps) {
  const { findings, coverage } = props.snapshot.review;
  const open = findings.filter((finding) => finding.waiver === null);
  const kept = findings.filter((finding) => finding.waiver !== null);
  const count = (severity: Severity): number => open.filter((finding) => finding.severity === severity).length;
  return (
    <aside className="findings" aria-label="校验结果">
      <h3><span>校验结果</span><span>错误 {count('error')}　警告 {count('warning')}　提示 {count('info')}</span></h3>
      {open.length === 0 ? <p>没有待处理的问题。</p> : open.map((finding) => <FindingCard key={finding.id} finding={finding} {...props} />)}
      {kept.length === 0 ? null : <><h3>已说明，保留 {kept.length} 处</h3>{kept.map((finding) => <FindingCard key={finding.id} finding={finding} {...props} />)}</>}
      <p className="kind">校验 {coverage.passed + coverage.failed + coverage.notApplicable + coverage.insufficientData} 项：通过 {coverage.passed}，未通过 {coverage.failed}，不适用 {coverage.notApplicable}，缺少数据 {coverage.insufficientData}。</p>
      <div className="legend"><span data-mark="!">错误</span><span data-mark="≈">尾差</span><span data-mark="◆">与公式不同的声明值</span><span data-mark="▒">公式单元格</span></div>
    </aside>
  );
}

function FindingCard({ finding, onJump, ...decide }: { readonly finding: Finding } & FindingsPanelProps) {
  const [first] = finding.cells;
  const { waiver } = finding;
  return (
    <div className={`finding ${finding.severity}${waiver === null ? '' : ' kept'}`}>
      <button type="button" className="place" disabled={first === undefined} onClick={() => first !== undefined && onJump(first)}>
        <span className="kind">{WORDS[finding.severity]}　{finding.rule}</span>
        <span>{finding.message}</span>
        {waiver === null ? null : <span className="kind">原因：{waiver.reason}</span>}
      </button>
      <Decide finding={finding} {...decide} />
    </div>
  );
}

function Decide({ finding, onAccept, onWaive, onReopen }: Pick<FindingsPanelProps, 'onAccept' | 'onWaive' | 'onReopen'> & { readonly finding: Finding }) {
  if (finding.waiver !== null) return <button type="button" className="decide" onClick={() => onReopen(finding)}>撤回说明</button>;
  if (finding.isTail) return <button type="button" className="decide" onClick={() => onAccept(finding)}>接受尾差</button>;
  return <button type="button" className="decide" onClick={() => onWaive(finding)}>说明原因并保留…</button>;
}
