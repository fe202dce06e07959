/** What leaves the desk as a file, and what is read from a finished one to audit its text against the open document. */
import type { Desk } from './desk.ts';
import type { ExportKind } from './desk-view.ts';
import type { AuditedText, EditorState } from './editor-state.ts';
import { withEnding } from './file-choice.ts';
import { isDocumentName } from './session.ts';
import { suggestedName } from './suggested-name.ts';

const NAMES: Readonly<Record<ExportKind, string>> = { pdf: '部门决算', docx: '部门决算', xlsx: '决算公开表', 'audit-pdf': '校验报告', 'audit-xlsx': '校验报告' };

/** Asks where to, and writes the document there. */
export async function exportAs(desk: Desk, kind: ExportKind, draft = false): Promise<void> {
  const { session } = desk.snapshot();
  if (session === null) return;
  const ending = kind.replace('audit-', '');
  const path = await desk.files.ask(`export-${kind}`, suggestedName(session.workspace.snapshot().document, `${NAMES[kind]}${draft ? '（草稿）' : ''}`, ending));
  if (path !== null) await desk.exportTo(withEnding(path, `.${ending}`), draft, kind);
}

/** Reads a finished report and shows what is wrong with its text. */
export async function auditText(desk: Desk): Promise<void> {
  const { editor } = desk.snapshot();
  const path = editor === null ? null : await desk.files.ask('audit', '');
  const audited = path === null ? null : await readReport(desk, path);
  if (audited !== null) editor?.change({ audited, panel: 'text' });
}

/** Reads a finished report, opens the figures that it rests on and shows what is wrong with its text. */
export async function auditReport(desk: Desk, report: string, figures: string): Promise<void> {
  const audited = await readReport(desk, report);
  if (audited === null) return;
  const audit = (editor: EditorState): void => editor.change({ audited, panel: 'text' });
  if (isDocumentName(figures)) await desk.begin(() => desk.sessions.open(figures), audit);
  else await desk.imports.read({ path: figures }, { action: '打开并审核', take: (document) => desk.begin(() => desk.sessions.start({ document }, null, null), audit) });
}

async function readReport(desk: Desk, path: string): Promise<AuditedText | null> {
  const answer = await desk.working('正在读取报告', (job) => desk.bridge.call('report.read', { job, path }));
  if (answer.ok) return { name: answer.name, text: answer.text, spots: answer.spots };
  desk.say(answer.message);
  return null;
}
