/** Where am I, and what is it: the input, or the formula in words with its values; for a declared value, what the formula gives. */
import { cellContent } from '../../shared/document/document.ts';
import { cellLabel, describe } from '../../shared/check/describe.ts';
import { fullText } from '../../shared/report/layout.ts';
import type { Snapshot, Workspace } from '../state/workspace.ts';

export function FormulaBar({ workspace, snapshot }: { readonly workspace: Workspace; readonly snapshot: Snapshot }) {
  const { cell } = snapshot;
  const { engine } = workspace;
  if (cell === null) return <div className="formula"><span className="where">{tableName(workspace, snapshot.table)}</span><span className="what">选中一个金额单元格，这里说明它从哪里来</span></div>;
  const { decimals } = snapshot.document;
  const value = fullText(engine.value(cell), decimals);
  const instance = engine.formula(cell);
  const content = cellContent(snapshot.document, cell);
  const scope = { region: engine.space.region(cell.table), row: engine.space.region(cell.table)?.shape.index.get(cell.row) ?? -1, column: cell.column, variables: {} };
  return (
    <div className="formula" aria-live="polite">
      <span className="where">{cellLabel(engine.space, cell, true)}</span>
      <span className="what">
        {instance === null ? <>录入 <b>{value}</b></> : <>＝ {describe(instance.formula.expression, engine.space, scope, cell.table)} <b>{fullText(engine.computedValue(cell), decimals)}</b></>}
        {typeof content === 'object' && content !== null ? (
          <>　声明值 <b>{value}</b>{content.reason === undefined ? '' : `（${content.reason}）`}{' '}
            <button type="button" onClick={() => workspace.takeComputed(cell)}>采用计算值</button></>
        ) : null}
      </span>
    </div>
  );
}

function tableName(workspace: Workspace, id: string): string {
  const table = workspace.template.tables.find((one) => one.id === id);
  return table === undefined ? '' : `${table.mark ?? ''} ${table.title}`.trim();
}
