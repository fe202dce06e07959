/** What can be begun among the parts: the department's self-evaluation, one more project's, last year's. */
import { formTitle } from '../../shared/template/evaluations.ts';
import { beginEvaluation, missingFromLastYear, takeFromLastYear } from '../state/evaluation-edits.ts';
import type { EditorState } from '../state/editor-state.ts';

export function EvaluationActions({ state }: { readonly state: EditorState }) {
  const { workspace } = state;
  const { forms, tables } = workspace.template;
  const free = forms.filter((form) => form.repeats || !tables.some((table) => table.form === form.id));
  const missing = missingFromLastYear(workspace.engine);
  return (
    <div className="part-actions">
      {free.map((form) => (
        <button key={form.id} type="button" onClick={() => {
          const part = beginEvaluation(workspace, form);
          if (part !== null) state.change({ part });
        }}>＋ {formTitle(form)}</button>
      ))}
      {missing.length === 0 ? null : <button type="button" title={missing.map(({ title }) => title).join('\n')} onClick={() => takeFromLastYear(workspace)}>从上年带入 {missing.length} 张</button>}
    </div>
  );
}
