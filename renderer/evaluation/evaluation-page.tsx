/** A self-evaluation as its official form, to be filled in where it stands: weights and scores add up as they are typed. */
import { useEffect, useRef } from 'react';
import { cellLabel } from '../../shared/check/describe.ts';
import type { CellRef } from '../../shared/document/document.ts';
import { formTitle } from '../../shared/template/evaluations.ts';
import { cellText, type LayoutCell, type LayoutLine, layoutTable } from '../../shared/report/layout.ts';
import type { TableTemplate } from '../../shared/template/template.ts';
import { only } from '../grid/selection.ts';
import { addIndicator, copyEvaluation, moveEvaluation, moveIndicator, removeEvaluation, removeIndicator, scoreByRule } from '../state/evaluation-edits.ts';
import type { EditorState } from '../state/editor-state.ts';
import { cellKey } from '../state/marks.ts';
import type { Snapshot } from '../state/workspace.ts';
import { enterBlock, enterText, NAME } from './evaluation-entry.ts';
import { EvaluationField } from './evaluation-field.tsx';

export interface EvaluationProps {
  readonly state: EditorState;
  readonly table: TableTemplate;
  readonly snapshot: Snapshot;
}

export function EvaluationPage({ state, table, snapshot }: EvaluationProps) {
  const page = useRef<HTMLElement>(null);
  useEffect(() => {
    const flash = (ref: CellRef): void => {
      const field = page.current?.querySelector<HTMLElement>(`[data-place="${CSS.escape(placeText(ref))}"]`);
      field?.scrollIntoView({ block: 'center' });
      field?.focus();
      field?.closest('td')?.classList.add('is-flashed');
      window.setTimeout(() => field?.closest('td')?.classList.remove('is-flashed'), 900);
    };
    // A finding that led here chose the cell before this page was there.
    if (state.cell !== null) flash(state.cell);
    return state.onFlash(flash);
  }, [state]);
  const { engine } = state.workspace;
  const layout = layoutTable(table, engine, false);
  const total = layout.columns.reduce((sum, column) => sum + column.width, 0);
  return (
    <section className="evaluation" aria-label={table.title} data-pane="grid" ref={page}>
      <Tools state={state} table={table} snapshot={snapshot} />
      <div className="evaluation-scroll">
        <h2>{layout.title}</h2>
        <div className="caption"><span>{layout.department}</span><span>{layout.unit}</span></div>
        <table style={{ zoom: state.view().settings.zoom / 100 }}>
          <colgroup>{layout.columns.map((column) => <col key={column.key} style={{ width: `${(column.width / total) * 100}%` }} />)}<col className="row-tools" /></colgroup>
          <tbody>{layout.lines.map((line, at) => <Line key={line.rows.join() || `${at}`} state={state} table={table} line={line} at={at} />)}</tbody>
        </table>
        {layout.notes.map((note) => <p key={note}>{note}</p>)}
      </div>
    </section>
  );
}

/** Weights and scores as they stand, and what can be done to the whole. */
function Tools({ state, table, snapshot }: EvaluationProps) {
  const { workspace } = state;
  const { engine, marks } = workspace;
  const form = engine.template.forms.find(({ id }) => id === table.form) ?? table;
  const groups = table.blocks.flatMap((block) => block.groups ?? []);
  const figure = (row: string, column: string): string => cellText(engine.value({ table: table.id, row, column }), 2, 'score') || '0';
  const isOff = (row: string): boolean => marks.get(cellKey({ table: table.id, row, column: '分值' })) === 'error';
  const at = snapshot.document.evaluations?.findIndex((evaluation) => evaluation.table === table.id) ?? -1;
  const show = (part: string | null): void => {
    if (part !== null) state.change({ part });
  };
  return (
    <div className="evaluation-tools" role="toolbar" aria-label="自评表">
      <span className={isOff('总分') ? 'weight is-off' : 'weight'} role="status" aria-label="分值合计">{isOff('总分') ? '⚠ ' : '✓ '}分值 <b>{figure('总分', '分值')}</b>{isOff('总分') ? '，应为 100' : ''}</span>
      <span className="weight">得分 <b>{figure('总分', '得分')}</b></span>
      {groups.map(({ key }) => <span key={key} className={isOff(key) ? 'weight is-off' : 'weight'}>{isOff(key) ? '⚠ ' : ''}{key} {figure(key, '得分')}／{figure(key, '分值')}</span>)}
      <span className="gap" />
      <select aria-label="添加指标" value="" onChange={({ currentTarget }) => showIndicator(currentTarget, table.id, addIndicator(workspace, form, table.id, currentTarget.value))}>
        <option value="" disabled>＋ 添加指标</option>
        {groups.map(({ key }) => <option key={key} value={key}>{key}</option>)}
      </select>
      {form.scoring === null ? null : <button type="button" title="给还没有得分、指标值能比较的指标，按完成比例计分" onClick={() => state.say(scoredWords(scoreByRule(workspace, form, table.id)))}>按完成比例计分</button>}
      {form.repeats ? <button type="button" onClick={() => show(copyEvaluation(workspace, form, table.id))}>复制为新项目</button> : null}
      <span className="whole">
        <button type="button" aria-label="自评表上移" disabled={at <= 0} onClick={() => moveEvaluation(workspace, table.id, -1)}>↑</button>
        <button type="button" aria-label="自评表下移" disabled={at + 1 >= (snapshot.document.evaluations?.length ?? 0)} onClick={() => moveEvaluation(workspace, table.id, 1)}>↓</button>
        <button type="button" onClick={() => {
          const next = snapshot.document.evaluations?.[at === 0 ? 1 : at - 1]?.table;
          state.change({ part: next ?? workspace.template.tables[0]?.id ?? '' });
          removeEvaluation(workspace, table.id);
          state.say(`已删除${table.title || formTitle(form)}，按 Ctrl+Z 可以恢复`);
        }}>删除此表</button>
      </span>
    </div>
  );
}

