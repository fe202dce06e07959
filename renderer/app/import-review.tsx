/** What was recognised in a workbook, before anything is opened: tables, what was not placed, conflicts, under which template. */
import type { ImportReview } from '../../shared/ipc.ts';
import type { Synonym } from '../../shared/template/synonyms.ts';
import type { ImportDesk, Reviewing } from '../state/import-desk.ts';
import { DialogWindow } from './dialog-window.tsx';
import { TaughtWords, UnknownParts } from './import-mapping.tsx';

export interface ImportReviewProps {
  readonly imports: ImportDesk;
  readonly reviewing: Reviewing;
  readonly onCancel: () => void;
}

export function ImportReviewWindow({ imports, reviewing: { review, use }, onCancel }: ImportReviewProps) {
  const { document } = review;
  /** The set it was recognised under; null where the window does not have it. */
  const template = imports.templateOf(document.template);
  const teach = (add: readonly Synonym[], remove: readonly Synonym[]): void => void imports.teach(add, remove);
  const used = review.templates.find(({ id }) => id === document.template);
  return (
    <DialogWindow label="导入核对" onCancel={onCancel}>
      <div className="column import-review">
        <h3>导入核对：{review.file}</h3>
        <p className="import-head">
          <span>{document.department || '未写部门'}</span><span>{document.year} 年度</span><span>单位：{document.unit}</span>
          <label>模板 <select value={document.template} onChange={(event) => void imports.under(event.target.value)}>{review.templates.map((one) => <option key={one.id} value={one.id}>{one.name}（匹配 {Math.round(one.score * 100)}%）</option>)}</select></label>
          {used === undefined ? null : <small>{used.evidence}</small>}
        </p>
        {review.notices.map((notice) => <p key={notice} className="notice">{notice}</p>)}
        <div className="scroll">
          <RecognisedTables review={review} />
          {template === null ? null : <UnknownParts review={review} template={template} onTeach={teach} />}
          <LeftSheets left={review.left} />
          <LostCells review={review} />
          <Conflicts conflicts={review.conflicts} />
          {template === null ? null : <TaughtWords review={review} template={template} onTeach={teach} />}
        </div>
        <div className="buttons"><button type="button" onClick={onCancel}>取消</button><button type="button" className="primary" onClick={() => void imports.accept()}>{use.action}</button></div>
      </div>
    </DialogWindow>
  );
}

const DOUBTFUL = 0.8;

function RecognisedTables({ review }: { readonly review: ImportReview }) {
  return (
    <table>
      <thead><tr><th>表</th><th>工作表</th><th>区域</th><th className="number">行</th><th className="number">数</th><th className="number">把握</th><th className="number">未识别</th></tr></thead>
      <tbody>
        {review.tables.map((table) => (
          <tr key={table.id}>
            <td>{table.title}</td><td>{table.sheet}</td><td>{table.range}</td>
            <td className="number">{table.rows}</td><td className="number">{table.cells}</td><td className={table.confidence < DOUBTFUL ? 'number doubtful' : 'number'}>{Math.round(table.confidence * 100)}%</td><td className="number">{table.unrecognised.length}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What of an export of the 财决 system is known and not needed. */
function LeftSheets({ left }: Pick<ImportReview, 'left'>) {
  if (left.length === 0) return null;
  return (
    <section aria-label="公开表不需要的内容">
      <h3>公开表不需要，没有导入（{left.length}）</h3>
      <ul>{left.map(({ sheet, title, isWhole, cells }) => <li key={sheet}>{sheet}：{isWhole ? `${title}，整张` : `其中 ${cells} 格`}</li>)}</ul>
    </section>
  );
}

const MOST_SHOWN = 500;

function LostCells({ review }: { readonly review: ImportReview }) {
  const lost = [...review.tables.flatMap((table) => table.unrecognised), ...review.unplaced];
  if (lost.length === 0) return <p className="all-placed">每个单元格都已归位。</p>;
  return (
    <section aria-label="没有归位的内容">
      <h3>没有归位的内容（{lost.length}）</h3>
      <table>
        <thead><tr><th>单元格</th><th>内容</th><th>原因</th></tr></thead>
        <tbody>{lost.slice(0, MOST_SHOWN).map((cell) => <tr key={`${cell.sheet}!${cell.address}`}><td className="place">{cell.sheet}!{cell.address}</td><td>{cell.text}</td><td>{cell.why}</td></tr>)}</tbody>
      </table>
      {lost.length > MOST_SHOWN ? <p className="hint">另有 {lost.length - MOST_SHOWN} 个，命令行 import --json 可列出全部。</p> : null}
    </section>
  );
}

/** In the order in which they should be looked at. */
const CONFLICT_KINDS: Readonly<Record<string, string>> = {
  'unit-doubt': '金额单位', 'assumed-unit': '金额单位', 'assumed-year': '年度', 'duplicate-table': '重复的表', 'repeated-cell': '同一格有两个数', 'duplicate-subject': '科目出现两次',
  'declared-differs': '印出的合计与计算不同', 'unknown-subject': '不在科目列表中', 'unknown-row': '模板没有的行', 'unknown-column': '模板没有的列',
};

function Conflicts({ conflicts }: { readonly conflicts: ImportReview['conflicts'] }) {
  if (conflicts.length === 0) return null;
  const kinds = Object.keys(CONFLICT_KINDS);
  const known = kinds.flatMap((kind) => conflicts.filter((conflict) => conflict.kind === kind));
  return (
    <section aria-label="请核对">
      <h3>请核对（{conflicts.length}）</h3>
      <table>
        <thead><tr><th>类别</th><th>说明</th><th>单元格</th></tr></thead>
        <tbody>{[...known, ...conflicts.filter(({ kind }) => !kinds.includes(kind))].slice(0, MOST_SHOWN).map(({ kind, message, address }) => <tr key={`${kind}${address ?? ''}${message}`}><td className="place">{CONFLICT_KINDS[kind] ?? kind}</td><td>{message}</td><td className="place">{address ?? ''}</td></tr>)}</tbody>
      </table>
    </section>
  );
}
