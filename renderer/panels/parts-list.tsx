/** The parts of the document at the left, each with its open errors and warnings. */
import type { Finding } from '../../shared/check/finding.ts';
import type { Snapshot, Workspace } from '../state/workspace.ts';

export function PartsList({ workspace, snapshot }: { readonly workspace: Workspace; readonly snapshot: Snapshot }) {
  const open = snapshot.review.findings.filter((finding) => finding.waiver === null);
  return (
    <nav className="parts" aria-label="报告的各部分">
      {workspace.template.tables.map((table) => (
        <button key={table.id} type="button" aria-current={table.id === snapshot.table} onClick={() => workspace.showTable(table.id)}>
          <span>{table.mark ?? table.title}</span>
          <Badge findings={open.filter((finding) => finding.table === table.id)} />
          {table.mark === null ? null : <small>{table.title}</small>}
        </button>
      ))}
    </nav>
  );
}

function Badge({ findings }: { readonly findings: readonly Finding[] }) {
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  const warnings = findings.filter((finding) => finding.severity === 'warning').length;
  if (errors > 0) return <span className="badge" title={`${errors} 处错误`}>{errors}</span>;
  return warnings > 0 ? <span className="badge warning" title={`${warnings} 处警告`}>{warnings}</span> : <span />;
}