/** Goes to the name of an indicator just added, which may stand far down, once the form shows it. */
function showIndicator(from: HTMLElement, table: string, row: string): void {
  const page = from.closest('.evaluation');
  window.setTimeout(() => {
    const field = page?.querySelector<HTMLElement>(`[data-place="${CSS.escape(placeText({ table, row, column: NAME }))}"]`);
    field?.scrollIntoView({ block: 'center' });
    field?.focus();
  });
}

function scoredWords(count: number): string {
  return count === 0 ? '没有可以计分的指标：得分已经填写，或指标值不是可比较的数' : `已给 ${count} 个指标计分，请核对`;
}

interface LineProps {
  readonly state: EditorState;
  readonly table: TableTemplate;
  readonly line: LayoutLine;
  readonly at: number;
}

function Line({ state, table, line, at }: LineProps) {
  const { workspace } = state;
  const [key] = line.rows;
  const row = key == null ? undefined : workspace.engine.document.tables[table.id]?.rows.find((one) => one.key === key && one.group !== undefined);
  const form = workspace.engine.template.forms.find(({ id }) => id === table.form) ?? table;
  const name = row?.name ?? '';
  return (
    <tr>
      {line.cells.map((cell) => <Cell key={cell.column} state={state} table={table} cell={cell} at={at} named={row === undefined ? null : (key ?? null)} />)}
      <td className="row-tools">{row === undefined ? null : (
        <span>
          <button type="button" className="quiet" aria-label={`上移 ${name}`} title="上移" onClick={() => moveIndicator(workspace, form, table.id, row.key, -1)}>↑</button>
          <button type="button" className="quiet" aria-label={`下移 ${name}`} title="下移" onClick={() => moveIndicator(workspace, form, table.id, row.key, 1)}>↓</button>
          <button type="button" className="quiet" aria-label={`复制 ${name}`} title="复制指标" onClick={({ currentTarget }) => showIndicator(currentTarget, table.id, addIndicator(workspace, form, table.id, row.group ?? '', row))}>＋</button>
          <button type="button" className="quiet" aria-label={`删除 ${name}`} title="删除指标" onClick={() => removeIndicator(workspace, table.id, row.key)}>×</button>
        </span>
      )}</td>
    </tr>
  );
}

interface CellProps {
  readonly state: EditorState;
  readonly table: TableTemplate;
  readonly cell: LayoutCell;
  readonly at: number;
  /** The indicator whose name stands in the line's name cell. */
  readonly named: string | null;
}

function Cell({ state, table, cell, at, named }: CellProps) {
  const ref = cell.ref ?? (cell.kind === 'name' && named !== null ? { table: table.id, row: named, column: NAME } : null);
  if (ref === null) return <td colSpan={cell.colSpan} rowSpan={cell.rowSpan} className={cell.isTotal ? 'form is-total' : cell.kind === 'heading' || cell.kind === 'side' ? 'form is-heading' : 'form'}><div>{cell.text}</div></td>;
  return <td colSpan={cell.colSpan} rowSpan={cell.rowSpan} className={state.workspace.engine.formula(ref) === null ? undefined : 'is-formula'}><ValueField state={state} cell={cell} place={ref} at={at} /></td>;
}

function ValueField({ state, cell, place, at }: { readonly state: EditorState; readonly cell: LayoutCell; readonly place: CellRef; readonly at: number }) {
  const { engine, marks } = state.workspace;
  const text = place.column === NAME ? cell.text : cellText(engine.value(place), engine.document.decimals, cell.format).replaceAll(',', cell.kind === 'amount' ? '' : ',');
  return (
    <EvaluationField
      key={text} text={text} kind={cell.kind === 'amount' ? 'figure' : 'words'} isFormula={engine.formula(place) !== null} mark={marks.get(cellKey(place)) ?? null}
      label={place.column === NAME ? '三级指标' : cellLabel(engine.space, place, false)} line={at} column={cell.column} place={placeText(place)}
      onFocus={() => {
        const sheet = state.sheet;
        const spot = sheet?.spotOf(place) ?? null;
        if (sheet !== null && spot !== null) sheet.select(only(spot));
      }}
      onLocked={() => state.say(`${cellLabel(engine.space, place, false)}由公式算出，请填写算出它的各项；要改写请按 F2 并说明原因`)}
      onEnter={(entered) => enterText(state, place, entered)}
      onPaste={(block) => enterBlock(state, block.map((one) => ({ ref: one.place === null ? null : placeOf(one.place), text: one.text })))}
    />
  );
}

function placeText({ table, row, column }: CellRef): string {
  return JSON.stringify([table, row, column]);
}

function placeOf(text: string): CellRef {
  const [table = '', row = '', column = ''] = JSON.parse(text) as readonly string[];
  return { table, row, column };
}
