/** What the editor asks: reasons, confirmations, where to go, which 科目. */
import { cellLabel } from '../../shared/check/describe.ts';
import { formatOf } from '../../shared/report/layout.ts';
import { overrideFormula } from '../state/cell-commands.ts';
import type { EditorState, Prompt } from '../state/editor-state.ts';
import { decide } from '../state/decide-finding.ts';
import { typedValue } from '../state/shown-amount.ts';
import { deleteEdits } from '../state/subject-rows.ts';
import type { Snapshot } from '../state/workspace.ts';
import type { Desk } from '../state/desk.ts';
import type { PreviewBoard } from '../state/preview-board.ts';
import { DialogWindow } from './dialog-window.tsx';
import { GoToDialog } from './go-to-dialog.tsx';
import { PrintDialog } from './print-dialog.tsx';
import { ProgressWindow } from './progress-window.tsx';
import { RecordDialog } from './record-dialog.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { RulesDialog } from './rules-dialog.tsx';
import { TailsDialog } from './tails-dialog.tsx';
import { SubjectDialog } from './subject-dialog.tsx';

interface PromptsProps<K extends Prompt['kind'] = Prompt['kind']> {
  readonly state: EditorState;
  readonly prompt: Extract<Prompt, { kind: K }>;
  readonly snapshot: Snapshot;
}

export function Prompts({ desk, board, state, prompt, snapshot }: PromptsProps & { readonly desk: Desk; readonly board: PreviewBoard }) {
  switch (prompt.kind) {
    case 'override':
      return <OverridePrompt state={state} prompt={prompt} snapshot={snapshot} />;
    case 'refused':
      return <RefusedPrompt state={state} prompt={prompt} snapshot={snapshot} />;
    case 'delete-rows':
      return <DeletePrompt state={state} prompt={prompt} snapshot={snapshot} />;
    case 'waive':
      return <WaivePrompt state={state} prompt={prompt} snapshot={snapshot} />;
    case 'subject':
      return state.table === null ? null : <SubjectDialog desk={desk} state={state} table={state.table} />;
    case 'tails':
      return <TailsDialog desk={desk} state={state} source={prompt.source} />;
    case 'rules':
      return <RulesDialog state={state} rule={prompt.rule} />;
    case 'go-to':
      return <GoToDialog state={state} />;
    case 'print':
      return <PrintDialog desk={desk} state={state} board={board} snapshot={snapshot} />;
    case 'progress':
      return <ProgressWindow work={{ title: `正在${prompt.label}`, ...prompt }} onCancel={prompt.stop} />;
    case 'record':
      return <RecordDialog state={state} />;
  }
}

function OverridePrompt({ state, prompt: { ref, amount } }: PromptsProps<'override'>) {
  const { engine } = state.workspace;
  const computed = typedValue(engine, ref, engine.computedValue(ref), engine.document.unit) || '空';
  const shape = engine.space.region(ref.table)?.shape;
  const format = shape === undefined ? 'amount' : formatOf(shape, ref);
  const unit = format === 'amount' ? engine.document.unit : format === 'percent' ? '%' : '分';
  return (
    <ReasonDialog
      title="改写公式单元格" action="改写"
      explanation={`${cellLabel(engine.space, ref, true)} 由公式算出 ${computed}，要改为 ${amount === null ? '空' : `${amount}${unit}`}。改写后会有标记，校验仍会提示两者的差额。`}
      onCancel={() => state.ask(null)}
      onDone={(reason) => {
        state.ask(null);
        overrideFormula(state, ref, amount, reason);
      }}
    />
  );
}

function WaivePrompt({ state, prompt, snapshot }: PromptsProps<'waive'>) {
  const finding = snapshot.review.findings.find((one) => one.id === prompt.finding);
  if (finding === undefined) return null;
  return (
    <ReasonDialog
      title="说明原因并保留" action="保留" explanation={`${finding.message}。说明后不再阻止导出；相关数字一旦变化，说明自动失效。`}
      onCancel={() => state.ask(null)}
      onDone={(reason) => {
        state.ask(null);
        decide(state.workspace, [finding], { kind: 'waived', reason });
      }}
    />
  );
}

const MOST_REFUSALS = 200;

function RefusedPrompt({ state, prompt: { label, edits, refused } }: PromptsProps<'refused'>) {
  const done = (): void => {
    state.ask(null);
    state.workspace.carryOut(label, edits);
  };
  return (
    <DialogWindow label={`${label}：有单元格不能改`} onCancel={() => state.ask(null)}>
      <div className="column">
        <h3>{refused.length} 个单元格不能改</h3>
        <p>{edits.length === 0 ? '没有可以填入的单元格。' : `其余 ${edits.length} 个单元格可以填入。`}</p>
        <div className="scroll">
          <table>
            <thead><tr><th>位置</th><th>内容</th><th>原因</th></tr></thead>
            <tbody>{refused.slice(0, MOST_REFUSALS).map(({ place, text, why }) => <tr key={`${place}${text}`}><td>{place}</td><td>{text}</td><td>{why}</td></tr>)}</tbody>
          </table>
          {refused.length > MOST_REFUSALS ? <p>另有 {refused.length - MOST_REFUSALS} 个。</p> : null}
        </div>
        <div className="buttons"><button type="button" onClick={() => state.ask(null)}>取消</button>{edits.length === 0 ? null : <button type="button" className="primary" onClick={done}>{label}其余 {edits.length} 格</button>}</div>
      </div>
    </DialogWindow>
  );
}

function DeletePrompt({ state, prompt: { rows } }: PromptsProps<'delete-rows'>) {
  const { engine } = state.workspace;
  const { table } = state;
  const shape = table === null ? undefined : engine.space.region(table.id)?.shape;
  if (table === null || shape === undefined) return null;
  const names = rows.map((key) => shape.rows[shape.index.get(key) ?? -1]).map((row) => `${row?.code ?? ''} ${row?.name ?? ''}`.trim());
  const done = (): void => {
    state.ask(null);
    state.workspace.carryOut(`删除 ${rows.length} 行科目`, deleteEdits(engine, table.id, rows));
  };
  return (
    <DialogWindow label="删除科目行" onCancel={() => state.ask(null)}>
      <div className="column">
        <h3>删除 {rows.length} 行科目？</h3>
        <p>连同其下级科目和其中的数一并删除，可以撤销。</p>
        <ul className="scroll">{names.map((name) => <li key={name}>{name}</li>)}</ul>
        <div className="buttons"><button type="button" onClick={() => state.ask(null)}>取消</button><button type="button" className="primary" onClick={done}>删除</button></div>
      </div>
    </DialogWindow>
  );
}
