/** The check report's bytes, as a PDF or a workbook. Each renderer is loaded when it is used. */
import { auditOutline } from '../../shared/report/audit-outline.ts';
import type { AuditReport } from '../../shared/report/audit-report.ts';

export async function renderAudit(kind: 'pdf' | 'xlsx', report: AuditReport): Promise<{ readonly bytes: Uint8Array; readonly notices: readonly string[] }> {
  if (kind === 'xlsx') return { bytes: await (await import('./xlsx/export-audit.ts')).exportAudit(report), notices: [] };
  const { renderPdf } = await import('./typst/render-report.ts');
  const { pdf, warnings } = renderPdf(auditOutline(report));
  return { bytes: pdf, notices: warnings };
}
