/** Auditing beyond the open tables: the check report as a file, and a finished report's text against the open document. */
import type { Desk } from './desk.ts';
import { withEnding } from './file-choice.ts';
import { suggestedName } from './suggested-name.ts';

/** Writes the check report: what was found, decided and could not be checked. */
export async function exportAudit(desk: Desk, kind: 'pdf' | 'xlsx'): Promise<void> {
  const { session } = desk.snapshot();
  if (session === null) return;
  const path = await desk.files.ask(`export-audit-${kind}`, suggestedName(session.workspace.snapshot().document, '校验报告', kind));
  if (path !== null) await desk.exportTo(withEnding(path, `.${kind}`), true, `audit-${kind}`);
}

/** Reads a finished report and shows what is wrong with its text. */
export async function auditText(desk: Desk): Promise<void> {
  const { editor } = desk.snapshot();
  const path = editor === null ? null : await desk.files.ask('audit', '');
  if (editor === null || path === null) return;
  const answer = await desk.working('正在读取报告', (job) => desk.bridge.call('report.read', { job, path }));
  if (answer.ok) editor.change({ audited: { name: answer.name, text: answer.text }, panel: 'text' });
  else desk.say(answer.message);
}
