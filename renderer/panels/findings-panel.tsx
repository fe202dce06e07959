/** Every finding, worst first; a click shows its cell. */
import type { Finding } from '../../shared/check/finding.ts';
import type { CellRef } from '../../shared/document/document.ts';
import type { Severity } from '../../shared/template/template.ts';
import type { Snapshot } from '../state/workspace.ts';

const WORDS: Readonly<Record<Severity, string>> = { error: '错误', warning: '警告', info: '提示' };

export function FindingsPanel({ snapshot, onJump }: { readonly snapshot: Snapshot; readonly onJump: (ref: CellRef) => void }) {
  const { findings, coverage } = snapshot.review;
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity && finding.waiver === null).length;
  return (
    <aside className="findings" aria-label="校验结果">
      <h3><span>校验结果</span><span>错误 {count('error')}　警告 {count('warning')}　提示 {count('info')}</span></h3>
      {findings.length === 0 ? <p>没有问题。</p> : findings.map((finding) => <FindingCard key={finding.id} finding={finding} onJump={onJump} />)}
      <p className="kind">校验 {coverage.passed + coverage.failed + coverage.notApplicable + coverage.insufficientData} 项：通过 {coverage.passed}，未通过 {coverage.failed}，不适用 {coverage.notApplicable}，缺少数据 {coverage.insufficientData}。</p>
      <div className="legend"><span data-mark="!">错误</span><span data-mark="≈">尾差</span><span data-mark="◆">与公式不同的声明值</span><span data-mark="▒">公式单元格</span></div>
    </aside>
  );
}

function FindingCard({ finding, onJump }: { readonly finding: Finding; readonly onJump: (ref: CellRef) => void }) {
  const [first] = finding.cells;
  return (
    <button type="button" className={`finding ${finding.severity}`} disabled={first === undefined} onClick={() => first !== undefined && onJump(first)}>
      <span className="kind">{WORDS[finding.severity]}　{finding.rule}</span>
      <span>{finding.message}</span>
    </button>
  );
}
