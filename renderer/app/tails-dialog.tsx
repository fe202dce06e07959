/** The plan that leaves no 尾差, shown figure by figure before anything is changed. */
import { useMemo } from 'react';
import { adjustedSteps, type TailStep, tailPlan } from '../../shared/check/tail-plan.ts';
import { cellLabel } from '../../shared/check/describe.ts';
import { setCell } from '../../shared/document/edit.ts';
import type { EditorState } from '../state/editor-state.ts';
import { DialogWindow } from './dialog-window.tsx';

const SHOWN = 300;

export function TailsDialog({ state }: { readonly state: EditorState }) {
  const { engine } = state.workspace;
  const plan = useMemo(() => tailPlan(engine), [engine]);
  const close = (): void => state.ask(null);
  const carryOut = (steps: readonly TailStep[]): void => {
    close();
    state.workspace.carryOut(`消除尾差（调整 ${adjustedSteps(steps).length} 个数）`, steps.map(({ ref, content }) => setCell(engine.document, ref, content)));
  };
  const adjusted = plan.kind === 'plan' ? adjustedSteps(plan.steps) : [];
  return (
    <DialogWindow label="消除尾差" onCancel={close}>
      <div className="column">
        <h3>消除尾差</h3>
        {plan.kind === 'none' ? <p>{plan.why}。</p> : (
          <>
            <p>按现在的数四舍五入到 {engine.document.decimals} 位小数，印出来有 {plan.tails} 处横竖不相等。下面 {adjusted.length} 个数多进或少进最末一位，其余 {plan.steps.length - adjusted.length} 个录入的数四舍五入，合计随之推算，各表横向、纵向和表间{plan.left.length === 0 ? '就全部相等' : '大多相等'}。</p>
            {plan.left.length === 0 ? null : <p className="notice">以下关系在每个数至多调整最末一位的前提下仍不能相等：{plan.left.join('；')}</p>}
            <div className="scroll">
              <table>
                <thead><tr><th>位置</th><th className="number">精确数</th><th className="number">四舍五入</th><th className="number">改为</th></tr></thead>
                <tbody>{adjusted.slice(0, SHOWN).map(({ ref, from, rounded, to }) => <tr key={`${ref.table} ${ref.row} ${ref.column}`}><td>{cellLabel(engine.space, ref, true)}</td><td className="number">{from}</td><td className="number">{rounded}</td><td className="number">{to}</td></tr>)}</tbody>
              </table>
              {adjusted.length > SHOWN ? <p>另有 {adjusted.length - SHOWN} 个。</p> : null}
            </div>
            <p>调整过的数都注明原数，可以一步撤销。</p>
          </>
        )}
        <div className="buttons"><button type="button" onClick={close}>{plan.kind === 'none' ? '关闭' : '取消'}</button>{plan.kind === 'none' ? null : <button type="button" className="primary" onClick={() => carryOut(plan.steps)}>按此调整</button>}</div>
      </div>
    </DialogWindow>
  );
}
