/** The plan that leaves no 尾差, shown figure by figure before anything is changed. */
import { useMemo } from 'react';
import { tailPlanFrom } from '../../shared/check/exact-tails.ts';
import { adjustedSteps, type TailPlan, type TailStep, tailPlan, tailPlanWords } from '../../shared/check/tail-plan.ts';
import { cellLabel } from '../../shared/check/describe.ts';
import type { Document } from '../../shared/document/document.ts';
import { setCell } from '../../shared/document/edit.ts';
import type { Desk } from '../state/desk.ts';
import { chooseExact } from '../state/exact-figures.ts';
import type { EditorState } from '../state/editor-state.ts';
import { DialogWindow } from './dialog-window.tsx';

const SHOWN = 300;

interface TailsDialogProps {
  readonly desk: Desk;
  readonly state: EditorState;
  /** Where the exact figures come from; null: the document's own. */
  readonly source: Document | null;
}

export function TailsDialog({ desk, state, source }: TailsDialogProps) {
  const { engine } = state.workspace;
  const plan = useMemo(() => (source === null ? tailPlan(engine) : tailPlanFrom(engine, source)), [engine, source]);
  const close = (): void => state.ask(null);
  const carryOut = (steps: readonly TailStep[]): void => {
    close();
    state.workspace.carryOut(`消除尾差（调整 ${adjustedSteps(steps).length} 个数）`, steps.map(({ ref, content }) => setCell(engine.document, ref, content)));
  };
  return (
    <DialogWindow label="消除尾差" onCancel={close}>
      <div className="column">
        <h3>消除尾差</h3>
        {plan.kind === 'none' ? <p>{plan.why}。</p> : <Plan state={state} plan={plan} />}
        <div className="buttons"><button type="button" onClick={() => void chooseExact(desk)}>{source === null ? '按元的工作簿取精确数…' : '换一个工作簿…'}</button><button type="button" onClick={close}>{plan.kind === 'none' ? '关闭' : '取消'}</button>{plan.kind === 'none' ? null : <button type="button" className="primary" onClick={() => carryOut(plan.steps)}>按此调整</button>}</div>
      </div>
    </DialogWindow>
  );
}

function Plan({ state, plan }: { readonly state: EditorState; readonly plan: Extract<TailPlan, { kind: 'plan' }> }) {
  const { engine } = state.workspace;
  const adjusted = adjustedSteps(plan.steps);
  return (
    <>
      <p>{tailPlanWords(plan, engine.document.decimals)}</p>
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
  );
}
