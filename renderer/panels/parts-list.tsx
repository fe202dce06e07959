/** The parts of the report at the left, each with its open errors and warnings. */
import { memo } from 'react';
import type { Finding, Review } from '../../shared/check/finding.ts';
import type { TableTemplate } from '../../shared/template/template.ts';
import { TEXT_PART_NAMES, TEXT_PARTS, type TextPart } from '../../shared/narrative/report-texts.ts';
import { EvaluationActions } from '../evaluation/evaluation-parts.tsx';
import { type EditorState, EXTRA, PREVIEW, PUBLICATION } from '../state/editor-state.ts';

export interface PartsListProps {
  readonly state: EditorState;
  readonly review: Review;
  readonly part: string;
  /** Places of the texts still to be filled in. */
  readonly left: Readonly<Record<TextPart, number>>;
}

export const PartsList = memo(function PartsList({ state, review, part, left }: PartsListProps) {
  const open = review.findings.filter((finding) => finding.waiver === null);
  const { tables } = state.workspace.template;
  const choose = (part: string): void => {
    state.change({ part });
    state.focusGrid();
  };
  const row = (table: TableTemplate) => (
    <button key={table.id} type="button" aria-current={table.id === part} onClick={() => choose(table.id)}>
      <span>{table.mark ?? table.title}</span>
      <Badge findings={open.filter((finding) => finding.table === table.id)} />
      {table.mark === null ? null : <small>{table.title}</small>}
    </button>
  );
  const extra = state.workspace.snapshot().document.extraSheets ?? [];
  const side = tables.filter((table) => !table.isPublished);
  return (
    <nav className="parts" aria-label="报告的各部分" data-pane="parts">
      <h3>公开表</h3>
      {tables.filter((table) => table.isPublished && table.form === null).map(row)}
      {state.workspace.template.forms.length === 0 ? null : <><h3>自评表</h3>{tables.filter((table) => table.form !== null).map(row)}<EvaluationActions state={state} /></>}
      {side.length === 0 ? null : <><h3>补充数据</h3>{side.map(row)}</>}
      {extra.length === 0 ? null : <><h3>附表</h3>{extra.map((sheet, at) => <button key={`${EXTRA}${sheet.name}`} type="button" aria-current={part === `${EXTRA}${at}`} onClick={() => state.change({ part: `${EXTRA}${at}` })}><span>{sheet.name}</span></button>)}</>}
      <h3>报告</h3>
      {state.texts === null ? null : TEXT_PARTS.map((text) => (
        <button key={text} type="button" aria-current={part === text} onClick={() => state.change({ part: text, paragraph: null })}>
          <span>{TEXT_PART_NAMES[text]}</span>
          <TextBadge findings={open.filter((finding) => finding.place?.part === text)} left={left[text]} />
        </button>
      ))}
      <button type="button" aria-current={part === PREVIEW} onClick={() => state.change({ part: PREVIEW })}><span>预览</span></button>
      {state.publication.length === 0 ? null : <button type="button" aria-current={part === PUBLICATION} onClick={() => state.change({ part: PUBLICATION })}><span>公开前检查</span></button>}
    </nav>
  );
});

/** What is wrong comes first; then what is still open. */
function TextBadge({ findings, left }: { readonly findings: readonly Finding[]; readonly left: number }) {
  if (left === 0 || findings.some(({ severity }) => severity !== 'info')) return <Badge findings={findings} />;
  return <span className="badge open" title={`${left} 处待填写`} role="img" aria-label={`${left} 处待填写`}>{left}</span>;
}

function Badge({ findings }: { readonly findings: readonly Finding[] }) {
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  const warnings = findings.filter((finding) => finding.severity === 'warning').length;
  if (errors > 0) return <span className="badge" title={`${errors} 处错误`} role="img" aria-label={`${errors} 处错误`}>{errors}</span>;
  return warnings > 0 ? <span className="badge warning" title={`${warnings} 处警告`} role="img" aria-label={`${warnings} 处警告`}>{warnings}</span> : <span />;
}
